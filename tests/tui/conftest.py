"""A reader on a library of its own: `async with opened(annotations) as (pilot, screen)`."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from extract.library import open_library
from extract.records import Annotations
from tests.tui.made import short_article
from tui.app import OnrecordApp
from tui.screens.reader import ReaderScreen
from tui.settings import ReaderSettings, Settings
from tui.widgets.marks import Item

Opened = Callable[..., AbstractAsyncContextManager[tuple[Pilot, ReaderScreen]]]


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the settings, library or clipboard of the person who runs it."""
    monkeypatch.setenv("ONRECORD_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("ONRECORD_LIBRARY", str(tmp_path / "library.db"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    yield
    assert os.environ["ONRECORD_CONFIG_DIR"] == str(tmp_path / "config")


async def until(pilot: Pilot, condition: Callable[[], object], tries: int = 200) -> None:
    """Wait for a condition, event by event."""
    for _ in range(tries):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("the condition never came true")


async def reader_of(pilot: Pilot) -> ReaderScreen:
    """Return the reader once it shows its article and has the keys."""

    def ready() -> bool:
        screen = pilot.app.screen
        return isinstance(screen, ReaderScreen) and bool(screen.article.lines) and screen.article.has_focus

    await until(pilot, ready)
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReaderScreen)
    return pilot.app.screen


def quotes(screen: ReaderScreen) -> list[Item]:
    """Return the quotes of the article that is open, in order."""
    return [Item("quote", q.id) for q in screen.library.reading(screen.article_id).quotes]


def state_of(screen: ReaderScreen, item: Item) -> str:
    """Return the state of a thing as the library has it."""
    reading = screen.library.reading(screen.article_id)
    things = {"quote": reading.quotes, "person": reading.people, "stance": reading.stances}[item.kind]
    return next(t.state for t in things if t.id == item.id)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return a way to open an article in the reader, headless."""

    @asynccontextmanager
    async def open_reader(
        annotations: Annotations | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        theme: str = "onrecord-dark",
        settings: Settings | None = None,
    ) -> AsyncIterator[tuple[Pilot, ReaderScreen]]:
        with open_library(tmp_path / "library.db") as library:
            kept = library.keep(annotations or short_article())
            settings = settings or Settings(reader=ReaderSettings(theme=theme))
            app = OnrecordApp(library, open_article=kept.article_id, settings=settings)
            async with app.run_test(size=size) as pilot:
                screen = await reader_of(pilot)
                yield pilot, screen

    return open_reader
