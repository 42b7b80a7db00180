"""The file: made, migrated with a backup, refused in plain words where it cannot be used, and never harmed."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from extract.errors import LibraryError
from extract.library import migrations, open_library, store
from extract.library.library import Library
from extract.library.store import APPLICATION_ID
from tests.extract.library.stories import bridge, others

STORED = sorted((Path(__file__).parent / "stored").glob("schema-*.db.gz"))


# --- migrations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stored", STORED, ids=lambda p: p.name)
def test_libraries_of_every_released_schema_open_whole(stored: Path, path: Path) -> None:
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    with open_library(path) as lib:
        assert lib.stats()["schema"] == migrations.newest()
        article = next(a.id for a in lib.articles() if a.title == "The bridge")
        reading = lib.reading(article)
        assert [q.state for q in reading.quotes] == ["accepted", "accepted", "unreviewed", "unreviewed"]
        assert reading.quotes[2].speaker is None and reading.notes[0].text == "stored"
        assert lib.review.undo().message == "undone: note" and lib.check() == []


def test_there_is_a_stored_file_of_the_newest_schema() -> None:
    assert f"schema-{migrations.newest()}.db.gz" in [p.name for p in STORED]


def test_the_store_knows_the_number_of_the_newest_migration() -> None:
    assert migrations.newest() == store.SCHEMA


def later(step: object) -> Migrations:
    """The migrations of today and one more."""
    more = Migrations("onrecord")
    for known in migrations.steps._migrations:
        more._migrations.append(known)
    more(name="m999_more")(step)  # pyright: ignore
    return more


def test_an_older_library_is_backed_up_and_then_migrated(path: Path) -> None:
    path.write_bytes(gzip.decompress(STORED[-1].read_bytes()))
    before = migrations.newest()
    db = Database(path)
    saved = migrations.bring_up_to_date(
        db, path, APPLICATION_ID, later(lambda db: db.execute("ALTER TABLE articles ADD COLUMN mood TEXT"))
    )
    assert saved is not None and saved.name == f"library.db.schema-{before}.backup"
    assert "mood" in db["articles"].columns_dict
    assert db.execute("PRAGMA user_version").fetchone()[0] == before + 1
    db.close()
    with open_library(saved) as lib:
        assert lib.stats()["schema"] == before and lib.check() == []
    with pytest.raises(LibraryError, match="newer onrecord"):
        open_library(path)


def test_a_migration_that_fails_leaves_the_library_as_it_was(path: Path) -> None:
    path.write_bytes(gzip.decompress(STORED[-1].read_bytes()))

    def fail(db: Database) -> None:
        db.execute("DELETE FROM notes")
        raise RuntimeError("no")

    db = Database(path)
    with pytest.raises(RuntimeError):
        migrations.bring_up_to_date(db, path, APPLICATION_ID, later(fail))
    db.close()
    with open_library(path) as lib:
        assert lib.stats()["notes"] == 1 and lib.check() == []


# --- what cannot be used ----------------------------------------------------------------------------------------------


def refused(path: Path, words: str) -> None:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LibraryError, match=words) as raised:
        open_library(path)
    assert raised.value.hint and str(path) in raised.value.title
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_other_files_are_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Dear diary, this is no database at all. " * 40)
    refused(tmp_path / "text.db", "not a library")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes(name)")
    other.close()
    refused(tmp_path / "other.db", "another program")
    refused(tmp_path, "cannot be opened")


def test_no_library_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        open_library(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with open_library(tmp_path / "deep" / "er" / "l.db") as lib:
        assert lib.articles() == []


def test_a_newer_library_is_refused_and_not_touched(path: Path) -> None:
    open_library(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    refused(path, "newer onrecord")


def test_a_damaged_library_says_so(path: Path) -> None:
    with open_library(path) as lib:
        for day in range(1, 20):
            lib.keep(others(day, f"Person {day}").annotations())
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 3, len(data) - 2048, 2048):
        data[at : at + 600] = b"\xff" * 600
    path.write_bytes(data)
    try:
        with open_library(path) as lib:
            assert any(not p.mendable for p in lib.check())
            lib.articles()
            lib.search("number")
    except LibraryError as said:
        assert "damaged" in said.title or "not a library" in said.title or "refused" in said.title


def test_a_file_that_cannot_even_be_checked_is_told_of_as_damaged(lib: Library, kept: str) -> None:
    class Torn:
        """A connection to a file so damaged that SQLite gives up checking it."""

        def execute(self, *_: object) -> None:
            raise sqlite3.DatabaseError("database disk image is malformed")

    whole, lib.store.conn = lib.store.conn, Torn()  # pyright: ignore[reportAttributeAccessIssue]
    problems = lib.check()
    lib.store.conn = whole
    assert [(p.kind, p.mendable) for p in problems] == [("file", False)]


def test_a_locked_library_says_so_and_loses_nothing(lib: Library, kept: str) -> None:
    lib.store.conn.execute("PRAGMA busy_timeout = 30")
    other = sqlite3.connect(lib.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    quote = lib.reading(kept).quotes[0].id
    with pytest.raises(LibraryError, match="in use by another program"):
        lib.review.accept(quote)
    other.execute("ROLLBACK")
    other.close()
    assert lib.review.accept(quote).batch and lib.check() == []


def test_a_full_disk_says_so_and_leaves_no_half_article(lib: Library, kept: str) -> None:
    pages = lib.store.value("PRAGMA page_count")
    lib.store.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="no room left"):
        for day in range(1, 30):
            lib.keep(others(day, f"Somebody {day}", also="Cy Fox and Di Orr").annotations())
    whole = lib.article_count()
    lib.store.conn.execute("PRAGMA max_page_count = 1000000")
    assert lib.check() == [] and lib.stats()["versions"] == whole
    assert len(lib.reading(kept).quotes) == 4


def test_a_read_only_library_can_be_read(lib: Library, kept: str) -> None:
    lib.store.conn.execute("PRAGMA query_only = 1")
    quote = lib.reading(kept).quotes[0].id
    with pytest.raises(LibraryError, match="cannot be written"):
        lib.review.accept(quote)
    assert lib.search("bridge") and lib.check() == []


# --- two programs -----------------------------------------------------------------------------------------------------

WRITER = """
import sys
from extract.library import open_library
from tests.extract.library.stories import others
first = int(sys.argv[2])
with open_library(sys.argv[1]) as lib:
    for day in range(first, first + 12):
        article = lib.keep(others(day, "Ann Lee", "mayor").annotations()).article_id
        lib.review.accept([q.id for q in lib.reading(article).quotes])
        lib.review.tag(article, f"day-{day}")
"""


def test_two_programs_on_one_library_lose_nothing(path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(first)]) for first in (1, 15)]
    assert [w.wait(timeout=120) for w in writers] == [0, 0]
    with open_library(path) as lib:
        assert lib.article_count() == 24 and lib.stats()["quotes_accepted"] == 24
        assert lib.people()[0].articles == 24 and len(lib.review.history()) == 48
        assert lib.check() == []


# --- care -------------------------------------------------------------------------------------------------------------


def test_repair_mends_what_is_derived(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    lib.review.accept(reading.quotes[0].id)
    lib.review.rename_person(reading.people[0].id, "Anna")
    lib.review.tag(kept, "x")
    before = lib.reading(kept)
    conn = lib.store.conn
    conn.execute("UPDATE quotes SET decided = 'rejected'")
    conn.execute("UPDATE actors SET name = 'Hacked', machine = NULL WHERE id = ?", (reading.people[0].id,))
    conn.execute("DELETE FROM tags")
    conn.execute("UPDATE people SET quotes = 99")
    conn.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('delete-all')")
    kinds = {p.kind for p in lib.check()}
    assert kinds == {"search", "decisions", "people"} and all(p.mendable for p in lib.check())
    assert lib.repair()
    assert lib.check() == [] and lib.reading(kept).quotes == before.quotes
    assert lib.reading(kept).article.tags == ("x",) and lib.search("tunnel")


def test_repair_brings_nothing_of_a_removed_article_back(lib: Library, kept: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    lib.review.note("quote", quote, "gone with it")
    lib.review.tag(quote, "x")
    lib.review.flag(quote)
    lib.review.add_quote(kept, [(0, 4)])
    lib.remove(kept)
    lib.repair()
    assert lib.check() == [] and not lib.search("gone")


def test_backup_is_a_whole_library(lib: Library, kept: str, tmp_path: Path) -> None:
    lib.review.accept(lib.reading(kept).quotes[0].id)
    for target in (tmp_path / "new" / "copy.db", tmp_path / "new"):
        copy = lib.backup(target)
        with open_library(copy) as other:
            assert other.reading(kept) == lib.reading(kept) and other.check() == []
    with pytest.raises(LibraryError):
        lib.backup(lib.path)
    draft = tmp_path / "draft.md"
    draft.write_text("mine", encoding="utf-8")
    with pytest.raises(LibraryError, match="is there already"):
        lib.backup(draft)
    assert draft.read_text(encoding="utf-8") == "mine"
    with pytest.raises(LibraryError):
        lib.backup(Path("/proc/nowhere/copy.db"))
    assert not list(tmp_path.rglob("*.part"))


def test_stats_count(lib: Library) -> None:
    lib.keep(bridge().annotations())
    stats = lib.stats()
    assert (stats["articles"], stats["quotes"], stats["people"], stats["stances"]) == (1, 4, 3, 1)
    assert 0 < stats["text_bytes"] < stats["file_bytes"]
