"""Holders that are not the subject: makers of bills and plans, those who are blamed, lists, appositions, "their"."""

from __future__ import annotations

import pytest

CASES = [
    # whoever makes a bill or a plan wants what it would do
    ("Osei introduced a bill last month that would end the ferry subsidy.", {("Osei", "opposes", "ferry subsidy")}),
    ("A bill sponsored by Osei would ban the ferry subsidy.", {("Osei", "opposes", "ferry subsidy")}),
    ("Osei's plan would abolish the ferry subsidy.", {("Osei", "opposes", "ferry subsidy")}),
    # whoever is blamed for something does it
    ("Reyes mocked Osei, Lunn and Ferri for criticizing the treaty.",
     {("Osei", "opposes", "treaty"), ("Lunn", "opposes", "treaty"), ("Ferri", "opposes", "treaty")}),
    # a list of names that the parser takes for an apposition
    ("Ann Osei, Jo Lunn and Bo Ferri joined the push to block the treaty.",
     {("Osei", "opposes", "treaty"), ("Lunn", "opposes", "treaty"), ("Ferri", "opposes", "treaty")}),
    # what is said of two holds for both, and of a predicate for the subject
    ("Ann Osei and Jo Lunn, two lenders who are backing the treaty, gave money.",
     {("Osei", "supports", "treaty"), ("Lunn", "supports", "treaty")}),
    ("Osei is a bully and a boaster who has pledged to scrap the treaty.", {("Osei", "opposes", "treaty")}),
    # "their" takes up the subjects of its own clause
    ("Osei and Lunn reaffirmed their commitment to scrapping the treaty.",
     {("Osei", "opposes", "treaty"), ("Lunn", "opposes", "treaty")}),
    # an aside is left out where the parser lost the subject
    ("During the primary Osei, goaded by Lunn, came out against the treaty.", {("Osei", "opposes", "treaty")}),
    # who else did it
    ("Osei voted for the treaty, along with Lunn.", {("Osei", "supports", "treaty"), ("Lunn", "supports", "treaty")}),
]  # fmt: skip
PEOPLE = ("Osei|Ann Osei", "Lunn|Jo Lunn", "Ferri|Bo Ferri", "Reyes")


@pytest.mark.parametrize(("text", "held"), CASES)
def test_the_holder_is_found(find, text, held):
    assert held <= set(find(text, *PEOPLE, threshold=0.5).rows)


def test_a_name_before_a_proposal_is_whose_it_is(find):
    rows = find("Osei is weighing a Pentagon proposal to scrap the treaty.", "Osei", "Pentagon", threshold=0.3).rows
    assert ("Pentagon", "opposes", "treaty") in rows
    assert ("Osei", "opposes", "treaty") not in rows


def test_whoever_accuses_another_of_something_does_not_do_it(find):
    rows = find("Reyes accused Osei of opposing the treaty.", *PEOPLE, threshold=0.3).rows
    assert ("Reyes", "opposes", "treaty") not in rows


def test_those_who_are_asked_along_with_another_do_not_ask(find):
    rows = find("Reyes denounced Osei, along with Lunn, a clerk.", *PEOPLE, threshold=0.3).rows
    assert {row[0] for row in rows} == {"Reyes"}


@pytest.mark.parametrize(
    "text",
    [
        "The plan that outlined the cuts rejected the levy.",
        "A bill which proposes new docks would ban the levy.",
        "A report from the report opposes the levy.",
    ],
)
def test_a_document_that_is_its_own_maker_by_the_parse_is_nobodys(find, text):
    assert find(f"Osei chairs the council. {text}", "Osei").rows == []
