"""Analysis behind the screen: articles go to a process of their own, what it finds is kept, and the app is told.

In: ids of kept articles. Out: `ArticleAnnotated` by callback, from another thread. The screen never waits.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import OnrecordError
from extract.records import Annotations, Article
from tui.settings import AnnotateSettings

if TYPE_CHECKING:
    from extract.bulk import AnnotationWorker, Job

Told = Callable[[str, str, str], None]
"""Called with an article's id, its state (queued, running, done, failed, cancelled), and what went wrong."""


_POSSIBLE = 0.25
"""The least confidence of a stance where possible ones are wanted."""


class Analysis:
    """The queue of articles to be analysed; its process starts with the first."""

    def __init__(self, library_path: Path, settings: AnnotateSettings, told: Told, *, possible: bool = False) -> None:
        self._path, self._settings, self._told, self._possible = library_path, settings, told, possible
        self._worker: AnnotationWorker | None = None
        self._waiting: set[str] = set()

    def submit(self, article: Article) -> None:
        """Have an article analysed and kept; one that is waiting already is not taken twice."""
        if article.id in self._waiting:
            return
        self._waiting.add(article.id)
        if self._worker is None:
            from extract.annotate import Config
            from extract.bulk import AnnotationWorker

            least = _POSSIBLE if self._possible else None
            config = Config(self._settings.pipeline, self._settings.engine, stance_threshold=least)
            self._worker = AnnotationWorker(config, changed=self._changed)
        self._worker.submit(article)

    def _changed(self, job: Job) -> None:
        """Keep what a finished job found; called on the worker's thread."""
        state, error = job.state, ""
        if state == "done":
            error = self._keep(job.result())
        elif state == "failed":
            try:
                job.result()
            except (OnrecordError, CancelledError) as problem:
                error = str(problem)
        if state not in ("queued", "running"):
            self._waiting.discard(job.article.id)
        self._told(job.article.id, "failed" if error else state, error)

    def _keep(self, annotations: Annotations) -> str:
        """Keep annotations by a connection of this thread; returns what went wrong."""
        from extract.library import open_library

        try:
            with open_library(self._path) as library:
                library.keep(annotations)
        except OnrecordError as problem:
            return str(problem)
        return ""

    def close(self) -> None:
        """End the process; what is not kept yet is analysed when its article is next opened."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
