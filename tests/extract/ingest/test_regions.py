from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ingest.furniture import byline_names, is_caption, is_furniture, is_stamp
from extract.ingest.regions import find_regions

BODY = [
    "The mayor of Eastwick, Nora Bell, has dropped plans for a toll on the old bridge after months of protest.",
    "“Nobody wanted it, and in the end I did not want it either,” she told a packed hall on Thursday.",
    "Traders on the north bank said they would hold her to it.",
]


def kinds(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for region in find_regions(text):
        found.setdefault(region.kind, []).append(text[region.start : region.end])
    return found


def test_headline_byline_and_stamp_at_the_top() -> None:
    text = "\n".join(["Bridge toll dropped after protests", "By Ida Marsh", "Published 4 May 2021, 10:15", "", *BODY])
    found = kinds(text)
    assert found["headline"] == ["Bridge toll dropped after protests"]
    assert found["byline"] == ["By Ida Marsh\nPublished 4 May 2021, 10:15"]
    assert found["body"] == ["\n".join(BODY)]


def test_an_article_that_opens_with_prose_has_no_headline() -> None:
    assert set(kinds("\n".join(BODY))) == {"body"}


def test_the_tail_of_a_copied_page_is_boilerplate_to_the_end() -> None:
    tail = [
        "You may also like",
        "'I was robbed': What Pat Duffy told the court — and why it matters",
        "Who is Lee Tran? The aide who left after a row over texts",
        "Five walks for a wet Sunday",
    ]
    text = "\n".join([*BODY, *tail])
    found = kinds(text)
    assert found["body"] == ["\n".join(BODY)]
    assert found["boilerplate"] == ["\n".join(tail)]


def test_blurbs_under_the_teasers_go_with_them() -> None:
    tail = [
        "Most read",
        "Council row deepens",
        "The leader says she will not go.",
        "Snow closes pass",
        "Drivers wait for hours.",
    ]
    text = "\n\n".join([*BODY, *tail])
    assert kinds(text)["boilerplate"] == ["\n\n".join(tail)]


def test_prose_after_a_box_of_links_is_read_again() -> None:
    text = "\n".join(
        [BODY[0], "Related stories", "Toll row: the story so far", "Why bridges cost what they cost", *BODY[1:]]
    )
    found = kinds(text)
    assert found["body"] == [BODY[0], "\n".join(BODY[1:])]
    assert "Toll row" in found["boilerplate"][0]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Why the toll was never popular",
        "READ MORE | Ten bridges that fell",
        "Sign up to our newsletter for the morning's best stories",
        "Subscribe to The Eastwick Echo today",
        "Follow us on Facebook",
        "Share on Facebook | Tweet | Email",
        "Advertisement",
        "Article continues below",
        "© 2021 Eastwick Echo Ltd. All rights reserved.",
        "Copyright 2021 The Eastwick Echo",
        "We use cookies to improve your visit.",
        "Click here to read more",
        "Have you got a story? Email us.",
        "This article was originally published on The Ledger.",
    ],
)
def test_page_furniture(line: str) -> None:
    assert is_furniture(line)
    text = "\n".join([BODY[0], line, BODY[1]])
    assert kinds(text)["boilerplate"] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related: “It is a scandal,” said Ms Bell, who had asked for the files twice.",
        "Share prices fell by a tenth on Friday.",
        "Shares in the ferry company rose.",
        "Follow the money, he said, and you will find the minister.",
        "Subscribers to the old scheme will be repaid by June, the ministry said.",
        "Sign up to the accord or leave the room, the envoy told them.",
        "Read the small print, she warned.",
        "Copyright law, he argued, was never meant for this.",
        "Read more books was the advice of the minister to pupils who had failed.",
        "Comments by the minister were not helpful.",
        "Most read it as a threat.",
        "Tags were cut from the coats.",
        "By Friday the strike had spread to every port in the country.",
        "Watch this space.",
        "X is out of control, he wrote.",
        "Related parties must declare an interest.",
        "Image matters in politics.",
    ],
)
def test_prose_that_begins_like_furniture_is_body(line: str) -> None:
    assert set(kinds("\n".join([BODY[0], line, BODY[1]]))) == {"body"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe, political editor", "Jane Doe and John Roe"),
        ("BY JANE DOE", "JANE DOE"),
        ("Written by Siân O’Neill-Park, Dr. A. B. van der Berg", "Siân O’Neill-Park, Dr. A. B. van der Berg"),
        ("By Friday the strike had spread", None),
        ("By the time he left", None),
        ("By Monday he had gone.", None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    assert byline_names(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ida Marsh/Getty Images",
        "The old bridge at dusk. (Photo by Lee Tran/AFP via Getty Images)",
        "Image source, PA Media",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


def test_a_state_in_brackets_is_no_picture_agency() -> None:
    assert not is_caption("The list has Senators Ann Poole (Pa.), Jo Reed (Ill.) and Lou Hart (Pa.)")


def test_an_agency_credit_is_not_read_as_an_attribution() -> None:
    credit = "(Reporting by Ida Marsh in Eastwick; Editing by Lou Hart)"
    assert kinds("\n".join([*BODY, credit]))["byline"] == [credit]


@pytest.mark.parametrize(
    "line", ["4 May 2021", "Updated 10:32 GMT, 4 May 2021", "May 4, 2021 at 10:15 am", "2 hours ago"]
)
def test_stamps(line: str) -> None:
    assert is_stamp(line)


@given(
    st.lists(st.one_of(st.text(max_size=60), st.sampled_from([*BODY, "You may also like", "Read more: x", "By A B"])))
)
def test_regions_are_ordered_apart_and_cover_every_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    regions = find_regions(text)
    at = 0
    for region in regions:
        assert at <= region.start < region.end <= len(text)
        assert not text[at : region.start].strip()
        assert text[region.start : region.end] == text[region.start : region.end].strip()
        at = region.end
    assert not text[at:].strip()


def test_patterns_take_bounded_time_on_lines_made_to_confuse_them() -> None:
    rng = random.Random(7)
    words = [
        "share",
        "article",
        "on",
        "by",
        "By",
        "Jane",
        "and,",
        "read",
        "more",
        "(photo",
        "©",
        "all",
        "rights",
        "van",
        "|",
        ":",
    ]
    lines = [" ".join(rng.choices(words, k=40)) for _ in range(2000)]
    lines += [
        "share article " * 20 + "!",
        "By " + "Aa, " * 45,
        "2021-01-01, " * 20,
        "(" * 300,
        "By " + "Van van " * 24 + "!",
    ]
    assert len(find_regions("\n".join(lines))) > 1
