"""Moods without an object: "she said she was disappointed", "we are delighted", "the union was deeply concerned".

In: one adjective or participle within the content of a quote. Out: a finding without targets of its own; what it is
about is the measure that the article spoke of last (`Targets.topic`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import children, first, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING = words_of("i we he she it they")
_MOODS = {
    -1: words_of(
        "disappointed angry furious outraged disgusted appalled dismayed horrified devastated concerned saddened livid "
        "heartbroken gutted incensed unhappy shocked alarmed frustrated"
    ),
    1: words_of("delighted pleased thrilled relieved overjoyed ecstatic heartened encouraged grateful elated"),
}


def find_moods(token: Token) -> Iterator[Finding]:
    """Yield what a speaker is moved by where the words do not say it."""
    sign = next((s for s, words in _MOODS.items() if token.lower_ in words), 0)
    if not sign or any(
        c.dep_ in ("prep", "ccomp", "xcomp", "advcl", "agent") and c.i > token.i for c in token.children
    ):
        return
    verb = token.head if token.dep_ in ("acomp", "attr", "oprd") else token
    subject = first(verb, "nsubj", "nsubjpass")
    marked = token.i > 0 and any(t.is_quote for t in token.doc[max(0, token.i - 3) : token.i])
    if subject is None and not marked:
        return
    if subject is not None and subject.lower_ not in _SPEAKING and not marked:
        return
    if negated(verb) or negated(token) or children(verb, "mark"):
        return
    shown = [t for t in (subject, verb) if t is not None]
    yield Finding(token, [], sign, 0.76, "mood", [], [], by_speaker=True, shown=shown)
