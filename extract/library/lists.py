"""The list of articles: filtered, sorted, counted, a page at a time.

In: what to look for and how to sort. Out: `ArticleRow`s with tallies of their quotes and stances.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.errors import NotFoundError, UsageError
from extract.library import terms
from extract.library.rows import Row, called, dump
from extract.library.store import Store
from extract.library.tallies import tallies
from extract.library.views import ArticleRow, Tally

SORTS = {
    "added": "a.added_at {way}, a.id",
    "published": "a.published IS NULL, a.published {way}, a.id",
    "title": "a.title IS NULL, a.title COLLATE NOCASE {way}, a.id",
    "outlet": "a.outlet IS NULL, a.outlet COLLATE NOCASE {way}, a.id",
    "unreviewed": "coalesce(waiting.n, 0) {way}, a.added_at DESC, a.id",
}
"""How lists of articles can be sorted."""

_WAITING = """LEFT JOIN (SELECT version_id, sum(n) AS n FROM (
    SELECT version_id, count(*) AS n FROM quotes GROUP BY version_id
    UNION ALL SELECT version_id, -count(*) FROM quotes WHERE state <> 'unreviewed' GROUP BY version_id
    UNION ALL SELECT version_id, count(*) FROM stances GROUP BY version_id
    UNION ALL SELECT version_id, -count(*) FROM stances WHERE state <> 'unreviewed' GROUP BY version_id)
    GROUP BY version_id) AS waiting ON waiting.version_id = a.version_id"""

_COLUMNS = """a.id, a.version_id, a.title, a.outlet, a.byline, a.published, a.language, a.source, a.added_at, a.read_at,
    v.words"""


def articles(
    store: Store, query: str = "", sort: str = "added", descending: bool = True, limit: int = 500, offset: int = 0
) -> list[ArticleRow]:
    """Return a page of the list of articles, see `Library.articles`."""
    if sort not in SORTS:
        raise UsageError(f"articles cannot be sorted by {sort!r}", hint=f"one of: {', '.join(SORTS)}")
    where, args = _filter(query)
    order = SORTS[sort].format(way="DESC" if descending else "ASC")
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM articles AS a JOIN versions AS v ON v.id = a.version_id"
        f" {_WAITING if sort == 'unreviewed' else ''} {where} ORDER BY {order} LIMIT ? OFFSET ?",
        [*args, limit, offset],
    )
    return _with_tallies(store, rows)


def article_count(store: Store, query: str = "") -> int:
    """Return how many articles a query finds."""
    where, args = _filter(query)
    return store.value(f"SELECT count(*) FROM articles AS a {where}", args)


def article(store: Store, article_id: str) -> ArticleRow:
    """Return one article by its id or a unique beginning of it. Raises NotFoundError."""
    known = resolve(store, article_id)
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM articles AS a JOIN versions AS v ON v.id = a.version_id WHERE a.id = ?", (known,)
    )
    return _with_tallies(store, rows)[0]


def resolve(store: Store, article_id: str) -> str:
    """Return the whole id for an id or a unique beginning of one. Raises NotFoundError."""
    if store.value("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
        return article_id
    wanted = article_id if article_id.startswith("a-") else f"a-{article_id}"
    found = store.column("SELECT id FROM articles WHERE substr(id, 1, ?) = ? LIMIT 2", (len(wanted), wanted))
    if len(found) == 1 and len(wanted) > len("a-"):
        return found[0]
    trouble = "several articles begin with" if found else "no article"
    raise NotFoundError(f"{trouble} {article_id!r} in the library", hint="`onrecord list` shows the ids")


def _filter(query: str) -> tuple[str, list[str]]:
    """Words look in title, outlet, byline, tags and text; every word must be found somewhere."""
    conditions, args = [], []
    for word in query.split():
        like = f"%{terms.escape_like(word)}%"
        conditions.append(
            "(a.title LIKE ? ESCAPE '\\' OR a.outlet LIKE ? ESCAPE '\\' OR a.byline LIKE ? ESCAPE '\\' OR a.id = ?"
            " OR a.id IN (SELECT object_id FROM tags WHERE tag = ?)"
            " OR a.version_id IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?))"
        )
        args += [like, like, like, word, word, terms.match_prefix(word)]
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), args


def _with_tallies(store: Store, rows: Sequence[Row]) -> list[ArticleRow]:
    versions = dump([row["version_id"] for row in rows])
    listed = "{0} AS o WHERE o.version_id IN (SELECT value FROM json_each(?))"
    quotes = tallies(store, "o.version_id", listed.format("quotes"), (versions,))
    stances = tallies(store, "o.version_id", listed.format("stances"), (versions,))
    people = dict(
        store.conn.execute(
            "SELECT version_id, count(DISTINCT person_id) FROM actors"
            " WHERE version_id IN (SELECT value FROM json_each(?)) AND state <> 'rejected' GROUP BY version_id",
            (versions,),
        ).fetchall()
    )
    tags: dict[str, tuple[str, ...]] = {}
    for object_id, tag in store.conn.execute(
        "SELECT object_id, tag FROM tags WHERE object_id IN (SELECT value FROM json_each(?)) ORDER BY tag",
        (dump([row["id"] for row in rows]),),
    ):
        tags[object_id] = (*tags.get(object_id, ()), tag)
    return [
        ArticleRow(
            id=row["id"],
            version_id=row["version_id"],
            title=row["title"] or called(row["source"]) or row["id"],
            outlet=row["outlet"],
            byline=row["byline"],
            published=row["published"],
            language=row["language"],
            source=row["source"],
            added_at=row["added_at"],
            read_at=row["read_at"],
            words=row["words"],
            people=people.get(row["version_id"], 0),
            quotes=quotes.get(row["version_id"], Tally()),
            stances=stances.get(row["version_id"], Tally()),
            tags=tags.get(row["id"], ()),
        )
        for row in rows
    ]
