"""Articles come in and are annotated while the screen stays live.

In: sources (paths, globs, URLs) or ids of kept articles. Out: `Event`s, from a thread of its own, to the callback given. The text is kept as soon as it is read, so it can be read at once; its annotations follow when the worker process
has them. The thread opens the library for itself; nothing here knows Textual.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.errors import OnrecordError
from extract.records import Annotations, with_id

if TYPE_CHECKING:
    from extract.annotate import Config
    from extract.bulk import AnnotationWorker
    from extract.library import Library
    from extract.records import Article

Stage = Literal["queued", "reading", "kept", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Event:
    """Where one source or article stands. `message` and `hint` are for the person."""

    stage: Stage
    source: str
    article_id: str | None = None
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Job:
    source: str
    article_id: str | None = None


class Intake:
    """A queue with one thread that feeds it to one worker process; starts both when there is something to do."""

    def __init__(self, library_path: Path, tell: Callable[[Event], None], config: Config | None = None) -> None:
        self._path = library_path
        self._tell = tell
        self._config = config
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._cancelled: set[str] = set()
        self._thread: threading.Thread | None = None
        self._worker: AnnotationWorker | None = None
        self._closing = False
        self.pending = 0
        """How many jobs are queued or running."""

    def add(self, sources: Iterable[str]) -> None:
        """Take in files, folders, globs and URLs."""
        for source in sources:
            self._put(_Job(source))

    def annotate(self, article_id: str) -> None:
        """Annotate an article the library has, e.g. one that was kept as bare text."""
        self._put(_Job(article_id, article_id))

    def cancel(self) -> None:
        """Drop what is queued and stop what is running; what is kept stays kept."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is not None:
                self._finish(Event("cancelled", job.source, job.article_id))
        if self._worker is not None:
            self._worker.cancel()

    def close(self) -> None:
        """Stop the thread and the worker process; returns at once where nothing was ever done."""
        self._closing = True
        self.cancel()
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout=5)
        if self._worker is not None:
            self._worker.close()

    def _put(self, job: _Job) -> None:
        self.pending += 1
        self._tell(Event("queued", job.source, job.article_id))
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="onrecord-intake", daemon=True)
            self._thread.start()

    def _finish(self, event: Event) -> None:
        self.pending -= 1
        self._tell(event)

    def _run(self) -> None:
        from extract.library import open_library

        try:
            with open_library(self._path) as library:
                while (job := self._jobs.get()) is not None:
                    self._finish(self._done(library, job))
        except OnrecordError as error:
            self._tell(Event("failed", str(self._path), None, error.title, error.hint))

    def _done(self, library: Library, job: _Job) -> Event:
        """Do one job, whatever happens; returns its last event."""
        try:
            if job.article_id is not None:
                article = library.annotations(job.article_id, decided=False).article
                return self._annotated(library, job, article)
            return self._added(library, job)
        except OnrecordError as error:
            return Event("failed", job.source, job.article_id, error.title, error.hint)
        except CancelledError:
            return Event("cancelled", job.source, job.article_id)

    def _added(self, library: Library, job: _Job) -> Event:
        from extract.ingest import expand, read_source

        self._tell(Event("reading", job.source))
        sources = list(expand([job.source]))
        if sources != [job.source]:
            self.add(sources)
            return Event("done", job.source, None, f"{len(sources)} articles queued.")
        article = read_source(job.source)
        found = library.find(article)
        if found is not None and found.same_text and found.annotated:
            return Event("done", job.source, found.article_id, "It is in the library already.")
        if found is not None:
            article = with_id(article, found.article_id)
        else:
            kept = library.keep(Annotations(article))
            self._tell(Event("kept", job.source, kept.article_id))
        return self._annotated(library, job, article)

    def _annotated(self, library: Library, job: _Job, article: Article) -> Event:
        self._tell(Event("running", job.source, article.id))
        annotations = self._process().submit(article).result()
        kept = library.keep(annotations)
        found = (
            f"{len(annotations.quotes)} quotes, {len(annotations.people)} people, {len(annotations.stances)} stances"
        )
        return Event("done", job.source, kept.article_id, found)

    def _process(self) -> AnnotationWorker:
        if self._worker is None:
            from extract.bulk import AnnotationWorker

            self._worker = AnnotationWorker(self._config)
        return self._worker
