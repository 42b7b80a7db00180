"""How earlier work came through a corrected text or a newer engine: what is new, gone, moved, in doubt, in conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from extract.library.views import Report
from tui.screens.listing import ListScreen, cut

_PARTS = (
    ("conflicts", "In conflict with your decisions: yours stand"),
    ("ambiguous", "Found in more than one place: please choose"),
    ("moved", "Moved: please check"),
    ("orphaned", "No longer in the text: kept with its words"),
    ("gone", "No longer found by the machine"),
    ("new", "New"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or one object with its words and what is said about it."""

    text: str
    item: str | None = None
    about: str = ""


class ReportScreen(ListScreen[Row]):
    """The report of one article; enter opens the thing in the text."""

    EMPTY = "Nothing has changed for this article: it has not been corrected or analysed anew."

    def __init__(self, article_id: str) -> None:
        super().__init__()
        self.article_id = article_id

    def fetch(self, words: str) -> Sequence[Row]:
        """Return the report's lines."""
        report = self.app.library.report(self.article_id)
        rows = list(_rows(report)) if report else []
        return [r for r in rows if not words or (r.item and words.casefold() in r.text.casefold())]

    def heading(self) -> Content:
        """Say what the list is."""
        return Content.assemble(("What the last change of this article did to earlier work", "bold"))

    def prompt(self, row: Row, width: int) -> Content:
        """A heading in bold; an object's words, and what is said about it below."""
        if row.item is None:
            return Content.assemble((cut(row.text, width), "bold"))
        lines: list[str | tuple[str, str]] = ["  ", cut(row.text, width - 2)]
        if row.about:
            lines += ["\n", ("    " + cut(row.about, width - 4), "$text-faint")]
        return Content.assemble(*lines)

    def can_open(self, row: Row) -> bool:
        """Headings cannot be chosen."""
        return row.item is not None

    def open_row(self, row: Row) -> None:
        """Open the article with the thing selected."""
        reading = self.app.library.reading(self.article_id)
        places = {q.id: q.content for q in reading.quotes} | {s.id: s.evidence for s in reading.stances}
        spans = places.get(row.item or "")
        if spans:
            self.app.open_article(self.article_id, at=spans[0].start, item=row.item)
        else:
            self.app.say("It is not in the text any more.")


def _rows(report: Report) -> Iterator[Row]:
    for part, title in _PARTS:
        found = getattr(report, part)
        if found:
            yield Row(f"{title} ({len(found)})")
        for entry in found:
            item, about = entry if isinstance(entry, tuple) else (entry, "")
            yield Row(" ".join(report.words.get(item, item).split()), item, about)
