"""How the page is looked at, and what is taken from it."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opened, quotes, state_of
from tests.tui.made import long_article


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


async def test_a_resize_keeps_the_character_on_top(opened: Opened) -> None:
    async with opened(long_article(4000)) as (pilot, screen):
        await pilot.press(*["space"] * 6)
        top = screen.article.lines[screen.article.scroll_offset.y]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        now = screen.article.lines[screen.article.scroll_offset.y]
        assert now.start <= top.start <= now.end or abs(now.start - top.start) < 80


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


async def test_keys_can_be_mapped_anew(opened: Opened) -> None:
    from tui.settings import Settings

    async with opened(settings=Settings(keys={"accept": "y", "copy": "Y"})) as (pilot, screen):
        await pilot.press("n", "y")
        assert state_of(screen, quotes(screen)[0]) == "accepted"
        await pilot.press("a")
        assert state_of(screen, quotes(screen)[1]) == "unreviewed"
