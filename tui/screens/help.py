"""Help: every key as it is set now, found by typing, what is live on the screen below first; and what the signs mean.

In: the actions of `tui.keys`, a person's keymap, the screen below. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from extract.records import normalised
from tui import keys
from tui.keys import ACTIONS, Action
from tui.screens.listing import cut

_SIGNS = (
    ("│ ┃", "a quote in its speaker's colour; thick: selected"),
    ("· ✓ ✗ !", "not reviewed, accepted, rejected, to be checked"),
    ("+ − ~ ±", "a stance: for, against, on condition, mixed"),
    ("╏ │ ▪ ◆", "at the scroll bar: unreviewed, reviewed, match, here"),
)
_WIDTH, _SIGNS_WIDTH, _FRAME, _LEAST = 22, 10, 8, 8


class HelpScreen(ModalScreen[None]):
    """The list of keys. Type to find; escape leaves."""

    BINDINGS = [
        Binding("escape,f1,question_mark", "dismiss(None)", "Leave", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        with Vertical(classes="window -tall"):
            yield Static(Content.styled("Keys", "bold"), classes="window--title")
            yield Input(placeholder="type to find: accept, speaker, ctrl+r …", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static(
                Content.styled("[keys] in the settings sets them anew by the name at the right", "$text-faint")
            )

    def on_mount(self) -> None:
        """List everything."""
        self._live = {b.binding.id for b in self.app.screen_stack[-2].active_bindings.values()}
        self._fill("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def action_move(self, how: str) -> None:
        """Move in the list while typing."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def _fill(self, typed: str) -> None:
        wanted = normalised(typed).split()
        rows = self.query_one(OptionList)
        rows.clear_options()
        listed = self._rows(wanted)
        rows.add_options(Option(row.truncate(self._room, ellipsis=True), disabled=heading) for row, heading in listed)
        if not rows.option_count:
            rows.add_option(Option(Content.styled("No key does that.", "$text-faint"), disabled=True))

    def _rows(self, wanted: list[str]) -> Iterator[tuple[Content, bool]]:
        """Yield rows and whether each is a heading; groups with live keys first."""
        groups: dict[str, list[Action]] = {}
        for action in ACTIONS:
            said = normalised(f"{action.description} {action.tooltip} {action.id} {self._keys(action)}")
            if all(word in said for word in wanted):
                groups.setdefault(action.group, []).append(action)
        live = sorted(groups, key=lambda g: not any(a.id in self._live for a in groups[g]))
        for group in live:
            yield Content.styled(group, "bold underline"), True
            yield from ((self._row(action), False) for action in groups[group])
        if not wanted:
            yield Content.styled("Signs", "bold underline"), True
            for signs, words in _SIGNS:
                yield Content.assemble((f"  {signs:<{_SIGNS_WIDTH}}", "bold"), (words, "")), False

    @property
    def _room(self) -> int:
        """Cells of a row of the window, as the style sheet makes it: a row that wrapped would stand under the keys."""
        return min(100, self.app.size.width * 96 // 100) - _FRAME

    def _row(self, action: Action) -> Content:
        room = self._room - _WIDTH - len(action.description) - len(action.id) - 6
        note = f"  {cut(action.tooltip, room)}" if action.tooltip and room > _LEAST else ""
        return Content.assemble(
            (f"  {self._keys(action):<{_WIDTH}}", "bold $footer-key-foreground"),
            action.description,
            (note, "$text-faint"),
            (f"  {action.id}", "italic $text-faint"),
        )

    def _keys(self, action: Action) -> str:
        return " ".join(keys.shown(self.app, action.id))
