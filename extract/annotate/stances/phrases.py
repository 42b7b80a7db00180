"""The noun phrase of a holder: where it begins and ends, and the other words of its sentence that say who that is.

In: the head of a noun phrase, or a pronoun. Out: tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.syntax import HOPS, RELATIVE, actors, children, coordinated, first, is_verb, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 10
_BELONGING = frozenset(("of", "in", "from", "at", "for", "on", "with"))
_AMOUNTS = words_of(
    "all both each some many most several few none half part plenty lots majority minority dozens scores hundreds "
    "thousands millions tens number average handful range rest % percent "
    "one two three four five six seven eight nine ten"
)
_SHARES = frozenset(("percent", "%"))
_HALF = 50


def opening(noun: Token) -> Token:
    """Return the first word of a noun's phrase; the noun itself where the phrase is too long to be read rightly."""
    left = noun.left_edge
    return left if noun.i - left.i <= _LONGEST else noun


def closing(noun: Token) -> Token:
    """Return the last word of a noun's phrase with what says whose or where it is: "members *of his party*"."""
    after = [c for c in children(noun, "prep") if c.i == noun.i + 1 and c.lower_ in _BELONGING]
    inner = first(after[0], "pobj") if after else None
    return inner if inner is not None and inner.i - noun.i <= _LONGEST else noun


def counted(noun: Token) -> Token:
    """Return whom an amount is of: the members of "dozens of members"; the noun itself where it is no amount."""
    for _ in range(_NEAR):  # "an average of 81 percent of voters"
        inner = _of(noun)
        if inner is None or inner == noun:
            break
        noun = inner
    return noun


def _of(noun: Token) -> Token | None:
    if noun.lower_ not in _AMOUNTS or (noun.lower_ in _SHARES and _share(noun) < _HALF):
        return None
    of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
    inner = first(of, "pobj") if of is not None else None
    if inner is not None and inner.lower_ in RELATIVE:  # "the delegates, most of whom back it"
        verb = noun.head
        return verb.head if verb.dep_ in ("relcl", "appos") and verb.head.pos_ in ("NOUN", "PROPN") else None
    return inner


def _share(noun: Token) -> float:
    number = first(noun, "nummod")
    try:
        return float(number.text) if number is not None else 0.0
    except ValueError:
        return 0.0


def said_of(noun: Token) -> list[Token]:
    """Return of whom a noun is said: as an apposition ("A and B, *traders* who") or predicate ("is a *bully* who")."""
    if noun.dep_ == "appos" and noun.head.dep_ != "attr":
        several = noun.tag_ == "NNS" and noun.head.pos_ == "PROPN"
        return coordinated(noun.head) if several else [noun.head]
    top = noun
    for _ in range(HOPS):  # the last of "is a bully, a liar and a crook who"
        if top.dep_ not in ("conj", "appos") or top.head.pos_ != "NOUN":
            break
        top = top.head
    return actors(top.head) if top.dep_ == "attr" else []


def taken_up(pronoun: Token) -> list[Token]:
    """Return the subject that "it", "they" or "their" takes up: "*Albania* said it will", "A and B voiced *their*"."""
    if pronoun.lower_ in ("it", "they") and pronoun.dep_ in ("nsubj", "nsubjpass"):
        subject = _speaking_subject(pronoun.head)
        return coordinated(subject) if subject is not None else []
    if pronoun.lower_ != "their" or pronoun.dep_ != "poss":
        return []
    verb = pronoun.head
    for _ in range(_NEAR):
        if is_verb(verb):
            break
        verb = verb.head
    subjects = actors(verb) if is_verb(verb) else []
    return subjects if len(subjects) > 1 or any(t.tag_ in ("NNS", "NNPS") for t in subjects) else []


_NEAR = 4


def _speaking_subject(verb: Token) -> Token | None:
    """The subject of the verb of saying that a clause hangs on: "*Albania* confirmed they will not"."""
    for _ in range(_NEAR):
        if verb.dep_ == "ccomp":
            own = first(verb.head, "nsubj")
            if own is None and verb.head.dep_ == "conj":  # "welcomed it but said it would oppose any cut"
                own = next(iter(actors(verb.head)), None)
            return own
        if verb.dep_ not in ("conj", "xcomp"):
            return None
        verb = verb.head
    return None
