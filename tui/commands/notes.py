"""Verbs that write notes out and check a draft against the record: `export`, `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tui.commands.shared import JsonOption, LibraryOption, open_library, print_json, say

Format = Literal["md", "json", "jsonl", "csv", "html", "webanno", "graphml", "dna"]


def export(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids of articles; all where none is named.")] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to write to; made where it is missing.")
    ] = Path("notes"),
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = "md",
    unreviewed: Annotated[
        Literal["mark", "omit", "include"], typer.Option(help="What to do with what nobody has reviewed.")
    ] = "mark",
    people: Annotated[bool, typer.Option("--people", help="Write a note a person too.")] = False,
    targets: Annotated[bool, typer.Option("--targets", help="Write a note a target too.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and write again as decisions are made.")] = False,
    library: LibraryOption = None,
) -> None:
    """Write the notes out; what you wrote into them by hand stays.

    Example: onrecord export -o notes --format md --people
    """
    from extract import export as exporter

    options = exporter.Options(unreviewed=unreviewed)
    with open_library(library) as lib:
        ids = [lib.article(a).id for a in articles] if articles else None
        if watch:
            _watch(lib, ids, output, format, options, people=people, targets=targets)
            return
        _report(exporter.write_notes(lib, ids, output, format=format, options=options, people=people, targets=targets))
