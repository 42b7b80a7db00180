"""Moods without an object are about the measure the article spoke of last."""

from __future__ import annotations


def test_who_is_disappointed_is_against_the_ruling(find):
    text = "The court gave its ruling on Monday. Varga said she was disappointed."
    found = find(text, "Varga|she", quotes=[("Varga", "she was disappointed")])
    assert found.rows == [("Varga", "opposes", "ruling")]
    assert found.words(found.stances[0]) == "she was disappointed"


def test_who_is_delighted_is_for_it(find):
    text = "The court gave its ruling on Monday. “We are delighted,” said Varga."
    assert find(text, "Varga", quotes=[("Varga", "We are delighted")]).rows == [("Varga", "supports", "ruling")]


def test_a_mood_with_an_object_or_denied_is_not_about_it(find):
    text = "The court gave its ruling on Monday. “I was not disappointed,” said Varga."
    assert find(text, "Varga", quotes=[("Varga", "I was not disappointed")]).rows == []


def test_without_a_measure_there_is_no_stance(find):
    text = "The rain fell on Monday. “We are delighted,” said Varga."
    assert find(text, "Varga", quotes=[("Varga", "We are delighted")]).rows == []
