"""How screens were left comes back with the next start, of the same library only; and a broken file stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.library import open_library
from extract.locations import screens_path
from tests.tui.conftest import until
from tests.tui.test_library_screens import Shelf, shelf, titles
from tui.memory import Memory
from tui.screens.library import LibraryScreen
from tui.screens.people import PeopleScreen

__all__ = ["shelf"]


async def test_order_filter_and_place_of_the_library_come_back(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("o", "o", "slash", *"gazette", "enter", "j", "q")
        assert app.return_code == 0
    async with shelf() as (pilot, app):
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        assert (screen.sort, screen.words) == ("title", "gazette")
        assert titles(app) == ["Bridge to close", "Zoo to open [red]late[/red]"]
        assert screen.rows[screen.table.cursor_row].title.startswith("Zoo") and screen.table.has_focus
        await pilot.press("escape")
        assert len(titles(app)) == 3


async def test_what_is_filtered_by_is_remembered_when_the_app_is_left_from_an_article(shelf: Shelf) -> None:
    async with shelf() as (pilot, _):
        await pilot.press("o", "enter")
        await pilot.press("ctrl+q")
    async with shelf() as (_, app):
        assert isinstance(app.screen, LibraryScreen) and app.screen.sort == "published"


async def test_people_are_sorted_as_they_were(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("p", "o")
    async with shelf() as (pilot, app):
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen) and app.screen.rows)
        assert isinstance(app.screen, PeopleScreen) and app.screen.sort == "name"


async def test_rows_another_program_adds_appear_and_the_cursor_stays(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await pilot.press("j")
        here = screen.current_id
        with open_library(app.library.path) as other:
            other.remove(next(r.id for r in screen.rows if r.id != here))
        app._look_for_writes()
        assert len(titles(app)) == 2 and screen.current_id == here


@pytest.mark.parametrize("broken", ["", "[]", '{"a": 3', '{"%s": {"library": 7}}'])
def test_a_broken_file_is_as_none(broken: str, tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    library.touch()
    screens_path().parent.mkdir(parents=True)
    screens_path().write_text(broken.replace("%s", str(library)))
    memory = Memory(library)
    assert memory.of("library") == {}
    memory.keep("library", {"sort": "title"})
    assert Memory(library).of("library") == {"sort": "title"}
    assert Memory(tmp_path / "other.db").of("library") == {}


def test_libraries_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    for name in ("here.db", "gone.db"):
        (tmp_path / name).touch()
        Memory(tmp_path / name).keep("library", {"sort": "title"})
    (tmp_path / "gone.db").unlink()
    Memory(tmp_path / "here.db").keep("library", {"sort": "outlet"})
    assert "gone.db" not in screens_path().read_text()
