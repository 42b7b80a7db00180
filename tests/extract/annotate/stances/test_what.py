"""What a stance is about and what is none: names of plans, adverbs that make another verb, orders, idioms."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Osei backed a plan to close the harbour.", ("supports", "plan to close the harbour")),
        ("Osei rejected the idea that tolls help towns.", ("opposes", "idea that tolls help towns")),
        ("Osei rejected the idea of a toll.", ("opposes", "toll")),
        ("Osei questioned the need for a tunnel.", ("opposes", "tunnel")),
        ("Osei promised ten million euros in subsidies.", ("supports", "subsidies")),
        ("Osei supported a ban on all forms of bets.", ("supports", "ban on all forms of bets")),
        ("Osei supported a ban on plastic bags.", ("opposes", "plastic bags")),
        ("Osei promised to close the prison.", ("opposes", "prison")),
        ("Osei promised to close the prison.", ("supports", "close the prison")),
        ("Osei promised to make childcare affordable.", ("supports", "childcare")),
        ("Osei proposed taxing plastic bags.", ("supports", "taxing plastic bags")),
        ("Osei wants to ban trawlers from entering the bay.", ("opposes", "trawlers")),
        ("Osei blamed the delay at the docks on the ministry.", ("opposes", "ministry")),
        ("Osei called for tripling the number of wardens.", ("supports", "wardens")),
    ],
)
def test_what_a_stance_is_about(find, text, row):
    assert ("Osei", *row) in find(text, "Osei").rows


@pytest.mark.parametrize(
    "text",
    [
        "Osei liked the idea.",
        "Osei blasted out a barrage of statements.",
        "Osei insisted in an interview that it rained.",
        "Will Osei accept the gift?",
        "Will Osei accept the gift, her friends ask.",
        "Osei is more concerned with the weather.",
        "Osei called the toll the least bad option.",
    ],
)
def test_words_that_show_no_stance(find, text):
    assert find(text, "Osei").rows == []


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("Save our libraries before spring", ("supports", "libraries")),
        ("We cannot allow these trawlers", ("opposes", "trawlers")),
        ("You have got to use your powers", ("supports", "use your powers")),
        ("Lunn is out of touch", ("opposes", "Lunn")),
        ("Lunn is on the right track", ("supports", "Lunn")),
        ("Lunn is a selfish hero", ("opposes", "Lunn")),
        ("Lunn should go", ("opposes", "Lunn")),
    ],
)
def test_what_a_speaker_shows(find, said, row):
    found = find(f"“{said},” said Osei.", "Osei", "Lunn", quotes=[("Osei", said)])
    assert ("Osei", *row) in found.rows


@pytest.mark.parametrize(
    "said",
    [
        "We didn't lose a single match",
        "Lunn should go on with this",
        "My eyesight is bad",
        "Farmers are desperate for rain",
        "The coast guards Lunn, not a tyrant",
    ],
)
def test_what_a_speaker_says_that_is_no_stance(find, said):
    found = find(f"“{said},” said Osei.", "Osei", "Lunn", quotes=[("Osei", said)])
    assert [r for r in found.rows if r[1] == "opposes"] == []


def test_nobody_is_for_what_bears_their_own_name(find):
    assert find("Osei condemned Osei's rivals.", "Osei").rows == []
