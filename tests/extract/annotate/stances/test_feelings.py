"""What somebody or something does to a speaker."""

from __future__ import annotations

import pytest

SAID = [
    ("Reyes scares me.", "opposes"),
    ("Reyes disgusts us.", "opposes"),
    ("Reyes inspires me.", "supports"),
    ("Reyes makes me sick.", "opposes"),
    ("Reyes makes us proud.", "supports"),
    ("Hearing Reyes talk of the islands makes me angry.", "opposes"),
    ("I hope Reyes wins.", "supports"),
    ("I fear that Reyes will win.", "opposes"),
    ("I am afraid that Reyes will win.", "opposes"),
]


@pytest.mark.parametrize(("words", "polarity"), SAID, ids=[s[0] for s in SAID])
def test_what_moves_a_speaker(find, words, polarity):
    rows = find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.5).rows
    assert ("Dunne", polarity, "Reyes") in rows


def test_what_somebody_else_feels_is_not_the_speakers(find):
    words = "Reyes scares the horses."
    assert find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.3).rows == []


def test_who_is_ashamed_of_an_act_is_against_whoever_did_it(find):
    words = "I am ashamed that Reyes backed the mine."
    rows = find(f'"{words}" Dunne said.', "Dunne|I", "Reyes", quotes=[("Dunne", f'"{words}"')]).rows
    assert ("Dunne", "opposes", "Reyes") in rows
