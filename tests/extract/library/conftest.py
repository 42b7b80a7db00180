"""Libraries in temporary folders, and one with an article in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.library import open_library
from extract.library.library import Library
from tests.extract.library.stories import bridge


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def lib(path: Path) -> Iterator[Library]:
    with open_library(path) as opened:
        yield opened


@pytest.fixture
def kept(lib: Library) -> str:
    """The bridge story in the library; its article id."""
    return lib.keep(bridge().annotations()).article_id
