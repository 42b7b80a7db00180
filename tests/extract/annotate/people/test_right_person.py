"""The right one of several names in a source, and the right one of several whom a phrase may describe."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Former secretary of state Edith Crale, a Hollis supporter,", "Edith Crale"),
        ("Hollis senior communications adviser Owen Tarn", "Owen Tarn"),
    ],
)
def test_a_name_before_the_noun_of_a_follower_does_not_speak(read, source, name):
    r = read(f"Martin Hollis spoke on Monday.\n{source} said the plan was “sound”.")
    assert r.speaker("sound") == name


def test_what_the_words_are_about_does_not_speak(read):
    r = read("Edith Crale met Owen Tarn.\nOf Crale, Tarn, who has known her for years, said: “She never tires.”")
    assert r.speaker("She never tires") == "Owen Tarn"


def test_a_possible_vice_president_is_somebody(read):
    r = read("Owen Tarn spoke on Monday.\nHollis’s potential VP then said he was “pleased”.")
    assert "VP" not in r.names("organisation")


def test_an_age_behind_another_adjective(read):
    r = read("Edith Crale opened the clinic in 2007.\n“I never doubted it,” the grey-haired, 71-year-old surgeon said.")
    assert r.speaker("I never doubted it") == "Edith Crale"


def test_nobody_is_described_by_another_age(read):
    r = read(
        "Derek Oakham, 78, was taken to hospital. His daughter, Karen Fenn, told the paper she had begged for help.\n"
        "“Nobody came,” said the 49-year-old teaching assistant."
    )
    assert r.speaker("Nobody came") != "Derek Oakham"


def test_a_seat_tells_senators_apart(read):
    r = read(
        "Snow fell in Iowa on Monday and the sun shone in Florida.\n"
        "Owen Tarn stressed defence issues during an appearance with Sen. Edith Crale, R-Iowa.\n"
        "The Florida senator told reporters it was “a good day”."
    )
    assert r.speaker("a good day") != "Edith Crale"


def test_two_named_together_speak_together(read):
    r = read(
        "Edith Crale, a poet, and Owen Tarn, a critic, welcomed the prize.\n"
        "“It was about time,” the literary heavyweights wrote."
    )
    assert r.speaker("It was about time") == "Edith Crale and Owen Tarn"


def test_whoever_adds_has_spoken_before(read):
    r = read("Owen Tarn told the Ledger it was “a start”.\nThe candidate added: “It is not the end.”")
    assert r.speaker("It is not the end") == "Owen Tarn"


def test_the_other_body_has_another_boss(read):
    r = read(
        "Harwick Council met the Shipwrights Union on Monday.\n"
        "Shipwrights Union chairman Gary Spelling felt the offer was harsh. “It is a start,” Spelling told reporters.\n"
        "The Harwick Council boss called it “fair”."
    )
    assert r.speaker("fair") != "Gary Spelling"


def test_a_reader_of_a_report_has_not_written_it(read):
    r = read(
        "A parliamentary report blamed the harbour office.\n"
        "Owen Tarn said he did not see evidence in the report.\n“The doors were open,” the parliamentary report said."
    )
    assert r.speaker("The doors were open") is None


def test_a_colon_before_a_quotation_is_no_part_of_the_name(read):
    r = read("Former mayor Ada Berit Lund:“We learned that from the council.”\nLund left. “It was late,” Lund said.")
    assert r.names() == {"Ada Berit Lund"}
    assert r.speaker("It was late") == "Ada Berit Lund"


def test_a_surname_that_is_a_title_stands_alone(read):
    r = read("The News named its editor, Viktor Baron, on Monday.\n“The yard is ours,” said Baron. Bo Vik left.")
    assert r.speaker("The yard is ours") == "Viktor Baron"


def test_two_letters_swapped_are_a_slip(read):
    r = read("Rolf Phole wrote a book. “I saw it,” said Phole. Bo Vik left.\nPohle went on to say: “It is true.”")
    assert r.speaker("It is true") == "Rolf Phole"


def test_who_is_told_of_in_a_clause_does_not_speak(read):
    r = read(
        "Ada Lund and Bo Vik run for mayor. “I want answers,” said a prominent council member who supports Lund.\n"
        "One of Lund’s former supporters who still backs Vik, former Rep. Pat Ek, said it was “tragic.”"
    )
    assert r.speaker("I want answers") == "a prominent council member"
    assert r.speaker("tragic") == "Pat Ek"


def test_a_campaign_is_not_the_candidate(read):
    r = read("Tom Evans lost on Monday.\nEvans’ campaign said that the report was “a hasty affair.”")
    assert r.speaker("a hasty affair") == "Evans’ campaign"


def test_somebody_of_a_body_or_a_place_is_not_the_body(read):
    r = read(
        "“Rain fell for hours,” said Oradhya Vemurikal of Border Rights Watch, who observed the vote.\n"
        "Rivals came, among them Senator Bo Vik of Florida, who said that she was “disqualified” for good."
    )
    assert r.speaker("Rain fell") == "Oradhya Vemurikal"
    assert r.speaker("disqualified") == "Bo Vik"


def test_a_place_with_a_school_is_nobody(read):
    r = read(
        "Chris Vik came to the bridge near Sandy Marsh Elementary School. He did not sleep.\n"
        "Vik spoke again before the Sandy Marsh shooting was forgotten, in Sandy Marsh and in Orlando.\n"
        "“This was something different,” he added."
    )
    assert "Sandy Marsh" not in r.names()
    assert r.speaker("This was something") == "Chris Vik"
