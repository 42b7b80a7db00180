"""The screens across articles: library, people, targets, matrix, search – every key does what help says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from extract.library import open_library
from extract.library.keeping import under_id
from extract.records import Annotations
from tests.tui.conftest import until
from tests.tui.made import short_article
from tui.app import OnrecordApp
from tui.screens.library import LibraryScreen
from tui.screens.listing import ListScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.people import PeopleScreen
from tui.screens.person import PersonScreen
from tui.screens.reader import ReaderScreen
from tui.screens.reader_picker import Confirm
from tui.screens.report import ReportScreen
from tui.screens.search import SearchScreen
from tui.screens.targets import TargetScreen, TargetsScreen
from tui.settings import ExportSettings, Settings
from tui.widgets.tallies import POLARITY_SIGNS

Shelf = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], OnrecordApp]]]


def article(number: int, title: str, outlet: str, published: str) -> Annotations:
    """The article of `made`, as another one."""
    made = short_article()
    known = {"title": title, "outlet": outlet, "published": published, "source": f"https://x.example/{number}"}
    other = replace(made.article, text=f"{made.article.text}Edition {number}.\n", **known)
    return under_id(replace(made, article=other), f"a-{number:012d}")


ARTICLES = (
    article(1, "Bridge to close", "The Weir Gazette", "2026-04-14"),
    article(2, "Amber light for trams", "The Morning Post", "2026-05-02"),
    article(3, "Zoo to open [red]late[/red]", "The Weir Gazette", "2026-01-20"),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a way to open the library screen on some articles."""

    @asynccontextmanager
    async def open_shelf(
        articles: tuple[Annotations, ...] = ARTICLES, size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[tuple[Pilot[None], OnrecordApp]]:
        with open_library(tmp_path / "library.db") as library:
            for one in articles:
                library.keep(one)
            app = OnrecordApp(library, settings=Settings(export=ExportSettings(directory=str(tmp_path / "notes"))))
            async with app.run_test(size=size) as pilot:
                await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and app.focused)
                yield pilot, app

    return open_shelf


def titles(app: OnrecordApp) -> list[str]:
    assert isinstance(app.screen, LibraryScreen)
    table = app.screen.query_one(DataTable)
    return [str(table.get_cell_at((row, 1))) for row in range(table.row_count)]  # pyright: ignore[reportArgumentType]


async def at(pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def test_titles_are_shown_as_they_are_however_they_are_written(shelf: Shelf) -> None:
    async with shelf() as (_, app):
        assert sorted(titles(app)) == ["Amber light for trams", "Bridge to close", "Zoo to open [red]late[/red]"]


async def test_sorting_goes_through_the_columns(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("o")
        assert titles(app)[0] == "Amber light for trams"  # newest date first
        await pilot.press("o")
        assert titles(app) == sorted(titles(app))
        await pilot.press("o")
        assert titles(app)[0] == "Amber light for trams"  # The Morning Post


async def test_the_filter_narrows_as_one_types_and_escape_takes_it_back(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("slash", *"zoo")
        await until(pilot, lambda: titles(app) == ["Zoo to open [red]late[/red]"])
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 3)


async def test_enter_opens_the_article_and_leaving_it_comes_back(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        wanted = app.screen.current_id  # pyright: ignore[reportAttributeAccessIssue]
        await pilot.press("enter")
        await at(pilot, ReaderScreen)
        assert app.screen.article_id == wanted  # pyright: ignore[reportAttributeAccessIssue]
        await pilot.press("q")
        await at(pilot, LibraryScreen)


async def test_what_is_selected_is_removed_once_it_is_confirmed(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("space", "space", "delete")
        await at(pilot, Confirm)
        await pilot.press("escape")
        assert app.library.article_count() == 3
        await pilot.press("delete")
        await at(pilot, Confirm)
        await pilot.press("enter")
        await until(pilot, lambda: app.library.article_count() == 1)
        await until(pilot, lambda: len(titles(app)) == 1)


async def test_export_writes_what_is_selected(shelf: Shelf, tmp_path: Path) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("asterisk", "e")
        await until(pilot, lambda: len(list((tmp_path / "notes").glob("*.md"))) == 3)
        await until(pilot, lambda: any("written to" in text for _, text in app.messages))


async def test_adding_a_file_keeps_its_text_at_once(shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "tram.txt"
    source.write_text("Trams return\n\nThe trams came back on Monday, ten years after the last one ran.\n", "utf-8")
    async with shelf() as (pilot, app):
        app.annotate = lambda article_id: None  # the analysis has tests of its own
        await pilot.press("i")
        await pilot.pause()
        app.screen.query_one(Input).value = str(source)
        await pilot.press("enter")
        await until(pilot, lambda: app.library.article_count() == 4)
        await until(pilot, lambda: any("Trams return" in t for t in titles(app)))


async def test_a_source_that_cannot_be_read_is_said_with_its_reason(shelf: Shelf, tmp_path: Path) -> None:
    async with shelf() as (pilot, app):
        app.add_sources([str(tmp_path / "none.txt")])
        await until(pilot, lambda: any("none.txt" in text for _, text in app.messages))
        await pilot.press("M")
        await until(pilot, lambda: "none.txt" in str(app.screen.rows))  # pyright: ignore[reportAttributeAccessIssue]


async def test_an_empty_library_says_what_to_do(shelf: Shelf) -> None:
    async with shelf(()) as (_, app):
        assert app.screen.has_class("-empty")


async def test_continue_opens_the_article_read_last(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        app.library.save_place("a-000000000003", 40, {})
        await pilot.press("c")
        await at(pilot, ReaderScreen)
        assert app.screen.article_id == "a-000000000003"  # pyright: ignore[reportAttributeAccessIssue]


async def test_a_person_s_page_leads_to_the_words(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("p")
        await at(pilot, PeopleScreen)
        screen = app.screen
        assert isinstance(screen, PeopleScreen)
        assert "Marit Oyelaran" in [r.name for r in screen.rows]
        await pilot.press("slash", *"oyel", "enter", "enter")
        await at(pilot, PersonScreen)
        person = app.screen
        assert isinstance(person, PersonScreen)
        assert any(row.statement and "not safe to wait" in row.statement.exact for row in person.rows)
        place = next(i for i, row in enumerate(person.rows) if row.statement)
        person.options.highlighted = place
        wanted = person.rows[place].statement
        assert wanted is not None
        await pilot.press("enter")
        await at(pilot, ReaderScreen)
        assert app.screen.article_id == wanted.article_id  # pyright: ignore[reportAttributeAccessIssue]


async def test_accepting_on_a_person_s_page_is_a_decision_that_can_be_undone(shelf: Shelf) -> None:
    async with shelf(ARTICLES[:1]) as (pilot, app):
        app.open_person(next(r.person_id for r in app.library.people(query="Oyelaran")))
        await at(pilot, PersonScreen)
        screen = app.screen
        assert isinstance(screen, PersonScreen)
        screen.options.highlighted = next(i for i, row in enumerate(screen.rows) if row.statement)
        await pilot.press("a")
        assert app.library.quotes(state="accepted")
        await pilot.press("u")
        assert not app.library.quotes(state="accepted")


async def test_a_target_s_page_says_who_stands_where(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("t")
        await at(pilot, TargetsScreen)
        await pilot.press("enter")
        await at(pilot, TargetScreen)
        screen = app.screen
        assert isinstance(screen, TargetScreen)
        assert any("Conditional" in row.text for row in screen.rows)
        assert any(row.statement and row.statement.person_name == "Tobias Brandt" for row in screen.rows)


async def test_renaming_a_target_renames_it_in_the_library(shelf: Shelf) -> None:
    async with shelf(ARTICLES[:1]) as (pilot, app):
        await pilot.press("t", "enter")
        await at(pilot, TargetScreen)
        await pilot.press("r")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = "closing the bridge"
        await pilot.press("enter")
        await until(pilot, lambda: [t.label for t in app.library.targets()] == ["closing the bridge"])


async def test_the_matrix_opens_the_evidence_of_a_cell(shelf: Shelf) -> None:
    async with shelf(ARTICLES[:1]) as (pilot, app):
        await pilot.press("m")
        await at(pilot, MatrixScreen)
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        row = next(i for i, (_, name) in enumerate(screen.matrix.people) if name == "Tobias Brandt")
        screen.query_one(DataTable).move_cursor(row=row, column=1, animate=False)
        assert POLARITY_SIGNS["conditional"] in str(screen.query_one(DataTable).get_cell_at((row, 1)))  # pyright: ignore[reportArgumentType]
        await pilot.press("enter")
        await at(pilot, PersonScreen)
        assert any(line.statement and line.statement.polarity for line in app.screen.rows)  # pyright: ignore


async def test_search_opens_the_article_at_the_place(shelf: Shelf) -> None:
    async with shelf() as (pilot, app):
        await pilot.press("s")
        await at(pilot, SearchScreen)
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"piers")
        await until(pilot, lambda: app.screen.rows)  # pyright: ignore[reportAttributeAccessIssue]
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await at(pilot, ReaderScreen)


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (40, 12)])
async def test_every_screen_opens_at_every_size(shelf: Shelf, size: tuple[int, int]) -> None:
    async with shelf(size=size) as (pilot, app):
        for key, kind in (("p", PeopleScreen), ("t", TargetsScreen), ("m", MatrixScreen), ("s", SearchScreen)):
            await pilot.press(key)
            await at(pilot, kind)
            if isinstance(app.screen, ListScreen) and kind is not SearchScreen:
                assert app.screen.rows
            app.pop_screen()
            await at(pilot, LibraryScreen)


async def test_what_a_correction_did_to_a_decision_is_said_and_listed(shelf: Shelf) -> None:
    """A quote that was accepted is cut out of the corrected text: it stays, and the reader says so."""
    first = ARTICLES[0]
    async with shelf((first,)) as (pilot, app):
        gone = first.quotes[0]
        app.library.review.accept([gone.id])
        text = first.article.text.replace("“It is not safe to wait,” said Marit Oyelaran, the county engineer. ", "")
        text = text.replace("“We found cracks in four of nine piers.”", "She gave no reasons.")
        corrected = replace(first.article, text=text, regions=())
        app.library.keep(Annotations(corrected, run=first.run))
        app.open_article(first.article.id)
        await at(pilot, ReaderScreen)
        await until(pilot, lambda: any("H shows them" in said for _, said in app.messages))
        await pilot.press("H")
        await at(pilot, ReportScreen)
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        assert gone.id in [row.item for row in screen.rows]
        assert any("not safe to wait" in row.text for row in screen.rows)


async def test_a_change_of_position_is_two_dated_receipts(shelf: Shelf) -> None:
    before, after = ARTICLES[2], ARTICLES[1]
    turned = tuple(replace(s, polarity="supports") for s in after.stances)
    async with shelf((before, replace(after, stances=turned))) as (pilot, app):
        people = [r.person_id for r in app.library.people(query="Brandt")]
        if len(people) > 1:
            app.library.review.merge_people(people[0], people[1:])
        app.open_person(people[0])
        await at(pilot, PersonScreen)
        screen = app.screen
        assert isinstance(screen, PersonScreen)
        start = next(i for i, row in enumerate(screen.rows) if row.text == "Said one thing, then another")
        pair = [row.statement for row in screen.rows[start + 1 : start + 3]]
        assert [s and (s.polarity, s.published) for s in pair] == [
            ("conditional", "2026-01-20"),
            ("supports", "2026-05-02"),
        ]
