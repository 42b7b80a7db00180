"""What can be read of a damaged library, in a new one beside it; the damaged file is left as it is.

In: the path of a library that SQLite finds malformed. Out: a whole library of every row that can still be read and does
not rest on one that cannot, and how many rows of each table that is. What is derived is made anew. A table is read from
both ends up to the damage, then row by row in between.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from extract.errors import LibraryError
from extract.library import care
from extract.library.rows import now
from extract.library.store import Store, open_store

TABLES = (
    *("runs", "articles", "versions", "regions", "explanations", "people", "actors", "quotes", "targets"),
    *("target_aliases", "stances", "identity", "decisions", "notes", "tags", "flags", "reports", "exports"),
)
"""What cannot be made anew."""

MISSES = 500
"""After so many rows in a row that cannot be read, a table is given up: a page holds fewer."""

Row = tuple[Any, ...]


def is_damaged(path: Path) -> bool:
    """Tell whether a file is a database that SQLite finds malformed."""
    with _copy_of(path) as damaged:
        try:
            return damaged.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",)
        except sqlite3.DatabaseError as trouble:
            return "malformed" in str(trouble)


def rescue(path: Path, target: Path) -> dict[str, int]:
    """Write what can be read of the library at `path` to a new one at `target`; return how many rows of each table.

    Raises LibraryError where nothing can be read, or there is a file at `target`.
    """
    if target.exists():
        raise LibraryError(f"{target} is there already", hint="move it away first")
    with _copy_of(path) as damaged, closing(open_store(target)) as store:
        store.conn.execute("PRAGMA foreign_keys = OFF")
        with store.write():
            for table in TABLES:
                _copy_rows(damaged, store, table)
            _make_what_others_tell_of(store)
            _let_go_of_what_rests_on_nothing(store)
        store.conn.execute("PRAGMA foreign_keys = ON")
        saved = {table: store.value(f"SELECT count(*) FROM {table}") for table in TABLES}
        if saved["articles"]:
            care.repair(store)
            return saved
    target.unlink()
    raise LibraryError(f"nothing can be read of {path}", hint="put a backup in its place")


@contextmanager
def _copy_of(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy with its log, where what was committed last may be: SQLite writes into a file it only reads from."""
    with tempfile.TemporaryDirectory(prefix="onrecord-rescue-") as folder:
        for file in (path, path.with_name(f"{path.name}-wal")):
            if file.exists():
                shutil.copyfile(file, Path(folder) / file.name)
        with closing(sqlite3.connect(Path(folder) / path.name, isolation_level=None)) as conn:
            yield conn


def _copy_rows(damaged: sqlite3.Connection, store: Store, table: str) -> None:
    columns = ", ".join(f'"{row[1]}"' for row in store.conn.execute(f"PRAGMA table_info({table})"))
    places = ", ".join("?" for _ in columns.split(", "))
    for row in _rows(damaged, table, columns):
        with suppress(sqlite3.DatabaseError):  # half a row may break a rule of its table
            store.run(f"INSERT OR IGNORE INTO {table}({columns}) VALUES ({places})", row)


def _rows(damaged: sqlite3.Connection, table: str, columns: str) -> Iterator[Row]:
    """Yield every row that can be read, some perhaps twice."""
    numbered = _has_numbers(damaged, table)
    select = f"SELECT {'rowid' if numbered else '0'}, {columns} FROM {table}"
    keys = ("rowid",) if numbered else columns.split(", ")
    ends: dict[str, int | None] = {"ASC": None, "DESC": None}
    for order in ends:
        with suppress(sqlite3.DatabaseError):
            for number, *row in damaged.execute(f"{select} ORDER BY {', '.join(f'{key} {order}' for key in keys)}"):
                ends[order] = number
                yield tuple(row)
            return
    first, last = ends.values()
    if numbered and first is not None:
        yield from _one_by_one(damaged, select, first, last)


def _one_by_one(damaged: sqlite3.Connection, select: str, first: int, last: int | None) -> Iterator[Row]:
    """Yield the rows after number `first`, before `last`, past the damage that reading them in order ran into."""
    missed = 0
    for number in count(first + 1):
        if missed == MISSES or number == last:
            return
        missed += 1
        with suppress(sqlite3.DatabaseError):
            for _, *row in damaged.execute(f"{select} WHERE rowid = ?", (number,)):
                missed = 0
                yield tuple(row)


def _has_numbers(damaged: sqlite3.Connection, table: str) -> bool:
    try:
        damaged.execute(f"SELECT rowid FROM {table} LIMIT 0")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True
    return True


def _make_what_others_tell_of(store: Store) -> None:
    """Make the rows that could not be read of which others say enough: articles, people, targets."""
    store.run(
        "INSERT OR IGNORE INTO articles(id, added_at) SELECT article_id, min(at) FROM versions GROUP BY article_id"
    )
    store.run("UPDATE articles SET version_id = (SELECT max(id) FROM versions WHERE article_id = articles.id)")
    store.run(
        "INSERT OR IGNORE INTO people(id, name, kind, role, names, articles, quotes)"
        " SELECT person_id, name, kind, role, name, 0, 0 FROM actors ORDER BY person_id = id DESC"
    )
    store.run("INSERT OR IGNORE INTO targets(id, label, at) SELECT target_id, target, ? FROM stances", (now(),))


def _let_go_of_what_rests_on_nothing(store: Store) -> None:
    """Clear references to rows that could not be read, and drop the rows that mean nothing without them."""
    guard = store.value("SELECT sql FROM sqlite_master WHERE name = 'decisions_stay'")
    store.run("DROP TRIGGER decisions_stay")
    store.run("DELETE FROM articles WHERE version_id IS NULL")
    while wrong := store.conn.execute("PRAGMA foreign_key_check").fetchall():
        for table, parent, reference in {(row[0], row[2], row[3]) for row in wrong}:
            _let_go(store, table, parent, reference)
    store.run(guard)


def _let_go(store: Store, table: str, parent: str, reference: int) -> None:
    keys = store.conn.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    column, key = next((row[3], row[4]) for row in keys if row[0] == reference)
    needed = any(row[1] == column and row[3] for row in store.conn.execute(f"PRAGMA table_info({table})"))
    lost = f"{column} NOT IN (SELECT {key} FROM {parent})"
    if needed or table == "decisions":  # an undoing without what it undoes would count as a decision
        store.run(f"DELETE FROM {table} WHERE {lost}")
    else:
        store.run(f"UPDATE {table} SET {column} = NULL WHERE {lost}")
