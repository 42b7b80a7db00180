"""Hard-wrapped text: the line breaks that only fill a page's width, as against those that end a paragraph.

A paragraph is a line nearly everywhere in onrecord. E-mail, `fold` and old text files break lines at a width instead,
and a sentence then runs over several. Such text is levelled before it is read: one space for one line break, so that
every offset still holds. What is kept and shown is the text as it came.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|[\r\n]|\Z)")
_STOP = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_FIRST_WORD = re.compile(r"\S+")
_SAMPLE = 100_000
_FEWEST = 4
_WIDTHS = range(40, 131)
_MOSTLY_FILLED = 0.6
_MOST_STOPPED = 0.4


class _Line(NamedTuple):
    text: str
    break_start: int
    break_end: int


def unwrapped(text: str) -> str:
    """Return `text` with the line breaks of hard-wrapping as spaces, of the same length; as it is where it has none."""
    width = _width(_lines(text[:_SAMPLE]))
    if width is None:
        return text
    parts, done = [], 0
    for line, after in pairwise(_lines(text)):
        if _goes_on(line.text, after.text, width):
            parts += (text[done : line.break_start], " " * (line.break_end - line.break_start))
            done = line.break_end
    return "".join((*parts, text[done:]))


def _lines(text: str) -> list[_Line]:
    return [_Line(m[1].rstrip(), m.start(2), m.end(2)) for m in _LINE.finditer(text)]


def _width(lines: list[_Line]) -> int | None:
    """Return the width at which the lines are broken, or None where they are not."""
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if a.text.strip() and b.text.strip()]
    if len(pairs) < _FEWEST:
        return None
    width = sorted(len(a) for a, _ in pairs)[int(0.95 * (len(pairs) - 1))]
    if width not in _WIDTHS:
        return None
    filled = sum(_fills(a, b, width) for a, b in pairs) / len(pairs)
    stopped = sum(bool(_STOP.search(a[-8:])) for a, _ in pairs) / len(pairs)
    return width if filled >= _MOSTLY_FILLED and stopped <= _MOST_STOPPED else None


def _fills(line: str, after: str, width: int) -> bool:
    """Tell whether the next line's first word would have gone beyond the width."""
    word = _FIRST_WORD.search(after)
    return word is not None and len(line) + 1 + len(word.group()) > width - 2


def _goes_on(line: str, after: str, width: int) -> bool:
    if not line.strip() or not after.strip():
        return False
    if after[0] in " \t" and line[0] not in " \t":
        return False  # an indented first line opens a paragraph
    return _fills(line, after, width) or (len(line) >= 0.6 * width and not _STOP.search(line[-8:]))
