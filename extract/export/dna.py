"""Event list of stances as Discourse Network Analyzer exports it and rDNA's `dna_network(networkType = "eventlist")`
has it.

In: readings. Out: CSV with DNA's columns id, time, docId, docTitle, docAuthor, docSource, docSection, docType, person,
organization, concept, agreement, and after them text, polarity, state and stance. `agreement` is 1 for support and 0
for opposition; DNA has no third value, so a conditional or mixed stance leaves it empty rather than be forced into
one. Cells are guarded against formulas as in `tables`. (Leifeld, Gruber and Bossner, Discourse Network Analyzer
Manual, 2018.)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from extract.export.formats import Piece, Recorded
from extract.export.markdown_text import words
from extract.export.options import Options, chosen
from extract.export.tables import guarded
from extract.library.views import PersonView, Reading, StanceView

COLUMNS = (
    *("id", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType"),
    *("person", "organization", "concept", "agreement", "text", "polarity", "state", "stance"),
)
AGREEMENT = {"supports": 1, "opposes": 0}


def pieces(recorded: Iterable[Recorded], options: Options) -> Iterator[Piece]:
    """Yield the header, then the statements of each article, numbered from 1."""
    yield _piece(COLUMNS)
    number = 0
    for document, (reading, _decisions) in enumerate(recorded, 1):
        shown = chosen(reading, options)
        for stance in shown.stances:
            number += 1
            yield _piece((number, *_row(stance, shown, document)))


def _row(s: StanceView, reading: Reading, document: int) -> tuple[object, ...]:
    row = reading.article
    person, organisation = _actor(reading.person(s.holder))
    return (
        row.published,
        document,
        row.title,
        row.byline,
        row.outlet,
        "",
        "news",
        person,
        organisation,
        s.target,
        AGREEMENT.get(s.polarity),
        words(reading.text, s.evidence) or s.words,
        s.polarity,
        s.state,
        s.id,
    )


def _actor(p: PersonView | None) -> tuple[str | None, str | None]:
    """DNA tells persons from organisations by column."""
    if p is None:
        return None, None
    return (None, p.name) if p.kind in ("organisation", "group") else (p.name, p.organisation)


def _piece(cells: Iterable[object]) -> Piece:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([guarded(c) for c in cells])
    return Piece("", out.getvalue())
