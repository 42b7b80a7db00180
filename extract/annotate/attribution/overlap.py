"""Which of many spans share characters with a given one: a sorted list asked by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from extract.records import Span

T = TypeVar("T")
_BACK = 8
"""How many earlier spans are looked at; those asked about here hardly overlap each other."""


class SpanIndex(Generic[T]):
    """Values under spans; `over` yields those whose span shares a character with the one asked for, in text order."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self._pairs = sorted(pairs, key=lambda p: p[0])
        self._starts = [p[0].start for p in self._pairs]

    def over(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Yield the overlapping (span, value) pairs."""
        stop = bisect_left(self._starts, span.end)
        first = max(0, bisect_left(self._starts, span.start) - _BACK)
        for k in range(first, stop):
            if self._pairs[k][0].end > span.start:
                yield self._pairs[k]

    def covered(self, span: Span) -> int:
        """How many characters of a span the indexed ones cover (overlaps among them count twice)."""
        return sum(min(s.end, span.end) - max(s.start, span.start) for s, _ in self.over(span))


def share(a: Span, b: Span) -> float:
    """Intersection over union of two spans, in characters."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0
