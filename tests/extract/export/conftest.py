"""A library with two articles about the same people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.library import open_library
from extract.library.library import Library
from extract.records import Annotations
from tests.extract.export import builders


def second() -> Annotations:
    """Nearly the same article from elsewhere, under the same title, with ids of its own."""
    first = builders.annotations()
    ids = {q.id: q.id.replace("aaaa", "cccc") for q in first.quotes}
    return replace(
        first,
        article=replace(
            first.article,
            id="a-ba9876543210",
            source="https://gull.example/ferry",
            outlet="Daily Gull",
            text=first.article.text + "\nFor the Gull.\n",
        ),
        quotes=tuple(replace(q, id=ids[q.id]) for q in first.quotes),
        stances=tuple(replace(s, id=s.id.replace("bbbb", "dddd"), quote=ids[s.quote or ""]) for s in first.stances),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.db") as opened:
        opened.keep(builders.annotations())
        opened.keep(second())
        yield opened


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"
