"""Statements across articles: quotes and stances as receipts, verbatim, with where and when.

In: filters. Out: `Statement`s, newest first. Also changes of position: two dated receipts of one person on one target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from extract.errors import UsageError
from extract.library import lists
from extract.library.rows import ARTICLE_TITLE, Row, dump, spans_in
from extract.library.store import Store
from extract.library.terms import escape_like
from extract.library.views import Statement
from extract.records import Span

_ARTICLE = f"""r.id AS article_id, {ARTICLE_TITLE} AS article_title, r.outlet, r.published,
    a.person_id, p.name AS person_name"""

_WHENCE = """JOIN versions AS v ON v.id = o.version_id JOIN articles AS r ON r.id = v.article_id
    LEFT JOIN people AS p ON p.id = a.person_id"""

QUOTES = f"""SELECT o.id, o.kind, o.version_id, o.content AS spans, o.state, o.confidence, o.cue_class, {_ARTICLE}
    FROM quotes AS o LEFT JOIN actors AS a ON a.id = o.speaker {_WHENCE}"""

STANCES = f"""SELECT o.id, 'stance' AS kind, o.version_id, o.evidence AS spans, o.state, o.confidence, o.polarity,
    t.id AS target_id, t.label AS target, {_ARTICLE}
    FROM stances AS o JOIN actors AS a ON a.id = o.holder
    JOIN targets_now AS n ON n.target_id = +o.target_id JOIN targets AS t ON t.id = n.now_id {_WHENCE}"""

NEWEST = "ORDER BY coalesce(r.published, r.added_at) DESC, r.id, o.nr"

_STATES = ("unreviewed", "accepted", "rejected")


def resolve_person(store: Store, person_id: str) -> str | None:
    """Return the library's id of the person that an id of anybody in any article names, or None."""
    return store.value("SELECT person_id FROM actors WHERE id = ?", (person_id,))


def quotes(
    store: Store,
    *,
    article: str | None = None,
    speaker: str | None = None,
    kind: str | None = None,
    state: str | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[Statement]:
    """Return quotes, see `Library.quotes`."""
    where, args = _narrow(store, "speaker", article, speaker, state)
    if kind is not None:
        where, args = [*where, "o.kind = ?"], [*args, kind]
    return _page(store, QUOTES, where, args, limit, offset)


def stances(
    store: Store,
    *,
    article: str | None = None,
    speaker: str | None = None,
    state: str | None = None,
    target: str | None = None,
    polarity: str | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[Statement]:
    """Return stances, see `Library.stances`."""
    where, args = _narrow(store, "holder", article, speaker, state)
    if target is not None:
        where.append(
            "o.target_id IN (SELECT target_id FROM targets_now WHERE now_id IN ("
            "SELECT m.now_id FROM targets_now AS m"
            " JOIN target_aliases AS x ON x.target_id = m.target_id"
            " WHERE m.target_id = ? OR x.label LIKE ? ESCAPE '\\'))"
        )
        args += [target, f"%{escape_like(target)}%"]
    if polarity is not None:
        where, args = [*where, "o.polarity = ?"], [*args, polarity]
    return _page(store, STANCES, where, args, limit, offset)


def _narrow(
    store: Store, holder: str, article: str | None, speaker: str | None, state: str | None
) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    args: list[Any] = []
    if article is not None:
        where.append("v.article_id = ?")
        args.append(lists.resolve(store, article))
    if speaker is not None:
        theirs = "SELECT id FROM actors WHERE person_id IN (SELECT value FROM json_each(?))"
        where.append(f"o.{holder} IN ({theirs})")
        args.append(dump(people_called(store, speaker)))
    if state is not None:
        if state not in _STATES:
            raise UsageError(f"{state!r} is no state", hint=f"one of: {', '.join(_STATES)}")
        where.append("o.state = ?")
        args.append(state)
    return where, args


def people_called(store: Store, name: str) -> list[str]:
    """Return the ids of the people that an id names, or whose names hold all the words given."""
    known = resolve_person(store, name)
    if known is not None:
        return [known]
    words = [w for w in name.split() if any(c.isalnum() for c in w)]
    if not words:
        return []
    match = " ".join(f'"{w.replace(chr(34), "")}"*' for w in words).replace("\0", "")
    return store.column(
        "SELECT p.id FROM people_fts JOIN people AS p ON p.nr = people_fts.rowid WHERE people_fts MATCH ?", (match,)
    )


def _page(
    store: Store, sql: str, where: Sequence[str], args: Iterable[Any], limit: int, offset: int
) -> list[Statement]:
    narrow = f"WHERE {' AND '.join(where)}" if where else ""
    return statements(store, store.rows(f"{sql} {narrow} {NEWEST} LIMIT ? OFFSET ?", [*args, limit, offset]))


def statements(store: Store, rows: Sequence[Row]) -> list[Statement]:
    """Return rows of QUOTES or STANCES as statements, their words sliced from the texts they stand in."""
    texts = dict(
        store.conn.execute(
            "SELECT id, text FROM versions WHERE id IN (SELECT value FROM json_each(?))",
            (dump(sorted({row["version_id"] for row in rows})),),
        ).fetchall()
    )
    return [_statement(row, texts[row["version_id"]]) for row in rows]


def _statement(row: Row, text: str) -> Statement:
    spans = spans_in(row["spans"])
    plain = {k: v for k, v in row.items() if k not in ("spans", "version_id")}
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    return Statement(**plain, exact=" … ".join(s.of(text) for s in spans), span=whole)


def changes_of_position(store: Store, person_id: str | None = None) -> list[tuple[Statement, Statement]]:
    """Return (earlier, later) where somebody's dated stances on one target differ, rejected ones left out."""
    where, args = "o.state <> 'rejected' AND r.published IS NOT NULL", []
    if person_id is not None:
        where, args = f"{where} AND a.person_id = ?", [resolve_person(store, person_id)]
    rows = store.rows(f"{STANCES} WHERE {where} ORDER BY a.person_id, n.now_id, r.published, o.nr", args)
    turns = [
        (before, after)
        for before, after in pairwise(rows)
        if (before["person_id"], before["target_id"]) == (after["person_id"], after["target_id"])
        and before["polarity"] != after["polarity"]
        and before["published"] < after["published"]
    ]
    receipts = {s.id: s for s in statements(store, [row for turn in turns for row in turn])}
    return [(receipts[before["id"]], receipts[after["id"]]) for before, after in turns]
