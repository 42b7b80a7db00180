"""sqlite-utils, loaded without numpy and pandas.

It imports them, where they are installed, only to be able to write their columns; the library has none, and a start
without them is 150 ms quicker and 15 MB smaller. A module that is loaded already is left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _unseen(*names: str) -> Iterator[None]:
    """Make modules that are not loaded look as if they were not installed."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # pyright: ignore[reportCallIssue, reportArgumentType]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _unseen("numpy", "pandas"):
    import sqlite_utils
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations", "sqlite_utils"]
