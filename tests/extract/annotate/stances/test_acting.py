"""Groups, governments and unnamed people that say nothing: listed where they hold a stance, and only there."""

from __future__ import annotations

import pytest

from extract.annotate import Annotator, Config
from extract.ingest import read_text
from extract.records import Annotations


@pytest.fixture(scope="module")
def annotator(nlp) -> Annotator:
    return Annotator(Config(), nlp)


def rows(found: Annotations) -> set[tuple[str, str, str, str]]:
    people = {p.id: p for p in found.people}
    return {(people[s.holder].name, people[s.holder].kind, s.polarity, s.target) for s in found.stances}


@pytest.mark.parametrize(
    ("text", "name", "kind", "polarity"),
    [
        ("Union members condemned the dock merger on Monday.", "union members", "group", "opposes"),
        ("All of the opposition candidates oppose the dock merger.", "opposition candidates", "group", "opposes"),
        ("The merger drew anger from dozens of members of her party.", "members of her party", "group", "opposes"),
        ("Norway condemned the dock merger on Monday.", "Norway", "organisation", "opposes"),
        ("Republicans condemned the dock merger on Monday.", "Republicans", "group", "opposes"),
        (
            "The merger has the backing of fourteen coastal countries.",
            "fourteen coastal countries",
            "group",
            "supports",
        ),
        ("The merger drew anger from more than 140 traders.", "more than 140 traders", "unnamed", "opposes"),
        ("The dock merger drew anger from an average of 61 percent of traders.", "traders", "group", "opposes"),
        ("There are voters who will defend the dock merger.", "voters", "group", "supports"),
        (
            "The region's mostly rural and elderly residents have been resistant to the dock merger.",
            "the region's mostly rural and elderly residents",
            "group",
            "opposes",
        ),
        ("The dock merger was praised by the left.", "the left", "group", "supports"),
        (
            "The dock merger has the support of 61 percent of local voters.",
            "61 percent of local voters",
            "group",
            "supports",
        ),
    ],
)
def test_a_group_that_holds_a_stance_is_listed(annotator, text, name, kind, polarity):
    found = annotator.annotate(read_text(f"Ann Osei chairs the council.\n\n{text}\n"))
    assert (name, kind, polarity) in {row[:3] for row in rows(found)}


@pytest.mark.parametrize(
    "text",
    [
        "Union members met on Monday.",
        "The report condemned the dock merger.",
        "Opponents of the dock merger met on Monday.",
        "On Monday loud horns drew anger from nearby traders.",
        "She has a record as a maverick opposed to the dock merger.",
    ],
)
def test_who_holds_none_is_not_listed(annotator, text):
    found = annotator.annotate(read_text(f"Ann Osei chairs the council.\n\n{text}\n"))
    assert [p.name for p in found.people] == ["Ann Osei"]


def test_the_same_group_is_one_person_with_all_its_mentions(annotator):
    text = "Twelve governors condemned the dock merger. Ann Osei left. The governors also oppose the canal plan.\n"
    found = annotator.annotate(read_text(text))
    governors = [p for p in found.people if "governors" in p.name]
    assert len(governors) == 1
    assert [text[m.start : m.end] for m in governors[0].mentions] == ["Twelve governors", "The governors"]
    assert {s.target for s in found.stances if s.holder == governors[0].id} == {"dock merger", "canal plan"}


def test_people_stay_in_the_order_of_their_first_mention(annotator):
    text = "Union members condemned the dock merger. Ann Osei, a councillor, said it was wrong.\n"
    found = annotator.annotate(read_text(text))
    assert [p.name for p in found.people] == ["union members", "Ann Osei"]
    assert len({p.id for p in found.people}) == 2


def test_a_low_threshold_brings_no_group_in(nlp):
    text = "Ann Osei chairs the council. The dock merger may perhaps have the support of union members.\n"
    found = Annotator(Config(stance_threshold=0.1), nlp).annotate(read_text(text))
    assert [p.name for p in found.people] == ["Ann Osei"]
