"""Comparisons that take a side."""

from __future__ import annotations

import pytest

SAID = [
    ("The bridge is better than the tunnel.", {("supports", "bridge"), ("opposes", "tunnel")}),
    ("This town deserves better than Reyes.", {("opposes", "Reyes")}),
    ("Nothing is more important than the treaty.", {("supports", "treaty")}),
]


@pytest.mark.parametrize(("words", "wanted"), SAID, ids=[s[0] for s in SAID])
def test_what_a_speaker_compares(find, words, wanted):
    rows = find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.4).rows
    assert wanted <= {(p, t) for _, p, t in rows}


def test_a_choice_is_against_what_is_not_chosen(find):
    rows = find("Dunne chose Reyes over Okafor.", "Dunne", "Reyes", "Okafor", threshold=0.5).rows
    assert {("Dunne", "supports", "Reyes"), ("Dunne", "opposes", "Okafor")} <= set(rows)


def test_who_would_rather_vote_for_another(find):
    rows = find("Dunne would rather vote for Okafor than Reyes.", "Dunne", "Reyes", "Okafor").rows
    assert {("Dunne", "supports", "Okafor"), ("Dunne", "opposes", "Reyes")} <= set(rows)


def test_a_measure_takes_no_side(find):
    words = "The bridge is longer than the tunnel."
    assert find(f'"{words}" Dunne said.', "Dunne", quotes=[("Dunne", f'"{words}"')], threshold=0.3).rows == []
