"""The library screen: the articles on record, to open, add, export and remove.

In: the app's `Library`. Down: rows in pages of 500. Out: the app is asked to open an article or another screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.coordinate import Coordinate
from textual.getters import query_one
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from extract.display import one_line
from extract.library.views import ArticleRow
from tui import keys
from tui.screens.dialogs import AskScreen
from tui.screens.reader_picker import Confirm
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from tui.app import OnrecordApp

Sort = Literal["added", "published", "title", "outlet", "unreviewed"]
_SORTS: tuple[Sort, ...] = ("added", "published", "title", "outlet", "unreviewed")
_ASCENDING = ("title", "outlet")
_PAGE = 500
_NARROW = 100
_EMPTY = (
    "Nothing is on record yet.\n\n"
    "Press [bold]i[/bold] to add an article: a file, a folder or a web address.\n"
    "Or leave with [bold]q[/bold] and run  onrecord demo  to read a bundled one."
)


class LibraryScreen(Screen[None]):
    """The table of articles."""

    BINDINGS = keys.bindings("library")

    DEFAULT_CSS = """
    LibraryScreen {
        #library-title { height: 1; padding: 0 1; text-style: bold; }
        #library-filter { display: none; height: 1; border: none; padding: 0 1; }
        #library-filter.-shown { display: block; }
        #library-empty { display: none; height: 1fr; padding: 2 4; }
        &.-empty DataTable { display: none; }
        &.-empty #library-empty { display: block; }
        #library-work { display: none; height: 1; padding: 0 1; }
        #library-work.-shown { display: block; }
    }
    """

    table = query_one(DataTable)
    filter_input = query_one("#library-filter", Input)

    sort: reactive[Sort] = reactive("added", init=False)
    """What the rows are sorted by."""
    words: reactive[str] = reactive("", init=False)
    """What is filtered by."""

    app: OnrecordApp  # pyright: ignore[reportIncompatibleMethodOverride]

    def __init__(self) -> None:
        super().__init__(id="library")
        self.rows: list[ArticleRow] = []
        self.selected: set[str] = set()
        self.under_way: set[str] = set()
        """Articles that wait for their analysis, or are in it."""
        self._narrow = False
        self._columns: tuple[str, ...] = ()
        self._laid_out_for = 0
        """The width of the app that the columns on show were made for."""
        self._was_left = False

    def compose(self) -> ComposeResult:
        """Lay out title, filter, table and footer."""
        with Vertical():
            yield Static(id="library-title")
            yield Input(placeholder="words of title, outlet or byline", id="library-filter", compact=True)
            yield DataTable(cursor_type="row", zebra_stripes=False, show_row_labels=False)
            yield Static(Content.from_markup(_EMPTY), id="library-empty")
            yield Static(id="library-work")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the table, sorted and filtered as it was left."""
        self._narrow = self.app.size.width < _NARROW
        left = self.app.memory.of("library")
        self.set_reactive(LibraryScreen.sort, left["sort"] if left.get("sort") in _SORTS else _SORTS[0])
        self.set_reactive(LibraryScreen.words, str(left.get("words", "")))
        if self.words:
            self.filter_input.value = self.words
            self.filter_input.add_class("-shown")
        self._show(self._page(), keep=str(left.get("article", "")))
        self.table.focus()

    def save_place(self) -> None:
        """Remember order, filter and the article under the cursor."""
        self.app.memory.keep("library", {"sort": self.sort, "words": self.words, "article": self.current_id or ""})

    def on_resize(self) -> None:
        """Show fewer columns where there is little room; the cursor stays on its article."""
        self._narrow = self.app.size.width < _NARROW
        if self.rows and self.app.size.width != self._laid_out_for:
            self._show(self.rows, keep=self.current_id)

    def on_screen_suspend(self) -> None:
        """Another screen is opened; the app may be left from there."""
        self._was_left = True
        self.save_place()

    def on_screen_resume(self) -> None:
        """Read again what may have changed while another screen was open."""
        if self._was_left:
            self.refill()

    # --- rows -------------------------------------------------------------------------------------------------------

    @property
    def current_id(self) -> str | None:
        """The id of the article under the cursor."""
        row = self.table.cursor_row
        return self.rows[row].id if 0 <= row < len(self.rows) else None

    def refill(self) -> None:
        """Read the first page of rows again; the cursor stays on its article where it is still among them."""
        self._show(self._page(), keep=self.current_id)

    def look_again(self) -> bool:
        """Take over what another program wrote; where the rows are as they were, nothing is drawn."""
        rows = self._page()
        if rows != self.rows[:_PAGE]:
            self._show(rows, keep=self.current_id)
        return True

    def _page(self, offset: int = 0) -> list[ArticleRow]:
        return self.app.library.articles(
            query=self.words, sort=self.sort, descending=self.sort not in _ASCENDING, limit=_PAGE, offset=offset
        )

    def _show(self, rows: Sequence[ArticleRow], *, keep: str | None) -> None:
        self.rows = list(rows)
        self.set_class(not self.rows and not self.words, "-empty")
        table = self.table
        table.clear(columns=True)
        self._columns = _columns(self._narrow)
        self._laid_out_for = self.app.size.width
        longest = max((len(r.outlet or "") for r in rows), default=0)
        widths = _widths(self._columns, self._laid_out_for, longest)
        for name, width in zip(self._columns, widths, strict=True):
            mark = " ▾" if name == _HEADINGS.get(self.sort) and self.sort not in _ASCENDING else ""
            mark = " ▴" if name == _HEADINGS.get(self.sort) and self.sort in _ASCENDING else mark
            heading = Text(name + mark, justify="right" if name in _RIGHT else "left")
            table.add_column(heading, width=width, key=name)
        for row in self.rows:
            table.add_row(*self._cells(row), key=row.id)
        place = next((i for i, r in enumerate(self.rows) if r.id == keep), 0)
        if self.rows:
            table.move_cursor(row=place, animate=False)
        self._title()

    def _cells(self, row: ArticleRow) -> list[Text]:
        cells = {
            "": "●" if row.id in self.selected else " ",
            "Title": one_line(row.title),
            "Outlet": one_line(row.outlet or ""),
            "Date": (row.published or "")[:10],
            "Quotes": str(row.quotes.total - row.quotes.rejected),
            "People": str(row.people),
            "Stances": str(row.stances.total - row.stances.rejected),
            "Reviewed": reviewed(row),
        }
        return [
            Text(cells[c], justify="right" if c in _RIGHT else "left", no_wrap=True, overflow="ellipsis")
            for c in self._columns
        ]

    def _title(self) -> None:
        total = self.app.library.article_count(self.words)
        parts = [f"{total:,} article{'s' if total != 1 else ''}", _SORT_WORDS[self.sort]]
        if self.words:
            parts.insert(1, f"with “{one_line(self.words)}”")
        if self.selected:
            parts.append(f"{len(self.selected)} selected")
        self.query_one("#library-title", Static).update(Content("onrecord  ·  " + "  ·  ".join(parts)))

    @on(DataTable.RowHighlighted)
    def _load_more(self, event: DataTable.RowHighlighted) -> None:
        if event.cursor_row < len(self.rows) - 20 or len(self.rows) % _PAGE or not self.rows:
            return
        for row in self._page(offset=len(self.rows)):
            self.rows.append(row)
            self.table.add_row(*self._cells(row), key=row.id)

    # --- what keys do -----------------------------------------------------------------------------------------------

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.current_id:
            self.app.open_article(self.current_id)

    def action_cursor(self, by: int) -> None:
        """Move the cursor by rows."""
        self.table.move_cursor(row=self.table.cursor_row + by, animate=False)

    def action_edge(self, row: int) -> None:
        """Move the cursor to the first or last row."""
        self.table.move_cursor(row=row if row >= 0 else len(self.rows) - 1, animate=False)

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.sort = _SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)]

    @on(DataTable.HeaderSelected)
    def _sort_by_header(self, event: DataTable.HeaderSelected) -> None:
        for sort, heading in _HEADINGS.items():
            if heading == event.column_key.value:
                self.sort = sort

    def watch_sort(self) -> None:
        """Read the rows in their new order."""
        self.refill()

    def watch_words(self) -> None:
        """Read the rows that hold these words."""
        self.refill()

    def action_filter(self) -> None:
        """Open the filter line."""
        self.filter_input.add_class("-shown")
        self.filter_input.focus()

    def action_leave_filter(self) -> None:
        """Take the filter, or the selection, back."""
        if self.filter_input.has_class("-shown"):
            self.filter_input.value = ""
            self.filter_input.remove_class("-shown")
            self.table.focus()
        elif self.selected:
            self.selected.clear()
            self._show(self.rows, keep=self.current_id)

    @on(Input.Changed, "#library-filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self.words = event.value.strip()

    @on(Input.Submitted, "#library-filter")
    def _filter_submitted(self) -> None:
        self.table.focus()

    def action_select(self) -> None:
        """Select the article under the cursor, or take it out again, and go on to the next."""
        article_id = self.current_id
        if article_id is None:
            return
        self.selected ^= {article_id}
        place = self.table.cursor_row
        self.table.update_cell_at(Coordinate(place, 0), self._cells(self.rows[place])[0])
        self._title()
        self.action_cursor(1)

    def action_select_all(self) -> None:
        """Select all articles shown, or none where all are."""
        shown = {r.id for r in self.rows}
        self.selected = set() if shown <= self.selected else self.selected | shown
        self._show(self.rows, keep=self.current_id)

    def chosen(self) -> list[str]:
        """Return the ids selected, or the one under the cursor."""
        return [r.id for r in self.rows if r.id in self.selected] or ([self.current_id] if self.current_id else [])

    def action_add(self) -> None:
        """Ask for a source and take it in behind the screen."""
        question = AskScreen("Add", "A file, a folder, a glob such as clippings/*.html, or a web address.")
        self.app.push_screen(question, self._add)

    def _add(self, source: str | None) -> None:
        if source:
            self.app.add_sources([source])

    def action_export(self) -> None:
        """Write the notes of what is selected."""
        if self.chosen():
            self.app.export_articles(self.chosen())

    def action_remove(self) -> None:
        """Remove what is selected, when the person confirms it."""
        ids = self.chosen()
        if not ids:
            return
        first = next(r.title for r in self.rows if r.id == ids[0])
        what = f"“{one_line(first)}”" if len(ids) == 1 else f"{len(ids)} articles"
        lines = ["Notes already written to files stay.", "Decisions are remembered, should it be added again."]
        question = Confirm(f"Remove {what} from the library?", lines, go_on="remove")
        self.app.push_screen(question, lambda yes: self._remove(ids) if yes else None)

    def _remove(self, ids: list[str]) -> None:
        self.app.library.remove(ids)
        self.selected -= set(ids)
        self.refill()

    def action_resume(self) -> None:
        """Open the article that was read last, at the place it was left."""
        last = self.app.library.last_place()
        if last is None:
            self.app.say("No article has been read yet.")
        else:
            self.app.open_article(last)

    def action_report(self) -> None:
        """Show what the last change of this article did to earlier work."""
        if self.current_id:
            self.app.open_report(self.current_id)

    def action_reannotate(self) -> None:
        """Have what is selected analysed anew behind the screen; decisions stay."""
        for article_id in self.chosen():
            self.app.annotate(article_id)

    def annotated(self, article_id: str, state: str, error: str) -> None:
        """Show how the analysis stands; when one is done, show its counts."""
        self.under_way.discard(article_id)
        if state in ("queued", "running"):
            self.under_way.add(article_id)
        if error:
            self.app.notify(error, title="An article could not be analysed", severity="error", timeout=8)
        elif state == "done":
            self.refill()
        count = len(self.under_way)
        work = self.query_one("#library-work", Static)
        work.set_class(bool(count), "-shown")
        work.update(f"analysing {count} article{'s' if count != 1 else ''}…")


_HEADINGS: dict[Sort, str] = {
    "added": "Added",
    "published": "Date",
    "title": "Title",
    "outlet": "Outlet",
    "unreviewed": "Reviewed",
}


_SORT_WORDS: dict[Sort, str] = {
    "added": "last added first",
    "published": "newest first",
    "title": "by title",
    "outlet": "by outlet",
    "unreviewed": "most to review first",
}


def _columns(narrow: bool) -> tuple[str, ...]:
    if narrow:
        return ("", "Title", "Date", "Quotes", "Reviewed")
    return ("", "Title", "Outlet", "Date", "Quotes", "People", "Stances", "Reviewed")


_RIGHT = {"Quotes", "People", "Stances", "Reviewed"}
_WIDTHS = {"": 1, "Date": 10, "Quotes": 6, "People": 6, "Stances": 7, "Reviewed": 10}


def _widths(columns: Sequence[str], room: int, outlet: int) -> list[int]:
    """Give the title what the others leave, outlets what they need up to a quarter; columns are padded by two."""
    left = max(16, room - sum(_WIDTHS[c] for c in columns if c in _WIDTHS) - 2 * len(columns) - 2)
    wanted = min(24, left // 4, max(len("Outlet ▾"), outlet)) if "Outlet" in columns else 0
    widths = {**_WIDTHS, "Outlet": wanted, "Title": left - wanted}
    return [widths[c] for c in columns]


def reviewed(row: ArticleRow) -> str:
    """Return how much of an article's quotes and stances is reviewed: "12 of 30", "all", "none", "–" where none are."""
    total = row.quotes.total + row.stances.total
    done = row.quotes.reviewed + row.stances.reviewed
    if not total:
        return "–"
    return "all" if done == total else f"{done} of {total}" if done else "none"
