"""The article of a reader: left and opened again, analysed behind the screen, changed by another program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.library import open_library
from extract.records import Annotations
from tests.tui.conftest import Opened, quotes, until
from tests.tui.made import long_article, short_article


async def test_the_place_is_kept(opened: Opened) -> None:
    async with opened(long_article(4000)) as (pilot, screen):
        await pilot.press(*["space"] * 5, "n", "tab")
        selected, top = screen.selected, screen.article.top
        await pilot.press("q")
    async with opened(long_article(4000)) as (pilot, screen):
        assert screen.selected == selected
        assert abs(screen.article.top - top) < 400
        await until(pilot, lambda: screen.panel.TITLE == "People")


async def test_a_late_result_of_another_article_is_dropped(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n")
        screen.annotated("a-other", "done", "")
        assert screen.selected == quotes(screen)[0]
        assert screen.reading is not None and screen.reading.article.id == screen.article_id


async def test_an_article_not_analysed_yet_can_be_read_and_is_filled_in_place(opened: Opened) -> None:
    bare = replace(short_article(), people=(), quotes=(), stances=(), run=None)
    async with opened(bare) as (pilot, screen):
        assert "Bridge" in screen.article.text
        screen.library.keep(short_article())
        screen.annotated(screen.article_id, "done", "")
        await pilot.pause()
        assert screen.reading is not None and len(screen.reading.quotes) == 4


async def test_filter_and_order_of_each_panel_are_kept(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("o", "enter", "slash", *"brandt", "enter", "tab", "o", "tab", "q")
    async with opened() as (pilot, screen):
        panels = {p.TITLE: p for p in screen.panels}
        await until(pilot, lambda: len(screen.panels) == 4 and screen.panel.TITLE == "Stances")
        panels = {p.TITLE: p for p in screen.panels}
        assert (panels["Quotes"].sort, panels["Quotes"].filter) == ("doubt", "brandt")
        assert (panels["People"].sort, panels["People"].filter) == ("position", "")
        assert screen.article.has_focus
        await pilot.press("shift+tab", "shift+tab")
        assert panels["Quotes"].items == [quotes(screen)[2]]
        await pilot.press("escape")
        assert panels["Quotes"].items == [quotes(screen)[i] for i in (3, 2, 1, 0)]
        assert screen.article.has_focus


async def test_what_another_program_decides_is_taken_over_where_one_is(opened: Opened) -> None:
    async with opened(long_article(4000)) as (pilot, screen):
        await pilot.press("n", "n", *["space"] * 5)
        selected, top = screen.selected, screen.article.top
        first = quotes(screen)[0]
        with open_library(screen.library.path) as other:
            other.review.accept(first.id)
            other.review.note("quote", first.id, "seen elsewhere")
        screen.onrecord._look_for_writes()
        await pilot.pause()
        look = screen.article.look
        assert look is not None and look.states[first] == "accepted"
        assert screen.reading is not None and [n.text for n in screen.reading.notes] == ["seen elsewhere"]
        assert (screen.selected, screen.article.top) == (selected, top)


async def test_nothing_is_read_or_painted_where_nothing_was_written(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as (pilot, screen):
        screen.onrecord._look_for_writes()
        monkeypatch.setattr(screen, "look_again", lambda: pytest.fail("the library was read for nothing"))
        await pilot.press("n", "a")
        screen.onrecord._look_for_writes()


async def test_a_mode_is_not_disturbed_by_another_program(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "b", "w")
        with open_library(screen.library.path) as other:
            other.review.reject(quotes(screen)[3].id)
        screen.onrecord._look_for_writes()
        assert screen.article.look is not None and screen.article.look.preview is not None
        assert screen.article.look.states[quotes(screen)[3]] == "unreviewed"
        await pilot.press("escape")
        screen.onrecord._look_for_writes()
        assert screen.article.look.states[quotes(screen)[3]] == "rejected"


async def test_a_text_corrected_by_another_program_is_shown(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n")
        made = short_article()
        text = made.article.text.replace("40 million", "45 million")
        with open_library(screen.library.path) as other:
            other.keep(replace(made, article=replace(made.article, text=text)))
        screen.onrecord._look_for_writes()
        await pilot.pause()
        assert "45 million" in screen.article.text
        assert screen.selected is not None


async def test_an_article_removed_by_another_program_can_still_be_read_and_left(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        with open_library(screen.library.path) as other:
            other.remove(screen.article_id)
        screen.onrecord._look_for_writes()
        assert screen.header.status == "no longer in the library"
        await pilot.press("n", "a", "j", "q")
        assert pilot.app.return_code == 0


def doubtful() -> Annotations:
    """The short article; its indirect and its mixed quote are only possible."""
    made = short_article()
    sure = (0.98, 0.2, 0.14, 0.3)
    return replace(made, quotes=tuple(replace(q, confidence=c) for q, c in zip(made.quotes, sure, strict=True)))


async def test_possible_quotes_are_folded_away_until_they_are_asked_for(opened: Opened) -> None:
    async with opened(doubtful()) as (pilot, screen):
        first, indirect, direct, mixed = quotes(screen)
        assert screen.panel.items == [first, direct]
        assert "2 possible ones folded away: ," in str(screen.panel.list.get_option_at_index(2).prompt)
        assert not screen.article.index.of(mixed)
        await pilot.press("comma")
        assert screen.panel.items == [first, indirect, direct, mixed]
        assert screen.article.index.of(mixed)
        await pilot.press("n", "n", "a", "comma")
        assert screen.panel.items == [first, indirect, direct]
        await pilot.press("comma", "q")
    async with opened(doubtful()) as (pilot, screen):
        assert len(screen.panel.items) == 4


async def test_what_is_reviewed_to_the_end_says_what_is_folded_away(opened: Opened) -> None:
    async with opened(doubtful()) as (pilot, screen):
        await pilot.press("n", "a", "a", "e", "a", "r")
        assert screen.onrecord.messages[-1][1] == "Everything listed is reviewed. 2 possible folded away: ,"


async def test_what_is_decided_on_another_screen_is_there_on_coming_back(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.app.run_action("people")
        await until(pilot, lambda: pilot.app.screen is not screen)
        screen.library.review.reject(quotes(screen)[1].id)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        look = screen.article.look
        assert look is not None
        await until(pilot, lambda: look.states[quotes(screen)[1]] == "rejected")
