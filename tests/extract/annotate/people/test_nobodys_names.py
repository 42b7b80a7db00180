"""What is nobody's name, and what does not belong to somebody's: plain words, works, ships, places, titles, openers."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "name",
    ["Morning Ledger", "Squeaky Box", "Orwell Grants", "Battleground Counties", "Living Memory", "KTV Clean Fuels"],
)
def test_plain_words_are_nobodys_name(read, name):
    r = read(f"Ada Lund said she had read about it in {name}. {name} had no comment, she added.")
    assert r.names() == {"Ada Lund"}


def test_plain_words_are_somebody_where_the_text_says_so(read):
    r = read("Ward Hook, a baker, was there. Wei Chan, 34, was there too. Ms Hook said no more.")
    assert {"Ward Hook", "Wei Chan"} <= r.names()


@pytest.mark.parametrize("opener", ["Did", "Injecting", "Crooked Ada"])
def test_what_stands_before_a_known_name_is_not_part_of_it(read, opener):
    r = read(f"Ada Marlowe spoke. {opener} Marlowe’s name into it was wrong. Marlowe left.")
    assert r.names() == {"Ada Marlowe"}
    assert not any("Did" in a or "Inject" in a for a in r.person("Ada Marlowe").aliases)


@pytest.mark.parametrize("seat", ["MP", "senator", "backbencher"])
def test_whose_seat_it_is_is_a_party(read, seat):
    r = read(f"One Meridian {seat} said it was a mess. “We are finished,” the {seat} said.")
    assert not r.names()


def test_a_given_name_in_syllables_may_open_a_sentence(read):
    r = read(
        "The ban was unpopular. Soo-jin Marlow, who teaches history, was against it. “It is silly,” Ms. Marlow said."
    )
    assert r.names() == {"Soo-jin Marlow"}


def test_a_surname_spacy_takes_for_a_town_is_somebody(read):
    r = read(
        "Alina Machuca won the title in May. He was angry at Machuca. Machuca was glad. "
        "The tweets about Machuca were deleted."
    )
    assert len([m for m in r.person("Alina Machuca").mentions if m.form == "name"]) == 4


def test_a_place_at_the_end_of_an_address_is_no_president(read):
    r = read("Asked about his resort in Aberdeen, Scotland, the former president said little. Ada Lund left.")
    assert r.names() == {"Ada Lund"}


def test_what_the_text_never_speaks_of_as_somebody_is_nobody(read):
    r = read(
        "They will prosecute Dallas Zika patient Tom Dunkley. The latest Zika outbreak has killed hundreds. "
        "A Zika patient died. There is no cure for Zika."
    )
    assert r.names() == {"Tom Dunkley"}


def test_lenders_with_given_names_are_no_people(read):
    r = read("The Fed will put money from mortgage giants Fanny May and Freddy Mack into bonds, Ada Lund said.")
    assert r.names() == {"Ada Lund"}


def test_a_destroyer_is_nobody(read):
    assert not read("He spoke to sailors aboard the destroyer USS Hartley in May.").names()


def test_a_short_form_is_whoever_has_the_name(read):
    r = read("James Hanssen wrote the paper. “Much of Jim’s analysis is credible,” said Ada Lund.")
    assert r.names() == {"James Hanssen", "Ada Lund"}


def test_a_dutch_particle_in_two_words(read):
    r = read("“It is falling apart,” said Sophie in 't Velde, a member. “It is sad,” In 't Velde said.")
    assert r.names() == {"Sophie in 't Velde"}


def test_a_town_before_its_state_and_a_city_with_a_given_name_are_places(read):
    r = read("Robert Stone, a 59-year-old from Hilton Mead, South Carolina, flew from Hong Kong to Moscow.")
    assert r.names() == {"Robert Stone"}


def test_some_of_a_party_are_a_group(read):
    r = read("Senate Democrats said the language was “poison.” The Christian Democrats said nothing.")
    assert r.speaker("poison") in r.names("group")
    assert "Senate Democrats" not in r.names("organisation")


def test_a_poll_of_a_university_is_nobody(read):
    assert not read("In a national Suffolk University Poll, likely voters said they were scared.").names()


def test_a_question_does_not_open_a_name(read):
    r = read("Are Ada Meier and Nick Sabin really closing practices? Meier said so.")
    assert r.names() == {"Ada Meier", "Nick Sabin"}


def test_a_stage_name_with_a_title_keeps_it(read):
    assert read("She wore a dress like Lady Gogo, and Lady Gogo laughed.").names() == {"Lady Gogo"}


@pytest.mark.parametrize("text", ["on the comedy series Chuck", "by the director of Georgia Sea Grant at the college"])
def test_works_and_bodies_are_nobody(read, text):
    assert read(f"Ada Lund was hired {text}, she said.").names() == {"Ada Lund"}


def test_an_administration_is_somebodys(read):
    r = read("The work began when the Fordham administration took over. The American administration did not.")
    assert r.names() == {"Fordham"}


def test_a_state_before_a_name_is_no_part_of_it(read):
    r = read("It happened at the golf club at Bedminster, N.J. Roger Aylers, the former chairman, was there.")
    assert r.names() == {"Roger Aylers"}


def test_an_item_of_a_list_may_open_with_a_hyphen(read):
    assert "David Rothmann" in read("-David Rothmann assesses the field. It is close.").names()


def test_a_title_or_a_verb_in_capitals_is_not_the_fullest_name(read):
    r = read(
        "The site is called “Cape If Donald Trumble Wins” and is a joke. Donald Trumble laughed. Donald Trumble left.\n"
        'A play called "Los Hijos de Trumble" opened.\nWhy Sanderson Is Back\nBernie Sanderson won.'
    )
    assert r.names() == {"Donald Trumble", "Bernie Sanderson"}


def test_an_initial_before_and_shares_the_surname(read):
    r = read("Donors to the network led by Charles G. and David H. Kochman met. Charles Kochman spoke.")
    assert r.names() == {"Charles G. Kochman", "David H. Kochman"}


def test_an_actress_that_opens_a_sentence_is_no_given_name(read):
    r = read("Actress Amandla Steinberg spoke. “My hair is fine,” Steinberg said.")
    assert r.names() == {"Amandla Steinberg"}


def test_a_participle_after_a_hyphen_is_no_part_of_a_name(read):
    assert "Jeb Bushman" in read("Jeb Bushman-backed ads ran. Jeb Bushman left.").names()


def test_a_dash_without_spaces_ends_a_name(read):
    assert read("The winner, Ted Cruzo—35 percent—spoke. Ted Cruzo left.").names() == {"Ted Cruzo"}


def test_two_presidents_are_called_by_their_names(read):
    assert "Presidents Obara" not in read("Presidents Obara and Bushman met. President Obara spoke.").names()


def test_a_white_house_is_somebodys_and_nobodys_name(read):
    r = read("Under an Ada Clanton White House it would change. Chief Petty Officer Lyle Whitely of the Navy agreed.")
    assert r.names() == {"Ada Clanton", "Lyle Whitely"}


def test_a_member_of_a_party_is_nobodys_name(read):
    assert read("The Ledger spoke with one. Republican says he is tired of it, the Ledger said.").names() == set()


def test_an_office_with_a_place_before_it_is_nobody(read):
    r = read(
        "The new Solomon Harbour Prime Minister has told his people that times are hard. Sir Allan Poe was elected."
    )
    assert r.names() == {"Allan Poe"}


def test_mountains_are_nobody(read):
    r = read("Helicopters landed near the Tora Hora mountains. Fighters hid in the Tora Hora caves. Ann Poe saw it.")
    assert r.names() == {"Ann Poe"}


def test_a_possessive_with_the_wrong_mark_is_no_part_of_the_name(read):
    r = read("“The mayor has made his views on Donald Poe‘s comments clear,” Bo Lee said. Donald Poe did not answer.")
    assert r.names() == {"Donald Poe", "Bo Lee"}


def test_two_dashes_part_a_signature_from_the_sentence(read):
    r = read('Ann Poe said her party was "still the first in Spain."--Kim Hjelm')
    assert r.names() == {"Ann Poe", "Kim Hjelm"}


def test_a_rank_that_is_somebodys_given_name(read):
    r = read("Japanese Defence Minister Gen Nakahara said his country would help. “We have seen it,” Nakahara said.")
    assert r.names() == {"Gen Nakahara"}


def test_who_comes_with_another_office_before_the_full_name_is_somebody_else(read):
    r = read(
        "A diplomat said former Secretary Poe put speed over security. Mrs. Poe answered the diplomat.\n\n"
        "The film shows the years of President Bill Poe. Bill Poe is retired."
    )
    assert r.names() == {"Poe", "Bill Poe"}
