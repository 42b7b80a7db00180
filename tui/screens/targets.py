"""What stances are about: the list of targets, one target's page, and people against targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from extract.display import one_line
from extract.library.views import Done, TargetPage, TargetRow
from tui import keys
from tui.screens.dialogs import AskScreen
from tui.screens.listing import ListScreen, cut, padded
from tui.screens.person import Line, statement_prompt
from tui.screens.reader_picker import Choice, Picker
from tui.widgets.prompts import POLARITY_WORDS
from tui.widgets.tallies import POLARITY_SIGNS

_POLARITIES = ("supports", "opposes", "conditional", "mixed")


class TargetsScreen(ListScreen[TargetRow]):
    """The targets of the library."""

    TITLE_WORDS = "What they stand for and against"
    EMPTY = "No stances are on record yet."

    def fetch(self, words: str) -> Sequence[TargetRow]:
        """Return the targets whose label holds `words`."""
        return self.app.library.targets(query=words, limit=1000)

    def prompt(self, row: TargetRow, width: int) -> Content:
        """Label, then how many stand where."""
        totals = {polarity: getattr(row, polarity).total for polarity in _POLARITIES}
        counts = " · ".join(f"{n} {POLARITY_WORDS[polarity]}" for polarity, n in totals.items() if n)
        label = f"{'  ' if row.parent_id else ''}{row.label}"
        return Content.assemble(padded(label, max(20, width - 40)), " ", (cut(counts, 38), "$text-faint"))

    def open_row(self, row: TargetRow) -> None:
        """Open the target's page."""
        self.app.push_screen(TargetScreen(row.target_id))


class TargetScreen(ListScreen[Line]):
    """Who is for, against, conditional on one target, since when and on what evidence."""

    BINDINGS = keys.bindings("target")

    def __init__(self, target_id: str) -> None:
        super().__init__()
        self.target_id = target_id
        self.page: TargetPage | None = None

    def fetch(self, words: str) -> Sequence[Line]:
        """Return the page's lines; with `words`, only stances that hold them."""
        page = self.page = self.app.library.target(self.target_id)
        lines = list(_lines(page))
        if not words:
            return lines
        fold = words.casefold()
        return [x for x in lines if x.statement and fold in f"{x.statement.exact} {x.statement.person_name}".casefold()]

    def heading(self) -> Content:
        """Say what it is: label, definition, other labels."""
        if self.page is None:
            return Content("")
        width = max(20, self.app.size.width - 4)
        row = self.page.row
        parts: list[str | tuple[str, str]] = [(cut(row.label, width), "bold")]
        if row.definition:
            parts += ["\n", cut(row.definition, width)]
        if self.page.aliases:
            parts += ["\n", (cut(f"also {', '.join(self.page.aliases)}", width), "$text-faint")]
        return Content.assemble(*parts)

    def prompt(self, row: Line, width: int) -> Content:
        """A heading in bold; a stance with its receipt."""
        if row.statement is None:
            return Content.assemble((cut(row.text, width), "" if row.target_id else "bold"))
        return statement_prompt(row.statement, width, named=True)

    def can_open(self, row: Line) -> bool:
        """Headings cannot be chosen."""
        return bool(row.statement or row.target_id)

    def open_row(self, row: Line) -> None:
        """Open the article at the words, or the narrower target."""
        if row.statement is not None:
            self.app.open_article(row.statement.article_id, at=row.statement.span.start, item=row.statement.id)
        elif row.target_id is not None:
            self.app.push_screen(TargetScreen(row.target_id))

    def action_rename(self) -> None:
        """Ask for another label."""
        review = self.app.library.review
        self._ask("Rename", self.page.row.label if self.page else "", lambda t: review.rename_target(self.target_id, t))

    def action_define(self) -> None:
        """Ask what it means."""
        review, page = self.app.library.review, self.page
        self._ask(
            "Define", (page.row.definition if page else "") or "", lambda t: review.define_target(self.target_id, t)
        )

    def _ask(self, title: str, value: str, act: Callable[[str], Done]) -> None:
        def answered(text: str | None) -> None:
            if text:
                self._did(act(text).message)

        self.app.push_screen(AskScreen(title, value=value), answered)

    def action_merge(self) -> None:
        """Pick a target that is the same."""
        review = self.app.library.review
        self._pick("Which is the same?", lambda other: review.merge_targets(self.target_id, [other]))

    def action_nest(self) -> None:
        """Pick a wider target to put this one under."""
        review = self.app.library.review
        self._pick("Under which?", lambda parent: review.nest_target(self.target_id, parent))

    def _pick(self, question: str, act: Callable[[str], Done]) -> None:
        rows = [t for t in self.app.library.targets(limit=2000) if t.target_id != self.target_id]
        choices = [Choice(t.target_id, one_line(t.label)) for t in rows]

        def picked(target_id: str | None) -> None:
            if target_id:
                self._did(act(target_id).message)

        self.app.push_screen(Picker(question, choices), picked)

    def action_export(self) -> None:
        """Write this target's note."""
        self.app.export_targets([self.target_id])

    def action_undo(self) -> None:
        """Take the last act back."""
        self._did(self.app.library.review.undo().message)

    def _did(self, message: str) -> None:
        self.app.say(message)
        self.refill()


def _lines(page: TargetPage) -> Iterator[Line]:
    for polarity in _POLARITIES:
        found = [s for s in page.stances if s.polarity == polarity]
        if found:
            yield Line(f"{POLARITY_SIGNS[polarity]} {polarity.capitalize()} ({len(found)})")
            yield from (Line("", s) for s in found)
    if page.children:
        yield Line("Narrower targets")
        yield from (Line(f"  {c.label}", target_id=c.target_id) for c in page.children)
