"""Correcting: speakers, kinds, people, borders; what was missed is added from a selection."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opened, quotes
from tests.tui.made import long_article, short_article
from tui.screens.reader_mentions import MentionList, MentionsWindow
from tui.screens.reader_picker import Confirm, Picker
from tui.widgets.marks import Item


async def test_speaker_is_found_by_typing(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"nnns")
        assert isinstance(pilot.app.screen, Picker)
        await pilot.press(*"oyel", "enter")
        quote = screen.library.reading(screen.article_id).quotes[2]
        assert quote.speaker is not None
        person = screen.library.reading(screen.article_id).person(quote.speaker)
        assert person is not None and person.name == "Marit Oyelaran"


async def test_a_new_person_can_be_the_speaker(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"ns", *"Zoe", "enter")
        reading = screen.library.reading(screen.article_id)
        person = reading.person(reading.quotes[0].speaker)
        assert person is not None and person.name == "Zoe"


async def test_speaker_may_be_unknown(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"ns", *"unknown", "enter")
        assert screen.library.reading(screen.article_id).quotes[0].speaker is None


async def test_a_digit_takes_a_rival(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"nnn", "w", "1")
        reading = screen.library.reading(screen.article_id)
        person = reading.person(reading.quotes[2].speaker)
        assert person is not None and person.name == "Marit Oyelaran"


async def test_type_of_a_quote_by_letter(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "t", "m")
        assert screen.library.reading(screen.article_id).quotes[0].kind == "mixed"


async def test_polarity_of_a_stance_by_letter(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("e", "t", "o")
        assert screen.panel.TITLE == "Stances"
        assert screen.library.reading(screen.article_id).stances[0].polarity == "opposes"


async def test_merging_says_what_else_changes_first(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"nnn", "m", *"oyel", "enter")
        assert isinstance(pilot.app.screen, Confirm)
        assert len(screen.library.reading(screen.article_id).people) == 4
        await pilot.press("enter")
        names = [p.name for p in screen.library.reading(screen.article_id).people]
        assert len(names) == 3 and "Marit Oyelaran" in names


async def test_a_merge_can_be_left(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(*"nnn", "m", *"oyel", "enter", "escape")
        assert len(screen.library.reading(screen.article_id).people) == 4


async def test_split_gives_the_mentions_that_are_marked_to_somebody_else(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "M")
        assert isinstance(pilot.app.screen, MentionsWindow)
        await pilot.press("j", "space", "enter", "enter")
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("enter")
        people = {p.name: p for p in screen.library.reading(screen.article_id).people}
        words = {n: [m.span.of(screen.article.text) for m in people[n].mentions] for n in people}
        assert words["Ms Oyelaran"] == ["Ms Oyelaran"] and words["Marit Oyelaran"] == ["Marit Oyelaran"]


async def test_mentions_spelt_alike_are_marked_by_one_key(opened: Opened) -> None:
    async with opened(long_article(1500)) as (pilot, screen):
        await pilot.press("n", "M")
        window = pilot.app.screen
        assert isinstance(window, MentionsWindow)
        await pilot.press("equals_sign")
        assert len(window.marked) == len(screen.reading.person(screen.person_at_hand()).mentions)  # pyright: ignore
        await pilot.press("equals_sign")
        assert not window.marked
        await pilot.press("space", "escape")
        assert pilot.app.screen is screen


async def test_a_click_marks_a_mention(opened: Opened) -> None:
    async with opened() as (pilot, _):
        await pilot.press("n", "M")
        window = pilot.app.screen
        assert isinstance(window, MentionsWindow)
        await pilot.click(MentionList, offset=(4, 1))
        assert window.marked == {1} and pilot.app.screen is window
        await pilot.click(MentionList, offset=(4, 1))
        assert not window.marked


async def test_a_mention_may_be_nobodys(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "M", "j", "delete")
        person = screen.library.reading(screen.article_id).people[0]
        assert [m.span.of(screen.article.text) for m in person.mentions] == ["Marit Oyelaran"]
        await pilot.press("u")
        assert len(screen.library.reading(screen.article_id).people[0].mentions) == 2


async def test_rename_a_person(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "S", "end", *"X", "enter")
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("enter")
        assert "Marit OyelaranX" in {p.name for p in screen.library.reading(screen.article_id).people}


async def test_borders_are_previewed_then_kept(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "n")
        (before,) = screen.library.reading(screen.article_id).quotes[1].content
        await pilot.press("b", "w", "l")
        assert screen.article.look is not None and screen.article.look.preview is not None
        assert screen.library.reading(screen.article_id).quotes[1].content == (before,)
        await pilot.press("h", "b", "b", "enter")
        quote = next(q for q in screen.library.reading(screen.article_id).quotes if q.id == quotes(screen)[1].id)
        assert quote.content != (before,)
        assert quote.content[0].start == before.start
        assert screen.mode is None and screen.article.look.preview is None


async def test_borders_can_be_left(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "b", "w", "escape")
        before = short_article().quotes[0].content
        assert screen.library.reading(screen.article_id).quotes[0].content == before
        await pilot.press("n")
        assert screen.selected == quotes(screen)[1]


async def test_a_missed_quote_is_added_from_a_selection_by_keyboard(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        start = screen.article.text.index("Shopkeepers")
        await pilot.press("v")
        assert screen.mode == "visual"
        bar = screen.query_one("#modes").children[0]
        while bar._cursor < start:  # pyright: ignore[reportAttributeAccessIssue]
            await pilot.press("w")
        await pilot.press("v", "w", "w", "e", "enter", "i", *"brandt", "enter")
        added = [q for q in screen.library.reading(screen.article_id).quotes if q.origin == "person"]
        assert [[s.of(screen.article.text) for s in q.content] for q in added] == [["Shopkeepers are angry"]]
        assert screen.selected == Item("quote", added[0].id)
        assert screen.mode is None


@pytest.mark.parametrize("letter", ["p", "m", "s"])
async def test_a_person_a_mention_a_stance_are_added_too(opened: Opened, letter: str) -> None:
    async with opened() as (pilot, screen):
        before = screen.library.reading(screen.article_id)
        await pilot.press("v", "w", "v", "e", "enter", letter)
        if letter == "p":
            await pilot.press("enter")
            assert len(screen.library.reading(screen.article_id).people) == len(before.people) + 1
        elif letter == "m":
            await pilot.press(*"brandt", "enter")
            after = screen.library.reading(screen.article_id)
            assert sum(len(p.mentions) for p in after.people) == sum(len(p.mentions) for p in before.people) + 1
        else:
            await pilot.press(*"brandt", "enter", *"ferries", "enter", "s")
            (new,) = [s for s in screen.library.reading(screen.article_id).stances if s.origin == "person"]
            assert (new.target, new.polarity) == ("ferries", "supports")
