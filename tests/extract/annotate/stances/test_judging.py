"""Attitudes inside somebody's words."""

from __future__ import annotations

import pytest

SAID = [
    ("We want to help the islands.", "supports", "islands"),
    ("The pipeline is a disaster.", "opposes", "pipeline"),
    ("The new lock gates are a triumph.", "supports", "lock gates"),
    ("This levy would hurt small farms.", "opposes", "levy"),
    ("It would be wrong to scrap the grant.", "supports", "grant"),
    ("The casino should be scrapped.", "opposes", "casino"),
    ("We will never accept the quarry.", "opposes", "quarry"),
    ("We must rebuild the bridge.", "supports", "bridge"),
    ("When it comes to the quarry, I repeat: never.", "opposes", "quarry"),
    ("The budget is not fair.", "opposes", "budget"),
    ("This is the right deal for the valley.", "supports", "deal"),
]


@pytest.mark.parametrize(("words", "polarity", "target"), SAID, ids=[s[0] for s in SAID])
def test_what_is_said_counts_for_the_speaker(find, words, polarity, target):
    text = f'"{words}" Mayor Dunne told the crowd.'
    found = find(text, "Dunne", quotes=[("Dunne", f'"{words}"')], threshold=0.4)
    assert any(p == polarity and target in t for _, p, t in found.rows), found.rows
    assert {s.quote for s in found.stances} == {"q0"}


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("Reyes has no idea what she is talking about.", "opposes"),
        ("Reyes should resign.", "opposes"),
        ("Reyes is a great man.", "supports"),
        ("Reyes has my full support.", "supports"),
        ("Reyes lied to the voters.", "opposes"),
    ],
)
def test_persons_are_judged_too(find, words, polarity):
    text = f'"{words}" Dunne said.'
    found = find(text, "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.4)
    assert [(s.holder, s.polarity, s.target_person) for s in found.stances] == [("p1", polarity, "p2")]


def test_nobody_is_given_words_whose_speaker_is_unknown(find):
    text = '"The pipeline is a disaster," it was said.'
    assert find(text, "Dunne", quotes=[("nobody", '"The pipeline is a disaster,"')], threshold=0.1).rows == []


def test_the_same_words_outside_a_quote_are_the_reporters(find):
    assert find("The pipeline is a disaster. Dunne lives nearby.", "Dunne", threshold=0.1).rows == []


def test_a_verdict_beside_the_marks_of_a_quotation_is_less_sure(find):
    text = 'Dunne said she "knew the sea" and that the harbour wall saved the town.'
    said = [("Dunne", '"knew the sea" and that the harbour wall saved the town')]
    mixed = find(text, "Dunne|she", quotes=said, kind="mixed", threshold=0.1).stances
    indirect = find(text, "Dunne|she", quotes=said, kind="indirect", threshold=0.1).stances
    assert [s.target for s in mixed] == [s.target for s in indirect] == ["harbour wall"]
    assert mixed[0].confidence < indirect[0].confidence
