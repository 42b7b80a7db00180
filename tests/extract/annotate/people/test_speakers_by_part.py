"""Speakers told by their part: signatures under quotations, authors of books, whoever "who" follows, princes."""

from __future__ import annotations

import pytest


def test_a_line_below_says_whose_words_they_are(read):
    r = read(
        "Ada Lund and Bo Vik met on Thursday. Some claims were odd.\n"
        "“The ferries are all late.”\n– Ada Lund.\nThe figures are from May. Lund was told so.\n"
        "“I sold the last one.”\n– Vik.\nVik did go there once."
    )
    assert r.speaker("The ferries are all") == "Ada Lund"
    assert r.speaker("I sold the last") == "Bo Vik"


def test_a_line_that_says_more_is_no_signature(read):
    r = read(
        "Ada Lund and Bo Vik met on Thursday. Some claims were odd.\n"
        "“The ferries are all late.”\n– Ada Lund left the room at noon.\nBo Vik stayed."
    )
    assert r.speaker("The ferries are all") is None


def test_the_author_is_whoever_wrote_the_book(read):
    r = read(
        "Rolf Vik, a former pilot, has written a book on Ada Lund.\n"
        "Harbour News has released an excerpt. In the excerpt, the author wrote: “She kept nine cats.”"
    )
    assert r.speaker("She kept nine") == "Rolf Vik"


@pytest.mark.parametrize("who", ["an impersonator", "a former spymaster", "a bystander"])
def test_whoever_who_follows_is_somebody(read, who):
    r = read(f"The advert stars {who} who said that the rest “would not do.” Ada Lund left.")
    assert r.speaker("would not do") == who


def test_a_prince_is_the_prince(read):
    r = read(
        "“Think again,” said Prince Ottkar, a nephew of the king. Ada Lund left.\nThe prince said: “It is a shame.”"
    )
    assert r.speaker("It is a shame") == r.speaker("Think again")


def test_it_and_they_are_whoever_spoke_last(read):
    r = read(
        "The Harbour Council said the yard “was lost” to Nordhavn Steel on Monday. “It was never safe,” it added.\n"
        "Ada Lund and Bo Vik wrote that the blame “lay with Norway.” Norway had sold it.\n"
        "“Nobody gained,” they wrote."
    )
    assert r.speaker("It was never safe") == "Harbour Council"
    assert r.speaker("Nobody gained") == "Ada Lund and Bo Vik"


def test_a_participle_speaks_for_its_subject(read):
    r = read("Ada Lund took off her shoes on Monday, adding that the shoe was “full of nails.” Bo Vik laughed.")
    assert r.speaker("full of nails") == "Ada Lund"


def test_the_moderator_is_not_whoever_is_in_focus(read):
    r = read("Bo Vik took the stage. Vik had won twice.\n“A question about the bridge,” the moderator said.")
    assert r.speaker("A question about") is None


@pytest.mark.parametrize(
    ("who", "group"),
    [
        ("About four in 10 Harbour voters", "about four in 10 Harbour voters"),
        ("Only 52 percent of registered voters", "52 percent of registered voters"),
        ("At least half of voters in each town", "half of voters in each town"),
    ],
)
def test_a_share_of_voters_is_a_group(read, who, group):
    found = read(f"{who} said that the mayor “shares their values.”").speaker("shares their")
    assert found is not None and found.endswith(group)


def test_an_advert_goes_by_whoever_is_behind_it(read):
    r = read("Carl Ekberg and Ada Lund both run. The Ekberg ad said that she “made a fortune.” Lund laughed.")
    assert r.speaker("made a fortune") == "Carl Ekberg"
    r = read("The Harbour News said Ada Lund provided a written statement.\n“It was a mistake,” the statement said.")
    assert r.speaker("It was a mistake") == "Ada Lund"


def test_most_of_whom_is_no_name(read):
    r = read("The delegates, most of whom said the pier was lost, met Ann Poe on Monday.")
    assert not any("of" in p.name.split() for p in r.people.people)
