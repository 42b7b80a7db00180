"""The reader's article: opened where it was left, analysed, renewed by decisions, others' writes noticed, left again.

What keys do is in the sibling files (`reader_walk`, `reader_review`, `reader_edit`, `reader_tools`), each on top of
this one; the panes are `reader_panes`'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.display import one_line
from extract.errors import NotFoundError, OnrecordError
from extract.library.views import Done, Reading
from tui import keys
from tui.screens.reader_panes import ReaderPanes
from tui.widgets.marks import ITEM_KINDS, Item, item_of
from tui.widgets.panel import Panel
from tui.widgets.panels import PANELS
from tui.widgets.sieve import is_possible, sieve

_ANALYSIS = {"queued": "waiting to be analysed…", "running": "analysing…"}


class ReaderBase(ReaderPanes):
    """One article beside its panels."""

    def __init__(self, article_id: str, *, at: int | None = None, item: str | None = None) -> None:
        super().__init__()
        self.article_id = article_id
        self._opened_at, self._opened_on = at, item
        self._told_changes = ""
        self._whole: Reading | None = None
        self._possible = self._was_left = False
        self.folded: dict[str, int] = {}
        """How many possible things of each kind are not shown."""

    def on_mount(self) -> None:
        """Show the article at the place it was left."""
        self.article.measure = self.onrecord.settings.reader.measure
        self.article.focus()
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS or []) if width >= least))
        self._possible = self.onrecord.settings.reader.possible
        self._show_panel()
        self.open()
        self.call_after_refresh(self._mount_rest)

    def _mount_rest(self) -> None:
        """Mount the panels that are not open once the text is on the screen."""
        rest = [panel(id=f"panel-{panel.KIND}") for panel in PANELS[1:]]
        for panel in rest:
            panel.display = False
            panel.folded = self.folded.get(panel.KIND, 0)
            panel.reading = self.reading
            panel.waiting = self.panel.waiting
            self._restore(panel)
        self.panels += rest
        self.query_one("#lists").mount_all(rest)
        if self._whole is not None and self._opened_at is None:
            self.call_after_refresh(self.open_panel, str(self._whole.session.get("panel", PANELS[0].KIND)))

    # --- the article ------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Read the article from the library and show it; ask for its analysis where there has been none."""
        try:
            whole = self.library.reading(self.article_id)
        except OnrecordError as error:
            self.complain(error)
            return
        session = whole.session
        self._possible = bool(session.get("possible", self._possible))
        self._take(whole)
        self._restore(self.panel)
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
        if error or state == "cancelled":
            self._wait(False)
            self.header.status = "not analysed"
            self.notify(one_line(error), title="The article could not be analysed", severity="error", markup=False)
            return
        self._show_anew(self.library.reading(article_id))

    def _shown(self) -> Reading:
        if self.reading is None:
            raise RuntimeError("no article is open")
        return self.reading

    def _take(self, whole: Reading) -> None:
        """Make `whole` the article's state, and pass what is to be seen of it to the panes that list it."""
        self._whole = whole
        self.reading, self.folded = sieve(whole, self.onrecord.settings.reader.classes, possible=self._possible)
        self.header.reading = self.reading
        for panel in self.panels:
            panel.folded = self.folded.get(panel.KIND, 0)
            panel.reading = self.reading
        self._name_tabs()

    def renew(self, changed: Iterable[str]) -> None:
        """Read again what a decision changed, and bring every pane up to date."""
        if self._whole is None:
            return
        changed = frozenset(changed)
        self._take_in(self.library.refresh(self._whole, changed), changed)

    def _take_in(self, whole: Reading, changed: Iterable[str]) -> None:
        """Show an article's new state, which differs from the one shown in the things `changed`."""
        self._take(whole)
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

    def action_possible(self) -> None:
        """Show the possible ones too; again: fold them away."""
        if self._whole is None:
            return
        whole = self._whole
        self._possible = not self._possible
        self._take_in(whole, [t.id for t in (*whole.quotes, *whole.stances) if is_possible(t)])
        self.say("Possible ones are shown too." if self._possible else f"Only the likely ones.{self.folded_words()}")

    def folded_words(self, *kinds: str) -> str:
        """Say how many possible things are folded away, and how to see them; nothing where none are."""
        hidden = sum(n for kind, n in self.folded.items() if not kinds or kind in kinds)
        return f" {hidden} possible folded away: {keys.shown(self.app, 'possible')[0]}" if hidden else ""

    # --- what others write ------------------------------------------------------------------------------------------

    def on_screen_suspend(self) -> None:
        """Another screen is opened; windows over this one write nothing that it does not know of."""
        self._was_left = not self.app.screen.is_modal

    def on_screen_resume(self) -> None:
        """Take over what was decided on other screens meanwhile."""
        if self._was_left:
            self._was_left = False
            self.look_again()

    def look_again(self) -> bool:
        """Take over what another program, or another screen, wrote; the place and the selection stay.

        Tells whether it could be done: not while a mode has the keys, whose offsets are those of the text shown.
        """
        if self._whole is None or self.mode is not None:
            return False
        try:
            now = self.library.reading(self.article_id)
        except NotFoundError:
            self.header.status = "no longer in the library"
            return True
        before, now = self._whole, replace(now, place=self._whole.place, session=self._whole.session)
        if now == before:
            return True
        if now.text == before.text and bool(now.run) == bool(before.run):
            self._take_in(now, _differing(before, now))
        else:
            self._show_anew(now)
        return True

    def _show_anew(self, whole: Reading) -> None:
        """Show another text of the article, or its first annotations, at the same place."""
        top = self.article.top
        self._wait(not whole.run)
        self._take(whole)
        self.article.show(self._shown(), at=top)
        self.selected = self.selected if item_of(self._shown(), self.selected) else None
        self.inspector.show(self.reading, self.selected)
        self._show_ruler()
        self._tell_changes()

    # --- left -------------------------------------------------------------------------------------------------------

    def save_place(self) -> None:
        """Keep where the reader is, by code point, what is selected, and how the panels are filtered and sorted."""
        if self._whole is None:
            return
        session = {
            "selected": " ".join(self.selected) if self.selected else "",
            "panel": self.panel.KIND,
            "told": self._told_changes,
            "sorts": {p.KIND: p.sort for p in self.panels if p.sort != p.SORTS[0]},
            "filters": {p.KIND: p.filter for p in self.panels if p.filter},
            "possible": self._possible,
        }
        try:
            self.library.save_place(self.article_id, self.article.top, session)
        except OnrecordError as error:
            self.log.error(str(error))

    def _restore(self, panel: Panel) -> None:
        """Filter and sort a panel as it was when the article was left."""
        session = self._whole.session if self._whole is not None and self._opened_at is None else {}
        sorts, filters = (value if isinstance(value, dict) else {} for value in map(session.get, ("sorts", "filters")))
        panel.restore(sort=str(sorts.get(panel.KIND, "")), words=str(filters.get(panel.KIND, "")))


def _differing(before: Reading, now: Reading) -> set[str]:
    """Return the ids of what is not the same in two readings."""
    was, is_ = ({t.id: t for t in (*r.quotes, *r.stances, *r.people, *r.notes)} for r in (before, now))
    return {i for i in {*was, *is_} if was.get(i) != is_.get(i)}
