"""The article as a page: a pane on Textual's line API, so that length and number of marks do not matter.

In: a `Reading` and a `Look` at it. Up: `LaidOut`. Stored offsets are code points only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from extract.display import one_line
from extract.library.views import Reading
from extract.records import Span
from tui.widgets.marks import (
    COLOURS,
    ITEM_KINDS,
    Item,
    Layer,
    LineIndex,
    Mark,
    marks_of,
    person_marks,
    quote_marks,
    stance_marks,
)
from tui.widgets.page import page_lines
from tui.widgets.paint import LayerState, Look, Piece
from tui.widgets.spans import snapped
from tui.widgets.wrap import Line, Paragraph, cells, graphemes, is_narrow, paragraphs, shown

GUTTER = 4
"""Cells of the margin: a stance's sign, a state's sign, the bar, a space."""
_SCROLL_MARGIN = 4
_FAINT = frozenset(f"article--{name}" for name in ("dimmed", "rejected", "boilerplate", "fold", "meta", "byline"))


class PageView(ScrollView, can_focus=True):
    """The page with its marks; keys and mouse are `ArticleView`'s."""

    ALLOW_SELECT = True

    DEFAULT_CSS = """
    PageView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    COMPONENT_CLASSES = {
        *(f"article--{kind}" for kind in ("headline", "byline", "body", "caption", "boilerplate")),
        *(f"article--{kind}" for kind in ("title", "meta", "fold", "blank")),
        *(f"article--{layer}" for layer in ("quote", "cue", "person", "stance", "pronoun")),
        *(f"article--speaker-{n}" for n in range(COLOURS)),
        *(f"article--state-{s}" for s in ("accepted", "rejected", "unreviewed", "flagged")),
        *(f"article--{s}" for s in ("unknown", "person-silent", "rejected", "dimmed", "margin", "label")),
        *(f"article--{s}" for s in ("selected", "preview", "match", "match-current", "picked", "cursor")),
    }

    measure: reactive[int] = reactive(74)
    """How many cells a line of text has at most."""
    fold: reactive[bool] = reactive(True)
    """Whether boilerplate is one line."""

    @dataclass
    class LaidOut(Message):
        """The page was wrapped anew: line numbers have changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look: Look | None = None
        self.lines: list[Line] = []
        self.index = LineIndex([], [])
        self._paragraphs: list[Paragraph] = []
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._labels: dict[int, list[tuple[int, str]]] = {}
        self._left = 0
        self._laid: tuple[object, ...] = ()
        self._styles: dict[tuple[str, ...], Style] = {}
        self._top = 0

    # --- what is shown ----------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The article's text, or nothing before one is shown."""
        return self.look.reading.text if self.look else ""

    def show(self, reading: Reading, *, at: int | None = None) -> None:
        """Show an article from the start, or with the code point `at` on top."""
        self.look = Look.at(reading)
        self._paragraphs = paragraphs(reading.text, reading.regions)
        self._labels, self._laid = {}, ()
        self._top = at or 0
        self._lay_out()
        self.scroll_to(y=self.index.line_of(self._top) if self._top else 0, animate=False)

    def renew(self, reading: Reading, changed: Iterable[str]) -> None:
        """Take over what a decision changed: only the lines of those objects are painted again."""
        if self.look is None:
            return
        before = self.look.colours
        self.look.renew(reading)
        changed = set(changed) | {p for p in before if before[p] != self.look.colours.get(p)}
        lines: set[int] = set()
        for item in (Item(kind, i) for i in changed for kind in ITEM_KINDS):
            lines |= self.index.drop(item)
        for mark in _marks_among(reading, changed):
            self.index.add(mark)
            lines.update(self.index.lines_of(mark.span))
        self._repaint(lines)

    def select(self, item: Item | None, *, reveal: bool = True) -> None:
        """Mark `item` as the selected one, and bring it into sight."""
        if self.look is None:
            return
        touched = self._lines_of(self.look.selected_spans)
        self.look.select(item)
        self._repaint(touched | self._lines_of(self.look.selected_spans))
        if reveal and self.look.selected_spans:
            self.reveal(self.look.selected_spans[0])

    def preview(self, spans: tuple[Span, ...] | None) -> None:
        """Paint `spans` in place of the selection while borders are moved; None ends it."""
        if self.look is not None:
            touched = self._lines_of(self.look.preview or ()) | self._lines_of(self.look.selected_spans)
            self.look.preview = spans
            self._repaint(touched | self._lines_of(spans or ()))

    def pick(self, span: Span | None, cursor: int | None = None) -> None:
        """Paint a selection made by keyboard, and its cursor."""
        if self.look is None:
            return
        old = [s for s in (self.look.picked, _cell(self.look.cursor)) if s]
        self.look.picked, self.look.cursor = span, cursor
        self._repaint(self._lines_of(old) | self._lines_of([s for s in (span, _cell(cursor)) if s]))
        if cursor is not None:
            self.reveal(Span(cursor, cursor + 1), margin=1)

    def show_matches(self, matches: Sequence[Span], current: int = -1) -> None:
        """Paint the matches of a search over the marks."""
        if self.look is None:
            return
        touched = self._lines_of(self.look.matches)
        self.look.matches, self.look.match = matches, current
        self._repaint(touched | self._lines_of(matches))
        if 0 <= current < len(matches):
            self.reveal(matches[current])

    def set_layer(self, layer: Layer, state: LayerState) -> None:
        """Show, dim or hide one layer."""
        if self.look is not None:
            self.look.layers[layer] = state
            self._repaint_all()

    def set_view(self, *, only: str | None, plain: bool) -> None:
        """Dim everything but one person's words (`only`), or leave the bare text (`plain`)."""
        if self.look is not None:
            self.look.only, self.look.plain = only, plain
            self._repaint_all()

    def label(self, labels: Mapping[int, str]) -> None:
        """Paint a label over the text at each offset; an empty mapping takes them away."""
        lines = set(self._labels)
        self._labels = {}
        for offset, words in labels.items():
            y = self.index.line_of(offset)
            self._labels.setdefault(y, []).append((self._cell_at(y, offset), words))
        self._repaint(lines | set(self._labels))

    # --- where things are -------------------------------------------------------------------------------------------

    @property
    def top(self) -> int:
        """The first code point in sight."""
        y = self.scroll_offset.y
        return self.lines[min(y, len(self.lines) - 1)].start if self.lines else 0

    @property
    def visible(self) -> Span:
        """The code points in sight."""
        if not self.lines:
            return Span(0, 0)
        last = min(len(self.lines), self.scroll_offset.y + self.size.height) - 1
        return Span(self.top, max(self.top, self.lines[last].end))

    def visible_marks(self) -> list[Mark]:
        """Return the marks that begin in sight and are not hidden, in text order."""
        if self.look is None or self.look.plain:
            return []
        y = self.scroll_offset.y
        seen: set[Mark] = set()
        for line in range(y, min(len(self.lines), y + self.size.height)):
            if self.lines[line].kind != "fold":
                seen.update(m for m in self.index.on(line) if self.lines[line].start <= m.start < self.lines[line].end)
        return sorted(m for m in seen if self.look.layers[m.layer] != "hidden" and m.form != "pronoun")

    def reveal(self, span: Span, *, margin: int = _SCROLL_MARGIN) -> None:
        """Scroll as little as needed to have the start of `span` in sight, with lines around it."""
        if not self.lines:
            return
        height = max(1, self.size.height)
        margin = min(margin, (height - 1) // 2)
        rows = self.index.lines_of(span)
        first, last = rows.start, min(rows.stop - 1, rows.start + height - 2 * margin - 1)
        y = self.scroll_offset.y
        if first < y + margin or last >= y + height - margin:
            far = first < y - height or last > y + 2 * height
            wanted = (
                first - height // 3 if far else (first - margin if first < y + margin else last - height + margin + 1)
            )
            self.scroll_to(y=max(0, wanted), animate=False)

    def _cell_at(self, y: int, offset: int) -> int:
        line = self.lines[y]
        return self._left + GUTTER + cells(one_line(self.text[line.start : max(line.start, offset)]))

    def _lines_of(self, spans: Iterable[Span]) -> set[int]:
        return {y for span in spans for y in self.index.lines_of(span)} if self.lines else set()

    def line_step(self, offset: int, step: int) -> int:
        """Return the code point a line of text above or below, in the same column where there is one."""
        y = self.index.line_of(offset)
        column = offset - self.lines[y].start
        y += step
        while 0 <= y < len(self.lines) and (self.lines[y].words or self.lines[y].kind in ("blank", "meta")):
            y += step
        if not 0 <= y < len(self.lines):
            return offset
        line = self.lines[y]
        return snapped(self.text, Span(min(line.end, line.start + column), line.end)).start

    # --- layout -----------------------------------------------------------------------------------------------------

    def watch_measure(self) -> None:
        """Follow `measure`."""
        self._relay()

    def watch_fold(self) -> None:
        """Follow `fold`."""
        self._relay()

    def _on_resize(self, event: events.Resize) -> None:
        self._relay()

    def _relay(self) -> None:
        """Lay out anew and keep the character that was on top."""
        if self.look is not None and self.size.width:
            top = self.top if self.lines else self._top
            self._lay_out()
            if top:
                self.scroll_to(y=self.index.line_of(top), animate=False, force=True)

    def _lay_out(self) -> None:
        if self.look is None or not self.size.width:
            return
        room = self.scrollable_content_region.width
        asked = (id(self._paragraphs), room, self.measure, self.fold)
        if asked == self._laid:
            return
        self._laid = asked
        width = max(10, min(self.measure, room - GUTTER - 1))
        self._left = max(0, (room - width - GUTTER) // 2)
        self.lines = page_lines(self.look.reading, self._paragraphs, width, fold=self.fold)
        self.index = LineIndex(self.lines, marks_of(self.look.reading))
        self.virtual_size = Size(room, len(self.lines))
        self._repaint_all()
        self.post_message(self.LaidOut())

    def notify_style_update(self) -> None:
        """Forget painted lines: the theme or a class has changed."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def _repaint_all(self) -> None:
        self._strips.clear()
        self.refresh()

    def _repaint(self, lines: Iterable[int]) -> None:
        top, height = self.scroll_offset.y, self.size.height
        for y in lines:
            self._strips.discard(y)
            if top <= y < top + height:
                self.refresh_line(y)

    # --- painting ---------------------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out before the very first rows are asked for, so that the first thing seen is the text."""
        if not self._laid and self.look is not None:
            self._relay()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one row of the pane."""
        y += self.scroll_offset.y
        if self.look is None or y >= len(self.lines):
            return Strip.blank(self.size.width, self._style())
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._painted(y)
        return strip

    def _painted(self, y: int) -> Strip:
        line, marks = self.lines[y], self.index.on(y)
        segments = [Segment(" " * self._left, self._style())]
        if line.words or line.kind == "blank":
            segments += self._written(y, line)
        else:
            segments += self._margin(line, marks)
            for piece in self.look.pieces(line, marks) if self.look else ():
                segments += self._segments(y, line, piece)
        strip = Strip(segments).adjust_cell_length(self.scrollable_content_region.width, self._style()).simplify()
        for cell, words in self._labels.get(y, ()):
            label = Strip([Segment(words, self._style("article--label"))])
            strip = Strip.join([strip.crop(0, cell), label, strip.crop(cell + len(words))])
        return strip

    def _written(self, y: int, line: Line) -> list[Segment]:
        """Return the segments of a line that is not of the text."""
        style = self._style(f"article--{line.kind}") + Style.from_meta({"offset": (0, y), "fold": line.kind == "fold"})
        words = one_line(line.words)
        return [
            Segment(" " * GUTTER, self._style()),
            Segment("".join(shown(words, g) for g in graphemes(words)), style),
        ]

    def _margin(self, line: Line, marks: Sequence[Mark]) -> list[Segment]:
        if self.look is None:
            return []
        m = self.look.margin(line, marks)
        meta = Style.from_meta({"item": tuple(m.item)}) if m.item else Style.null()
        return [
            Segment(m.sign, self._style("article--margin") + meta),
            Segment(m.state, self._style(m.state_style) + meta),
            Segment(m.bar, self._style(m.bar_style) + meta),
            Segment(" ", self._style()),
        ]

    def _segments(self, y: int, line: Line, piece: Piece) -> list[Segment]:
        words = one_line(self.text[piece.start : piece.end])
        style = self._style(*piece.styles)
        meta: dict[str, Any] = {"item": tuple(piece.item)} if piece.item else {}
        if is_narrow(words):
            return [Segment(words, style + Style.from_meta({**meta, "offset": (piece.start - line.start, y)}))]
        return [
            Segment(run, style + Style.from_meta({**meta, "offset": (piece.start - line.start + at, y)}))
            for at, run in _runs(words)
            if run
        ]

    def _style(self, *names: str) -> Style:
        """Return the style of component classes painted one over the other; it is kept until styles change.

        Textual drops `reverse` on this way, and has no `dim`, which terminals of sixteen colours need.
        """
        style = self._styles.get(names)
        if style is None:
            style = self.get_visual_style(*names).rich_style
            if any(self.get_component_styles(name).text_style.reverse for name in names):
                style += Style(reverse=True)
            if self.app.native_ansi_color and not _FAINT.isdisjoint(names):
                style += Style(dim=True)
            self._styles[names] = style
        return style


def _cell(cursor: int | None) -> Span | None:
    return None if cursor is None else Span(cursor, cursor + 1)


def _runs(words: str) -> list[tuple[int, str]]:
    """Return plain characters together and other graphemes by themselves, so that the mouse finds its place."""
    runs: list[tuple[int, str]] = []
    for g in graphemes(words):
        plain = g.end - g.start == 1 and g.cells == 1
        if plain and runs and len(runs[-1][1]) == g.start - runs[-1][0]:
            runs[-1] = (runs[-1][0], runs[-1][1] + words[g.start])
        else:
            runs.append((g.start, shown(words, g)))
    return runs


def _marks_among(reading: Reading, ids: set[str]) -> list[Mark]:
    marks = [m for q in reading.quotes if q.id in ids for m in quote_marks(q)]
    marks += [m for p in reading.people if p.id in ids for m in person_marks(p)]
    marks += [m for s in reading.stances if s.id in ids for m in stance_marks(s)]
    return [m for m in marks if m.end > m.start]
