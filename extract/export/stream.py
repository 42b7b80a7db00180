"""Annotations without a library, to a stream: what `onrecord extract` prints.

In: annotations, and failures among them, one after the other. Out: the format's text, written as each comes, so that a
program reading along never waits for the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from extract.errors import UsageError
from extract.export.contract import dumps
from extract.export.formats import Recorded, format_named
from extract.export.options import Options
from extract.export.reading import reading_of
from extract.records import Annotations, error_json, to_json

STREAMED = ("jsonl", "json", "md", "csv")


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be annotated, and why."""

    source: str | None
    error: str


def write_annotations(
    annotations: Iterable[Annotations | Failed],
    format: str,
    stream: TextIO,
    *,
    options: Options | None = None,
    many: bool = True,
) -> None:
    """Write annotations to `stream` in one of STREAMED.

    `many` False with "json" prints the one object itself, else an array. Failures become the contract's error lines
    in JSON and JSON Lines; Markdown and CSV have no place for them, the caller reports them. Raises UsageError for
    another format.
    """
    if format not in STREAMED:
        raise UsageError(f"extract does not print {format!r}", hint=f"Use one of: {', '.join(STREAMED)}.")
    parts = {"jsonl": _lines, "json": _array if many else _object, "md": _notes, "csv": _table}[format]
    for part in parts(annotations, options or Options(links="none")):
        stream.write(part)
        stream.flush()


def _contract(item: Annotations | Failed) -> dict[str, object]:
    return error_json(item.source, item.error) if isinstance(item, Failed) else to_json(item)


def _lines(items: Iterable[Annotations | Failed], _options: Options) -> Iterator[str]:
    for item in items:
        yield dumps(_contract(item)) + "\n"


def _object(items: Iterable[Annotations | Failed], _options: Options) -> Iterator[str]:
    for item in items:
        yield dumps(_contract(item), indent=2) + "\n"


def _array(items: Iterable[Annotations | Failed], _options: Options) -> Iterator[str]:
    opening = "["
    for item in items:
        yield f"{opening}\n{dumps(_contract(item), indent=2)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _notes(items: Iterable[Annotations | Failed], options: Options) -> Iterator[str]:
    gap = ""
    for item in items:
        if not isinstance(item, Failed):
            yield gap + format_named("md").render(reading_of(item), replace(options, links="none"))
            gap = "\n"


def _table(items: Iterable[Annotations | Failed], options: Options) -> Iterator[str]:
    recorded = (Recorded(reading_of(item)) for item in items if not isinstance(item, Failed))
    for piece in format_named("csv").pieces(recorded, options):
        if piece.table == options.table:
            yield piece.text
