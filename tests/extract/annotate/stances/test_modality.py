"""Questions, conditions, denials, past and second-hand stances."""

from __future__ import annotations


def test_a_condition_makes_it_conditional_and_is_shown(find):
    text = "Lindqvist said she would support the tunnel only if the state paid for the trains."
    found = find(text, "Lindqvist|she")
    (stance,) = found.stances
    assert (stance.polarity, stance.target) == ("conditional", "tunnel")
    (span,) = stance.why["condition"]
    assert text[span["start"] : span["end"]].endswith("if the state paid for the trains")


def test_a_condition_in_a_quote_reaches_back_to_what_it_is_about(find):
    text = 'Would Arta host a hub? "We would accept a hub if Brussels builds the road," Arta said.'
    found = find(text, "Arta", quotes=[("Arta", '"We would accept a hub if Brussels builds the road,"')])
    assert ("Arta", "conditional", "hub") in found.rows


def test_terms_named_in_an_answer_stand_though_the_question_was_a_condition(find):
    text = (
        "The city wants a tram depot. The mayor asked Arta if she would host the depot if the line came through her "
        'town, and she replied: "We accept it if the city builds a school."'
    )
    found = find(text, "Arta|she", quotes=[("Arta", '"We accept it if the city builds a school."')])
    (stance,) = [s for s in found.stances if s.polarity == "conditional"]
    (span,) = stance.why["condition"]
    assert "depot" in stance.target
    assert text[span["start"] : span["end"]] == "if the city builds a school"


def test_a_promise_for_after_an_election_is_no_condition(find):
    assert find("Harte vowed to scrap the park if he won the election.", "Harte").rows == [("Harte", "opposes", "park")]


def test_a_condition_behind_she_said_is_found(find):
    text = "She would back the mine, she said, only if the firm trained local people."
    found = find(text, "Weiss|She|she", quotes=[("Weiss", "She would back the mine")])
    assert [(s.polarity, s.target) for s in found.stances] == [("conditional", "mine")]


def test_what_works_if_is_no_condition_of_the_speakers(find):
    text = '"The scheme works if you are rich," Weiss said.'
    rows = find(text, "Weiss", quotes=[("Weiss", '"The scheme works if you are rich,"')], threshold=0.3).rows
    assert all(polarity != "conditional" for _, polarity, _ in rows)


def test_if_asked_sets_no_terms(find):
    (stance,) = find("Weiss would not accept the medal if it were offered.", "Weiss", threshold=0.4).stances
    assert stance.polarity == "opposes"


def test_could_not_support_is_asserted(find):
    assert find("Weiss has said he could not support the ban.", "Weiss|he").rows == [("Weiss", "opposes", "ban")]


def test_even_if_sets_no_condition(find):
    rows = find("Weiss supports the ban even if it costs votes.", "Weiss").rows
    assert rows == [("Weiss", "supports", "ban")]


def test_questions_and_whether_clauses_are_no_stance(find):
    assert find("Does Weiss support the ban?", "Weiss").rows == []
    assert find("Reporters asked whether Weiss supported the ban.", "Weiss").rows == []


def test_what_may_be_is_below_the_default_and_marked_possible(find):
    text = "Weiss might support the ban."
    assert find(text, "Weiss").rows == []
    (stance,) = find(text, "Weiss", threshold=0.2).stances
    assert stance.why["possible"] is True


def test_a_denial_is_not_taken_for_the_stance(find):
    assert find("Weiss denied that he opposed the ban.", "Weiss|he").rows == []
    (stance,) = find("Weiss denied that he opposed the ban.", "Weiss|he", threshold=0.2).stances
    assert stance.why["denial"] is True


def test_a_past_stance_is_marked(find):
    (stance,) = find("Weiss once supported the ban.", "Weiss", threshold=0.2).stances
    assert stance.why["past"] is True
    assert find("Weiss used to oppose the ban.", "Weiss").rows == []


def test_giving_up_opposition_turns_the_sign(find):
    (stance,) = find("Weiss dropped his opposition to the ban.", "Weiss|his", threshold=0.4).stances
    assert stance.polarity == "supports"
    assert stance.why["reversed"] is True


def test_second_hand_stances_are_reported_by_the_speaker(find):
    text = 'Ames said: "Weiss opposes the ban."'
    (stance,) = find(text, "Ames", "Weiss", quotes=[("Ames", '"Weiss opposes the ban."')], threshold=0.3).stances
    assert stance.holder == "p2"
    assert stance.why["reported_by"] == "p1"
    assert stance.quote is None


def test_being_urged_is_no_stance_of_the_one_urged(find):
    assert find("Weiss was urged to support the ban.", "Weiss").rows == []


def test_not_thinking_so_turns_a_judgement(find):
    text = '"I don\'t think the levy is fair," Weiss said.'
    rows = find(text, "Weiss", quotes=[("Weiss", '"I don\'t think the levy is fair,"')], threshold=0.3).rows
    assert rows == [("Weiss", "opposes", "levy")]
