"""Clipboard, editor, themes: what the reader asks of the machine it runs on."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from textual.app import App

from extract.errors import OnrecordError, SettingsError
from extract.locations import asset
from tests.tui.conftest import Opened
from tui import clipboard, themes
from tui.editor import edited
from tui.widgets.marks import COLOURS


def test_words_go_through_the_terminal_where_there_is_no_tool(tmp_path: Path) -> None:
    sent: list[str] = []
    assert "sent to the terminal" in clipboard.copy("words", "quote", sent.append, tmp_path / "b.txt")
    assert sent == ["words"]


def test_the_native_tool_comes_first_when_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "xclip"
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/clip\n")
    tool.chmod(tool.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    assert clipboard.copy("naïve “words”", "quote", pytest.fail, tmp_path / "b.txt") == "The quote is copied."
    assert (tmp_path / "clip").read_text() == "naïve “words”"


def test_over_ssh_no_tool_of_the_far_machine_is_used() -> None:
    assert clipboard.native_tool({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0"}) is None


def test_what_is_too_long_for_a_terminal_goes_into_a_file(tmp_path: Path) -> None:
    message = clipboard.copy("x" * 100_000, "selection", pytest.fail, tmp_path / "deep" / "b.txt")
    assert str(tmp_path / "deep" / "b.txt") in message
    assert (tmp_path / "deep" / "b.txt").stat().st_size == 100_000


async def test_a_screen_that_cannot_be_lent_says_so(opened: Opened) -> None:
    async with opened() as (pilot, screen):
        app: App[None] = pilot.app
        assert isinstance(edited(app, "words"), OnrecordError)
        await pilot.press("C")
        assert screen.library.reading(screen.article_id).notes == ()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 of two colours written #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("file", sorted(asset("themes").glob("*.toml")), ids=lambda f: f.stem)
def test_our_themes_can_be_read(file: Path) -> None:
    theme = themes.load_theme(file)
    v = theme.variables
    assert theme.background and theme.foreground and theme.surface
    wanted = set(themes.default_variables(theme))
    assert wanted <= set(v), wanted - set(v)
    for ground in (theme.background, theme.surface, v["quote-wash"]):
        assert contrast(theme.foreground, ground) >= 7
        for n in range(COLOURS):
            assert contrast(v[f"speaker-{n}"], ground) >= 4.5, (n, ground)
        assert contrast(v["text-faint"], ground) >= 4.5, ground
        for name in ("success", "error", "warning", "primary"):
            assert contrast(getattr(theme, name), ground) >= 4.5, (name, ground)
    for wash in ("selected-wash", "block-cursor-background"):
        assert contrast(v["selected-ink"], v[wash]) >= 7
    assert len({v[f"speaker-{n}"] for n in range(COLOURS)}) == COLOURS


def test_a_broken_theme_is_named_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "config" / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('primary = "#336699"\nbackground = "#000000"\n')
    (folder / "broken.toml").write_text('primary = "no colour"\n')
    (folder / "odd.toml").write_text('primary = "#336699"\nsparkle = 3\n')
    found, warnings = themes.user_themes()
    assert [t.name for t in found] == ["mine"]
    assert len(warnings) == 2 and "broken.toml" in warnings[0] and "sparkle" in warnings[1]


def test_a_theme_error_says_which_file(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("= no toml")
    with pytest.raises(SettingsError, match=re.escape(str(file))):
        themes.load_theme(file)


async def test_a_theme_that_is_not_there_is_replaced_with_a_word(opened: Opened) -> None:
    async with opened(theme="midnight-sun") as (pilot, _):
        assert pilot.app.theme == "onrecord-dark"


def test_no_colour_literal_in_our_code() -> None:
    folder = Path(themes.__file__).parent
    for file in [*folder.glob("widgets/*.py"), *folder.glob("screens/reader*.py")]:
        assert not re.search(r"#[0-9a-fA-F]{6}\b", file.read_text(encoding="utf-8")), file
