"""Verbs that write notes out and check a draft against the record: `export`, `verify`."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extract.display import one_line
from tui.commands.shared import JsonOption, LibraryOption, library_file, open_library, print_json, say

if TYPE_CHECKING:
    from extract.export import Written

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
    rejected: Annotated[bool, typer.Option("--rejected", help="Write what was rejected too, marked so.")] = False,
    all_classes: Annotated[
        bool, typer.Option("--all-classes", help="Write thoughts, wishes, decisions and evidence too.")
    ] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Leave out what nobody has reviewed and the machine is less sure of.  [default: 0.4 for md, else 0]",
        ),
    ] = None,
    linked: Annotated[
        bool, typer.Option("--linked", help="Write a note of each person and target of these articles too (md).")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and write again as decisions are made.")] = False,
    library: LibraryOption = None,
) -> None:
    """Write the notes out; what you wrote into them by hand stays, and what has not changed is not touched.

    Example: onrecord export -o notes --linked
    """
    from typing import get_args

    from extract.export import Options, write_notes
    from extract.records import CueClass

    options = Options(
        unreviewed=unreviewed,
        min_confidence=min_confidence,
        include_rejected=rejected,
        classes=get_args(CueClass) if all_classes else None,
    )
    with open_library(library) as lib:
        ids = [lib.article(a).id for a in articles] if articles else None
        if not watch:
            written = write_notes(lib, ids, output, format, options, linked=linked)
            raise typer.Exit(_report(written, output))
    _watch(library_file(library), ids, output, format, options, linked=linked)


def _watch(library: Path, ids: list[str] | None, output: Path, format: Format, options: Any, *, linked: bool) -> None:
    """Export on and on until Ctrl-C, which is the way to end it and no failure."""
    from extract.export import watch

    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    say(f"Writing to {output} as decisions are made; Ctrl-C ends it.")

    def tell(written: Written) -> None:
        _report(written, output)

    watch(
        library,
        ids,
        output,
        format,
        options,
        stop=stop,
        linked=linked,
        on_written=tell,
    )


def _report(written: Written, output: Path) -> int:
    """Say what happened to the files; returns the exit status."""
    said = [
        (len(written.changed), "written"),
        (len(written.unchanged), "unchanged"),
        (len(written.kept), "with your edits kept beside the newer text"),
        (len(written.failed), "failed"),
    ]
    say(f"{output}: " + (", ".join(f"{n} {what}" for n, what in said if n) or "nothing to write") + ".")
    for path, reason in written.failed:
        say(f"  {path}: {reason}" if str(path) not in reason else f"  {reason}")
    return 1 if written.failed else 0


def verify(
    draft: Annotated[str, typer.Argument(help="The draft, Markdown or plain text; - for stdin.")],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Check that every quotation in a draft is on record, verbatim and by that speaker; status 1 where one is not.

    Example: onrecord verify draft.md
    """
    from extract.verify import read_draft, render_findings, verify_draft

    text = read_draft(draft)
    with open_library(library) as lib:
        findings = verify_draft(text, lib)
    if json:
        print_json(findings)
    else:
        typer.echo(render_findings(findings, text, colour=sys.stdout.isatty()))
    wrong = sum(f.status != "verbatim" for f in findings)
    name, count = ("standard input" if draft == "-" else one_line(draft)), len(findings)
    say(f"{name}: {count} quotation{'s' * (count != 1)}, {count - wrong} verbatim, {wrong} to look at.")
    raise typer.Exit(1 if wrong else 0)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("export")(export)
    app.command("verify")(verify)
