"""What was reached on the annotated articles of tests/bench stays reached; the floors are the aims, not the figures."""

from __future__ import annotations

from tests.bench.stances import measure, shares


def test_stances_are_as_right_as_they_should_be(annotator):
    sums, errors = measure(annotator)
    precision, recall = shares(sums)
    assert len(errors) >= 6 and sums["gold"] >= 75
    assert precision >= 75 and recall >= 45
    assert sums["polarity wrong"] <= 0.05 * sums["right"]
