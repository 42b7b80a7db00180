"""The SQLite file itself: open, create, migrate, one transaction at a time, and errors in plain words.

In: a path. Out: a `Store`; sqlite-utils is loaded by the first write that needs it, since loading it takes longer than
all that a start reads. WAL lets one program write while others read; every write starts with BEGIN IMMEDIATE, so that
two programs queue instead of failing half way; `synchronous=FULL` makes an acknowledged decision outlive a power cut as
well as a kill.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA = 1
"""The number of the newest migration; a file that has it is used as it is."""

BUSY_MS = 5_000
"""How long a write waits for another program, in milliseconds."""

PAGE = 2_048
"""Size of a page in bytes: small, because texts of a few thousand characters waste half of a larger one's last page."""

APPLICATION_ID = 0x4F6E5263  # "OnRc": `file` and other programs can tell the library from other SQLite files

T = TypeVar("T")


class Store:
    """An open library file. Belongs to the thread that opened it."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self.conn = conn

    @cached_property
    def db(self) -> Database:
        """The file as sqlite-utils knows it."""
        from extract.library.engine import sqlite_utils

        return sqlite_utils.Database(self.conn, execute_plugins=False)

    def rows(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """Return all rows of a query as dictionaries."""
        found = self.conn.execute(sql, args)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> dict[str, Any] | None:
        """Return the first row of a query, or None."""
        return next(iter(self.rows(sql, args)), None)

    def value(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.conn.execute(sql, args).fetchone()
        return None if found is None else found[0]

    def column(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """Return the first column of all rows."""
        return [row[0] for row in self.conn.execute(sql, args)]

    def run(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Execute one writing statement and return how many rows it touched."""
        return self.conn.execute(sql, args).rowcount

    def insert(self, table: str, row: dict[str, Any]) -> int:
        """Insert one row and return its number."""
        return self.db.table(table).insert(row).last_rowid or 0

    def insert_all(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows of the same columns."""
        if rows:
            self.db.table(table).insert_all(rows)

    def update(self, table: str, object_id: str, values: Mapping[str, Any]) -> None:
        """Set columns of the row with that id; none changes nothing."""
        if not values:
            return
        columns = ", ".join(f"{column} = ?" for column in values)
        self.run(f"UPDATE {table} SET {columns} WHERE id = ?", (*values.values(), object_id))

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """One action of the user = one transaction; nested calls join the one that is open."""
        if self.conn.in_transaction:
            with self.db.atomic():
                yield
            return
        self.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextlib.contextmanager
    def read(self) -> Iterator[None]:
        """Several queries over one and the same state of the library, whatever others write meanwhile."""
        if self.conn.in_transaction:
            yield
            return
        self.conn.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        if self.conn.in_transaction:  # an error may have ended the transaction already
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it where nobody else has it open."""
        self.conn.close()


def open_store(path: Path, *, create: bool = True) -> Store:
    """Open the library at `path`, making or migrating it where needed.

    Raises LibraryError where there is none (and `create` is off), it is no library, newer than this onrecord, damaged,
    or cannot be opened.
    """
    if not path.exists():
        if not create:
            raise LibraryError(f"there is no library at {path}", hint="`onrecord add` makes one, or name another path")
        _make_folder(path.parent)
    try:
        return _prepared(path)
    except sqlite3.Error as trouble:
        raise plain(trouble, path) from trouble


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise LibraryError(
            f"cannot make the folder {folder}: {trouble.strerror}", hint="choose another place with --library PATH"
        ) from trouble


def _prepared(path: Path) -> Store:
    conn = _connect(path)
    try:
        store = Store(path, conn)
        if not _is_of_today(store):
            _bring_up_to_date(store)
        elif os.access(path, os.W_OK):
            _use_wal(store)
        return store
    except BaseException:
        conn.close()
        raise


def _is_of_today(store: Store) -> bool:
    return store.value("PRAGMA application_id") == APPLICATION_ID and store.value("PRAGMA user_version") == SCHEMA


def _bring_up_to_date(store: Store) -> None:
    from extract.library import migrations

    migrations.refuse_others(store.db, store.path, APPLICATION_ID)
    if os.access(store.path, os.W_OK):
        _use_wal(store)
    migrations.bring_up_to_date(store.db, store.path, APPLICATION_ID)


def _use_wal(store: Store) -> None:
    """Switch the file to write-ahead logging. Two programs doing so at once get "locked" without SQLite waiting."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            if store.value("PRAGMA journal_mode") != "wal":
                store.conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as trouble:
            if "locked" not in str(trouble) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _connect(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
    conn.execute(f"PRAGMA page_size = {PAGE}")
    try:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA recursive_triggers = ON")  # rows that are replaced leave the full text too
        conn.execute("PRAGMA cache_size = -16000")
        conn.execute("PRAGMA trusted_schema = OFF") if sqlite3.sqlite_version_info >= (3, 44) else None
    except BaseException:
        conn.close()
        raise
    return conn


# --- errors in plain words --------------------------------------------------------------------------------------------

_PLAIN: tuple[tuple[str, str, str], ...] = (
    ("locked", "the library {path} is in use by another program", "wait until it is done, or close it, and try again"),
    ("is full", "no room left on the disk of the library {path}", "free some space and try again; nothing was lost"),
    ("readonly", "the library {path} cannot be written", "check the rights of the file and its folder, or copy it"),
    ("unable to open", "the library {path} cannot be opened", "check that the path is a file you may read and write"),
    ("not a database", "{path} is not a library of onrecord", "name another file with --library PATH"),
    (
        "malformed",
        "the library {path} is damaged",
        "put a backup in its place, or save what can be read: onrecord doctor --repair",
    ),
    ("no such module: fts5", "this Python's SQLite has no full-text search (FTS5)", "install a Python that has it"),
    ("disk i/o", "the disk failed while the library {path} was in use", "check the disk; then run `onrecord doctor`"),
)


def plain(trouble: sqlite3.Error, path: Path) -> LibraryError:
    """Return the error a person can understand for one of SQLite's."""
    said = str(trouble).casefold()
    for part, title, hint in _PLAIN:
        if part in said:
            return LibraryError(title.format(path=path), hint=hint)
    return LibraryError(f"the library {path} refused: {trouble}", hint="run `onrecord doctor` to check it")


def plainly(method: Callable[..., T]) -> Callable[..., T]:
    """Wrap a public method of an object with a `store` so that it raises only errors in plain words."""

    @functools.wraps(method)
    def wrapped(self: Any, *args: Any, **options: Any) -> T:
        try:
            return method(self, *args, **options)
        except sqlite3.Error as trouble:
            raise plain(trouble, self.store.path) from trouble
        except UnicodeEncodeError as trouble:
            raise UsageError(
                f"a value holds half a character that cannot be stored: {trouble.reason}",
                hint="the text has lone surrogates; save it as UTF-8 and try again",
            ) from trouble

    return wrapped


def speaks_plainly(cls: type[T]) -> type[T]:
    """Class decorator: every public method, inherited ones too, goes through `plainly`."""
    for name in dir(cls):
        value = getattr(cls, name)
        if not name.startswith("_") and inspect.isfunction(value):
            setattr(cls, name, plainly(value))
    return cls
