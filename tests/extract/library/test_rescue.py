"""Of a damaged library everything that can be read is saved, into a library that is whole."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from extract.errors import LibraryError
from extract.library import open_library, rescue
from extract.library.store import PAGE
from tests.extract.library.stories import bridge, others

ARTICLES = 30


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with decisions, merged people and notes."""
    path = tmp_path_factory.mktemp("whole") / "library.db"
    with open_library(path) as lib:
        first = lib.keep(bridge().annotations()).article_id
        for day in range(1, ARTICLES):
            article = lib.keep(others(day, f"Person {day % 5}", "clerk", also="Cy Fox and Di Orr").annotations())
            lib.review.accept([q.id for q in lib.reading(article.article_id).quotes])
            lib.review.note("article", article.article_id, f"note {day}")
        lib.review.rename_person(lib.reading(first).people[0].id, "Anna Lee")
        lib.review.undo()
    return path


def damaged(whole: Path, folder: Path, pages: list[int]) -> Path:
    """A copy of the library in which these pages hold nonsense."""
    path = folder / "damaged.db"
    shutil.copyfile(whole, path)
    nonsense = random.Random(7)
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(nonsense.randbytes(PAGE))
    return path


def test_a_whole_library_is_not_damaged(whole: Path) -> None:
    assert not rescue.is_damaged(whole)


def test_a_file_that_is_no_library_is_not_a_damaged_one(tmp_path: Path) -> None:
    other = tmp_path / "draft.db"
    other.write_text("words " * 1000, encoding="utf-8")
    assert not rescue.is_damaged(other)


def test_wherever_one_page_is_damaged_the_rest_is_saved_and_whole(whole: Path, tmp_path: Path) -> None:
    pages = whole.stat().st_size // PAGE
    saved: list[int] = []
    for page in range(1, pages, 5):
        path = damaged(whole, tmp_path, [page])
        before = path.read_bytes()
        if not rescue.is_damaged(path):
            continue  # a page in which nothing is kept
        target = tmp_path / f"rescued-{page}.db"
        try:
            counts = rescue.rescue(path, target)
        except LibraryError:
            assert not target.exists()
            saved.append(0)
            continue
        assert path.read_bytes() == before
        with open_library(target) as lib:
            assert lib.check() == [] and lib.article_count() == counts["articles"]
            for row in lib.articles():
                assert lib.reading(row.id).text
            assert lib.search("number") or not counts["quotes"]
        saved.append(counts["articles"])
    assert len(saved) > 10
    assert sum(n >= ARTICLES - 3 for n in saved) > 0.8 * len(saved)


def test_many_damaged_pages_at_once(whole: Path, tmp_path: Path) -> None:
    pages = whole.stat().st_size // PAGE
    rng = random.Random(1)
    saved = 0
    for attempt in range(8):
        path = damaged(whole, tmp_path, rng.sample(range(60, pages), 4))
        target = tmp_path / f"rescued-{attempt}.db"
        try:
            counts = rescue.rescue(path, target)
        except LibraryError:
            continue  # the page through which all texts are found is among them
        with open_library(target) as lib:
            assert lib.check() == [] and lib.article_count() == counts["articles"] > 0
        saved += 1
    assert saved > 3


def test_what_is_there_is_not_written_over(whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(LibraryError, match="is there already"):
        rescue.rescue(whole, target)
    assert target.read_text(encoding="utf-8") == "mine"


def test_of_a_whole_library_everything_is_saved(whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    rescue.rescue(whole, target)
    with open_library(whole) as a, open_library(target) as b:
        for row in a.articles():
            assert b.reading(row.id) == a.reading(row.id)
        assert b.review.history() == a.review.history() and b.people() == a.people()
