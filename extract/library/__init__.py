"""The library: annotations and decisions in, one SQLite file, everything that is on record out.

`open_library` is the way in; the values it answers with are in views.py. Loading sqlite-utils waits until a library is
opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.library.library import Library

__all__ = ["open_library"]


def open_library(path: Path | str | None = None, *, create: bool = True) -> Library:
    """Open the library at `path` (None: the one `locations.library_path` names), making it where there is none.

    Raises LibraryError where it cannot be opened, is damaged, of another program or of a newer onrecord, and where
    there is none and `create` is off.
    """
    from extract.library import library

    return library.open_library(path, create=create)
