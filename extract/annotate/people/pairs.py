"""Two who speak together, spoken of again: "Ann Poe and Bo Lee wrote … The two lawmakers said".

In: `State`. Out: the names of the two whom such a phrase means, as full as the article gives them, or None. They are
the last two persons joined by "and"; a noun ("the chairmen") must be the role of both.
"""

from __future__ import annotations

from itertools import pairwise

from extract.annotate.people.phrases import Phrase, sense, singular
from extract.annotate.people.state import State

_TWO = frozenset({"two", "pair", "couple", "duo"})
_FAR = 8
"""Paragraphs back to which the two are remembered."""
_BETWEEN = 10
"""Tokens that may stand between them: the second one's title."""


def pair_meant(state: State, phrase: Phrase) -> str | None:
    """Return "Ann Poe and Bo Lee" for "the two", "both men" or "the chairmen", or None where no two are meant."""
    page = state.page
    opening = page.folded[phrase.first]
    counted = phrase.noun in _TWO or (opening == "the" and page.word(phrase.first + 1) == "two") or opening == "both"
    if not (counted or (opening == "the" and phrase.plural)):
        return None
    two = _last_two(state, phrase.first)
    if two is None or not (counted or all(_has_role(state, n, singular(phrase.noun)) for n in two)):
        return None
    return " and ".join(state.actors[n].display for n in two)


def _last_two(state: State, token: int) -> tuple[int, int] | None:
    page = state.page
    names = state.sources.within(page.bounds[max(0, page.paragraph[token] - _FAR)][0], token)
    for one, other in reversed(list(pairwise(names))):
        between = page.folded[one.last : other.title_first]
        joined = (
            "and" in between and len(between) <= _BETWEEN and page.sentence[one.first] == page.sentence[other.first]
        )
        if joined and one.kind == other.kind == "person" and None not in (one.actor, other.actor):
            return (one.actor, other.actor) if one.actor != other.actor else None  # pyright: ignore[reportReturnType]
    return None


def _has_role(state: State, actor: int, noun: str) -> bool:
    wanted = sense(state.lex, noun)
    heads = {h.rsplit(" ", 1)[-1] for role in state.actors[actor].roles for h in role.heads}
    return any(sense(state.lex, head) == wanted for head in heads)
