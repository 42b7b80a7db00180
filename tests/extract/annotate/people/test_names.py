"""Names gathered: one person a row, the fullest name shown, different people apart, mislabels mended."""

from __future__ import annotations

import pytest


def test_full_name_surname_and_title_are_one_person(read):
    r = read(
        "Prime Minister Sir Alec Hartwell arrived in Bonn on Monday.\n"
        "Mr Hartwell said talks were going well. Sir Alec's aides declined to comment. Hartwell left at noon."
    )
    assert r.names() == {"Alec Hartwell"}
    assert set(r.person("Alec Hartwell").aliases) == {"Hartwell", "Alec"}
    assert len([m for m in r.person("Alec Hartwell").mentions if m.form == "name"]) == 4


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ursula von der Mark", "Von der Mark"),
        ("Ingrid van Dalen", "Van Dalen"),
        ("Bill de Carlo", "De Carlo"),
        ("Khalid al-Rashid", "al-Rashid"),
        ("Enrique Peña Soto", "Peña Soto"),
        ("Siobhán O’Dwyer", "O’Dwyer"),
        ("Fiona McAllister", "McAllister"),
        ("Jean-Luc Moreau", "Moreau"),
        ("José Carreño", "Carreno"),
        ("Kwame Asante-Boateng", "Asante-Boateng"),
    ],
)
def test_particles_hyphens_and_accents(read, full, short):
    r = read(f"The minister, {full}, spoke to reporters in Geneva.\n{short} said the plan would go ahead.")
    assert r.names() == {full}
    assert r.who(short, 1 if short in full else 0) == full


def test_initials_and_middle_names_fit_the_full_name(read):
    r = read(
        "Judge Harold B. Whitcombe ruled on Tuesday. Lawyers for H.B. Whitcombe's critics protested.\n"
        "Harold Whitcombe has sat since 1999."
    )
    assert r.names() == {"Harold B. Whitcombe"}


def test_nickname_and_given_name_are_one(read):
    r = read("Robert Lindgren runs the yard. Bob Lindgren said orders were up. Lindgren, 61, lives in Malmo.")
    assert len(r.names()) == 1


def test_father_and_son_stay_apart(read):
    r = read(
        "George Tolland Sr. founded the mill in 1951. His son, George Tolland Jr., sold it.\n"
        "George Tolland Jr. said he had no regrets."
    )
    assert r.names() == {"George Tolland Sr.", "George Tolland Jr."}
    assert r.speaker("he had no regrets") == "George Tolland Jr."


def test_spouses_bare_surname_goes_to_whom_the_article_is_about(read):
    r = read(
        "Senator Martha Kessler opened her campaign in Dayton. Martha Kessler has served two terms.\n"
        "Kessler said she would fight for wages. Her husband, Peter Kessler, stood beside her.\n"
        "Kessler promised a second visit."
    )
    assert {"Martha Kessler", "Peter Kessler"} <= r.names()
    assert r.who("Kessler promised") == "Martha Kessler"


def test_courtesy_title_tells_spouses_apart(read):
    r = read(
        "Anna Brandt and Oskar Brandt founded the firm.\nMrs Brandt said sales doubled. Mr Brandt said costs did too."
    )
    assert r.speaker("sales doubled") == "Anna Brandt"
    assert r.speaker("costs did too") == "Oskar Brandt"


def test_two_of_one_surname_without_a_hint_are_left_ambiguous(read):
    r = read(
        "Dana Voss met Robin Voss in Leeds on Sunday, and Robin Voss thanked Dana Voss.\nVoss said the talks failed."
    )
    assert r.speaker("the talks failed") is None


def test_given_name_with_title_is_not_a_surname(read):
    r = read("Pope Clement blessed the crowd. Sir Rory Blaine met Pope Clement. Sir Rory called it an honour.")
    assert r.names() == {"Pope Clement", "Rory Blaine"}
    assert r.who("Sir Rory called") == "Rory Blaine"


def test_name_order_first_word_alone(read):
    r = read("President Kwon Jae Min spoke in Busan. Kwon said exports would rise.")
    assert r.speaker("exports would rise") == "Kwon Jae Min"


def test_mislabelled_surname_follows_the_full_name(read):
    r = read(
        "Nadia Quillane runs the orchard. Quillane has no heirs. Rivals of Quillane say Quillane pays too little.\n"
        "Grexit divides the village. People blame the Grexit years for it. She praised Grexit again."
    )
    assert r.names() == {"Nadia Quillane"}
    assert r.who("Quillane pays") == "Nadia Quillane"


def test_full_stop_is_no_part_of_a_name(read):
    r = read("The wine cellar was bought by Étienne Marchand.\nMr Marchand called it a bargain.")
    assert r.names() == {"Étienne Marchand"}


def test_possessives_are_left_outside_the_mention(read):
    r = read("Olga Petrenko’s lawyer appealed. James Dawes' brother did not.")
    spans = [r.text[m.start : m.end] for p in r.people.people for m in p.mentions if m.form == "name"]
    assert "Olga Petrenko" in spans and "James Dawes" in spans


def test_headline_in_title_case_meets_the_body(read):
    r = read(
        "Ngata Rejects Call To Resign Over Bridge Deal\n\n"
        "Mayor Hone Ngata said on Friday that he would stay. Ngata won in May."
    )
    assert r.names() == {"Hone Ngata"}
    assert r.who("Ngata Rejects") == "Hone Ngata"


def test_places_and_laws_are_nobody(read):
    r = read(
        "Officials in Georgia and Paris passed the Clean Air Act. Paris said the Clean Air Act would help.\n"
        "The Danube rose. In Montenegro, Easter was quiet."
    )
    assert r.names() == set()


def test_bylines_and_reporters_are_nobody(read):
    r = read("I arrived at the mill at dawn. We waited for an hour.\n“It is cold,” said Ada Lund.")
    assert r.names() == {"Ada Lund"}
    assert r.who("I arrived"[:1]) is None


def test_people_come_in_order_of_first_mention_with_ids_by_it(read):
    r = read("Ada Lund met Bo Vik. Carl Ek watched. Bo Vik left, said Ada Lund.")
    assert [(p.id, p.name) for p in r.people.people if p.kind == "person"] == [
        ("p1", "Ada Lund"),
        ("p2", "Bo Vik"),
        ("p3", "Carl Ek"),
    ]


def test_mentions_are_sorted_and_verbatim(read):
    r = read("Ada Lund spoke first. She said Lund Marine would stay. “I promise,” Lund said.")
    for person in r.people.people:
        starts = [m.start for m in person.mentions]
        assert starts == sorted(starts)
        assert all(0 <= m.start < m.end <= len(r.text) for m in person.mentions)
