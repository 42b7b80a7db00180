"""Whether words judge well or badly: "a disgrace", "a great man", "not fair".

In: the complement of a verb. Out: a `Verdict`, +1, -1 or 0 with how sure the words are. Only the complement
itself is looked at, never the adjectives of the thing judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.syntax import children, coordinated, first, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX = 10
_MEASURED = words_of(
    "slow late little small big high low long short soft hard timid cautious complicated complex expensive costly "
    "risky far few narrow vague cosy quick hasty afraid weak strict lenient"
)


class Verdict(NamedTuple):
    """How words judge: sign, how sure they are, and what they can be said of (see `Frame.needs`)."""

    sign: int = 0
    strength: float = 0.0
    needs: str = ""


def judged(token: Token, lexicon: Lexicon) -> Verdict:
    """Return what one complement says, its negation counted; a sign of 0 where it judges nothing."""
    own = _word(token, lexicon)
    if own.sign == 0:
        own = _modifiers(token, lexicon)
    elif own.sign > 0 and token.pos_ in ("NOUN", "PROPN"):
        blamed = (_word(c, lexicon) for c in children(token, ("amod", "compound")))
        own = next((v for v in blamed if v.sign < 0), own)  # "a selfish titan" is no praise
    if own.sign == 0:
        own = _kind(token, lexicon)
    if own.sign == 0 and token.lower_ in _MEASURED and any(c.lower_ == "too" for c in token.children):
        return Verdict(-1, 0.7)  # "management has been too slow"
    if own.sign == 0:
        return own
    sign, strength, needs = own
    if negated(token):
        sign, strength = -sign, strength * (1.0 if sign > 0 else 0.55)
    if any(c.lower_ in ("too", "less") and c.dep_ == "advmod" for c in token.children):
        sign, strength = -1, strength * 0.9
    if token.lower_ == "desperate" and any(c.lower_ == "for" or c.dep_ == "xcomp" for c in token.children):
        return Verdict()  # "desperate for news"
    if any(g.lower_ == "least" for c in token.children for g in (c, *c.children)):
        return Verdict()  # "the least bad option" is neither praised nor blamed
    return Verdict(sign, strength, needs)


def _word(token: Token, lexicon: Lexicon) -> Verdict:
    for pos, keys in (("adjective", (token.lower_, token.lemma_)), ("noun", (token.lemma_.casefold(), token.lower_))):
        if pos == "adjective" and token.pos_ not in ("ADJ", "VERB", "ADV"):
            continue
        if pos == "noun" and token.pos_ not in ("NOUN", "PROPN"):
            continue
        for key in keys:
            for entry in lexicon.judgements[pos].get(key, ()):
                if entry.sign is not None and all(any(c.lower_ == w for c in token.children) for w in entry.particle):
                    return Verdict(entry.sign, entry.strength, entry.needs)
    return Verdict()


_CHOICES = words_of("choice option hope answer solution")


def _modifiers(token: Token, lexicon: Lexicon) -> Verdict:
    """Here "a terrible idea", "a slap in the face", "wrong and dangerous"."""
    if token.lemma_ in _CHOICES and any(c.lower_ in ("only", "obvious", "clear") for c in token.children):
        return Verdict(1, 0.68)  # "the only choice for this town"
    for child in list(token.children)[:_MAX]:
        if child.dep_ in ("amod", "compound", "conj", "acomp"):
            found = _word(child, lexicon)
            if found.needs == "matter" and token.lemma_.casefold() in lexicon.nouns["vague"]:
                continue  # "an important issue" is not praised
            if found.sign:
                return found._replace(strength=found.strength * 0.95)
    return Verdict()


_KINDS = words_of(
    "definition act example form picture epitome embodiment height symbol recipe case piece instance model"
)


def _kind(token: Token, lexicon: Lexicon) -> Verdict:
    """Here "the definition of racism", "an act of courage"."""
    if token.lemma_ not in _KINDS:
        return Verdict()
    for prep in children(token, "prep"):
        for inner in children(prep, "pobj") if prep.lower_ in ("of", "for") else ():
            found = _word(inner, lexicon)
            trait = next(iter(lexicon.judgements["trait"].get(inner.lemma_.casefold(), ())), None)
            if not found.sign and trait is not None and trait.sign is not None:
                found = Verdict(trait.sign, trait.strength)
            if found.sign:
                return found
    return Verdict()


def complement(verb: Token, lexicon: Lexicon) -> tuple[Token | None, int]:
    """Return what judges the object ("called it a *disgrace*", "described her as *brilliant*") and its sign, or 0."""
    for token in _complements(verb):
        sign = judged(token, lexicon).sign
        if sign:
            return token, sign
    return None, 0


_CALLING = words_of("call describe brand label dub dismiss term deride characterise characterize")


def dismissive(verb: Token) -> Token | None:
    """What somebody calls a thing in quotation marks, where no lexicon knows the word: "called it “a circus act”".

    Praise is quoted in known words; what a paper puts into marks otherwise is mostly held against what it names.
    """
    if verb.lemma_ not in _CALLING or first(verb, "auxpass") is not None:
        return None
    for token in _complements(verb):
        left = token.left_edge
        marked = left.is_quote or (left.i > 0 and left.nbor(-1).is_quote)
        if marked and left.i > verb.i and token.pos_ == "NOUN":
            return token
    return None


def _beside(named: list[Token]) -> Iterator[Token]:
    """Here "called talk of a crisis *a hoax*", which the parser hangs within the object: two nouns side by side."""
    for name in named[:1]:
        for word in name.doc[name.i + 1 : name.i + _MAX]:
            before = word.nbor(-1)
            if word.lower_ in ("a", "an") and before.pos_ in ("NOUN", "PROPN") and name.is_ancestor(word):
                if word.head.i > word.i and word.head.pos_ == "NOUN":
                    yield word.head
                return


def _complements(verb: Token) -> Iterator[Token]:
    named = [o for head in children(verb, "dobj") for o in coordinated(head)]
    for child in (*verb.children, *(c for o in named for c in children(o, "prep"))):
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from children(child, ("pobj", "amod", "pcomp", "acomp"))
        elif child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("NOUN", "ADJ"):
            yield child
    if verb.lemma_ in _CALLING:
        yield from _beside(named)
    for name in named:  # "called the vote and the recount a sham": the parser takes it for an apposition
        yield from (c for c in children(name, "appos") if not c.left_edge.nbor(-1).is_punct)


_STATES = {"safe": 1, "secure": 1, "strong": 1, "prosperous": 1, "healthy": 1, "fair": 1, "poor": -1, "unsafe": -1}
_MORE = {
    "safer": 1, "stronger": 1, "fairer": 1, "freer": 1, "better": 1, "easier": 1, "cheaper": 1, "legal": 1, "free": 1,
    "permanent": 1, "worse": -1, "weaker": -1, "poorer": -1, "harder": -1, "illegal": -1,
}  # fmt: skip


def how_made(adjective: Token) -> int:
    """Return how things are made: "safer" +, "less safe" -, "more secure" +; 0 where that is not said."""
    degree = next((c.lower_ for c in adjective.children if c.lower_ in ("more", "less")), "")
    if degree:
        return _STATES.get(adjective.lower_, 0) * (1 if degree == "more" else -1)
    return _MORE.get(adjective.lower_, 0)
