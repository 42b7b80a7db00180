"""What was reached on the annotated articles of tests/bench stays reached; the floors are the aims, not the figures."""

from __future__ import annotations

import pytest

from tests.bench.stances import measure, read_gold, shares


def test_stances_are_as_right_as_they_should_be(annotator):
    sums, errors = measure(annotator)
    precision, recall = shares(sums)
    assert len(errors) >= 6 and sums["gold"] >= 75
    assert precision >= 75 and recall >= 45
    assert sums["polarity wrong"] <= 0.05 * sums["right"]


def test_a_line_that_is_no_stance_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("+ Lee → bridge\n?- Poe toll\n---\nText.")
    with pytest.raises(ValueError, match="Poe toll"):
        read_gold(path)
