"""What the app said: messages vanish from the corner after seconds, here they stay."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui.screens.listing import ListScreen, cut


class LogScreen(ListScreen[tuple[str, str]]):
    """Messages, newest first: (time, text)."""

    TITLE_WORDS = "Messages"
    EMPTY = "Nothing has been said yet."

    def fetch(self, words: str) -> Sequence[tuple[str, str]]:
        """Return the messages that hold `words`."""
        return [m for m in reversed(self.app.messages) if words.casefold() in m[1].casefold()]

    def prompt(self, row: tuple[str, str], width: int) -> Content:
        """Time and text."""
        return Content.assemble((row[0], "$text-faint"), "  ", cut(row[1], width - len(row[0]) - 2))
