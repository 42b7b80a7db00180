"""The reader: one article beside the panels of its quotes, people, stances and notes.

State and panes are in `reader_base`; walking, review, adding and mending, and views each in a file of their own.
"""

from __future__ import annotations

from tui import keys
from tui.screens.reader_tools import ReaderTools


class ReaderScreen(ReaderTools):
    """An article to be read and reviewed. `article_id` is the library's."""

    BINDINGS = [*keys.bindings("reader")]
