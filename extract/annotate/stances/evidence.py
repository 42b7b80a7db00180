"""The words that show a stance, verbatim: whole phrases, and no quotation mark without its fellow.

In: a finding and its target, or any span of the article. Out: one span, or several where a quotation's border or a long
way lies between the words and what they are about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.reading import Finding, Reading
from extract.annotate.stances.syntax import first
from extract.annotate.stances.targets import Target
from extract.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.annotate.marks import QuotedSpan

LONG = 220
"""Evidence longer than this many characters is given as two spans, the words and the target."""

_TO_THE_MARK = 60
"""As far from a quotation mark as this, evidence takes in what stands before it and the mark itself."""

_NEAR = 8
"""Words on both sides that are shown at least, where the clause around a word is too long."""

_HIGHEST = 12
"""Words above a token that are tried for the clause around it."""

_FAR = 25
_TAIL = 14
"""Words that may follow to complete a phrase."""

_GOING_ON = frozenset(("of", "for", "as", "over", "with", "about", "on", "to", "against", "from", "in", "at", "by"))
_EDGES = " \t\n\r\u00a0.,;:!?…-–—\"“”„‟«»‹›‘’‚‛'`([{"


def evidence_of(finding: Finding, target: Target, condition: Span | None, reading: Reading) -> tuple[Span, ...]:
    """Return the words of a finding with what turns them, up to the target, and the condition where there is one."""
    spans = _words(finding, target, reading)
    if condition is not None and not any(s.overlaps(condition) for s in spans):
        spans.append(condition)
    return tuple(sorted({clean for span in spans for clean in readable(span, reading)}))


def _words(finding: Finding, target: Target, reading: Reading) -> list[Span]:
    trigger = finding.trigger
    if finding.frame == "answer":
        return [_said_around(trigger, reading)]
    small = [c for c in trigger.children if c.dep_ in ("neg", "aux", "auxpass", "prt")]
    near = [c for c in (*finding.chain, *finding.shown) if abs(c.i - trigger.i) < _FAR]
    tokens = sorted((trigger, *small, *near), key=lambda t: t.i)
    about = [t for t in finding.targets if reading.span(t, t).overlaps(target.span)]
    whole = sorted((*tokens, *about), key=lambda t: t.i)
    stretch = reading.span(_opening(whole[0]), _closing(whole[-1], trigger))
    if reading.paragraph.span.contains(target.span):
        stretch = Span(min(stretch.start, target.span.start), max(stretch.end, target.span.end))
        if stretch.end - stretch.start <= LONG:
            return [stretch]
    return [reading.span(tokens[0], tokens[-1]), target.span]


def around(token: Token, reading: Reading) -> tuple[Span, ...]:
    """Return what is said about a token: the widest clause around it that is not too long, within its quotation."""
    sentence = _said_around(token, reading)
    if sentence.end - sentence.start > LONG:
        doc, sent = token.doc, token.sent
        near = doc[max(sent.start, token.i - _NEAR)], doc[min(sent.end - 1, token.i + _NEAR)]
        clause = Span(max(sentence.start, reading.span(*near).start), min(sentence.end, reading.span(*near).end))
        for _ in range(_HIGHEST):
            token = token.head
            wider = reading.span(token.left_edge, token.right_edge)
            wider = Span(max(wider.start, sentence.start), min(wider.end, sentence.end))
            if wider.end - wider.start > LONG:
                break
            clause = wider if wider.end - wider.start > clause.end - clause.start else clause
        sentence = clause
    return tuple(readable(sentence, reading))


def _said_around(token: Token, reading: Reading) -> Span:
    """The sentence of a token, as far as the quotation goes that the token stands in."""
    sentence = reading.span(token.sent[0], token.sent[-1])
    index = reading.marks.outermost(reading.offset(token))
    if index is None:
        return sentence
    quoted = reading.marks.spans[index]
    return Span(max(sentence.start, quoted.inner_start), min(sentence.end, quoted.inner_end))


def _opening(token: Token) -> Token:
    """The first word of a noun's phrase, so that evidence does not begin after its article."""
    left = token.left_edge
    return left if token.pos_ in ("NOUN", "PROPN") and token.i - left.i < _TAIL // 2 else token


def _closing(token: Token, trigger: Token) -> Token:
    """The last word of the phrase that a token ends: what belongs to it, then what belongs to the trigger, follow."""
    last = token
    for head in (token, trigger):
        while (after := _going_on(last, head)) is not None:
            last = after
    return last


_PREDICATE = frozenset(("oprd", "acomp", "attr", "prt", "dobj", "dative", "xcomp", "npadvmod"))


def _going_on(last: Token, head: Token) -> Token | None:
    for child in head.children:
        if child.left_edge.i == last.i + 1 and child.right_edge.i - last.i <= _TAIL:
            phrase = child.dep_ == "prep" and child.lower_ in _GOING_ON and first(child, "pobj", "pcomp") is not None
            if phrase or child.dep_ in _PREDICATE:
                return child.right_edge
    return None


def readable(span: Span, reading: Reading) -> list[Span]:
    """Return a span so that no quotation mark stands in it without its fellow; cut where a quotation begins or ends."""
    marks = reading.marks
    start, end = span
    cuts: list[int] = []
    for position in marks.between(start, end):
        quoted = marks.spans[marks.outer[position]]
        inner = Span(quoted.inner_start, quoted.inner_end)
        if inner.start <= start and end <= inner.end:
            continue
        if inner.start <= start < quoted.end:
            if start - inner.start <= _TO_THE_MARK and quoted.closed:
                start = quoted.start
            else:
                cuts += [inner.end, quoted.end]
        if quoted.start < end < quoted.end:
            if inner.end - end <= _TO_THE_MARK and quoted.closed:
                end = quoted.end
            else:
                cuts += [quoted.start, inner.start]
    edges = sorted((start, *cuts, end))
    pieces = [Span(*edges[k : k + 2]) for k in range(0, len(edges), 2)]
    return [clean for piece in pieces if (clean := _bare(piece, reading)) is not None]


def _bare(span: Span, reading: Reading) -> Span | None:
    """A span without the punctuation at its ends, but for marks that embrace a part of it; None where nothing stays."""
    text, marks = reading.article.text, reading.marks
    kept = {p for k in marks.between(*span) for p in _embracing(marks.spans[marks.outer[k]], span)} if span else set()
    start, end = span
    while start < end and text[start] in _EDGES and start not in kept:
        start += 1
    while end > start and text[end - 1] in _EDGES and end - 1 not in kept:
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _embracing(quoted: QuotedSpan, span: Span) -> set[int]:
    """Where the marks of a quotation stand that lies wholly within a span."""
    if not (span.start <= quoted.start and quoted.end <= span.end):
        return set()
    return {*range(quoted.start, quoted.inner_start), *range(quoted.inner_end, quoted.end)}
