"""Stretches of text a reader moves: by character, word, sentence. In: text and an offset. Out: offsets. No Textual."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from extract.records import Span
from tui.widgets.wrap import graphemes

_WORD = re.compile(r"\w[\w'’\-]*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n+")


def _window(text: str, at: int, reach: int = 4_000) -> tuple[int, str]:
    """Return the surroundings of an offset, so that no search runs over a whole article."""
    start = max(0, at - reach)
    return start, text[start : at + reach]


def next_char(text: str, at: int) -> int:
    """Return the offset after the grapheme at `at`."""
    near = text[at : at + 64]
    return at + graphemes(near)[0].end if near else len(text)


def previous_char(text: str, at: int) -> int:
    """Return the start of the grapheme before `at`."""
    base = max(0, at - 64)
    near = text[base:at]
    return base + graphemes(near)[-1].start if near else 0


def next_word(text: str, at: int) -> int:
    """Return the start of the next word, or the end of the text."""
    found = next((m.start() for m in _WORD.finditer(text, at) if m.start() > at), None)
    return len(text) if found is None else found


def word_end(text: str, at: int) -> int:
    """Return the end of the word at or after `at`, or the end of the text."""
    found = next((m.end() for m in _WORD.finditer(text, at) if m.end() > at), None)
    return len(text) if found is None else found


def previous_word(text: str, at: int) -> int:
    """Return the start of the word before `at`."""
    base, near = _window(text, at)
    starts = [m.start() for m in _WORD.finditer(near, 0, at - base)]
    return base + starts[-1] if starts else 0


def _sentence_starts(near: str) -> list[int]:
    starts = [0]
    for end in _SENTENCE_END.finditer(near):
        after = end.end()
        while after < len(near) and near[after].isspace():
            after += 1
        starts.append(after)
    return sorted(set(starts))


def next_sentence(text: str, at: int) -> int:
    """Return the start of the next sentence, or the end of the text."""
    base, near = _window(text, at)
    starts = _sentence_starts(near)
    i = bisect_right(starts, at - base)
    return base + starts[i] if i < len(starts) else len(text)


def previous_sentence(text: str, at: int) -> int:
    """Return the start of the sentence before `at`."""
    base, near = _window(text, at)
    starts = _sentence_starts(near)
    i = bisect_left(starts, at - base) - 1
    return base + starts[i] if i >= 0 else base


def sentence_at(text: str, at: int) -> Span:
    """Return the sentence around an offset, without the space after it."""
    start = previous_sentence(text, min(len(text), at + 1))
    end = next_sentence(text, start)
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def word_at(text: str, at: int) -> Span:
    """Return the word around an offset, or the character there."""
    base, near = _window(text, at, 200)
    for m in _WORD.finditer(near):
        if m.start() <= at - base < m.end():
            return Span(base + m.start(), base + m.end())
    return Span(at, next_char(text, at))


def snapped(text: str, span: Span) -> Span:
    """Return `span` with both edges on grapheme borders, grown where an edge was inside one."""
    return Span(_border(text, span.start, before=True), _border(text, span.end, before=False))


def _border(text: str, at: int, *, before: bool) -> int:
    at = max(0, min(at, len(text)))
    base = max(0, at - 32)
    for g in graphemes(text[base : at + 32]):
        if base + g.start < at < base + g.end:
            return base + (g.start if before else g.end)
    return at
