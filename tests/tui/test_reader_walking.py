"""Walking: next and previous of everything, search, jump labels, scrolling, back and forward."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from tests.tui.conftest import Opened, quotes, state_of
from tests.tui.made import long_article
from tui.widgets.marks import Item


async def test_n_walks_the_quotes_and_the_panel_keeps_step(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        for item in quotes(screen):
            await pilot.press("n")
            assert screen.selected == item
            assert screen.panel.highlighted == item
            assert screen.article.look is not None and screen.article.look.selected == item
        await pilot.press("N")
        assert screen.selected == quotes(screen)[-2]


async def test_n_starts_over_at_the_end(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"nnnnn")
        assert screen.selected == quotes(screen)[0]


async def test_moving_in_the_panel_moves_in_the_text(opened: Opened) -> None:
    async with opened(long_article(3000)) as (pilot, screen):
        await pilot.press("n", "enter")
        assert isinstance(screen.focused, OptionList)
        await pilot.press(*["j"] * 12)
        assert screen.selected == screen.panel.items[12]
        shown = screen.article.visible
        assert screen.article.look is not None
        assert shown.start <= screen.article.look.selected_spans[0].start < shown.end
        await pilot.press("enter")
        assert screen.article.has_focus


async def test_tab_goes_through_the_panels(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            seen.append(screen.panel.TITLE)
        assert seen == ["People", "Stances", "Notes", "Quotes"]
        await pilot.press("shift+tab")
        assert screen.panel.TITLE == "Notes"


async def test_search_counts_and_n_walks_the_matches(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("slash", *"ferry")
        assert screen.header.status == "1 of 2"
        await pilot.press("enter", "n")
        assert screen.header.status == "2 of 2"
        await pilot.press("N")
        assert screen.header.status == "1 of 2"
        await pilot.press("escape", "n")
        assert screen.selected is not None and screen.selected.kind == "quote"


async def test_the_filter_of_a_panel_narrows_what_is_walked(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("enter", "slash", *"brandt", "enter")
        assert screen.panel.items == [quotes(screen)[2]]
        await pilot.press("escape")
        assert len(screen.panel.items) == 4


async def test_sort_by_doubt_puts_the_least_sure_first(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("o")
        assert screen.panel.items[0] == quotes(screen)[3]


async def test_least_sure_and_unreviewed(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("d")
        assert screen.selected == quotes(screen)[3]
        await pilot.press("d")
        assert screen.selected == quotes(screen)[2]
        await pilot.press("g", "escape", "r", "a", "r")
        assert screen.selected is not None and state_of(screen, screen.selected) == "unreviewed"


async def test_next_person_stance_and_mention(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("p")
        assert screen.selected is not None and screen.selected.kind == "person"
        await pilot.press("P", "e")
        assert screen.selected.kind == "stance"
        await pilot.press("i")
        reading = screen.library.reading(screen.article_id)
        assert screen.selected == Item("person", reading.stances[0].holder)


async def test_back_and_forward(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "n", "n")
        at = screen.selected
        await pilot.press("backspace", "backspace")
        assert screen.selected == quotes(screen)[0]
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert screen.selected == at


async def test_jump_by_two_letters(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("J")
        assert screen.mode == "jump"
        await pilot.press("a", "s")
        assert screen.mode is None
        assert screen.selected is not None
        await pilot.press("J", "escape")
        assert screen.mode is None


@pytest.mark.parametrize(
    ("there", "back"),
    [("j", "k"), ("down", "up"), ("space", "pageup"), ("ctrl+d", "ctrl+u"), ("G", "g"), ("end", "home")],
)
async def test_scrolling(opened: Opened, there: str, back: str) -> None:
    async with opened(long_article(2000)) as (pilot, screen):
        await pilot.press(there)
        assert screen.article.scroll_offset.y > 0
        await pilot.press(back)
        assert screen.article.scroll_offset.y == 0
