"""Help lists every action by the keys in force, and finds them by typing."""

from __future__ import annotations

from textual.widgets import OptionList

from tests.tui.conftest import Opened
from tui.keys import ACTIONS
from tui.screens.help import HelpScreen
from tui.settings import Settings


def rows(screen: HelpScreen) -> list[str]:
    return [str(option.prompt) for option in screen.query_one(OptionList).options]


async def test_every_action_is_listed(opened: Opened) -> None:
    async with opened() as (pilot, _):
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        listed = "\n".join(rows(pilot.app.screen))
        assert all(a.description in listed and a.id in listed for a in ACTIONS)


async def test_help_is_found_by_typing_and_shows_keys_set_anew(opened: Opened) -> None:
    async with opened(settings=Settings(keys={"accept": "ctrl+t"})) as (pilot, _):
        await pilot.press("f1", *"accept and go")
        assert isinstance(pilot.app.screen, HelpScreen)
        (heading, row) = rows(pilot.app.screen)
        assert heading == "Review" and "^t" in row and "Accept" in row
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_no_two_actions_share_an_id_and_all_say_what_they_do() -> None:
    ids = [a.id for a in ACTIONS]
    assert len(ids) == len(set(ids))
    assert all(a.description and a.group and a.keys for a in ACTIONS)


async def test_no_row_wraps_at_eighty_columns(opened: Opened) -> None:
    async with opened(size=(80, 24)) as (pilot, _):
        await pilot.press("question_mark")
        listed = pilot.app.screen.query_one(OptionList)
        assert listed.virtual_size.height == listed.option_count
