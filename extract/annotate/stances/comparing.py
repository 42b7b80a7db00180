"""Comparisons that take a side: "better than the levy", "deserves better than Reyes", "chose Alba over the rival".

In: one token. Out: findings, one for what comes off better and one for what comes off worse; what a speaker compares
counts within a quote only, a choice counts anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.governing import governing
from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.polarity import judged
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import (
    actors,
    after_preposition,
    children,
    coordinated,
    first,
    is_verb,
    negated,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_CHOOSING = words_of("prefer choose pick favour favor take want elect select back support")
_BETTER = words_of("better safer smarter stronger wiser fairer nicer")
_WORSE = words_of("worse weaker nastier dumber crueler crueller")
_NOBODY = FIRST_PERSON | words_of("you it this that there they what who which")
_NONE = words_of("nothing nobody none no")
_NO_RIVAL = words_of("expected thought ever before that this any anyone anybody nothing usual last most all others")


def find_choices(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a choice says against what is not chosen: "would take the bridge over the tunnel"."""
    if not is_verb(token):
        return
    yield from _rather(token, lexicon)
    if token.lemma_ not in _CHOOSING or negated(token):
        return
    chosen = first(token, "dobj")
    if chosen is None or any(c.lower_ == "as" for c in token.children):
        return
    words = ("over", "to") if token.lemma_ == "prefer" else ("over",)
    preps = [c for head in (token, chosen) for c in children(head, "prep") if c.lower_ in words and c.i > chosen.i]
    rival = first(preps[0], "pobj") if preps else None
    if rival is None or rival.ent_type_ in ("DATE", "TIME", "PERCENT", "CARDINAL") or rival.like_num:
        return
    named = all(t.pos_ == "PROPN" or first(t, "det") is not None for t in (chosen, rival))
    holders = actors(token)
    above = governing(token, lexicon)
    sure = 0.7 if named else 0.5
    yield Finding(token, coordinated(rival), -1, sure * above.factor, "chosen", holders, [*above.chain, preps[0]])
    if token.lemma_ in ("take", "choose", "pick", "want", "elect", "select"):
        yield Finding(token, coordinated(chosen), 1, sure * above.factor, "chosen", holders, [*above.chain, preps[0]])


def _rather(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "would rather vote for Alba than for Reyes": what the same verb is not done for."""
    if not any(c.lower_ in ("rather", "sooner") for c in token.children):
        return
    frames = (f for f in lexicon.frames["verb"].get(token.lemma_, ()) if f.sign and not f.particle)
    frame = next((f for f in frames if "object" in f.target or after_preposition(token, f.target)), None)
    after = token.doc[token.i + 1 : token.sent.end]
    than = next((t for t in after if t.lower_ == "than" and t.dep_ in ("prep", "mark", "cc")), None)
    if frame is None or than is None:
        return
    rival = first(than, "pobj") or (first(inner, "pobj") if (inner := first(than, "prep")) is not None else None)
    if rival is not None:
        above = governing(token, lexicon)
        yield Finding(
            token, coordinated(rival), -(frame.sign or 0), 0.74, "chosen", actors(token), [than, *above.chain]
        )


def find_comparisons(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a speaker's comparison says of both sides."""
    yield from _deserving(token)
    if token.pos_ not in ("ADJ", "ADV", "NOUN") or token.dep_ not in ("acomp", "attr", "advmod"):
        return
    than = next((c for c in token.children if c.lower_ == "than" and c.dep_ == "prep"), None)
    rival = first(than, "pobj") if than is not None else None
    verb = token.head
    if than is None or rival is None or not is_verb(verb) or rival.pos_ not in ("PROPN", "NOUN", "PRON"):
        return
    sign = _sign(token, lexicon)
    subject = first(verb, "nsubj")
    if sign and any(t.lower_ in _NONE for t in (token, subject or token, *token.children)):
        yield _said(token, coordinated(rival), sign, 0.68, than)  # "nothing is more important than the treaty"
        return
    if not sign or subject is None or token.dep_ == "advmod" or rival.lower_ in _NO_RIVAL:
        return
    if negated(verb):
        sign = -sign
    if subject.lower_ not in _NOBODY:
        yield _said(token, coordinated(subject), sign, 0.62, than)
    if rival.lower_ not in _NOBODY:
        yield _said(token, coordinated(rival), -sign, 0.58, than)


def _said(token: Token, targets: list[Token], sign: int, strength: float, *shown: Token) -> Finding:
    return Finding(token, targets, sign, strength, "compared", [], list(shown), by_speaker=True)


def _sign(token: Token, lexicon: Lexicon) -> int:
    """How a comparative turns: "better", "more honest", "less corrupt"; 0 where it only measures."""
    if token.lower_ in _BETTER or token.lower_ in _WORSE:
        return 1 if token.lower_ in _BETTER else -1
    degree = next((c.lower_ for c in token.children if c.lower_ in ("more", "less")), "")
    sign = judged(token, lexicon).sign if degree == "more" else 0
    if degree == "less":
        entry = next(iter(lexicon.judgements["adjective"].get(token.lower_, ())), None)
        sign = -(entry.sign or 0) if entry is not None else 0
    return sign


def _deserving(token: Token) -> Iterator[Finding]:
    """Here "this town deserves better than Reyes"."""
    if token.lower_ not in ("better", "more") or not is_verb(token.head) or token.head.lemma_ not in ("deserve", "do"):
        return
    than = next((c for c in (*token.children, *token.head.children) if c.lower_ == "than"), None)
    rival = first(than, "pobj") if than is not None else None
    if than is not None and rival is not None and rival.lower_ not in _NO_RIVAL:
        yield _said(token, coordinated(rival), -1, 0.74, token.head, than)
