"""Every key of the reader does what help says it does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import OptionList

from extract.library import open_library
from tests.tui.conftest import Opened, until
from tests.tui.made import long_article, short_article
from tui.screens.reader import ReaderScreen
from tui.screens.reader_note import NoteWindow
from tui.screens.reader_picker import Confirm, Picker
from tui.widgets.marks import Item


def quotes(screen: ReaderScreen) -> list[Item]:
    return [Item("quote", q.id) for q in screen.library.reading(screen.article_id).quotes]


def state_of(screen: ReaderScreen, item: Item) -> str:
    reading = screen.library.reading(screen.article_id)
    things = {"quote": reading.quotes, "person": reading.people, "stance": reading.stances}[item.kind]
    return next(t.state for t in things if t.id == item.id)


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


async def test_accept_and_reject_go_on_and_are_kept(opened: Opened, tmp_path: object) -> None:
    async with opened() as (pilot, screen):
        first, second, third, _ = quotes(screen)
        await pilot.press("n", "a")
        assert screen.selected == second
        await pilot.press("x")
        assert screen.selected == third
        with open_library(screen.library.path) as other:
            states = [q.state for q in other.reading(screen.article_id).quotes]
        assert states == ["accepted", "rejected", "unreviewed", "unreviewed"]
        assert state_of(screen, first) == "accepted"


async def test_accepting_the_last_open_one_stays_and_says_so(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", *"aaaa")
        assert screen.selected == quotes(screen)[-1]
        assert {q.state for q in screen.library.reading(screen.article_id).quotes} == {"accepted"}


async def test_undo_and_redo(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        first = quotes(screen)[0]
        await pilot.press("n", "a", "u")
        assert state_of(screen, first) == "unreviewed"
        assert screen.selected == first
        await pilot.press("ctrl+r")
        assert state_of(screen, first) == "accepted"


async def test_undo_reaches_back_before_a_restart(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "x")
    async with opened() as (pilot, screen):
        first = quotes(screen)[0]
        assert state_of(screen, first) == "rejected"
        await pilot.press("u")
        assert state_of(screen, first) == "unreviewed"


async def test_unreview_takes_a_decision_back(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "a", "N", "X")
        assert state_of(screen, quotes(screen)[0]) == "unreviewed"


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


async def test_digits_without_the_card_turn_layers(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        look = screen.article.look
        assert look is not None
        for key, layer in zip("1234", ("quote", "cue", "person", "stance"), strict=True):
            await pilot.press(key)
            assert look.layers[layer] == "dim"  # pyright: ignore[reportArgumentType]
            await pilot.press(key)
            assert look.layers[layer] == "hidden"  # pyright: ignore[reportArgumentType]
            await pilot.press(key)
            assert look.layers[layer] == "shown"  # pyright: ignore[reportArgumentType]


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


async def test_split_gives_some_mentions_to_somebody_else(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "M", *"ms oye", "enter", "enter")
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("enter")
        names = {p.name for p in screen.library.reading(screen.article_id).people}
        assert {"Ms Oyelaran", "Marit Oyelaran"} <= names


async def test_rename_a_person(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "S", "end", *"X", "enter")
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("enter")
        assert "Marit OyelaranX" in {p.name for p in screen.library.reading(screen.article_id).people}


async def test_comment_on_a_quote(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "c")
        assert isinstance(pilot.app.screen, NoteWindow)
        await pilot.press(*"check", "ctrl+s")
        (note,) = screen.library.reading(screen.article_id).notes
        assert (note.text, note.object_kind, note.object_id) == ("check", "quote", quotes(screen)[0].id)
        await pilot.press("tab", "tab", "tab", "n", "delete")
        assert screen.library.reading(screen.article_id).notes == ()


async def test_comment_in_the_editor(opened: Opened, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui import editor

    monkeypatch.setattr(editor, "edited", lambda app, words: words + "from the editor\n")
    async with opened() as (pilot, screen):
        await pilot.press("C")
        (note,) = screen.library.reading(screen.article_id).notes
        assert (note.text, note.object_kind) == ("from the editor", "article")


async def test_tag_and_flag(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "number_sign", *"lead", "enter")
        assert screen.library.reading(screen.article_id).quotes[0].tags == ("lead",)
        await pilot.press("number_sign", *"lead", "enter")
        assert screen.library.reading(screen.article_id).quotes[0].tags == ()
        await pilot.press("exclamation_mark")
        assert screen.library.reading(screen.article_id).quotes[0].flagged
        await pilot.press("exclamation_mark")
        assert not screen.library.reading(screen.article_id).quotes[0].flagged


async def test_many_are_accepted_after_a_preview_and_undone_as_one(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("A", "a")
        assert isinstance(pilot.app.screen, Confirm)
        assert {q.state for q in screen.library.reading(screen.article_id).quotes} == {"unreviewed"}
        await pilot.press("enter")
        states = [q.state for q in screen.library.reading(screen.article_id).quotes]
        assert states == ["accepted", "accepted", "unreviewed", "unreviewed"]
        await pilot.press("u")
        assert {q.state for q in screen.library.reading(screen.article_id).quotes} == {"unreviewed"}


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


async def test_only_one_person(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("n", "f")
        assert screen.article.look is not None and screen.article.look.only is not None
        await pilot.press("f")
        assert screen.article.look.only is None


async def test_focus_mode_leaves_only_the_text(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("z")
        assert screen.article.size.width == 120
        assert screen.article.look is not None and screen.article.look.plain
        await pilot.press("escape")
        assert not screen.article.look.plain


async def test_page_furniture_unfolds(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        assert any(line.kind == "fold" for line in screen.article.lines)
        await pilot.press("full_stop")
        assert any(line.kind == "boilerplate" for line in screen.article.lines)


async def test_lines_get_wider_and_narrower(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        before = screen.article.measure
        await pilot.press("plus")
        assert screen.article.measure == before + 2
        await pilot.press("minus", "minus")
        assert screen.article.measure == before - 2


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


async def test_copy_says_who_and_where(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as (pilot, _):
        sent: list[str] = []
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", sent.append)
        await pilot.press("n", "n", "y")
        assert sent == [
            "“the work would cost about 40 million”\n— Marit Oyelaran, county engineer\n"
            "Bridge to close for a year, The Weir Gazette, 14 April 2026, https://weir.example/bridge"
        ]


async def test_open_url(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as (pilot, _):
        urls: list[str] = []
        monkeypatch.setattr(pilot.app, "open_url", urls.append)
        await pilot.press("O")
        assert urls == ["https://weir.example/bridge"]


async def test_a_resize_keeps_the_character_on_top(opened: Opened) -> None:
    async with opened(long_article(4000)) as (pilot, screen):
        await pilot.press(*["space"] * 6)
        top = screen.article.lines[screen.article.scroll_offset.y]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        now = screen.article.lines[screen.article.scroll_offset.y]
        assert now.start <= top.start <= now.end or abs(now.start - top.start) < 80


async def test_the_place_is_kept(opened: Opened) -> None:
    async with opened(long_article(4000)) as (pilot, screen):
        await pilot.press(*["space"] * 5, "n", "tab")
        selected, top = screen.selected, screen.article.top
        await pilot.press("q")
    async with opened(long_article(4000)) as (pilot, screen):
        assert screen.selected == selected
        assert abs(screen.article.top - top) < 400
        await until(pilot, lambda: screen.panel.TITLE == "People")


async def test_keys_can_be_mapped_anew(opened: Opened) -> None:
    from tui.settings import Settings

    async with opened(settings=Settings(keys={"accept": "y", "copy": "Y"})) as (pilot, screen):
        await pilot.press("n", "y")
        assert state_of(screen, quotes(screen)[0]) == "accepted"
        await pilot.press("a")
        assert state_of(screen, quotes(screen)[1]) == "unreviewed"


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
