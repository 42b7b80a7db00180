"""Search over articles, quotes, stances, notes and people.

In: what a person typed (terms.py). Out: `Hit`s with verbatim context: people, notes, quotes, stances, articles, in this
order; of each the newest first. Never raises on odd syntax: what cannot be found is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extract.library import statements, terms
from extract.library.rows import ARTICLE_TITLE, Row, dump, spans_in
from extract.library.store import Store
from extract.library.views import Hit
from extract.records import Span

ROOM = 120
"""So many code points of context on each side of the first match."""

_KINDS = {
    "person": ("person", "people", "persons"),
    "note": ("note", "notes"),
    "quote": ("quote", "quotes", "direct", "indirect", "mixed"),
    "stance": ("stance", "stances"),
    "article": ("article", "articles"),
}
"""What `kind:` may say, and what it looks in."""

_WHENCE = "JOIN versions AS v ON v.id = o.version_id JOIN articles AS r ON r.id = v.article_id"
_ACTOR = "JOIN actors AS a ON a.id = o.{0} JOIN people AS p ON p.id = a.person_id"

_QUOTE_WORDS = "SELECT words FROM quote_words WHERE nr = ?"

Place = tuple[str, Any]


def search(store: Store, query: str, limit: int = 50, offset: int = 0) -> list[Hit]:
    """Return hits, see `Library.search`."""
    asked = terms.parse(query)
    if not asked.terms and not asked.filters:
        return []
    with store.read():
        places: list[Place] = []
        for kind in _looked_in(asked):
            rest = offset + limit - len(places)
            if rest > 0:
                places += [(kind, key) for key in _FINDERS[kind](store, asked, rest)]
        page = places[offset : offset + limit]
        hits = {place: hit for kind in _KINDS for place, hit in _shown(store, asked, kind, page)}
        return [hits[place] for place in page if place in hits]


def _looked_in(asked: terms.Query) -> list[str]:
    """Return which kinds of things can answer: filters rule some out."""
    named = asked.filters.get("kind", "").casefold()
    kinds = [kind for kind, words in _KINDS.items() if not named or named in words]
    if "stance" in asked.filters:
        return [k for k in kinds if k == "stance"]
    if "speaker" in asked.filters or "state" in asked.filters:
        kinds = [k for k in kinds if k in ("quote", "stance")]
    if asked.filters.keys() & {"outlet", "date", "tag"}:
        kinds = [k for k in kinds if k in ("quote", "stance", "article")]
    if not asked.terms:
        kinds = [k for k in kinds if k not in ("person", "note") or named]
    return kinds if asked.terms or named or asked.filters.keys() & {"speaker", "state"} else ["article"]


# --- finding ----------------------------------------------------------------------------------------------------------


def _find_people(store: Store, asked: terms.Query, limit: int) -> list[str]:
    if not asked.terms:
        return store.column("SELECT id FROM people ORDER BY quotes DESC LIMIT ?", (limit,))
    return store.column(
        "SELECT p.id FROM people AS p WHERE p.nr IN (SELECT rowid FROM people_fts WHERE people_fts MATCH ?)"
        " ORDER BY p.quotes DESC LIMIT ?",
        (asked.match(), min(limit, 20)),
    )


def _find_notes(store: Store, asked: terms.Query, limit: int) -> list[str]:
    where = "WHERE nr IN (SELECT rowid FROM notes_fts WHERE notes_fts MATCH ?)" if asked.terms else ""
    return store.column(
        f"SELECT id FROM notes {where} ORDER BY at DESC LIMIT ?", [*([asked.match()] if where else []), limit]
    )


def _find_quotes(store: Store, asked: terms.Query, limit: int) -> list[str]:
    where, args = _narrowed(store, asked, "speaker")
    kind = asked.filters.get("kind", "").casefold()
    if kind in ("direct", "indirect", "mixed"):
        where.append("o.kind = ?")
        args.append(kind)
    if not asked.terms:
        return _ids(store, "quotes", where, args, limit)
    narrow = " AND ".join(["quotes_fts MATCH ?", *where])
    sql = f"SELECT o.id, o.nr FROM quotes_fts JOIN quotes AS o ON o.nr = quotes_fts.rowid {_WHENCE if where else ''}"
    newest = "quotes_fts.rowid"  # in this order FTS5 answers without sorting
    if "speaker" in asked.filters:
        newest = "o.nr"
        narrow = " AND ".join([*where, "+o.nr IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)"])
        sql, args = f"SELECT o.id, o.nr FROM quotes AS o {_WHENCE}", [*args, asked.match_words()]
    else:
        args = [asked.match_words(), *args]
    return _with_phrases(store, asked, f"{sql} WHERE {narrow} ORDER BY {newest} DESC", args, limit)


def _with_phrases(
    store: Store, asked: terms.Query, sql: str, args: Sequence[Any], limit: int, words: str = _QUOTE_WORDS
) -> list[str]:
    """Return the ids of the first things whose own words hold the phrases, which the index cannot tell."""
    phrases = asked.phrases()
    found: list[str] = []
    for object_id, nr in store.conn.execute(sql, args):
        if phrases:
            said = store.value(words, (nr,))
            if not all(terms.find(said, [phrase], 1) for phrase in phrases):
                continue
        found.append(object_id)
        if len(found) == limit:
            break
    return found


def _find_stances(store: Store, asked: terms.Query, limit: int) -> list[str]:
    where, args = _narrowed(store, asked, "holder")
    about = asked.filters.get("stance")
    if about:
        where.append(f"(o.polarity = ? OR {_ABOUT.format(labels='x.label LIKE ? ESCAPE ' + _BACKSLASH)})")
        args += [about.casefold(), f"%{terms.escape_like(about)}%"]
    if asked.terms:
        likes = [f"%{terms.escape_like(word)}%" for term in asked.terms for word in term.words]
        labels = " AND ".join(["x.label LIKE ? ESCAPE " + _BACKSLASH] * len(likes))
        match = "o.nr IN (SELECT rowid FROM stances_fts WHERE stances_fts MATCH ?)"
        where.append(f"({match} OR {_ABOUT.format(labels=labels)})")
        args += [asked.match_words(), *likes]
    narrow = f"WHERE {' AND '.join(where)}" if where else ""
    sql = f"SELECT o.id, o.nr FROM stances AS o {_WHENCE} {narrow} ORDER BY o.nr DESC"
    return _with_phrases(store, asked, sql, args, limit, _STANCE_WORDS)


_ABOUT = """o.target_id IN (SELECT m.target_id FROM targets_now AS m JOIN target_aliases AS x
    ON x.target_id IN (m.now_id, m.target_id) WHERE {labels})"""
_BACKSLASH = "'\\'"
_STANCE_WORDS = """SELECT w.words || ' ' || t.label FROM stances AS o JOIN stance_words AS w ON w.nr = o.nr
    JOIN targets_now AS m ON m.target_id = o.target_id JOIN targets AS t ON t.id = m.now_id WHERE o.nr = ?"""


def _find_articles(store: Store, asked: terms.Query, limit: int) -> list[str]:
    where, args = _narrowed(store, asked, None)
    if asked.terms:
        where.append("r.version_id IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?)")
        args.append(asked.match())
    narrow = f"WHERE {' AND '.join(where)}" if where else ""
    return store.column(f"SELECT r.id FROM articles AS r {narrow} ORDER BY r.added_at DESC LIMIT ?", [*args, limit])


_FINDERS = {
    "person": _find_people,
    "note": _find_notes,
    "quote": _find_quotes,
    "stance": _find_stances,
    "article": _find_articles,
}


def _ids(store: Store, table: str, where: Sequence[str], args: Iterable[Any], limit: int, more: str = "") -> list[str]:
    narrow = f"WHERE {' AND '.join(where)}" if where else ""
    return store.column(
        f"SELECT o.id FROM {table} AS o {_WHENCE} {more} {narrow} ORDER BY o.nr DESC LIMIT ?", [*args, limit]
    )


def _narrowed(store: Store, asked: terms.Query, holder: str | None) -> tuple[list[str], list[Any]]:
    """Return conditions on article `r` and object `o` for the filters that were typed."""
    where: list[str] = []
    args: list[Any] = []
    filters = asked.filters
    if "outlet" in filters:
        where.append("r.outlet LIKE ? ESCAPE '\\'")
        args.append(f"%{terms.escape_like(filters['outlet'])}%")
    if "tag" in filters:
        where.append("r.id IN (SELECT object_id FROM tags WHERE tag = ?)")
        args.append(filters["tag"])
    if "date" in filters:
        _between(filters["date"], where, args)
    if holder and "state" in filters:
        where.append("o.state = ?")
        args.append(filters["state"].casefold())
    if holder and "speaker" in filters:
        people = statements.people_called(store, filters["speaker"])
        where.append(f"o.{holder} IN (SELECT id FROM actors WHERE person_id IN (SELECT value FROM json_each(?)))")
        args.append(dump(people))
    return where, args


def _between(value: str, where: list[str], args: list[Any]) -> None:
    """One date, or two with .. between, each as exact as it was typed: 2024, 2024-03, 2024-03-15."""
    first, dots, last = value.partition("..")
    last = last if dots else first
    if first:
        where.append("r.published >= ?")
        args.append(first)
    if last:
        where.append("substr(r.published, 1, ?) <= ?")
        args += [len(last), last]


# --- showing ----------------------------------------------------------------------------------------------------------

_META = f"r.id AS article_id, {ARTICLE_TITLE} AS article_title, r.outlet, r.published"

_SHOWN = {
    "person": "SELECT id, name, role, names FROM people WHERE id IN ({ids})",
    "note": "SELECT n.id, n.text, n.object_id, r.id AS article_id, r.title AS article_title, r.outlet, r.published"
    " FROM notes AS n LEFT JOIN articles AS r ON r.id = n.article_id WHERE n.id IN ({ids})",
    "quote": f"SELECT o.id, o.content AS spans, o.state, v.text, p.name AS person_name, {_META}"
    f" FROM quotes AS o {_WHENCE}"
    " LEFT JOIN actors AS a ON a.id = o.speaker LEFT JOIN people AS p ON p.id = a.person_id WHERE o.id IN ({ids})",
    "stance": f"SELECT o.id, o.evidence AS spans, o.state, v.text, p.name AS person_name, {_META} FROM stances AS o"
    f" {_WHENCE} {_ACTOR.format('holder')} WHERE o.id IN ({{ids}})",
    "article": f"SELECT r.id, v.text, {_META} FROM articles AS r JOIN versions AS v ON v.id = r.version_id"
    " WHERE r.id IN ({ids})",
}


def _shown(store: Store, asked: terms.Query, kind: str, page: Sequence[Place]) -> list[tuple[Place, Hit]]:
    ids = [key for k, key in page if k == kind]
    if not ids:
        return []
    rows = store.rows(_SHOWN[kind].format(ids="SELECT value FROM json_each(?)"), (dump(ids),))
    return [((kind, row["id"]), _hit(kind, row, asked)) for row in rows]


def _hit(kind: Any, row: Row, asked: terms.Query) -> Hit:
    text, within = _where(kind, row)
    first = terms.first(within.of(text), asked.terms).shift(within.start)
    window = _window(text, within, first)
    return Hit(
        kind=kind,
        id=row["id"],
        article_id=row.get("article_id"),
        article_title=row.get("article_title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
        person_name=row["name"] if kind == "person" else row.get("person_name"),
        context=window.of(text),
        matches=tuple(terms.find(window.of(text), asked.terms)),
        position=first.start if kind in ("quote", "stance", "article") else 0,
        state=row.get("state"),
    )


def _where(kind: str, row: Row) -> tuple[str, Span]:
    """Return the text a hit is shown from, and the stretch of it that was searched."""
    if kind == "person":
        said = row["names"].replace("\n", ", ") + (f" ({row['role']})" if row["role"] else "")
        return said, Span(0, len(said))
    if kind in ("note", "article"):
        return row["text"], Span(0, len(row["text"]))
    spans = spans_in(row["spans"])
    return row["text"], Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def _window(text: str, within: Span, first: Span) -> Span:
    """Return a stretch around the first match, cut between words, within what was searched where that is short."""
    start, end = max(within.start, first.start - ROOM), min(within.end, first.end + ROOM)
    while within.start < start < first.start and not text[start - 1].isspace():
        start += 1
    while first.end < end < within.end and not text[end].isspace():
        end -= 1
    return Span(start, end)
