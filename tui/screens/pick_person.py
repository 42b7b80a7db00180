"""Type to find one person of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screens.listing import cut

if TYPE_CHECKING:
    from tui.app import OnrecordApp


class PickPersonScreen(ModalScreen[str | None]):
    """Returns the library's id of the person chosen, None where the person at work turned away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Cancel", show=False),
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    PickPersonScreen { align: center middle; }
    PickPersonScreen Vertical {
        width: 72; max-width: 90%; height: 20; max-height: 90%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    PickPersonScreen OptionList { height: 1fr; border: none; }
    """

    app: OnrecordApp  # pyright: ignore[reportIncompatibleMethodOverride]

    def __init__(self, question: str, *, without: str | None = None) -> None:
        super().__init__()
        self._question, self._without = question, without

    def compose(self) -> ComposeResult:
        """Lay out question, line and list."""
        with Vertical():
            yield Static(Content(self._question))
            yield Input(placeholder="type a name")
            yield OptionList()

    def on_mount(self) -> None:
        """Show everybody."""
        self._fill("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value.strip())

    def _fill(self, words: str) -> None:
        rows = [p for p in self.app.library.people(query=words, limit=100) if p.person_id != self._without]
        options = self.query_one(OptionList)
        options.clear_options()
        for p in rows:
            line = cut(f"{p.name}  {p.role or p.kind}", 60)
            options.add_option(Option(Content(line), id=p.person_id))
        options.highlighted = 0 if rows else None

    def action_move(self, by: int) -> None:
        """Move in the list while the line keeps the focus."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
