"""Words that show a stance by their frame: verbs, nouns, adjectives, wishes and acts, on news of all sorts."""

from __future__ import annotations

import pytest

REPORTED = [
    ("The Greens backed the dam at Kesh.", ["Greens"], ("Greens", "supports", "dam")),
    ("Unions have condemned the pay freeze.", ["Unions"], ("Unions", "opposes", "pay freeze")),
    ("Osei slammed the lithium deal as theft.", ["Osei"], ("Osei", "opposes", "lithium deal")),
    ("The levy was praised by Rahman on Monday.", ["Rahman"], ("Rahman", "supports", "levy")),
    ("Hodge, who opposes the merger, stayed away.", ["Hodge"], ("Hodge", "opposes", "merger")),
    ("Ivers lashed out at the referee after the match.", ["Ivers"], ("Ivers", "opposes", "referee")),
    ("Nakamura called for a boycott of the games.", ["Nakamura"], ("Nakamura", "opposes", "games")),
    ("Senator Pell voted against the farm bill.", ["Pell"], ("Pell", "opposes", "farm bill")),
    ("Okoro called the curfew a disgrace.", ["Okoro"], ("Okoro", "opposes", "curfew")),
    ("Ricci described the coach as brilliant.", ["Ricci"], ("Ricci", "supports", "coach")),
    ("Mayor Lind vetoed the zoning law.", ["Lind"], ("Lind", "opposes", "zoning law")),
    ("The ministry threw its weight behind the vaccine.", ["ministry"], ("ministry", "supports", "vaccine")),
    ("Parents are furious about the school closure.", ["Parents"], ("Parents", "opposes", "school closure")),
    ("Desai is a fierce critic of the nuclear treaty.", ["Desai"], ("Desai", "opposes", "nuclear treaty")),
    ("Brandt voiced support for the strike.", ["Brandt"], ("Brandt", "supports", "strike")),
    ("The verdict drew criticism from Amnesty.", ["Amnesty"], ("Amnesty", "opposes", "verdict")),
    ("Moyo spoke in favour of the land reform.", ["Moyo"], ("Moyo", "supports", "land reform")),
    ("Larsen has no confidence in the auditor.", ["Larsen"], ("Larsen", "opposes", "auditor")),
    ("Tan is opposed to the casino.", ["Tan"], ("Tan", "opposes", "casino")),
    ("Two senators endorsed Abel.", ["Two senators|senators", "Abel"], ("Two senators", "supports", "Abel")),
]


@pytest.mark.parametrize(("text", "people", "expected"), REPORTED, ids=[r[0] for r in REPORTED])
def test_a_frame_gives_holder_polarity_and_target(find, text, people, expected):
    assert expected in find(text, *people).rows


WILLED = [
    ("Kovac vowed to scrap the levy.", "opposes", "levy"),
    ("Kovac wants to expand the port.", "supports", "port"),
    ("Kovac refused to host the summit.", "opposes", "summit"),
    ("Kovac will not sign the treaty.", "opposes", "treaty"),
    ("Kovac urged parliament to reject the budget.", "opposes", "budget"),
    ("Kovac ruled out building a second runway.", "opposes", "second runway"),
    ("Kovac unveiled his plan to abolish the tariff.", "opposes", "tariff"),
    ("Kovac is determined to protect the wetlands.", "supports", "wetlands"),
    ("Kovac demanded an end to the blockade.", "opposes", "blockade"),
    ("Kovac is not afraid to criticise the bank.", "opposes", "bank"),
]


@pytest.mark.parametrize(("text", "polarity", "target"), WILLED, ids=[r[0] for r in WILLED])
def test_what_somebody_wants_done_shows_where_they_stand(find, text, polarity, target):
    rows = find(text, "Kovac|his", threshold=0.4).rows
    assert any(h == "Kovac" and p == polarity and target in t for h, p, t in rows), rows


def test_negation_turns_support_into_opposition_but_silence_is_no_praise(find):
    assert ("Duarte", "opposes", "pact") in find("Duarte does not support the pact.", "Duarte").rows
    assert not find("Duarte did not criticise the pact.", "Duarte").rows


def test_the_one_told_to_act_is_the_target(find):
    rows = find("Farrell wants Hume to resign.", "Farrell", "Hume").rows
    assert rows == [("Farrell", "opposes", "Hume")]


def test_a_person_as_target_is_linked(find):
    found = find("Adeyemi praised Clarke for her courage.", "Adeyemi", "Clarke")
    assert [(s.holder, s.target_person) for s in found.stances] == [("p1", "p2")]


def test_conduct_leads_to_the_person(find):
    found = find("Adeyemi criticised Clarke's handling of the flood.", "Adeyemi", "Clarke")
    assert found.stances[0].target_person == "p2"
    assert "handling" in found.stances[0].target


def test_coordinated_verbs_and_holders_all_count(find):
    rows = find("Peru and Chile welcomed the ceasefire and condemned the raid.", "Peru", "Chile").rows
    assert {("Peru", "supports", "ceasefire"), ("Chile", "supports", "ceasefire")} <= set(rows)
    assert ("Peru", "opposes", "raid") in rows


def test_a_report_speaks_for_its_author_and_an_apposition_names_the_holder(find):
    text = "A study by Oxfam slammed the subsidy. The chairman, Colm Daly, praised the tax."
    rows = find(text, "Oxfam", "Colm Daly").rows
    assert ("Oxfam", "opposes", "subsidy") in rows
    assert ("Colm Daly", "supports", "tax") in rows


def test_the_reporters_adjectives_are_nobodys_stance(find):
    text = "The disastrous scheme cost Dublin dearly, and the brilliant Keane scored twice."
    assert find(text, "Dublin", "Keane", threshold=0.1).rows == []


def test_a_holder_that_is_only_a_modifier_holds_nothing(find):
    rows = find("The Labour-run council rejected the plan.", "Labour", threshold=0.1).rows
    assert rows == []


def test_a_film_critic_opposes_nothing(find):
    assert find("Guardian film critic Ana Reis wrote about Rome.", "Ana Reis", "Guardian", threshold=0.1).rows == []


def test_members_of_a_group_hold_what_the_group_holds(find):
    rows = find(
        "Other unions, including Dockers United and Railfolk, endorsed Abel.", "Dockers United", "Railfolk"
    ).rows
    assert rows == [("Dockers United", "supports", "Abel"), ("Railfolk", "supports", "Abel")]
    rows = find("Three ports led by Kesh oppose the levy.", "Kesh").rows
    assert rows == [("Kesh", "opposes", "levy")]


def test_a_name_beside_a_description_says_who_it_is(find):
    text = "The shadow minister, Nia Prosser, called for an inquiry. Dacre, the minister, stayed away."
    assert find(text, "Nia Prosser", "Dacre|minister").rows == [("Nia Prosser", "supports", "inquiry")]


def test_the_first_to_do_it_is_its_holder(find):
    assert find("Arta became the first to offer to host the summit.", "Arta").rows == [("Arta", "supports", "summit")]


@pytest.mark.parametrize(
    "text",
    [
        "Ivers is heavily contesting Ohio.",  # a race
        "Ivers is Abel's opponent.",  # an election
        "Ivers questioned Abel for an hour.",  # an interview
        "Ivers has three ways to seek a vote on the ferry.",  # what can be
        "The court held Ivers in contempt of parliament.",
        "Ivers promised a veto.",  # of what?
    ],
)
def test_words_that_have_another_sense_show_nothing(find, text):
    assert find(text, "Ivers", "Abel", "parliament", "court").rows in ([], [("court", "opposes", "Ivers")])


def test_words_that_need_a_matter_take_one(find):
    assert find("Ivers contested the claim.", "Ivers").rows == [("Ivers", "opposes", "claim")]
    assert find("Ivers is an opponent of the toll.", "Ivers").rows == [("Ivers", "opposes", "toll")]


def test_deciding_against_an_act_refuses_it(find):
    assert find("The board decided against building the depot.", "board").rows == [("board", "opposes", "depot")]


def test_coming_under_criticism_is_criticism_by_whom_it_comes_from(find):
    rows = find("The chancellor came under criticism from Neves over the fees.", "chancellor", "Neves").rows
    assert ("Neves", "opposes", "chancellor") in rows


def test_a_verdict_on_what_somebody_did_is_a_verdict_on_them(find):
    text = '"What the federation did is a disgrace," Okonedo said.'
    found = find(text, "Okonedo", "federation", quotes=[("Okonedo", text[: text.rindex('"') + 1])])
    assert found.rows == [("Okonedo", "opposes", "federation")]


def test_of_somebody_crucial_is_no_praise(find):
    text = '"Mr Pagli is a crucial witness," Chavez said. "The bridge is crucial," Chavez added.'
    said = [("Chavez", '"Mr Pagli is a crucial witness,"'), ("Chavez", '"The bridge is crucial,"')]
    assert find(text, "Chavez", "Pagli", quotes=said).rows == [("Chavez", "supports", "bridge")]


def test_what_happened_after_praises_nobody(find):
    text = '"I sailed home after Kesh protected my family," Arta said.'
    assert find(text, "Arta", "Kesh", quotes=[("Arta", text[: text.rindex('"') + 1])]).rows == []
