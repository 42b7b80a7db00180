"""What a speaker says somebody is like."""

from __future__ import annotations

import pytest

SAID = [
    ("His bigotry shames this town.", "opposes"),
    ("Reyes has shown a lack of courage.", "opposes"),
    ("Reyes lacks the temperament to lead.", "opposes"),
    ("Reyes has neither the judgement nor the honesty for it.", "opposes"),
    ("He has spread hatred.", "opposes"),
    ("Reyes is a man without integrity.", "opposes"),
    ("Reyes has the courage and the wisdom to lead.", "supports"),
    ("Reyes is the only candidate that has the temperament.", "supports"),
]


@pytest.mark.parametrize(("words", "polarity"), SAID, ids=[s[0] for s in SAID])
def test_what_somebody_is_like_is_a_verdict_on_them(find, words, polarity):
    text = f'Reyes stood up. "{words}" Dunne said.'
    rows = find(text, "Dunne", "Reyes|His|He", quotes=[("Dunne", f'"{words}"')], threshold=0.4).rows
    assert ("Dunne", polarity, "Reyes") in rows
    assert not any(p != polarity and t == "Reyes" for _, p, t in rows)


@pytest.mark.parametrize("words", ["Reyes must fight hatred.", "Reyes does not lack courage.", "Reyes knows no fear."])
def test_what_is_fought_or_denied_is_no_trait(find, words):
    rows = find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')], threshold=0.4).rows
    assert ("Dunne", "opposes", "Reyes") not in rows


def test_the_paper_itself_holds_nothing(find):
    assert find("Reyes lacks courage. Dunne lives nearby.", "Dunne", "Reyes", threshold=0.1).rows == []
