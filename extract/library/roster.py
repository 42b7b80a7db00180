"""The rows of `people`: what is known of everybody across articles, derived from their actors.

In: ids of people, or of an actor that joined one. Out: name, kind, role, names, counts and dates in `people`. `add` and
`quotes_moved` do for one actor or quote what `refresh` does for all, and cost the same for a person in ten thousand
articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.library.rows import load
from extract.library.store import Store

NAMES_KEPT = 40
"""So many names and aliases of a person are kept for search."""


class Seen(NamedTuple):
    """One actor as the roster looks at it. `day` is when the article was published, else when it was added."""

    nr: int
    name: str
    kind: str
    role: str | None
    aliases: str
    machine: str | None
    article_id: str
    day: str
    published: str | None


_SEEN = """SELECT a.nr, a.name, a.kind, a.role, a.aliases, a.machine, v.article_id, coalesce(r.published, r.added_at),
    r.published FROM actors AS a JOIN versions AS v ON v.id = a.version_id JOIN articles AS r ON r.id = v.article_id"""


def refresh(store: Store, person_ids: Iterable[str]) -> None:
    """Write anew what is known of these people; rows of people without actors go."""
    for person in person_ids:
        actors = [Seen(*row) for row in store.conn.execute(f"{_SEEN} WHERE a.person_id = ? ORDER BY a.nr", (person,))]
        if actors:
            _write(store, person, actors)
        else:
            store.run("DELETE FROM people WHERE id = ?", (person,))


def _write(store: Store, person: str, actors: Sequence[Seen]) -> None:
    name, kind = best_name(actors)
    role_at, _, role = max(((a.day, a.nr, a.role) for a in actors if a.role), default=(None, 0, None))
    quotes = store.value(
        "SELECT count(*) FROM actors AS a JOIN quotes AS q ON q.speaker = a.id WHERE a.person_id = ?", (person,)
    )
    store.update(
        "people",
        person,
        {
            "name": name,
            "kind": kind,
            "role": role,
            "role_at": role_at,
            "names": "\n".join(_names(actors)),
            "articles": len({a.article_id for a in actors}),
            "quotes": quotes,
            "last_seen": max((a.published for a in actors if a.published), default=None),
        },
    )


def add(store: Store, person: str, actor_id: str) -> None:
    """Bring a person's row in step with one actor of a new article that joined them."""
    actor = Seen(*store.conn.execute(f"{_SEEN} WHERE a.id = ?", (actor_id,)).fetchone())
    row = store.row("SELECT * FROM people WHERE id = ?", (person,))
    assert row is not None  # the actor refers to it
    names = row["names"].split("\n")
    if _fullness(actor.name) < _fullness(row["name"]) or (
        set(_names([actor])) - set(names) and len(names) < NAMES_KEPT
    ):
        refresh(store, [person])
        return
    newer = actor.role is not None and actor.day >= (row["role_at"] or "")
    store.run(
        "UPDATE people SET role = ?, role_at = ?, articles = articles + 1, last_seen = max(coalesce(last_seen, ?), ?),"
        " quotes = quotes + (SELECT count(*) FROM quotes WHERE speaker = ?) WHERE id = ?",
        (
            *((actor.role, actor.day) if newer else (row["role"], row["role_at"])),
            *(actor.published, actor.published or row["last_seen"], actor_id, person),
        ),
    )


def best_name(actors: Sequence[Seen]) -> tuple[str, str]:
    """Return (name, kind): what a person called them last, else the fullest name, the oldest among equals."""
    decided = [a for a in actors if a.machine and "name" in load(a.machine)]
    best = decided[-1] if decided else min(actors, key=lambda a: (_fullness(a.name), a.nr))
    return best.name, best.kind


def _fullness(name: str) -> int:
    """Names of more words come first, up to three: longer ones are seldom names alone."""
    return -min(3, len(name.split()))


def _names(actors: Sequence[Seen]) -> list[str]:
    names: dict[str, None] = {}
    for actor in actors:
        names.setdefault(actor.name)
        if actor.aliases != "[]":
            names.update(dict.fromkeys(load(actor.aliases)))
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
