"""A partition → its documents, one at a time: an Article, or the error of one that cannot be read."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any, cast

from extract.cluster.extra import needed
from extract.cluster.plan import Partition, open_input
from extract.display import one_line
from extract.errors import InputError
from extract.ingest import Limits, read_bytes
from extract.ingest.article import printable
from extract.ingest.rows import jsonl_rows, parse_row, row_article
from extract.ingest.sources import FORMATS
from extract.records import Article

Document = tuple[str, Article | InputError]


def documents(partition: Partition, limits: Limits) -> Iterator[Document]:
    """Yield (source, article or error) of each document in a partition. Raises OSError where the storage fails."""
    if partition.kind == "files":
        for path in partition.paths:
            yield printable(path), _file(path, limits)
    elif partition.kind == "lines":
        yield from _lines(partition, limits)
    elif partition.kind == "packed":
        yield from _packed(partition.paths[0], limits)
    else:
        yield from _rows(partition)


def _file(path: str, limits: Limits) -> Article | InputError:
    fs, inside = open_input(path)
    try:
        with fs.open(inside, "rb") as opened:
            data = opened.read(limits.file_bytes + 1)
    except (FileNotFoundError, PermissionError) as error:
        return InputError(f"{one_line(path)} cannot be read", hint=type(error).__name__)
    if len(data) > limits.file_bytes:
        return InputError(f"{one_line(path)} is larger than {limits.file_bytes / 1e6:.0f} MB", hint="Split it.")
    try:
        return read_bytes(data, source=path, format=FORMATS.get(PurePosixPath(path.lower()).suffix), limits=limits)
    except InputError as error:
        return error


def _article(row: object, name: str, number: int) -> Document:
    if isinstance(row, InputError):
        return f"{name}#{number}", row
    try:
        article = row_article(row, name=name, number=number)
    except InputError as error:
        return f"{name}#{number}", error
    return article.source or name, article


def _lines(partition: Partition, limits: Limits) -> Iterator[Document]:
    """Rows that start in this piece. A row without a name of its own is known by the byte at which it starts."""
    path = partition.paths[0]
    fs, inside = open_input(path)
    with fs.open(inside, "rb") as file:
        if partition.start:
            file.seek(partition.start - 1)
            _to_line_end(file, limits.row)  # what is left of a row that the piece before has taken
        while (at := file.tell()) < partition.stop:
            line = file.readline(limits.row + 1)
            if not line:
                return
            if len(line) > limits.row:
                _to_line_end(file, limits.row)
                yield (
                    f"{path}#{at}",
                    InputError(f"{one_line(path)}, byte {at}: the row is too long", hint="One article a row."),
                )
            elif line.strip():
                yield _article(parse_row(line, name=path, number=at), path, at)


def _to_line_end(file: Any, most: int) -> None:
    while (rest := file.readline(most)) and not rest.endswith(b"\n"):
        continue


def _packed(path: str, limits: Limits) -> Iterator[Document]:
    fs, inside = open_input(path)
    try:
        with fs.open(inside, "rb") as raw, gzip.GzipFile(fileobj=raw) as file:
            for number, row in jsonl_rows(cast("IO[bytes]", file), name=path, longest=limits.row):
                yield _article(row, path, number)
    except (EOFError, gzip.BadGzipFile) as error:
        yield path, InputError(f"{one_line(path)} is damaged: {error}", hint="The rows before the damage were read.")


def _rows(partition: Partition) -> Iterator[Document]:
    path = partition.paths[0]
    fs, inside = open_input(path)
    with fs.open(inside, "rb") as opened:
        table = needed("pyarrow.parquet").ParquetFile(opened)
        before = sum(table.metadata.row_group(g).num_rows for g in range(partition.group))
        rows = table.read_row_group(partition.group).slice(partition.start, partition.stop - partition.start)
        for number, row in enumerate(rows.to_pylist(), before + partition.start + 1):
            yield _article(row, path, number)
