"""The quotations in a draft: Markdown or plain text in, what stands between quotation marks out, with who is named
beside it.

Front matter, code and comments are not read. A block quotation without marks of its own counts as one
quotation. A quotation that goes on over paragraphs is one. Names are taken only where a reporting verb stands beside
them next to the quotation ("…," said the commissioner, Lena Brandt): a pronoun names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.annotate.marks import Marks, find_marks
from extract.records import Span

_SKIPPED = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$"  # front matter
    r"|^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)"  # code
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"  # code within a line
    r"|<!--.*?(?:-->|\Z)|%%.*?%%",  # comments
    re.S | re.M,
)
_BLOCK = re.compile(r"(?:^(?![ \t]*>)[ \t]*\S[^\n]*(?:\n(?![ \t]*(?:>|[-*+] |\d+[.)] |#))[ \t]*\S[^\n]*)*)", re.M)
_QUOTED_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.M)
_ATTRIBUTION = re.compile(r"^\s*(?:—|–|--|-)\s*\S")
_LINK = re.compile(r"!?\[\[(?:[^\]|\n]*\|)?([^\]\n]*)\]\]|!?\[([^\]\n]*)\]\([^)\n]*\)")

_SAID = "said|says|say|added|adds|asked|asks|replied|replies|wrote|writes|argued|argues|insisted|insists|warned|warns"
_SAID += "|claimed|claims|explained|explains|answered|announced|announces|declared|declares|stated|states|noted|notes"
_SAID += "|admitted|admits|conceded|concedes|acknowledged|joked|recalled|recalls|continued|continues|promised|promises"
_SAID += "|suggested|suggests|tweeted|posted|remarked|complained|complains|countered|responded|responds|told|tells"
_SAID += "|called|calls|described|describes|dubbed|branded"
_TOLD = re.compile(r"told|tells")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
_NAME = rf"{_CAPITAL}(?: (?:(?:de|del|der|di|da|van|von|bin|ibn|al|la|le|of) )*{_CAPITAL})*"
_VERB_NAME = re.compile(rf"\b(?P<verb>{_SAID})\b,?(?P<between>(?: [\w’'-]+,?){{0,6}}?) (?P<name>{_NAME})")
_NAME_VERB = re.compile(
    rf"(?P<name>{_NAME})(?:,[^,.;:!?\n]{{1,80}},)?(?: (?:has|had|also|later|then|once|\w+ly))* (?:{_SAID})\b"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to(?: [\w’'-]+,?){{0,6}}? (?P<name>{_NAME})")
_DASH = re.compile(rf"^\s*(?:—|–|--)\s*(?P<name>{_NAME})")
_NOBODY = """He She They It We I You The A An This That These Those His Her Their Our My Who But And In On At As When
While Then Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
September October November December"""
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.!?](?=\s|$)|[“”\"«»]|\n[ \t]*\n")
_REACH = 200
"""So many code points on either side of a quotation are read for a name."""

_SHORT, _BETWEEN = 6, 14
"""Words of an attribution after a question, and of one between two quotations, at most."""


class Quotation(NamedTuple):
    """One quotation: where it stands with its marks, its words without them, the names its reporting verb goes with."""

    span: Span
    words: str
    names: tuple[str, ...]


def quotations(draft: str) -> list[Quotation]:
    """Return the quotations of a draft in order. Offsets are code points of `draft`. Raises nothing."""
    text = _SKIPPED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), draft)
    blocks = [m.span() for m in _BLOCK.finditer(text)]
    found = list(_marked(text, find_marks(text, blocks)))
    for match in _QUOTED_BLOCK.finditer(text):
        found += _quoted_block(text, Span(*match.span()))
    return sorted(found)


def _marked(text: str, marks: Marks) -> Iterator[Quotation]:
    """The outermost stretches between quotation marks; those that go on over paragraphs as one."""
    going_on = {s.continues for s in marks.spans if s.continues is not None}
    before = Span(0, 0)
    for index in marks.outer:
        if index in going_on:
            continue
        chain = [marks.spans[i] for i in marks.chain(index)]
        words = "\n".join(text[s.inner_start : s.inner_end] for s in chain)
        span = Span(chain[0].start, chain[-1].end)
        if re.search(r"\w", words):
            yield Quotation(span, words, _names(text, span, words) or _carried_on(text, before, span))
            before = span


def _quoted_block(text: str, span: Span) -> list[Quotation]:
    """The quotations of a block quotation: those in marks, or all of it where there are none."""
    lines, starts, at = [], [], span.start
    for line in span.of(text).splitlines(keepends=True):
        quoted = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line)
        lines.append(" " * (len(line) - len(quoted)) + quoted)
        starts.append(at)
        at += len(line)
    kept = [i for i, line in enumerate(lines) if line.strip() and not _ATTRIBUTION.match(line)]
    if not kept:
        return []
    said = [i for i in range(len(lines)) if _ATTRIBUTION.match(lines[i])]
    dash = _DASH.match(_plain(lines[said[0]])) if said else None
    names = (dash["name"],) if dash else ()
    base, first = starts[kept[0]], lines[kept[0]]
    body = Span(base + len(first) - len(first.lstrip()), starts[kept[-1]] + len(lines[kept[-1]].rstrip()))
    clean = "".join(lines[kept[0] : kept[-1] + 1])
    marks = find_marks(clean, [m.span() for m in re.finditer(r"\S[^\n]*", clean)])
    if not marks.outer:
        return [Quotation(body, clean.strip(), names)]
    return [Quotation(q.span.shift(base), q.words, q.names or names) for q in _marked(clean, marks)]


def _names(text: str, span: Span, words: str) -> tuple[str, ...]:
    """Who is named as the one who says it, right after or right before the quotation.

    After a full stop within the marks a new sentence begins, which is about something else; after a question only a
    short one belongs to it.
    """
    after = text[span.end : span.end + _REACH]
    stop = _SENTENCE_END.search(after)
    after = _plain(after[: stop.start()] if stop else after)
    last = words.rstrip(" *_\n")[-1:]
    if last == "." or (last in "?!" and len(after.split()) > _SHORT):
        after = ""
    before = text[max(0, span.start - _REACH) : span.start]
    for stop in _SENTENCE_END.finditer(before.rstrip()):
        before = " " * stop.end() + before[stop.end() :]
    return tuple(dict.fromkeys([*_named(after), *_named(_plain(before))]))


def _carried_on(text: str, before: Span, span: Span) -> tuple[str, ...]:
    """Who is named between two quotations where that is all that parts them: "One," Ada Falk said. "Two." """
    between = text[before.end : span.start]
    comma = text[before.start : before.end].rstrip("”\"'’»* ").endswith(",")
    if not before or not comma or "\n\n" in between or len(between.split()) > _BETWEEN:
        return ()
    return tuple(dict.fromkeys(_named(_plain(between))))


def _named(zone: str) -> Iterator[str]:
    for pattern in (_NAME_VERB, _VERB_NAME, _ACCORDING):
        for match in pattern.finditer(zone):
            told = pattern is _VERB_NAME and _TOLD.fullmatch(match["verb"])
            parts = match["name"].strip(" .,’'").split()
            while parts and parts[0] in _NOBODY.split():
                parts = parts[1:]
            if parts and not told:
                yield " ".join(parts).removesuffix("’s").removesuffix("'s")


def _plain(text: str) -> str:
    """Words without links, emphasis and line breaks."""
    return " ".join(re.sub(r"[*_\\]", "", _LINK.sub(lambda m: m[1] or m[2] or "", text)).split())
