"""Whose a document or a proposal is: what it says or would do is held by whoever made it.

In: the noun ("the lawsuit", "his plan", "a bill"). Out: the tokens of its makers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.syntax import actors, children, coordinated, first, holders_of_noun, is_verb, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

DOCUMENTS = words_of(
    "analysis report study statement letter editorial tweet post remark remarks comment comments lawsuit speech ruling "
    "resolution manifesto article column memo email survey petition complaint book essay film paper research interview "
    "message video op-ed declaration communique filing suit motion brief appeal ad advert advertisement commercial "
    "spot flyer leaflet billboard blog podcast missive broadcast narrator"
)
PROPOSALS = words_of(
    "plan bill proposal legislation measure amendment budget policy platform agenda programme program initiative "
    "blueprint vote record bid effort push drive"
)
_MAKING = words_of(
    "introduce sponsor co-sponsor cosponsor propose file table draft write author unveil release submit champion "
    "announce outline pen launch co-write co-author present put"
)
_FROM = frozenset(("by", "from", "of", "for"))


def authors_of(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Return whose a document is, or who makes it: "*Osei* filed a lawsuit accusing the bank"."""
    owner = first(noun, "poss")
    if owner is not None:
        return [owner]
    if noun.lemma_.casefold() in PROPOSALS:
        return _makers(noun)
    found = [t for prep in children(noun, ("prep", "agent")) if prep.lower_ in _FROM for t in children(prep, "pobj")]
    found = found or [c for c in children(noun, ("compound", "nmod")) if c.pos_ == "PROPN" and c.i < noun.i][-1:]
    return found or (holders_of_noun(noun) if noun.head.lemma_ in lexicon.give else []) or _makers(noun)


def _makers(noun: Token) -> list[Token]:
    """Whoever brings a thing in: "*Osei* introduced a bill", "a bill sponsored by *Osei*", "a bill from *Osei*"."""
    if noun.dep_ == "dobj" and is_verb(noun.head) and noun.head.lemma_ in _MAKING:
        return actors(noun.head)
    for made in children(noun, ("acl", "relcl")):
        if made.lemma_ in _MAKING:
            return actors(made)
    sent = next((c for c in children(noun, "prep") if c.lower_ in ("from", "by")), None)
    sender = first(sent, "pobj") if sent is not None else None
    return coordinated(sender) if sender is not None else []
