"""Verbs that look after things: `reannotate`, `eval`, `doctor`, `backup`, `config`."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from tui.commands.intake import EngineOption, PipelineOption
from tui.commands.reports import tell
from tui.commands.shared import JsonOption, LibraryOption, open_library, print_json, say

config_app = typer.Typer(
    help="The settings file: where it is, what it says, whether it is right.",
    epilog="Example: onrecord config check",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def reannotate(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids of articles; all where none is named.")] = None,
    engine: EngineOption = "model",
    pipeline: PipelineOption = "sm",
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Annotate kept articles anew, with the engines of this version; every decision stays.

    Says what is new, gone, moved and in conflict with decisions. Example: onrecord reannotate
    """
    from extract.annotate import Annotator, Config

    with open_library(library) as lib:
        ids = [lib.article(a).id for a in articles] if articles else [r.id for r in lib.articles(limit=10_000_000)]
        annotator = Annotator(Config(pipeline=pipeline, engine=engine))
        reports = {}
        for number, article_id in enumerate(ids, 1):
            article = lib.annotations(article_id, decided=False).article
            kept = lib.keep(annotator.annotate(article))
            reports[article_id] = kept.report
            if not json:
                tell(f"{number}/{len(ids)}  {article_id}  {kept.status}", kept.report)
    if json:
        print_json(reports)


def evaluate(
    quotes: Annotated[
        Path, typer.Option("--quotes", help="Gold attributions, JSON lines.", exists=True, dir_okay=False)
    ],
    engine: EngineOption = "model",
    pipeline: PipelineOption = "sm",
    json: JsonOption = False,
) -> None:
    """Measure the quote engine on annotated articles, so that its claims can be checked.

    A row is {"id", "text", "attributions": [{"content", "cue", "source"}]}, each a list of [start, end].
    Example: onrecord eval --quotes dev.jsonl
    """
    from extract.annotate import Annotator, Config
    from extract.annotate.evaluation import evaluate_quotes, format_report, read_gold

    report = evaluate_quotes(read_gold(quotes), Annotator(Config(pipeline=pipeline, engine=engine)))
    if json:
        print_json(report)
    else:
        typer.echo(format_report(report))


def doctor(
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Mend what can be mended, after a backup; of a damaged file, save what can be read into another.",
        ),
    ] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Check the library, the models and the settings; status 1 where something is wrong.

    Example: onrecord doctor --repair
    """
    from tui.commands.checks import examine

    findings = examine(library, repair=repair)
    if json:
        print_json(findings)
    else:
        for finding in findings:
            typer.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.what}: {finding.said}")
    if not all(f.ok for f in findings):
        raise typer.Exit(1)


def backup(
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    library: LibraryOption = None,
) -> None:
    """Write a consistent copy of the library, also while it is in use.

    Example: onrecord backup library-monday.db
    """
    with open_library(library) as lib:
        lib.backup(to)
    say(f"Written to {to}.")


@config_app.command("path")
def config_path() -> None:
    """Print where the settings file is. Example: onrecord config path"""
    from tui.settings import settings_path

    typer.echo(str(settings_path()))


@config_app.command("show")
def config_show(json: JsonOption = False) -> None:
    """Print a settings file with everything that can be set. Example: onrecord config show"""
    from tui.settings import load_settings, template

    if json:
        print_json(load_settings()[0])
    else:
        typer.echo(template(), nl=False)


@config_app.command("check")
def config_check() -> None:
    """Check the settings file; status 1 where something in it is wrong. Example: onrecord config check"""
    from tui.keymap import check_keymap
    from tui.settings import load_settings, settings_path

    settings, warnings = load_settings()
    check_keymap(settings.keys, source=str(settings_path()))
    for warning in warnings:
        say(warning)
    say("The settings are right." if not warnings else "The rest of the settings is right.")
    if warnings:
        raise typer.Exit(1)


@config_app.command("edit")
def config_edit() -> None:
    """Open the settings file in $EDITOR; it is made first if it is missing. Example: onrecord config edit"""
    from extract.errors import UsageError
    from tui.settings import settings_path, template

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("No editor is set.", hint=f"Set EDITOR, or open {settings_path()} yourself.")
    file = settings_path()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template(), encoding="utf-8")
    try:
        status = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
    except OSError as error:
        raise UsageError(f"The editor {editor!r} cannot be started: {error.strerror}.", hint="Set EDITOR.") from None
    raise typer.Exit(1 if status else 0)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("reannotate")(reannotate)
    app.command("eval")(evaluate)
    app.command("doctor")(doctor)
    app.command("backup")(backup)
    app.add_typer(config_app, name="config")
