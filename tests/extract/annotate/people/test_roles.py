"""Roles by construction, with their span and organisation."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Prime Minister Sir Alec Hartwell flew home.", "Alec Hartwell", "Prime Minister"),
        ("Albanian premier Dritan Hoxha spoke on Tuesday.", "Dritan Hoxha", "Albanian premier"),
        ("Border Watch chairman Tom Ashby said the figures were poor.", "Tom Ashby", "Border Watch chairman"),
        ("Mina Sato, the former chairwoman of Orient Rail, resigned.", "Mina Sato", "former chairwoman of Orient Rail"),
        ("Luis Vega, 54, a nurse from Leeds, was hurt.", "Luis Vega", "nurse from Leeds"),
        ("The head of the Central Bank, Ruth Okafor, warned of inflation.", "Ruth Okafor", "head of the Central Bank"),
        ("Paul Renner, who is director of the Vienna Zoo, agreed.", "Paul Renner", "director of the Vienna Zoo"),
        ("Montenegro’s prime minister Zoran Babic replied.", "Zoran Babic", "Montenegro’s prime minister"),
        ("Hartwell spokeswoman Jane Roe declined to comment.", "Jane Roe", "Hartwell spokeswoman"),
        ("Justice Amara Diallo struck down the order.", "Amara Diallo", "Justice"),
        ("Leinster captain Aoife Byrne said the win was deserved.", "Aoife Byrne", "Leinster captain"),
        ("New Jersey Gov. Chris Malone signed the bill.", "Chris Malone", "New Jersey Gov."),
    ],
)
def test_role_of_each_construction(read, text, name, role):
    person = read(text).person(name)
    assert person.role == role
    assert person.role_span is not None
    assert " ".join(text[person.role_span.start : person.role_span.end].split()) == role


def test_organisation_of_a_role(read):
    assert read("Tom Ashby, chairman of Border Watch, agreed.").person("Tom Ashby").organisation == "Border Watch"


def test_list_of_names_gives_nobody_the_next_ones_role(read):
    r = read("Ada Lund, police officer Bo Vik and Carl Ek were there.")
    assert r.person("Ada Lund").role is None
    assert r.person("Bo Vik").role == "police officer"


def test_no_role_where_the_article_gives_none(read):
    assert read("Ada Lund, walking home, saw the fire.").person("Ada Lund").role is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Leader of the Opposition T. Murugan Pillaiyar walked out.",
            "T. Murugan Pillaiyar",
            "Leader of the Opposition",
        ),
        ("Minister for Health Simone Harding resigned.", "Simone Harding", "Minister for Health"),
        ("The vote was lost by Mattie Quilter TD on Monday.", "Mattie Quilter", "TD"),
        ("Candidates Hilda Clinten and Donal Trempe spoke on Monday.", "Donal Trempe", "Candidate"),
        ("Senators Carla Grasmere and Pat Leighy wrote a letter.", "Carla Grasmere", "Senator"),
        ("Sheriff Lonnie Delacourt, a Republican seeking a fourth term, stayed away.", "Lonnie Delacourt", "Sheriff"),
        (
            "A roofer poisoned his wife, a court has heard.\nDarren Pollard, 47, denies murder.",
            "Darren Pollard",
            "roofer",
        ),
    ],
)
def test_where_a_role_may_stand(read, text, name, role):
    assert read(text).person(name).role == role


def test_a_possessor_without_a_name_belongs_to_the_role(read):
    text = "The museum's director, Lonnie Bunchall, opened the hall."
    assert read(text).person("Lonnie Bunchall").role == "museum's director"


def test_a_jibe_before_a_name_is_not_the_name_shown(read):
    r = read("Hilda Clinten won. Hilda Clinten smiled.\nHe tweeted about Crooked Hilda Clinten on Sunday.")
    assert r.names() == {"Hilda Clinten"}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("He denies robbing 31-year-old bus driver Imre Shaw on Monday.", "Imre Shaw", "bus driver"),
        ("Tory MP Sir Giles Fenwick called it a betrayal.", "Giles Fenwick", "Tory MP"),
        ("Deputy city engineer (roads) Uday Mahant said so.", "Uday Mahant", "Deputy city engineer (roads)"),
        ("Nurses' Association chair Ola Brand resigned.", "Ola Brand", "Nurses' Association chair"),
        ("Party front-runner Ann Poe smiled.", "Ann Poe", "Party front-runner"),
        ("Department of Fisheries inspector Hanna Vost agreed.", "Hanna Vost", "Department of Fisheries inspector"),
        ("The plan of its chief executive Seo-yeon Baik failed.", "Seo-yeon Baik", "chief executive"),
        ("Ola Brand, who chairs the planning committee, laughed.", "Ola Brand", "chairs the planning committee"),
        ("Sen. Ula Marks, R-Ohio, who leads the council, agreed.", "Ula Marks", "Sen."),
    ],
)
def test_a_role_is_cut_where_its_words_end(read, text, name, role):
    assert read(text).person(name).role == role


def test_who_chairs_a_body_has_that_body_for_organisation(read):
    text = "Petra Lind, who chairs the Quayside Property Owners' Association, said it was late."
    assert read(text).person("Petra Lind").organisation == "Quayside Property Owners' Association"


def test_the_body_an_expert_is_of_is_shown_where_nothing_else_is_said(read):
    r = read("Prof Alma Nkemba of the Cape Institute of Botany called it good.\nAnn Poe of the party ran home.")
    assert r.person("Alma Nkemba").role == "of the Cape Institute of Botany"
    assert r.person("Alma Nkemba").organisation == "Cape Institute of Botany"
    assert r.person("Ann Poe").role is None


def test_leading_what_is_no_body_is_no_role(read):
    assert read("Ann Poe, who leads the race by a lap, waved.").person("Ann Poe").role is None


def test_men_on_a_team_are_nobodys_role(read):
    assert all(p.role is None for p in read("It was a win over ten-man Quorn Rovers on Sunday.").people.people)
