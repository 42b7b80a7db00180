"""Verbs that open the screen: `onrecord`, `onrecord read`, `onrecord demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.shared import LibraryOption, library_file, need_terminal, open_library
from tui.start import hold_collector


def open_library_screen(library: Path | None) -> None:
    """Open the library screen."""
    need_terminal()
    hold_collector()
    from tui.app import run_app

    raise typer.Exit(run_app(library_file(library)))


def read(
    source: Annotated[str, typer.Argument(help="A file, an http(s) URL, - for stdin, or the id of a kept article.")],
    library: LibraryOption = None,
) -> None:
    """Open an article in the reader; it is added to the library first if it is new.

    Example: onrecord read report.html
    """
    need_terminal_but_for_stdin(source)
    article_id = _kept_article(source, library)
    if source == "-":
        _take_keys_from_terminal()
    from tui.app import run_app

    raise typer.Exit(run_app(library_file(library), open_article=article_id))


def _kept_article(source: str, library: Path | None) -> str:
    """Return the article's id; its text is kept at once, the reader annotates it while it is read."""
    from extract.errors import NotFoundError
    from extract.ingest import read_source
    from extract.records import Annotations, with_id

    with open_library(library, create=True) as lib:
        if source.startswith("a-") and not Path(source).exists():
            try:
                return lib.article(source).id
            except NotFoundError as error:
                hint = "onrecord list shows the articles; a file of that name is not here either."
                raise NotFoundError(error.title, hint=hint) from None
        article = read_source(source)
        found = lib.find(article)
        if found is not None and found.same_text:
            return found.article_id
        if found is not None:
            article = with_id(article, found.article_id)
        return lib.keep(Annotations(article)).article_id


def need_terminal_but_for_stdin(source: str) -> None:
    """Check for a terminal; with `-` the article comes from stdin and the keys from the terminal itself."""
    if source != "-":
        need_terminal()
        return
    from extract.errors import UsageError

    if not _controlling_terminal():
        raise UsageError("The reader needs a terminal, and there is none here.", hint="Use onrecord add - in scripts.")


def _controlling_terminal() -> bool:
    import sys

    try:
        with Path("/dev/tty").open("rb"):
            return sys.stdout.isatty()
    except OSError:
        return False


def _take_keys_from_terminal() -> None:
    """Put the terminal where stdin was, once the article has been read from it."""
    import os
    import sys

    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    sys.stdin = os.fdopen(sys.stdin.fileno(), encoding="utf-8", closefd=False)


def demo() -> None:
    """Read a bundled article in a throw-away library: nothing is kept.

    Example: onrecord demo
    """
    need_terminal()
    import tempfile

    from extract.ingest import read_source
    from extract.locations import asset
    from extract.records import Annotations
    from tui.app import run_app

    with tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder:
        file = Path(folder) / "demo.db"
        first = None
        with open_library(file, create=True) as lib:
            for sample in sorted(asset("samples").glob("[0-9]-*")):
                kept = lib.keep(Annotations(read_source(str(sample))))
                first = first or kept.article_id
        status = run_app(file, open_article=first)
    raise typer.Exit(status)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("read", rich_help_panel="Read")(read)
    app.command("demo", rich_help_panel="Read")(demo)
