"""One person across articles: names and roles over time, quotes newest first, stances by target, share of voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.content import Content

from extract.library.views import IdentityEdge, PersonPage, Statement
from tui import keys
from tui.screens.listing import ListScreen, cut
from tui.widgets.page import day
from tui.widgets.tallies import POLARITY_SIGNS, STATE_SIGNS, tally_words


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page: a heading (nothing to open), or something verbatim with where it was said."""

    text: str
    statement: Statement | None = None
    edge: IdentityEdge | None = None
    target_id: str | None = None


class PersonScreen(ListScreen[Line]):
    """All that is on record about one person."""

    BINDINGS = keys.bindings("person")

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.page: PersonPage | None = None

    def fetch(self, words: str) -> Sequence[Line]:
        """Return the page's lines; with `words`, only quotes and stances that hold them."""
        page = self.page = self.app.library.person(self.person_id)
        lines = list(_lines(page, self.app.library.changes_of_position(self.person_id)))
        if not words:
            return lines
        return [x for x in lines if x.statement and words.casefold() in f"{x.statement.exact} {x.text}".casefold()]

    def heading(self) -> Content:
        """Say who it is: name, roles over time, how much of the words in their articles are theirs."""
        page = self.page
        if page is None:
            return Content("")
        row, width = page.row, max(20, self.app.size.width - 4)
        roles = " → ".join(dict.fromkeys(f"{role}{_since(date)}" for role, date, _ in page.roles))
        names = ", ".join(dict.fromkeys(name for name, _, _ in page.names if name != row.name))
        voice = f"{page.words / page.all_words:.0%} of the words quoted in these articles" if page.all_words else ""
        outlets = ", ".join(f"{name} {count}" for name, count in page.outlets[:6])
        counts = f"{tally_words(row.quotes, 'quote')} · {tally_words(row.stances, 'stance')}"
        about = [roles, f"also {names}" if names else "", counts, " · ".join(x for x in (voice, outlets) if x)]
        parts: list[str | tuple[str, str]] = [
            (cut(row.name, width), "bold"),
            "" if row.kind == "person" else f"  ({row.kind})",
        ]
        for line in filter(None, about):
            parts += ["\n", (cut(line, width), "$text-faint")]
        return Content.assemble(*parts)

    def prompt(self, row: Line, width: int) -> Content:
        """A heading in bold; a quote or stance on one line with its receipt below."""
        if row.statement is None:
            return Content.assemble((cut(row.text, width), "" if row.edge or row.target_id else "bold"))
        return statement_prompt(row.statement, width, named=False)

    def can_open(self, row: Line) -> bool:
        """Headings cannot be chosen."""
        return bool(row.statement or row.edge or row.target_id)

    def open_row(self, row: Line) -> None:
        """Open the article at the words, the other person, or the target."""
        if row.statement is not None:
            self.app.open_article(row.statement.article_id, at=row.statement.span.start, item=row.statement.id)
        elif row.edge is not None:
            other = row.edge.b if row.edge.a == self.person_id else row.edge.a
            self.app.push_screen(PersonScreen(other))
        elif row.target_id is not None:
            self.app.open_target(row.target_id)

    def action_state(self, act: str) -> None:
        """Accept or reject what is under the cursor and go on."""
        if (row := self.current) is not None and row.statement is not None:
            review = self.app.library.review
            done = (review.accept if act == "accept" else review.reject)([row.statement.id])
            self.app.say(done.message)
            self.refill()
            self.action_move(1)

    def action_rename(self) -> None:
        """Ask for another name."""
        from tui.screens.dialogs import AskScreen

        name = self.page.row.name if self.page else ""
        self.app.push_screen(AskScreen("Rename", value=name), self._rename)

    def _rename(self, name: str | None) -> None:
        if name:
            self._did(self.app.library.review.rename_person(self.person_id, name).message)

    def action_merge(self) -> None:
        """Pick somebody who is the same person."""
        from tui.screens.dialogs import PersonPicker

        picker = PersonPicker("Who is the same person?", self.app.library, without=self.person_id)
        self.app.push_screen(picker, self._merge)

    def _merge(self, other: str | None) -> None:
        if other:
            self._did(self.app.library.review.merge_people(self.person_id, [other]).message)

    def action_different(self) -> None:
        """Say that the person under the cursor, joined or suggested, is somebody else."""
        if (row := self.current) is not None and row.edge is not None:
            self._did(self.app.library.review.judge(row.edge.a, row.edge.b, "different").message)

    def action_export(self) -> None:
        """Write this person's note."""
        self.app.export_people([self.person_id])

    def action_undo(self) -> None:
        """Take the last act back."""
        self._did(self.app.library.review.undo().message)

    def _did(self, message: str) -> None:
        self.app.say(message)
        self.refill()


def _since(date: str | None) -> str:
    return f" ({date[:10]})" if date else ""


def _lines(page: PersonPage, changes: Sequence[tuple[Statement, Statement]]) -> Iterator[Line]:
    if page.edges:
        yield Line("One and the same?")
        for edge in page.edges:
            other = edge.b_name if edge.a == page.row.person_id else edge.a_name
            yield Line(f"  {edge.judgement}: {other} ({'; '.join(edge.reasons)})", edge=edge)
    if page.stances:
        yield Line("Stances, by target")
        for (target_id, label), group in groupby(page.stances, key=lambda s: (s.target_id, s.target)):
            stances = list(group)
            signs = " ".join(POLARITY_SIGNS[s.polarity or "mixed"] for s in stances)
            yield Line(f"  {label}  {signs}", target_id=target_id)
            yield from (Line(label or "", s) for s in stances)
    if changes:
        yield Line("Said one thing, then another")
        yield from (Line(s.target or "", s) for pair in changes for s in pair)
    if page.statements:
        yield Line("Quotes, newest first")
        yield from (Line(s.article_title, s) for s in page.statements)


def statement_prompt(statement: Statement, width: int, *, named: bool) -> Content:
    """Return a receipt as two lines: the words, then who (if `named`), where, when, in which state."""
    sign = STATE_SIGNS[statement.state]
    polarity = f"{POLARITY_SIGNS[statement.polarity]} {statement.polarity}: " if statement.polarity else ""
    who = [statement.person_name or "unknown"] if named else []
    where = [*who, statement.outlet or "", day(statement.published) or "", statement.article_title, statement.state]
    said = cut(f"{polarity}{statement.exact}", width - 4)
    return Content.assemble(
        f"  {sign} {said}\n", ("    " + cut(" · ".join(w for w in where if w), width - 4), "$text-faint")
    )
