"""Names people are called, and sides that a word names: "crooked Reyes", "a bully like him", "pro-dam", "Alba-backed".

In: one token. Out: findings. Epithets count within a quote, for its speaker; "pro-", "anti-" and "-backed" anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.polarity import judged
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import HOPS, children, coordinated, first, is_verb, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREFIXES = {"pro": 1, "anti": -1}
_BACKED = words_of("backed endorsed supported favoured favored approved")
_PITIED = words_of("poor mad mean weak bad broken fake crazy false")
_SIDES = words_of("life choice government business family growth bono rata active forma establishment trust terrorism")


def find_epithets(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what somebody is called by whoever is quoted."""
    if token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "ORG", ""):
        for child in children(token, "amod"):
            lower = child.lower_
            entry = next(iter(lexicon.judgements["adjective"].get(lower, ())), None)
            if entry is not None and entry.sign == -1 and lower not in _PITIED:
                yield _called(child, [token], -1, 0.64)
                return
        for child in children(token, ("compound", "nmod")):  # "thug Reyes"
            if child.pos_ == "NOUN" and child.text.islower() and judged(child, lexicon).sign < 0:
                yield _called(child, [token], -1, 0.66)
                return
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.casefold() not in lexicon.judgements["noun"]:
        return
    verdict = judged(token, lexicon)
    if not verdict.sign:
        return
    for like in children(token, "prep"):
        inner = first(like, "pobj")
        if like.lower_ == "like" and inner is not None and inner.lower_ not in FIRST_PERSON:
            yield _called(token, coordinated(inner), verdict.sign, verdict.strength * 0.95, like)
            return
    apart = negated(token) or any(t.lower_ == "not" for t in token.doc[token.head.i + 1 : token.i])
    if apart:
        return  # "Europe, not an autocrat, decides"
    if token.dep_ == "appos" and token.head.pos_ in ("PROPN", "PRON") and token.head.lower_ not in FIRST_PERSON:
        yield _called(token, [token.head], verdict.sign, verdict.strength * 0.95)


def _called(token: Token, targets: list[Token], sign: int, strength: float, *shown: Token) -> Finding:
    return Finding(token, targets, sign, strength, "called", [], list(shown), by_speaker=True)


def find_verdicts(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a sentence without a verb says of whom the one before it was about: "He lies. A disgrace."."""
    if token.dep_ != "ROOT" or is_verb(token) or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return
    verdict = judged(token, lexicon)
    start = token.sent.start
    if not verdict.sign or first(token, "nsubj", "cop", "csubj") is not None or start == 0:
        return
    before = token.doc[start - 1].sent.root
    subject = first(before, "nsubj", "nsubjpass") if is_verb(before) else None
    if subject is not None and subject.lower_ not in FIRST_PERSON and subject.lower_ not in ("you", "there", "who"):
        yield _called(token, [subject], verdict.sign, verdict.strength * 0.85)


def find_sides(token: Token) -> Iterator[Finding]:
    """Yield the side that a word names: "the pro-dam mayor", "an anti-Brexit group", "the Alba-backed candidate"."""
    if token.lower_ in _PREFIXES:
        yield from _prefixed(token)
    elif token.lower_ in ("proposed", "planned") and token.dep_ == "amod":
        owner = first(token.head, "poss")  # "her proposed levy"
        if owner is not None:
            sure = 0.68 if owner.pos_ != "PRON" else 0.6  # "his" is too often somebody else's
            yield Finding(token, [token.head], 1, sure, "side", [owner])
    elif token.lower_ in _BACKED and token.dep_ == "amod" and token.i >= 2 and token.nbor(-1).text == "-":
        backer, held = token.nbor(-2), token.head
        named = next((t for t in (*children(held, "appos"), held) if t.pos_ == "PROPN"), held)
        if backer.pos_ in ("PROPN", "NOUN"):
            yield Finding(token, [named], 1, 0.76, "side", [backer])


def _end_of_name(token: Token) -> Token:
    """The last of a few names in a row."""
    for _ in range(HOPS):
        if token.pos_ != "PROPN" or token.i + 1 >= len(token.doc) or token.nbor(1).pos_ != "PROPN":
            break
        token = token.nbor(1)
    return token


def _prefixed(token: Token) -> Iterator[Finding]:
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].text not in ("-", "–") or doc[token.i + 1].whitespace_:
        return
    about, noun = doc[token.i + 2], token.head
    if about.i < noun.i:
        about = _end_of_name(about)  # "pro-Donald Trump"
    if about.lower_ in _SIDES or not (about.text[:1].isupper() or about.pos_ in ("NOUN", "PROPN")):
        return
    if about.i >= noun.i:
        noun = about.head
    if noun.pos_ in ("NOUN", "PROPN") and noun.i + 1 < len(doc) and doc[noun.i + 1].pos_ == "PROPN":
        noun = _end_of_name(doc[noun.i + 1])  # "the pro-dam mayor Ann Reyes"
    if noun.i > about.i and noun.pos_ in ("NOUN", "PROPN"):
        yield Finding(token, [about], _PREFIXES[token.lower_], 0.7, "side", [noun])
