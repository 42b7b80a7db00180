"""Opening a screen: the library, an article, the demo; and which calls of the command line ask for no more than that.

In: the arguments of a call. Out: the screen, until the person leaves; an exit status. A start has to be quick: nothing
of the verbs is imported here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, NoReturn

from tui.start import hold_collector

if TYPE_CHECKING:
    from extract.library.views import ArticleRow

_COMPLETING = "_ONRECORD_COMPLETE"
"""Set by a shell that wants to know how a call could go on."""


class Opening(NamedTuple):
    """What a call opens, in which library (None: the usual one)."""

    what: Literal["library", "article", "demo"]
    library: Path | None = None
    source: str = ""


def asked_for(arguments: Sequence[str]) -> Opening | None:
    """Return what a call opens, or None where it says anything else; the verbs' own parser answers that."""
    library: Path | None = None
    words: list[str] = []
    rest = iter(arguments)
    for word in rest:
        option, equals, value = word.partition("=")
        if option == "--library":
            library = Path(value if equals else next(rest, ""))
            if not library.name or words == ["demo"]:
                return None
        elif word.startswith("-") and word != "-":
            return None
        else:
            words.append(word)
    if _COMPLETING in os.environ:
        return None
    match words:
        case []:
            return Opening("library", library)
        case ["read", source]:
            return Opening("article", library, source)
        case ["demo"]:
            return Opening("demo", library)
    return None


def open_screen(opening: Opening) -> int:
    """Open what was asked for; returns the exit status. Raises UsageError where there is no terminal."""
    if opening.what == "article":
        return read(opening.source, opening.library)
    return demo() if opening.what == "demo" else open_library_screen(opening.library)


def open_library_screen(library: Path | None) -> int:
    """Open the library screen."""
    from tui.settings import library_file

    need_terminal()
    hold_collector()
    from tui.app import run_app

    return run_app(library_file(library))


def read(source: str, library: Path | None) -> int:
    """Open an article in the reader; it is added to the library first if it is new."""
    from tui.settings import library_file

    if source == "-":
        _need_keys_beside_stdin()
    else:
        need_terminal()
    hold_collector()
    file = library_file(library)
    article_id = _kept_article(source, file)
    if source == "-":
        _take_keys_from_terminal()
    from tui.app import run_app

    return run_app(file, open_article=article_id)


def demo() -> int:
    """Read a bundled article in a throw-away library: nothing is kept."""
    need_terminal()
    hold_collector()
    import tempfile

    from extract.ingest import read_source
    from extract.library import open_library
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
        return run_app(file, open_article=first)


# --- the article ------------------------------------------------------------------------------------------------------


def _kept_article(source: str, file: Path) -> str:
    """Return the article's id; its text is kept at once, the reader annotates it while it is read."""
    from extract.library import open_library

    with open_library(file, create=True) as lib:
        if source.startswith("a-") and not Path(source).exists():
            return _known_article(lib.article, source)
        from extract.ingest import read_source
        from extract.records import Annotations, with_id

        article = read_source(source)
        found = lib.find(article)
        if found is not None and found.same_text:
            return found.article_id
        if found is not None:
            article = with_id(article, found.article_id)
        return lib.keep(Annotations(article)).article_id


def _known_article(look_up: Callable[[str], ArticleRow], source: str) -> str:
    from extract.errors import NotFoundError

    try:
        return look_up(source).id
    except NotFoundError as error:
        hint = "onrecord list shows the articles; a file of that name is not here either."
        raise NotFoundError(error.title, hint=hint) from None


# --- the terminal -----------------------------------------------------------------------------------------------------


def need_terminal() -> None:
    """Raise UsageError where there is no terminal to show a screen on."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on stderr
    if not all(s.isatty() for s in streams) or os.environ.get("TERM") == "dumb":
        _refuse("Use onrecord extract, list, show or export in scripts.")


def _need_keys_beside_stdin() -> None:
    """Check for a terminal to take keys from while the article comes from stdin."""
    try:
        with Path("/dev/tty").open("rb"):
            there = sys.stdout.isatty()
    except OSError:
        there = False
    if not there:
        _refuse("Use onrecord add - in scripts.")


def _refuse(hint: str) -> NoReturn:
    from extract.errors import UsageError

    raise UsageError("The reader needs a terminal, and there is none here.", hint=hint)


def _take_keys_from_terminal() -> None:
    """Put the terminal where stdin was, once the article has been read from it."""
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    sys.stdin = os.fdopen(sys.stdin.fileno(), encoding="utf-8", closefd=False)
