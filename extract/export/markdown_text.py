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


def _line(line: str) -> str:
    line = line.strip(" \t")
    if not line:
        return ""
    start = _LINE_START.match(line)
    if start is None:
        return _SYNTAX.sub(r"\\\g<0>", line)
    head = f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\{start['end']}"
    return head + _SYNTAX.sub(r"\\\g<0>", line[start.end() :])
