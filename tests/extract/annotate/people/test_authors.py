"""Who "I" is in the reporter's own words."""

from __future__ import annotations

import pytest

from extract.annotate.people.authors import Authors
from extract.annotate.people.names import find_names
from extract.annotate.people.page import make_page
from extract.records import Article

COLUMN = (
    "Why I kept the shop open\n\n"
    'I told the council that the street was dying. "Nothing will change," the clerk said.\n\n'
    "My customers knew better, and I think that they were right.\n\n"
)


def test_the_author_is_told_at_the_end_of_a_column(read):
    r = read(COLUMN + 'Dora Lindqvist is a grocer in Halden and the author of "Small Change".')
    assert r.speaker("the street was dying") == "Dora Lindqvist"
    assert r.speaker("they were right") == "Dora Lindqvist"
    assert r.speaker("Nothing will change") != "Dora Lindqvist"


def test_a_name_above_the_text_is_its_author(read):
    r = read("By Dora Lindqvist\n\n" + COLUMN)
    assert r.speaker("they were right") == "Dora Lindqvist"


def test_each_letter_is_its_signers(read):
    r = read(
        "I believe that the bridge should be closed to lorries. My neighbours agree with me.\n\n"
        "Tom Arkwright\n\nLeeds\n\n"
        'The council is wrong about the bus lane. I said, "Leave it alone," and they laughed at me.\n\n'
        "Priya Nairwal\n\nHull"
    )
    assert r.speaker("the bridge should") == "Tom Arkwright"
    assert r.speaker("Leave it alone") == "Priya Nairwal"


def test_nobody_is_the_author_where_nothing_says_so(read):
    r = read(COLUMN + "Dora Lindqvist and her neighbours left the meeting early, and Dora Lindqvist said no more.")
    assert r.speaker("they were right") is None


def test_somebody_the_text_is_about_is_not_its_author(read):
    r = read(
        "I met Ada Lund in May.\n\nI think that she was right.\n\nNobody else did.\n\nAda Lund is mayor of Kiruna."
    )
    assert r.speaker("she was right") is None


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Dora Lindqvist", "Dora Lindqvist"),
        ("Dora Lindqvist", "Dora Lindqvist"),
        ("Dora Lindqvist and Bo Arne", None),
        ("the newsdesk", None),
        (None, None),
    ],
)
def test_the_byline_that_came_with_a_column(annotate, byline, author):
    found = annotate(Article("a-test", COLUMN, byline=byline))
    said = next(q for q in found.quotes if "they were right" in " ".join(s.of(COLUMN) for s in q.content))
    names = {p.id: p.name for p in found.people}
    assert names.get(said.speaker) == author


def test_one_lost_quotation_mark_does_not_make_the_reporter_speak(annotate):
    found = annotate(Article("a-test", "The clerk was angry. I will resign, she said.", byline="By Dora Lindqvist"))
    assert "Dora Lindqvist" not in {p.name for p in found.people}


def test_the_author_is_nobodys_he_or_she(read):
    r = read(COLUMN + "She left.\n\nDora Lindqvist is a grocer in Halden.")
    assert r.who("She left"[:3]) != "Dora Lindqvist"


def test_a_text_without_a_first_person_has_no_author(parsed_page):
    page = parsed_page("The bridge is closed.\n\nTom Arkwright\n\nLeeds")
    assert not Authors(page, find_names(page), [], "By Dora Lindqvist").stretches


@pytest.fixture
def annotate(nlp):
    from extract.annotate import Annotator, Config

    return Annotator(Config(engine="rules"), nlp).annotate


@pytest.fixture
def parsed_page(nlp):
    from extract.annotate.marks import find_marks
    from extract.annotate.parse import parse_many

    def parsed(text: str):
        one = parse_many(nlp, [Article("a-test", text)])[0]
        return make_page(one, find_marks(text, [(p.start, p.end) for p in one.paragraphs]))

    return parsed


def test_a_column_headed_by_its_author(read):
    r = read("Ada Marlowe: The shop that stayed\n\nI think that they were right. Nobody else did.")
    assert r.speaker("they were right") == "Ada Marlowe"
