"""Small questions in the middle of the screen: one line of text, yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from extract.display import displayable, one_line

_CSS = """
{name} {{ align: center middle; }}
{name} #dialog {{ width: 72; max-width: 90%; height: auto; padding: 1 2; }}
{name} #dialog {{ border: round $primary; background: $surface; }}
{name} #dialog-text {{ color: $text-muted; margin-bottom: 1; }}
{name} Horizontal {{ height: auto; align-horizontal: right; }}
{name} Button {{ margin-left: 2; min-width: 10; }}
"""


class AskScreen(ModalScreen[str | None]):
    """Asks for one line of text; None where the person turned away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Cancel", show=False)]
    DEFAULT_CSS = _CSS.format(name="AskScreen")

    def __init__(self, title: str, text: str = "", *, value: str = "") -> None:
        super().__init__()
        self._title, self._text, self._value = title, text, value

    def compose(self) -> ComposeResult:
        """Lay out title, explanation and the line."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(one_line(self._title)).markup
            yield Static(Content(displayable(self._text)), id="dialog-text")
            yield Input(value=self._value, id="dialog-input")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


class ConfirmScreen(ModalScreen[bool]):
    """Asks yes or no; `y` and `n` answer as well."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape,q", "answer(False)", "No", show=False),
        Binding("left,right,h,l", "app.focus_next", "Other button", show=False),
    ]
    DEFAULT_CSS = _CSS.format(name="ConfirmScreen")

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Lay out the question and two buttons, the harmless one first."""
        with Vertical(id="dialog"):
            yield Static(Content(displayable(self._title)))
            yield Static(Content(displayable(self._text)), id="dialog-text")
            with Horizontal():
                yield Button("No (n)", id="no")
                yield Button("Yes (y)", id="yes", variant="warning")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by key."""
        self.dismiss(yes)
