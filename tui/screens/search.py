"""Search everything on record: words, phrases and fields; a result opens its article at the place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content, Span
from textual.timer import Timer
from textual.widgets import Input

from extract.display import one_line
from extract.library.views import Hit
from tui.screens.listing import ListScreen, cut
from tui.screens.person import PersonScreen
from tui.widgets.page import day

_HINT = 'words, "a phrase", begin*, speaker: outlet: date:2026-01..2026-06 kind: state: stance:'
_PAUSE = 0.12
"""Seconds after the last key before the search runs, so that typing never waits."""


class SearchScreen(ListScreen[Hit]):
    """Results as one types."""

    TITLE_WORDS = "Search"
    EMPTY = _HINT

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Start in the line."""
        super().on_mount()
        self.filter_input.placeholder = _HINT
        self.call_after_refresh(self.action_filter)

    def fetch(self, words: str) -> Sequence[Hit]:
        """Return what is found."""
        return self.app.library.search(words, limit=200) if words else []

    def heading(self) -> Content:
        """Say how much was found."""
        found = f"  ·  {len(self.rows)}{' or more' if len(self.rows) == 200 else ''} found" if self.words else ""
        return Content.assemble((self.TITLE_WORDS, "bold"), found)

    def prompt(self, row: Hit, width: int) -> Content:
        """The words around the match, then who, where and when."""
        where = [row.kind, row.person_name, row.outlet, day(row.published), row.article_title, row.state]
        return Content.assemble(
            _marked(row, width), "\n", ("  " + cut(" · ".join(w for w in where if w), width - 2), "$text-faint")
        )

    def open_row(self, row: Hit) -> None:
        """Open the article at the place, or the person."""
        if row.kind == "person":
            self.app.push_screen(PersonScreen(row.id))
        elif row.article_id is not None:
            item = row.id if row.kind in ("quote", "stance") else None
            self.app.open_article(row.article_id, at=row.position, item=item)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when typing pauses."""
        event.stop()
        event.prevent_default()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._search)

    def _search(self) -> None:
        self.words = self.filter_input.value.strip()
        self.refill()

    def action_back(self) -> None:
        """From the line to the list, from the list away."""
        if self.filter_input.has_focus and self.rows:
            self.options.focus()
        else:
            self.app.pop_screen()


def _marked(hit: Hit, width: int) -> Content:
    """The context on one line, matches in bold and underlined; it begins before the first match."""
    start = max(0, hit.matches[0].start - width // 3) if hit.matches else 0
    shown = one_line(hit.context)[start : start + width - 1]
    spans = [Span(max(0, m.start - start), m.end - start, "bold underline") for m in hit.matches if m.end > start]
    return Content(
        ("…" if start else "") + shown, [Span(s.start + bool(start), s.end + bool(start), s.style) for s in spans]
    )
