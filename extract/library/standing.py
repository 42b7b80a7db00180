"""What has to stay when an article is revised, and where it stands in the new text.

In: the rows of an article. Out: the ids of what a person worked on (and of what that rests on), spans placed in another
text, and values in words a person can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extract.library import ledger
from extract.library.anchoring import place_all, select
from extract.library.cache import SPAN_FIELDS
from extract.library.rows import Row, dump, load
from extract.library.store import Store
from extract.library.views import Anchor
from extract.records import Span

_NAMES_ACTORS = frozenset({"speaker", "holder", "target_person"})


def worked_on(store: Store, article_id: str, rows: Mapping[str, Mapping[str, Row]]) -> set[str]:
    """Return the ids of what a person decided on, noted, tagged, flagged or judged, and of what that rests on."""
    ids = [i for table in rows.values() for i in table]
    stays = {object_id for _, object_id, _ in ledger.all_standing(store, ids)}
    stays |= set(store.column("SELECT object_id FROM notes WHERE article_id = ?", (article_id,)))
    edges = (
        "SELECT o.id FROM identity AS i JOIN actors AS o ON o.nr = i.{0}"
        " WHERE i.decision IS NOT NULL AND o.id IN (SELECT value FROM json_each(?))"
    )
    for end in ("a", "b"):
        stays |= set(store.column(edges.format(end), (dump(list(rows["actors"])),)))
    for row in rows["stances"].values():
        if row["id"] in stays and row["quote_id"]:
            stays.add(row["quote_id"])
    for table in ("quotes", "stances"):
        for row in rows[table].values():
            if row["id"] in stays:
                stays |= _actors_named(row)
    return stays & set(ids)


def _actors_named(row: Row) -> set[str]:
    values = [row.get(k) for k in _NAMES_ACTORS]
    values += [v for k, v in load(row["machine"], {}).items() if k in _NAMES_ACTORS]
    return {v for v in values if v}


def placed(table: str, row: Row, old_text: str, text: str) -> tuple[Row, Anchor]:
    """Return the span columns of a row as they stand in `text`, and how sure that is (by its main words)."""
    if table == "actors":
        return _placed_actor(row, old_text, text)
    main, *others = ("content", "cue", "source") if table == "quotes" else ("evidence", "condition")
    spans, anchor = _placed(row[main], old_text, text)
    if anchor == "orphan":
        return {}, anchor
    was = load(row[main])
    near = spans[0].start - was[0][0]
    columns = {main: _column(spans)}
    for part in others:
        before = load(row[part])
        found, sure = _placed(row[part], old_text, text, near + before[0][0] if before else None)
        columns[part] = _column(found)
        if sure in ("moved", "orphan") or len(found) < len(before):
            anchor = "moved" if anchor == "exact" else anchor
    machine = load(row["machine"], {})
    machine.pop("anchor", None)
    for part in machine.keys() & SPAN_FIELDS:
        machine[part] = _column(_placed(machine[part], old_text, text)[0])
    return columns | {"machine": dump(machine) if machine else None}, anchor


def _placed(column: str, old_text: str, text: str, near: int | None = None) -> tuple[list[Span], Anchor]:
    return place_all([select(old_text, Span(s[0], s[1])) for s in load(column)], text, near)


def _placed_actor(row: Row, old_text: str, text: str) -> tuple[Row, Anchor]:
    kept = []
    for start, end, form in load(row["mentions"]):
        spans, anchor = place_all([select(old_text, Span(start, end))], text)
        if spans and anchor == "exact":
            kept.append([spans[0].start, spans[0].end, form])
    machine = load(row["machine"], {})
    machine.pop("mentions", None)
    return {"mentions": dump(kept), "role_span": None}, "exact"


def _column(spans: list[Span]) -> str:
    return dump([[s.start, s.end] for s in spans])


def equal(column: str, a: Any, b: Any) -> bool:
    """Tell whether two values of a column say the same."""
    if column in SPAN_FIELDS and a is not None and b is not None:
        return load(a) == load(b)
    return a == b


def shown(store: Store, text: str, column: str) -> Callable[[Any], str]:
    """Return a function that says a value of a column in words."""

    def show(value: Any) -> str:
        if value is None:
            return "unknown"
        if column in _NAMES_ACTORS:
            return store.value("SELECT name FROM actors WHERE id = ?", (value,)) or value
        if column == "target_id":
            return store.value("SELECT label FROM targets WHERE id = ?", (value,)) or value
        if column in SPAN_FIELDS:
            return " … ".join(text[s[0] : s[1]] for s in load(value))[:120]
        return str(value)

    return show
