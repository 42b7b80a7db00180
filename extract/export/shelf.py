"""Which file in a folder is whose: an object's id and title in, its path out, the same at every export.

A note is known by the id in its marker comment or front matter, so it may be renamed and moved within the folder. A
name is never given to two objects, nor taken from a file onrecord did not write. Objects that share a title are told
apart by their ids: by the short id in the name, unless one of them has its file under the plain name already.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from extract.export.names import file_stem, folded
from extract.export.notes import FOLDERS

_HEAD = 8192
_OWNER = re.compile(r"^(?:<!-- onrecord:begin (\S+) |onrecord: (\S+)\s*$)", re.M)

Namesakes = Callable[[str, str], int]
"""(kind, title) → how many objects of the library would have that file name."""


def alone(_kind: str, _title: str) -> int:
    """Say that nothing else bears the name, where no library can be asked."""
    return 1


class Shelf:
    """The notes of one folder. Remembers what it gave out, so one shelf serves one export or one watch."""

    def __init__(self, directory: Path, suffix: str = ".md", namesakes: Namesakes = alone) -> None:
        self.directory, self.suffix, self._namesakes = directory, suffix, namesakes
        self._given: dict[tuple[str, str], str] = {}
        self._claimed: dict[str, str] = {}
        self._index: dict[str, str] | None = None
        self._names: dict[str, dict[str, set[str]]] = {}

    def file(self, kind: str, object_id: str, title: str) -> Path:
        """Return the file of an object."""
        return self.directory / (self.path(kind, object_id, title) + self.suffix)

    def path(self, kind: str, object_id: str, title: str) -> str:
        """Return the place of an object's file below the folder, without suffix, with "/" on every platform."""
        key = (kind, object_id)
        if key not in self._given:
            path = self._choose(kind, object_id, title)
            self._given[key] = path
            self._claimed[folded(path)] = object_id
        return self._given[key]

    def held(self, kind: str) -> list[str]:
        """Return the ids of the objects that have a file in the folder of their kind."""
        folder = self.directory / FOLDERS[kind]
        stems = (f.name[: -len(self.suffix)] for f in sorted(folder.glob(f"*{self.suffix}")) if f.is_file())
        return [owner for stem in stems if (owner := self._owner(FOLDERS[kind] + stem))]

    def _choose(self, kind: str, object_id: str, title: str) -> str:
        stem = FOLDERS[kind] + file_stem(title)
        own = f"{stem} ({object_id})"
        for path in (stem, own):
            if self._owner(path) == object_id:
                return path
        moved = self._moved().get(object_id)
        if moved is not None:
            return moved
        return stem if self._free(stem, object_id) and self._namesakes(kind, title) < 2 else own

    def _free(self, path: str, object_id: str) -> bool:
        claimed = self._claimed.get(folded(path), object_id) == object_id
        return claimed and self._owner(path) in (None, object_id) and not self._twins(path)

    def _owner(self, path: str) -> str | None:
        """The id of the object whose file this is; "" where it is somebody else's, None where it is none or empty."""
        try:
            with (self.directory / (path + self.suffix)).open("rb") as file:
                head = file.read(_HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return None
        if not head.strip():
            return None
        return _owner_in(head, self.suffix) or ""

    def _twins(self, path: str) -> set[str]:
        """Other names in the same folder that differ only in case or composition: one file on some systems."""
        parent, _, name = path.rpartition("/")
        if parent not in self._names:
            self._names[parent] = defaultdict(set)
            with suppress(OSError):
                for file in (self.directory / parent).iterdir():
                    if file.name.endswith(self.suffix):
                        stem = file.name[: -len(self.suffix)]
                        self._names[parent][folded(stem)].add(stem)
        return self._names[parent][folded(name)] - {name}

    def _moved(self) -> dict[str, str]:
        """Id → path of every note below the folder; looked up once, for those that are not where they are expected."""
        if self._index is None:
            self._index = {}
            for folder, folders, names in os.walk(self.directory) if self.suffix == ".md" else ():
                folders[:] = [f for f in folders if not f.startswith(".")]
                for name in sorted(n for n in names if n.endswith(self.suffix)):
                    path = (Path(folder).relative_to(self.directory) / name[: -len(self.suffix)]).as_posix()
                    self._index.setdefault(self._owner(path) or "", path)
            self._index.pop("", None)
        return self._index


def _owner_in(head: str, suffix: str) -> str | None:
    if suffix == ".md":
        found = _OWNER.search(head)
        return (found[1] or found[2]) if found else None
    found = re.search(r"\ba-[0-9a-f]{12}\b", head)
    return found[0] if found else None
