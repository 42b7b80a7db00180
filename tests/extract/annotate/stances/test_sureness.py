"""How sure a stance is: more evidence never lowers what frames make of it, and the weights are those of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.stances.claims import Claim
from extract.annotate.stances.clues import logit
from extract.annotate.stances.reading import Holder
from extract.annotate.stances.sureness import Row, alone, chance, load_weights, sureness
from extract.annotate.stances.targets import Target
from extract.records import Span


def claim(confidence: float, at: int) -> Claim:
    target = Target("weir", Span(at, at + 4), "weir", frozenset())
    return Claim(Holder("p1", 1.0, "named"), target, "supports", confidence, (), "verb", Span(at, at + 4), None)


@given(st.lists(st.floats(0.05, 0.95), min_size=1, max_size=8), st.floats(0.05, 0.95))
def test_a_further_place_makes_frames_surer(confidences, further):
    claims = [claim(c, 10 * k) for k, c in enumerate(confidences)]
    assert alone(claims) <= alone([*claims, claim(further, 1_000)]) <= 0.99
    assert alone(claims) == pytest.approx(alone([*claims, claims[0]])), "the same place counts once"


@given(st.dictionaries(st.sampled_from(sorted(load_weights())), st.floats(-5, 5), max_size=12))
def test_the_chance_is_that_of_the_weighed_sum(clues):
    weights = load_weights()
    clues = {n: v for n, v in clues.items() if n}
    total = weights[""] + sum(weights[n] * v for n, v in clues.items())
    assert logit(chance(clues, weights)) == pytest.approx(max(-6.9, min(6.9, total)), abs=0.02)
    assert chance(clues, {"": 0.0}) == 0.5


def test_what_the_model_reads_both_ways_is_hardly_sure():
    weights = {"": 2.0}
    assert sureness(Row(("p1", "weir", "supports"), (), {"asked, contrary": 0.4}), weights) > 0.8
    assert sureness(Row(("p1", "weir", "supports"), (), {"asked, contrary": 0.9}), weights) < 0.1


def test_what_could_not_be_learnt_is_as_sure_as_its_frame():
    found = (claim(0.8, 0),)
    weights = {"": -4.0, "frame verb": 0.1}
    assert sureness(Row(("p1", "weir", "supports"), found, {}), weights) < 0.1
    assert sureness(Row(("p1", "weir", "conditional"), found, {}), weights) == 0.8
    assert sureness(Row(("p1", "weir", "supports"), found, {}), {"": -4.0}) == 0.8


def test_what_frame_and_model_agree_on_weighs_more():
    weights = load_weights()
    assert weights["confidence"] > 0 and weights["strength"] > 0
    assert weights["asked, odds"] + weights["asked, any"] > 0
