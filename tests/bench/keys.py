"""What a key costs on a terminal, in the reader on long articles: `python -m tests.bench.keys`.

The reader runs on a pseudo terminal of 200×50 that answers as terminal emulators do, so that it marks the end of each
frame. Measured are wall milliseconds from a key to the end of its frame, how long the screen goes on after a key held
at 30 a second, and memory; at rest, and while another article is analysed behind the screen. Run it on a machine with
nothing else to do, or with `chrt -r 5`.
"""

from __future__ import annotations

import os
import select
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from extract.library import open_library
from extract.records import Annotations
from tests.tui.made import long_article
from tests.tui.terminal import Terminal

SIZES = (10_000, 50_000)
KEYS = "jjjjjjjjjj" + " " * 8 + "nnnnnnnnnn" + "aaaaaaaaaa" + "NN" + "uuuuu" + "\t\t\t\t" + "kkkkk"
"""A stretch of reading and review: lines, pages, quotes, decisions, undo, panels."""
HELD, RATE = 90, 30
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"
_QUIET = 0.08
_CLI = "import sys; from tui.cli import main; main(sys.argv[1:])"


class Cost(NamedTuple):
    """Milliseconds of keys to their frames, of a held key's lag; megabytes of memory at the end."""

    frames: list[float]
    lag: float
    memory: float

    @property
    def middle(self) -> float:
        """The median key."""
        return median(self.frames)

    @property
    def slow(self) -> float:
        """The key at the 95th percentile."""
        return sorted(self.frames)[round(0.95 * (len(self.frames) - 1))]


class Keyboard(Terminal):
    """A terminal that answers what Textual asks it, and knows when each byte came."""

    def answered(self, wanted: str) -> None:
        """Read until something is shown; answer the question about frames on the way."""
        self.read_until(_ASKED)
        os.write(self._master, _ANSWER)
        self.read_until(wanted.encode())
        self.settle()

    def settle(self, quiet: float = _QUIET) -> float:
        """Read until nothing has come for a while; returns when the last byte came."""
        last = time.monotonic()
        while select.select([self._master], [], [], quiet)[0]:
            if not self._read(0):
                break
            last = time.monotonic()
        return last

    def frame(self, key: str) -> float | None:
        """Return the milliseconds from a key to the end of its frame; None where it changed nothing in sight."""
        start, began = len(self.written), time.monotonic()
        self.press(key)
        while time.monotonic() - began < 2:
            if not select.select([self._master], [], [], 0.25)[0]:
                return None
            self._read(0)
            if _FRAME_ENDS in self.written[start:]:
                took = (time.monotonic() - began) * 1000
                self.settle()
                return took
        return None

    def hold(self, key: str) -> float:
        """Return how many milliseconds the screen goes on after a key that was held."""
        began = time.monotonic()
        for n in range(HELD):
            while (wait := began + n / RATE - time.monotonic()) > 0:
                if select.select([self._master], [], [], wait)[0]:
                    self._read(0)
            self.press(key)
        released = time.monotonic()
        return max(0.0, self.settle(0.3) - released) * 1000

    @property
    def memory(self) -> float:
        """Megabytes the program holds."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def cost(terminal: Keyboard) -> Cost:
    """Press the keys of a stretch of review, one after the other has been answered."""
    terminal.settle(0.5)
    frames = [took for key in KEYS if (took := terminal.frame(key)) is not None]
    terminal.press("g")
    terminal.settle(0.3)
    return Cost(frames, terminal.hold("j"), terminal.memory)


@contextmanager
def shelf(*kept: Annotations) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield the arguments and the environment of a start on a library with these articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with open_library(path) as library:
            for one in kept:
                library.keep(one)
        yield ["--library", str(path)], {"ONRECORD_CONFIG_DIR": folder, "XDG_STATE_HOME": folder}


def at_rest(words: int) -> Cost:
    """Return what keys cost in an annotated article of so many words."""
    article = long_article(words)
    with shelf(article) as (arguments, environ):
        call = (*arguments, "read", article.article.id)
        with Keyboard(*call, code=_CLI, columns=200, rows=50, **environ) as terminal:
            terminal.answered("on Tuesday")
            return cost(terminal)


def while_analysing(words: int) -> Cost:
    """The same while another article is analysed: opened from the library after `r` on the other."""
    article = long_article(words)
    other = long_article(200_000, seed=7)
    bare = Annotations(replace(other.article, regions=()))
    with shelf(article, bare) as (arguments, environ):
        with Keyboard(*arguments, code=_CLI, columns=200, rows=50, **environ) as terminal:
            terminal.answered("200000 words")
            terminal.press("r")
            terminal.read_until(b"analysing")
            time.sleep(6)  # the worker loads its models first; then it is at work
            terminal.press("j\r")
            terminal.read_until(b"on Tuesday")
            found = cost(terminal)
        with open_library(Path(arguments[1])) as library:
            if library.reading(other.article.id).run:
                raise RuntimeError("the analysis was over before the keys were; take a longer article")
        return found


def pressing(table: Table) -> None:
    """Add rows: keys in articles of 10,000 and 50,000 words, and beside an analysis."""
    rest = {words: at_rest(words) for words in SIZES}
    for words, found in rest.items():
        frames = f"{found.middle:.0f} ms, 95th percentile {found.slow:.0f} ms"
        table.add_row(f"key in {words:,} words", frames, f"held: {found.lag:.0f} ms · {found.memory:.0f} MB")
    busy = while_analysing(SIZES[0])
    frames = f"{busy.middle:.0f} ms, 95th percentile {busy.slow:.0f} ms"
    table.add_row("  while another is analysed", frames, f"{busy.middle / rest[SIZES[0]].middle:.2f} × at rest")


def main() -> None:
    """Measure and print."""
    table = Table("what", "measured", "beside", title="What a key costs")
    pressing(table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
