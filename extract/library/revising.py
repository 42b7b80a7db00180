"""An article that is known comes again: with a corrected text, or annotated by another run.

In: its annotations. Out: `Kept` with a `Report`. What nobody worked on is replaced by what the new run says. What a
person decided on, noted, tagged or flagged stays: it is found again in the new text (anchoring.py) or kept as an
orphan, the person's values win, and where the new run says something else that is reported as a conflict. Nothing is
moved silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from extract.library import cache, clusters, keeping, linking, reading, roster, standing
from extract.library.explanations import Explainer
from extract.library.matching import match_actors, match_spans
from extract.library.reports import latest_report
from extract.library.rows import Row, dump, load, now, spans_in
from extract.library.store import Store
from extract.library.views import Kept, Report
from extract.records import Annotations

_MAIN = {"quotes": "content", "stances": "evidence"}
"""The spans by which an object is known again."""

_KINDS = {"quotes": "quote", "stances": "stance", "actors": "person"}

_WITH_STATE = {
    "quotes": ("kind", "speaker", "cue_class", "content", "words", "cue", "source", "confidence", "why", "why_words"),
    "stances": ("holder", "target_id", "polarity", "evidence", "condition", "confidence", "why", "why_words"),
    "actors": ("name", "kind", "role"),
}
"""Columns that an accepted or rejected object keeps as the person saw them."""

_UNTOLD = frozenset({"confidence", "words", "why", "why_words"})
"""Columns in which a new run may differ without contradicting a person."""


@dataclass(slots=True)
class _Notes:
    """The report while it is being written."""

    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Work:
    """What one revision knows: the article, the version and run that count now, and what has to stay."""

    store: Store
    annotations: Annotations
    version_id: int
    run_id: int | None
    stays: set[str]
    notes: _Notes
    actors: dict[str, str] = field(default_factory=dict)
    """The run's own key of a person → the library's id."""
    quotes: dict[str, str] = field(default_factory=dict)
    """The run's id of a quote → the id it is known by."""
    found: set[str] = field(default_factory=set)
    """Ids of everything the new run finds."""


def correct(store: Store, annotations: Annotations, run_id: int | None) -> Kept:
    """Keep a corrected text as a new version of its article."""
    article = annotations.article
    meta = {k: v for k, v in keeping.article_row(article).items() if v is not None}
    store.update("articles", article.id, meta)
    version_id = keeping.add_version(store, article, run_id)
    return _revise(store, annotations, version_id, run_id, "corrected")


def reannotate(store: Store, annotations: Annotations, run_id: int | None) -> Kept:
    """Keep what another run says of the same text."""
    article = annotations.article
    version_id = store.value("SELECT version_id FROM articles WHERE id = ?", (article.id,))
    store.run("UPDATE versions SET run_id = ? WHERE id = ?", (run_id, version_id))
    store.run("DELETE FROM regions WHERE version_id = ?", (version_id,))
    keeping.add_regions(store, version_id, article)
    return _revise(store, annotations, version_id, run_id, "reannotated")


def _revise(store: Store, annotations: Annotations, version_id: int, run_id: int | None, status: Any) -> Kept:
    article_id = annotations.article.id
    old = {table: {r["id"]: r for r in reading.object_rows(store, table, article_id)} for table in _KINDS}
    people = {row["person_id"] for row in old["actors"].values()}
    work = _Work(store, annotations, version_id, run_id, standing.worked_on(store, article_id, old), _Notes())
    for table, rows in old.items():
        for row in rows.values():
            if row["id"] in work.stays and row["version_id"] != version_id:
                _bring_over(work, table, row)
    _revise_actors(work, old["actors"])
    made = (work.actors, version_id, run_id, Explainer(store, annotations))
    quotes = [keeping.quote_row(q, annotations.article.text, *made) for q in annotations.quotes]
    _revise_objects(work, "quotes", old["quotes"], quotes)
    stances = [_known_by(work, keeping.stance_row(store, s, *made)) for s in annotations.stances]
    _revise_objects(work, "stances", old["stances"], stances)
    for table in ("stances", "quotes", "actors"):
        _drop(work, table, old[table])
    keeping.reapply(store, article_id)
    _join(work, people)
    return Kept(article_id, version_id, status, _report(work))


def _known_by(work: _Work, stance: Row) -> Row:
    """Return the row of a stance with its quote under the id by which the library knows that."""
    return stance | {"quote_id": work.quotes.get(stance["quote_id"] or "")}


# --- into the new text ------------------------------------------------------------------------------------------------


def _bring_over(work: _Work, table: str, row: Row) -> None:
    """Place what has to stay in the new text; `row` is changed along. Orphans stay with the text they were found in."""
    text = work.annotations.article.text
    old_text = work.store.value("SELECT text FROM versions WHERE id = ?", (row["version_id"],))
    placed, anchor = standing.placed(table, row, old_text, text)
    was = row["anchor"]
    if anchor == "orphan" and table != "actors":
        row["anchor"] = "orphan"
        machine = {k: v for k, v in load(row["machine"], {}).items() if k != "anchor"}
        row["machine"] = dump(machine) if machine else None
        work.store.update(table, row["id"], cache.written({"anchor": "orphan", "machine": row["machine"]}))
        if was != "orphan":
            _tell(work, work.notes.orphaned, row["id"], _words(old_text, row, table))
        return
    row |= placed | {"version_id": work.version_id, "anchor": "exact" if anchor == "orphan" else anchor}
    work.store.update(table, row["id"], cache.written(_columns(row, placed)))
    if anchor in ("moved", "ambiguous") and table != "actors":
        where = work.notes.moved if anchor == "moved" else work.notes.ambiguous
        _tell(work, where, row["id"], _words(text, row, table))


def _columns(row: Row, placed: Mapping[str, Any]) -> Row:
    return {k: row[k] for k in (*placed, "version_id", "anchor")}


def _words(text: str, row: Mapping[str, Any], table: str) -> str:
    return " … ".join(s.of(text) for s in spans_in(row[_MAIN[table]]))[:300]


def _tell(work: _Work, where: list[str], object_id: Any, words: str) -> None:
    where.append(object_id)
    work.notes.words[object_id] = words


# --- people -----------------------------------------------------------------------------------------------------------


def _revise_actors(work: _Work, old: Mapping[str, Row]) -> None:
    annotations = work.annotations
    derived = keeping.actor_ids(annotations.article, annotations.people)
    here = [row for row in old.values() if row["id"] in work.stays and row["version_id"] == work.version_id]
    ids = match_actors(annotations.people, derived, set(old), here)
    work.actors = {p.id: i for p, i in zip(annotations.people, ids, strict=True)}
    work.found |= set(ids)
    for person in annotations.people:
        row = keeping.actor_row(person, work.actors, work.version_id, work.run_id)
        known = old.get(row["id"])
        if known is None:
            keeping.insert_actors(work.store, [row])
        else:
            del row["person_id"]
            _write(work, "actors", known, row)


# --- quotes and stances -----------------------------------------------------------------------------------------------


def _revise_objects(work: _Work, table: str, old: Mapping[str, Row], rows: list[Row]) -> None:
    main = _MAIN[table]
    here = {i: r for i, r in old.items() if i in work.stays and r["version_id"] == work.version_id}
    taken = {row["id"] for row in rows} & set(old)
    matched = match_spans(
        {r["id"]: spans_in(r[main]) for r in rows if r["id"] not in old},
        {i: spans_in(r[main]) for i, r in here.items() if i not in taken},
    )
    for row in rows:
        said: str = row["id"]
        row["id"] = matched.get(said, said)
        work.found.add(row["id"])
        if table == "quotes":
            work.quotes[said] = row["id"]
        known = old.get(row["id"])
        if known is None:
            work.store.insert(table, row)
            _tell(work, work.notes.new, row["id"], _words(work.annotations.article.text, row, table))
        else:
            _write(work, table, known, row)


def _write(work: _Work, table: str, known: Row, row: Row) -> None:
    """Write what the new run says of a thing that is known, a person's word first."""
    if known["id"] not in work.stays:
        work.store.update(table, known["id"], cache.written(row | {"anchor": "exact", "found": 1}))
        return
    machine, newer = load(known["machine"], {}), {}
    frozen = _WITH_STATE[table] if known["state"] != "unreviewed" else ()
    values: Row = {}
    for column, value in row.items():
        if column in machine:
            _meet(work, table, known, column, known[column], value, seen=machine[column])
            machine[column] = value
        elif column in frozen:
            if not standing.equal(column, known[column], value):
                newer[column] = value
                _meet(work, table, known, column, known[column], value, seen=known[column])
        else:
            values[column] = value
    anchor = {"anchor": "exact"} if known["version_id"] != work.version_id or known["anchor"] == "orphan" else {}
    kept = {"found": 1, "machine": dump(machine) if machine else None, "newer": dump(newer) if newer else None}
    if known["version_id"] != work.version_id:
        _take_over_spans(known, row, values, newer)
    work.store.update(table, known["id"], cache.written(values | kept | anchor))
    known["version_id"] = work.version_id


def _take_over_spans(known: Row, row: Row, values: Row, newer: Row) -> None:
    """An orphan whose words the new run found in the new text stands where they stand now."""
    for column in cache.SPAN_FIELDS & row.keys():
        values[column] = row[column]
        newer.pop(column, None)


def _meet(work: _Work, table: str, known: Row, column: str, kept: Any, value: Any, *, seen: Any) -> None:
    """Note a conflict where the new run says neither what the person said nor what they saw when they said it."""
    if (
        column in _UNTOLD
        or standing.equal(column, kept, value)
        or (column in load(known["machine"], {}) and standing.equal(column, seen, value))
    ):
        return
    show = standing.shown(work.store, work.annotations.article.text, column)
    name = column.removesuffix("_id").replace("_", " ")
    said = f"{name}: kept “{show(kept)}”, the new run says “{show(value)}”"
    work.notes.conflicts.append((known["id"], said))
    if table in _MAIN:
        work.notes.words.setdefault(known["id"], _words(work.annotations.article.text, known, table))
    else:
        work.notes.words.setdefault(known["id"], known["name"])


# --- the end ----------------------------------------------------------------------------------------------------------


def _drop(work: _Work, table: str, old: Mapping[str, Row]) -> None:
    """Forget what the new run does not find and nobody worked on; tell of all it does not find."""
    for object_id, row in old.items():
        if object_id in work.found:
            continue
        if table != "actors" and row["origin"] == "machine" and row["found"]:
            text = work.store.value("SELECT text FROM versions WHERE id = ?", (row["version_id"],))
            _tell(work, work.notes.gone, object_id, _words(text, row, table))
        if object_id in work.stays:
            work.store.run(f"UPDATE {table} SET found = 0 WHERE id = ? AND origin = 'machine'", (object_id,))
        else:
            work.store.run(f"DELETE FROM {table} WHERE id = ?", (object_id,))


def _join(work: _Work, people: set[str]) -> None:
    """Bring identity and the list of people in step with the actors as they are now."""
    article_id = work.annotations.article.id
    actors = [row["id"] for row in reading.object_rows(work.store, "actors", article_id)]
    linking.link(work.store, article_id, [a for a in actors if not _linked(work.store, a)])
    clusters.recluster(work.store, actors)
    roster.refresh(work.store, people)


def _linked(store: Store, actor_id: str) -> bool:
    return bool(
        store.value(
            "SELECT 1 FROM identity AS i JOIN actors AS o ON o.nr IN (i.a, i.b) WHERE o.id = ? LIMIT 1", (actor_id,)
        )
    )


def _report(work: _Work) -> Report:
    notes = asdict(work.notes)
    work.store.insert(
        "reports",
        {
            "article_id": work.annotations.article.id,
            "version_id": work.version_id,
            "run_id": work.run_id,
            "at": now(),
            "report": dump(notes),
        },
    )
    report = latest_report(work.store, work.annotations.article.id)
    assert report is not None  # it was written just now, in this transaction
    return report
