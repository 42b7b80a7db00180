"""The cache of the ledger: columns that hold what counts now.

In: (object kind, object id, field). `settle` looks up which decision on that field stands and writes its value, or the
machine's own where none stands. Fields are: columns of quotes, stances, actors and targets; `state`; `exists` (things a
person added); `flag`; `tag:…`; `note`; `judgement` (an edge of identity). `verify` in care.py proves cache = ledger.
"""

from __future__ import annotations

from typing import Any

from extract.library import explanations, ledger
from extract.library.naming import filed_under
from extract.library.rows import Row, count_words, dump, load, spans_in
from extract.library.selectors import is_spans, settle_spans
from extract.library.store import Store

TABLES = {"quote": "quotes", "stance": "stances", "person": "actors", "target": "targets"}
"""Which table holds objects of a kind."""

FIELDS: dict[str, frozenset[str]] = {
    "quote": frozenset({"kind", "speaker", "cue_class", "content", "cue", "source", "anchor"}),
    "stance": frozenset({"holder", "target_id", "polarity", "evidence", "condition", "anchor"}),
    "person": frozenset({"name", "role", "kind", "mentions"}),
    "target": frozenset({"label", "definition", "parent_id", "merged_into"}),
}
"""Which columns of an object a person may decide."""

SPAN_FIELDS = frozenset({"content", "cue", "source", "evidence", "condition", "mentions"})
"""Columns that hold spans: JSON in the table, with words and surroundings in the ledger."""


_NAMING = {
    "speaker": "actors",
    "holder": "actors",
    "target_id": "targets",
    "parent_id": "targets",
    "merged_into": "targets",
}


def settle(store: Store, kind: str, object_id: str, field: str) -> None:
    """Write into the cache what the ledger says of one field of one object."""
    standing = ledger.standing(store, object_id, field)
    settle_with(store, kind, object_id, field, standing)


def settle_with(store: Store, kind: str, object_id: str, field: str, standing: tuple[int, Any] | None) -> None:
    """As `settle`, with the standing decision (number, value) already known."""
    if field == "state":
        state = standing[1] if standing else "unreviewed"
        store.run(f"UPDATE {TABLES[kind]} SET decided = nullif(?, 'unreviewed') WHERE id = ?", (state, object_id))
    elif field == "flag":
        _settle_flag(store, object_id, bool(standing and standing[1]) and is_there(store, kind, object_id))
    elif field.startswith("tag:"):
        on = bool(standing and standing[1]) and is_there(store, kind, object_id)
        _settle_tag(store, object_id, field.removeprefix("tag:"), on)
    elif field == "note":
        _settle_note(store, object_id, standing[1] if standing else None)
    elif field == "judgement":
        _settle_edge(store, object_id, standing)
    elif field == "exists":
        _settle_existence(store, kind, object_id, standing[1] if standing else None)
    elif field in FIELDS.get(kind, ()):
        _settle_column(store, kind, object_id, field, standing)


def is_there(store: Store, kind: str, object_id: str) -> bool:
    """Tell whether an object is in the library: one of a removed article is not, though decisions on it stay."""
    table = (TABLES | {"article": "articles", "note": "notes"})[kind]
    return bool(store.value(f"SELECT 1 FROM {table} WHERE id = ?", (object_id,)))


def _settle_flag(store: Store, object_id: str, on: bool) -> None:
    if on:
        store.run("INSERT OR IGNORE INTO flags VALUES (?)", (object_id,))
    else:
        store.run("DELETE FROM flags WHERE object_id = ?", (object_id,))


def _settle_tag(store: Store, object_id: str, tag: str, on: bool) -> None:
    if on:
        store.run("INSERT OR IGNORE INTO tags VALUES (?, ?)", (object_id, tag))
    else:
        store.run("DELETE FROM tags WHERE object_id = ? AND tag = ?", (object_id, tag))


def _settle_note(store: Store, note_id: str, note: Row | None) -> None:
    if note is None or not (note["article"] is None or is_there(store, "article", note["article"])):
        store.run("DELETE FROM notes WHERE id = ?", (note_id,))
        return
    store.run(
        "INSERT INTO notes(id, article_id, object, object_id, text, at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET text = excluded.text, at = excluded.at",
        (note_id, note["article"], note["object"], note["object_id"], note["text"], note["at"]),
    )


def _settle_edge(store: Store, pair: str, standing: tuple[int, Any] | None) -> None:
    """An edge: the person's judgement over the machine's, which is kept aside in `machine`."""
    numbers = pair_numbers(store, *pair.split("|"))
    if numbers is None:
        return
    a, b = numbers
    row = store.row("SELECT * FROM identity WHERE a = ? AND b = ?", (a, b))
    machine = _machine_edge(row)
    if standing is None or standing[1] is None:
        store.run("DELETE FROM identity WHERE a = ? AND b = ?", (a, b))
        if machine is not None:
            write_edge(store, a, b, machine, None)
        return
    write_edge(store, a, b, standing[1], machine, decision=standing[0])


def pair_numbers(store: Store, x: str, y: str) -> tuple[int, int] | None:
    """Return the numbers of two actors, the older first; None where one of them is not (any more) there."""
    found = sorted(store.column("SELECT nr FROM actors WHERE id IN (?, ?)", (x, y)))
    return (found[0], found[1]) if len(found) == 2 else None


def _machine_edge(row: Row | None) -> Row | None:
    if row is None:
        return None
    if row["by"] != "machine":
        return load(row["machine"])
    return {k: row[k] for k in ("judgement", "score", "at")} | {"reasons": load(row["reasons"]), "by": "machine"}


def write_edge(store: Store, a: int, b: int, edge: Row, machine: Row | None, decision: int | None = None) -> None:
    """Insert one edge of identity as given, with the machine's own beside it where a person overruled it."""
    store.run(
        'INSERT OR REPLACE INTO identity(a, b, judgement, score, reasons, "by", at, decision, keep, machine)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(a, b, edge["judgement"], edge.get("score", 1.0), dump(edge.get("reasons", [])), edge["by"], edge["at"]),
            *(decision, edge.get("keep"), None if machine is None else dump(machine)),
        ),
    )


def _settle_column(store: Store, kind: str, object_id: str, field: str, standing: tuple[int, Any] | None) -> None:
    table = TABLES[kind]
    row = store.conn.execute(f"SELECT {field}, machine FROM {table} WHERE id = ?", (object_id,)).fetchone()
    if row is None:
        return
    machine: dict[str, Any] = load(row[1], {})
    own = machine.pop(field) if field in machine else row[0]
    value = own
    if standing is not None and applies(store, kind, object_id, field, standing[1]):
        machine[field] = own
        value = column_value(store, kind, object_id, standing[1])
    kept = dump(machine) if machine else None
    store.update(table, object_id, written({field: value, "machine": kept}))
    if kind == "person" and field == "name":
        write_name_keys(store, object_id, value)
    elif kind == "quote" and field == "content":
        write_word_count(store, object_id)


def written(values: Row) -> Row:
    """Return values under the names of the columns they are written to: `anchor` is made from `placed`."""
    return {"placed" if column == "anchor" else column: value for column, value in values.items()}


def applies(store: Store, kind: str, object_id: str, field: str, value: Any) -> bool:
    """Tell whether a decision can be applied: whom or what it names (still) exists, its words are still there."""
    if field == "anchor":
        return _text(store, kind, object_id)[0].startswith(value["text"])
    if is_spans(value) and value["spans"]:
        return column_value(store, kind, object_id, value) != "[]"
    if field not in _NAMING or value is None:
        return True
    return bool(store.value(f"SELECT 1 FROM {_NAMING[field]} WHERE id = ?", (value,)))


def column_value(store: Store, kind: str, object_id: str, value: Any) -> Any:
    """Return a ledger value as the column holds it; spans are placed in the text that the object stands in."""
    if isinstance(value, dict) and "anchor" in value:
        return value["anchor"]
    if not is_spans(value):
        return value
    sha, text = _text(store, kind, object_id)
    return dump(settle_spans(value, text, sha[: len(value["text"])]))


def _text(store: Store, kind: str, object_id: str) -> tuple[str, str]:
    """Return (hash, text) of the version that an object stands in."""
    return store.conn.execute(
        f"SELECT v.sha256, v.text FROM {TABLES[kind]} AS o JOIN versions AS v ON v.id = o.version_id WHERE o.id = ?",
        (object_id,),
    ).fetchone()


def write_name_keys(store: Store, actor_id: str, name: str) -> None:
    """Keep the column by which namesakes are found in step with a name."""
    store.run("UPDATE actors SET filed = ? WHERE id = ?", (filed_under(name), actor_id))


def write_word_count(store: Store, quote_id: str) -> None:
    """Keep the number of words of a quote in step with its borders."""
    content, text = store.conn.execute(
        "SELECT q.content, v.text FROM quotes AS q JOIN versions AS v ON v.id = q.version_id WHERE q.id = ?",
        (quote_id,),
    ).fetchone()
    store.run("UPDATE quotes SET words = ? WHERE id = ?", (count_words(text, spans_in(content)), quote_id))


def _settle_existence(store: Store, kind: str, object_id: str, made: Row | None) -> None:
    """Things a person added live and vanish with the decision that added them."""
    table = TABLES[kind]
    there = store.value(f"SELECT 1 FROM {table} WHERE id = ?", (object_id,))
    if made is None:
        if there:
            if kind == "person":
                _drop_person_rows(store, object_id)
            store.run(f"DELETE FROM {table} WHERE id = ? AND origin = 'person'", (object_id,))
        return
    if there:
        return
    version = store.row(
        "SELECT v.id, v.text, v.sha256 FROM articles AS a JOIN versions AS v ON v.id = a.version_id WHERE a.id = ?",
        (made["article_id"],),
    )
    if version is None:
        return
    row = dict(made["row"]) | {"id": object_id, "version_id": version["id"], "added": 1}
    if "why" in row:
        row |= explanations.columns(store, load(row["why"]))
    for field, value in made["spans"].items():
        row[field] = dump(settle_spans(value, version["text"], version["sha256"][: len(value["text"])]))
    if kind == "person":
        _make_person_rows(store, row)
    store.insert(table, row)
    if kind == "quote":
        write_word_count(store, object_id)


def _make_person_rows(store: Store, row: Row) -> None:
    row["filed"] = filed_under(row["name"])
    row["person_id"] = row["id"]
    store.run(
        "INSERT OR IGNORE INTO people(id, name, kind, role, names, articles, quotes) VALUES (?, ?, ?, ?, ?, 1, 0)",
        (row["id"], row["name"], row["kind"], row["role"], row["name"]),
    )


def _drop_person_rows(store: Store, actor_id: str) -> None:
    """Forget the edges of an actor that vanishes; decisions on them stay in the ledger."""
    number = store.value("SELECT nr FROM actors WHERE id = ?", (actor_id,))
    store.run("DELETE FROM identity WHERE a = ? OR b = ?", (number, number))
