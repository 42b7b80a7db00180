"""Stances that words show by their frame: "backed the bill", "criticism of the plan", "critical of", "wants to scrap".

In: one token of a parsed paragraph. Out: findings: who, on what, with which sign, read off the parse. Words are looked
up by lemma, so a token without an entry costs one look into a dictionary. Verbs are in `verbs`, the rest in `nominal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.acts import decided_acts, wanted_acts
from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.nominal import adjective_frames, agent_frames, noun_frames
from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import is_verb
from extract.annotate.stances.verbs import verb_frames

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_frames(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a token's frames say, the surest first."""
    lemma = token.lemma_.casefold()
    if is_verb(token):
        found = list(decided_acts(token, lexicon)) or list(verb_frames(token, lemma, lexicon))
        yield from found or wanted_acts(token, lexicon)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from noun_frames(token, lemma, lexicon)
        yield from agent_frames(token, lemma, lexicon)
    if token.pos_ in ("ADJ", "VERB"):
        yield from adjective_frames(token, lexicon)
