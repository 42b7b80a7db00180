"""What goes on the index card."""

from __future__ import annotations

import pytest

NAMED = [
    ("Osei opposes the mine.", "mine"),
    ("Osei opposes Kesh's interim council.", "Kesh's interim council"),
    ("Osei opposes Kesh's ferry deal with France.", "ferry deal with France"),
    ("Osei defended the move on local radio.", "move"),
    ("Osei opposes the controversial plan.", "plan"),
    ("Osei supports the new ground.", "new ground"),
    ("Osei supports the new ferry deal.", "ferry deal"),
    ("Osei opposes levies of this sort.", "levies"),
    ("Osei voted against the Justice for Sailors Act of 2015.", "Justice for Sailors Act"),
    ("Osei criticised a list of bills.", "bills"),
]


@pytest.mark.parametrize(("text", "label"), NAMED, ids=[r[1] for r in NAMED])
def test_the_shortest_clear_phrase_of_the_article(find, text, label):
    (stance,) = find(text, "Osei").stances
    assert stance.target == label


@pytest.mark.parametrize("vague", ["the thing", "that", "the way", "the issue", "the situation"])
def test_what_says_nothing_is_no_card(find, vague):
    assert find(f"Osei criticised {vague}.", "Osei").rows == []


def test_a_longer_and_a_shorter_name_are_one_target(find):
    rows = find("Osei opposes the new ferry toll. Abe backs the ferry toll. Abe likes the toll.", "Osei", "Abe").rows
    assert rows == [("Osei", "opposes", "ferry toll"), ("Abe", "supports", "ferry toll")]


def test_two_owners_of_like_things_are_two_targets(find):
    text = "Osei opposes Kesh's toll. Osei supports Arun's toll."
    assert {r[2] for r in find(text, "Osei").rows} == {"Kesh's toll", "Arun's toll"}


@pytest.mark.parametrize("fought", ["battled the blaze", "fought the virus", "fought the election", "blasted Paris"])
def test_what_everybody_fights_is_no_card(find, fought):
    assert find(f"Osei {fought} for a week.", "Osei").rows == []


def test_a_visit_may_be_blocked_but_is_not_held_for_itself(find):
    rows = find("Osei called on ministers to block Kesh's visit to Ostravia.", "Osei").rows
    assert rows == [("Osei", "opposes", "Kesh's visit")]
    assert find("Osei intends to give a speech.", "Osei").rows == []


def test_what_a_party_must_do_is_what_the_speaker_wants(find):
    words = "that the party must support the merger"
    rows = find(f"Osei reiterated {words}.", "Osei", quotes=[("Osei", words)]).rows
    assert rows == [("Osei", "supports", "merger")]


def test_who_was_sold_out_by_somebody_is_not_sold_on_them(find):
    assert ("Osei", "supports", "Abe") not in find("“Kesh was sold out by Abe,” Osei said.", "Osei", "Abe").rows
    assert ("Osei", "supports", "merger") in find("Osei is sold on the merger.", "Osei").rows


def test_a_pronoun_is_not_the_noun_it_hangs_on(find):
    text = "Osei is the author of the law. She has tried to pass some version of it in each of the last two years."
    assert "version" not in {s.target for s in find(text, "Osei|She", threshold=0.01).stances}
