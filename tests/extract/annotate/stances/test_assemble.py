"""Targets under one label, evidence, contradictions, identity, thresholds."""

from __future__ import annotations

import pytest

from extract.annotate.stances.assemble import DEFAULT_THRESHOLD
from extract.annotate.stances.gathering import abbreviations


def test_variants_of_a_target_are_gathered(find):
    text = "Rama opposes return hubs. Later Rama rejected the hubs again. Rama slammed any migrant return hubs."
    found = find(text, "Rama")
    assert found.rows == [("Rama", "opposes", "return hubs")]
    assert len(found.stances[0].evidence) == 3


def test_an_abbreviation_is_what_it_was_introduced_for(find):
    text = "Rama opposes the Coastal Waters Treaty (CWT). In June Rama again slammed the CWT."
    assert find(text, "Rama").rows == [("Rama", "opposes", "Coastal Waters Treaty")]
    assert abbreviations("(AB) and the Bank of Osaka (BO), not this (XYZ)") == {"BO": "Bank of Osaka"}


def test_a_label_is_the_shortest_clear_phrase(find):
    text = "Analysts slammed the controversial new returns deal with France that was signed in a hurry."
    assert find(text, "Analysts").rows == [("Analysts", "opposes", "returns deal with France")]


def test_evidence_is_verbatim_and_holds_the_words(find):
    text = "Hodge, who was angry, blasted\u00a0the “toll” road on Monday."
    found = find(text, "Hodge")
    assert "blasted" in found.words(found.stances[0])


def test_stances_that_disagree_are_kept_and_linked(find):
    text = "Ito praised the treaty in May. In June, Ito condemned the treaty."
    one, other = find(text, "Ito").stances
    assert {one.polarity, other.polarity} == {"supports", "opposes"}
    assert one.why["contradicts"] == [other.id]
    assert other.why["contradicts"] == [one.id]


def test_ids_are_stable_and_differ(find):
    text = "Ito praised the treaty. Ito condemned the raid."
    first, second = find(text, "Ito").stances
    assert first.id.startswith("s-")
    assert first.id != second.id
    assert [s.id for s in find(text, "Ito").stances] == [first.id, second.id]


def test_nobody_holds_a_stance_on_oneself(find):
    assert find("Ito praised Ito.", "Ito", threshold=0.1).rows == []


def test_a_lower_threshold_only_adds(find):
    text = "Ito may support the treaty, but Abe rejects the treaty. Would Abe back the raid?"
    default, all_of_them = find(text, "Ito", "Abe"), find(text, "Ito", "Abe", threshold=0.1)
    assert set(default.rows) < set(all_of_them.rows)
    assert all(s.confidence >= DEFAULT_THRESHOLD for s in default.stances)


def test_an_agreeing_second_place_raises_the_confidence(find):
    once = find("Ito praised the treaty.", "Ito").stances[0].confidence
    twice = find("Ito praised the treaty. Later Ito hailed the treaty.", "Ito").stances[0].confidence
    assert once < twice < 1


@pytest.mark.parametrize(
    "text", ["", "\n\n", "?!", "praised", "a " * 3000, "not " * 800 + "support it", "[red]Ito[/red] \x1b[31m\u202e"]
)
def test_odd_texts_raise_nothing(find, text):
    assert find(text, "Ito", threshold=0.0).rows == []
