"""An article's text broken into lines of one width. In: text, regions, a measure in cells. Out: `Line` values.

Lines are cut at grapheme borders only, and speak code points of the article; how wide a grapheme is on the terminal is
Rich's table, the same one Textual lays its screens out by. Nothing here knows Textual.

Right-to-left words keep their logical order and their widths. A terminal that reorders such words (VTE, Konsole,
Apple's) shows them as they are read; were they reordered here, it would reverse them again, and every offset with them.
No terminal says which kind it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from extract.display import one_line
from extract.records import Region, Span

_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*")
_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122\ufffd]*"
)
"""Characters of one cell each that never join a neighbour: paragraphs of these are wrapped by arithmetic."""
_BREAK = re.compile(r"[-–—/](?=\w)")
_NO_START = frozenset("、。，．！？：；）】』」》〉’”…ー")
_ZWJ, _VS16 = "\u200d", "\ufe0f"
_HARD_WRAP = range(50, 90)


class Line(NamedTuple):
    """One line of the page. `start`…`end` are code points of the article; lines that are not of its text have `words`.

    `kind` is the region's kind, or `blank`, `title`, `meta`, `fold`, `mark` (a rule above boilerplate).
    """

    start: int
    end: int
    kind: str
    first: bool = False
    words: str = ""


class Grapheme(NamedTuple):
    """One user-perceived character: code points `start`…`end` of the string, and the cells it takes."""

    start: int
    end: int
    cells: int


class Paragraph(NamedTuple):
    """One paragraph of the article with the kind of its region."""

    start: int
    end: int
    kind: str


def is_narrow(text: str) -> bool:
    """Tell whether every code point of `text` is one grapheme of one cell."""
    return _NARROW.fullmatch(text) is not None


def graphemes(text: str) -> list[Grapheme]:
    """Return the graphemes of `text` with their widths in cells.

    A zero-width joiner that joins no emoji is a grapheme of its own without width, as terminals show it.
    """
    if is_narrow(text):
        return [Grapheme(i, i + 1, 1) for i in range(len(text))]
    out: list[Grapheme] = []
    for start, end, cells in split_graphemes(text)[0]:
        if _ZWJ in text[start:end] and any(cell_len(part) < 2 for part in text[start:end].split(_ZWJ)):
            out.extend(_pulled_apart(text, start, end))
        else:
            out.append(Grapheme(start, end, cells))
    return out


def _pulled_apart(text: str, start: int, end: int) -> Iterator[Grapheme]:
    for part in re.finditer(f"{_ZWJ}|[^{_ZWJ}]+", text[start:end]):
        if part[0] == _ZWJ:
            yield Grapheme(start + part.start(), start + part.end(), 0)
        else:
            base = start + part.start()
            yield from (Grapheme(base + s, base + e, c) for s, e, c in split_graphemes(part[0])[0])


def shown(text: str, grapheme: Grapheme) -> str:
    """Return what is written to the terminal for one grapheme: nothing where it has no width.

    The emoji selector is left out where no joiner needs it, since terminals disagree about the width it asks for.
    """
    if not grapheme.cells:
        return ""
    words = text[grapheme.start : grapheme.end]
    if _VS16 in words and _ZWJ not in words:
        bare = words.replace(_VS16, "")
        return bare + " " * (grapheme.cells - cell_len(bare))
    return words


def cells(text: str) -> int:
    """Return how many cells `text` takes."""
    return len(text) if is_narrow(text) else sum(g.cells for g in graphemes(text))


def paragraphs(text: str, regions: Sequence[Region]) -> list[Paragraph]:
    """Return the paragraphs of an article: lines with words, or runs of lines where a file was wrapped by hand."""
    regions = sorted(regions, key=lambda r: r.start)
    found: list[Paragraph] = []
    at = 0
    for match in _PARAGRAPH.finditer(text):
        while at + 1 < len(regions) and regions[at].end <= match.start():
            at += 1
        inside = at < len(regions) and regions[at].start < match.end() and match.start() < regions[at].end
        found.append(Paragraph(match.start(), match.end(), regions[at].kind if inside else "body"))
    return _joined(text, found) if _is_hard_wrapped(text, found) else found


def _is_hard_wrapped(text: str, found: Sequence[Paragraph]) -> bool:
    body = [p for p in found if p.kind == "body"]
    if len(body) < 6 or not re.search(r"\n[ \t]*\r?\n", text):
        return False
    full = [p for p, q in itertools.pairwise(body) if "\n" not in text[p.end + 1 : q.start].strip("\r")]
    longest = max(p.end - p.start for p in body)
    return longest < _HARD_WRAP.stop and len(full) > len(body) / 2 and longest >= _HARD_WRAP.start


def _joined(text: str, found: Sequence[Paragraph]) -> list[Paragraph]:
    out: list[Paragraph] = []
    for p in found:
        gap = text[out[-1].end : p.start] if out else "\n\n"
        if out and out[-1].kind == p.kind and gap.count("\n") < 2:
            out[-1] = Paragraph(out[-1].start, p.end, p.kind)
        else:
            out.append(p)
    return out


def wrap(text: str, paras: Iterable[Paragraph], width: int, *, fold: bool = True) -> list[Line]:
    """Return the lines of a page: paragraphs wrapped to `width` cells, with a blank line after each.

    With `fold`, each run of boilerplate is one line that says how much is hidden.
    """
    lines: list[Line] = []
    hidden: list[Paragraph] = []
    for para in (*paras, None):
        if para is not None and para.kind == "boilerplate" and fold:
            hidden.append(para)
            continue
        if hidden:
            lines += [_folded(hidden), Line(hidden[-1].end, hidden[-1].end, "blank")]
            hidden = []
        if para is not None:
            lines += _wrapped(text, para, width)
            lines.append(Line(para.end, para.end, "blank"))
    return lines


def _folded(hidden: Sequence[Paragraph]) -> Line:
    count = len(hidden)
    words = f"▸ {count} paragraph{'s' if count > 1 else ''} of page furniture, not read as news"
    return Line(hidden[0].start, hidden[-1].end, "fold", True, words)


def _wrapped(text: str, para: Paragraph, width: int) -> list[Line]:
    words = one_line(text[para.start : para.end])
    cuts = list(_cuts_narrow(words, width) if is_narrow(words) else _cuts_wide(words, width))
    return [Line(para.start + s, para.start + e, para.kind, i == 0) for i, (s, e) in enumerate(cuts)]


def _cuts_narrow(words: str, width: int) -> Iterator[Span]:
    start, end = len(words) - len(words.lstrip(" ")), len(words.rstrip(" "))
    while end - start > width:
        cut = words.rfind(" ", start + 1, start + width + 1)
        after = max((m.end() for m in _BREAK.finditer(words, start + 1, start + width + 1)), default=-1)
        if after > cut and after - start <= width:
            yield Span(start, after)
            start = after
        elif cut > start:
            yield Span(start, start + len(words[start:cut].rstrip(" ")))
            start = cut
        else:
            yield Span(start, start + width)
            start += width
        while start < end and words[start] == " ":
            start += 1
    yield Span(start, max(start, end))


def _cuts_wide(words: str, width: int) -> Iterator[Span]:
    """Break at spaces and between wide characters, never within a grapheme; spaces at a break belong to no line."""
    line: list[Grapheme] = []
    used, chance = 0, 0
    for g in graphemes(words):
        space = words[g.start : g.end] == " "
        if space and not line:
            continue
        if used + g.cells > width and not space and line:
            cut = chance or len(line)
            yield _trimmed(words, line[:cut])
            line = line[cut:]
            while line and words[line[0].start : line[0].end] == " ":
                line.pop(0)
            used, chance = sum(x.cells for x in line), 0
        line.append(g)
        used += g.cells
        if space or (g.cells == 2 and words[g.end : g.end + 1] not in _NO_START):
            chance = len(line)
    if line:
        yield _trimmed(words, line)


def _trimmed(words: str, line: Sequence[Grapheme]) -> Span:
    """Return the stretch of a line without the spaces at its end."""
    last = len(line)
    while last > 1 and words[line[last - 1].start : line[last - 1].end] == " ":
        last -= 1
    return Span(line[0].start, line[last - 1].end)
