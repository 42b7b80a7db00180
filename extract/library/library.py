"""The library as the rest of onrecord sees it: one object over one SQLite file.

In: annotations and decisions. Out: the frozen values of views.py. Every write is one transaction; a `Library` belongs
to the thread that opened it; all errors are in plain words (extract.errors). What the first picture of a screen does
not need is imported by the method that does: a start waits for lists and readings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extract import locations
from extract.library import lists, reading, refreshing, reports
from extract.library.rows import dump, now
from extract.library.store import Store, open_store, speaks_plainly
from extract.library.views import (
    ArticleRow,
    Found,
    Hit,
    IdentityEdge,
    Kept,
    Matrix,
    PersonPage,
    PersonRow,
    Problem,
    Reading,
    Report,
    Statement,
    TargetPage,
    TargetRow,
)
from extract.records import Annotations, Article

if TYPE_CHECKING:
    from extract.library.review import Review


@speaks_plainly
class Library:
    """One SQLite file with everything in it. Use it as a context manager, or close it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.store.path

    @cached_property
    def review(self) -> Review:
        """Every act of review."""
        from extract.library.review import Review

        return Review(self.store)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def data_version(self) -> int:
        """Return a number that changes when another program (or another `Library`) wrote to the file."""
        return self.store.value("PRAGMA data_version")

    # --- articles -----------------------------------------------------------------------------------------------------

    def find(self, article: Article) -> Found | None:
        """Return what is known of an article: by its id or source, else by its exact text."""
        from extract.library import keeping

        return keeping.find(self.store, article)

    def keep(self, annotations: Annotations) -> Kept:
        """Keep an annotated article, whole or not at all: new, known, corrected (text) or reannotated (run).

        Decisions of a person stay whatever the new text or run says; see the report. Raises UsageError where the
        annotations contradict themselves.
        """
        from extract.library import keeping

        return keeping.keep(self.store, annotations)

    def articles(
        self, *, query: str = "", sort: str = "added", descending: bool = True, limit: int = 500, offset: int = 0
    ) -> list[ArticleRow]:
        """Return a page of the list of articles; words of `query` look in title, outlet, byline, tags and text."""
        return lists.articles(self.store, query, sort, descending, limit, offset)

    def article_count(self, query: str = "") -> int:
        """Return how many articles there are, or a query finds."""
        return lists.article_count(self.store, query)

    def article(self, article_id: str) -> ArticleRow:
        """Return one article by its id or a unique beginning of it. Raises NotFoundError."""
        return lists.article(self.store, article_id)

    def reading(self, article_id: str) -> Reading:
        """Return everything the reader shows of an article, decisions applied. Raises NotFoundError."""
        return reading.reading(self.store, article_id)

    def refresh(self, reading_: Reading, changed: frozenset[str] = frozenset()) -> Reading:
        """Return a reading as it stands after decisions on `changed`, without reading the text again."""
        return refreshing.refresh(self.store, reading_, changed)

    def annotations(self, article_id: str, *, decided: bool = True) -> Annotations:
        """Return the contract's shape: decisions applied and what is rejected left out, or the machine's own."""
        from extract.library import contract

        return contract.as_annotations(self.store, article_id, decided=decided)

    def remove(self, article_ids: str | Iterable[str]) -> int:
        """Remove articles with everything in them and return how many; the ledger keeps the decisions on them.

        Kept again later, an article finds its decisions. Raises NotFoundError.
        """
        from extract.library import removing

        ids = [article_ids] if isinstance(article_ids, str) else list(article_ids)
        return removing.remove(self.store, [lists.resolve(self.store, i) for i in ids])

    def mark_read(self, article_id: str, read: bool = True) -> None:
        """Say that an article was read, or not."""
        known = lists.resolve(self.store, article_id)
        with self.store.write():
            self.store.run("UPDATE articles SET read_at = ? WHERE id = ?", (now() if read else None, known))

    def save_place(self, article_id: str, place: int, session: Mapping[str, Any] | None = None) -> None:
        """Remember where the reader was left: the code point at the top, and what the screen wants to find again."""
        with self.store.write():
            self.store.run(
                "UPDATE articles SET place = ?, placed_at = ?, session = ? WHERE id = ?",
                (place, now(), dump(dict(session or {})), article_id),
            )

    def last_place(self) -> str | None:
        """Return the article that was left last."""
        return self.store.value("SELECT id FROM articles WHERE placed_at IS NOT NULL ORDER BY placed_at DESC LIMIT 1")

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """Yield (article id, version id, text) of every article, one at a time."""
        last = ""
        while row := self.store.conn.execute(
            "SELECT a.id, v.id, v.text FROM articles AS a JOIN versions AS v ON v.id = a.version_id"
            " WHERE a.id > ? ORDER BY a.id LIMIT 1",
            (last,),
        ).fetchone():
            last = row[0]
            yield row

    def report(self, article_id: str) -> Report | None:
        """Return how earlier work came through the latest correction or new run of an article, if there was one."""
        return reports.latest_report(self.store, lists.resolve(self.store, article_id))

    # --- across articles ----------------------------------------------------------------------------------------------

    def people(self, query: str = "", *, sort: str = "quotes", limit: int = 500, offset: int = 0) -> list[PersonRow]:
        """Return a page of the list of people; `sort` is quotes, name or last; words of `query` look in names."""
        from extract.library import people

        return people.people(self.store, query, sort, limit, offset)

    def person(self, person_id: str, *, limit: int = 500) -> PersonPage:
        """Return one person's page with at most `limit` newest quotes and stances; any of their ids will do.

        Raises NotFoundError.
        """
        from extract.library import people

        return people.person(self.store, person_id, limit)

    def suggestions(self, limit: int = 100) -> list[IdentityEdge]:
        """Return who may be one person, with reasons, as long as nobody has judged it."""
        from extract.library import people

        return people.suggestions(self.store, limit)

    def targets(self, query: str = "", *, sort: str = "stances", limit: int = 500, offset: int = 0) -> list[TargetRow]:
        """Return a page of the list of targets; `sort` is stances or label; words of `query` look in labels."""
        from extract.library import targets

        return targets.targets(self.store, query, sort, limit, offset)

    def target(self, target_id: str, *, limit: int = 1000) -> TargetPage:
        """Return one target's page; an id or a label. Raises NotFoundError."""
        from extract.library import targets

        return targets.target(self.store, target_id, limit)

    def matrix(self, limit_people: int = 40, limit_targets: int = 12) -> Matrix:
        """Return people × targets, those with most stances that are not rejected."""
        from extract.library import targets

        return targets.matrix(self.store, limit_people, limit_targets)

    def quotes(self, **filters: Any) -> list[Statement]:
        """Return quotes, newest first: article, speaker (id or name), kind, state, limit, offset."""
        from extract.library import statements

        return statements.quotes(self.store, **filters)

    def stances(self, **filters: Any) -> list[Statement]:
        """Return stances, newest first: article, speaker, state, target (id or part of a label), polarity, limit, …"""
        from extract.library import statements

        return statements.stances(self.store, **filters)

    def changes_of_position(self, person_id: str | None = None) -> list[tuple[Statement, Statement]]:
        """Return (earlier, later) receipts where somebody's dated stances on one target differ."""
        from extract.library import statements

        return statements.changes_of_position(self.store, person_id)

    def search(self, query: str, *, limit: int = 50, offset: int = 0) -> list[Hit]:
        """Return hits for words, "phrases", prefix* and filters (terms.py); never raises on odd syntax."""
        from extract.library import search

        return search.search(self.store, query, limit, offset)

    # --- care ---------------------------------------------------------------------------------------------------------

    def check(self) -> list[Problem]:
        """Return everything that is wrong with the file; nothing where it is sound."""
        from extract.library import care

        return care.check(self.store)

    def repair(self) -> list[str]:
        """Rebuild what is derived (full text, cache of decisions, people) and return what was done."""
        from extract.library import care

        return care.repair(self.store)

    def backup(self, path: Path | str) -> Path:
        """Write a consistent copy to a file or into a folder and return its path. Raises LibraryError."""
        from extract.library import care

        return care.backup(self.store, Path(path).expanduser())

    def stats(self) -> dict[str, Any]:
        """Return counts of what is kept, and sizes of file and text in bytes."""
        from extract.library import care

        return care.stats(self.store)


def open_library(path: Path | str | None = None, *, create: bool = True) -> Library:
    """Open a library, see `extract.library.open_library`."""
    chosen = locations.library_path() if path is None else Path(path).expanduser()
    return Library(open_store(chosen, create=create))
