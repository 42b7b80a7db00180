"""What a large library costs: `python -m tests.bench.library` makes one, measures it and prints one table.

`--articles 10000` says how large, `--library FILE` starts from one made before (it is copied, never written to). The
articles are newsroom.py's; nothing of them is stored. All times are wall time of whole calls, with the library as
people have it: synchronous=FULL, so a decision waits for the disk. Screens are the real ones, run headless at 120×40;
their time is from being asked for to their first rows being painted. On a machine with other work, give the command
`chrt -r 5` (or `nice -n -10`).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import platform
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from textual.screen import Screen

from extract.library import open_library
from extract.library.library import Library
from tests.bench.newsroom import article

ARTICLES = 10_000
FILE_TO_TEXT = 3
"""So many times the bytes of the texts the file may have."""
SEARCHES = (
    "money",
    "the",
    "harb*",
    '"first brick"',
    '"the first brick"',
    '"nobody knows this phrase"',
    "speaker:okafor",
    "speaker:okafor flood",
    "outlet:valmere clinic",
    "date:2020-01..2020-06 spring",
    "kind:direct brick",
    "kind:stance harbour",
    "kind:person okafor",
    "state:accepted brick",
    "state:accepted",
    "stance:opposes",
    "stance:harbour speaker:okafor",
    "outlet:kestrel date:2021 kind:quote wind",
)
"""One of each kind of search, and some together; common words, rare words, and none that match."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is done in a library: how often it is done, and how long it may take (seconds, at the median)."""

    name: str
    limit: float
    times: Callable[[Library], list[float]]


def measures() -> list[Measure]:
    """Everything that is measured."""
    return [
        Measure("library screen: first rows", 0.3, _library_screen),
        Measure("person screen: in most articles", 0.2, _person_screen),
        Measure("an article for the reader", 0.05, _reading),
        Measure("people against targets", 0.3, lambda lib: _timed(lib.matrix, 5)),
        Measure("a decision, committed", 0.005, _decision),
        Measure("undo of 200 decisions", 0.1, _undo),
        Measure("keeping an annotated article", 0.05, _keeping),
        *(Measure(f"search {query}", 0.05, _search(query)) for query in SEARCHES),
    ]


# --- doing things -----------------------------------------------------------------------------------------------------


def _timed(work: Callable[[], object], rounds: int, *, before: Callable[[], object] = lambda: None) -> list[float]:
    times = []
    for _ in range(rounds):
        before()
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def _library_screen(lib: Library) -> list[float]:
    from tui.screens.library import LibraryScreen

    return asyncio.run(_first_rows(lib, LibraryScreen, lambda screen: screen.rows))


def _person_screen(lib: Library) -> list[float]:
    from tui.screens.person import PersonScreen

    busiest = lib.people(sort="quotes", limit=1)[0].person_id
    return asyncio.run(_first_rows(lib, lambda: PersonScreen(busiest), lambda screen: screen.rows))


async def _first_rows(
    lib: Library, screen: Callable[[], Screen], rows: Callable[[Any], Iterable[object]]
) -> list[float]:
    from tui.app import OnrecordApp
    from tui.settings import Settings

    times = []
    async with OnrecordApp(lib, settings=Settings()).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.app.pop_screen()  # the library screen the app starts with
        for _ in range(9):
            asked, painted = screen(), asyncio.Event()
            began = time.perf_counter()
            await pilot.app.push_screen(asked)
            asked.call_after_refresh(painted.set)
            await painted.wait()
            times.append(time.perf_counter() - began)
            assert rows(asked)
            await pilot.app.pop_screen()
            await pilot.pause()
    return times


def _reading(lib: Library) -> list[float]:
    ids = itertools.cycle([row.id for row in lib.articles(limit=100)])
    return _timed(lambda: lib.reading(next(ids)), 100)


def _decision(lib: Library) -> list[float]:
    quotes = itertools.cycle([s.id for s in lib.quotes(limit=500)])
    acts = itertools.cycle((lib.review.accept, lib.review.reject))
    return _timed(lambda: next(acts)(next(quotes)), 300)


def _undo(lib: Library) -> list[float]:
    lib.review.accept([s.id for s in lib.quotes(limit=200, offset=600)])
    acts = itertools.cycle((lib.review.undo, lib.review.redo))
    return _timed(lambda: next(acts)(), 20)


def _keeping(lib: Library) -> list[float]:
    made = [article(1_000_000 + lib.article_count() + n) for n in range(100)]
    waiting = iter(made)
    return _timed(lambda: lib.keep(next(waiting)), len(made))


def _search(query: str) -> Callable[[Library], list[float]]:
    return lambda lib: _timed(lambda: lib.search(query), 7)


# --- the library, the table -------------------------------------------------------------------------------------------


@contextmanager
def made_library(articles: int, made: Path | None = None) -> Iterator[Library]:
    """Yield a library of so many articles, in a file of its own that goes away again."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        path = Path(folder) / "library.db"
        if made is not None:
            shutil.copyfile(made, path)
        with open_library(path) as lib:
            lib.store.conn.execute("PRAGMA synchronous = OFF")
            for number in range(lib.article_count(), articles):
                lib.keep(article(number))
            lib.store.conn.execute("PRAGMA synchronous = FULL")
            lib.store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield lib


def size(lib: Library) -> tuple[float, int, int]:
    """Return (file ÷ text, bytes of the file, bytes of the text)."""
    stats = lib.stats()
    return stats["file_bytes"] / stats["text_bytes"], stats["file_bytes"], stats["text_bytes"]


def measured_on(lib: Library) -> str:
    """Return what the figures hold for."""
    stats = lib.stats()
    cores = os.cpu_count()
    return (
        f"{stats['articles']:,} articles, {stats['quotes']:,} quotes, {stats['actors']:,} people in them; {_cpu()}, "
        f"{cores} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    )


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown CPU")


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def report(lib: Library) -> tuple[Table, bool]:
    """Measure everything; return the table and whether every limit was kept."""
    table = Table("what", "median", "slowest", "limit", "", title=measured_on(lib))
    ratio, file, text = size(lib)
    met = [ratio < FILE_TO_TEXT]
    name = f"file ({file / 1e6:,.0f} MB) ÷ text ({text / 1e6:,.0f} MB)"
    table.add_row(name, f"{ratio:.2f}", "", f"{FILE_TO_TEXT}", _word(met[0]))
    for measure in measures():
        times = measure.times(lib)
        median = statistics.median(times)
        met.append(median < measure.limit)
        table.add_row(measure.name, *map(_shown, (median, max(times), measure.limit)), _word(met[-1]))
    return table, all(met)


def _word(met: bool) -> str:
    return "" if met else "over"


def main() -> int:
    """Measure and print; the exit status tells whether every limit was kept."""
    parser = argparse.ArgumentParser(description="What a large library costs.")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--library", type=Path, help="start from a library made before")
    parser.add_argument("--keep", type=Path, help="leave the library here, for --library")
    asked = parser.parse_args()
    with made_library(asked.articles, asked.library) as lib:
        if asked.keep:
            lib.backup(asked.keep)
        table, kept = report(lib)
    Console(width=120).print(table)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
