"""Two who speak together, spoken of again: "Ann Poe and Bo Lee wrote … The two lawmakers said".

In: `State`. Out: the names of the two whom such a phrase means, as full as the article gives them, or None. They are
the last two persons joined by "and"; a noun ("the chairmen") must be the role of both.
"""

from __future__ import annotations

from itertools import pairwise

from extract.annotate.people.lexicon import word_set
from extract.annotate.people.phrases import Phrase, is_group, sense, singular
from extract.annotate.people.state import State

_TWO = frozenset({"two", "pair", "couple", "duo"})
_OTHERS = word_set("official voter supporter critic opponent protester resident fan expert analyst member colleague")
"""Who is as a rule somebody else than those just named."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
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
    roles = two is not None and all(_has_role(state, n, singular(phrase.noun)) for n in two)
    if not (counted or roles):
        two = _told_together(state, phrase)
    if two is None:
        return None
    return " and ".join(state.actors[n].display for n in two)


def _told_together(state: State, phrase: Phrase) -> tuple[int, int] | None:
    """Ann Poe and Bo Lee of "Ann Poe, a poet, and Bo Lee, a critic, agreed. “…,” the friends of long standing wrote".

    The two must be the subject of the reporter's last sentence, and the noun one for what people are.
    """
    page = state.page
    if not is_group(state.lex, phrase.noun) or singular(phrase.noun) in _OTHERS or phrase.head == phrase.first + 1:
        return None
    before = next((i for i in range(phrase.first - 1, -1, -1) if _is_narration(state, i, phrase)), None)
    if before is None or page.paragraph[phrase.first] - page.paragraph[before] > 1:
        return None
    first = before
    while first > 0 and page.sentence[first - 1] == page.sentence[before]:
        first -= 1
    names = [n for n in state.sources.within(first, before + 1) if n.kind == "person" and n.actor is not None]
    if len(names) < 2 or names[0].title_first != first or page.word(names[1].title_first - 1) != "and":
        return None
    if any(page.tags[i] in _FINITE for i in range(first, names[1].title_first)):
        return None
    return names[0].actor, names[1].actor  # pyright: ignore[reportReturnType]


def _is_narration(state: State, i: int, phrase: Phrase) -> bool:
    page = state.page
    return page.quoted[i] < 0 and page.words[i][:1].isalnum() and page.sentence[i] < page.sentence[phrase.first]


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
