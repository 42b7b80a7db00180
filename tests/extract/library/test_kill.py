"""Killed at any moment, library and notes are whole: every acknowledged decision is there, nothing is there by half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.export import write_notes
from extract.export.keeping import owner
from extract.library import open_library
from tests.extract.library.stories import others

WORKER = """
import sys
from extract.library import open_library
from tests.extract.library.stories import others
path, first = sys.argv[1], int(sys.argv[2])
with open_library(path) as lib:
    print("ready", flush=True)
    for day in range(first, first + 10_000):
        story = others(day, f"Person {day % 7}", "clerk", also="Cy Fox and Di Orr")
        article = lib.keep(story.annotations()).article_id
        print("kept", article, flush=True)
        quote = lib.reading(article).quotes[0].id
        lib.review.accept(quote)
        print("accepted", quote, flush=True)
        lib.review.note("quote", quote, "seen")
        print("noted", quote, flush=True)
        if day % 3 == 0:
            print("undoing", quote, flush=True)
            lib.review.undo()
            print("undone", quote, flush=True)
"""

EXPORTER = """
import itertools, sys
import extract.export.markdown
from extract.export import write_notes
from extract.library import open_library
path, folder = sys.argv[1:]
with open_library(path) as lib:
    quotes = [s.id for s in lib.quotes()]
    print("ready", flush=True)
    for act in itertools.cycle((lib.review.accept, lib.review.reject)):
        act(quotes)
        for written in write_notes(lib, None, folder, linked=True).changed:
            print("wrote", written.relative_to(folder).as_posix().replace(" ", "/"), flush=True)
"""


def kill_at(path: Path, first: int, after: float) -> list[list[str]]:
    """Start a worker, kill -9 it `after` seconds of its work, return what it had acknowledged."""
    return _killed([WORKER, str(path), str(first)], after)


def _killed(script: list[str], after: float) -> list[list[str]]:
    worker = subprocess.Popen([sys.executable, "-c", *script], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    time.sleep(after)
    worker.kill()
    said = worker.stdout.read()
    worker.wait()
    return [line.split() for line in said.splitlines() if len(line.split()) == 2]


def whole(path: Path, said: list[list[str]]) -> None:
    """Assert that everything acknowledged is there and nothing by half."""
    kept, accepted, noted, undoing, undone = (
        {i for told, i in said if told == word} for word in ("kept", "accepted", "noted", "undoing", "undone")
    )
    with open_library(path) as lib:
        assert lib.check() == []
        there = {row.id: row for row in lib.articles(limit=100_000)}
        assert kept <= there.keys()
        assert all(row.quotes.total == 1 and row.people == 3 for row in there.values())
        assert accepted <= {q.id for q in lib.quotes(state="accepted", limit=100_000)}
        notes = set(lib.store.column("SELECT object_id FROM notes"))
        assert noted - undoing <= notes and not undone & notes


def test_killed_at_random_moments(path: Path) -> None:
    rng = random.Random(9)
    said: list[list[str]] = []
    rounds = 0
    while rounds < 4 or (not said and rounds < 50):  # a machine with much to do kills before anything is done
        said += kill_at(path, 1 + rounds * 20_000, rng.uniform(0.0, 0.4))
        whole(path, said)
        rounds += 1
    assert said


def killed_exports(path: Path, folder: Path, rounds: int, seed: int) -> None:
    """Kill exports at random moments; after each, no note is there by half and the next export finds nothing amiss."""
    rng = random.Random(seed)
    with open_library(path) as lib:
        for day in range(1, 9):
            lib.keep(others(day, f"Person {day}", "clerk", also="Cy Fox and Di Orr").annotations())
        began = time.monotonic()
        write_notes(lib, None, folder.with_name("first"), linked=True)
        one_export = time.monotonic() - began
    told, round_ = 0, 0
    while round_ < rounds or (not told and round_ < 50):
        round_ += 1
        longest = 3 if told else 2 + round_  # an export in a new process may take many times what one takes here
        said = _killed([EXPORTER, str(path), str(folder)], rng.uniform(0.0, longest * one_export))
        told += len(said)
        notes = list(folder.rglob("*.md"))
        assert len(notes) >= len({name for _, name in said})
        for note in notes:
            text = note.read_text(encoding="utf-8")
            assert text.startswith("---\n") and text.endswith(f"<!-- onrecord:end {owner(text)} -->\n")
        with open_library(path) as lib:
            assert lib.check() == []
            written = write_notes(lib, None, folder, linked=True)
            assert not written.failed and not written.kept
            assert not write_notes(lib, None, folder, linked=True).changed
    assert told


def test_exports_killed_at_random_moments(path: Path, tmp_path: Path) -> None:
    killed_exports(path, tmp_path / "notes", rounds=3, seed=4)


def test_killed_while_a_library_is_made(tmp_path: Path) -> None:
    rng = random.Random(5)
    for round_ in range(3):
        path = tmp_path / f"{round_}.db"
        worker = subprocess.Popen([sys.executable, "-c", WORKER, str(path), "1"], stdout=subprocess.DEVNULL)
        while not path.exists() and worker.poll() is None:
            time.sleep(0.001)
        time.sleep(rng.uniform(0.0, 0.05))
        worker.kill()
        worker.wait()
        with open_library(path) as lib:
            lib.keep(others(1, "Ann Lee").annotations())
            assert lib.check() == []


@pytest.mark.long
def test_killed_at_two_hundred_random_moments(tmp_path: Path) -> None:
    rng = random.Random(200)
    for library in range(10):
        said: list[list[str]] = []
        path = tmp_path / f"{library}.db"
        for round_ in range(20):
            said += kill_at(path, 1 + round_ * 20_000, rng.uniform(0.0, 0.6))
            whole(path, said)


@pytest.mark.long
def test_exports_killed_at_a_hundred_random_moments(path: Path, tmp_path: Path) -> None:
    killed_exports(path, tmp_path / "notes", rounds=100, seed=100)
