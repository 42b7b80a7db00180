"""Which actors are one person: clusters derived from the edges of identity, never rewritten by hand.

In: actors and edges (pure part), or the ids of actors that something changed for (SQL part). Out: every actor's
`person_id` and the rows of `people`, both caches. The rule: a person's word first, the newest first, so that the last
word wins; then the machine's *same* edges in the order in which their actors came, skipping any that would join what a
person called different, or two actors of one article. A cluster is named by its oldest actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.library.rows import dump, load
from extract.library.store import Store

NAMES_KEPT = 40
"""So many names and aliases of a person are kept for search."""


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
        "SELECT a, b, judgement, decision FROM identity WHERE judgement IN ('same', 'different')"
        " AND a IN (SELECT value FROM json_each(?)) AND b IN (SELECT value FROM json_each(?))",
        [dump(sorted(scope))] * 2,
    )
    after = derive(nodes, [Edge(*row) for row in edges])
    moved = {actor for actor, person in after.items() if before[actor] != person}
    _write(store, {actor: after[actor] for actor in moved})
    refresh_people(store, {before[a] for a in moved} | {after[a] for a in after})
    return moved


def _closure(store: Store, scope: set[str]) -> set[str]:
    """Return all actors that share a person or a *same* edge with these, and so on."""
    edge_sql = (
        "SELECT b FROM identity WHERE judgement = 'same' AND a IN (SELECT value FROM json_each(?1))"
        " UNION SELECT a FROM identity WHERE judgement = 'same' AND b IN (SELECT value FROM json_each(?1))"
        " UNION SELECT y.id FROM actors AS x JOIN actors AS y ON y.person_id = x.person_id"
        " WHERE x.id IN (SELECT value FROM json_each(?1))"
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


def refresh_people(store: Store, person_ids: Iterable[str]) -> None:
    """Write anew what `people` says of these: name, kind, role, names, counts; rows without actors go."""
    for person in person_ids:
        actors = store.conn.execute(
            "SELECT a.name, a.kind, a.role, a.aliases, a.machine, a.nr, v.article_id,"
            " coalesce(r.published, r.added_at), r.published"
            " FROM actors AS a JOIN versions AS v ON v.id = a.version_id JOIN articles AS r ON r.id = v.article_id"
            " WHERE a.person_id = ? ORDER BY a.nr",
            (person,),
        ).fetchall()
        if actors:
            _write_person(store, person, actors)
        else:
            store.run("DELETE FROM people WHERE id = ?", (person,))


def _write_person(store: Store, person: str, actors: Sequence[tuple]) -> None:
    name, kind = best_name([(a[0], a[1], a[4], a[5]) for a in actors])
    roles = [(a[7], a[5], a[2]) for a in actors if a[2]]
    quotes = store.value(
        "SELECT count(*) FROM quotes WHERE speaker IN (SELECT id FROM actors WHERE person_id = ?)", (person,)
    )
    store.run(
        "UPDATE people SET name = ?, kind = ?, role = ?, names = ?, articles = ?, quotes = ?, last_seen = ?"
        " WHERE id = ?",
        (
            *(name, kind, max(roles)[2] if roles else None, "\n".join(_names(actors))),
            *(len({a[6] for a in actors}), quotes, max((a[8] for a in actors if a[8]), default=None), person),
        ),
    )


def best_name(actors: Sequence[tuple[str, str, str | None, int]]) -> tuple[str, str]:
    """Return (name, kind) for a cluster of (name, kind, machine's column, number): what a person called them last,
    else the fullest name (up to three words), the oldest among equals."""
    decided = [a for a in actors if a[2] and "name" in load(a[2])]
    if decided:
        return decided[-1][0], decided[-1][1]
    best = min(actors, key=lambda a: (-min(3, len(a[0].split())), a[3]))
    return best[0], best[1]


def _names(actors: Sequence[tuple]) -> list[str]:
    names: dict[str, None] = {}
    for actor in actors:
        names.setdefault(actor[0])
        if actor[3] != "[]":
            names.update(dict.fromkeys(load(actor[3])))
        if len(names) > NAMES_KEPT:
            break
    return list(names)[:NAMES_KEPT]


def quotes_moved(store: Store, before: str | None, after: str | None) -> None:
    """Keep the count of quotes true where one quote goes from one actor to another, cheaply."""
    for actor, step in ((before, -1), (after, 1)):
        if actor is not None:
            store.run(
                "UPDATE people SET quotes = quotes + ? WHERE id = (SELECT person_id FROM actors WHERE id = ?)",
                (step, actor),
            )
