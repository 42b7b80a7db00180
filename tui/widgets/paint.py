"""Which style each piece of a line wears. In: a line, its marks, and how the page is looked at. Out: `Piece` values.

A piece names component classes of the article pane, never colours; later names are painted over earlier. No Textual.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.library.views import QuoteView, Reading, StanceView
from extract.records import Span
from tui.widgets.marks import LAYERS, Item, Layer, Mark, item_of, spans_of, speaker_colours
from tui.widgets.tallies import POLARITY_SIGNS, STATE_SIGNS
from tui.widgets.wrap import Line

LayerState = Literal["shown", "dim", "hidden"]


class Piece(NamedTuple):
    """A stretch of one line in one style; `item` is what a click on it means."""

    start: int
    end: int
    styles: tuple[str, ...]
    item: Item | None


class Margin(NamedTuple):
    """What stands beside a line: a stance's sign, a state's sign, the bar of a quote, and their styles."""

    sign: str = " "
    state: str = " "
    bar: str = " "
    state_style: str = "article--margin"
    bar_style: str = "article--margin"
    item: Item | None = None


@dataclass
class Look:
    """How an article is looked at just now. Changing a field is the pane's business; this only answers for pieces."""

    reading: Reading
    colours: Mapping[str, int] = field(default_factory=dict)
    owners: Mapping[Item, str | None] = field(default_factory=dict)
    states: Mapping[Item, str] = field(default_factory=dict)
    starts: Mapping[Item, int] = field(default_factory=dict)
    layers: dict[Layer, LayerState] = field(default_factory=lambda: dict.fromkeys(LAYERS, "shown"))
    only: str | None = None
    plain: bool = False
    selected: Item | None = None
    selected_spans: tuple[Span, ...] = ()
    preview: tuple[Span, ...] | None = None
    picked: Span | None = None
    cursor: int | None = None
    matches: Sequence[Span] = ()
    match: int = -1

    @classmethod
    def at(cls, reading: Reading) -> Look:
        """Return the plain look at a reading."""
        look = cls(reading)
        look.renew(reading)
        return look

    def renew(self, reading: Reading) -> None:
        """Take the reading as it is after a decision."""
        self.reading = reading
        self.colours = speaker_colours(reading)
        owners: dict[Item, str | None] = {Item("quote", q.id): q.speaker for q in reading.quotes}
        owners |= {Item("person", p.id): p.id for p in reading.people}
        owners |= {Item("stance", s.id): s.holder for s in reading.stances}
        self.owners = owners
        states: dict[Item, str] = {Item("quote", q.id): _state_of(q) for q in reading.quotes}
        states |= {Item("person", p.id): p.state for p in reading.people}
        states |= {Item("stance", s.id): _state_of(s) for s in reading.stances}
        self.states = states
        self.starts = {Item("quote", q.id): min(q.content).start for q in reading.quotes if q.content}
        self.select(self.selected)

    def select(self, item: Item | None) -> None:
        """Take `item` as the one selected: its stretches, and for a quote the words that say who spoke."""
        self.selected = item
        spans = list(spans_of(self.reading, item))
        thing = item_of(self.reading, item)
        if isinstance(thing, QuoteView):
            spans += [*thing.cue, *thing.source]
        self.selected_spans = _joined(spans)

    # --- one line ---------------------------------------------------------------------------------------------------

    def pieces(self, line: Line, marks: Sequence[Mark]) -> list[Piece]:
        """Return the pieces of a line, in order and without gaps."""
        base = (f"article--{line.kind}",)
        if self.plain:
            marks = ()
        seen = [m for m in marks if self.layers[m.layer] != "hidden"]
        over = self._over(line)
        cuts = {line.start, line.end}
        for start, end in (*((m.start, m.end) for m in seen), *((s.start, s.end) for s, _ in over)):
            cuts.update((max(line.start, min(start, line.end)), max(line.start, min(end, line.end))))
        edges = sorted(cuts)
        if len(edges) == 1:
            return [Piece(line.start, line.end, base, None)]
        return [self._piece(a, b, base, seen, over) for a, b in itertools.pairwise(edges)]

    def _piece(
        self, start: int, end: int, base: tuple[str, ...], marks: Iterable[Mark], over: Iterable[tuple[Span, str]]
    ) -> Piece:
        here = sorted((m for m in marks if m.start <= start < m.end), key=lambda m: LAYERS.index(m.layer))
        styles = list(base)
        if self.only is not None and not any(self.owners.get(m.item) == self.only for m in here):
            styles.append("article--dimmed")
        else:
            for mark in here:
                styles += self._styles(mark)
        styles += [name for span, name in over if span.start <= start < span.end]
        smallest = min(here, key=lambda m: m.end - m.start, default=None)
        return Piece(start, end, tuple(styles), smallest.item if smallest else None)

    def _styles(self, mark: Mark) -> list[str]:
        if self.states.get(mark.item) == "rejected":
            return ["article--rejected"]
        if self.layers[mark.layer] == "dim" or (self.only and self.owners.get(mark.item) != self.only):
            return ["article--dimmed"]
        if mark.layer == "person" and mark.form == "pronoun":
            return ["article--pronoun"]
        styles = [f"article--{mark.layer}"]
        if mark.layer in ("quote", "person"):
            styles.append(self.speaker_style(mark.item))
        return styles

    def speaker_style(self, item: Item) -> str:
        """Return the component class of the colour of the person behind an item."""
        colour = self.colours.get(self.owners.get(item) or "")
        if colour is not None:
            return f"article--speaker-{colour}"
        return "article--person-silent" if item.kind == "person" else "article--unknown"

    def _over(self, line: Line) -> list[tuple[Span, str]]:
        """Return what is painted over the marks: selection, preview, matches, cursor."""
        spans = self.selected_spans if self.preview is None else self.preview
        name = "article--selected" if self.preview is None else "article--preview"
        over = [(spans[i], name) for i in _touching(spans, line)]
        for i in _touching(self.matches, line):
            over.append((self.matches[i], "article--match-current" if i == self.match else "article--match"))
        if self.picked is not None:
            over.append((self.picked, "article--picked"))
        if self.cursor is not None:
            over.append((Span(self.cursor, self.cursor + 1), "article--cursor"))
        return over

    def margin(self, line: Line, marks: Sequence[Mark]) -> Margin:
        """Return what stands in the margin of a line: the selected quote's first, else that of the first on it."""
        if self.plain:
            return Margin()
        quote = self._foremost([m for m in marks if m.layer == "quote" and self.layers["quote"] != "hidden"])
        stance = self._foremost([m for m in marks if m.layer == "stance" and self.layers["stance"] != "hidden"])
        sign = POLARITY_SIGNS.get(stance.form, " ") if stance and line.start <= stance.start < line.end else " "
        if quote is None:
            return Margin(sign=sign, item=stance.item if stance else None)
        state = self.states.get(quote.item, "unreviewed")
        faded = self.layers["quote"] == "dim" or (self.only is not None and self.owners.get(quote.item) != self.only)
        begins = line.start <= self.starts.get(quote.item, -1) < line.end
        return Margin(
            sign=sign,
            state=STATE_SIGNS.get(state, "!") if begins else " ",
            bar="┃" if quote.item == self.selected else "╎" if state == "rejected" else "│",
            state_style=f"article--state-{state}",
            bar_style="article--margin" if state == "rejected" or faded else self.speaker_style(quote.item),
            item=quote.item,
        )

    def _foremost(self, marks: Sequence[Mark]) -> Mark | None:
        if not marks:
            return None
        chosen = [m for m in marks if m.item == self.selected]
        return min(chosen or marks, key=lambda m: m.start)


def _state_of(thing: QuoteView | StanceView) -> str:
    if thing.flagged:
        return "flagged"
    return thing.state


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _touching(spans: Sequence[Span], line: Line) -> Iterator[int]:
    """Yield the indices of sorted, disjoint spans that touch a line, found by bisection."""
    at = max(0, bisect_left(spans, (line.start, -1)) - 1)
    while at < len(spans) and spans[at].start < line.end:
        if spans[at].end > line.start:
            yield at
        at += 1
