"""The child's side: reads sources and annotates articles on request, until its standard input ends.

In: ("start", config), ("read", [source…]), ("annotate", [Article…]). Out: one list as long as the request, where what
failed is the error it failed with. One bad article costs the others of its batch nothing.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING, Any

from extract.bulk.frames import receive, send
from extract.display import one_line
from extract.errors import OnrecordError
from extract.ingest import Limits, read_source
from extract.records import Annotations, Article

if TYPE_CHECKING:
    from extract.annotate.annotator import Annotator


def main() -> None:
    """Serve requests on standard input and output; the only thing this process does."""
    requests, replies = _private_pipes()
    state = _State()
    while True:
        try:
            what, given = receive(requests)
            send(replies, state.answer(what, given))
        except (EOFError, OSError):
            return  # whoever started us is gone, or wants no more


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the two pipes to ourselves, so that a library that prints cannot break into the messages."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    return requests, replies


class _State:
    """What a child keeps between requests: the loaded models."""

    def __init__(self) -> None:
        self.annotator: Annotator | None = None
        self.limits = Limits()

    def answer(self, what: str, given: Any) -> Any:
        if what == "read":
            return [_caught(one, self._read) for one in given]
        if what == "annotate":
            return self._annotate(given)
        return self._start(*given)

    def _start(self, config: Any, limits: Limits, niceness: int) -> OnrecordError | None:
        self.limits = limits
        if niceness and hasattr(os, "nice"):
            os.nice(niceness)
        try:
            from extract.annotate.annotator import Annotator

            self.annotator = Annotator(config)
        except OnrecordError as error:
            return error
        return None

    def _read(self, source: str) -> Article:
        return read_source(source, limits=self.limits)

    def _annotate(self, articles: Sequence[Article]) -> list[Annotations | OnrecordError]:
        assert self.annotator is not None
        try:
            return list(self.annotator.annotate_many(articles))
        except Exception:
            if len(articles) > 1:
                return [found for article in articles for found in self._annotate([article])]
            return [_caught(articles[0], self.annotator.annotate)]


def _caught(given: Any, work: Callable[[Any], Any]) -> Any:
    """Return what `work` makes of `given`, or the error; a defect becomes one that says where it is."""
    try:
        return work(given)
    except OnrecordError as error:
        return error
    except Exception as error:
        name = (given.source or given.title or given.id) if isinstance(given, Article) else given
        where = traceback.extract_tb(error.__traceback__)[-1]
        return OnrecordError(
            f"{one_line(str(name))} could not be annotated",
            hint=f"This is a defect of onrecord, please report it: {type(error).__name__} in "
            f"{os.path.basename(where.filename)}:{where.lineno}: {one_line(str(error))[:200]}",  # noqa: PTH119
        )
