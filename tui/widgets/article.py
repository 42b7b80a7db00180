"""The article pane: the page (`page_view`) with keys and mouse. Up: `ItemClicked`, `SpanPicked`, `FoldClicked`."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.selection import Selection

from extract.records import Span
from tui import keys
from tui.widgets.marks import Item
from tui.widgets.page_view import PageView
from tui.widgets.spans import snapped


class ArticleView(PageView):
    """The page one reads, scrolls and points at."""

    BINDINGS = [*keys.bindings("article")]

    _dragging = False

    @dataclass
    class ItemClicked(Message):
        """A mark, or the margin of a quote, was clicked."""

        item: Item

    @dataclass
    class SpanPicked(Message):
        """A stretch was selected with the mouse; None where the selection ended."""

        span: Span | None

    @dataclass
    class FoldClicked(Message):
        """The line that stands for boilerplate was clicked."""

    # --- keys -------------------------------------------------------------------------------------------------------

    def _by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_line_down(self) -> None:
        """Scroll a line down."""
        self._by(1)

    def action_line_up(self) -> None:
        """Scroll a line up."""
        self._by(-1)

    def action_page_down(self) -> None:
        """Scroll a page down, two lines short, so that the eye finds its place."""
        self._by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self._by(-max(1, self.size.height - 2))

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self._by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self._by(-max(1, self.size.height // 2))

    def action_go_top(self) -> None:
        """Go to the start."""
        self.scroll_to(y=0, animate=False)

    def action_go_bottom(self) -> None:
        """Go to the end."""
        self.scroll_to(y=len(self.lines), animate=False)

    def action_paragraph_down(self) -> None:
        """Put the next paragraph on top."""
        y = self.scroll_offset.y + 1
        self.scroll_to(y=next((i for i in range(y, len(self.lines)) if self.lines[i].first), y), animate=False)

    def action_paragraph_up(self) -> None:
        """Put the paragraph before on top."""
        y = self.scroll_offset.y
        self.scroll_to(y=next((i for i in range(y - 1, -1, -1) if self.lines[i].first), 0), animate=False)

    # --- mouse ------------------------------------------------------------------------------------------------------

    def _on_click(self, event: events.Click) -> None:
        if event.style.meta.get("fold"):
            self.post_message(self.FoldClicked())
        elif item := event.style.meta.get("item"):
            self.post_message(self.ItemClicked(Item(*item)))

    def selection_updated(self, selection: Selection | None) -> None:
        """Take a selection made with the mouse over as code points."""
        span = self.span_of(selection) if selection else None
        if span is None and not self._dragging:
            return
        self._dragging = span is not None
        if self.look is not None and span != self.look.picked:
            self.pick(span)
            self.post_message(self.SpanPicked(span))

    def span_of(self, selection: Selection) -> Span:
        """Return the code points of a Textual selection, whose offsets are (column, line) of this page."""

        def offset(x: int, y: int) -> int:
            line = self.lines[max(0, min(y, len(self.lines) - 1))]
            return max(line.start, min(line.end, line.start + x))

        start = offset(*selection.start) if selection.start else 0
        end = offset(*selection.end) if selection.end else len(self.text)
        return snapped(self.text, Span(min(start, end), max(start, end)))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words, verbatim."""
        return self.span_of(selection).of(self.text), "\n"
