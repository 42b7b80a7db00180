"""Finding a span again in a text that was corrected. Pure functions over text; no SQL.

In: a selector (W3C Web Annotation: position and quote selectors together) and the new text. Out: the new span and how
sure we are: *exact* (same place, or the same words with the same surroundings or a clear margin), *moved* (fuzzy and
unique: a person should look), *ambiguous* (several places fit alike) or *orphan* (not found). After Brush et al.
2001, "Robust annotation positioning in digital documents", and the strategy of Hypothesis; nothing is ever moved
silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extract.library.views import Anchor
from extract.records import Span

CONTEXT = 32
"""How many code points of surroundings a selector remembers on each side."""
MARGIN = 0.25
"""By how much (0…1) the surroundings of one place must fit better than those of any other."""
FUZZY = 75.0
"""Least likeness (0…100) of changed words to be taken for the same."""
RIVAL = 5.0
"""A second place within so much likeness of the best one makes it ambiguous."""
LONG_ENOUGH = 16
"""Words of this many code points are known again by themselves; shorter ones need their surroundings."""


class Selector(NamedTuple):
    """A span with its words and their surroundings, enough to find it again in another text."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Placed(NamedTuple):
    """Where a selector was found. `span` is None for an orphan; for *ambiguous* it is the likeliest place."""

    span: Span | None
    anchor: Anchor


def select(text: str, span: Span) -> Selector:
    """Return the selector of a span of `text`."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    return Selector(span.start, span.end, span.of(text), before, text[span.end : span.end + CONTEXT])


def place(selector: Selector, text: str, near: int | None = None) -> Placed:
    """Return where the words of `selector` stand in `text`; `near` is where they are expected, among equals."""
    if not selector.exact:
        return Placed(None, "orphan")
    if _stands(selector, text):
        return Placed(Span(selector.start, selector.end), "exact")
    starts = list(_occurrences(selector.exact, text))
    if starts:
        return _among(selector, text, starts, near)
    return _fuzzy(selector, text)


def _stands(selector: Selector, text: str) -> bool:
    if text[selector.start : selector.end] != selector.exact:
        return False
    here = select(text, Span(selector.start, selector.end))
    return here.prefix == selector.prefix or here.suffix == selector.suffix


def _occurrences(words: str, text: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _among(selector: Selector, text: str, starts: Sequence[int], near: int | None) -> Placed:
    """The same words stand in one or more places: let the surroundings decide, then the place expected."""
    size = len(selector.exact)
    scored = sorted(((_fit(selector, text, at), at) for at in starts), reverse=True)
    best, at = scored[0]
    if len(scored) == 1:
        if size >= LONG_ENOUGH or best >= 0.5:
            return Placed(Span(at, at + size), "exact")
        return Placed(Span(at, at + size), "moved") if best >= MARGIN else Placed(None, "orphan")
    if best - scored[1][0] >= MARGIN:
        return Placed(Span(at, at + size), "exact")
    rivals = [start for fit, start in scored if best - fit < MARGIN]
    likely = min(rivals, key=lambda s: abs(s - (selector.start if near is None else near)))
    return Placed(Span(likely, likely + size), "ambiguous" if near is None else "exact")


def _fit(selector: Selector, text: str, at: int) -> float:
    """Return how well (0…1) the surroundings of a place fit those remembered."""
    here = select(text, Span(at, at + len(selector.exact)))
    parts = []
    if selector.prefix or here.prefix:
        parts.append(fuzz.ratio(selector.prefix, here.prefix) / 100)
    if selector.suffix or here.suffix:
        parts.append(fuzz.ratio(selector.suffix, here.suffix) / 100)
    return sum(parts) / len(parts) if parts else 1.0


def _fuzzy(selector: Selector, text: str) -> Placed:
    """The words were changed: find the likeliest place, see that it is the only one, and map the borders."""
    if len(selector.exact) < LONG_ENOUGH:
        return _by_surroundings(selector, text)
    found = fuzz.partial_ratio_alignment(selector.exact, text, score_cutoff=FUZZY)
    if found is None or len(text) < len(selector.exact) // 2:
        return Placed(None, "orphan")
    span = _borders(selector, text, found.dest_start, found.dest_end)
    if not span or fuzz.ratio(selector.exact, span.of(text)) < FUZZY - RIVAL:
        return Placed(None, "orphan")
    masked = text[: span.start] + "\0" * len(span.of(text)) + text[span.end :]
    second = fuzz.partial_ratio_alignment(selector.exact, masked, score_cutoff=found.score - RIVAL)
    return Placed(span, "moved" if second is None else "ambiguous")


def _by_surroundings(selector: Selector, text: str) -> Placed:
    """Short words (a cue) that were changed are known only by both their neighbours standing as they did."""
    before, after = selector.prefix[-LONG_ENOUGH:], selector.suffix[:LONG_ENOUGH]
    at = text.find(before) if len(before) == LONG_ENOUGH else -1
    if at < 0 or text.find(before, at + 1) >= 0 or len(after) < LONG_ENOUGH:
        return Placed(None, "orphan")
    start = at + len(before)
    end = text.find(after, start, start + 4 * len(selector.exact) + len(after))
    return Placed(Span(start, end), "moved") if end > start else Placed(None, "orphan")


def _borders(selector: Selector, text: str, start: int, end: int) -> Span:
    """Map both borders through the edit script between the remembered stretch and the window around the place found."""
    room = CONTEXT + len(selector.exact) // 2
    left, right = max(0, start - room), min(len(text), end + room)
    remembered = selector.prefix + selector.exact + selector.suffix
    script = Levenshtein.opcodes(remembered, text[left:right])
    first = len(selector.prefix)
    new_start = _through(script, first, leaning_right=True)
    new_end = _through(script, first + len(selector.exact), leaning_right=False)
    return _trimmed(text, Span(left + new_start, left + new_end))


def _through(script: Iterable[Any], at: int, *, leaning_right: bool) -> int:
    """Return the position in the new string of position `at` of the old one; at a seam it leans into the words kept."""
    mapped = 0
    for op in script:
        inside = op.src_start <= at < op.src_end if leaning_right else op.src_start < at <= op.src_end
        if inside:
            offset = at - op.src_start
            return op.dest_start + (offset if op.tag == "equal" else min(offset, op.dest_end - op.dest_start))
        if op.src_end <= at:
            mapped = op.dest_end
    return mapped


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


_WORST: tuple[Anchor, ...] = ("exact", "moved", "ambiguous", "orphan")


def worst(anchors: Iterable[Anchor]) -> Anchor:
    """Return the least sure of several."""
    least: Anchor = "exact"
    for anchor in anchors:
        if _WORST.index(anchor) > _WORST.index(least):
            least = anchor
    return least


def place_all(selectors: Sequence[Selector], text: str, near: int | None = None) -> tuple[list[Span], Anchor]:
    """Place the spans of one part of an object. Some lost and some found is *moved*; all lost is *orphan*."""
    placed = [place(s, text, near) for s in selectors]
    spans = [p.span for p in placed if p.span is not None]
    if not spans:
        return [], "orphan" if selectors else "exact"
    anchor = worst(p.anchor if p.span is not None else "moved" for p in placed)
    return spans, anchor
