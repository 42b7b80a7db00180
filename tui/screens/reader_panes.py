"""The reader's panes: page, panels, card and bars, and the selected item they all show, kept in step.

State goes down by method calls; panes answer with messages. Which article they show is `reader_base`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import OptionList

from extract.display import one_line
from extract.errors import OnrecordError
from extract.library.views import Reading
from tui.widgets.article import ArticleView
from tui.widgets.bars import KeyBar, PanelTabs, ReaderHeader
from tui.widgets.inspector import Inspector
from tui.widgets.marks import Item
from tui.widgets.modes import ModeBar
from tui.widgets.panel import Panel
from tui.widgets.panels import PANELS
from tui.widgets.ruler import Ruler

if TYPE_CHECKING:
    from extract.library import Library
    from tui.app import OnrecordApp


_ANALYSIS = {"queued": "waiting to be analysed…", "running": "analysing…"}


class ReaderPanes(Screen[None]):
    """One article beside its panels."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]
    AUTO_FOCUS = ""

    selected: var[Item | None] = var(None)
    """What keys act on."""
    panel_index: var[int] = var(0)
    """Which panel is open."""

    def __init__(self) -> None:
        super().__init__()
        self.panels: list[Panel] = [PANELS[0](id=f"panel-{PANELS[0].KIND}")]
        """The four lists; only the first is there at once."""
        self.reading: Reading | None = None
        """The article as it is shown, see `sieve`."""
        self.mode: str | None = None
        """A mode that has the keys for itself: visual, borders, jump. None while reading."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield ReaderHeader()
        with Container(id="desk"):
            with Horizontal(id="page"):
                yield ArticleView(id="article")
                yield Ruler()
            with Container(id="side"):
                with Vertical(id="lists"):
                    yield PanelTabs()
                    yield self.panels[0]
                yield Inspector()
        yield Vertical(id="modes")
        yield KeyBar()

    # --- panes ------------------------------------------------------------------------------------------------------

    @property
    def onrecord(self) -> OnrecordApp:
        """The app."""
        return cast("OnrecordApp", self.app)

    @property
    def library(self) -> Library:
        """The library of the app."""
        return self.onrecord.library

    @property
    def article(self) -> ArticleView:
        """The page."""
        return self.query_one(ArticleView)

    @property
    def panel(self) -> Panel:
        """The list that is open."""
        return self.panels[self.panel_index]

    @property
    def header(self) -> ReaderHeader:
        """The row on top."""
        return self.query_one(ReaderHeader)

    # --- the selection ----------------------------------------------------------------------------------------------

    @property
    def inspector(self) -> Inspector:
        """The "why" card."""
        return self.query_one(Inspector)

    def watch_selected(self, item: Item | None) -> None:
        """Follow `selected`."""
        if self.reading is None or not self.is_mounted:
            return
        self.article.select(item)
        if item is not None:
            self._panel_of(item).select(item)
        self.inspector.show(self.reading, item)
        self._show_ruler()

    def _panel_of(self, item: Item) -> Panel:
        return next((p for p in self.panels if item.kind == p.KIND), self.panel)

    def open_panel(self, kind: str) -> None:
        """Open the list of a kind of thing."""
        self.panel_index = next((i for i, p in enumerate(self.panels) if kind == p.KIND), self.panel_index)

    def watch_panel_index(self) -> None:
        """Follow `panel_index`."""
        if self.is_mounted:
            had_focus = isinstance(self.focused, OptionList)
            self._show_panel()
            if had_focus:
                self.panel.list.focus()

    def _show_panel(self) -> None:
        for i, panel in enumerate(self.panels):
            panel.display = i == self.panel_index
        self.panel.fill()
        if self.selected is not None and self.selected.kind == self.panel.KIND:
            self.panel.select(self.selected)
        self._name_tabs()

    def _name_tabs(self) -> None:
        tabs = self.query_one(PanelTabs)
        if self.reading is not None:
            r = self.reading
            counts = (len(r.quotes), len(r.people), len(r.stances), len(r.notes))
            tabs.names = tuple(f"{p.TITLE} {n}" for p, n in zip(PANELS, counts, strict=True))
        tabs.active = self.panel_index
        tabs.remark = "" if self.panel.sort == self.panel.SORTS[0] else f"by {self.panel.sort}"

    def _show_ruler(self) -> None:
        article = self.article
        self.query_one(Ruler).show(article.index, article.look, len(article.lines))

    # --- messages from panes ----------------------------------------------------------------------------------------

    @on(Panel.ItemPicked)
    def _picked_in_panel(self, event: Panel.ItemPicked) -> None:
        self.selected = event.item

    @on(Panel.ItemOpened)
    def _opened_in_panel(self, event: Panel.ItemOpened) -> None:
        self.selected = event.item
        self.article.select(event.item)
        self.article.focus()

    @on(Panel.Changed)
    def _panel_changed(self) -> None:
        self._name_tabs()

    @on(PanelTabs.TabChosen)
    def _tab_chosen(self, event: PanelTabs.TabChosen) -> None:
        self.panel_index = event.index

    @on(ArticleView.ItemClicked)
    def _clicked_in_text(self, event: ArticleView.ItemClicked) -> None:
        self.open_panel(event.item.kind)
        self.selected = event.item

    @on(ArticleView.LaidOut)
    def _laid_out(self) -> None:
        self._show_ruler()

    @on(Ruler.PlaceClicked)
    def _place_clicked(self, event: Ruler.PlaceClicked) -> None:
        y = int(event.share * len(self.article.lines)) - self.article.size.height // 2
        self.article.scroll_to(y=max(0, y), animate=False)

    # --- modes and messages to the reader ---------------------------------------------------------------------------

    def enter_mode(self, name: str, bar: ModeBar) -> None:
        """Give the keys to a mode's bar."""
        self.leave_mode()
        self.mode = name
        self.query_one("#modes").mount(bar)
        bar.focus()

    def leave_mode(self) -> None:
        """Give the keys back to the page."""
        if self.mode is not None:
            self.mode = None
            self.query_one("#modes").remove_children()
            self.article.focus()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the screen's own keys still while a mode has them."""
        return self.mode is None or action in ("leave",)

    def say(self, message: str) -> None:
        """Tell something in passing."""
        self.notify(one_line(message), markup=False, timeout=3)

    def complain(self, error: OnrecordError) -> None:
        """Show what went wrong, and what to do next."""
        self.notify(one_line(error.hint or " "), title=one_line(error.title), severity="error", markup=False, timeout=8)
