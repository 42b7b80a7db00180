"""Somebody the article brought in without a name, of whom it speaks again: "an organiser", later "the organiser".

In: `State`. Out: the phrase that brought them in, or whoever without a name the text spoke of last, or None. Looked for
only where a source is such a "the …", "one" or "another" and nobody named fits it.
"""

from __future__ import annotations

from extract.annotate.people.actors import Actor
from extract.annotate.people.phrases import Phrase, phrase_at
from extract.annotate.people.state import State

_NEW = frozenset({"a", "an", "one", "another"})
_FAR = 300
"""Tokens between the two; further back a reader has forgotten them."""
_LONGEST = 8


def introduction(state: State, phrase: Phrase) -> Phrase | None:
    """Return the last "a …" before a definite phrase with its noun that is nobody named, or None."""
    page = state.page
    noun = page.folded[phrase.head]
    for head in range(phrase.first - 1, max(-1, phrase.first - _FAR), -1):
        if page.folded[head] != noun or page.tags[head] != "NN" or _says_who(state, head):
            continue
        if page.tag(head + 1)[:2] == "NN":
            continue
        first = _opening(state, head)
        if first is None or (state.answers.get(head) is not None and not _is_passing(state, head)):
            continue
        brought = phrase_at(page, state.lex, first, head + 1)
        if brought is not None and brought.head == head and not _is_named(state, head):
            return brought
    return None


def _says_who(state: State, head: int) -> bool:
    """ "Ann Poe, a driver,", "she was a driver": what somebody known is."""
    page, of = state.page, state.page.heads[head]
    named = page.deps[head] == "appos" and bool(state.sources.within(of, of + 1))
    return named or page.deps[head] == "attr"


def _opening(state: State, head: int) -> int | None:
    page = state.page
    for i in range(head - 1, max(-1, head - _LONGEST), -1):
        if page.sentence[i] != page.sentence[head]:
            return None
        if page.folded[i] in _NEW and page.tags[i] in ("DT", "CD"):
            return i
    return None


def _is_passing(state: State, token: int) -> bool:
    known = state.answers.get(token)
    return known is not None and known.actor is not None and state.actors[known.actor].passing


def _is_named(state: State, head: int) -> bool:
    """ "A man, Ann Poe's brother Bo", "a woman named Ann Poe": a name comes right after."""
    return any(n.kind == "person" for n in state.sources.within(head + 1, head + 4))


def last_many(state: State, phrase: Phrase) -> Actor | None:
    """ "Several MPs were angry. One said …": those without names whom this paragraph or the last speaks of."""
    here = state.page.paragraph[phrase.first]
    for reference in reversed(state.before(phrase.first)):
        actor = state.actors[reference.actor]
        if here - state.page.paragraph[reference.first] > 1:
            return None
        if actor.plural and actor.phrase and actor.kind in ("unnamed", "group"):
            return actor
    return None


def last_unnamed(state: State, phrase: Phrase) -> list[tuple[int, float]]:
    """ "A party grandee … the source said": whoever spoke last without a name, in this or the last paragraph."""
    here = state.page.paragraph[phrase.first]
    for reference in reversed(state.before(phrase.first)):
        if here - state.page.paragraph[reference.first] > 1:
            break
        actor = state.actors[reference.actor]
        if actor.kind == "unnamed" and not actor.plural and reference.form == "description":
            actor.passing = False
            return [(actor.number, 0.6)]
    return []
