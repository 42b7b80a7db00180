"""Verbs that open the screen: `onrecord`, `onrecord read`, `onrecord demo`. What they do is in `tui.opening`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui import opening
from tui.commands.shared import LibraryOption, named_library


def library_screen(library: Path | None) -> None:
    """Open the library screen."""
    raise typer.Exit(opening.open_library_screen(library))


def read(
    source: Annotated[str, typer.Argument(help="A file, an http(s) URL, - for stdin, or the id of a kept article.")],
    library: LibraryOption = None,
) -> None:
    """Open an article in the reader; it is added to the library first if it is new.

    Example: onrecord read report.html
    """
    raise typer.Exit(opening.read(source, named_library(library)))


def demo() -> None:
    """Read a bundled article in a throw-away library: nothing is kept.

    Example: onrecord demo
    """
    raise typer.Exit(opening.demo())


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("read", rich_help_panel="Read")(read)
    app.command("demo", rich_help_panel="Read")(demo)
