"""Bars of modes: while one is open it has the keys. Visual selection, moving borders, jump labels, search.

Each keeps the state of its mode in code points and says what happens by messages; the page does the painting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from extract.records import Span
from tui import keys
from tui.widgets import spans as by

_LETTERS = "asdfghjklweruiopqtyzxcvbnm"


def counted(words: int) -> str:
    """Return a number of words as it is said."""
    return f"{words} word{'s' * (words != 1)}"


class ModeBar(Widget, can_focus=True):
    """A row that says which mode it is and what is going on."""

    DEFAULT_CSS = "ModeBar { height: 1; width: 1fr; }"

    words: reactive[str] = reactive("")
    """What is going on."""
    NAME = ""

    @dataclass
    class Left(Message):
        """The mode was left without a result."""

    def render(self) -> Content:
        """Return the row."""
        return Content.assemble((f" {self.NAME} ", "bold reverse"), " ", self.words)

    def action_leave(self) -> None:
        """Leave the mode."""
        self.post_message(self.Left())


class VisualBar(ModeBar):
    """A cursor in the text, and a selection from an anchor to it. The cursor stands before a character."""

    NAME = "SELECT"
    BINDINGS = [*keys.bindings("visual")]

    @dataclass
    class Moved(Message):
        """Cursor or selection have moved."""

        span: Span | None
        cursor: int

    @dataclass
    class AddAsked(Message):
        """The selection is to become an annotation."""

        span: Span

    @dataclass
    class CopyAsked(Message):
        """The selection is to be copied."""

        span: Span

    def __init__(self, text: str, cursor: int, anchor: int | None, line_step: Callable[[int, int], int]) -> None:
        super().__init__()
        self._text, self._cursor, self._anchor, self._line_step = text, cursor, anchor, line_step

    def on_mount(self) -> None:
        """Show where the cursor is."""
        self._tell()

    @property
    def span(self) -> Span:
        """What is selected, without white space around it; the word at the cursor where nothing is."""
        if self._anchor is None or self._anchor == self._cursor:
            return by.word_at(self._text, self._cursor)
        start, end = sorted((self._anchor, self._cursor))
        words = self._text[start:end]
        inner = Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
        return by.snapped(self._text, inner if inner else Span(start, end))

    def _tell(self) -> None:
        chosen = self._anchor is not None
        self.words = counted(len(self.span.of(self._text).split())) if chosen else "move, then v where it starts"
        self.post_message(self.Moved(self.span if chosen else None, self._cursor))

    def action_move(self, unit: str, step: int) -> None:
        """Move the cursor."""
        text, at = self._text, self._cursor
        moves: Mapping[tuple[str, int], Callable[[], int]] = {
            ("char", 1): lambda: by.next_char(text, at),
            ("char", -1): lambda: by.previous_char(text, at),
            ("word", 1): lambda: by.next_word(text, at),
            ("word", -1): lambda: by.previous_word(text, at),
            ("end", 1): lambda: by.word_end(text, at),
            ("sentence", 1): lambda: by.next_sentence(text, at),
            ("sentence", -1): lambda: by.previous_sentence(text, at),
            ("line", 1): lambda: self._line_step(at, 1),
            ("line", -1): lambda: self._line_step(at, -1),
        }
        self._cursor = max(0, min(len(text), moves[unit, step]()))
        self._tell()

    def action_anchor(self) -> None:
        """Fix the start of the selection here, or let go of it."""
        self._anchor = self._cursor if self._anchor is None else None
        self._tell()

    def action_swap(self) -> None:
        """Move the other end from now on."""
        if self._anchor is not None:
            self._anchor, self._cursor = self._cursor, self._anchor
            self._tell()

    def action_copy(self) -> None:
        """Copy the selection."""
        self.post_message(self.CopyAsked(self.span))

    def action_add(self) -> None:
        """Ask what the selection is to be."""
        self.post_message(self.AddAsked(self.span))


class BordersBar(ModeBar):
    """The edges of the stretches of one part of an annotation, moved one at a time."""

    NAME = "BORDERS"
    BINDINGS = [*keys.bindings("borders")]

    @dataclass
    class Moved(Message):
        """An edge has moved: the stretches as they would be."""

        spans: tuple[Span, ...]
        edge: int

    @dataclass
    class Kept(Message):
        """The stretches are to be kept as they are now: those of each part that was moved."""

        parts: Mapping[str, tuple[Span, ...]]

    def __init__(self, text: str, parts: Mapping[str, Sequence[Span]]) -> None:
        super().__init__()
        self._text = text
        self._parts = {name: list(spans) for name, spans in parts.items() if spans}
        self._before = {name: tuple(spans) for name, spans in self._parts.items()}
        self._part = next(iter(self._parts))
        self._edge = 1

    def on_mount(self) -> None:
        """Show the edge that moves first: the end of the first stretch."""
        self._tell()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of the part being moved."""
        return tuple(self._parts[self._part])

    def _tell(self) -> None:
        side = "end" if self._edge % 2 else "start"
        which = f" of stretch {self._edge // 2 + 1}" if len(self.spans) > 1 else ""
        span = self.spans[self._edge // 2]
        self.words = f"{self._part}: moving its {side}{which} · {counted(len(span.of(self._text).split()))}"
        self.post_message(self.Moved(self.spans, span[self._edge % 2]))

    def action_edge(self, step: int) -> None:
        """Take the next edge."""
        self._edge = (self._edge + step) % (2 * len(self.spans))
        self._tell()

    def action_part(self) -> None:
        """Take the next part: content, cue, source."""
        names = list(self._parts)
        self._part = names[(names.index(self._part) + 1) % len(names)]
        self._edge = 1
        self._tell()

    def action_nudge(self, unit: str, step: int) -> None:
        """Move the edge; it stays apart from the other edge and from other stretches."""
        i, side = divmod(self._edge, 2)
        span = self._parts[self._part][i]
        moved = self._moved(span[side], unit, step, end=bool(side))
        low = self.spans[i - 1].end if i else 0
        high = self.spans[i + 1].start if i + 1 < len(self.spans) else len(self._text)
        new = Span(span.start, min(high, moved)) if side else Span(max(low, moved), span.end)
        if new:
            self._parts[self._part][i] = by.snapped(self._text, new)
            self._tell()

    def _moved(self, at: int, unit: str, step: int, *, end: bool) -> int:
        text = self._text
        if unit == "char":
            return by.next_char(text, at) if step > 0 else by.previous_char(text, at)
        if unit == "word" and not end:
            return by.next_word(text, at) if step > 0 else by.previous_word(text, at)
        if unit == "word":
            return by.word_end(text, at) if step > 0 else _end_before(text, by.previous_word(text, at))
        if step > 0:
            start = by.next_sentence(text, at)
            return (
                _end_before(text, start)
                if end and _end_before(text, start) > at
                else by.next_sentence(text, start)
                if end
                else start
            )
        start = by.previous_sentence(text, at)
        return _end_before(text, start) if end else start

    def action_keep(self) -> None:
        """Keep the stretches."""
        now = {name: tuple(spans) for name, spans in self._parts.items()}
        self.post_message(self.Kept({name: spans for name, spans in now.items() if spans != self._before[name]}))


def _end_before(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


class JumpBar(ModeBar):
    """Two letters name every mark in sight."""

    NAME = "JUMP"

    @dataclass
    class Chosen(Message):
        """A label was typed: its index among the places given."""

        index: int

    def __init__(self, count: int) -> None:
        super().__init__()
        self.labels = ["".join(pair) for pair in product(_LETTERS, repeat=2)][:count]
        self._typed = ""

    def on_mount(self) -> None:
        """Say what to do."""
        self.words = "type the two letters of a mark · esc leaves"

    def on_key(self, event: events.Key) -> None:
        """Collect the letters."""
        event.stop()
        event.prevent_default()
        if event.key == "escape" or not event.character or event.character not in _LETTERS:
            self.action_leave()
            return
        self._typed += event.character
        self.words = self._typed
        if self._typed in self.labels:
            self.post_message(self.Chosen(self.labels.index(self._typed)))
        elif not any(label.startswith(self._typed) for label in self.labels):
            self.action_leave()


class SearchBar(Horizontal):
    """A search in the article, with the number of matches."""

    DEFAULT_CSS = """
    SearchBar { height: 1; width: 1fr; }
    SearchBar > Input { width: 1fr; }
    SearchBar > Label { width: auto; padding: 0 1; }
    """

    @dataclass
    class Asked(Message):
        """What is searched for has changed."""

        words: str

    @dataclass
    class Settled(Message):
        """Typing is over; the matches are to be walked."""

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield Label("/", markup=False)
        yield Input(placeholder="search in the article", compact=True)
        yield Label("", id="count", markup=False)

    def on_mount(self) -> None:
        """Let words be typed."""
        self.query_one(Input).focus()

    def count(self, words: str) -> None:
        """Say how many matches there are."""
        self.query_one("#count", Label).update(Content(words))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Settled())
