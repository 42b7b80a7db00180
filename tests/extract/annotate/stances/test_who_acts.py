"""Who it is that acts, and what only sounds like a stance."""

from __future__ import annotations

import pytest

HELD = [
    ("Osei gave the dam her backing.", "Osei", "supports", "dam"),
    ("The dam drew Osei's scorn.", "Osei", "opposes", "dam"),
    ("Osei spoke highly of Abe in her remarks.", "Osei", "supports", "Abe"),
    ("Osei was quick to embrace Abe.", "Osei", "supports", "Abe"),
    ("Osei rose to the defence of Abe.", "Osei", "supports", "Abe"),
    ("Osei urged members to turn away from the dam.", "Osei", "opposes", "dam"),
    ("Osei promised to do everything to stop the dam.", "Osei", "opposes", "dam"),
    ("The council has slashed funding for the dam.", "council", "opposes", "dam"),
    ("Osei emerged as a critic of Abe.", "Osei", "opposes", "Abe"),
    ("Osei did not alter her disapproval of the dam.", "Osei", "opposes", "dam"),
    ("Osei referred to Abe as a fraud.", "Osei", "opposes", "Abe"),
    ("The Osei ad accuses Abe of lying.", "Osei", "opposes", "Abe"),
    ("Two members, Osei and Abe, criticised the dam.", "Abe", "opposes", "dam"),
]


@pytest.mark.parametrize(("text", "holder", "polarity", "target"), HELD, ids=[r[0] for r in HELD])
def test_who_holds_what(find, text, holder, polarity, target):
    assert (holder, polarity, target) in find(text, "Osei|her", "Abe", "council").rows


NOT_HELD = [
    ("Osei lashed out at Abe for having attacked the dam.", "Osei", "dam"),
    ("Osei was misled into supporting the dam.", "Osei", "dam"),
    ("That does not mean that Osei respects Abe.", "Osei", "Abe"),
    ("Osei wants to talk of ferries, as opposed to dams.", "Osei", "dams"),
    ("Had Osei backed the dam, it would stand.", "Osei", "dam"),
    ("Osei campaigned for mayor.", "Osei", "mayor"),
    ("Osei repeated the belief that dams are harmful.", "Osei", "dams"),
    ("Osei pulled even with Abe in the polls.", "Osei", "Abe"),
]


@pytest.mark.parametrize(("text", "holder", "target"), NOT_HELD, ids=[r[0] for r in NOT_HELD])
def test_what_nobody_holds(find, text, holder, target):
    assert not [r for r in find(text, "Osei", "Abe").rows if r[0] == holder and r[2] == target]


SAID = [
    ("There will be no quarry.", "opposes", "quarry"),
    ("There must be an inquiry.", "supports", "inquiry"),
    ("What is most infuriating is that Reyes lies.", "opposes", "Reyes"),
    ("The plan of Reyes was to be a bully.", "opposes", "plan"),
    ("The levy is the definition of greed.", "opposes", "levy"),
    ("He’s an arrogant boy.", "opposes", "Reyes"),
    ("We have to do everything to improve the harbour.", "supports", "harbour"),
]


@pytest.mark.parametrize(("words", "polarity", "target"), SAID, ids=[r[0] for r in SAID])
def test_what_a_speaker_says(find, words, polarity, target):
    text = f'"{words}" Dunne said of Reyes.'
    rows = find(text, "Dunne|We", "Reyes|He", quotes=[("Dunne", f'"{words}"')], threshold=0.4).rows
    assert any(h == "Dunne" and p == polarity and target in t for h, p, t in rows), rows


def test_what_is_needed_is_wanted_by_whoever_says_so(find):
    words = "We need a new harbour wall. This town does not need a casino."
    rows = find(f'"{words}" Dunne said.', "Dunne|We", quotes=[("Dunne", f'"{words}"')]).rows
    assert {(p, t) for _, p, t in rows} == {("supports", "harbour wall"), ("opposes", "casino")}


def test_a_body_may_be_taken_to_task_though_it_is_nobody_of_the_article(find):
    assert ("Osei", "opposes", "transport department") in find("Osei pulled up the transport department.", "Osei").rows


def test_a_bid_is_a_matter_though_somebody_makes_it(find):
    assert ("Osei", "opposes", "Abe's bid") in find("Osei challenged Abe's bid.", "Osei", "Abe").rows


def test_an_important_issue_is_not_praised(find):
    words = "Fishing is an important issue for us."
    assert find(f'"{words}" Dunne said.', "Dunne|us", quotes=[("Dunne", f'"{words}"')], threshold=0.3).rows == []


MORE = [
    ("Osei called the bank's suspension of the toll 'arbitrary'.", ("Osei", "supports", "toll")),
    ("Osei promised to end the levy, scrap the toll and deport the smugglers.", ("Osei", "opposes", "smugglers")),
    ("Osei stressed the need for a ferry.", ("Osei", "supports", "ferry")),
]


@pytest.mark.parametrize(("text", "row"), MORE, ids=[r[0] for r in MORE])
def test_more_of_who_holds_what(find, text, row):
    assert row in find(text, "Osei", "bank").rows


def test_going_to_shows_as_much_will_whoever_reports_it(find):
    words = "We are going to build a ferry port."
    rows = find(f'"{words}" Osei said.', "Osei|We", quotes=[("Osei", f'"{words}"')]).rows
    assert ("Osei", "supports", "ferry port") in rows


def test_a_verdict_within_marks_is_the_speakers_where_its_verb_is_not(find):
    text = 'Osei said the plan was "an egregious act".'
    said = [("Osei", 'the plan was "an egregious act"')]
    rows = find(text, "Osei", quotes=said, kind="mixed").rows
    assert ("Osei", "opposes", "plan") in rows


def test_what_is_wrong_for_somebody_to_do_is_held_against_them(find):
    words = "It is shameful for Reyes to blame the crews."
    rows = find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')]).rows
    assert ("Dunne", "opposes", "Reyes") in rows


def test_who_vows_to_make_another_do_it_wants_it_done(find):
    assert ("Osei", "supports", "bridge") in find("Osei vowed to make Abe pay for the bridge.", "Osei", "Abe").rows


STILL_MORE = [
    ("The council met on Osei's proposed levy.", ("Osei", "supports", "levy"), True),
    ("The council heard Osei's call for a levy.", ("Osei", "supports", "levy"), True),
    ("Osei called on Abe to listen or resign.", ("Osei", "opposes", "Abe"), True),
    ("Osei cannot stand Abe.", ("Osei", "opposes", "Abe"), True),
    ("Osei stood trial in Abuja.", ("Osei", "supports", "trial"), False),
    ("Osei resigned in favour of Abe.", ("Osei", "supports", "Abe"), False),
    ("Abe was hurt by Osei's calling him a liar.", ("Osei", "opposes", "Abe"), True),
]


@pytest.mark.parametrize(("text", "row", "held"), STILL_MORE, ids=[r[0] for r in STILL_MORE])
def test_still_more_of_who_holds_what(find, text, row, held):
    assert (row in find(text, "Osei|her", "Abe|him").rows) == held


VERDICTS = [
    ("Reyes is the only choice for this town.", "supports"),
    ("Her remarks render Reyes unfit for office.", "opposes"),
    ("Reyes makes our country less safe.", "opposes"),
    ("Reyes plays on the fears of the people.", "opposes"),
    ("Remember that thug Reyes jails writers.", "opposes"),
    ("Reyes kills terrorists.", None),
    ("Reyes deserves better.", None),
    ("She keeps telling us how great Reyes is.", None),
]


@pytest.mark.parametrize(("words", "polarity"), VERDICTS, ids=[v[0] for v in VERDICTS])
def test_more_verdicts(find, words, polarity):
    rows = find(f'"{words}" Dunne said.', "Dunne", "Reyes", quotes=[("Dunne", f'"{words}"')]).rows
    assert [p for _, p, t in rows if t == "Reyes"] == ([polarity] if polarity else [])


def test_a_particle_is_none_where_it_opens_a_phrase_of_its_own(find):
    rows = find("Osei took some shots at Abe on his plan.", "Osei", "Abe").rows
    assert ("Osei", "opposes", "Abe") in rows
    assert ("Osei", "opposes", "Abe") in find("Osei took on Abe.", "Osei", "Abe").rows


def test_never_is_an_answer_only_by_itself(find):
    words = "On the issue of the quarry, they will never agree with me."
    assert find(f'"{words}" Osei said.', "Osei", quotes=[("Osei", f'"{words}"')], threshold=0.6).rows == []


def test_when_a_promise_falls_due_is_no_condition_on_it(find):
    rows = find("Osei promised to build the bridge if she takes office.", "Osei").rows
    assert ("Osei", "supports", "bridge") in rows
