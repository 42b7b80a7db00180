"""Names as newsrooms of different countries write them: titles, initials, offices, courtesies, headings."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("opening", "name", "later"),
    [
        ("District Collector Anjali Devasagam", "Anjali Devasagam", "Ms. Devasagam"),
        ("Inspector-General of Police M. Zubair Hamadi", "M. Zubair Hamadi", "Mr. Hamadi"),
        ("Leader of the Opposition T. Murugan Pillaiyar", "T. Murugan Pillaiyar", "Mr. Pillaiyar"),
        ("Alhaji Sani Ibrahim Gwarzo", "Sani Ibrahim Gwarzo", "Alhaji Gwarzo"),
        ("Housing Minister Peter Langsworth", "Peter Langsworth", "Langsworth"),
        ("Senators Charles E. Grasmere", "Charles E. Grasmere", "Mr. Grasmere"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(read, opening, name, later):
    r = read(f"{opening} spoke to reporters on Monday.\n{later} said the inquiry would go on.")
    assert r.names() == {name}
    assert r.speaker("the inquiry would go on") == name


@pytest.mark.parametrize(
    "words", ["Femi Fasholade-Ojo, a spare parts dealer,", "Íñigo Peñalver Cifras, the labour minister,"]
)
def test_an_apposition_tells_a_person_from_a_firm(read, words):
    name = words.split(",")[0]
    r = read(f"The deal was signed by {words} on Tuesday.")
    assert r.names() == {name}


def test_a_firm_with_an_apposition_stays_a_firm(read):
    r = read("Brightwater Foods, the owner of the brand, said prices would fall. Brightwater Foods employs 900 people.")
    assert r.names() == set()


def test_the_first_of_two_surnames_is_the_short_form(read):
    r = read("Íñigo Peñalver Cifras, the labour minister, arrived at noon.\nPeñalver said he would stay.")
    assert r.names() == {"Íñigo Peñalver Cifras"}
    assert r.speaker("he would stay") == "Íñigo Peñalver Cifras"


def test_a_full_stop_after_a_rank_ends_no_sentence(read):
    r = read("A spokesman for the sheriff's office, Sgt. Marcus Tolliver, said the road was closed.")
    assert r.names() == {"Marcus Tolliver"}
    assert r.speaker("the road was closed") == "Marcus Tolliver"


def test_letters_after_a_name_are_no_part_of_it(read):
    r = read("The case was argued by Eoin Delahurst SC on Friday.\nMr Delahurst said the letter was lost.")
    assert r.names() == {"Eoin Delahurst"}


def test_courtesies_tell_a_family_apart(read):
    r = read(
        "Darren Pollard, 47, is accused of poisoning Janet Pollard, 45.\n"
        "Mrs Pollard told a friend she was leaving.\n"
        "Chloe Pollard, 22, gave evidence. Miss Pollard said she saw nothing."
    )
    assert r.who("Mrs Pollard") == "Janet Pollard"
    assert r.who("Miss Pollard") == "Chloe Pollard"


def test_nobody_goes_by_a_surname_before_they_are_introduced(read):
    r = read(
        "Premier K. R. Venkatasubban won the vote. Mr. Venkatasubban said he was glad.\n"
        "Critics asked about Raman Venkatasubban, the premier's son."
    )
    assert r.who("Mr. Venkatasubban") == "K. R. Venkatasubban"


def test_a_relative_named_after_a_comma_leaves_the_surname_to_the_other(read):
    r = read(
        "Mayor Donald Tolland has a plan. Ivana Tolland, the mayor's eldest daughter, helped. Ivana Tolland wrote it.\n"
        "Ivana Tolland wants it passed.\nCritics say the plan is vague.\nTolland said it would pass."
    )
    assert r.speaker("it would pass") == "Donald Tolland"


@pytest.mark.parametrize(
    "words",
    [
        "He read the federal Freedom of Movement Act twice.",
        "They met in Broughton Ferry.",
        "The pro-Lindgren Unity Action group spent more.",
        "The Commissioner for Transport resigned.",
    ],
)
def test_what_is_nobody(read, words):
    assert read(f"{words} Nothing else happened on Friday.").names() <= {"Lindgren"}


def test_a_heading_is_nobody(read):
    r = read("Rain fell all week.\nGender Equality.\nThe council met on Monday and agreed a budget.")
    assert r.names() == set()


def test_who_after_an_apposition_is_the_one_named_before_it(read):
    r = read('Orla Treanor, the member for Wexhill, who said the plan was "dead in the water", walked out.')
    assert r.speaker("dead in the water") == "Orla Treanor"


def test_the_paragraph_turned_to_somebody_else(read):
    r = read(
        'Gary Stubbing was furious. "It was offside," Stubbing said.\n'
        'Declan Odunya seemed dazed. "I just hit it," he said.\n'
        'For Femi Fasholade, a trader, it was a quiet day. "I heard a bird," he said.'
    )
    assert r.speaker("I just hit it") == "Declan Odunya"
    assert r.speaker("I heard a bird") == "Femi Fasholade"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "George Tolland ran the mill. His son, George W. Tolland, sold it. George W. Tolland has no regrets.",
            {"George Tolland", "George W. Tolland"},
        ),
        ("Ali Hassan founded the firm. His daughter, Mona Ali Hassan, runs it.", {"Ali Hassan", "Mona Ali Hassan"}),
        ("Maria Elena Ruiz, the daughter of Elena Ruiz, won the seat.", {"Maria Elena Ruiz", "Elena Ruiz"}),
        (
            "Rick Salvator and his son Rick Salvator Jr. arrived. Salvator Jr. waved and Salvator did not.",
            {"Rick Salvator", "Rick Salvator Jr."},
        ),
    ],
)
def test_a_parent_whose_name_is_part_of_the_childs_is_somebody_else(read, text, names):
    assert read(text).names() == names


def test_one_word_beside_a_person_is_a_person(read):
    r = read("Ann Lindgren appeared alongside Hoffmann at the debate in Ohio.")
    assert r.names() == {"Ann Lindgren", "Hoffmann"}


def test_a_nickname_within_a_name_is_part_of_it(read):
    r = read("Theodore “Ted” Marchant, a lawyer, said no.\nTed Marchant smiled. Mr Marchant left.")
    assert r.names() == {"Theodore “Ted” Marchant"}


def test_a_husband_without_a_surname_has_his_wifes(read):
    r = read(
        "Kelly-Anne Rudgley, 36, was furious. Her husband Lee, 39, drove to the school.\n"
        'Mr Rudgley said: "I waited an hour."'
    )
    assert r.speaker("I waited an hour") == "Lee Rudgley"


def test_a_mother_by_given_name_is_mrs(read):
    r = read(
        "Josh Rudgley died in March. His mother, Karen, said she was tired. His sister, Ellie, left.\n"
        'Mrs Rudgley, a teaching assistant, said: "He fixed the lights."'
    )
    assert r.speaker("He fixed the lights") == "Karen Rudgley"
    assert r.names() == {"Josh Rudgley", "Karen Rudgley", "Ellie"}


def test_parties_broadcasters_and_networks_are_no_persons(read):
    r = read(
        "Ada Lund of the Christian Democrats told RTÉ so. Sinn Féin’s housing spokesperson, Bo Vik, posted on X. "
        "Vik said the AfD was wrong. Local MLA Carl Ek left with his wife, Democratic nominee Eva Ek."
    )
    assert r.names() == {"Ada Lund", "Bo Vik", "Carl Ek", "Eva Ek"}


def test_one_of_a_people_is_whoever_the_text_is_about(read):
    r = read('Jonas Kazlaus added 17 points.\nThe Brazilian said the goal was "easy" for him.')
    assert r.speaker("easy") == "Jonas Kazlaus"


def test_words_after_a_quotation_describe_whom_the_paragraph_is_about(read):
    r = read(
        "Terrell Maddock scored 31 points.\n"
        'Eric Lundgren disputed that. "I would have played him anyway," the Riverside coach said.'
    )
    assert r.speaker("I would have played him anyway") == "Eric Lundgren"
    assert r.person("Eric Lundgren").role == "Riverside coach"


def test_who_is_described_within_a_clause_is_not_its_subject(read):
    r = read("Mr Don Trempe took on Hilda Clinten after the Labour front-runner had said he was lost.")
    assert r.speaker("he was lost") == "Hilda Clinten"


@pytest.mark.parametrize("short", ["Lacerda", "Lacerda de Albuquer"])
def test_the_first_surname_before_a_particle_is_a_short_form(read, short):
    r = read(f"Rodrigo Lacerda de Albuquer, the finance minister, arrived.\nIn public {short} has been careful.")
    assert r.names() == {"Rodrigo Lacerda de Albuquer"}


def test_a_village_is_nobody(read):
    r = read("She lives in the fishing village of Porto da Sombrinha. Neide Santander sells sardines there.")
    assert r.names() == {"Neide Santander"}
