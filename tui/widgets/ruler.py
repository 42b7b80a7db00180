"""A slim overview beside the scroll bar: where quotes, matches, the selection and unreviewed things are.

In: a `LineIndex` and a `Look`. Up: `PlaceClicked`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.marks import LineIndex
from tui.widgets.paint import Look

_SIGNS = {"selected": "◆", "match": "▪", "unreviewed": "╏", "quote": "│", "none": " "}
"""What is drawn, the most telling first."""


class Ruler(Widget):
    """One column; each row stands for a share of the article's lines."""

    DEFAULT_CSS = "Ruler { width: 1; height: 1fr; }"

    COMPONENT_CLASSES = {f"ruler--{name}" for name in _SIGNS}

    @dataclass
    class PlaceClicked(Message):
        """A row was clicked: the share of the article above it, 0…1."""

        share: float

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[str] = []
        self._ground: tuple[Any, ...] = ()

    def show(self, index: LineIndex, look: Look | None, lines: int) -> None:
        """Draw the overview of an article of so many lines."""
        height = self.size.height
        if look is None or not height or not lines:
            return
        rows = self._ground_rows(index, look, lines)

        def draw(name: str, line_numbers: Iterable[int]) -> None:
            for y in line_numbers:
                rows[min(height - 1, y * height // max(lines, height))] = name

        draw("match", [index.line_of(m.start) for m in look.matches])
        draw("selected", [y for s in look.selected_spans[:1] for y in index.lines_of(s)[:1]])
        if rows != self._rows:
            self._rows = rows
            self.refresh()

    def _ground_rows(self, index: LineIndex, look: Look, lines: int) -> list[str]:
        """Return the rows without selection and matches; they are drawn anew when a state or the layout changes."""
        height = self.size.height
        if self._ground[:4] == (index, look.states, lines, height):
            return list(self._ground[4])
        rows = ["none"] * height
        marks = [
            (y, m) for y in index.lines_with(("quote", "stance")) for m in index.on(y) if m.layer in ("quote", "stance")
        ]
        for y, mark in marks:
            row = min(height - 1, y * height // max(lines, height))
            state = look.states.get(mark.item)
            if state in ("unreviewed", "flagged"):
                rows[row] = "unreviewed"
            elif state != "rejected" and rows[row] == "none":
                rows[row] = "quote"
        self._ground = (index, look.states, lines, height, tuple(rows))
        return rows

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        name = self._rows[y] if y < len(self._rows) else "none"
        return Strip([Segment(_SIGNS[name], self.get_visual_style(f"ruler--{name}").rich_style)], 1)

    def _on_click(self, event: events.Click) -> None:
        self.post_message(self.PlaceClicked(event.y / max(1, self.size.height)))
