"""The desk at which decisions are made: look up, write the batch, bring the cache in step, in one transaction.

In: changes of fields. Out: `Done`. The actions themselves are in review_quotes.py, review_people.py and
review_marks.py; undo and redo, which are the same for all of them, are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extract.errors import NotFoundError, UsageError
from extract.library import cache, clusters, ledger, roster
from extract.library.ledger import Change
from extract.library.rows import Row, dump, load
from extract.library.store import Store
from extract.library.views import DecisionRow, Done
from extract.records import Span

KINDS = {"q-": "quote", "s-": "stance", "p-": "person", "t-": "target", "n-": "note", "a-": "article"}
"""What an id names, by its first letters."""

_PLACES = {"quote": "quotes", "stance": "stances", "person": "actors"}


class Desk:
    """What every action needs. Raises NotFoundError for unknown ids, UsageError for values that cannot be."""

    def __init__(self, store: Store, by: str = "person") -> None:
        self.store = store
        self.by = by

    # --- looking up ---------------------------------------------------------------------------------------------------

    def _kind(self, object_id: str) -> str:
        kind = KINDS.get(object_id[:2])
        if kind is None:
            raise NotFoundError(
                f"{object_id!r} is no id of this library", hint="ids begin with q-, s-, p-, t-, n- or a-"
            )
        return kind

    def _row(self, object_id: str, *kinds: str) -> Row:
        """Return the row of an object with `object` (its kind) and `article_id` beside its columns."""
        kind = self._kind(object_id)
        if kinds and kind not in kinds:
            raise UsageError(f"{object_id} is a {kind}; this is done to a {' or '.join(kinds)}")
        row = self.store.row(_ROWS[kind], (object_id,))
        if row is None:
            raise NotFoundError(f"no {kind} {object_id} in the library")
        return row | {"object": kind}

    def _version(self, article_id: str) -> Row:
        row = self.store.row(
            "SELECT v.id, v.text FROM articles AS a JOIN versions AS v ON v.id = a.version_id WHERE a.id = ?",
            (article_id,),
        )
        if row is None:
            raise NotFoundError(f"no article {article_id} in the library")
        return row

    def _text_of(self, row: Row) -> str:
        return self.store.value("SELECT text FROM versions WHERE id = ?", (row["version_id"],))

    def _here(self, actor_id: str | None, article_id: str) -> str | None:
        """Return the actor of this article that an id of one of its people, or of the library's, names."""
        if actor_id is None:
            return None
        row = self._row(actor_id, "person")
        if row["article_id"] == article_id:
            return row["id"]
        here = self.store.value(
            "SELECT a.id FROM actors AS a JOIN versions AS v ON v.id = a.version_id"
            " WHERE a.person_id = ? AND v.article_id = ? ORDER BY a.nr LIMIT 1",
            (row["person_id"], article_id),
        )
        if here is None:
            raise UsageError(f"{row['name']} is not in this article", hint="add them to it first")
        return here

    @staticmethod
    def _checked(text: str, spans: Iterable[Sequence[int]], *, needed: bool) -> list[Span]:
        """Return spans in order. Raises UsageError where one is empty, outside the text, or overlaps another."""
        ordered = sorted(Span(s[0], s[1]) for s in spans)
        for span, after in zip(ordered, (*ordered[1:], None), strict=False):
            if not 0 <= span.start < span.end <= len(text) or (after is not None and after.start < span.end):
                raise UsageError(f"{span.start}-{span.end} is no stretch of this text that can be marked")
        if needed and not ordered:
            raise UsageError("some words must be marked")
        return ordered

    # --- writing ------------------------------------------------------------------------------------------------------

    def _change(self, row: Row, field: str, new: Any, old: Any = None) -> Change:
        shown = row.get(field) if old is None else old
        if field in cache.SPAN_FIELDS and isinstance(shown, str):
            shown = load(shown)
        return Change(row["object"], row["id"], field, shown, new, row.get("article_id"))

    def _commit(self, action: str, changes: Sequence[Change], message: str) -> Done:
        if not changes:
            return Done(None, frozenset(), "nothing to change")
        batch = ledger.append(self.store, self.by, action, changes)
        self._bring_in_step(changes)
        return _done(batch, changes, message)

    def _bring_in_step(self, changes: Sequence[Change]) -> None:
        """Settle every field the changes name, then what is derived from several of them."""
        judged: set[str] = set()
        known_as: set[str] = set()
        for change in changes:
            before = self._speaker(change)
            cache.settle(self.store, change.object, change.object_id, change.field)
            after = self._speaker(change)
            if before != after:
                roster.quotes_moved(self.store, before, after)
            if change.field in ("judgement", "exists"):
                judged.update(change.object_id.split("|"))
            elif change.object == "person" and change.field in _PERSONAL:
                known_as.add(change.object_id)
        there = "SELECT {0} FROM actors WHERE id IN (SELECT value FROM json_each(?))"
        if judged:
            clusters.recluster(self.store, self.store.column(there.format("id"), [_ids(judged)]))
            roster.refresh(self.store, {i for i in judged if i[:2] == "p-"})
        if known_as:
            roster.refresh(self.store, self.store.column(there.format("person_id"), [_ids(known_as)]))

    def _speaker(self, change: Change) -> str | None:
        if change.object != "quote" or change.field not in ("speaker", "exists"):
            return None
        return self.store.value("SELECT speaker FROM quotes WHERE id = ?", (change.object_id,))

    # --- undo and redo ------------------------------------------------------------------------------------------------

    def undo(self, article_id: str | None = None) -> Done:
        """Take back the last batch that stands, of one article or of the library; a bulk action goes back as one."""
        with self.store.write():
            return self._take_back("undo", ledger.last_batch(self.store, article_id), article_id)

    def redo(self, article_id: str | None = None) -> Done:
        """Do again what the last undo took back, as long as nothing new was decided since."""
        with self.store.write():
            return self._take_back("redo", ledger.last_undone(self.store, article_id), article_id)

    def _take_back(self, action: str, rows: list[Row], article_id: str | None) -> Done:
        if not rows:
            return Done(None, frozenset(), f"nothing to {action}", article_id)
        changes = [
            Change(r["object"], r["object_id"], r["field"], load(r["new"]), load(r["old"]), r["article_id"])
            for r in rows
        ]
        batch = ledger.append(self.store, self.by, action, changes, undoes=[r["id"] for r in rows])
        self._bring_in_step(changes)
        what = self.store.value(_FIRST_ACTION, (rows[0]["id"],)).replace("_", " ")
        return _done(batch, changes, f"{'undone' if action == 'undo' else 'done again'}: {what}{_count(changes)}")

    def history(self, article_id: str | None = None, limit: int = 100) -> list[DecisionRow]:
        """Return the newest rows of the ledger, newest first."""
        return [
            DecisionRow(
                id=r["id"],
                at=r["at"],
                by=r["by"],
                batch=r["batch"],
                object_kind=r["object"],
                object_id=r["object_id"],
                action=r["action"],
                field=r["field"],
                old=load(r["old"]),
                new=load(r["new"]),
                undoes=None if r["undoes"] is None else str(r["undoes"]),
                article_id=r["article_id"],
            )
            for r in ledger.history(self.store, article_id, limit)
        ]


_PERSONAL = frozenset({"name", "kind", "role"})
"""Fields of an actor that show in the row of their person."""

_ROWS = {
    kind: f"SELECT o.*, v.article_id FROM {table} AS o JOIN versions AS v ON v.id = o.version_id WHERE o.id = ?"
    for kind, table in _PLACES.items()
} | {
    "target": "SELECT * FROM targets WHERE id = ?",
    "note": "SELECT *, object AS object_kind FROM notes WHERE id = ?",
    "article": "SELECT *, id AS article_id FROM articles WHERE id = ?",
}

_FIRST_ACTION = """WITH RECURSIVE way(id, action, undoes) AS (
    SELECT id, action, undoes FROM decisions WHERE id = ?
    UNION ALL SELECT d.id, d.action, d.undoes FROM way JOIN decisions AS d ON d.id = way.undoes)
SELECT action FROM way WHERE undoes IS NULL"""


def _ids(ids: Iterable[str]) -> str:
    return dump(sorted(ids))


def _done(batch: str, changes: Sequence[Change], message: str) -> Done:
    articles = {c.article_id for c in changes}
    one = next(iter(articles)) if len(articles) == 1 else None
    changed = {part for c in changes for part in (c.object_id.split("|") if c.field == "judgement" else (c.object_id,))}
    return Done(batch, frozenset(changed), message, one)


def _count(changes: Sequence[Change]) -> str:
    objects = {c.object_id for c in changes}
    return f" ({len(objects)} things)" if len(objects) > 1 else ""
