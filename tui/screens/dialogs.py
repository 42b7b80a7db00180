"""Questions the library's screens ask: one line of text, one person among many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from extract.display import one_line
from tui.screens.reader_picker import Choice, Picker

if TYPE_CHECKING:
    from extract.library import Library


class AskScreen(ModalScreen[str | None]):
    """Asks for one line of text; None where the person turned away."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Leave", show=False)]

    def __init__(self, title: str, hint: str = "", *, value: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._value = title, hint, value

    def compose(self) -> ComposeResult:
        """Lay out title, line and hint."""
        with Vertical(classes="window"):
            yield Static(Content.styled(one_line(self._title), "bold"), classes="window--title")
            yield Input(one_line(self._value), compact=True)
            if self._hint:
                yield Static(Content.styled(one_line(self._hint), "$text-faint"))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


class PersonPicker(Picker):
    """Pick one person of the library: each letter typed asks the library, so that it may hold any number."""

    def __init__(self, title: str, library: Library, *, without: str) -> None:
        self._library, self._without = library, without
        super().__init__(title, self._people(""))

    def _people(self, words: str) -> Sequence[Choice]:
        rows = self._library.people(query=words, limit=100)
        found = [p for p in rows if p.person_id != self._without]
        return [Choice(p.person_id, one_line(f"{p.name}  {p.role or p.kind}")) for p in found]

    def _fill(self, typed: str) -> None:
        self._choices = list(self._people(typed.strip()))
        super()._fill("")
