"""People of one surname: whom the bare surname means where one goes by the given name, or came in as a relative."""

from __future__ import annotations


def test_who_goes_by_the_given_name_is_not_meant_by_the_surname(read):
    r = read(
        "Carl Lund runs the harbour. He seldom speaks of his brother Freddy, who drowned.\n"
        "The story of Freddy Lund is a sad one. Freddy was a pilot. Freddy hated the yard.\n"
        "Freddy “was never at home there,” Mr. Lund said.\n"
        "As Freddy stumbled, Mr. Lund said, “I watched him.”"
    )
    assert r.speaker("was never at home") == r.speaker("I watched him") == "Carl Lund"


def test_the_parent_is_told_by_an_office_before_the_name(read):
    r = read(
        "Voters want to send a Lund to the council.\n"
        "Liz Lund, the daughter of former Mayor Carl Lund, won the primary on Tuesday. Carl Lund held the seat.\n"
        "Liz Lund, 50, received 40 percent.\n"
        "“It is time to look forward,” Lund said in a post."
    )
    assert r.speaker("It is time") == "Liz Lund"


def test_parents_in_a_row_share_the_surname(read):
    r = read(
        "The row between the parents, Ottkar and Zelmira Lund, and Carl Ek went on.\n"
        "“I ask you to think,” Mr. Lund said on Sunday.\n"
        "“I have nothing to say,” Ms. Lund wrote of her son, Janko Lund."
    )
    assert r.speaker("I ask you") == "Ottkar Lund"
    assert r.speaker("I have nothing") == "Zelmira Lund"
