"""Roles: what the article says somebody is, with the words' span and the organisation in them.

In: `Page`, `Name`s bound to actors. Out: roles added to the actors, fullest first, and ties between people ("his wife,
Ann"). `roles_before`, `roles_after` and `leads` each know the constructions of one place.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotate.people.actors import Actor
from extract.annotate.people.leads import Lead
from extract.annotate.people.lexicon import lexicon
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.roles_after import After
from extract.annotate.people.roles_before import Before

_REACH = 10
"""Tokens after "is" in which the noun stands."""


def find_roles(page: Page, names: Sequence[Name], actors: Sequence[Actor]) -> None:
    """Add roles and ties to the actors of personal names."""
    lex = lexicon()
    at = {n.title_first: n for n in names if n.kind == "person"}
    named = {i for n in names if n.kind == "person" for i in range(n.first, n.last)}
    met: set[int] = set()
    for name in names:
        if name.actor is None or name.kind != "person":
            continue
        actor = actors[name.actor]
        Before(page, lex, name, actors, at).find()
        After(page, lex, name, actors, at).find()
        actor.agree(lex.kinship.get(_predicate(page, name), "-"), 3.0)
        if actor.number not in met and not actor.roles:
            Lead(page, lex, name, actors, at).find(named)
        met.add(actor.number)
    for actor in actors:
        actor.roles.sort(key=lambda r: -r.weight)


def _predicate(page: Page, name: Name) -> str:
    """What a name's sentence says somebody is: "mother" of "Ann Poe, a nurse, is a stay-at-home mother of four"."""
    verb = page.heads[name.last - 1]
    if page.deps[name.last - 1] != "nsubj" or page.lemmas[verb] != "be":
        return ""
    within = range(verb + 1, min(verb + _REACH, len(page)))
    return next((page.folded[i] for i in within if page.deps[i] == "attr" and page.heads[i] == verb), "")
