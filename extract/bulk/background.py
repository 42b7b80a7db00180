"""One worker process behind a live screen: articles are queued, annotated in turn, and can be cancelled.

The process starts with the first article and runs at a low priority, so that keys and paint come first. Callbacks run
on the worker's own thread; a Textual app passes on from there with `call_from_thread`.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Literal

from extract.bulk.process import Child, ChildDied
from extract.display import one_line
from extract.errors import OnrecordError
from extract.records import Annotations, Article

if TYPE_CHECKING:
    from extract.annotate.annotator import Config

State = Literal["queued", "running", "done", "failed", "cancelled"]
_NICENESS = 10
_SECONDS = 600.0


class Job(Future[Annotations]):
    """An article on its way. `result()` gives its annotations or raises the OnrecordError, or CancelledError."""

    def __init__(self, article: Article, worker: AnnotationWorker) -> None:
        super().__init__()
        self.article = article
        self._worker = worker
        self.dropped = False

    @property
    def state(self) -> State:
        """Where the article stands."""
        if self.cancelled():
            return "cancelled"
        if self.done():
            trouble = self.exception()
            return "done" if trouble is None else "cancelled" if isinstance(trouble, CancelledError) else "failed"
        return "running" if self.running() else "queued"

    def cancel(self) -> bool:
        """Take the article off the queue, or stop the work on it; False where it is done already."""
        return self._worker.cancel(self)


class AnnotationWorker:
    """Annotates articles one after another in a process of its own. Any thread may call it."""

    def __init__(self, config: Config | None = None, *, changed: Callable[[Job], None] | None = None) -> None:
        self._child = Child(config, niceness=_NICENESS)
        self._changed = changed
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: list[Job] = []
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, article: Article) -> Job:
        """Queue an article; returns at once. `changed`, if given, is called at each change of the job's state."""
        job = Job(article, self)
        with self._lock:
            if self._closed:
                raise OnrecordError("the annotation worker is closed", hint="Open the article again.")
            self._open.append(job)
            self._queue.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="onrecord-annotate", daemon=True)
                self._thread.start()
        self._tell(job)
        return job

    def cancel(self, job: Job | None = None) -> bool:
        """Cancel one job, or all of them; what runs is stopped by ending the process. True where there was any."""
        with self._lock:
            jobs = [j for j in self._open if job is None or j is job]
            for one in jobs:
                one.dropped = True
            running = any(one.running() for one in jobs)
        cancelled = [one for one in jobs if Future.cancel(one)]
        for one in cancelled:
            self._close(one)
        if running:
            self._child.kill()
        return bool(jobs)

    def close(self) -> None:
        """Cancel everything and end the process. Waits a moment for the thread."""
        with self._lock:
            self._closed = True
        self.cancel()
        self._queue.put(None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)
        self._child.close()

    def __enter__(self) -> AnnotationWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            if job.set_running_or_notify_cancel():
                self._tell(job)
                self._run(job)
                self._close(job)

    def _run(self, job: Job) -> None:
        try:
            (found,) = self._child.ask("annotate", [job.article], seconds=_SECONDS)
        except ChildDied:
            found = _died(job)
        except OnrecordError as error:
            found = error
        if job.dropped:
            job.set_exception(CancelledError())
        elif isinstance(found, Annotations):
            job.set_result(found)
        else:
            job.set_exception(found)

    def _close(self, job: Job) -> None:
        with self._lock:
            if job in self._open:
                self._open.remove(job)
        self._tell(job)

    def _tell(self, job: Job) -> None:
        if self._changed is not None:
            self._changed(job)


def _died(job: Job) -> OnrecordError:
    name = one_line(job.article.title or job.article.source or job.article.id)
    return OnrecordError(
        f"the annotation of {name} ended unexpectedly", hint="It may need more memory than there is. Try it again."
    )
