"""Targets across articles: the list, one target's page, and the matrix of people × targets.

In: ids, words, limits. Out: `TargetRow`, `TargetPage`, `Matrix`. A target that was merged into another counts as that
one; the chain is followed when asked, never written into the stances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.errors import NotFoundError, UsageError
from extract.library import reading, statements, terms
from extract.library.rows import Row, dump
from extract.library.store import Store
from extract.library.views import Matrix, MatrixCell, State, Tally, TargetPage, TargetRow

POLARITIES = ("supports", "opposes", "conditional", "mixed")

SORTS = {
    "stances": "coalesce(c.n, 0) DESC, t.label COLLATE NOCASE, t.id",
    "label": "t.label COLLATE NOCASE, t.id",
}
"""How lists of targets can be sorted."""

_COUNTED = """LEFT JOIN (SELECT m.now_id, count(*) AS n
    FROM stances AS s JOIN targets_now AS m ON m.target_id = s.target_id WHERE s.state <> 'rejected'
    GROUP BY m.now_id) AS c ON c.now_id = t.id"""


def targets(store: Store, query: str = "", sort: str = "stances", limit: int = 500, offset: int = 0) -> list[TargetRow]:
    """Return a page of the list of targets, see `Library.targets`."""
    if sort not in SORTS:
        raise UsageError(f"targets cannot be sorted by {sort!r}", hint=f"one of: {', '.join(SORTS)}")
    where, args = ["t.merged_into IS NULL"], []
    for word in query.split():
        where.append(
            "t.id IN (SELECT m.now_id FROM targets_now AS m JOIN target_aliases AS x ON x.target_id = m.target_id"
            " WHERE x.label LIKE ? ESCAPE '\\')"
        )
        args.append(f"%{terms.escape_like(word)}%")
    rows = store.rows(
        f"SELECT t.* FROM targets AS t {_COUNTED} WHERE {' AND '.join(where)}"
        " AND (c.n IS NOT NULL OR t.machine IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM targets AS k WHERE k.parent_id = t.id))"
        f" ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?",
        [*args, limit, offset],
    )
    return target_rows(store, rows)


def target_rows(store: Store, rows: Sequence[Row]) -> list[TargetRow]:
    """Return rows of `targets` with tallies by polarity."""
    counts: dict[str, dict[str, dict[str, int]]] = {}
    articles: dict[str, set[str]] = {}
    for now_id, polarity, state, article_id, count in store.conn.execute(
        "SELECT m.now_id, s.polarity, s.state, v.article_id, count(*) FROM stances AS s"
        " JOIN targets_now AS m ON m.target_id = s.target_id JOIN versions AS v ON v.id = s.version_id"
        " WHERE m.now_id IN (SELECT value FROM json_each(?)) GROUP BY m.now_id, s.polarity, s.state, v.article_id",
        (dump([row["id"] for row in rows]),),
    ):
        states = counts.setdefault(now_id, {}).setdefault(polarity, {})
        states[state] = states.get(state, 0) + count
        articles.setdefault(now_id, set()).add(article_id)
    return [
        TargetRow(
            target_id=row["id"],
            label=row["label"],
            definition=row["definition"],
            parent_id=row["parent_id"],
            articles=len(articles.get(row["id"], ())),
            **{p: Tally(**counts.get(row["id"], {}).get(p, {})) for p in POLARITIES},
        )
        for row in rows
    ]


def resolve(store: Store, target_id: str) -> str | None:
    """Return the id of the target that an id or a label stands for now, or None."""
    known = store.value("SELECT now_id FROM targets_now WHERE target_id = ?", (target_id,))
    return known or store.value(
        "SELECT m.now_id FROM target_aliases AS x JOIN targets_now AS m ON m.target_id = x.target_id"
        " WHERE x.label = ? COLLATE NOCASE",
        (target_id,),
    )


def target(store: Store, target_id: str, limit: int = 1000) -> TargetPage:
    """Return who is for, against and conditional on a target, see `Library.target`. Raises NotFoundError."""
    with store.read():
        known = resolve(store, target_id)
        row = store.row("SELECT * FROM targets WHERE id = ?", (known,))
        if row is None or known is None:
            raise NotFoundError(f"no target {target_id!r} in the library", hint="`onrecord stances` shows them")
        aliases = store.column(
            "SELECT x.label FROM target_aliases AS x JOIN targets_now AS m ON m.target_id = x.target_id"
            " WHERE m.now_id = ? AND x.label <> ? ORDER BY x.label",
            (known, row["label"]),
        )
        children = store.rows(
            "SELECT * FROM targets WHERE parent_id = ? AND merged_into IS NULL ORDER BY label", (known,)
        )
        stances = statements.stances(store, target=known, limit=limit)
        return TargetPage(
            row=target_rows(store, [row])[0],
            aliases=tuple(aliases),
            children=tuple(target_rows(store, children)),
            stances=tuple(sorted(stances, key=lambda s: (s.published or "", s.id))),
            notes=reading.notes_of(store, "object_id = ?", (known,)),
        )


# --- the matrix -------------------------------------------------------------------------------------------------------


def matrix(store: Store, limit_people: int = 40, limit_targets: int = 12) -> Matrix:
    """Return people × targets: those with most stances that are not rejected, see `Library.matrix`."""
    rows = store.rows(
        "SELECT s.id, a.person_id, p.name, m.now_id AS target_id, t.label, s.polarity, s.state FROM stances AS s"
        " JOIN actors AS a ON a.id = s.holder JOIN people AS p ON p.id = a.person_id"
        " JOIN targets_now AS m ON m.target_id = s.target_id JOIN targets AS t ON t.id = m.now_id"
        " JOIN versions AS v ON v.id = s.version_id JOIN articles AS r ON r.id = v.article_id"
        " WHERE s.state <> 'rejected' ORDER BY coalesce(r.published, r.added_at), s.nr"
    )
    top = _most((row["target_id"], row["label"]) for row in rows)[:limit_targets]
    shown = {target_id for target_id, _ in top}
    rows = [row for row in rows if row["target_id"] in shown]
    who = _most((row["person_id"], row["name"]) for row in rows)[:limit_people]
    present = {person_id for person_id, _ in who}
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["person_id"] in present:
            cells.setdefault((row["person_id"], row["target_id"]), []).append(row)
    return Matrix(tuple(who), tuple(top), tuple(_cell(key, found) for key, found in cells.items()))


def _most(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return sorted(counts, key=lambda pair: (-counts[pair], pair[1], pair[0]))


def _cell(key: tuple[str, str], rows: Sequence[Row]) -> MatrixCell:
    state: State = "accepted" if all(row["state"] == "accepted" for row in rows) else "unreviewed"
    return MatrixCell(*key, tuple(row["polarity"] for row in rows), state, tuple(row["id"] for row in rows))
