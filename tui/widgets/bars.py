"""The rows above and below the page: header with progress, tabs of the panels, keys. One line each, clickable."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from extract.display import one_line
from extract.library.views import Reading
from tui import keys
from tui.widgets.prompts import bar
from tui.widgets.wrap import cells


class ReaderHeader(Widget):
    """What is read, how far its review is, and what is under way."""

    DEFAULT_CSS = "ReaderHeader { height: 1; width: 1fr; }"

    reading: reactive[Reading | None] = reactive(None, always_update=True)
    """The article."""
    status: reactive[str] = reactive("")
    """What is under way: "analysing…", "12 of 30 matches"."""

    def render(self) -> Content:
        """Return the row: title to the left, status and progress to the right."""
        if self.reading is None:
            return Content("")
        done, whole = reviewed(self.reading)
        progress = f"{bar(done, whole, 8)} {done}/{whole} reviewed" if whole else "nothing to review"
        right = f"{one_line(self.status)}   {progress}" if self.status else progress
        if self.size.width < 60 and self.status:
            right = one_line(self.status)
        room = max(0, self.size.width - cells(right) - 4)
        title = one_line(self.reading.article.title)
        title = title if cells(title) <= room else set_cell_size(title, max(0, room - 1)) + "…"
        gap = " " * max(1, self.size.width - 2 - cells(title) - cells(right))
        return Content.assemble(" ", (title, "bold"), gap, (right, "$text-faint"), " ")


def reviewed(reading: Reading) -> tuple[int, int]:
    """Return how many quotes and stances are decided, and how many there are."""
    things = (*reading.quotes, *reading.stances)
    return sum(t.state != "unreviewed" for t in things), len(things)


class PanelTabs(Widget):
    """The names of the panels with what each holds; the active one is underlined and bold."""

    DEFAULT_CSS = "PanelTabs { height: 1; width: 1fr; }"

    names: reactive[tuple[str, ...]] = reactive(())
    """What the tabs say."""
    active: reactive[int] = reactive(0)
    """Which one is open."""
    remark: reactive[str] = reactive("")
    """Filter and order, at the right."""

    @dataclass
    class TabChosen(Message):
        """A tab was clicked."""

        index: int

    def render(self) -> Content:
        """Return the row; narrow ones drop the remark."""
        tabs = Content("  ").join(
            Content.styled(name, "bold underline $primary" if i == self.active else "$text-faint")
            for i, name in enumerate(self.names)
        )
        used = 1 + len(tabs.plain)
        if self.remark and used + len(self.remark) + 3 <= self.size.width:
            gap = " " * (self.size.width - used - len(self.remark) - 1)
            return Content.assemble(" ", tabs, gap, (self.remark, "$text-faint"))
        return Content.assemble(" ", tabs)

    def _on_click(self, event: events.Click) -> None:
        at = 1
        for i, name in enumerate(self.names):
            if at <= event.x < at + len(name) + 2:
                self.post_message(self.TabChosen(i))
                return
            at += len(name) + 2


class KeyBar(Widget):
    """At most eight keys of what has the focus, as they are set now. A click presses the key."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; dock: bottom; }"

    LIMIT = 8

    def on_mount(self) -> None:
        """Follow focus and keymap."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _keys(self) -> list[tuple[str, str, str]]:
        """Return (key, how it is shown, what it does) of what is in the bar."""
        found: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            name = binding.id or binding.action
            if binding.show and enabled and not binding.system:
                key = (binding.key, self.app.get_key_display(binding), binding.description)
                if name not in found or keys.rank(name, key[0]) < keys.rank(name, found[name][0]):
                    found[name] = key
        order = sorted(found, key=lambda name: keys.BAR_ORDER.index(name) if name in keys.BAR_ORDER else 3)
        return [found[name] for name in order][: self.LIMIT]

    def render(self) -> Content:
        """Return the row."""
        parts: list[Content] = []
        used = 1
        for _, shown, words in self._keys():
            used += len(shown) + len(words) + 3
            if used > self.size.width:
                break
            parts.append(Content.assemble((shown, "bold $footer-key-foreground"), " ", (words, "$text-faint")))
        return Content.assemble(" ", Content("  ").join(parts))

    async def _on_click(self, event: events.Click) -> None:
        at = 1
        for key, shown, words in self._keys():
            width = len(shown) + len(words) + 3
            if at <= event.x < at + width:
                self.app.simulate_key(key)
                return
            at += width
