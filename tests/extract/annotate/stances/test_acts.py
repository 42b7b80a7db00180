"""Acts that somebody calls for, in the reporter's words and in somebody's own."""

from __future__ import annotations

import pytest

_PEOPLE = ("Ada Lund", "Bo Arne", "Ledger")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Varga urged the ministry to publish the audit.", ("Varga", "supports", "publish the audit")),
        ("Varga called on the council to review the rules.", ("Varga", "supports", "review the rules")),
        ("Varga appealed to both sides to return to talks.", ("Varga", "supports", "return to talks")),
        ("Varga urged the parties not to politicise the flood.", ("Varga", "opposes", "politicise the flood")),
        ("Varga called for elections to be held in May.", ("Varga", "supports", "elections")),
        ("Varga wants the auditor to investigate.", ("Varga", "supports", "investigate")),
    ],
)
def test_the_act_that_is_called_for_is_the_target(find, text, row):
    assert row in find(text, "Varga").rows


@pytest.mark.parametrize(
    "text",
    [
        "Varga asked the clerk to wait.",
        "Varga wanted to know the date.",
        "Varga asked him to come.",
        "Varga insisted the judges cannot cope with the load.",
    ],
)
def test_small_wishes_and_claims_are_no_stances(find, text):
    assert find(text, "Varga").rows == []


def test_what_a_speaker_says_ought_to_be_done(find):
    said = "Clinics should offer scans to night staff"
    assert find(f"“{said},” said Varga.", "Varga", quotes=[("Varga", said)]).rows == [
        ("Varga", "supports", "offer scans")
    ]


def test_who_should_have_acted_is_blamed(find):
    said = "The governor should have warned these families in June"
    found = find(f"“{said},” said Varga.", "Varga", "Odum|governor", quotes=[("Varga", said)])
    assert ("Varga", "opposes", "Odum") in found.rows


def test_the_evidence_holds_the_whole_act(find):
    found = find("Varga urged the ministry to publish the audit.", "Varga")
    assert found.words(found.stances[0]) == "urged the ministry to publish the audit"


def test_an_unknown_name_in_marks_is_held_against_what_it_names(find):
    found = find("Varga called the merger “a circus with two tents”.", "Varga")
    assert ("Varga", "opposes", "merger") in found.rows


def test_known_praise_in_marks_is_praise(find):
    found = find("Varga called the merger “a triumph”.", "Varga")
    assert ("Varga", "supports", "merger") in found.rows


def test_a_promise_that_is_reported_is_a_stance(find):
    found = find("Varga said she would scrap the towers.", "Varga|she")
    assert ("Varga", "opposes", "towers") in found.rows


def test_it_is_who_spoke_of_itself(find):
    found = find("The Alba union welcomed the choice but said it would oppose any job cuts.", "Alba union")
    assert ("Alba union", "opposes", "job cuts") in found.rows


def test_what_was_voted_is_named_by_its_act(find):
    assert find("The Alba board voted to close Hill School.", "Alba board").rows == [
        ("Alba board", "supports", "close Hill School")
    ]


def test_a_promise_of_an_act_no_lexicon_knows(find):
    assert find("Varga has promised to start construction.", "Varga").rows == [
        ("Varga", "supports", "start construction")
    ]


def test_a_measure_of_ones_own_is_supported(find):
    assert ("Varga", "supports", "amendment") in find("Varga has tabled an amendment.", "Varga").rows


def test_too_much_of_anything_is_blame(find):
    said = "The ministry has been too slow"
    found = find(f"“{said},” said Varga.", "Varga", "ministry", quotes=[("Varga", said)])
    assert found.rows == [("Varga", "opposes", "ministry")]


def test_evidence_holds_the_whole_predicate(find):
    said = "The minister should have spent the money on nurses"
    found = find(f"“{said},” said Varga.", "Varga", "minister", quotes=[("Varga", said)])
    assert found.words(found.stances[0]) == said


def test_the_second_of_two_demands(find):
    text = "Varga demanded that the levy be scrapped and that compensation be paid to each family."
    assert ("Varga", "supports", "compensation") in find(text, "Varga").rows


def test_an_office_holder_who_is_nobody_known_is_blamed_all_the_same(find):
    said = "The mayor should have met these families"
    assert ("Varga", "opposes", "mayor") in find(f"“{said},” said Varga.", "Varga", quotes=[("Varga", said)]).rows


def test_who_voted_along_with_somebody_holds_it_too(find):
    rows = find("Varga voted for the levy, along with Odum and Lisk.", "Varga", "Odum", "Lisk").rows
    assert {row[0] for row in rows} == {"Varga", "Odum", "Lisk"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund offered a striking contrast to the rally.",
        "Ada Lund offered her thoughts on the harbour plan.",
        "Ada Lund is seeking donations for the harbour plan.",
        "Ada Lund asked Bo Arne to confirm the figure.",
        "The Ledger called it a rough week for the harbour plan.",
    ],
)
def test_offers_gains_and_questions_are_no_wishes(find, text):
    assert find(text, *_PEOPLE).rows == []
