"""Proof that the cache is what the ledger says: replay the ledger and compare.

In: a library. Out: every difference in words; none is the invariant that tests and `onrecord doctor` hold it to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.library import cache, ledger
from extract.library.rows import load
from extract.library.store import Store

Standing = Mapping[tuple[str, str, str], tuple[int, Any]]


def differences(store: Store) -> Iterator[str]:
    """Yield every place where the cache is not what a replay of the ledger gives."""
    standing = ledger.all_standing(store)
    for kind, table in cache.TABLES.items():
        if kind != "target":
            yield from _states(store, standing, kind, table)
            yield from _existence(store, standing, kind, table)
        yield from _columns(store, standing, kind, table)
    yield from _marks(store, standing)
    yield from _notes(store, standing)
    yield from _edges(store, standing)


def _states(store: Store, standing: Standing, kind: str, table: str) -> Iterator[str]:
    for object_id, state in store.conn.execute(f"SELECT id, state FROM {table}"):
        wanted = standing.get((kind, object_id, "state"), (0, "unreviewed"))[1]
        if state != wanted:
            yield f"{object_id} is {state}, by the ledger {wanted}"


def _existence(store: Store, standing: Standing, kind: str, table: str) -> Iterator[str]:
    there = set(store.column(f"SELECT id FROM {table} WHERE origin = 'person'"))
    articles = set(store.column("SELECT id FROM articles"))
    wanted = {
        object_id
        for (k, object_id, field), (_, made) in standing.items()
        if (k, field) == (kind, "exists") and made is not None and made["article_id"] in articles
    }
    for object_id in sorted(there ^ wanted):
        yield f"{object_id} {'is not' if object_id in wanted else 'is'} there, against the ledger"


def _columns(store: Store, standing: Standing, kind: str, table: str) -> Iterator[str]:
    decided = {(i, f): value for (k, i, f), (_, value) in standing.items() if k == kind and f in cache.FIELDS[kind]}
    fields = sorted(cache.FIELDS[kind])
    names = ", ".join(fields)
    for row in store.conn.execute(f"SELECT id, machine, {names} FROM {table}").fetchall():
        object_id, values = row[0], dict(zip(fields, row[2:], strict=True))
        overruled = set(load(row[1], {}))
        for field in fields:
            if ((object_id, field) in decided) != (field in overruled):
                if (object_id, field) in decided and not cache.applies(
                    store, kind, object_id, field, decided[object_id, field]
                ):
                    continue
                how = "overruled" if field in overruled else "not overruled"
                yield f"{field} of {object_id} is {how}, against the ledger"
            elif field in overruled:
                wanted = cache.column_value(store, kind, object_id, decided[object_id, field])
                if wanted != values[field]:
                    yield f"{field} of {object_id} is {values[field]!r}, by the ledger {wanted!r}"


def _marks(store: Store, standing: Standing) -> Iterator[str]:
    tags = {(i, f"tag:{tag}") for i, tag in store.conn.execute("SELECT object_id, tag FROM tags")}
    flags = {(i, "flag") for i in store.column("SELECT object_id FROM flags")}
    wanted = {
        (i, f)
        for (kind, i, f), (_, on) in standing.items()
        if (f == "flag" or f.startswith("tag:")) and on and cache.is_there(store, kind, i)
    }
    for object_id, field in sorted((tags | flags) ^ wanted):
        yield f"{field} on {object_id} {'is missing' if (object_id, field) in wanted else 'is set'}, against the ledger"


def _notes(store: Store, standing: Standing) -> Iterator[str]:
    there = dict(store.conn.execute("SELECT id, text FROM notes").fetchall())
    articles = set(store.column("SELECT id FROM articles"))
    wanted = {
        i: note["text"]
        for (kind, i, f), (_, note) in standing.items()
        if (kind, f) == ("note", "note") and note and (note["article"] is None or note["article"] in articles)
    }
    for note_id in sorted(there.keys() | wanted.keys()):
        if there.get(note_id) != wanted.get(note_id):
            yield f"the note {note_id} is not what the ledger says"


def _edges(store: Store, standing: Standing) -> Iterator[str]:
    there = {
        "|".join(sorted((a, b))): judgement
        for a, b, judgement in store.conn.execute(
            "SELECT x.id, y.id, i.judgement FROM identity AS i JOIN actors AS x ON x.nr = i.a"
            " JOIN actors AS y ON y.nr = i.b WHERE i.decision IS NOT NULL"
        )
    }
    actors = set(store.column("SELECT id FROM actors"))
    wanted = {
        pair: edge["judgement"]
        for (kind, pair, _), (_, edge) in standing.items()
        if kind == "identity" and edge and set(pair.split("|")) <= actors
    }
    for pair in sorted(there.keys() | wanted.keys()):
        if there.get(pair) != wanted.get(pair):
            yield f"{pair.replace('|', ' and ')}: {there.get(pair)}, by the ledger {wanted.get(pair)}"


def clear_unfounded(store: Store) -> None:
    """Settle every value of the cache for which the ledger has no decision that stands."""
    standing = ledger.all_standing(store)
    for kind, table in cache.TABLES.items():
        rows = store.rows(f"SELECT * FROM {table} WHERE machine IS NOT NULL OR {_reviewed(kind)}")
        for row in rows:
            for field in ("state", *load(row["machine"], {})):
                if (kind, row["id"], field) not in standing and (field != "state" or kind != "target"):
                    cache.settle_with(store, kind, row["id"], field, None)
    founded = {(object_id, field) for _, object_id, field in standing}
    marks = [(i, f"tag:{tag}") for i, tag in store.conn.execute("SELECT object_id, tag FROM tags")]
    marks += [(i, "flag") for i in store.column("SELECT object_id FROM flags")]
    marks += [(i, "note") for i in store.column("SELECT id FROM notes")]
    for object_id, field in marks:
        if (object_id, field) not in founded:
            cache.settle_with(store, "", object_id, field, None)


def _reviewed(kind: str) -> str:
    return "0" if kind == "target" else "state <> 'unreviewed'"
