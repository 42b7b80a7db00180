"""Pictures of the reader: sizes, themes, no colour, windows, modes. After a wanted change: pytest --snapshot-update"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from extract.library import open_library
from extract.records import Annotations
from tests.tui.conftest import reader_of
from tests.tui.made import short_article
from tests.tui.test_terminal_bytes import hostile
from tui.app import OnrecordApp
from tui.settings import ReaderSettings, Settings

Picture = Callable[..., None]


@pytest.fixture
def picture(tmp_path: Path, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> Iterator[Picture]:
    """Return a way to compare the reader, after some keys, with its kept picture."""
    libraries = []

    def compare(
        *keys: str,
        size: tuple[int, int] = (120, 40),
        theme: str = "onrecord-dark",
        no_color: bool = False,
        annotations: Annotations | None = None,
    ) -> None:
        if no_color:
            monkeypatch.setenv("NO_COLOR", "1")
        library = open_library(tmp_path / "library.db")
        libraries.append(library)
        kept = library.keep(annotations or short_article())
        settings = Settings(reader=ReaderSettings(theme=theme))
        app = OnrecordApp(library, open_article=kept.article_id, settings=settings)

        async def act(pilot: Pilot) -> None:
            await reader_of(pilot)
            await pilot.press(*keys)
            await pilot.pause()

        assert snap_compare(app, terminal_size=size, run_before=act)

    yield compare
    for library in libraries:
        library.close()


def test_80x24(picture: Picture) -> None:
    picture("n", "a", size=(80, 24))


def test_80x24_card(picture: Picture) -> None:
    picture("n", "n", "n", "w", size=(80, 24))


def test_120x40(picture: Picture) -> None:
    picture("n", "n", "a", "x")


def test_200x50_light(picture: Picture) -> None:
    picture("tab", "n", size=(200, 50), theme="onrecord-light")


def test_paper_stances(picture: Picture) -> None:
    picture("e", theme="onrecord-paper")


def test_high_contrast(picture: Picture) -> None:
    picture("n", theme="onrecord-contrast")


def test_no_colour(picture: Picture) -> None:
    picture("n", "a", no_color=True)


def test_sixteen_colours(picture: Picture) -> None:
    picture("n", theme="ansi-dark", size=(100, 30))


def test_theme_of_textual(picture: Picture) -> None:
    picture("n", theme="gruvbox")


def test_speaker_picker(picture: Picture) -> None:
    picture("n", "s", "b", "r")


def test_many_at_once(picture: Picture) -> None:
    picture("A", "a")


def test_borders(picture: Picture) -> None:
    picture("n", "n", "b", "b")


def test_visual_mode(picture: Picture) -> None:
    picture("v", "w", "v", "e")


def test_jump_labels(picture: Picture) -> None:
    picture("J")


def test_one_person(picture: Picture) -> None:
    picture("n", "f")


def test_focus_mode(picture: Picture) -> None:
    picture("z", size=(80, 24))


def test_search(picture: Picture) -> None:
    picture("slash", *"ferry")


def test_hostile_text(picture: Picture) -> None:
    picture("n", annotations=hostile())
