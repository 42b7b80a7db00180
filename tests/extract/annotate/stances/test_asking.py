"""What the model is asked of an article, and what becomes of its answers; it answers what the test says."""

from __future__ import annotations

import numpy as np
import pytest

from extract.annotate.stances.opinion import Question


class Oracle:
    """Answers everything it is asked about with the same three chances, and remembers the questions."""

    def __init__(self, *chances: float, about: str = "") -> None:
        self.chances, self.about = chances, about
        self.asked: list[Question] = []

    def score(self, questions):
        self.asked += questions
        return [np.array([self._answer(q.text[slice(*t)]) for t in q.targets]) for q in questions]

    def _answer(self, target: str) -> tuple[float, ...]:
        return self.chances if self.about in target else (1.0, 0.0, 0.0)

    @property
    def about_what(self) -> list[list[str]]:
        return [[q.text[slice(*t)] for t in q.targets] for q in self.asked]


FOR, AGAINST = (0.03, 0.96, 0.01), (0.03, 0.01, 0.96)
UNDECIDED = (0.6, 0.2, 0.2)
WEIR = "“Nobody asked the valley about the weir,” Osei said. The weir was built in May."
QUOTES = [("Osei", "Nobody asked the valley about the weir,")]


def test_where_frames_are_silent_a_sure_model_speaks_and_says_so(find):
    assert find(WEIR, "Osei", quotes=QUOTES).rows == []
    oracle = Oracle(*AGAINST, about="weir")
    (stance,) = find(WEIR, "Osei", quotes=QUOTES, opinion=oracle, threshold=0.3).stances
    assert (stance.holder, stance.polarity, stance.target) == ("p1", "opposes", "weir")
    assert stance.why["engine"] == "model"
    assert stance.quote == "q0"
    assert [e.of(WEIR) for e in stance.evidence] == ["Nobody asked the valley about the weir"]


def test_an_unsure_model_proposes_nothing(find):
    assert find(WEIR, "Osei", quotes=QUOTES, opinion=Oracle(*UNDECIDED)).rows == []


def test_agreement_makes_surer_and_contradiction_less_sure(find):
    text = "Adeyemi said she would back the weir."
    quotes = [("Adeyemi", "she would back the weir")]

    def sure(*chances: float) -> float:
        seen = find(text, "Adeyemi|she", quotes=quotes, kind="indirect", opinion=Oracle(*chances), threshold=0.05)
        return next(s.confidence for s in seen.stances if s.polarity == "supports")

    assert sure(*FOR) > sure(*UNDECIDED) > sure(*AGAINST)


def test_the_surest_few_of_a_sentence_are_kept(find):
    text = "“Farmers, traders, teachers and nurses wanted answers,” Osei said."
    quotes = [("Osei", "Farmers, traders, teachers and nurses wanted answers,")]
    oracle = Oracle(0.0, 1.0, 0.0)
    assert len(find(text, "Osei", quotes=quotes, opinion=oracle, threshold=0.01).stances) == 2
    assert len(oracle.about_what[0]) >= 4


def test_whose_words_nobody_has_are_not_asked_about(find):
    oracle = Oracle(*FOR)
    find("The weir was built in May. Osei went home.", "Osei", opinion=oracle)
    find("“The weir is ready,” somebody said.", "Osei", quotes=[("Nobody", "The weir is ready,")], opinion=oracle)
    assert oracle.asked == []


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("“The weir is ready,” Osei said.", "The weir is ready,", "Osei"),
        ("“It took years. The weir is ready.”", "It took years. The weir is ready.", None),
    ],
)
def test_a_speaker_is_shown_where_the_sentence_names_them(find, text, words, holder):
    oracle = Oracle(*UNDECIDED)
    find(f"{text}\n\nOsei left.", "Osei", quotes=[("Osei", words)], opinion=oracle)
    asked = next(q for q in oracle.asked if "weir" in q.text)
    assert (asked.text[slice(*asked.holder)] if asked.holder is not None else None) == holder


@pytest.mark.parametrize("said", ["We will scrap the levy", "We want to boycott the levy", "I would oppose the levy"])
def test_of_an_act_that_is_itself_a_view_its_object_is_asked_about(find, said):
    oracle = Oracle(*UNDECIDED)
    find(f"“{said},” Osei said.", "Osei", quotes=[("Osei", f"{said},")], opinion=oracle)
    assert oracle.about_what == [["levy"]]


def test_who_is_told_to_hold_a_view_is_asked_about(find):
    oracle = Oracle(*UNDECIDED)
    find("Osei has slammed the weir at the mill. Osei went home to the valley.", "Osei", opinion=oracle)
    (asked,) = oracle.asked
    assert asked.text[slice(*asked.holder)] == "Osei"
    assert oracle.about_what == [["weir", "mill"]]


def test_of_second_hand_words_both_are_asked_about(find):
    oracle = Oracle(*UNDECIDED)
    quotes = [("Osei", "Clarke slammed the weir,")]
    find("“Clarke slammed the weir,” Osei said.", "Osei", "Clarke", quotes=quotes, opinion=oracle)
    holders = {q.text[slice(*q.holder)]: q.text for q in oracle.asked}
    assert set(holders) == {"Osei", "Clarke"}


def test_the_names_of_a_sentence_are_told_and_nobody_is_asked_about_themselves(find):
    text = "“Clarke knows that I built the weir,” Osei said."
    oracle = Oracle(*UNDECIDED)
    find(text, "Osei|I", "Clarke", quotes=[("Osei", "Clarke knows that I built the weir,")], opinion=oracle)
    (asked,) = oracle.asked
    assert "Clarke" in [text[slice(*n)] for n in asked.names]
    assert oracle.about_what == [["Clarke", "weir"]]


def test_endless_sentences_are_not_asked_about(find):
    text = f"“{'the weir and ' * 60}the mill,” Osei said."
    oracle = Oracle(*UNDECIDED)
    find(text, "Osei", quotes=[("Osei", text[1 : text.index(",”")])], opinion=oracle)
    assert oracle.asked == []


def test_what_somebody_is_asked_shows_no_view(find):
    text = "Osei was asked if she would host the weir near the mill."
    oracle = Oracle(*FOR)
    find(text, "Osei", quotes=[("Osei", "if she would host the weir near the mill")], kind="indirect", opinion=oracle)
    assert oracle.asked == []


def test_sentences_of_one_paragraph_are_asked_about_together(find):
    said = "The weir is late. The mill is closed."
    text = f"“{said}” Osei said. “The ferry is gone.”\n\n“The levy is new,” Osei said."
    quotes = [("Osei", said), ("Osei", "The ferry is gone."), ("Osei", "The levy is new,")]
    oracle = Oracle(*UNDECIDED)
    find(text, "Osei", quotes=quotes, opinion=oracle)
    assert oracle.about_what == [["weir", "mill", "ferry"], ["levy"]]


def test_of_a_long_interview_what_holds_words_of_attitude_is_read(find):
    dull = "The weir is near the mill by the road and the ferry stops at noon"
    keen = "I condemn and oppose the levy and reject the tram and denounce the toll"
    said = [f"{keen if k == 5 else dull} in year {1900 + k}, as the town knows well enough by now" for k in range(30)]
    text = "\n\n".join(f"“{words},” Osei said." for words in said)
    oracle = Oracle(*UNDECIDED)
    find(text, "Osei", quotes=[("Osei", words) for words in said], opinion=oracle)
    assert any("levy" in q.text for q in oracle.asked)
    assert sum(len(q.text) for q in oracle.asked) < 0.8 * len(text)


def test_a_part_of_a_surer_target_is_none_of_its_own(find):
    text = "“We want efforts to stop the gangs,” Osei said."
    quotes = [("Osei", "We want efforts to stop the gangs,")]

    class Both(Oracle):
        def _answer(self, target: str) -> tuple[float, ...]:
            return {"efforts": FOR, "gangs": (0.4, 0.6, 0.0)}.get(target, (1.0, 0.0, 0.0))

    rows = find(text, "Osei", quotes=quotes, opinion=Both(*FOR), threshold=0.05).rows
    supported = {target for _, polarity, target in rows if polarity == "supports"}
    assert "efforts to stop the gangs" in supported and "gangs" not in supported


@pytest.mark.parametrize("odd", ["Poe’s [sic] career", "the ’’ levy", "money to “fight ’ toll", "(the) — “ ” levy"])
def test_no_target_is_without_a_name(find, odd):
    text = f"Osei said he would use {odd} to end it. Osei left."
    quotes = [("Osei", f"he would use {odd} to end it")]
    found = find(text, "Osei|he", "Poe", quotes=quotes, kind="indirect", opinion=Oracle(*FOR), threshold=0.01)
    assert all(any(c.isalnum() for c in s.target) for s in found.stances)
