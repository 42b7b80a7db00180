"""People against targets: who stands where at a glance, each cell opened to its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from extract.library.views import Matrix, MatrixCell
from tui import keys
from tui.screens.listing import cut
from tui.screens.person import PersonScreen
from tui.widgets.bars import KeyBar
from tui.widgets.tallies import POLARITY_SIGNS

if TYPE_CHECKING:
    from tui.app import OnrecordApp

_SIGNS = "   ".join(f"{sign} {polarity}" for polarity, sign in POLARITY_SIGNS.items())
_LEGEND = f"{_SIGNS}   → in order of date   ( ) not reviewed yet"


class MatrixScreen(Screen[None]):
    """The table of people and targets."""

    BINDINGS = keys.bindings("matrix")
    DEFAULT_CSS = """
    MatrixScreen {
        #matrix-title { height: auto; padding: 0 1; }
        #matrix-empty { display: none; padding: 1 4; height: 1fr; }
        &.-empty DataTable { display: none; }
        &.-empty #matrix-empty { display: block; }
    }
    """

    app: OnrecordApp  # pyright: ignore[reportIncompatibleMethodOverride]

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix((), (), ())
        self._cells: dict[tuple[str, str], MatrixCell] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, table and footer."""
        yield Static(Content.assemble(("People × targets", "bold"), "\n", (_LEGEND, "$text-faint")), id="matrix-title")
        yield DataTable(cursor_type="cell", fixed_columns=1)
        yield Static("No stances are on record yet.", id="matrix-empty")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the table."""
        self.refill()
        self.query_one(DataTable).focus()

    def on_screen_resume(self) -> None:
        """Read again what may have changed while another screen was open."""
        self.refill()

    def refill(self) -> None:
        """Read people, targets and cells."""
        self.matrix = self.app.library.matrix()
        self._cells = {(c.person_id, c.target_id): c for c in self.matrix.cells}
        self.set_class(not self.matrix.cells, "-empty")
        table = self.query_one(DataTable)
        place = table.cursor_coordinate
        table.clear(columns=True)
        table.add_column(Text(""), width=26, key="person")
        for target_id, label in self.matrix.targets:
            table.add_column(Text(cut(label, 18)), width=max(8, min(18, len(label))), key=target_id)
        for person_id, name in self.matrix.people:
            cells = [self._sign(person_id, t) for t, _ in self.matrix.targets]
            table.add_row(Text(cut(name, 26)), *cells, key=person_id)
        if table.is_valid_coordinate(place):
            table.move_cursor(row=place.row, column=place.column, animate=False)

    def _sign(self, person_id: str, target_id: str) -> Text:
        cell = self._cells.get((person_id, target_id))
        if cell is None:
            return Text("")
        signs = " → ".join(POLARITY_SIGNS[p] for p in cell.polarities)
        return Text(signs if cell.state == "accepted" else f"({signs})", justify="center")

    def _here(self) -> tuple[str | None, str | None]:
        row, column = self.query_one(DataTable).cursor_coordinate
        people, targets = self.matrix.people, self.matrix.targets
        person = people[row][0] if row < len(people) else None
        return person, targets[column - 1][0] if 0 < column <= len(targets) else None

    @on(DataTable.CellSelected)
    def action_open(self) -> None:
        """Open the evidence of a cell: the person's page, filtered to the target; the name opens the person."""
        person, target = self._here()
        if person is None:
            return
        screen = PersonScreen(person)
        if target is not None:
            screen.words = dict(self.matrix.targets)[target]
        self.app.push_screen(screen)

    def action_person(self) -> None:
        """Open the person of this row."""
        if (person := self._here()[0]) is not None:
            self.app.push_screen(PersonScreen(person))

    def action_target(self) -> None:
        """Open the target of this column."""
        if (target := self._here()[1]) is not None:
            self.app.open_target(target)

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor."""
        table = self.query_one(DataTable)
        row, column = table.cursor_coordinate
        table.move_cursor(row=row + rows, column=column + columns, animate=False)
