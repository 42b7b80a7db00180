"""Everybody on record across articles, and who might be one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.content import Content

from extract.library.views import IdentityEdge, PersonRow
from tui import keys
from tui.screens.listing import ListScreen, cut, padded
from tui.screens.person import PersonScreen
from tui.widgets.tallies import tally_words

_SORTS: tuple[Literal["quotes", "name", "last"], ...] = ("quotes", "name", "last")
_SORT_WORDS = {"quotes": "most quoted first", "name": "by name", "last": "seen last first"}


class PeopleScreen(ListScreen[PersonRow]):
    """The people of the library."""

    TITLE_WORDS = "People on record"
    EMPTY = "Nobody is on record yet. Add an article first."

    BINDINGS = keys.bindings("people")

    def __init__(self) -> None:
        super().__init__()
        self.sort: Literal["quotes", "name", "last"] = "quotes"

    def on_mount(self) -> None:
        """Sort as it was left."""
        left = self.app.memory.of("people").get("sort")
        if left in _SORTS:
            self.sort = left

    def fetch(self, words: str) -> Sequence[PersonRow]:
        """Return the people whose name holds `words`."""
        return self.app.library.people(query=words, sort=self.sort, limit=1000)

    def heading(self) -> Content:
        """Say how many there are and how they are sorted."""
        return Content.assemble((self.TITLE_WORDS, "bold"), f"  ·  {len(self.rows):,}  ·  {_SORT_WORDS[self.sort]}")

    def prompt(self, row: PersonRow, width: int) -> Content:
        """Name and role, then what is on record, in columns."""
        counts = f"{padded(tally_words(row.quotes, 'quote'), 34)} {row.articles:>4} article{'s' * (row.articles != 1)}"
        name_width = max(16, min(44, width // 3))
        role_width = width - name_width - len(counts) - 2
        if role_width < 10:
            return Content(f"{padded(row.name, name_width)} {cut(counts, width - name_width - 1)}")
        return Content.assemble(
            padded(row.name, name_width),
            " ",
            (padded(row.role or _kind(row.kind), role_width), "$text-faint"),
            " ",
            counts,
        )

    def open_row(self, row: PersonRow) -> None:
        """Open the person's page."""
        self.app.push_screen(PersonScreen(row.person_id))

    def action_sort(self) -> None:
        """Sort by the next order."""
        self.sort = _SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)]
        self.app.memory.keep("people", {"sort": self.sort})
        self.refill()

    def action_suggestions(self) -> None:
        """Show who might be one and the same."""
        self.app.push_screen(SuggestionsScreen())


def _kind(kind: str) -> str:
    return "" if kind == "person" else kind


class SuggestionsScreen(ListScreen[IdentityEdge]):
    """Pairs of people that might be one: judged by one key each, remembered for good."""

    TITLE_WORDS = "One and the same?"
    EMPTY = "Nobody on record looks like somebody else on record."

    BINDINGS = keys.bindings("suggestions")

    def fetch(self, words: str) -> Sequence[IdentityEdge]:
        """Return the suggestions, likeliest first."""
        found = self.app.library.suggestions(200)
        return [e for e in found if words.casefold() in f"{e.a_name} {e.b_name}".casefold()]

    def prompt(self, row: IdentityEdge, width: int) -> Content:
        """Both names, then the reasons."""
        names = cut(f"{row.a_name}  =  {row.b_name} ?", width)
        return Content.assemble(
            names, "\n  ", (cut(f"{row.score:.0%}: {'; '.join(row.reasons)}", width - 2), "$text-faint")
        )

    def open_row(self, row: IdentityEdge) -> None:
        """Open the first one's page."""
        self.app.push_screen(PersonScreen(row.a))

    def action_judge(self, judgement: Literal["same", "different", "unsure"]) -> None:
        """Judge the pair under the cursor."""
        if (row := self.current) is not None:
            self.app.say(self.app.library.review.judge(row.a, row.b, judgement).message)
            self.refill()

    def action_undo(self) -> None:
        """Take the last judgement back."""
        self.app.say(self.app.library.review.undo().message)
        self.refill()
