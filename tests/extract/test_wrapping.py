from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ingest import read_text
from extract.wrapping import unwrapped

PARAGRAPHS = [
    "Talks over the island ferry broke down on Monday, the third failure in a year, and nobody at the harbour office "
    "would say when, or whether, the two sides were going to meet again before the summer timetable is due to begin.",
    "“We could not sign this,” the transport minister, Lena Ortiz, told reporters in Harbourtown. “It would have cost "
    "every household on the island the price of a ticket each month, and for what? For a boat that does not sail.”",
    "The islanders' council said it would go to court over the broken promises of the ministry, which it called a "
    "disgrace.",
    "No date has been set.",
    "A spokesman for the line, who was on the quay when the first passengers were turned away, declined to comment.",
]


def wrap(width: int, gap: str = "\n\n", end: str = "\n", indent: str = "") -> str:
    blocks = [textwrap.fill(p, width, initial_indent=indent) for p in PARAGRAPHS]
    return gap.join(blocks).replace("\n", end)


@pytest.mark.parametrize("width", [50, 60, 65, 72, 78, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_paragraphs_become_lines_of_the_same_length(width: int, end: str) -> None:
    text = wrap(width, end=end)
    level = unwrapped(text)
    assert len(level) == len(text)
    assert [" ".join(line.split()) for line in level.splitlines() if line.strip()] == PARAGRAPHS


def test_indented_paragraphs_without_blank_lines() -> None:
    level = unwrapped(wrap(72, gap="\n", indent="   "))
    assert [" ".join(line.split()) for line in level.splitlines()] == PARAGRAPHS


def test_a_headline_and_byline_on_top_stay_lines_of_their_own() -> None:
    text = "Ferry talks collapse\nBy Ana Whitlock\n\n" + wrap(72) + "\n\nYou may also like\nFive walks\nTen ferries\n"
    article = read_text(text)
    assert (article.title, article.byline) == ("Ferry talks collapse", "Ana Whitlock")
    assert article.text == text
    tail = [text[r.start : r.end] for r in article.regions if r.kind == "boilerplate"]
    assert tail == ["You may also like\nFive walks\nTen ferries"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "\n".join(f"Line {n} is a sentence of its own, about as long as its neighbours are." for n in range(30)),
        "\n".join(["The council has met.", "It will meet again, the mayor said on Friday.", "No date was given."] * 9),
        "HOST: Will you go?\nBELL: I have said that I will not, and I will say it again if you like.\nHOST: Please.\n"
        * 9,
        "a\n" * 500,
        "“It goes on and on, and nobody can say for how long, he said.\n" * 50,
        "\n".join(["Five walks for a wet Sunday", "Who is Lee Tran?", "The toll, explained in ten charts", "Snow"] * 5),
        "",
    ],
)
def test_a_line_that_is_a_paragraph_stays_one(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet=st.sampled_from("ab. ,“”\n\r\t\u2028\x00é"), max_size=600))
def test_only_line_breaks_change_and_only_to_spaces(text: str) -> None:
    level = unwrapped(text)
    assert len(level) == len(text)
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, level, strict=True))
