"""Files written whole or not at all.

In: a path and text, or pieces of text. Out: the file, replaced in one step; untouched, time of change and all, where it
already holds exactly that.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from extract.errors import ExportError

_UNFINISHED = (".onrecord-", ".tmp")
ABANDONED = 3600
"""After so many seconds nobody is at work on an unfinished file any more."""


def read_text(path: Path) -> str | None:
    """Return a file's text with its line ends as they are, None where there is none.

    Raises ExportError where it cannot be read as UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ExportError(f"{path} is not UTF-8", hint="Save it as UTF-8, or move it away and export again.") from error
    except OSError as error:
        raise _failed(path, error) from error


def write_text(path: Path, text: str) -> bool:
    """Make the file hold `text`; return whether it had to be written. Raises ExportError."""
    data = _encoded(text)
    try:
        if path.read_bytes() == data:
            return False
    except OSError:  # not there yet, or unreadable: writing says which
        pass
    with Replacement(path) as out:
        out.write(data)
    return True


def sweep(folder: Path) -> None:
    """Take away what an export that was killed left unfinished in a folder; a younger one may be at work on its own."""
    for left in folder.glob(f"{_UNFINISHED[0]}*{_UNFINISHED[1]}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()


class Replacement:
    """A file in the making beside the one it will replace when the `with` block ends well.

    Permissions of the old file are kept and links followed. Raises ExportError, leaving the old file whole.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self._temporary = self.path.with_name(f"{_UNFINISHED[0]}{secrets.token_hex(6)}{_UNFINISHED[1]}")
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Replacement:
        """Open the new file."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
            self._file = os.fdopen(os.open(self._temporary, flags, 0o666), "wb")
        except OSError as error:
            raise _failed(self.path, error) from error
        return self

    def write(self, data: bytes | str) -> None:
        """Add to the new file."""
        assert self._file is not None
        try:
            self._file.write(data if isinstance(data, bytes) else _encoded(data))
        except OSError as error:
            raise _failed(self.path, error) from error

    def __exit__(self, kind: object, *_rest: object) -> None:
        """Put the new file in place, or take it away where something was raised."""
        assert self._file is not None
        try:
            if kind is None:
                self._place(self._file)
        except OSError as error:
            raise _failed(self.path, error) from error
        finally:
            with suppress(OSError):  # a full disk fails again here; it has been told of
                self._file.close()
            with suppress(FileNotFoundError):
                self._temporary.unlink()

    def _place(self, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())
        file.close()
        if self.path.exists():
            self._temporary.chmod(self.path.stat().st_mode & 0o777)
        if not _same(self._temporary, self.path):
            self._temporary.replace(self.path)
            _sync_folder(self.path.parent)


def write_pieces(paths: dict[str, Path], pieces: Iterable[tuple[str, str]]) -> list[Path]:
    """Write pieces (name, text) to the file of each name, all replaced at the end; return those that changed."""
    before = {name: _stamp(path) for name, path in paths.items()}
    files = {name: Replacement(path) for name, path in paths.items()}
    opened: list[Replacement] = []
    try:
        for file in files.values():
            opened.append(file.__enter__())
        for name, text in pieces:
            files[name].write(text)
    except BaseException as error:
        for file in opened:
            file.__exit__(type(error))
        raise
    for file in opened:
        file.__exit__(None)
    return [path for name, path in paths.items() if _stamp(path) != before[name]]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns)


def _same(a: Path, b: Path) -> bool:
    if not b.exists() or a.stat().st_size != b.stat().st_size:
        return False
    with a.open("rb") as one, b.open("rb") as other:
        while chunk := one.read(1 << 20):
            if chunk != other.read(1 << 20):
                return False
    return True


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut, where the platform can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: Path, error: OSError) -> ExportError:
    return ExportError(
        f"{path} cannot be written: {error.strerror or error}",
        hint="Choose another folder with -o, or make room and give yourself the right to write there.",
    )
