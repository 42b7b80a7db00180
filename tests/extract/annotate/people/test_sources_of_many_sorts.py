"""Sources that are easily taken for somebody else: offices, mastheads, groups by number, documents with an author."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("former secretary of state Ann Poe", "Ann Poe"),
        ("director of operations Ann Poe", "Ann Poe"),
        ("FBI General Counsel Ann B. Poe", "Ann B. Poe"),
        ("New York Mayor Ann Poe today", "Ann Poe"),
        ("a friend of actor Ann Poe", "a friend of actor Ann Poe"),
        ("a spokesman for party leader Ann Poe", "a spokesman for party leader Ann Poe"),
    ],
)
def test_an_office_with_its_realm_leads_up_to_the_name(read, source, who):
    assert read(f"“It is all here,” {source} said on Monday.").speaker("It is all here") == who


def test_a_masthead_is_no_description_of_somebody(read):
    r = read('The Northern Caller reported that Bo Lee "gave five thousand" to the fund. The singer denied it.')
    assert r.speaker("gave five thousand") == "Northern Caller"
    r = read('Ann Poe, an oarsman, was there. According to The Watchman, she "won by a length".')
    assert r.speaker("won by a length") == "The Watchman"
    r = read("Cleveland's Plain Dealer said “owners should stay at home” this week. The mayor, Bo Lee, agreed.")
    assert r.speaker("owners should stay at home") == "Plain Dealer"


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("hundreds of angry farmers marched through the city", "hundreds of angry farmers"),
        ("eleven Jewish and Muslim organisations", "eleven Jewish and Muslim organisations"),
    ],
)
def test_many_are_a_group_by_what_they_are(read, source, who):
    verb = "chanting" if "marched" in source else "said"
    r = read(f'The minister, Ann Poe, was away. On Monday {source} {verb} "No more of this".')
    assert r.speaker("No more of this") in (who, who.capitalize(), who[0].upper() + who[1:])


def test_a_document_is_the_words_of_whom_it_is_by(read):
    r = read('The report, by the Institute for Harbour Studies, said rents "must fall". Ann Poe disagreed.')
    assert r.speaker("must fall") == "Institute for Harbour Studies"
    r = read('The ad, paid for by Friends of Harbours, says that Bo Lee is "a crook". Ann Poe laughed.')
    assert r.speaker("a crook") == "Friends of Harbours"


def test_the_campaign_is_the_one_that_spoke_before(read):
    r = read(
        "The Poe campaign suggested that Mr. Lee was acting alone. Regarding the exchanges between Mr. Lee and the "
        "aides, the campaign said in a statement: “Neither was involved.”"
    )
    assert r.speaker("Neither was involved") == "the Poe campaign"


def test_a_driver_from_before_is_not_whoever_was_named_since(read):
    r = read(
        "The inquiry was closed on Monday.\n\nIt had dragged on for a year.\n\nNobody was surprised.\n\n"
        "The costs were high.\n\nA Blue River driver had kept copies. "
        "Ann Poe used a private server as mayor.\n\nThe Blue River driver told agents that it was “a mistake”."
    )
    assert r.speaker("a mistake") != "Ann Poe"


def test_the_side_a_group_is_on_does_not_speak(read):
    r = read("Ann Poe met voters. Unity Harbour, a pro-Poe group, posted one sentence: “This is not right.”")
    assert r.speaker("This is not right") == "Unity Harbour"


def test_a_skipper_is_the_skipper_named_before(read):
    r = read("Ludde Poe, the skipper of Nicole, says the start could help. Skipper Poe said “it is easy” to win.")
    assert r.speaker("it is easy") == "Ludde Poe"


def test_a_man_known_by_a_name_has_it(read):
    r = read("A man known as Nick told reporters “he was in the trenches” for weeks.")
    assert r.speaker("he was in the trenches") == "Nick"


def test_whoever_is_from_a_service_and_says_is_somebody(read):
    r = read("Marks Poe from the Rural Fire Service says crews are on guard. “A lot of fires are contained,” he said.")
    assert r.speaker("A lot of fires are contained") == "Marks Poe"


def test_an_envoy_for_a_country_is_whose_name_follows(read):
    r = read(
        "The US and UN special envoy for Afghanistan Omar Khalidi said it was “a good day” for peace. Khalidi smiled."
    )
    assert r.speaker("a good day") == "Omar Khalidi"
