"""What a speaker says somebody is like: "his bigotry", "she has the temperament", "a lack of courage", "spreads hate".

In: one noun within the content of a quote. Out: findings held by whoever is quoted, about whoever has the trait.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import HOPS, actors, children, coordinated, first, is_verb, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LACK = words_of("lack absence dearth want void")
_LACKING = words_of("lack miss abandon lose forget")
_CARRYING = words_of(
    "have show display demonstrate exhibit bring possess exude embody represent promote spread spew preach peddle sow "
    "foment stoke fuel incite encourage use breed normalise normalize legitimise legitimize project radiate own get "
    "exemplify personify espouse champion traffic offer prove reveal feed"
)
_NONE = words_of("no zero little neither nor without any")
_OF_ALL = words_of("that this those these their our my your")


def find_traits(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a noun of character says of whoever has it."""
    entry = next((e for e in lexicon.judgements["trait"].get(token.lemma_.casefold(), ()) if not e.particle), None)
    if entry is None or entry.sign is None:
        return
    anchor, sign = _anchor(_leading(token)), entry.sign
    if anchor.lemma_ in _LACK:
        if sign < 0:
            return
        sign = -1
    elif _is_none(anchor):
        if sign < 0:
            return  # "there is no hate in him" is faint praise
        sign = -1
    owner = _owner(anchor)
    if owner is not None and owner is not token:
        faint = 0.84 if sign > 0 else 1.0  # "her courage" may only be named
        yield _said(token, [owner], sign, entry.strength * faint, anchor)
        return
    verb = anchor.head
    if anchor.dep_ in ("dobj", "advmod") and is_verb(verb) and anchor.i > verb.i:
        yield from _carried(token, anchor, verb, sign, entry.strength)
    elif anchor.dep_ == "pobj" and anchor.head.lower_ in ("with", "without"):
        yield from _beside(token, anchor.head, sign if anchor.head.lower_ == "with" else -sign, entry.strength)


def _said(token: Token, targets: list[Token], sign: int, strength: float, *chain: Token) -> Finding:
    shown = [t for t in chain if t is not token]
    return Finding(token, targets, sign, strength, "trait", [], shown, by_speaker=True)


def _leading(token: Token) -> Token:
    """The first of coordinated nouns: what is said of it is said of all ("his bigotry and *hate*")."""
    for _ in range(HOPS):
        if token.dep_ != "conj" or token.head.pos_ not in ("NOUN", "PROPN") or first(token, "poss", "det") is not None:
            break
        token = token.head
    return token


def _anchor(token: Token) -> Token:
    """The noun that stands in the clause for a trait: "a *lack* of courage", "a *legacy* of racism"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        return token.head.head
    return token


def _is_none(noun: Token) -> bool:
    return any(c.lower_ in _NONE and c.dep_ in ("det", "amod", "preconj", "neg", "cc") for c in noun.children)


def _owner(noun: Token) -> Token | None:
    """Whose a trait is; None where it is the speaker's, or nobody's."""
    owner = first(noun, "poss")
    if owner is None:
        of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
        inner = first(of, "pobj") if of is not None else None
        owner = inner if inner is not None and (inner.pos_ == "PROPN" or inner.lower_ in ("him", "her")) else None
    return None if owner is None or owner.lower_ in FIRST_PERSON or owner.lower_ in _OF_ALL else owner


def _carried(token: Token, anchor: Token, verb: Token, sign: int, strength: float) -> Iterator[Finding]:
    """Here "spreads hate", "has the temperament", "lacks judgement"."""
    lemma = verb.lemma_.casefold()
    if lemma in _LACKING:
        if sign < 0:
            return
        sign = -1
    elif lemma not in _CARRYING:
        return
    if any(c.lower_ in ("if", "when", "whether", "should", "must") for c in verb.children):
        return
    if negated(verb):
        if sign < 0:
            return
        sign = -sign
    subjects = [t for t in _who(actors(verb)) if t.lower_ not in FIRST_PERSON and t.pos_ in ("PROPN", "PRON", "NOUN")]
    if subjects:
        yield _said(token, subjects, sign, strength, verb, anchor)


def _who(found: list[Token]) -> list[Token]:
    """Of "she is the only one that has the courage": she."""
    head = found[0] if found else None
    if head is not None and head.dep_ == "attr" and is_verb(head.head):
        subject = first(head.head, "nsubj")
        return coordinated(subject) if subject is not None else found
    return found


def _beside(token: Token, preposition: Token, sign: int, strength: float) -> Iterator[Finding]:
    """Here "is a man without integrity", "a leader with courage": who it is said of."""
    above = preposition.head
    if above.dep_ == "attr" and is_verb(above.head):
        subject = first(above.head, "nsubj")
        if subject is not None and subject.lower_ not in FIRST_PERSON:
            turned = -sign if negated(above.head) else sign
            yield _said(token, coordinated(subject), turned, strength, preposition)
