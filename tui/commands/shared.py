"""What the verbs share: the library option, messages on stderr, tables and JSON on stdout."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.display import one_line
from extract.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from extract.library import Library

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        # not typer's envvar, which would make the variable win over a library named before the verb
        help="The library file; by default ONRECORD_LIBRARY's, or one in the platform's data folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs, one array.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Print at most so many.")]

_named: list[Path | None] = [None]


def remember_library(path: Path | None) -> None:
    """Keep the library named before the verb, for the verb."""
    _named[0] = path


def named_library(path: Path | None) -> Path | None:
    """Return the library named after the verb, or before it."""
    return path or _named[0]


def library_file(path: Path | None) -> Path:
    """Return the library to use: named after the verb, before it, or the usual one."""
    from tui import settings

    return settings.library_file(named_library(path))


def open_library(path: Path | None, *, create: bool = False) -> Library:
    """Open the library; one that is only read must exist. Raises LibraryError or UsageError with a way out."""
    from extract import library

    file = library_file(path)
    if not create and not file.exists():
        raise UsageError(f"There is no library at {one_line(str(file))} yet.", hint="Start one: onrecord add ARTICLE")
    return library.open_library(file)


def say(message: str) -> None:
    """Write one line for the person on stderr."""
    typer.echo(one_line(message), err=True)


def report_error(error: OnrecordError) -> int:
    """Write an error and its hint on stderr; returns the exit status."""
    say(f"onrecord: {error.title}")
    if error.hint:
        say(f"  {error.hint}")
    return 2 if isinstance(error, UsageError) else 1


def report_defect(defect: Exception) -> int:
    """Write what nobody foresaw to the log, and one line about it on stderr; returns the exit status."""
    import traceback

    from extract.locations import log_path

    say(f"onrecord: something went wrong that is onrecord's fault: {type(defect).__name__}: {defect}")
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        with log_path().open("a", encoding="utf-8") as log:
            traceback.print_exception(defect, file=log)
    except OSError:
        traceback.print_exception(defect)
    else:
        say(f"  The details are in {log_path()}; what is in the library is safe.")
    return 1


def plain(value: Any) -> Any:
    """Return `value` as JSON knows it: dataclasses and named tuples as objects, sets sorted."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    as_dict = getattr(value, "_asdict", None)
    if as_dict is not None:
        return {k: plain(v) for k, v in as_dict().items()}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Path) else value


def print_json(value: Any) -> None:
    """Print a value as JSON; what a terminal could take for a command is escaped."""
    text = json.dumps(plain(value), ensure_ascii=not _utf8_out(), indent=2)
    typer.echo(_escape_controls(text) if sys.stdout.isatty() else text)


def _utf8_out() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _escape_controls(text: str) -> str:
    from extract.display import displayable

    shown = displayable(text)
    return "".join(a if a == b else f"\\u{ord(a):04x}" for a, b in zip(text, shown, strict=True))


UNCUT = frozenset(("id", "on", "date"))
"""Columns whose cells are typed again or mean nothing by half: the others make room."""


COUNTS = "counts are accepted/rejected/unreviewed"


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str, below: str | None = None) -> None:
    """Print a table with a line `below` it, or the line `empty` on stderr where there is nothing to print."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[one_line("" if cell is None else str(cell)) for cell in row] for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", caption=below, caption_justify="left")
    for number, name in enumerate(columns):
        widest = max((len(row[number]) for row in cells), default=0) if name in UNCUT else None
        table.add_column(name, min_width=widest)
    for row in cells:
        table.add_row(*map(Text, row))
    if not table.row_count:
        say(empty)
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=max(200, console.width))
    console.print(table)


def day(date: str | None) -> str:
    """Return the day of a date, which may come with a time."""
    return (date or "")[:10]


def tally(value: Any) -> str:
    """Return a tally in words short enough for a cell: accepted / rejected / unreviewed."""
    return f"{value.accepted}/{value.rejected}/{value.unreviewed}"
