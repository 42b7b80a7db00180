"""Small windows over the reader: pick one of many (type to find, something new possible), and confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from extract.display import one_line
from extract.records import normalised

NEW = "new:"
"""What a picker's answer begins with where something new was typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: its id, how it reads, and a letter that picks it where nothing has to be typed."""

    id: str
    label: Content | str
    words: str = ""
    key: str = ""


class Picker(ModalScreen[str | None]):
    """Pick one of many. The answer is a choice's id, `new:WORDS` where that is allowed, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave", show=False),
        Binding("down,ctrl+n", "move(1)", "Next", show=False),
        Binding("up,ctrl+p", "move(-1)", "Previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        new: str = "",
        hint: str = "",
        typed: str = "",
        find: bool = True,
    ) -> None:
        super().__init__()
        self._title, self._choices, self._new, self._hint = title, list(choices), new, hint
        self._typed, self._find = one_line(typed), find
        self._ids: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Vertical(classes="window"):
            yield Static(Content.styled(one_line(self._title), "bold"), classes="window--title")
            if self._find:
                yield Input(
                    self._typed, placeholder="type to find" + (", or something new" if self._new else ""), compact=True
                )
            yield OptionList(markup=False, compact=True)
            if self._hint:
                yield Static(Content.styled(one_line(self._hint), "$text-faint"))

    def on_mount(self) -> None:
        """List everything there is."""
        self._fill(self._typed)
        (self.query_one(Input) if self._find else self.query_one(OptionList)).focus()

    def _fill(self, typed: str) -> None:
        wanted = normalised(typed).split()
        found = [c for c in self._choices if all(w in normalised(f"{c.label} {c.words}") for w in wanted)]
        options = [(c.id, Content.assemble((f"{c.key}  ", "bold $primary") if c.key else "", c.label)) for c in found]
        if self._new and typed.strip():
            options.append(
                (NEW + typed.strip(), Content.assemble((f"{self._new} ", "$text-faint"), one_line(typed.strip())))
            )
        self._ids = [name for name, _ in options]
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(label) for _, label in options)
        rows.highlighted = 0 if options else None

    def on_key(self, event: object) -> None:
        """Let a choice's letter pick it where nothing is typed."""
        character = getattr(event, "character", None)
        choice = next((c for c in self._choices if c.key and c.key == character), None)
        if choice is not None and not self._find:
            event.stop()  # pyright: ignore[reportAttributeAccessIssue]
            self.dismiss(choice.id)

    @on(Input.Changed)
    def _find_typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._ids):
            self.dismiss(self._ids[at])

    def action_move(self, step: int) -> None:
        """Move the highlight while typing."""
        rows = self.query_one(OptionList)
        if rows.option_count:
            rows.highlighted = ((rows.highlighted or 0) + step) % rows.option_count


class Confirm(ModalScreen[bool]):
    """Say what is about to happen, and ask. Enter or y goes on, escape or n does not."""

    BINDINGS = [
        Binding("enter,y", "dismiss(True)", "Go on"),
        Binding("escape,n,q", "dismiss(False)", "Leave it"),
    ]

    def __init__(self, title: str, lines: Sequence[Content | str] = (), *, go_on: str = "go on") -> None:
        super().__init__()
        self._title, self._lines, self._go_on = title, lines, go_on

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Vertical(classes="window"):
            yield Static(Content.styled(one_line(self._title), "bold"), classes="window--title")
            if self._lines:
                with VerticalScroll(classes="window--lines"):
                    yield Static(Content("\n").join(Content(x) if isinstance(x, str) else x for x in self._lines))
            keys = [("enter", "bold $primary"), f" {self._go_on}   ", ("esc", "bold $primary"), " leave it"]
            yield Static(Content.assemble(*keys))
