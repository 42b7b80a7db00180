"""Inputs → partitions: pieces of work of about one size, the same ones on every run, so that finished ones are known.

Text, Markdown and HTML files go together by the handful; JSONL is cut at byte offsets (a row belongs to the piece in
which it starts); Parquet goes by row groups. A partition's name carries a digest of what is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from extract.cluster.extra import needed
from extract.display import one_line
from extract.errors import InputError, UsageError
from extract.ingest.sources import FORMATS
from extract.ingest.url import is_url

Kind = Literal["files", "lines", "packed", "rows"]
_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Partition:
    """One piece of work. `start` and `stop` are bytes of JSONL or rows of Parquet; `marks` change with the files."""

    kind: Kind
    paths: tuple[str, ...]
    start: int = 0
    stop: int = 0
    group: int = 0
    marks: tuple[str, ...] = ()

    def name(self, index: int, about: str) -> str:
        """Return the name of the result's file; `about` says what else it depends on (version, settings)."""
        told = json.dumps([asdict(self), about], sort_keys=True)
        return f"part-{index:06d}-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.parquet"


def find_partitions(inputs: Sequence[str], *, size: int) -> list[Partition]:
    """Return the partitions of files, folders, globs and fsspec URLs, about `size` bytes each.

    Raises InputError where an input has nothing to read, UsageError for web addresses.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    for given in inputs:
        if is_url(given):
            raise UsageError(
                f"{one_line(given)} is a web page; a cluster reads files",
                hint="Give paths or storage addresses such as s3://bucket/folder.",
            )
        files = list(_files(given))
        if not files:
            raise InputError(
                f"nothing to read in {one_line(given)}",
                hint=f"Files end in {', '.join(FORMATS)}, .jsonl.gz or .parquet.",
            )
        found.extend(files)
    unique = dict(found)
    return [*_of_texts(unique, size), *_of_sets(unique, size)]


def open_input(path: str) -> tuple[Any, str]:
    """Return the filesystem of a path or URL and the path within it."""
    return needed("fsspec").core.url_to_fs(path)


def _files(given: str) -> Iterator[tuple[str, dict[str, Any]]]:
    fs, root = open_input(str(Path(given).expanduser()) if "://" not in given else given)
    if fs.isdir(root):
        listed = fs.find(root, detail=True)
    elif any(c in root for c in "*?[") and not fs.exists(root):
        listed = fs.glob(root, detail=True)
    elif fs.exists(root):
        yield _full(fs, root), fs.info(root)
        return
    else:
        listed = {}
    for path, info in sorted(listed.items()):
        if info["type"] == "file" and _format(path) and not _hidden(path, root):
            yield _full(fs, path), info


def _full(fs: Any, path: str) -> str:
    protocol = fs.protocol if isinstance(fs.protocol, str) else fs.protocol[0]
    return str(Path(path).resolve()) if protocol in ("file", "local") else fs.unstrip_protocol(path)


def _hidden(path: str, root: str) -> bool:
    inside = PurePosixPath(path).parts[len(PurePosixPath(root).parts) :] or (PurePosixPath(path).name,)
    return any(part.startswith((".", "_")) for part in inside)


def _format(path: str) -> str | None:
    lower = path.lower()
    if lower.endswith((".jsonl.gz", ".ndjson.gz")):
        return "packed"
    return "rows" if lower.endswith(".parquet") else FORMATS.get(PurePosixPath(lower).suffix)


def _mark(info: dict[str, Any]) -> str:
    """What tells that a file has changed since: size and time, or what the storage gives instead."""
    changed = next((info[k] for k in ("ETag", "etag", "mtime", "LastModified", "updated") if k in info), "")
    return f"{info.get('size')}:{changed}"


def _of_texts(files: dict[str, dict[str, Any]], size: int) -> Iterator[Partition]:
    paths, marks, held = [], [], 0
    for path, info in files.items():
        if _format(path) in ("jsonl", "packed", "rows"):
            continue
        paths.append(path)
        marks.append(_mark(info))
        held += int(info.get("size") or 0)
        if held >= size or len(paths) >= _ROWS:
            yield Partition("files", tuple(paths), marks=tuple(marks))
            paths, marks, held = [], [], 0
    if paths:
        yield Partition("files", tuple(paths), marks=tuple(marks))


def _of_sets(files: dict[str, dict[str, Any]], size: int) -> Iterator[Partition]:
    for path, info in files.items():
        kind, marks = _format(path), (_mark(info),)
        if kind == "packed":
            yield Partition("packed", (path,), marks=marks)
        elif kind == "rows":
            yield from _of_parquet(path, marks)
        elif kind == "jsonl":
            length = int(info["size"])
            for start in range(0, length, size):
                yield Partition("lines", (path,), start, min(start + size, length), marks=marks)


def _of_parquet(path: str, marks: tuple[str, ...]) -> Iterator[Partition]:
    fs, inside = open_input(path)
    try:
        with fs.open(inside, "rb") as opened:
            meta = needed("pyarrow.parquet").ParquetFile(opened).metadata
            counts = [meta.row_group(g).num_rows for g in range(meta.num_row_groups)]
    except (OSError, ValueError) as error:  # pyarrow's ArrowInvalid is a ValueError
        raise InputError(f"{one_line(path)} cannot be read as Parquet", hint="Leave it out, or mend it.") from error
    for group, count in enumerate(counts):
        for start in range(0, count, _ROWS):
            yield Partition("rows", (path,), start, min(start + _ROWS, count), group, marks)
