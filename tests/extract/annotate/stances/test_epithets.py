"""Names people are called, and sides that a word names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "words",
    [
        "I will not sit down with crooked Reyes.",
        "We will not be led by a bully like Reyes.",
        "Reyes, a liar, came back.",
        "Reyes came back. A disgrace.",
    ],
)
def test_what_a_speaker_calls_somebody(find, words):
    rows = find(f'"{words}" Dunne said.', "Dunne|I", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.4).rows
    assert ("Dunne", "opposes", "Reyes") in rows


def test_pity_is_no_stance(find):
    words = "Poor Reyes missed the boat."
    assert find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.3).rows == []


def test_a_prefix_names_a_side(find):
    assert ("Dunne", "supports", "Reyes") in find("The pro-Reyes mayor Dunne spoke.", "Dunne", "Reyes").rows
    assert ("Abe", "opposes", "Brexit") in find("Abe, an anti-Brexit campaigner, spoke.", "Abe").rows


def test_whoever_backs_a_candidate(find):
    assert ("Reyes", "supports", "Osei") in find("The Reyes-backed candidate, Osei, won.", "Reyes", "Osei").rows


def test_a_supporter_of_somebody_whom_the_tagger_takes_for_an_adjective(find):
    rows = find("Dunne of Kilmore, one of Reyes's supporters, spoke.", "Dunne", "Reyes").rows
    assert ("Dunne", "supports", "Reyes") in rows
