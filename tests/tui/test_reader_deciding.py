"""Review: one key a decision, kept at once, undone by one key."""

from __future__ import annotations

import pytest

from extract.library import open_library
from tests.tui.conftest import Opened, quotes, state_of
from tui.screens.reader_note import NoteWindow
from tui.screens.reader_picker import Confirm


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
