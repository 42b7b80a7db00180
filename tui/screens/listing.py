"""A screen that is one list with a filter: people, targets, results, the log. Subclasses say what the rows are.

`fetch(words)` gives rows, `prompt(row, width)` shows one, `open_row(row)` is what enter does; all else is here once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from extract.display import one_line
from tui import keys
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from tui.app import OnrecordApp

Row = TypeVar("Row")


class ListScreen(Screen[None], Generic[Row]):
    """One list, filtered as one types; enter opens, escape goes back."""

    TITLE_WORDS: ClassVar[str] = ""
    EMPTY: ClassVar[str] = "Nothing here yet."

    BINDINGS = keys.bindings("list")

    DEFAULT_CSS = """
    ListScreen {
        #list-title { height: auto; max-height: 6; padding: 0 1; }
        #list-filter { display: none; height: 1; border: none; padding: 0 1; }
        #list-filter.-shown { display: block; }
        #list-empty { display: none; height: 1fr; padding: 1 4; }
        OptionList, OptionList:focus {
            height: 1fr; border: none; padding: 0 1; background: $background; scrollbar-size: 1 1;
        }
        &.-empty OptionList { display: none; }
        &.-empty #list-empty { display: block; }
    }
    """

    options = query_one(OptionList)
    filter_input = query_one("#list-filter", Input)

    app: OnrecordApp  # pyright: ignore[reportIncompatibleMethodOverride]

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.words = ""
        self._laid_out_for = 0
        """The width of the app that the rows on show were made for."""
        self._was_left = False

    def compose(self) -> ComposeResult:
        """Lay out title, filter, list and footer."""
        with Vertical():
            yield Static(id="list-title")
            yield Input(placeholder="filter", id="list-filter", compact=True)
            yield OptionList()
            yield Static(id="list-empty")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.refill()
        self.options.focus()

    def on_screen_suspend(self) -> None:
        """Another screen is opened."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Read again what may have changed while another screen was open."""
        if self._was_left and self.rows:
            self.refill()

    def on_resize(self) -> None:
        """Lay the rows out for a new width; the first size a screen is given is the one it was filled for."""
        if self.rows and self.app.size.width != self._laid_out_for:
            self._show(self.rows)

    # --- for subclasses ---------------------------------------------------------------------------------------------

    def fetch(self, words: str) -> Sequence[Row]:
        """Return the rows that hold `words`, all where it is empty."""
        raise AssertionError("a ListScreen says what its rows are")

    def prompt(self, row: Row, width: int) -> Content:
        """Return how one row looks in `width` cells; may have several lines."""
        raise AssertionError("a ListScreen says how a row looks")

    def open_row(self, row: Row) -> None:
        """Do what enter does on a row."""

    def heading(self) -> Content:
        """Return the lines above the list."""
        return Content.assemble((self.TITLE_WORDS, "bold"), f"  ·  {len(self.rows):,}")

    def can_open(self, row: Row) -> bool:
        """Tell whether a row can be chosen; headings cannot."""
        return True

    # --- the list ---------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        place = self.options.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    def refill(self) -> None:
        """Read the rows again; the cursor stays where it was."""
        self._show(self.fetch(self.words))

    def _show(self, rows: Sequence[Row]) -> None:
        place = self.options.highlighted or 0
        self.rows = list(rows)
        self._laid_out_for = self.app.size.width
        width = max(20, self._laid_out_for - 6)
        self.options.clear_options()
        self.options.add_options([Option(self.prompt(r, width), disabled=not self.can_open(r)) for r in self.rows])
        if self.rows:
            self.options.highlighted = min(place, len(self.rows) - 1)
            if not self.can_open(self.rows[self.options.highlighted]):
                self.options.action_cursor_down()
        self.set_class(not self.rows, "-empty")
        empty = f"Nothing holds “{one_line(self.words)}”." if self.words else self.EMPTY
        self.query_one("#list-empty", Static).update(Content(empty))
        self.query_one("#list-title", Static).update(self.heading())

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None and self.can_open(row):
            self.open_row(row)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.options.action_cursor_down() if by > 0 else self.options.action_cursor_up()

    def action_edge(self, row: int) -> None:
        """Move the cursor to the first or last row."""
        self.options.action_last() if row else self.options.action_first()

    def action_page_down(self) -> None:
        """Move a page down."""
        self.options.action_page_down()

    def action_page_up(self) -> None:
        """Move a page up."""
        self.options.action_page_up()

    def action_filter(self) -> None:
        """Open the filter line."""
        self.filter_input.add_class("-shown")
        self.filter_input.focus()

    @on(Input.Changed, "#list-filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self.words = event.value.strip()
        self.refill()

    @on(Input.Submitted, "#list-filter")
    def _filter_submitted(self) -> None:
        self.options.focus()

    def action_back(self) -> None:
        """Take the filter back, or leave the screen."""
        if self.filter_input.has_class("-shown"):
            self.filter_input.value = ""
            self.filter_input.remove_class("-shown")
            self.options.focus()
        else:
            self.app.pop_screen()


def cut(text: str, width: int) -> str:
    """Return `text` on one safe line of at most `width` cells, with … where something is missing."""
    from rich.cells import cell_len, set_cell_size

    line = " ".join(one_line(text).split())
    return line if cell_len(line) <= width else set_cell_size(line, max(0, width - 1)).rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Return `text` cut or filled to exactly `width` cells, however wide its characters are."""
    from rich.cells import set_cell_size

    return set_cell_size(cut(text, width), width)
