"""Which actors are one person: clusters derived from the edges of identity, never rewritten by hand.

In: actors and edges (pure part), or the ids of actors that something changed for (SQL part). Out: every actor's
`person_id`, a cache. The rule: a person's word first, the newest first, so that the last
word wins; then the machine's *same* edges in the order in which their actors came, skipping any that would join what a
person called different, or two actors of one article. A cluster is named by its oldest actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract.library import roster
from extract.library.rows import dump
from extract.library.store import Store


class Node(NamedTuple):
    """An actor: its number (age), and the article it is of."""

    nr: int
    id: str
    article_id: str


class Edge(NamedTuple):
    """A judgement on two actors. `decision` is the ledger's number of a person's one, None for the machine's."""

    a: str
    b: str
    judgement: str
    decision: int | None


class _Forest:
    """Union-find that also knows which clusters must stay apart."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        nodes = list(nodes)
        self.parent = {n.id: n.id for n in nodes}
        self.articles = {n.id: {n.article_id} for n in nodes}
        self.apart: dict[str, set[str]] = {n.id: set() for n in nodes}

    def root(self, node: str) -> str:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, a: str, b: str, *, across_articles_only: bool) -> None:
        a, b = self.root(a), self.root(b)
        if a == b or b in {self.root(x) for x in self.apart[a]}:
            return
        if across_articles_only and self.articles[a] & self.articles[b]:
            return
        self.parent[b] = a
        self.articles[a] |= self.articles[b]
        self.apart[a] |= self.apart[b]

    def part(self, a: str, b: str) -> None:
        a, b = self.root(a), self.root(b)
        if a != b:
            self.apart[a].add(b)
            self.apart[b].add(a)


def derive(nodes: Sequence[Node], edges: Iterable[Edge]) -> dict[str, str]:
    """Return {actor id: id of its cluster's oldest actor}."""
    age = {n.id: n.nr for n in nodes}
    known = [e for e in edges if e.a in age and e.b in age]
    forest = _Forest(nodes)
    for edge in sorted((e for e in known if e.decision is not None), key=lambda e: -(e.decision or 0)):
        if edge.judgement == "same":
            forest.join(edge.a, edge.b, across_articles_only=False)
        elif edge.judgement == "different":
            forest.part(edge.a, edge.b)
    machine = [e for e in known if e.decision is None and e.judgement == "same"]
    for edge in sorted(machine, key=lambda e: sorted((age[e.a], age[e.b]), reverse=True)):
        forest.join(edge.a, edge.b, across_articles_only=True)
    oldest: dict[str, str] = {}
    for node in sorted(nodes):
        oldest.setdefault(forest.root(node.id), node.id)
    return {n.id: oldest[forest.root(n.id)] for n in nodes}


def recluster(store: Store, actor_ids: Iterable[str]) -> set[str]:
    """Derive anew the clusters that these actors are in or touch; return the ids of actors whose person changed."""
    scope = _closure(store, set(actor_ids))
    nodes, before = _nodes(store, scope)
    edges = store.conn.execute(
        "SELECT x.id, y.id, i.judgement, i.decision FROM actors AS x JOIN identity AS i ON i.a = x.nr"
        " JOIN actors AS y ON y.nr = i.b WHERE i.judgement IN ('same', 'different')"
        " AND x.id IN (SELECT value FROM json_each(?)) AND y.id IN (SELECT value FROM json_each(?))",
        [dump(sorted(scope))] * 2,
    )
    after = derive(nodes, [Edge(*row) for row in edges])
    moved = {actor for actor, person in after.items() if before[actor] != person}
    _write(store, {actor: after[actor] for actor in moved})
    roster.refresh(store, {before[a] for a in moved} | {after[a] for a in after})
    return moved


def _closure(store: Store, scope: set[str]) -> set[str]:
    """Return all actors that share a person or a *same* edge with these, and so on."""
    edge_sql = (
        "WITH here AS (SELECT nr, person_id FROM actors WHERE id IN (SELECT value FROM json_each(?)))"
        " SELECT y.id FROM here JOIN identity AS i ON i.a = here.nr AND i.judgement = 'same'"
        " JOIN actors AS y ON y.nr = i.b"
        " UNION SELECT y.id FROM here JOIN identity AS i ON i.b = here.nr AND i.judgement = 'same'"
        " JOIN actors AS y ON y.nr = i.a"
        " UNION SELECT y.id FROM here JOIN actors AS y ON y.person_id = here.person_id"
    )
    fresh = scope
    while fresh:
        fresh = set(store.column(edge_sql, [dump(sorted(fresh))])) - scope
        scope = scope | fresh
    return scope


def _nodes(store: Store, ids: set[str]) -> tuple[list[Node], dict[str, str]]:
    rows = store.conn.execute(
        "SELECT a.nr, a.id, v.article_id, a.person_id FROM actors AS a JOIN versions AS v ON v.id = a.version_id"
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        [dump(sorted(ids))],
    ).fetchall()
    return [Node(*row[:3]) for row in rows], {row[1]: row[3] for row in rows}


def _write(store: Store, people: dict[str, str]) -> None:
    """Give actors their persons; a row of `people` stands for every one before it is referred to."""
    for person in set(people.values()):
        store.run(
            "INSERT OR IGNORE INTO people(id, name, kind, role, names, articles, quotes)"
            " SELECT id, name, kind, role, name, 0, 0 FROM actors WHERE id = ?",
            (person,),
        )
    store.conn.executemany("UPDATE actors SET person_id = ? WHERE id = ?", [(p, a) for a, p in people.items()])


def attach(store: Store, same: Mapping[str, str], new: Sequence[str]) -> None:
    """Give the new actors of a new article their persons: those the machine says are somebody known, or themselves.

    It gives what `recluster` would, without looking at everybody in the clusters: a new actor has one *same* edge at
    most, and only company in its own article can be in the way.
    """
    taken: set[str] = set()
    for actor in new:
        if actor in same:
            person = store.value("SELECT person_id FROM actors WHERE id = ?", (same[actor],))
            if person not in taken:
                taken.add(person)
                store.run("UPDATE actors SET person_id = ? WHERE id = ?", (person, actor))
                store.run("DELETE FROM people WHERE id = ?", (actor,))
                roster.add(store, person, actor)
                continue
        roster.refresh(store, [actor])
