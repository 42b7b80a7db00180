"""What of an article is marked, and where. In: a `Reading`. Out: `Mark` values by line and object. No Textual."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from extract.library.views import PersonView, QuoteView, Reading, StanceView
from extract.records import Span
from tui.widgets.wrap import Line

ItemKind = Literal["quote", "person", "stance", "note"]
Layer = Literal["quote", "cue", "person", "stance"]
ITEM_KINDS: tuple[ItemKind, ...] = ("quote", "person", "stance")
"""The kinds that are marked in the text."""
LAYERS: tuple[Layer, ...] = ("quote", "cue", "person", "stance")
"""In the order of the keys 1–4; a later one is painted over an earlier one."""
COLOURS = 8
"""How many colours of speakers the themes have: `$speaker-0` … `$speaker-7`."""


class Item(NamedTuple):
    """One thing a reader can stand on: a quote, person, stance or note, by id."""

    kind: ItemKind
    id: str


class Mark(NamedTuple):
    """One marked stretch. `form` is a mention's form, a stance's polarity, or empty."""

    start: int
    end: int
    layer: Layer
    item: Item
    form: str = ""

    @property
    def span(self) -> Span:
        """The stretch by itself."""
        return Span(self.start, self.end)


def quote_marks(quote: QuoteView) -> Iterator[Mark]:
    """Yield the marks of a quote: its content, and its cue where that is not part of the content."""
    item = Item("quote", quote.id)
    yield from (Mark(s.start, s.end, "quote", item) for s in quote.content)
    yield from (Mark(s.start, s.end, "cue", item) for s in quote.cue)


def person_marks(person: PersonView) -> Iterator[Mark]:
    """Yield the marks of a person: every mention."""
    item = Item("person", person.id)
    yield from (Mark(m.start, m.end, "person", item, m.form) for m in person.mentions)


def stance_marks(stance: StanceView) -> Iterator[Mark]:
    """Yield the marks of a stance: its evidence, and what a conditional one hangs on."""
    item = Item("stance", stance.id)
    for span in (*stance.evidence, *stance.condition):
        yield Mark(span.start, span.end, "stance", item, stance.polarity)


def marks_of(reading: Reading) -> list[Mark]:
    """Return all marks of an article in text order."""
    marks = [m for q in reading.quotes for m in quote_marks(q)]
    marks += [m for p in reading.people for m in person_marks(p)]
    marks += [m for s in reading.stances for m in stance_marks(s)]
    return sorted(m for m in marks if m.end > m.start)


def item_of(reading: Reading, item: Item | None) -> QuoteView | PersonView | StanceView | None:
    """Return the quote, person or stance an item names, or None where it is gone or a note."""
    if item is None or item.kind == "note":
        return None
    things = {"quote": reading.quotes, "person": reading.people, "stance": reading.stances}[item.kind]
    return next((t for t in things if t.id == item.id), None)


def subject_of(reading: Reading, item: Item) -> Item | None:
    """Return the quote, person or stance a note is about, or None where it is about the article."""
    note = next((n for n in reading.notes if n.id == item.id), None)
    kinds: dict[str, ItemKind] = {"quote": "quote", "person": "person", "stance": "stance"}
    kind = kinds.get(note.object_kind) if note else None
    return Item(kind, note.object_id) if note and kind else None


def spans_of(reading: Reading, item: Item | None) -> tuple[Span, ...]:
    """Return the stretches an item stands for, in text order; those of what a note is about."""
    if item is not None and item.kind == "note":
        return spans_of(reading, subject_of(reading, item))
    thing = item_of(reading, item)
    if isinstance(thing, QuoteView):
        spans: Iterable[Span] = thing.content
    elif isinstance(thing, PersonView):
        spans = (m.span for m in thing.mentions)
    elif isinstance(thing, StanceView):
        spans = thing.evidence
    else:
        return ()
    return tuple(sorted(spans))


def speaker_colours(reading: Reading) -> dict[str, int]:
    """Return a colour for each person who is quoted or holds a stance.

    The colour is the person's own, by the library's id, so that it stays the same across articles; two speakers of one
    article get different ones as long as there are enough.
    """
    colours: dict[str, int] = {}
    taken: set[int] = set()
    heard = [p for p in reading.people if p.quotes or p.stances]
    for person in sorted(heard, key=lambda p: (not p.quotes, p.mentions[0].start if p.mentions else 0, p.id)):
        wanted = zlib.crc32(person.name.casefold().encode("utf-8", "replace")) % COLOURS
        free = (c for c in ((wanted + i) % COLOURS for i in range(COLOURS)) if c not in taken)
        colours[person.id] = next(free, wanted)
        taken.add(colours[person.id])
    return colours


def colour_of(reading: Reading, item: Item, colours: Mapping[str, int]) -> int | None:
    """Return the colour of the person behind an item: the speaker, the holder, the person themselves."""
    thing = item_of(reading, item)
    if isinstance(thing, QuoteView):
        return colours.get(thing.speaker or "")
    if isinstance(thing, StanceView):
        return colours.get(thing.holder)
    return colours.get(thing.id) if thing else None


class LineIndex:
    """Which marks touch which line, so that painting a line costs what is on it."""

    def __init__(self, lines: Sequence[Line], marks: Iterable[Mark]) -> None:
        self._starts = [line.start for line in lines]
        self._by_line: dict[int, list[Mark]] = defaultdict(list)
        self._by_item: dict[Item, list[Mark]] = defaultdict(list)
        for mark in marks:
            self.add(mark)

    def line_of(self, offset: int) -> int:
        """Return the line that holds a code point (the nearest before it where none does)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def lines_of(self, span: Span) -> range:
        """Return the lines a stretch touches."""
        return range(self.line_of(span.start), self.line_of(max(span.start, span.end - 1)) + 1)

    def add(self, mark: Mark) -> None:
        """Enter one mark."""
        self._by_item[mark.item].append(mark)
        for y in self.lines_of(mark.span):
            self._by_line[y].append(mark)

    def drop(self, item: Item) -> set[int]:
        """Take out the marks of one item; return the lines they were on."""
        lines: set[int] = set()
        for mark in self._by_item.pop(item, ()):
            lines.update(self.lines_of(mark.span))
        for y in lines:
            self._by_line[y] = [m for m in self._by_line[y] if m.item != item]
        return lines

    def on(self, y: int) -> list[Mark]:
        """Return the marks of one line."""
        return self._by_line.get(y, [])

    def of(self, item: Item) -> list[Mark]:
        """Return the marks of one item."""
        return self._by_item.get(item, [])

    def lines_with(self, layers: Iterable[str]) -> list[int]:
        """Return the lines that carry a mark of one of the layers, in order."""
        wanted = set(layers)
        return sorted(y for y, marks in self._by_line.items() if any(m.layer in wanted for m in marks))
