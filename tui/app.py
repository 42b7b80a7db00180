"""The app: starts, configures, routes. What keys do is on the screens; what things look like is in the style sheets.

In: the path of a library. Out: an exit status. Whatever is raised here ends with the terminal as it was, one line that
says what happened, and the whole story in the log file.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen

from extract.display import one_line
from extract.errors import OnrecordError
from extract.locations import log_path
from tui import keys, themes
from tui.analysis import Analysis
from tui.memory import Memory
from tui.services import Services
from tui.settings import Settings, load_settings, settings_path
from tui.start import hold_collector, load_for_keys, release_collector

if TYPE_CHECKING:
    from extract.library import Library

DEFAULT_THEME = "onrecord-dark"
_LOOK_AGAIN_S = 1.0
"""How often it is looked whether another program wrote to the library."""


class OnrecordApp(Services):
    """onrecord on a terminal. `library` is open for as long as the app runs, and belongs to its thread."""

    TITLE = "onrecord"
    CSS_PATH = ["app.tcss", "screens/reader.tcss"]
    BINDINGS = [*keys.bindings("app")]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    PAUSE_GC_ON_SCROLL = True

    @dataclass
    class ArticleAnnotated(Message):
        """An article's analysis has come a step on: queued, running, done (and kept), failed, cancelled."""

        article_id: str
        state: str
        error: str

    def __init__(self, library: Library, *, open_article: str | None = None, settings: Settings | None = None) -> None:
        self._warnings: list[str] = []
        super().__init__()
        self.library = library
        self.settings = settings or Settings()
        self._open_article = open_article
        self._data_version = library.data_version()
        self.memory = Memory(library.path)
        reader = self.settings.reader
        self._analysis = Analysis(library.path, self.settings.annotate, self._told, possible=reader.possible)
        self.animation_level = "none"
        self._set_up_themes()
        self.set_keymap(self.settings.keys)

    # --- looks ------------------------------------------------------------------------------------------------------

    def _set_up_themes(self) -> None:
        users, warnings = themes.user_themes()
        self._warnings += warnings
        for theme in (*themes.own_themes(), *users):
            self.register_theme(theme)
        wanted = "ansi-dark" if self.no_color else self.settings.reader.theme
        if wanted not in self.available_themes:
            self._warnings.append(f"There is no theme {wanted}; {DEFAULT_THEME} is used.")
            wanted = DEFAULT_THEME
        self.theme = wanted
        if self.no_color:
            self._take_colours_away()

    def _take_colours_away(self) -> None:
        """Under NO_COLOR write no colour at all; Textual alone would write greys."""
        from textual.filter import NoColor

        self._filters = [NoColor()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for themes that do not know them."""
        return themes.default_variables(self.current_theme)

    # --- start and end ----------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open what was asked for: an article, or the library."""
        if self._open_article is not None:
            self.read(self._open_article)
        else:
            self.show_library()
        self.set_timer(0.2, self._load_the_rest)
        self.set_interval(_LOOK_AGAIN_S, self._look_for_writes)
        self.set_timer(1.0, release_collector)
        for warning in self._warnings:
            self.notify(one_line(warning), severity="warning", markup=False, timeout=8)

    def _look_for_writes(self) -> None:
        """Have the screen take over what another program wrote; where nothing was written, nothing happens."""
        look_again = getattr(self.screen, "look_again", None)
        if look_again is None:
            return
        try:
            version = self.library.data_version()
            if version != self._data_version and look_again():
                self._data_version = version
        except OnrecordError as error:
            self.log.error(str(error))  # what the person does next meets it, and says so

    def _load_the_rest(self) -> None:
        self.run_worker(load_for_keys, thread=True, group="start", exit_on_error=False)

    def read(self, article_id: str) -> None:
        """Open an article in the reader."""
        from tui.screens.reader import ReaderScreen

        self.push_screen(ReaderScreen(article_id))

    def show_library(self) -> None:
        """Open the library screen, or come back to it where it lies under others."""
        from tui.screens.library import LibraryScreen

        self._keep_place()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, LibraryScreen):
            self.pop_screen()
        if not isinstance(self.screen, LibraryScreen):
            self.push_screen(LibraryScreen())

    def action_library(self) -> None:
        """Go to the list of articles."""
        self.show_library()

    def action_leave(self) -> None:
        """Go back to the screen this one was opened from; the first one ends the app."""
        if len(self.screen_stack) > 2:
            self._keep_place()
            self.pop_screen()
        else:
            self._end()

    def _keep_place(self) -> None:
        save_place = getattr(self.screen, "save_place", None)
        if save_place is not None:
            save_place()

    async def action_quit(self) -> None:
        """Keep the place in the article and end."""
        self._end()

    def _end(self) -> None:
        self._keep_place()
        self._analysis.close()
        self.exit()

    def action_show_help(self) -> None:
        """Show every key."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    def get_system_commands(self, screen: Screen) -> Iterable[SystemCommand]:
        """Offer every action of the screen in the palette, by what it does."""
        yield from super().get_system_commands(screen)
        for _, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and binding.id and binding.description:
                title = f"{binding.description}"
                about = f"{self.get_key_display(binding)}  {tooltip}".strip()
                yield SystemCommand(title, about, lambda b=binding: self._run(screen, b.action))

    async def _run(self, screen: Screen, action: str) -> None:
        await self.run_action(action, screen.focused or screen)

    def _fatal_error(self) -> None:
        """End after a defect or an unhandled error: the story to the log, one line to the terminal given back."""
        error = self._exception or sys.exc_info()[1]
        logging.getLogger("onrecord").error("the screens ended", exc_info=error)
        if isinstance(error, OnrecordError):
            words = f"onrecord: {error.title}. {error.hint}"
        else:
            what = type(error).__name__
            words = f"onrecord: a defect ended it ({what}). Every decision is kept; the story is in {log_path()}"
        if not self._exit_renderables:
            self._exit_renderables.append(Text(one_line(words)))
        self._close_messages_no_wait()

    # --- work in the background -------------------------------------------------------------------------------------

    def annotate(self, article_id: str) -> None:
        """Have an article analysed in the background; the screens are told when it is done."""
        self._analysis.submit(self.library.annotations(article_id, decided=False).article)

    def _told(self, article_id: str, state: str, error: str) -> None:
        self.post_message(self.ArticleAnnotated(article_id, state, error))

    def on_onrecord_app_article_annotated(self, event: ArticleAnnotated) -> None:
        """Tell the screens that show articles."""
        for screen in self.screen_stack:
            annotated = getattr(screen, "annotated", None)
            if annotated is not None:
                annotated(event.article_id, event.state, event.error)

    # --- services of the screens ------------------------------------------------------------------------------------

    def copy(self, words: str, what: str) -> None:
        """Copy words by the best way there is, and say which."""
        from tui.clipboard import copy

        message = copy(words, what, self.copy_to_clipboard, log_path().with_name("clipboard.txt"))
        self.notify(one_line(message), markup=False, timeout=4)

    def export(self, article_id: str) -> None:
        """Write an article's note as the settings say."""
        self.export_articles([article_id])


def run_app(library_path: Path, *, open_article: str | None = None) -> int:
    """Run the screens on a library until the person leaves; returns the exit status.

    Raises OnrecordError where the library or the settings cannot be read. A crash is logged and told in one line.
    """
    from extract.library import open_library

    hold_collector()
    settings, warnings = load_settings()
    if settings.keys:
        from tui.keymap import check_keymap

        check_keymap(settings.keys, source=str(settings_path()))
    _set_up_log()
    with open_library(library_path) as library:
        app = OnrecordApp(library, open_article=open_article, settings=settings)
        app._warnings += warnings
        app.run()
        app._analysis.close()
    return app.return_code or 0


def _set_up_log() -> None:
    """Write warnings and crashes to the log file, none to the screen; a log that cannot be written is done without."""
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(log_path(), encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(
        handlers=[handler], level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s"
    )
