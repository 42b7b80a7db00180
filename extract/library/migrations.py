"""The schema and its numbered migrations: each is a small named function, applied once, in its own transaction.

In: an open database of any earlier schema (or an empty file). Out: one of the newest schema; a file that held an older
one was copied first to `NAME.schema-N.backup` beside it. A migration is never edited after release: add the next one,
with its SQL in sql/ and a stored file of the schema before it under tests/extract/library/stored/.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extract.errors import LibraryError
from extract.library.engine import Database, Migrations

steps = Migrations("onrecord")


def script(name: str) -> str:
    """Return the SQL of one file in sql/."""
    return (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8")


def _execute(db: Database, *names: str) -> None:
    for name in names:
        db.executescript(script(name))


@steps()
def m001_first_schema(db: Database) -> None:
    """Tables, full text and views as the first release has them."""
    _execute(db, "001_tables.sql", "001_search.sql", "001_views.sql")


def newest(migrations: Migrations = steps) -> int:
    """Return the number of the schema this onrecord writes."""
    return len(migrations._migrations)


def refuse_others(db: Database, path: Path, application: int, migrations: Migrations = steps) -> None:
    """Raise LibraryError where the file is another program's database or of a newer onrecord; it is not touched."""
    mark = db.conn.execute("PRAGMA application_id").fetchone()[0]
    filled = db.conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if filled and mark != application:
        raise LibraryError(
            f"{path} is a database of another program, not a library of onrecord",
            hint="name another file with --library PATH; this one was not touched",
        )
    found, wanted = _schema(db), newest(migrations)
    if found > wanted:
        raise LibraryError(
            f"the library {path} was written by a newer onrecord (schema {found}, this one knows {wanted})",
            hint="upgrade onrecord: `pip install --upgrade onrecord`; the file was not touched",
        )


def bring_up_to_date(db: Database, path: Path, application: int, migrations: Migrations = steps) -> Path | None:
    """Migrate `db` to the newest schema; return the backup made before, or None where none was needed.

    Raises LibraryError as `refuse_others`.
    """
    refuse_others(db, path, application, migrations)
    found = _schema(db)
    if found == newest(migrations):
        return None
    saved = copy_aside(db, path, f"schema-{found}") if found else None
    _step_up(db, application, migrations)
    return saved


def _schema(db: Database) -> int:
    return db.conn.execute("PRAGMA user_version").fetchone()[0]


def _step_up(db: Database, application: int, migrations: Migrations) -> None:
    """Apply what is pending in one transaction, so that two programs starting at once meet one whole schema."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        if _schema(db) < newest(migrations):
            migrations.apply(db)
            db.conn.execute(f"PRAGMA application_id = {application}")
            db.conn.execute(f"PRAGMA user_version = {newest(migrations)}")
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def copy_aside(db: Database, path: Path, word: str) -> Path:
    """Write a consistent copy `NAME.WORD.backup` beside the library and return its path; an older copy is kept."""
    target = path.with_name(f"{path.name}.{word}.backup")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.name}.{word}-{count}.backup")
    write_copy(db.conn, target)
    return target


def write_copy(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the open database to `target`, whole or not at all."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        conn.backup(copy)
    except BaseException:
        copy.close()
        part.unlink(missing_ok=True)
        raise
    copy.close()
    part.replace(target)
