"""Article text as Markdown: the one boundary where untrusted text becomes CommonMark that means only itself.

In: any string. Out: `Md`, Markdown in which no character of the source acts as syntax of CommonMark, of GitHub's
tables and links or of Obsidian (wiki links, tags, comments, math, block ids). Control and bidirectional characters go
through `extract.display`. Templates print only `Md` as it is; every other string is escaped on its way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.display import displayable, one_line
from extract.records import Span

_SYNTAX = re.compile(
    r"[\\`*_\[\]<~#$|]"  # always: escapes, code, emphasis, links, HTML, strikethrough, tags, math, tables
    r"|%(?=%)|(?<=%)%|=(?==)|(?<==)="  # Obsidian comments and highlights
    r"|(?<!\S)\^"  # block ids
    r"|&(?=#?\w+;)"  # entities
    r"|(?<=:)/(?=/)"  # bare links
)
_LINE_START = re.compile(r"^(?:(?P<sign>[-+>=:])|(?P<number>\d{1,9})(?P<end>[.)])(?=\s|$))")
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_QUOTATION = re.compile(r"[\s\"'“”‘’«»„‟‚‛`]*")
MARKS = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
"""Marks that come in pairs; single ones are left out, since they may be apostrophes."""
OMITTED = " […] "
"""Stands where words of the article were left out between two stretches of one quote."""


class Md(str):
    """Markdown that is safe to print as it is."""

    __slots__ = ()


def inline(text: str) -> Md:
    """Return `text` as one line of Markdown that reads as the words themselves."""
    return Md(_line(" ".join(one_line(text).split(" "))))


def block(text: str) -> Md:
    """Return `text` as Markdown paragraphs, its single line breaks kept as such, no blank line at either end."""
    paragraphs = _PARAGRAPHS.split(displayable(text.replace("\r\n", "\n")).strip(" \n"))
    lines = ("\n".join(filter(None, map(_line, p.split("\n")))) for p in paragraphs)
    return Md("\n\n".join(filter(None, lines)))


def blockquote(text: str) -> Md:
    """Return `text` as a Markdown block quotation."""
    lines = (block(text) if text.strip() else "…").split("\n")
    return Md("\n".join(f"> {line}" if line else ">" for line in lines))


def escaped(value: object) -> object:
    """Return what a template may print: `Md` and numbers as they are, None as nothing, any other string escaped."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Md):
        return inline(value)
    return value


def words(text: str, spans: Iterable[Span]) -> str:
    """Return the stretches of one quote in order, verbatim.

    Between two stretches that only quotation marks and white space part, the source's own characters stay; where words
    lie between them they are shown as left out.
    """
    out = ""
    before: Span | None = None
    for span in sorted(spans):
        if before is not None:
            gap = text[before.end : span.start]
            out += gap if _QUOTATION.fullmatch(gap) else OMITTED
        out += span.of(text)
        before = span
    return out


def readable(text: str, spans: Iterable[Span]) -> str:
    """Return the stretches as `words`, each with the quotation mark right beside it whose partner it holds.

    What supports a stance may begin or end within marks; `will not host “hubs` reads as if something were lost.
    """
    ordered = sorted(spans)
    starts = [0, *(span.end for span in ordered)]
    ends = [*(span.start for span in ordered[1:]), len(text)]
    return words(text, [_with_marks(text, *found) for found in zip(ordered, starts, ends, strict=False)])


def _with_marks(text: str, span: Span, least: int, most: int) -> Span:
    """Return the stretch with the marks beside it that it lacks, within `least` and `most`."""
    said, (start, end) = span.of(text), span
    for opening, closing in MARKS:
        alike = opening == closing and said.count(opening) % 2 == 1
        if (alike or said.count(opening) > said.count(closing)) and end < most and text[end] == closing:
            return Span(start, end + 1)
        if (alike or said.count(closing) > said.count(opening)) and start > least and text[start - 1] == opening:
            return Span(start - 1, end)
    return span


def _line(line: str) -> str:
    line = line.strip(" \t")
    if not line:
        return ""
    start = _LINE_START.match(line)
    if start is None:
        return _SYNTAX.sub(r"\\\g<0>", line)
    head = f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\{start['end']}"
    return head + _SYNTAX.sub(r"\\\g<0>", line[start.end() :])
