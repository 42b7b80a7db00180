"""The window a note is written in. Imported when one is written: the text area is heavy."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from extract.display import displayable, one_line


class NoteWindow(ModalScreen[str | None]):
    """Write a note. Ctrl+s keeps it, escape leaves it; the answer is its words, or None."""

    BINDINGS = [
        Binding("ctrl+s,f2", "keep", "Keep", priority=True),
        Binding("escape", "dismiss(None)", "Leave"),
    ]

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__()
        self._title, self._words = title, words

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Vertical(classes="window"):
            yield Static(Content.styled(one_line(self._title), "bold"), classes="window--title")
            yield TextArea(displayable(self._words), soft_wrap=True, compact=True, highlight_cursor_line=False)
            keys = [("ctrl+s", "bold $primary"), " or ", ("F2", "bold $primary"), " keep   "]
            yield Static(Content.assemble(*keys, ("esc", "bold $primary"), " leave it"))

    def on_mount(self) -> None:
        """Put the cursor at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Answer with what is written."""
        self.dismiss(self.query_one(TextArea).text.strip() or None)
