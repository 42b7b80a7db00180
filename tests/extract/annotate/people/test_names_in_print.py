"""Names that print bends: headlines, capitals, brackets, and surnames that nobody introduces."""

from __future__ import annotations


def test_a_headline_verb_ends_no_name(read):
    r = read("The week in Harwick.\nEdith Crale Resigns from the board, and Crale says she is glad to go.")
    assert "Edith Crale" in r.names()


def test_a_heading_in_capitals_runs_into_its_sentence(read):
    r = read(
        "HARBOUR CHAIR EDITH CRALE RESIGNS After months of criticism, the row forced Crale to go.\n"
        "Crale said it was “time”."
    )
    assert "Edith Crale" in r.names()
    assert not any("RESIGNS" in name.upper() for name in r.names())


def test_an_editor_fills_up_a_name(read):
    r = read("“I told [Edith] Crale so,” said Owen Tarn, the treasurer. “Tom [Hollis] knew it too.”")
    assert {"Edith Crale", "Tom Hollis"} <= r.names()


def test_some_surnames_need_no_introduction(read):
    r = read("The film ends when the wall is built. A soldier asks what Stalin would have done.")
    assert "Stalin" in r.names()


def test_a_chairman_of_a_board_is_somebody(read):
    r = read("Binyah Kesselo, chairman of the harbour board, told reporters that the bid was dead.")
    assert r.names() == {"Binyah Kesselo"}


def test_one_of_a_people_by_a_noun(read):
    r = read("Captain Kasper Holm felt no anger.\n“He said he was sorry,” the Dane told reporters.")
    assert r.speaker("He said he was sorry") == "Kasper Holm"
    assert "Dane" not in r.names("organisation")
