"""The command line: which verbs there are, and how a failure ends the process.

Exit status: 0 done, 1 some work failed, 2 misuse, 130 interrupted. Data goes to stdout, everything else to stderr.
Nothing heavy is imported here; each verb imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from extract import __version__
from tui.commands import care, intake, notes, opening, review, tables
from tui.commands.shared import LibraryOption, remember_library, report_defect, report_error

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
        opening.open_library_screen(library)


for module in (opening, intake, tables, review, notes, care):
    module.register(app)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its status."""
    from extract.errors import OnrecordError

    try:
        app(args=arguments, prog_name="onrecord")
    except OnrecordError as error:
        raise SystemExit(report_error(error)) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as defect:
        raise SystemExit(report_defect(defect)) from None


if __name__ == "__main__":
    main()
