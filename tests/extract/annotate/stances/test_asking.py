"""The second opinion, asked of a model that answers what the test says."""

from __future__ import annotations

import numpy as np
import pytest

from extract.annotate.stances.second import MAX_PAIRS


class Oracle:
    """Answers every pair with the same five chances, and remembers what it was asked."""

    def __init__(self, *chances: float) -> None:
        self.chances = chances
        self.asked: list[tuple[str, str, str]] = []

    def score(self, rows):
        self.asked += [(text, text[slice(*a)], text[slice(*b)]) for text, a, b in rows]
        return np.tile(np.array(self.chances), (len(rows), 1))


AGREES = (0.04, 0.0, 0.0, 0.95, 0.01)
CONTRARY = (0.02, 0.96, 0.0, 0.01, 0.01)
UNDECIDED = (0.4, 0.3, 0.0, 0.3, 0.0)


def test_agreement_makes_surer_and_contradiction_less_sure(find):
    text = "Adeyemi criticised Clarke on Monday."
    alone = find(text, "Adeyemi", "Clarke").stances[0].confidence
    surer = find(text, "Adeyemi", "Clarke", opinion=Oracle(*AGREES)).stances[0]
    doubted = find(text, "Adeyemi", "Clarke", opinion=Oracle(*CONTRARY), threshold=0.1).stances[0]
    assert surer.confidence > alone > doubted.confidence
    assert surer.why["model"] == pytest.approx(0.95)
    assert doubted.why["model"] < 0


def test_where_frames_are_silent_a_sure_model_speaks_and_says_so(find):
    text = "Adeyemi walked out on Clarke."
    assert find(text, "Adeyemi", "Clarke").rows == []
    (stance,) = find(text, "Adeyemi", "Clarke", opinion=Oracle(*AGREES)).stances
    assert (stance.holder, stance.polarity, stance.target_person) == ("p1", "opposes", "p2")
    assert stance.why["engine"] == "model"


def test_an_unsure_model_proposes_nothing(find):
    assert find("Adeyemi walked out on Clarke.", "Adeyemi", "Clarke", opinion=Oracle(*UNDECIDED)).rows == []


def test_what_one_says_of_another_needs_less(find):
    middling = Oracle(0.2, 0.0, 0.0, 0.72, 0.0)
    assert find("Adeyemi said Clarke was insulted.", "Adeyemi", "Clarke", opinion=middling).rows
    assert not find("Adeyemi, insulted, waved at Clarke.", "Adeyemi", "Clarke", opinion=middling).rows


def test_a_clause_with_a_subject_of_its_own_parts_two_names(find):
    oracle = Oracle(*AGREES)
    assert find("Adeyemi charged that the hearing insulted Clarke.", "Adeyemi", "Clarke", opinion=oracle).rows == []
    assert oracle.asked == []


def test_names_that_no_attitude_joins_are_not_asked_about(find):
    oracle = Oracle(*AGREES)
    text = "Adeyemi met Clarke in Oslo, where crowds protested. Adeyemi asked whether Clarke hated it."
    assert find(text, "Adeyemi", "Clarke", opinion=oracle).rows == []
    assert oracle.asked == []


def test_the_names_asked_about_are_verbatim(find):
    oracle = Oracle(*UNDECIDED)
    find("It rained. In the end Adeyemi hailed Clarke.", "Adeyemi", "Clarke", opinion=oracle)
    assert oracle.asked == [("In the end Adeyemi hailed Clarke.", "Adeyemi", "Clarke")]


def test_questions_sentences_without_pairs_and_crowds_are_not_asked_about(find):
    oracle = Oracle(*UNDECIDED)
    find("Did Adeyemi hail Clarke?", "Adeyemi", "Clarke", opinion=oracle)
    find("Adeyemi went home angry.", "Adeyemi", opinion=oracle)
    find("Adeyemi met Clarke in Oslo.", "Adeyemi", "Clarke", opinion=oracle)  # no word of attitude
    assert oracle.asked == []
    text = "Ada praised Ben, Cleo, Dan and Eve. " * 40
    find(text, "Ada", "Ben", "Cleo", "Dan", "Eve", opinion=oracle)
    assert len(oracle.asked) <= MAX_PAIRS + len(text.split()) // 40
    oracle.asked.clear()
    names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"]
    find(f"{', '.join(names)} were angry at noon.", *names, opinion=oracle)
    assert 0 < len(oracle.asked) <= MAX_PAIRS
