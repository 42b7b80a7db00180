"""What screens ask of the app: messages that stay, ways between screens, articles taken in, notes written.

In: requests of screens. Out: pushed screens, `SourceRead` events, notifications. Threads open the library themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App
from textual.message import Message

from extract.display import one_line
from extract.errors import OnrecordError
from tui.settings import Settings

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from extract.library import Library
    from tui.memory import Memory

_KEPT_MESSAGES = 500


class Services(App[None]):
    """The app as screens know it."""

    library: Library
    settings: Settings
    memory: Memory
    """How screens were left."""

    @dataclass
    class SourceRead(Message):
        """A source was read and its text kept, or it failed; `left` sources are still to be read."""

        source: str
        article_id: str | None
        annotated: bool
        error: str
        left: int

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, str]] = []
        """(time, text) of everything said, oldest first."""
        self._adding = 0

    # --- saying -----------------------------------------------------------------------------------------------------

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the corner, as plain text, and keep it for the list of messages."""
        shown, heading = one_line(message), one_line(title)
        said = f"{heading}: {shown}" if heading and shown.strip() else heading or shown
        self.messages = [*self.messages[1 - _KEPT_MESSAGES :], (datetime.now().strftime("%H:%M:%S"), said)]
        super().notify(shown, title=heading, severity=severity, timeout=timeout, markup=False)

    def say(self, message: str) -> None:
        """Say what an act did."""
        self.notify(message, timeout=4)

    def complain(self, error: OnrecordError) -> None:
        """Say what is wrong and what to do."""
        self.notify(error.hint or " ", title=error.title, severity="error", timeout=8)

    # --- ways between screens ---------------------------------------------------------------------------------------

    def open_article(self, article_id: str, *, at: int | None = None, item: str | None = None) -> None:
        """Open an article in the reader, at a code point, with an item selected; leaving it comes back here."""
        from tui.screens.reader import ReaderScreen

        self.push_screen(ReaderScreen(article_id, at=at, item=item))

    def open_person(self, person_id: str) -> None:
        """Open a person's page."""
        from tui.screens.person import PersonScreen

        self.push_screen(PersonScreen(person_id))

    def open_target(self, target_id: str) -> None:
        """Open a target's page."""
        from tui.screens.targets import TargetScreen

        self.push_screen(TargetScreen(target_id))

    def open_report(self, article_id: str) -> None:
        """Open what the last correction or new analysis of an article did to earlier work."""
        from tui.screens.report import ReportScreen

        self.push_screen(ReportScreen(article_id))

    def action_people(self) -> None:
        """Open the list of everybody on record."""
        from tui.screens.people import PeopleScreen

        self.push_screen(PeopleScreen())

    def action_targets(self) -> None:
        """Open the list of what stances are about."""
        from tui.screens.targets import TargetsScreen

        self.push_screen(TargetsScreen())

    def action_matrix(self) -> None:
        """Open people against targets."""
        from tui.screens.matrix import MatrixScreen

        self.push_screen(MatrixScreen())

    def action_search_library(self) -> None:
        """Open the search over everything."""
        from tui.screens.search import SearchScreen

        self.push_screen(SearchScreen())

    def action_messages(self) -> None:
        """Open the list of what was said."""
        from tui.screens.log import LogScreen

        self.push_screen(LogScreen())

    # --- articles taken in ------------------------------------------------------------------------------------------

    def annotate(self, article_id: str) -> None:
        """Have an article analysed in the background."""
        raise AssertionError("the app says how")

    def add_sources(self, sources: Sequence[str]) -> None:
        """Read files, folders, globs and addresses behind the screen; each text is kept at once, then analysed."""
        self._adding += 1
        self._read_sources(list(sources))

    @work(thread=True, group="adding", exit_on_error=False)
    def _read_sources(self, sources: list[str]) -> None:
        from extract.ingest import expand, read_source
        from extract.library import open_library
        from extract.records import Annotations, with_id

        spelled_out = list(expand(sources))
        with open_library(self.library.path) as library:
            for number, source in enumerate(spelled_out, 1):
                left = len(spelled_out) - number
                try:
                    article = read_source(source)
                    found = library.find(article)
                    if found is None:
                        kept = library.keep(Annotations(article)).article_id
                    else:
                        kept = found.article_id
                        if not found.same_text:
                            library.keep(Annotations(with_id(article, kept)))
                    done = found is not None and found.same_text and found.annotated
                    self.post_message(self.SourceRead(source, kept, done, "", left))
                except OnrecordError as error:
                    self.post_message(self.SourceRead(source, None, False, str(error), left))

    def on_services_source_read(self, event: SourceRead) -> None:
        """Have a new text analysed; say what failed; show the list anew."""
        if event.error:
            self.notify(event.error, title="Not added", severity="error", timeout=8)
        elif event.annotated:
            self.say("It is in the library already.")
        elif event.article_id is not None:
            self.annotate(event.article_id)
        self._renew_lists()

    def _renew_lists(self) -> None:
        """Let screens that list articles read them again."""
        for screen in self.screen_stack:
            refill = getattr(screen, "refill", None)
            if refill is not None and screen.is_mounted:
                refill()

    # --- notes written ----------------------------------------------------------------------------------------------

    def export_articles(self, ids: Sequence[str]) -> None:
        """Write the notes of articles behind the screen."""
        self._write(ids=list(ids))

    def export_people(self, ids: Sequence[str]) -> None:
        """Write the notes of people behind the screen."""
        self._write(ids=[], people=list(ids))

    def export_targets(self, ids: Sequence[str]) -> None:
        """Write the notes of targets behind the screen."""
        self._write(ids=[], targets=list(ids))

    @work(thread=True, group="exporting", exit_on_error=False)
    def _write(self, ids: Iterable[str], people: Iterable[str] = (), targets: Iterable[str] = ()) -> None:
        from extract.library import open_library
        from tui.exporting import export_notes

        try:
            with open_library(self.library.path) as library:
                said = export_notes(library, self.settings.export, articles=ids, people=people, targets=targets)
        except OnrecordError as error:
            self._back(self.complain, error)
        else:
            self._back(self.say, said)

    def _back(self, call: Callable[[Any], None], value: Any) -> None:
        self.call_from_thread(call, value)
