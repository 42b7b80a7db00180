"""Everything the reader shows of one article, with decisions applied; and the same as plain `Annotations`.

In: an article's id. Out: `Reading`, or the contract's shape. In-article merges are edges of identity: actors of one
article that are one person are shown as one here, and nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.errors import NotFoundError
from extract.library import explanations, lists
from extract.library.explanations import Shapes
from extract.library.rows import Row, anonymity_in, count_words, dump, load, mentions_in, run_in, span_in, spans_in
from extract.library.store import Store
from extract.library.views import ArticleRow, NoteView, PersonView, QuoteView, Reading, StanceView
from extract.records import Mention, Region, Span

_LAST = 1 << 60
"""Orphans, which have no place, come last."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Tags and flags of the objects of one article."""

    tags: Mapping[str, tuple[str, ...]]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The actors of one article that are one person: the one shown first."""

    ids: tuple[str, ...]


def reading(store: Store, article_id: str, text: str | None = None) -> Reading:
    """Return everything about an article; `text` saves reading it again. Raises NotFoundError."""
    with store.read():
        article = lists.article(store, article_id)
        columns = "" if text is not None else "v.text,"
        row = store.row(
            f"SELECT {columns} v.remarks, v.run_id, a.place, a.session FROM articles AS a"
            " JOIN versions AS v ON v.id = a.version_id WHERE a.id = ?",
            (article.id,),
        )
        if row is None:
            raise NotFoundError(f"no article {article_id} in the library")
        whole = text if text is not None else row["text"]
        quotes, stances, people = _objects(store, article, whole)
        return Reading(
            article=article,
            text=whole,
            regions=regions(store, article.version_id),
            people=people,
            quotes=quotes,
            stances=stances,
            notes=notes_of(store, "article_id = ?", (article.id,)),
            remarks=tuple(load(row["remarks"])),
            place=row["place"],
            session=load(row["session"]),
            run=_run(store, row["run_id"]),
        )


def _run(store: Store, run_id: int | None) -> dict[str, Any]:
    row = store.row("SELECT * FROM runs WHERE id = ?", (run_id,))
    if row is None:
        return {}
    run = run_in(row)
    fields = ("version", "engine", "model", "model_sha256", "config", "remarks")
    return {k: getattr(run, k) for k in fields} | {"at": row["at"]}


def regions(store: Store, version_id: int) -> tuple[Region, ...]:
    """Return the typed stretches of a version in order."""
    rows = store.conn.execute(
        'SELECT kind, start, "end" FROM regions WHERE version_id = ? ORDER BY start, "end"', (version_id,)
    )
    return tuple(Region(*row) for row in rows)


def notes_of(store: Store, where: str, args: Iterable[Any]) -> tuple[NoteView, ...]:
    """Return notes in the order they were made."""
    rows = store.conn.execute(
        f"SELECT id, object, object_id, text, at FROM notes WHERE {where} ORDER BY nr", tuple(args)
    )
    return tuple(NoteView(*row) for row in rows)


def object_rows(store: Store, table: str, article_id: str) -> list[Row]:
    """Return the rows of an article's quotes, stances or actors, of whatever version they stand in."""
    return store.rows(
        f"SELECT o.* FROM {table} AS o JOIN versions AS v ON v.id = o.version_id WHERE v.article_id = ? ORDER BY o.nr",
        (article_id,),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What rows of an article have to be read with: tags and flags, who is shown as whom, labels, explanations."""

    store: Store
    version_id: int
    marks: Marks
    shown: Mapping[str, str]
    labels: Mapping[str, tuple[str, str]]
    shapes: Shapes

    @classmethod
    def of(cls, store: Store, version_id: int, rows: Mapping[str, list[Row]], shown: Mapping[str, str]) -> Found:
        """Read what rows of `quotes`, `stances` and other tables need."""
        return cls(
            store,
            version_id,
            _marks(store, [row["id"] for kind in rows.values() for row in kind]),
            shown,
            target_labels(store, {row["target_id"] for row in rows["stances"]}),
            explanations.shapes(store, (*rows["quotes"], *rows["stances"])),
        )

    def quotes(self, rows: Iterable[Row]) -> list[QuoteView]:
        """Return quotes in order of the text."""
        return sorted((_quote(row, self) for row in rows), key=quote_place)

    def stances(self, rows: Iterable[Row]) -> list[StanceView]:
        """Return stances in order of the text."""
        return sorted((_stance(row, self) for row in rows), key=stance_place)


def quote_place(quote: QuoteView) -> tuple[int, str]:
    """Return what quotes of an article are ordered by."""
    return (quote.content[0].start if quote.content else _LAST, quote.id)


def stance_place(stance: StanceView) -> tuple[int, str]:
    """Return what stances of an article are ordered by."""
    return (stance.evidence[0].start if stance.evidence else _LAST, stance.id)


def person_place(person: PersonView) -> tuple[int, str]:
    """Return what people of an article are ordered by."""
    return (person.mentions[0].start if person.mentions else _LAST, person.id)


def _objects(
    store: Store, article: ArticleRow, text: str
) -> tuple[tuple[QuoteView, ...], tuple[StanceView, ...], tuple[PersonView, ...]]:
    rows = {table: object_rows(store, table, article.id) for table in ("quotes", "stances", "actors")}
    groups = groups_of(store, rows["actors"])
    found = Found.of(store, article.version_id, rows, {actor: group.ids[0] for group in groups for actor in group.ids})
    quotes, stances = found.quotes(rows["quotes"]), found.stances(rows["stances"])
    people = _people(groups, rows["actors"], found.marks, article.version_id)
    return tuple(quotes), tuple(stances), counted(text, people, quotes, stances)


def people_of(store: Store, article: ArticleRow) -> tuple[PersonView, ...]:
    """Return an article's people, their quotes and stances not counted."""
    rows = object_rows(store, "actors", article.id)
    marks = _marks(store, [row["id"] for row in rows])
    return tuple(_people(groups_of(store, rows), rows, marks, article.version_id))


def _people(groups: Iterable[Group], rows: Iterable[Row], marks: Marks, version_id: int) -> list[PersonView]:
    by_id = {row["id"]: row for row in rows}
    return [_person(group, by_id, marks, version_id) for group in groups]


def _marks(store: Store, ids: list[str]) -> Marks:
    listed = [dump(ids)]
    tags: dict[str, tuple[str, ...]] = {}
    where = "object_id IN (SELECT value FROM json_each(?))"
    for object_id, tag in store.conn.execute(f"SELECT object_id, tag FROM tags WHERE {where} ORDER BY tag", listed):
        tags[object_id] = (*tags.get(object_id, ()), tag)
    return Marks(tags, frozenset(store.column(f"SELECT object_id FROM flags WHERE {where}", listed)))


def groups_of(store: Store, actors: list[Row]) -> list[Group]:
    """Return an article's actors gathered by person, each group led by the one that a merge kept."""
    by_person: dict[str, list[str]] = {}
    for row in actors:
        by_person.setdefault(row["person_id"], []).append(row["id"])
    return [Group(tuple(_led(store, ids))) for ids in by_person.values()]


def _led(store: Store, ids: list[str]) -> list[str]:
    if len(ids) == 1:
        return ids
    listed = dump(ids)
    joined = store.conn.execute(
        "SELECT x.id, y.id, i.keep FROM identity AS i"
        " JOIN actors AS x ON x.nr = i.a JOIN actors AS y ON y.nr = i.b"
        " WHERE i.judgement = 'same' AND i.keep IS NOT NULL AND x.id IN (SELECT value FROM json_each(?))"
        " AND y.id IN (SELECT value FROM json_each(?)) ORDER BY i.decision",
        (listed, listed),
    )
    into = {(b if keep == a else a): keep for a, b, keep in joined}
    lead, seen = ids[0], set()
    while lead in into and lead not in seen:
        seen.add(lead)
        lead = into[lead]
    return [lead, *(i for i in ids if i != lead)]


def target_labels(store: Store, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Return {target id: (id, label) of the target it counts as now}."""
    rows = store.conn.execute(
        "SELECT n.target_id, t.id, t.label FROM targets_now AS n JOIN targets AS t ON t.id = n.now_id"
        " WHERE n.target_id IN (SELECT value FROM json_each(?))",
        [dump(sorted(ids))],
    )
    return {row[0]: (row[1], row[2]) for row in rows}


# --- one object -------------------------------------------------------------------------------------------------------


def _changed(row: Row) -> frozenset[str]:
    machine: dict[str, Any] = load(row["machine"], {})
    return frozenset("target" if name == "target_id" else name for name in machine if name != "anchor")


def _common(row: Row, marks: Marks) -> dict[str, Any]:
    return {
        "state": row["state"],
        "origin": row["origin"],
        "changed": _changed(row),
        "tags": marks.tags.get(row["id"], ()),
        "flagged": row["id"] in marks.flags,
    }


def _words(store: Store, row: Row, column: str) -> str:
    text = store.value("SELECT text FROM versions WHERE id = ?", (row["version_id"],))
    return " … ".join(span.of(text) for span in spans_in(row[column]))


def _spans(row: Row, column: str, version_id: int) -> tuple[Span, ...]:
    return spans_in(row[column]) if row["version_id"] == version_id else ()


def _quote(row: Row, found: Found) -> QuoteView:
    return QuoteView(
        id=row["id"],
        kind=row["kind"],
        content=_spans(row, "content", found.version_id),
        cue=_spans(row, "cue", found.version_id),
        source=_spans(row, "source", found.version_id),
        speaker=found.shown.get(row["speaker"] or ""),
        cue_class=row["cue_class"],
        confidence=row["confidence"],
        why=explanations.of(row, found.shapes),
        anchor=row["anchor"],
        words="" if row["version_id"] == found.version_id else _words(found.store, row, "content"),
        **_common(row, found.marks),
    )


def _stance(row: Row, found: Found) -> StanceView:
    target_id, label = found.labels[row["target_id"]]
    return StanceView(
        id=row["id"],
        holder=found.shown[row["holder"]],
        target=label,
        target_id=target_id,
        target_person=found.shown.get(row["target_person"] or ""),
        polarity=row["polarity"],
        evidence=_spans(row, "evidence", found.version_id),
        condition=_spans(row, "condition", found.version_id),
        quote=row["quote_id"],
        confidence=row["confidence"],
        why=explanations.of(row, found.shapes),
        anchor=row["anchor"],
        words="" if row["version_id"] == found.version_id else _words(found.store, row, "evidence"),
        **_common(row, found.marks),
    )


def _person(group: Group, rows: Mapping[str, Row], marks: Marks, version_id: int) -> PersonView:
    lead, *others = (rows[i] for i in group.ids)
    names = [lead["name"], *(o["name"] for o in others)]
    aliases = [a for row in (lead, *others) for a in load(row["aliases"])]
    here = [row for row in (lead, *others) if row["version_id"] == version_id]
    mentions: set[Mention] = {m for row in here for m in mentions_in(row["mentions"])}
    return PersonView(
        id=lead["id"],
        person_id=lead["person_id"],
        name=lead["name"],
        kind=lead["kind"],
        role=lead["role"] or next((o["role"] for o in others if o["role"]), None),
        organisation=lead["organisation"] or next((o["organisation"] for o in others if o["organisation"]), None),
        aliases=tuple(dict.fromkeys(n for n in (*names[1:], *aliases) if n != lead["name"])),
        mentions=tuple(sorted(mentions)),
        role_span=span_in(lead["role_span"]) if lead in here else None,
        anonymity=anonymity_in(lead["anonymity"]),
        merged=tuple(group.ids[1:]),
        **_common(lead, marks),
    )


def counted(
    text: str, people: Iterable[PersonView], quotes: Iterable[QuoteView], stances: Iterable[StanceView]
) -> tuple[PersonView, ...]:
    """Return people with their quotes, stances and words, in order of their first mention."""
    said: dict[str, list[QuoteView]] = {}
    for quote in quotes:
        if quote.speaker and quote.state != "rejected":
            said.setdefault(quote.speaker, []).append(quote)
    held: dict[str, list[str]] = {}
    for stance in stances:
        if stance.state != "rejected":
            held.setdefault(stance.holder, []).append(stance.id)
    counted = [
        replace(
            person,
            quotes=tuple(q.id for q in said.get(person.id, ())),
            stances=tuple(held.get(person.id, ())),
            words_said=sum(words_said(text, q) for q in said.get(person.id, ())),
        )
        for person in people
    ]
    return tuple(sorted(counted, key=person_place))


def words_said(text: str, quote: QuoteView) -> int:
    """Return how many words of a quote are the speaker's own: none of an indirect one, which the reporter tells."""
    if quote.kind == "indirect":
        return 0
    return count_words(text, quote.content)
