"""A window with the mentions of one person, to say which of them are somebody else, or nobody.

In: a text and a person's mentions. Out: `Chosen`, or None where the person turned away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from extract.display import one_line
from extract.records import Mention, Span
from tui import keys
from tui.widgets.wrap import cells

_BEFORE, _WIDTH = 24, 60


class Chosen(NamedTuple):
    """Mentions, and what they are: somebody else's, or nobody's."""

    what: Literal["somebody else", "nobody"]
    spans: tuple[Span, ...]


class MentionList(OptionList):
    """The mentions: enter is the window's, a click marks."""

    BINDINGS = [Binding("enter", "screen.split", show=False)]


class MentionsWindow(ModalScreen[Chosen | None]):
    """Mentions with the words around them, each to be marked; what is not marked stays."""

    BINDINGS = keys.bindings("mentions")

    def __init__(self, name: str, text: str, mentions: Sequence[Mention], *, at: int = -1) -> None:
        super().__init__()
        self._name, self._text = name, text
        self._mentions = [m.span for m in mentions]
        self._at = next((i for i, span in enumerate(self._mentions) if span.start == at), 0)
        self.marked: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Vertical(classes="window"):
            title = f"Which of these are not {one_line(self._name)}?"
            yield Static(Content.styled(title, "bold"), classes="window--title")
            yield MentionList(*(Option(self._row(i)) for i in range(len(self._mentions))), markup=False, compact=True)
            yield Static(id="mentions-keys")

    def on_mount(self) -> None:
        """Begin at the mention that was walked to."""
        self.query_one(OptionList).highlighted = self._at
        self.query_one(OptionList).focus()
        self._tell()

    def _row(self, i: int) -> Content:
        span = self._mentions[i]
        before = one_line(self._text[max(0, span.start - _BEFORE) : span.start])
        words = one_line(span.of(self._text))
        after = one_line(self._text[span.end : span.end + max(0, _WIDTH - _BEFORE - len(words))])
        sign = ("● ", "bold $accent") if i in self.marked else ("○ ", "$text-faint")
        lead = " " * max(0, _BEFORE - cells(before))
        return Content.assemble(sign, (lead + before, "$text-faint"), (words, "bold"), (after, "$text-faint"))

    def _mark(self, which: set[int]) -> None:
        rows = self.query_one(OptionList)
        for i in which ^ self.marked:
            self.marked ^= {i}
            rows.replace_option_prompt_at_index(i, self._row(i))
        self._tell()

    def _tell(self) -> None:
        number = len(self.marked) or 1
        shown = [
            ((f"{keys.shown(self.app, a)[0]} ", "bold $primary"), f"{words}   ")
            for a, words in (
                ("mentions_mark", "mark"),
                ("mentions_alike", "all alike"),
                ("mentions_split", f"{number} {'is' if number == 1 else 'are'} somebody else"),
                ("mentions_nobody", "nobody"),
                ("mentions_leave", "leave"),
            )
        ]
        self.query_one("#mentions-keys", Static).update(Content.assemble(*(part for pair in shown for part in pair)))

    # --- what keys do -----------------------------------------------------------------------------------------------

    @property
    def _here(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def action_mark(self) -> None:
        """Mark the mention, or let go of it, and go on."""
        self._mark(self.marked ^ {self._here})
        self.query_one(OptionList).action_cursor_down()

    def action_alike(self) -> None:
        """Mark every mention written as this one is, or let go of them all."""
        form = self._mentions[self._here].of(self._text)
        alike = {i for i, span in enumerate(self._mentions) if span.of(self._text) == form}
        self._mark(self.marked - alike if alike <= self.marked else self.marked | alike)

    def action_move(self, how: str) -> None:
        """Move in the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._mark(self.marked ^ {event.option_index})

    def action_split(self) -> None:
        """Give what is marked, or the mention here, to somebody else."""
        self._choose("somebody else")

    def action_nobody(self) -> None:
        """Say that what is marked, or the mention here, refers to nobody."""
        self._choose("nobody")

    def _choose(self, what: Literal["somebody else", "nobody"]) -> None:
        chosen = sorted(self.marked) or [self._here]
        self.dismiss(Chosen(what, tuple(self._mentions[i] for i in chosen)))
