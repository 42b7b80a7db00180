"""Care of the file: check it, mend what can be mended, copy it, count it.

`check` proves the invariants: SQLite's own integrity, foreign keys, full text in step with the texts, the cache equal
to a replay of the ledger, identity equal to its derivation. `repair` rebuilds everything that is derived; the ledger,
the texts and what machines found are never touched by it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.errors import LibraryError
from extract.library import cache, clusters, ledger, migrations, replay, roster
from extract.library.store import Store
from extract.library.views import Problem

INDEXES = ("quotes_fts", "stances_fts", "versions_fts", "notes_fts", "people_fts")


def check(store: Store) -> list[Problem]:
    """Return everything that is wrong, see `Library.check`."""
    try:
        found = [Problem("file", said, False) for said in store.column("PRAGMA integrity_check(20)") if said != "ok"]
    except sqlite3.DatabaseError as trouble:
        found = [Problem("file", str(trouble), False)]
    if found:
        return found
    found += [
        Problem("references", f"row {row[1]} of {row[0]} refers to a {row[2]} that is not there", False)
        for row in store.conn.execute("PRAGMA foreign_key_check").fetchmany(20)
    ]
    found += [Problem("search", said, True) for said in _indexes(store)]
    with store.read():
        found += [Problem("decisions", said, True) for said in replay.differences(store)]
        found += [Problem("people", said, True) for said in _identity(store)]
    return found


def _indexes(store: Store) -> Iterator[str]:
    for index in INDEXES:
        try:
            with store.write():
                store.run(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as trouble:
            if "readonly" in str(trouble):
                return
            yield f"the full-text index {index} is out of step with the texts"


def _identity(store: Store) -> Iterator[str]:
    rows = store.conn.execute(
        "SELECT a.nr, a.id, v.article_id, a.person_id FROM actors AS a JOIN versions AS v ON v.id = a.version_id"
    ).fetchall()
    edges = store.conn.execute(
        "SELECT x.id, y.id, i.judgement, i.decision FROM identity AS i"
        " JOIN actors AS x ON x.nr = i.a JOIN actors AS y ON y.nr = i.b"
        " WHERE i.judgement IN ('same', 'different')"
    )
    derived = clusters.derive([clusters.Node(*row[:3]) for row in rows], [clusters.Edge(*row) for row in edges])
    for _, actor, _, person in rows:
        if derived[actor] != person:
            yield f"{actor} is filed under {person}, by the judgements it is {derived[actor]}"
    empty = "SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM actors)"
    yield from (f"{person} is a person nobody refers to" for person in store.column(empty))
    for person, kept, counted in store.conn.execute(
        "SELECT p.id, p.quotes, (SELECT count(*) FROM actors AS a JOIN quotes AS q ON q.speaker = a.id"
        " WHERE a.person_id = p.id) AS n FROM people AS p WHERE p.quotes <> n"
    ):
        yield f"{person} is said to have {kept} quotes and has {counted}"


def repair(store: Store) -> list[str]:
    """Rebuild everything that is derived and return what was done, see `Library.repair`."""
    with store.write():
        done = []
        wrong = list(replay.differences(store))
        for (kind, object_id, field), decision in ledger.all_standing(store).items():
            cache.settle_with(store, kind, object_id, field, decision)
        replay.clear_unfounded(store)
        if wrong:
            done.append(f"{len(wrong)} values written anew from the ledger of decisions")
        unfiled = list(_identity(store))
        clusters.recluster(store, store.column("SELECT id FROM actors"))
        roster.refresh(store, store.column("SELECT id FROM people"))
        if unfiled:
            done.append(f"{len(unfiled)} people filed anew")
        for index in INDEXES:
            store.run(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    return [*done, "full-text indexes rebuilt"]


def backup(store: Store, target: Path) -> Path:
    """Write a consistent copy of the library, see `Library.backup`."""
    if target.is_dir():
        target = target / store.path.name
    if target.exists():
        raise LibraryError(f"{target} is there already", hint="name a file that is not there, or move this one away")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        migrations.write_copy(store.conn, target)
    except (OSError, sqlite3.Error) as trouble:
        raise LibraryError(
            f"the backup {target} cannot be written: {trouble}", hint="choose another place"
        ) from trouble
    return target


_COUNTED = ("articles", "versions", "people", "actors", "quotes", "stances", "targets", "notes", "decisions")


def stats(store: Store) -> dict[str, Any]:
    """Return counts and sizes, see `Library.stats`."""
    counts: dict[str, Any] = {table: store.value(f"SELECT count(*) FROM {table}") for table in _COUNTED}
    states = dict(store.conn.execute("SELECT state, count(*) FROM quotes GROUP BY state").fetchall())
    pages = store.value("PRAGMA page_count") * store.value("PRAGMA page_size")
    text = store.value("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM versions")
    return counts | {
        "quotes_accepted": states.get("accepted", 0),
        "quotes_rejected": states.get("rejected", 0),
        "quotes_unreviewed": states.get("unreviewed", 0),
        "schema": store.value("PRAGMA user_version"),
        "file_bytes": pages,
        "text_bytes": text,
        "path": str(store.path),
    }
