"""An article of the library as plain `Annotations` again: the machine's own, or with decisions applied.

In: an article's id. Out: the contract's shape (extract.records), as exports and `onrecord extract` know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.library import explanations, lists, reading
from extract.library.rows import Row, anonymity_in, load, mentions_in, run_in, span_in, spans_in
from extract.library.store import Store
from extract.library.views import PersonView, Reading
from extract.records import Annotations, Article, Person, Quote, Run, Stance, Why


def as_annotations(store: Store, article_id: str, *, decided: bool = True) -> Annotations:
    """Return the annotations of the text that counts now, see `Library.annotations`. Raises NotFoundError."""
    with store.read():
        known = lists.resolve(store, article_id)
        article, run = _article(store, known)
        return _decided(store, article, run) if decided else _machines_own(store, article, run)


def _article(store: Store, article_id: str) -> tuple[Article, Run | None]:
    row = store.row(
        "SELECT a.*, v.text, v.remarks, v.run_id FROM articles AS a JOIN versions AS v ON v.id = a.version_id"
        " WHERE a.id = ?",
        (article_id,),
    )
    assert row is not None  # resolved by the caller, in the same transaction
    run = store.row("SELECT * FROM runs WHERE id = ?", (row["run_id"],))
    meta = {k: row[k] for k in ("id", "text", "title", "byline", "outlet", "published", "language", "source")}
    regions = reading.regions(store, row["version_id"])
    return Article(**meta, regions=regions, remarks=tuple(load(row["remarks"]))), run_in(run) if run else None


# --- decisions applied ------------------------------------------------------------------------------------------------


def _decided(store: Store, article: Article, run: Run | None) -> Annotations:
    """What is rejected or has lost its place is left out; merged people are one."""
    view = reading.reading(store, article.id, article.text)
    keys = dict(
        store.conn.execute(
            "SELECT o.id, coalesce(o.key, o.id) FROM actors AS o JOIN versions AS v ON v.id = o.version_id"
            " WHERE v.article_id = ?",
            (article.id,),
        ).fetchall()
    )
    people = [p for p in view.people if p.state != "rejected"]
    names = {p.id: keys[p.id] for p in people}
    quotes = tuple(
        Quote(q.id, q.kind, q.content, q.cue, q.source, names.get(q.speaker or ""), q.cue_class, q.confidence, q.why)
        for q in view.quotes
        if q.state != "rejected" and q.content
    )
    return Annotations(
        article=article,
        people=tuple(_person(p, names[p.id]) for p in people),
        quotes=quotes,
        stances=_stances(view, names, {q.id for q in quotes}),
        run=run,
    )


def _person(p: PersonView, key: str) -> Person:
    return Person(
        id=key,
        name=p.name,
        kind=p.kind,
        role=p.role,
        aliases=p.aliases,
        mentions=p.mentions,
        role_span=p.role_span,
        organisation=p.organisation,
        anonymity=p.anonymity,
    )


def _stances(view: Reading, names: Mapping[str, str], quotes: set[str]) -> tuple[Stance, ...]:
    return tuple(
        Stance(
            id=s.id,
            holder=names[s.holder],
            target=s.target,
            polarity=s.polarity,
            evidence=s.evidence,
            target_person=names.get(s.target_person or ""),
            quote=s.quote if s.quote in quotes else None,
            confidence=s.confidence,
            why=s.why,
        )
        for s in view.stances
        if s.state != "rejected" and s.evidence and s.holder in names
    )


# --- the machine's own ------------------------------------------------------------------------------------------------


def _machines_own(store: Store, article: Article, run: Run | None) -> Annotations:
    """What the latest run said of the text that counts now, before any decision."""
    rows = {t: _found_by_run(store, t, article.id) for t in ("actors", "quotes", "stances")}
    keys = {row["id"]: row["key"] for row in rows["actors"]}
    shapes = explanations.shapes(store, (*rows["quotes"], *rows["stances"]))
    return Annotations(
        article=article,
        people=tuple(_own_person(row) for row in rows["actors"]),
        quotes=tuple(_own_quote(row, keys, explanations.of(row, shapes)) for row in rows["quotes"]),
        stances=tuple(_own_stance(row, keys, explanations.of(row, shapes)) for row in rows["stances"]),
        run=run,
    )


def _found_by_run(store: Store, table: str, article_id: str) -> list[Row]:
    rows = store.rows(
        f"SELECT o.* FROM {table} AS o JOIN articles AS a ON a.version_id = o.version_id"
        " WHERE a.id = ? AND o.origin = 'machine' AND o.found ORDER BY o.nr",
        (article_id,),
    )
    return [_before_decisions(row) for row in rows]


def _before_decisions(row: Row) -> Row:
    """Return a row with what the latest run said in place of what a person decided."""
    own: dict[str, Any] = load(row["machine"], {}) | load(row["newer"], {})
    return row | own


def _own_person(row: Row) -> Person:
    return Person(
        id=row["key"],
        name=row["name"],
        kind=row["kind"],
        role=row["role"],
        aliases=tuple(load(row["aliases"])),
        mentions=mentions_in(row["mentions"]),
        role_span=span_in(row["role_span"]),
        organisation=row["organisation"],
        anonymity=anonymity_in(row["anonymity"]),
    )


def _own_quote(row: Row, keys: Mapping[str, str], why: Why) -> Quote:
    spans = {part: spans_in(row[part]) for part in ("content", "cue", "source")}
    return Quote(
        id=row["id"],
        kind=row["kind"],
        **spans,
        speaker=keys.get(row["speaker"] or ""),
        cue_class=row["cue_class"],
        confidence=row["confidence"],
        why=why,
    )


def _own_stance(row: Row, keys: Mapping[str, str], why: Why) -> Stance:
    return Stance(
        id=row["id"],
        holder=keys.get(row["holder"], row["holder"]),
        target=row["target"],
        polarity=row["polarity"],
        evidence=spans_in(row["evidence"]),
        target_person=keys.get(row["target_person"] or ""),
        quote=row["quote_id"],
        confidence=row["confidence"],
        why=why,
    )
