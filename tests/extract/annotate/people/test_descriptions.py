"""Descriptions: whoever is meant by a noun, where the article lets one tell."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Health Minister Ada Lund said it was for the boards.\nThe minister added: “Nobody wants to see this.”",
            "Nobody wants",
            "Ada Lund",
        ),
        (
            "Forces loyal to General Bo Vik left.\nVik, whose troops hold the hills, denied it. In an address on state"
            " television, the army chief said: “We fired nothing.”",
            "We fired nothing",
            "Bo Vik",
        ),
        (
            "Carl Ek kicked. Dag Holm, the manager, left.\nEk, who was booked, saw no malice. “I slipped,” said the"
            " captain.",
            "I slipped",
            "Carl Ek",
        ),
        (
            "Japanese trade minister Okabe Shigeru and his counterpart, Ada Lund, met.\nLund was blunter. “It is a door"
            " with no handle,” the industry minister said.",
            "It is a door",
            "Ada Lund",
        ),
        (
            "A party chieftain told our correspondent that it was wrong. “That is her real offence,” the source said.",
            "That is her real",
            "a party chieftain",
        ),
        (
            "Bo Vik, 15, says he is happy. Ada Lund, 68, is not.\nThe teenager joked: “She said I could have a car.”",
            "She said I could",
            "Bo Vik",
        ),
        (
            "Ada Lund, who runs the clinic, met Bo Vik.\nThe party’s chairman, Alhaji Dag Holm, has waded in.\n"
            "“You do not use a hammer to kill a mosquito,” the chairman said.",
            "You do not use",
            "Dag Holm",
        ),
    ],
)
def test_a_noun_for_the_one_the_text_is_about(read, text, words, speaker):
    assert read(text).speaker(words) == speaker


def test_an_office_named_later_is_not_whoever_is_about(read):
    r = read(
        "Bo Vik met farmers. “It is late,” the minister said.\nThe minister, Ada Lund, and the mayor left for Harbour."
    )
    assert r.speaker("It is late") != "Bo Vik"


def test_a_vice_president_is_not_the_president(read):
    r = read("Vice President Ada Lund met farmers and Bo Vik there. A week later the president said: “It is late.”")
    assert r.speaker("It is late") != "Ada Lund"


def test_one_and_another_are_somebody(read):
    r = read("Several MPs said Vik should go. Another said: “He will survive.” Others said: “We shall see.”")
    assert r.speaker("He will survive") == "another of the MPs"
    assert r.speaker("We shall see") == "others"
    assert r.names("person") == {"Vik"} or not r.names("person")


def test_plural_offices_are_nobodys_name(read):
    r = read("Several Labor MPs said that Ada Lund should go.")
    assert r.names() == {"Ada Lund"}


def test_an_office_in_capitals_is_nobodys_name(read):
    r = read("Ada Lund was told by her own Planning Minister that it was over. Her own Planning Minister said no more.")
    assert r.names("person") == {"Ada Lund"}


def test_mr_is_not_a_woman_of_that_surname(read):
    r = read(
        "President Poe spoke on Friday. Mr. Poe said that he was tired. Michelle Poe, who was there, left with her son."
    )
    assert r.who("Mr. Poe") != "Michelle Poe"
    assert r.who("he was", 0) != "Michelle Poe" or r.who("he") is None


def test_an_earl_by_given_name(read):
    assert "Earl Ray Lund" in read("Gov. Earl Ray Lund of Nordmark praised Bo Vik. Mr. Lund left.").names()


def test_somebody_elses_child_in_an_aside_is_not_the_speaker(read):
    r = read("The builder, father of her eldest, Bo, told the paper: “I see what she said.”")
    assert r.speaker("I see what she said") != "Bo"


def test_a_trade_mark_is_no_person(read):
    assert read("DataHarbour said on Friday it would cut jobs. Ada Lund left DataHarbour.").names() == {"Ada Lund"}


def test_the_deputy_is_not_whose_deputy_it_is(read):
    r = read(
        "The governor, Josiah Wekesa, hit back. His deputy, Caleb Barasa, stayed away.\n"
        "“I am ashamed,” the Deputy Governor wrote. “I am not,” the governor said."
    )
    assert r.speaker("I am ashamed") == "Caleb Barasa"
    assert r.speaker("I am not") == "Josiah Wekesa"


def test_the_secretary_of_a_union_is_not_the_chief_executive(read):
    r = read(
        "Chief executive Robert Hale promised to extend the deadline. In a letter he admitted it.\n"
        "Unison said jobs would go. The union's branch secretary said: “Nobody was asked.”"
    )
    assert r.speaker("Nobody was asked") == "the union's branch secretary"


def test_an_age_never_told_is_that_of_whom_the_sentence_before_is_about(read):
    r = read(
        "Jack Sturrow hopes to name a successor. Tom Hasketh was asked whether he wanted the job.\n"
        "“I've had a cup of tea, that's all,” the 44-year-old said."
    )
    assert r.speaker("cup of tea") == "Tom Hasketh"


def test_a_senior_figure_is_somebody(read):
    r = read("A senior figure at the club said a bid would be resisted. “There’s always a bank,” the source said.")
    assert r.speaker("always a bank") == "a senior figure at the club"


def test_one_of_them_is_one_of_those_before(read):
    r = read("A sale is near, three sources at the firm said. “They want a partner,” one of them said.")
    assert r.speaker("want a partner") == "one of three sources at the firm"


@pytest.mark.parametrize("clause", ["gave her name only as Rosmira", "gave only her first name, Rosmira"])
def test_who_gives_a_first_name_goes_by_it(read, clause):
    r = read(f"“I support them,” said a woman who had queued since four and who {clause}. “But I have to cook.”")
    assert r.speaker("support them") == r.speaker("have to cook") == "Rosmira"
