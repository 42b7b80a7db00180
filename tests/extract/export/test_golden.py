"""The notes and the page as they stand, byte for byte: what changes them is seen in review.

`ONRECORD_GOLDEN=write pytest tests/extract/export/test_golden.py` writes them afresh.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from extract.export import Options, export_article, reading_of
from extract.export.markdown import person_note, target_note
from extract.library.views import Reading
from tests.extract.export import builders
from tests.extract.export.commonmark import seen

GOLDEN = Path(__file__).parent / "golden"


def reviewed() -> Reading:
    """The builders' article after some review, with hostile names among the good ones."""
    reading = reading_of(builders.annotations())
    quotes = list(reading.quotes)
    quotes[0] = replace(quotes[0], state="accepted", tags=("fares",), changed=frozenset({"speaker"}))
    quotes[1] = replace(quotes[1], state="rejected", why={"denial": True})
    stances = list(reading.stances)
    stances[1] = replace(stances[1], target_id="t-1", anchor="moved", why={"reported_by": "p1"})
    people = list(reading.people)
    people[3] = replace(people[3], name="Ruth [Adeyemi] | *Mayor* <b>", aliases=("Ruthie_", "#ruth"))
    article = builders.article_row(title="Ferry fares: “rise” #1 <b> [[x]]")
    notes = (builders.note_view("Ring *her* first.\n\nThen him.", "q-aaaaaaaaaaa1", "quote"),)
    return replace(
        reading, article=article, quotes=tuple(quotes), stances=tuple(stances), people=tuple(people), notes=notes
    )


MADE = {
    "article.md": lambda: export_article(reviewed(), "md", options=Options(include_rejected=True)),
    "article-plain.md": lambda: export_article(
        reviewed(), "md", options=Options(links="markdown", unreviewed="include")
    ),
    "person.md": lambda: person_note(builders.person_page(), Options()).text(),
    "target.md": lambda: target_note(builders.target_page(), Options()).text(),
    "page.html": lambda: export_article(reviewed(), "html"),
}


@pytest.mark.parametrize("name", MADE)
def test_as_it_stands(name):
    made = MADE[name]()
    path = GOLDEN / name
    if os.environ.get("ONRECORD_GOLDEN") == "write":
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")


@pytest.mark.parametrize("name", [n for n in MADE if n.endswith(".md")])
def test_notes_hold_no_html_but_the_marks(name):
    body = MADE[name]().split("---\n", 2)[2]
    assert [h[:16] for h in seen(body).html] == ["<!-- onrecord:be", "<!-- onrecord:en"]
