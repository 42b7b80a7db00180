"""People of one surname: whom the bare surname means where one goes by the given name, or came in as a relative."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.people.likeness import Slips, one_edit


def test_who_goes_by_the_given_name_is_not_meant_by_the_surname(read):
    r = read(
        "Carl Lund runs the harbour. He seldom speaks of his brother Georgie, who drowned.\n"
        "The story of Georgie Lund is a sad one. Georgie was a pilot. Georgie hated the yard.\n"
        "Georgie “had no head for ships,” Mr. Lund said.\n"
        "When Georgie fell, Mr. Lund said, “I saw it all.”"
    )
    assert r.speaker("had no head") == r.speaker("I saw it all") == "Carl Lund"


def test_the_parent_is_told_by_an_office_before_the_name(read):
    r = read(
        "The town may soon have a Lund in the council.\n"
        "Liz Lund, the daughter of former Mayor Carl Lund, won the primary on Tuesday. Carl Lund held the seat.\n"
        "Liz Lund, 50, received 40 percent.\n"
        "“We start at dawn,” Lund said in a post."
    )
    assert r.speaker("We start") == "Liz Lund"


def test_parents_in_a_row_share_the_surname(read):
    r = read(
        "The row between the parents, Ottkar and Zelmira Lund, and Carl Ek went on.\n"
        "“It was a long day,” Mr. Lund said on Sunday.\n"
        "“I have nothing to say,” Ms. Lund wrote of her son, Janko Lund."
    )
    assert r.speaker("It was a long") == "Ottkar Lund"
    assert r.speaker("I have nothing") == "Zelmira Lund"


@given(st.lists(st.text("abcde", min_size=1, max_size=7), max_size=12), st.text("abcde", min_size=1, max_size=7))
def test_words_mistyped_are_looked_up_as_if_each_were_compared(words, word):
    known: dict[str, None] = {}
    slips = Slips(known)
    for new in words:
        known[new] = None
        assert set(slips.near(word)) == {w for w in known if w[0] == word[0] and one_edit(w, word)}
