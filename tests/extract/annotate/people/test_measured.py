"""What was reached on the annotated articles of tests/bench stays reached; the floors are the aims, not the figures."""

from __future__ import annotations

import pytest

from extract.training.annotated import read_gold
from tests.bench.people import GOLD, figures, measure


def test_people_and_speakers_are_as_right_as_they_should_be(annotator):
    golds = [read_gold(path) for path in sorted(GOLD.glob("*.txt"))]
    sums, _ = measure(golds, annotator)
    reached = {name: float(value.split()[0]) for name, value in figures(sums)}
    assert len(golds) >= 26
    assert reached["name mentions, B³ F1 (P / R)"] >= 95
    assert reached["persons with the right full name, recall"] >= 93
    assert reached["persons, precision"] >= 93
    assert reached["pronouns answered"] >= 75
    assert reached["answers right"] >= 90
    assert reached["speakers of marked words right"] >= 90
    assert reached["… wrong"] <= 4
    assert reached["roles right"] >= 85


def test_marks_are_read_and_leave_the_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "P lee | Ann Lee | chair\n---\n[Ms Lee|lee] said [she|lee] knew. {lee:“Enough, [Bob|-],”} [she|lee] said."
    )
    gold = read_gold(path)
    assert gold.text == "Ms Lee said she knew. “Enough, Bob,” she said.\n"
    assert [s.of(gold.text) for s, _ in gold.names] == ["Ms Lee", "Bob"]
    assert [s.of(gold.text) for s, _ in gold.pronouns] == ["she", "she"]
    assert [(s.of(gold.text), w) for s, w in gold.quotes] == [("“Enough, Bob,”", "lee")]


def test_a_mark_that_is_not_closed_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("P lee | Ann Lee\n---\n[Ms Lee said so.")
    with pytest.raises(ValueError, match="not closed"):
        read_gold(path)
