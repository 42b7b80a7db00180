"""The verbs of the command line, and what they have in common: the library's option, the version, help.

Each verb imports what it needs when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

from extract import __version__
from tui.commands import care, intake, notes, opening, review, tables
from tui.commands.shared import LibraryOption, remember_library

app = typer.Typer(
    name="onrecord",
    help="Who said what, and where they stand: read news, review its quotes, people and stances, keep and export them.",
    epilog="Example: onrecord demo",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def onrecord(
    ctx: typer.Context,
    library: LibraryOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Open the library, or do what the verb says."""
    remember_library(library)
    if ctx.invoked_subcommand is None:
        opening.library_screen(library)


for module in (opening, intake, tables, review, notes, care):
    module.register(app)
