"""The ledger of decisions: only ever added to, the truth of review.

A decision sets one field of one object: (object, field, old → new). What counts for a field is the `new` of the last
decision on it that stands; where none stands, the machine's own value counts. A decision stands unless a later row
*undoes* it, and an undoing can itself be undone (redo). So undo works across restarts, and takes back exactly what it
names even where later decisions touched the same field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.library.rows import dump, load, new_id, now
from extract.library.store import Store

STANDS = """d.undoes IS NULL AND NOT EXISTS (
    SELECT 1 FROM decisions AS u WHERE u.undoes = d.id
       AND NOT EXISTS (SELECT 1 FROM decisions AS r WHERE r.undoes = u.id))"""
"""SQL: decision `d` is an original one and not taken back."""

_UNDONE = "d.action = 'undo' AND NOT EXISTS (SELECT 1 FROM decisions AS r WHERE r.undoes = d.id)"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one object, from `old` to `new` (JSON values). `object` is the kind of the object."""

    object: str
    object_id: str
    field: str
    old: Any
    new: Any
    article_id: str | None = None


def append(store: Store, by: str, action: str, changes: Sequence[Change], undoes: Sequence[int] = ()) -> str:
    """Add one batch to the ledger and return its id. `undoes`, where given, runs along `changes`."""
    batch, at = new_id("b-"), now()
    taken_back: Sequence[int | None] = undoes or [None] * len(changes)
    store.conn.executemany(
        'INSERT INTO decisions(at, "by", batch, article_id, object, object_id, action, field, old, new, undoes)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (at, by, batch, c.article_id, c.object, c.object_id, action, c.field, _out(c.old), _out(c.new), taken)
            for c, taken in zip(changes, taken_back, strict=True)
        ],
    )
    return batch


def _out(value: Any) -> str | None:
    return None if value is None else dump(value)


def standing(store: Store, object_id: str, field: str) -> tuple[int, Any] | None:
    """Return (decision's number, value) of the last decision on a field that stands, or None."""
    row = store.conn.execute(
        f"SELECT d.id, d.new FROM decisions AS d WHERE d.object_id = ? AND d.field = ? AND {STANDS}"
        " ORDER BY d.id DESC LIMIT 1",
        (object_id, field),
    ).fetchone()
    return None if row is None else (row[0], load(row[1]))


def all_standing(store: Store, object_ids: Iterable[str] | None = None) -> dict[tuple[str, str, str], tuple[int, Any]]:
    """Return {(object kind, object id, field): (decision's number, value)}, of these objects or of all."""
    narrow, args = "", []
    if object_ids is not None:
        args = [dump(sorted(object_ids))]
        narrow = "d.object_id IN (SELECT value FROM json_each(?)) AND "
    found = store.conn.execute(
        f"SELECT d.object, d.object_id, d.field, d.id, d.new FROM decisions AS d WHERE {narrow}{STANDS} ORDER BY d.id",
        args,
    )
    return {(kind, object_id, field): (number, load(new)) for kind, object_id, field, number, new in found}


def last_batch(store: Store, article_id: str | None) -> list[dict[str, Any]]:
    """Return the decisions of the last batch that stands, in this article or anywhere; none where there is none."""
    batch = store.value(
        f"SELECT d.batch FROM decisions AS d WHERE {_of(article_id)} {_THERE} AND {STANDS} ORDER BY d.id DESC LIMIT 1",
        _args(article_id),
    )
    return [] if batch is None else _batch(store, batch, STANDS)


def last_undone(store: Store, article_id: str | None) -> list[dict[str, Any]]:
    """Return the undo rows that redo takes back: of the last undo after which nothing new was decided."""
    row = store.row(
        f"SELECT d.batch, d.id FROM decisions AS d WHERE {_of(article_id)} {_THERE} AND {_UNDONE}"
        " ORDER BY d.id DESC LIMIT 1",
        _args(article_id),
    )
    if row is None:
        return []
    newer = store.value(
        f"SELECT 1 FROM decisions AS d WHERE {_of(article_id)} d.undoes IS NULL AND d.id > ? LIMIT 1",
        [*_args(article_id), row["id"]],
    )
    return [] if newer else _batch(store, row["batch"], _UNDONE)


_THERE = "(d.article_id IS NULL OR EXISTS (SELECT 1 FROM articles AS a WHERE a.id = d.article_id))"


def _of(article_id: str | None) -> str:
    return "" if article_id is None else "d.article_id = ? AND "


def _args(article_id: str | None) -> list[str]:
    return [] if article_id is None else [article_id]


def _batch(store: Store, batch: str, which: str) -> list[dict[str, Any]]:
    return store.rows(f"SELECT d.* FROM decisions AS d WHERE d.batch = ? AND {which} ORDER BY d.id DESC", [batch])


def history(store: Store, article_id: str | None, limit: int) -> list[dict[str, Any]]:
    """Return the newest rows of the ledger, newest first."""
    return store.rows(
        f"SELECT d.* FROM decisions AS d WHERE {_of(article_id)} 1 ORDER BY d.id DESC LIMIT ?",
        [*_args(article_id), limit],
    )
