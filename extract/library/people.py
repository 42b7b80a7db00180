"""People across articles: the list, one person's page, and what identity suggests.

In: ids, words, sorting. Out: `PersonRow`, `PersonPage`, `IdentityEdge`. Every id of anybody in any article names a
person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.errors import NotFoundError, UsageError
from extract.library import reading, statements, terms
from extract.library.rows import Row, dump, load
from extract.library.store import Store
from extract.library.tallies import tallies
from extract.library.views import IdentityEdge, PersonPage, PersonRow, Statement, Tally

SORTS = {
    "quotes": "p.quotes DESC, p.name COLLATE NOCASE, p.id",
    "name": "p.name COLLATE NOCASE, p.id",
    "last": "p.last_seen IS NULL, p.last_seen DESC, p.name COLLATE NOCASE, p.id",
}
"""How lists of people can be sorted."""


def people(store: Store, query: str = "", sort: str = "quotes", limit: int = 500, offset: int = 0) -> list[PersonRow]:
    """Return a page of the list of people, see `Library.people`."""
    if sort not in SORTS:
        raise UsageError(f"people cannot be sorted by {sort!r}", hint=f"one of: {', '.join(SORTS)}")
    where, args = "", []
    if query.strip():
        matches = [terms.match_prefix(word) for word in query.split()]
        where = "WHERE p.nr IN (SELECT rowid FROM people_fts WHERE people_fts MATCH ?)"
        args = [" ".join(matches)]
    rows = store.rows(
        f"SELECT p.* FROM people AS p {where} ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?", [*args, limit, offset]
    )
    return person_rows(store, rows)


def person_rows(store: Store, rows: Sequence[Row]) -> list[PersonRow]:
    """Return rows of `people` with tallies of their quotes and stances."""
    ids = dump([row["id"] for row in rows])
    listed = "actors AS a JOIN {0} AS o ON o.{1} = a.id WHERE a.person_id IN (SELECT value FROM json_each(?))"
    known = {row["id"]: row["quotes"] for row in rows}
    quotes = tallies(store, "a.person_id", listed.format("quotes", "speaker"), (ids,), known)
    stances = tallies(store, "a.person_id", listed.format("stances", "holder"), (ids,))
    return [
        PersonRow(
            person_id=row["id"],
            name=row["name"],
            kind=row["kind"],
            role=row["role"],
            articles=row["articles"],
            quotes=quotes.get(row["id"], Tally()),
            stances=stances.get(row["id"], Tally()),
            last_seen=row["last_seen"],
        )
        for row in rows
    ]


def person(store: Store, person_id: str, limit: int = 500) -> PersonPage:
    """Return all that is on record about one person, see `Library.person`. Raises NotFoundError."""
    with store.read():
        known = statements.resolve_person(store, person_id)
        row = store.row("SELECT * FROM people WHERE id = ?", (known,))
        if row is None or known is None:
            raise NotFoundError(f"no person {person_id} in the library", hint="`onrecord people` shows the ids")
        seen = _seen(store, known)
        words, all_words = _share_of_voice(store, known)
        return PersonPage(
            row=person_rows(store, [row])[0],
            names=_firsts([(s["name"], s["published"], s["article_id"]) for s in seen]),
            roles=_turns([(s["role"], s["published"], s["article_id"]) for s in seen if s["role"]]),
            statements=tuple(statements.quotes(store, speaker=known, limit=limit)),
            stances=_by_target(statements.stances(store, speaker=known, limit=limit)),
            outlets=_outlets(seen),
            words=words,
            all_words=all_words,
            edges=tuple(edges_of(store, known)),
            notes=reading.notes_of(store, "object_id IN (SELECT id FROM actors WHERE person_id = ?)", (known,)),
        )


def _seen(store: Store, person_id: str) -> list[Row]:
    return store.rows(
        "SELECT a.name, a.role, r.published, r.id AS article_id, r.outlet FROM actors AS a"
        " JOIN versions AS v ON v.id = a.version_id JOIN articles AS r ON r.id = v.article_id"
        " WHERE a.person_id = ? ORDER BY coalesce(r.published, r.added_at), a.nr",
        (person_id,),
    )


def _firsts(rows: list[tuple[str, str | None, str]]) -> tuple[tuple[str, str | None, str], ...]:
    """Return the first row of each value."""
    firsts: dict[str, tuple[str, str | None, str]] = {}
    for row in rows:
        firsts.setdefault(row[0], row)
    return tuple(firsts.values())


def _turns(rows: list[tuple[str, str | None, str]]) -> tuple[tuple[str, str | None, str], ...]:
    """Return the rows at which the value changes: who was mayor, then minister, then mayor again shows three."""
    return tuple(row for row, before in zip(rows, [None, *rows], strict=False) if before is None or row[0] != before[0])


def _outlets(seen: list[Row]) -> tuple[tuple[str, int], ...]:
    articles = {row["article_id"]: row["outlet"] for row in seen if row["outlet"]}
    counts: dict[str, int] = {}
    for outlet in articles.values():
        counts[outlet] = counts.get(outlet, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_target(found: list[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(found, key=lambda s: (s.target or "", s.target_id or "", s.published or "", s.id)))


def _share_of_voice(store: Store, person_id: str) -> tuple[int, int]:
    """Return words of the person's direct and mixed quotes, and of everybody's in the same articles."""
    row = store.conn.execute(
        "SELECT coalesce(sum(CASE WHEN a.person_id = ?1 THEN q.words END), 0), coalesce(sum(q.words), 0)"
        " FROM (SELECT DISTINCT version_id FROM actors WHERE person_id = ?1) AS h"
        " JOIN quotes AS q ON q.version_id = h.version_id LEFT JOIN actors AS a ON a.id = q.speaker"
        " WHERE q.kind <> 'indirect' AND q.state <> 'rejected'",
        (person_id,),
    ).fetchone()
    return row[0], row[1]


# --- identity ---------------------------------------------------------------------------------------------------------

_EDGES = """SELECT x.id AS a, y.id AS b, i.judgement, i.score, i.reasons, i."by", i.at, i.decision,
    x.person_id AS a_person, y.person_id AS b_person, xp.name AS a_name, yp.name AS b_name
    FROM identity AS i JOIN actors AS x ON x.nr = i.a JOIN actors AS y ON y.nr = i.b
    JOIN people AS xp ON xp.id = x.person_id JOIN people AS yp ON yp.id = y.person_id"""


def edges_of(store: Store, person_id: str, limit: int = 100) -> list[IdentityEdge]:
    """Return what is judged or suggested about a person: a person's judgements first, then suggestions by score."""
    own = "SELECT nr FROM actors WHERE person_id = ?1"
    rows = store.rows(
        f"{_EDGES} WHERE (i.a IN ({own}) OR i.b IN ({own}))"
        " AND (i.decision IS NOT NULL OR x.person_id <> y.person_id) ORDER BY i.decision DESC, i.score DESC LIMIT ?2",
        (person_id, limit),
    )
    return _open(store, rows)


def suggestions(store: Store, limit: int = 100) -> list[IdentityEdge]:
    """Return the machine's suggestions that nobody has judged yet, the likeliest first, one a pair of people."""
    rows = store.rows(
        f"{_EDGES} WHERE i.judgement = 'suggested' AND x.person_id <> y.person_id"
        " ORDER BY i.score DESC, i.a, i.b LIMIT ?",
        (limit * 20,),
    )
    return _open(store, rows)[:limit]


def _open(store: Store, rows: Sequence[Row]) -> list[IdentityEdge]:
    """Leave out suggestions on pairs of people that a person has judged, and second ones on the same pair."""
    settled = _judged(store)
    found = []
    for row in rows:
        pair = frozenset((row["a_person"], row["b_person"]))
        if row["judgement"] == "suggested":
            if pair in settled:
                continue
            settled.add(pair)
        found.append(_edge(row))
    return found


def _judged(store: Store) -> set[frozenset[str]]:
    rows = store.conn.execute(
        "SELECT x.person_id, y.person_id FROM identity AS i"
        " JOIN actors AS x ON x.nr = i.a JOIN actors AS y ON y.nr = i.b"
        " WHERE i.decision IS NOT NULL AND i.judgement IN ('different', 'unsure')"
    )
    return {frozenset(row) for row in rows}


def _edge(row: Row) -> IdentityEdge:
    reasons: list[Any] = load(row["reasons"])
    plain = {k: row[k] for k in ("a", "b", "a_name", "b_name", "judgement", "score", "by", "at")}
    return IdentityEdge(**plain, reasons=tuple(reasons))
