"""Whether words judge well or badly: "a disgrace", "a great man", "not fair".

In: the complement of a verb. Out: +1, -1 or 0, with how sure the words are. Only the complement itself is looked at,
never the adjectives of the thing judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.syntax import children, negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX = 10


def judged(token: Token, lexicon: Lexicon) -> tuple[int, float]:
    """Return sign and strength of one complement, its negation counted; (0, 0.0) where it judges nothing."""
    own = _word(token, lexicon)
    if own[0] == 0:
        own = _modifiers(token, lexicon)
    if own[0] == 0:
        return 0, 0.0
    sign, strength = own
    if negated(token):
        sign, strength = -sign, strength * (0.9 if sign > 0 else 0.55)
    if any(c.lower_ in ("too", "less") and c.dep_ == "advmod" for c in token.children):
        sign, strength = -1, strength * 0.9
    return sign, strength


def _word(token: Token, lexicon: Lexicon) -> tuple[int, float]:
    for pos, keys in (("adjective", (token.lower_, token.lemma_)), ("noun", (token.lemma_.casefold(), token.lower_))):
        if pos == "adjective" and token.pos_ not in ("ADJ", "VERB", "ADV"):
            continue
        if pos == "noun" and token.pos_ not in ("NOUN", "PROPN"):
            continue
        for key in keys:
            for entry in lexicon.judgements[pos].get(key, ()):
                if entry.sign is not None and all(any(c.lower_ == w for c in token.children) for w in entry.particle):
                    return entry.sign, entry.strength
    return 0, 0.0


def _modifiers(token: Token, lexicon: Lexicon) -> tuple[int, float]:
    """Here "a terrible idea", "a slap in the face", "wrong and dangerous"."""
    for child in list(token.children)[:_MAX]:
        if child.dep_ in ("amod", "compound", "conj", "acomp"):
            sign, strength = _word(child, lexicon)
            if sign:
                return sign, strength * 0.95
    return 0, 0.0


def complement_sign(verb: Token, lexicon: Lexicon) -> int:
    """Return how "called it a disgrace", "described her as brilliant" judge the object; 0 where they do not."""
    hung = [c for o in children(verb, "dobj") for c in children(o, "prep")]  # "described the move as a betrayal"
    for child in (*verb.children, *hung):
        if child.dep_ in ("oprd", "attr", "acomp"):
            sign, _ = judged(child, lexicon)
            if sign:
                return sign
        elif child.dep_ == "prep" and child.lower_ == "as":
            for inner in children(child, ("pobj", "amod", "pcomp", "acomp")):
                sign, _ = judged(inner, lexicon)
                if sign:
                    return sign
        elif child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("NOUN", "ADJ"):
            sign, _ = judged(child, lexicon)
            if sign:
                return sign
    return 0
