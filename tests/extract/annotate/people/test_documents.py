"""Speakers that no name or pronoun gives: documents and their authors, people brought in before, interviews, nouns."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "author"),
    [
        (
            "The Harbour Council said in a statement that it would close the yard. Ada Lund disagreed.\n"
            "The statement noted that “nobody had been hurt”.",
            "nobody had been hurt",
            "Harbour Council",
        ),
        (
            "A study by the think tank Border Watch found that prices rose. Carl Ek laughed.\n"
            "The report says “only three firms” complied.",
            "only three firms",
            "Border Watch",
        ),
        (
            "In a lawsuit filed on Monday, Ada Lund demanded her job back.\n"
            "“The chairman tied these lies to her firing,” the suit says.",
            "The chairman tied",
            "Ada Lund",
        ),
        (
            "According to the statement released by Harbour News, the host “was never asked”.",
            "was never asked",
            "Harbour News",
        ),
        (
            "On Thursday the Harbour Council announced that she wasn’t coming. Ada Lund laughed.\n"
            "“The mayor has a cold,” the release said.\n"
            "“Nobody goes in her place,” the release added.",
            "Nobody goes in her place",
            "Harbour Council",
        ),
        (
            "Ada Lund emailed supporters on Monday.\nThe email goes on to say: “The bridge must stay.”",
            "The bridge must",
            "Ada Lund",
        ),
        (
            "There was “no such fall” in prices, according to calculations by Ada Lund of the Harbour Institute.",
            "no such fall",
            "Ada Lund",
        ),
        (
            "A projection by the consulting firm Border Watch predicted that “a third of workers” would leave.",
            "a third of workers",
            "Border Watch",
        ),
        (
            "A police inspector’s report said that there were “several attempts” at a break-in.",
            "several attempts",
            "a police inspector",
        ),
        (
            "According to an article in The Harbour News, the yard was “bleeding money” for years.",
            "bleeding money",
            "The Harbour News",
        ),
        ("Ada Lund’s Netbook page says that she is “director of the yard.”", "director of", "Ada Lund"),
        (
            "The Nordhavn Growers Federation has published a report on prices.\n“It is a scandal,” the report said.",
            "It is a scandal",
            "Nordhavn Growers Federation",
        ),
    ],
)
def test_a_document_speaks_for_its_author(read, text, words, author):
    assert read(text).speaker(words) == author


def test_another_kind_of_document_is_not_the_authors(read):
    r = read("Ada Lund sent a letter on Monday. Bo Vik read a report. “No fault was found,” the report said.")
    assert r.speaker("No fault was found") is None


def test_somebody_brought_in_without_a_name_speaks_later(read):
    r = read(
        "A court fined a 26-year-old man 300 euros on Friday after he had posted on his page.\n"
        "“I don’t think it was right,” the man said.\n"
        "Ada Lund was greeted by an organiser from the union. “You are the best,” the organiser told her."
    )
    assert r.speaker("I don’t think") == "a 26-year-old man"
    assert r.speaker("You are the best") == "an organiser"


def test_a_definite_noun_that_was_never_brought_in_stays_unknown(read):
    r = read("Ada Lund met a man named Carl Ek. Bo Vik left. “It was late,” the man said.")
    assert r.speaker("It was late") != "a man named Carl Ek"


def test_what_was_announced_is_forgotten_after_a_few_lines(read):
    r = read(
        "The Harbour Council announced that she wasn’t coming.\nAda Lund laughed.\nIt rained.\nNobody came.\n"
        "“The yard is closed,” the statement said."
    )
    assert r.speaker("The yard is closed") is None


@pytest.mark.parametrize("who", ["the narrator", "the announcer", "the crowd", "the audience"])
def test_some_are_never_named(read, who):
    r = read(f"Ada Lund watched with Bo Vik.\n“We need a leader,” said {who}.")
    assert r.speaker("We need a leader") == who


def test_answers_of_an_interview_are_of_whom_it_is_with(read):
    r = read(
        "What Ada Lund found\n\nAda Lund spent nine years diving. Bo Vik published her book. It was cut.\n\n"
        "Q: What did you find?\n\nA: Nothing at first.\n\nQ: Who paid for it?\n\nA: My mother did."
    )
    assert r.speaker("Nothing at first") == r.speaker("My mother did") == "Ada Lund"
    assert r.speaker("Who paid for it") is None


@pytest.mark.parametrize("who", ["a narrator in the advert", "one questioner", "angry commuters", "an onlooker"])
def test_plain_nouns_for_people_can_speak(read, who):
    assert read(f"“This will not do,” said {who}.").speaker("This will not do") == who


def test_a_surname_that_is_a_title_too(read):
    r = read("Larry King left in June.\n“I was never cut,” Mr. King, 82, said. Mr. King said he would write.")
    assert r.names("person") == {"Larry King"}
    assert r.speaker("I was never cut") == r.speaker("he would write") == "Larry King"


def test_what_the_words_are_about_is_not_who_says_them(read):
    r = read("The bill, which Harbour's chief executive, Ada Lund, called rubbish, was dropped.")
    assert r.who("which Harbour's chief executive, Ada Lund") == "Ada Lund"
