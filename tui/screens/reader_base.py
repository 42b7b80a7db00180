"""The reader's state and panes: one article, one selected item, and everything that shows them kept in step.

What keys do is in the sibling files (`reader_walk`, `reader_review`, `reader_edit`, `reader_tools`), each on top of
this one. State goes down by method calls; panes answer with messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import OptionList

from extract.display import one_line
from extract.errors import OnrecordError
from extract.library.views import Done, Reading
from tui.widgets.article import ArticleView
from tui.widgets.bars import KeyBar, PanelTabs, ReaderHeader
from tui.widgets.inspector import Inspector
from tui.widgets.marks import ITEM_KINDS, Item, item_of
from tui.widgets.modes import ModeBar
from tui.widgets.panel import Panel
from tui.widgets.panels import PANELS
from tui.widgets.ruler import Ruler

if TYPE_CHECKING:
    from extract.library import Library
    from tui.app import OnrecordApp


_ANALYSIS = {"queued": "waiting to be analysed…", "running": "analysing…"}


class ReaderBase(Screen[None]):
    """One article beside its panels."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]
    AUTO_FOCUS = ""

    selected: var[Item | None] = var(None)
    """What keys act on."""
    panel_index: var[int] = var(0)
    """Which panel is open."""

    def __init__(self, article_id: str, *, at: int | None = None, item: str | None = None) -> None:
        super().__init__()
        self.article_id = article_id
        self._opened_at, self._opened_on = at, item
        self._told_changes = ""
        self.panels: list[Panel] = [PANELS[0](id=f"panel-{PANELS[0].KIND}")]
        """The four lists; only the first is there at once."""
        self.reading: Reading | None = None
        """The article as it is shown: without cue classes that are not asked for."""
        self._whole: Reading | None = None
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

    def on_mount(self) -> None:
        """Show the article at the place it was left."""
        self.article.measure = self.onrecord.settings.reader.measure
        self.article.focus()
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS or []) if width >= least))
        self._show_panel()
        self.open()
        self.call_after_refresh(self._mount_rest)

    def _mount_rest(self) -> None:
        """Mount the panels that are not open once the text is on the screen."""
        rest = [panel(id=f"panel-{panel.KIND}") for panel in PANELS[1:]]
        for panel in rest:
            panel.display = False
            panel.reading = self.reading
            panel.waiting = self.panel.waiting
        self.panels += rest
        self.query_one("#lists").mount_all(rest)
        if self._whole is not None and self._opened_at is None:
            self.call_after_refresh(self.open_panel, str(self._whole.session.get("panel", PANELS[0].KIND)))

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

    # --- the article ------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Read the article from the library and show it; ask for its analysis where there has been none."""
        try:
            whole = self.library.reading(self.article_id)
        except OnrecordError as error:
            self.complain(error)
            return
        session = whole.session
        self._take(whole)
        self.article.show(self._shown(), at=whole.place if self._opened_at is None else self._opened_at)
        kind, _, name = str(session.get("selected", "")).partition(" ")
        wanted = [(kind, name)] if self._opened_at is None else [(k, self._opened_on or "") for k in ITEM_KINDS]
        remembered = next(
            (Item(k, n) for k, n in wanted if k in ITEM_KINDS and item_of(self._shown(), Item(k, n))), None
        )
        if item_of(self._shown(), remembered):
            self.selected = remembered
        self.inspector.show(self.reading, self.selected)
        self._show_ruler()
        if not whole.run:
            self._wait(True)
            self.header.status = _ANALYSIS["running"]
            self.onrecord.annotate(self.article_id)
        else:
            self._tell_changes()

    def _wait(self, waiting: bool) -> None:
        for panel in self.panels:
            panel.waiting = waiting

    def _tell_changes(self) -> None:
        """Say it once where a correction or a new analysis left something that a person should look at."""
        report = self.library.report(self.article_id)
        if report is None or self._whole is None:
            return
        wanting = (*report.ambiguous, *report.moved, *report.orphaned, *(item for item, _ in report.conflicts))
        told = " ".join(sorted(set(wanting)))
        if wanting and self._whole.session.get("told") != told:
            self.notify(
                f"{len(set(wanting))} to look at since the article changed: H shows them", markup=False, timeout=8
            )
        self._told_changes = told

    def annotated(self, article_id: str, state: str, error: str) -> None:
        """Take over a finished analysis; one of another article is not ours."""
        if article_id != self.article_id or self._whole is None:
            return
        self.header.status = _ANALYSIS.get(state, "")
        if state in ("queued", "running"):
            return
        self._wait(False)
        if error or state == "cancelled":
            self.header.status = "not analysed"
            self.notify(one_line(error), title="The article could not be analysed", severity="error", markup=False)
            return
        top = self.article.top
        self._take(self.library.reading(article_id))
        self.article.show(self._shown(), at=top)
        self.selected = self.selected if item_of(self._shown(), self.selected) else None
        self.inspector.show(self.reading, self.selected)
        self._show_ruler()
        self._tell_changes()

    def _shown(self) -> Reading:
        if self.reading is None:
            raise RuntimeError("no article is open")
        return self.reading

    def _take(self, whole: Reading) -> None:
        """Make `whole` the article's state, and pass what is to be seen of it to the panes that list it."""
        classes = self.onrecord.settings.reader.classes
        kept = tuple(q for q in whole.quotes if q.cue_class in classes or q.state == "accepted" or q.origin == "person")
        self._whole = whole
        self.reading = whole if len(kept) == len(whole.quotes) else replace(whole, quotes=kept)
        self.header.reading = self.reading
        for panel in self.panels:
            panel.reading = self.reading
        self._name_tabs()

    def renew(self, changed: Iterable[str]) -> None:
        """Read again what a decision changed, and bring every pane up to date."""
        if self._whole is None:
            return
        changed = frozenset(changed)
        self._take(self.library.refresh(self._whole, changed))
        self.article.renew(self._shown(), changed)
        if self.selected is not None and self.selected.kind != "note" and not item_of(self._shown(), self.selected):
            self.selected = None
        self.article.select(self.selected, reveal=False)
        self.inspector.show(self.reading, self.selected)
        self._show_ruler()

    def done(self, done: Done) -> None:
        """Show what a decision did."""
        self.renew(done.changed)
        if done.message:
            self.say(done.message)

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

    def save_place(self) -> None:
        """Keep where the reader is, by code point, and what is selected."""
        if self._whole is not None:
            selected = " ".join(self.selected) if self.selected else ""
            session = {"selected": selected, "panel": self.panel.KIND, "told": self._told_changes}
            try:
                self.library.save_place(self.article_id, self.article.top, session)
            except OnrecordError as error:
                self.log.error(str(error))
