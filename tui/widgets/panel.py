"""One list beside the article: what is in it, filtered as one types and sorted as one asks.

In: a `Reading`. Up: `ItemPicked` when the highlight moves to something, `ItemOpened` on enter or a click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from extract.library.views import Reading
from extract.records import normalised
from tui import keys
from tui.widgets.marks import Item, ItemKind


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the item it stands for (None for a heading), and what it is sorted and found by.

    How it reads is made when it is listed; a row whose `stamp` is as it was reads as it did.
    """

    key: str
    read: Callable[[], Content]
    stamp: object
    item: Item | None = None
    position: int = 0
    doubt: float = 1.0
    name: str = ""
    words: str = ""
    group: str = ""


_WAITING = "The article is being analysed.\n\nIt can be read meanwhile; this fills by itself."
_FIRST, _NEXT = 60, 60
"""Rows listed at once, and then at a time."""


class RowList(OptionList):
    """The list of a panel, with vim's keys beside the arrows."""

    BINDINGS = [*keys.bindings("panel"), Binding("enter", "select", "Open in the text", show=False)]


class Panel(Vertical):
    """A list of one kind of thing."""

    DEFAULT_CSS = """
    Panel { height: 1fr; }
    Panel > RowList { height: 1fr; }
    Panel > Input { display: none; }
    Panel.-filtering > Input { display: block; }
    Panel > .panel--empty { display: none; padding: 1 2; height: 1fr; }
    Panel.-empty > .panel--empty { display: block; }
    Panel.-empty > RowList { display: none; }
    """

    KIND: ItemKind = "quote"
    TITLE = ""
    SORTS: tuple[str, ...] = ("position", "doubt", "speaker")
    EMPTY = "Nothing here."

    reading: reactive[Reading | None] = reactive(None, always_update=True, repaint=False)
    """The article whose things are listed."""
    waiting: reactive[bool] = reactive(False, repaint=False)
    """Whether the article is being analysed, so that nothing listed means nothing yet."""
    sort: reactive[str] = reactive("position", repaint=False)
    """What the rows are ordered by, one of `SORTS`."""

    @dataclass
    class ItemPicked(Message):
        """The highlight has moved to an item."""

        item: Item

    @dataclass
    class ItemOpened(Message):
        """An item was chosen with enter or the mouse."""

        item: Item

    @dataclass
    class Changed(Message):
        """Filter, order or number of rows have changed."""

        panel: Panel

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.filter = ""
        """The words a row must have to be listed."""
        self.folded = 0
        """How many possible ones are folded away; told at the end of the list."""
        self._rows: list[Row] = []
        self._stale = True
        self._quiet: str | None = None
        self._room = 0
        self._listing = False

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        if self.filter:
            yield self._filter_line()
        yield RowList(markup=False, compact=True)
        yield Static(Content(self.EMPTY), classes="panel--empty")

    # --- what a kind of panel says ----------------------------------------------------------------------------------

    def rows(self, reading: Reading) -> list[Row]:
        """Return all rows in text order. Each kind of panel has its own."""
        return []

    # --- state ------------------------------------------------------------------------------------------------------

    @property
    def list(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @property
    def items(self) -> Sequence[Item]:
        """The items listed, in the order shown."""
        return [row.item for row in self._rows if row.item is not None]

    @property
    def highlighted(self) -> Item | None:
        """The item the highlight is on."""
        at = self.list.highlighted
        return self._rows[at].item if at is not None and at < len(self._rows) else None

    def select(self, item: Item | None) -> None:
        """Move the highlight to an item, without telling anybody."""
        at = next((i for i, row in enumerate(self._rows) if row.item == item), None) if item else None
        if at is not None and at >= self.list.option_count:
            self._list_more(at + 1)
        if at is not None and at != self.list.highlighted:
            self._quiet = self._rows[at].key
            self.list.highlighted = at

    def restore(self, *, sort: str, words: str) -> None:
        """Sort and filter as it was before; what is no order of this list is none."""
        if sort in self.SORTS:
            self.sort = sort
        if words:
            self.filter, self._stale = words, True
            self.add_class("-filtering")
            if self.query(RowList):
                self.mount(self._filter_line(), before=0)
                self.fill()

    def open_filter(self) -> None:
        """Let a filter be typed."""
        if not self.query(Input):
            self.mount(self._filter_line(), before=0)
        self.add_class("-filtering")
        self.query_one(Input).focus()

    def _filter_line(self) -> Input:
        return Input(self.filter, placeholder=f"filter {self.TITLE.lower()}", compact=True)

    def close_filter(self) -> bool:
        """Take the filter away; tells whether there was one."""
        if not self.has_class("-filtering"):
            return False
        if self.query_one(Input).has_focus:
            self.list.focus()
        self.remove_class("-filtering")
        self.query_one(Input).value = ""
        return True

    def next_sort(self) -> str:
        """Order the rows by the next of `SORTS`; returns it."""
        self.sort = self.SORTS[(self.SORTS.index(self.sort) + 1) % len(self.SORTS)]
        return self.sort

    @property
    def room(self) -> int:
        """Cells a row has."""
        return max(20, self.list.scrollable_content_region.width)

    def _on_resize(self, event: events.Resize) -> None:
        self._refit()

    def _refit(self) -> None:
        """Lay the rows out anew where they have another width than they were laid out for."""
        if self.room != self._room:
            self._stale = True
            if self.display:
                self.fill()

    # --- filling ----------------------------------------------------------------------------------------------------

    def watch_reading(self) -> None:
        """Follow `reading`."""
        self._stale = True
        if self.display and self.is_mounted:
            self.fill()

    def watch_sort(self) -> None:
        """Follow `sort`."""
        self._stale = True
        if self.is_mounted:
            self.fill()

    def fill(self) -> None:
        """Bring the list up to date, where it is not; the highlight stays on its item."""
        if not self._stale or self.reading is None or not self.size.width:
            return
        self._stale = False
        before, old, room = self.highlighted, self._rows, self.room
        wanted = normalised(self.filter).split()
        self._rows = self._ordered([row for row in self.rows(self.reading) if _passes(row, wanted)])
        if self.folded and not wanted:
            self._rows.append(Row("folded", self._tell_folded, self.folded))
        if room == self._room and [r.key for r in old] == [r.key for r in self._rows]:
            self._replace_changed(old)
        else:
            self._room = room
            self._replace_all(before)
        self.set_class(not self._rows, "-empty")
        if not self._rows:
            self._say_empty(bool(wanted))
        if self._rows and not self.list.size.width:  # an empty list was not on the screen and had no width yet
            self.call_after_refresh(self._refit)
        self.post_message(self.Changed(self))

    def watch_waiting(self) -> None:
        """Follow `waiting`."""
        self._say_empty(False)

    def _say_empty(self, filtered: bool) -> None:
        words = "Nothing matches." if filtered else _WAITING if self.waiting else self.EMPTY
        for sign in self.query(".panel--empty").results(Static):
            sign.update(Content(words))

    def _tell_folded(self) -> Content:
        one = self.folded == 1
        words = f"{self.folded} possible one{'s' * (not one)} folded away: "
        return Content.assemble(
            (words, "italic $text-faint"), (keys.shown(self.app, "possible")[0], "bold $footer-key-foreground")
        )

    def _replace_changed(self, old: Sequence[Row]) -> None:
        for i, (was, row) in enumerate(zip(old, self._rows, strict=True)):
            if was.stamp != row.stamp and i < self.list.option_count:
                self.list.replace_option_prompt_at_index(i, row.read())

    def _replace_all(self, before: Item | None) -> None:
        rows = self.list
        with self.prevent(OptionList.OptionHighlighted):
            rows.clear_options()
            at = next((i for i, row in enumerate(self._rows) if row.item is not None and row.item == before), None)
            self._list_more(max(_FIRST, at + 1 if at is not None else 0))
            rows.highlighted = at

    def _list_more(self, upto: int) -> None:
        """List rows up to one, and the rest a little later: a long list must not hold up the page."""
        rows = self.list
        ahead = self._rows[rows.option_count : upto]
        rows.add_options(Option(row.read(), id=row.key, disabled=row.item is None) for row in ahead)
        if rows.option_count < len(self._rows) and not self._listing:
            self._listing = True
            self.set_timer(0.1, self._list_rest)

    def _list_rest(self) -> None:
        self._listing = False
        self._list_more(self.list.option_count + _NEXT)

    def _ordered(self, rows: Sequence[Row]) -> list[Row]:
        if self.sort == "doubt":
            return sorted((r for r in rows if r.item), key=lambda r: (r.doubt, r.position))
        if self.sort == "speaker":
            return sorted((r for r in rows if r.item), key=lambda r: (not r.name, r.name.casefold(), r.position))
        return list(rows)

    @on(Input.Changed)
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.filter:
            self.filter, self._stale = event.value, True
            self.fill()

    @on(Input.Submitted)
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    @on(OptionList.OptionHighlighted)
    def _row_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        quiet, self._quiet = self._quiet, None
        item = self.highlighted
        if item is not None and event.option_id != quiet and event.option_id == self._rows[event.option_index].key:
            self.post_message(self.ItemPicked(item))

    @on(OptionList.OptionSelected)
    def _row_opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.highlighted is not None:
            self.post_message(self.ItemOpened(self.highlighted))


def _passes(row: Row, wanted: Sequence[str]) -> bool:
    """Tell whether a row has all the words that are filtered by; headings go while there are any."""
    return not wanted or (row.item is not None and all(w in normalised(f"{row.name} {row.words}") for w in wanted))
