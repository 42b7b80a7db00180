"""The typed stretches of an article's text: headline, byline, body, caption, boilerplate.

In: the text (and the title where it is known by other means). Out: regions in order that do not overlap, whole lines
each; blank lines between two lines of one kind belong to their region. A line is a paragraph. Nothing is cut out of a
line, so a dateline ("LONDON, 3 March —") stays with the sentence it opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from extract.ingest import furniture
from extract.records import Region, RegionKind, normalised
from extract.wrapping import unwrapped

_SHORT = 12
_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_HEAD_LINES = 8
_LONGEST_HEADLINE = 200
_MOST_HEADLINE_WORDS = 32
_LONG_TEASER = 250
_TEASER = 200


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def find_regions(text: str, *, title: str | None = None) -> tuple[Region, ...]:
    """Return the regions of `text`; each line with words lies in one. `title` marks the lines that repeat it."""
    lines = _lines(unwrapped(text))
    kinds: list[RegionKind] = ["body"] * len(lines)
    _mark_single_lines(lines, kinds)
    _mark_head(lines, kinds, title)
    _mark_tails(lines, kinds)
    return _merged(lines, kinds)


def part(text: str, regions: Sequence[Region], kind: RegionKind) -> str | None:
    """Return the words of the first region of that kind on one line, or None."""
    found = next((r for r in regions if r.kind == kind), None)
    return " ".join(text[found.start : found.end].split()) if found else None


def _lines(text: str) -> list[_Line]:
    return [_Line(*match.span(), match.group()) for match in _LINE.finditer(text)]


def _mark_single_lines(lines: Sequence[_Line], kinds: list[RegionKind]) -> None:
    short: dict[str, RegionKind] = {}  # a text of a million short lines has few that differ
    for i, line in enumerate(lines):
        if len(line.text) > _SHORT:
            kinds[i] = _single(line.text)
        else:
            kinds[i] = short.get(line.text) or short.setdefault(line.text, _single(line.text))


def _single(line: str) -> RegionKind:
    if furniture.is_furniture(line):
        return "boilerplate"
    if furniture.is_caption(line):
        return "caption"
    return "byline" if furniture.is_credit(line) else "body"


def _mark_head(lines: Sequence[_Line], kinds: list[RegionKind], title: str | None) -> None:
    first = next((i for i, k in enumerate(kinds) if k == "body"), None)
    if first is None:
        return
    known = _bare(title) if title else None
    for i in range(first, min(first + _HEAD_LINES, len(lines))):
        line = lines[i].text
        if known and len(line) <= 2 * len(title or "") + 8 and _bare(line) == known:
            kinds[i] = "headline"
        elif furniture.byline_names(line) or furniture.is_stamp(line):
            kinds[i] = "byline"
        elif furniture.is_prose(line) and kinds[i] == "body" and i > first + 2:
            break
    if (
        "headline" not in kinds
        and kinds[first] == "body"
        and len(lines) > first + 1
        and _is_headline(lines[first].text)
    ):
        kinds[first] = "headline"


def _bare(title: str) -> str:
    return normalised(title).rstrip(" .'")


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or len(line.split()) > _MOST_HEADLINE_WORDS or not re.search(r"\w", line):
        return False
    stop = furniture.ends_sentence(line) and not line.rstrip("\"'”’").endswith(("?", "!"))
    return not stop and not furniture.several_sentences(line) and not line.endswith((":", ","))


def _mark_tails(lines: Sequence[_Line], kinds: list[RegionKind]) -> None:
    i = 0
    while i < len(lines):
        if kinds[i] in ("body", "boilerplate") and i and furniture.is_tail_marker(lines[i].text):
            end = _tail_end(lines, i)
            for j in range(i, end):
                kinds[j] = "boilerplate"
            i = end
        else:
            i += 1


def _tail_end(lines: Sequence[_Line], marker: int) -> int:
    """Return the index of the first line after the teasers that follow a marker."""
    i = marker + 1
    while i < len(lines) and _is_teaser(lines[i].text):
        i += 1
    if i == marker + 1 or i == len(lines):
        return i
    return len(lines) if _only_blurbs(lines[i:]) else i


def _is_teaser(line: str) -> bool:
    return len(line) <= _TEASER and not furniture.is_prose(line)


def _only_blurbs(lines: Sequence[_Line]) -> bool:
    """Tell whether the rest is teasers with a sentence under each: prose that runs on is the article again."""
    prose = [furniture.is_prose(line.text) for line in lines]
    if any(len(line.text) > _LONG_TEASER or furniture.several_sentences(line.text) for line in lines):
        return False
    running = any(a and b for a, b in pairwise(prose))
    return not running and prose.count(False) >= prose.count(True)


def _merged(lines: Sequence[_Line], kinds: Sequence[RegionKind]) -> tuple[Region, ...]:
    regions: list[Region] = []
    first = 0
    for kind, run in groupby(kinds):
        last = first + sum(1 for _ in run) - 1
        regions.append(Region(kind, lines[first].start, lines[last].end))
        first = last + 1
    return tuple(regions)
