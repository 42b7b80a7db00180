"""What a start may load: the first picture waits for nothing it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.library import open_library
from tests.tui.made import short_article
from tests.tui.terminal import Terminal

LATER = {
    *("spacy", "onnxruntime", "torch", "numpy", "trafilatura", "jinja2", "yaml"),
    *("typer", "click", "pydantic", "rich.markdown", "textual.widgets._markdown"),
    *("sqlite_utils", "dateutil", "rapidfuzz"),
    *("extract.ingest", "extract.export", "extract.annotate", "extract.bulk"),
    *("extract.library.review", "extract.library.keeping", "extract.library.revising", "extract.library.search"),
    *("tui.verbs", "tui.commands", "tui.screens.help", "tui.screens.person", "tui.screens.search"),
}
STARTED = """import sys
from tui import app, cli

def load_for_keys():
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(sys.modules))

app.load_for_keys = load_for_keys
cli.main(sys.argv[2:])"""


@pytest.mark.parametrize(
    ("call", "seen", "elsewhere"),
    [([], "Bridge to close", "tui.screens.reader"), (["read", "ARTICLE"], "cracks in four", "tui.screens.library")],
    ids=["library", "article"],
)
def test_a_start_loads_what_its_first_picture_shows(call: list[str], seen: str, elsewhere: str, tmp_path: Path) -> None:
    library, loaded = tmp_path / "library.db", tmp_path / "loaded"
    with open_library(library) as lib:
        article = lib.keep(short_article()).article_id
    arguments = ["--library", library, *(article if word == "ARTICLE" else word for word in call)]
    with Terminal(loaded, *arguments, code=STARTED) as terminal:
        terminal.read_until(seen.encode())
        terminal.read_while(lambda: not (loaded.exists() and loaded.read_text()))
        terminal.press("q")
        assert terminal.wait() == 0
    modules = set(loaded.read_text().split())
    assert {"textual.app", "extract.library.library"} <= modules
    assert sorted(modules & {*LATER, elsewhere}) == []


def test_help_loads_neither_screen_nor_library() -> None:
    code = (
        "import sys, tui.cli\n"
        "try: tui.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'textual', 'rich', 'pydantic', 'sqlite3', 'extract.library.library', 'extract.ingest'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
