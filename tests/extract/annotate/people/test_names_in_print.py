"""Names that print bends: headlines, capitals, brackets, and surnames that nobody introduces."""

from __future__ import annotations

import pytest


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


@pytest.mark.parametrize("office", ["GOP front-runner", "NATO chief"])
def test_a_name_before_a_dash_is_no_dateline(read, office):
    r = read(f"{office} Edgar Plume - who said he would leave - reacted. “We need time,” Plume said.")
    assert r.speaker("We need") == "Edgar Plume"


def test_a_name_of_plain_words_after_what_somebody_is(read):
    r = read("Just ask former NFL star Herschel Mason. Mason has left the league.\n“They cancelled,” Mason said.")
    assert r.speaker("They cancelled") == "Herschel Mason"
