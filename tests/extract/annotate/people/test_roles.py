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
