"""One table of what things cost, as ratios within one run: `python -m tests.bench.table`.

Annotating is measured in CPU seconds beside spaCy alone on the same text; starting in wall seconds beside empty Python
and a bare Textual app, so run it on a machine with nothing else to do; keys as in `tests.bench.keys`. Texts are the
bundled samples, repeated.
"""

from __future__ import annotations

import os
import pty
import resource
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extract.annotate import Annotator
from extract.annotate.parse import parse_many
from extract.ingest import expand, read_source, read_text
from extract.library import open_library
from extract.locations import asset
from extract.records import Article
from tests.bench.keys import pressing
from tests.extract.hostile.ugly import ugly
from tests.tui.made import long_article as annotated

RUNS = 5
MEGABYTE = 1_000_000
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("ready")
Bare().run()
"""


def samples() -> list[Article]:
    """The bundled articles."""
    return [read_source(path) for path in expand([str(asset("samples"))])]


def long_article(words: int) -> Article:
    """One article of about so many words, made of the samples one after the other."""
    parts: list[str] = []
    bodies = [a.text for a in samples()]
    while sum(p.count(" ") for p in parts) < words:
        parts.append(bodies[len(parts) % len(bodies)])
    return Article(id=f"a-{words:012d}", text="\n\n".join(parts))


def words_in(articles: list[Article]) -> int:
    """How many words there are."""
    return sum(len(a.text.split()) for a in articles)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def first_sight(command: list[str], words: str, env: dict[str, str]) -> float:
    """Median wall seconds from the start of a process on a terminal of its own to `words` on it."""
    return sorted(_first_sight(command, words.encode(), env) for _ in range(RUNS))[RUNS // 2]


def _first_sight(command: list[str], words: bytes, env: dict[str, str]) -> float:
    master, slave = pty.openpty()
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm-256color", **env}
    )
    os.close(slave)
    seen = b""
    try:
        while words not in seen and time.monotonic() - began < 30:
            if select.select([master], [], [], 0.05)[0]:
                seen += os.read(master, 65536)
        return time.monotonic() - began
    finally:
        process.kill()
        process.wait()
        os.close(master)


def annotating(table: Table) -> None:
    """Words a CPU second of the whole step, beside spaCy alone; 32 articles, and one text of ever more words."""
    annotator = Annotator()
    articles = [replace(a, id=f"{a.id}{n}") for n in range(11) for a in samples()]
    list(annotator.annotate_many(articles[:3]))
    for name, texts in [("33 articles", articles)] + [
        (f"one of {n:,} words", [long_article(n)]) for n in (1_000, 20_000, 100_000)
    ]:
        count = words_in(texts)
        alone = cpu(lambda texts=texts: parse_many(annotator.nlp, texts))
        whole = cpu(lambda texts=texts: list(annotator.annotate_many(texts)))
        table.add_row(f"annotate {name}", f"{count / whole:,.0f} words/CPU s", f"{whole / alone:.2f} × spaCy alone")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of the above", f"{peak:,.0f} MB", "")


def starting(table: Table) -> None:
    """Seconds to help, to the library's first rows and to an annotated article."""
    python, onrecord = [sys.executable], [sys.executable, "-m", "tui.cli"]
    with tempfile.TemporaryDirectory() as folder:
        env = {"ONRECORD_LIBRARY": str(Path(folder) / "library.db"), "ONRECORD_CONFIG_DIR": folder}
        with open_library(env["ONRECORD_LIBRARY"]) as library:
            annotator = Annotator()
            kept = [library.keep(a).article_id for a in annotator.annotate_many(samples())]
            long = {words: library.keep(annotated(words)).article_id for words in (10_000, 50_000)}
        empty = first_sight([*python, "-c", "print('ready')"], "ready", env)
        bare = first_sight([*python, "-c", BARE], "ready", env)
        table.add_row("empty Python", f"{empty:.3f} s", "")
        table.add_row("bare Textual app", f"{bare:.3f} s", f"{bare / empty:.1f} × empty Python")
        shown = first_sight([*onrecord, "--help"], "Usage", env)
        table.add_row("onrecord --help", f"{shown:.3f} s", f"{shown / empty:.1f} × empty Python")
        for name, arguments, words in (
            ("library screen", [], "Harbour"),
            ("annotated article", ["read", kept[0]], "Port"),
            ("annotated article of 10,000 words", ["read", long[10_000]], "8,804 words"),
            ("annotated article of 50,000 words", ["read", long[50_000]], "44,092 words"),
        ):
            seconds = first_sight([*onrecord, *arguments], words, env)
            table.add_row(name, f"{seconds:.3f} s", f"{seconds / bare:.2f} × bare Textual")


def enduring(table: Table) -> None:
    """CPU seconds a megabyte of hostile text, from its words to its annotations."""
    annotator = Annotator()
    annotator.annotate(samples()[0])
    cost = {
        name: cpu(lambda text=text: annotator.annotate(read_text(text))) / (len(text) / MEGABYTE)
        for name, text in ugly(MEGABYTE).items()
        if len(text) > MEGABYTE / 2
    }
    worst = max(cost, key=cost.__getitem__)
    middle = sorted(cost.values())[len(cost) // 2]
    table.add_row(f"hostile text, {len(cost)} sorts", f"{middle:.2f} CPU s a MB", f"worst: {worst}, {cost[worst]:.2f}")


def main() -> None:
    """Measure and print."""
    table = Table("what", "measured", "beside", title="What onrecord costs")
    annotating(table)
    enduring(table)
    starting(table)
    pressing(table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
