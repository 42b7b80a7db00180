"""Many sources → annotations over all cores, as a stream: memory depends on the number of processes, not of files.

Sources are taken a few ahead of the work, read and annotated in child processes, and given back in the order they came.
A child that dies or hangs is replaced, and what it was given is tried again one by one, so that only the article that
did it is lost, with an error.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.bulk.process import Child, ask_safely, lost
from extract.errors import InputError, OnrecordError
from extract.ingest import Limits, expand, read_all
from extract.ingest.article import printable
from extract.ingest.sources import STDIN, is_data_set
from extract.records import Annotations, Article

if TYPE_CHECKING:
    from extract.annotate.annotator import Config

_BATCH = 4
_BATCH_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one source: annotations, an error, or neither where it was skipped.

    `article` is there as soon as it could be read.
    """

    source: str
    article: Article | None = None
    annotations: Annotations | None = None
    error: OnrecordError | None = None
    skipped: bool = False


def extract_many(
    sources: Iterable[str | Article],
    config: Config | None = None,
    *,
    jobs: int | None = None,
    ordered: bool = True,
    skip: Callable[[Article], bool] | None = None,
    stop: threading.Event | None = None,
    limits: Limits | None = None,
) -> Iterator[Result]:
    """Yield one result an article of paths, folders, globs, addresses, "-", JSONL files, or of Articles.

    `jobs` is how many processes work (default: one a core). `ordered` keeps the order of the sources; without it
    results come as they are ready. `skip` is called in this thread with each article read, True leaves it out. Once
    `stop` is set, nothing new is begun, and what is being annotated is finished and given. Raises ModelError where the
    models cannot be loaded.
    """
    crew = _Crew(config, limits or Limits(), jobs or _cores())
    try:
        flow = _Flow(crew, _Taker(sources, crew.limits), skip, stop or threading.Event())
        yield from flow.results(ordered)
    finally:
        crew.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew:
    """A thread a child process; each thread asks its own child and replaces it when it dies."""

    def __init__(self, config: Config | None, limits: Limits, size: int) -> None:
        self.size = size
        self.limits = limits
        self._config = config
        self._own = threading.local()
        self._children: list[Child] = []
        self._closing = False
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="onrecord-bulk")

    def submit(self, what: str, given: list[Any]) -> Future[list[Any]]:
        return self._threads.submit(self._ask, what, given)

    def close(self) -> None:
        self._closing = True
        for child in self._children:
            child.close()
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, what: str, given: list[Any]) -> list[Any]:
        if self._closing:
            return [lost(one) for one in given]
        return ask_safely(self._child(), what, given)

    def _child(self) -> Child:
        if not hasattr(self._own, "child"):
            self._own.child = Child(self._config, limits=self.limits)
            self._children.append(self._own.child)
            if self._closing:
                self._own.child.close()
        return self._own.child


@dataclass(slots=True)
class _Batch:
    """A few sources on their way: first read, then annotated. `results` fill up; None where still at work."""

    names: list[str]
    results: list[Result | None]
    future: Future[list[Any]] | None = None
    at_work: list[int] = field(default_factory=list)
    read: bool = False

    @property
    def done(self) -> bool:
        return self.future is None


class _Taker:
    """Takes batches off the sources: small enough to share out evenly, one article alone where it is long."""

    def __init__(self, sources: Iterable[str | Article], limits: Limits) -> None:
        self._limits = limits
        self._items = self._each(sources)
        self._held: tuple[str, str | Article | InputError] | None = None

    def take(self) -> list[tuple[str, str | Article | InputError]]:
        batch, size = [], 0
        while len(batch) < _BATCH and size < _BATCH_CHARACTERS:
            item = self._held or next(self._items, None)
            self._held = None
            if item is None:
                break
            weight = _weight(item[1])
            if batch and size + weight > _BATCH_CHARACTERS:
                self._held = item
                break
            batch.append(item)
            size += weight
        return batch

    def _each(self, sources: Iterable[str | Article]) -> Iterator[tuple[str, str | Article | InputError]]:
        for given in sources:
            if isinstance(given, Article):
                yield given.source or given.id, given
                continue
            for source in expand([given]):
                yield from self._here(source) if source == STDIN or is_data_set(source) else [(source, source)]

    def _here(self, source: str) -> Iterator[tuple[str, Article | InputError]]:
        """Read what only this process can (standard input) or what is many articles (JSONL)."""
        try:
            for number, one in enumerate(read_all(source, limits=self._limits), 1):
                name = source if isinstance(one, InputError) else one.source
                yield name or (source if source == STDIN else f"{source}#{number}"), one
        except InputError as error:
            yield source, error


def _known(name: str, item: str | Article | InputError) -> Result | None:
    if isinstance(item, InputError):
        return Result(printable(name), error=item)
    return Result(printable(name), article=item) if isinstance(item, Article) else None


def _weight(item: str | Article | InputError) -> int:
    if isinstance(item, Article):
        return len(item.text)
    try:
        return os.stat(item).st_size if isinstance(item, str) else 0  # noqa: PTH116
    except (OSError, ValueError):
        return 10_000


class _Flow:
    """Keeps the crew busy with a bounded number of batches, and gives back what they make."""

    def __init__(
        self, crew: _Crew, taker: _Taker, skip: Callable[[Article], bool] | None, stop: threading.Event
    ) -> None:
        self._crew = crew
        self._taker = taker
        self._skip = skip
        self._stop = stop
        self._ahead = 2 * crew.size + 1
        self._batches: deque[_Batch] = deque()
        self._more = True

    def results(self, ordered: bool) -> Iterator[Result]:
        self._fill()
        while self._batches:
            waiting = [b.future for b in self._batches if b.future is not None]
            if waiting:
                wait(waiting, return_when=FIRST_COMPLETED)
            self._advance()
            for batch in self._ready(ordered):
                yield from (r for r in batch.results if r is not None)
            self._fill()

    def _fill(self) -> None:
        while self._more and not self._stop.is_set() and len(self._batches) < self._ahead:
            items = self._taker.take()
            self._more = bool(items)
            if items:
                self._batches.append(self._begun(items))

    def _begun(self, items: list[tuple[str, str | Article | InputError]]) -> _Batch:
        batch = _Batch([name for name, _ in items], [_known(*item) for item in items])
        batch.at_work = [k for k, result in enumerate(batch.results) if result is None]
        if batch.at_work:
            batch.future = self._crew.submit("read", [batch.names[k] for k in batch.at_work])
        else:
            self._annotate(batch)
        return batch

    def _advance(self) -> None:
        for batch in self._batches:
            if self._stop.is_set() and batch.future is not None and batch.future.cancel():
                self._drop(batch)
            elif batch.future is not None and batch.future.done():
                self._take_in(batch, batch.future.result())

    def _take_in(self, batch: _Batch, replies: list[Any]) -> None:
        for k, reply in zip(batch.at_work, replies, strict=True):
            name = printable(batch.names[k])
            before = batch.results[k]
            if isinstance(reply, OnrecordError):
                batch.results[k] = Result(name, article=before.article if before else None, error=reply)
            elif isinstance(reply, Article):
                batch.results[k] = Result(name, article=reply)
            else:
                batch.results[k] = Result(name, article=reply.article, annotations=reply)
        if batch.read:
            batch.future = None
        elif self._stop.is_set():
            self._drop(batch)
        else:
            self._annotate(batch)

    def _annotate(self, batch: _Batch) -> None:
        """Send the articles of a batch that is read to be annotated, without those that are skipped."""
        batch.read = True
        batch.at_work = []
        articles = []
        for k, result in enumerate(batch.results):
            if result is None or result.article is None or result.error is not None:
                continue
            if self._skip is not None and self._skip(result.article):
                batch.results[k] = Result(result.source, article=result.article, skipped=True)
            else:
                batch.at_work.append(k)
                articles.append(result.article)
        batch.future = self._crew.submit("annotate", articles) if articles else None

    @staticmethod
    def _drop(batch: _Batch) -> None:
        """Forget what was not annotated: the run was stopped, and the next one will meet it again."""
        batch.future = None
        batch.results = [
            r if r is not None and (r.error or r.skipped or r.annotations) else None for r in batch.results
        ]

    def _ready(self, ordered: bool) -> Iterator[_Batch]:
        if ordered:
            while self._batches and self._batches[0].done:
                yield self._batches.popleft()
            return
        done = [b for b in self._batches if b.done]
        self._batches = deque(b for b in self._batches if not b.done)
        yield from done
