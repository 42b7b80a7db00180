"""CSV, event list and GraphML: rows that say the same as the reading, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.display import displayable
from extract.export import Options, export_article, reading_of
from extract.export.formats import Recorded, format_named
from extract.export.tables import COLUMNS, guarded
from extract.library.views import DecisionRow
from extract.records import Span
from tests.extract.export import builders

READING = reading_of(builders.annotations())
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def table(name: str, *recorded: Recorded) -> list[dict[str, str]]:
    pieces = format_named("csv").pieces(recorded or [Recorded(READING)], Options())
    return rows("".join(p.text for p in pieces if p.table == name))


def test_quotes_with_their_provenance():
    first = table("quotes")[0]
    assert first["words"].startswith("“We will not close a single pier,” […] “But fares have to rise.\n\n“Nobody")
    assert first["speaker"] == "Lena Brandt" and first["speaker_role"] == "harbour commissioner"
    assert builders.TEXT[int(first["start"]) : int(first["end"])].endswith("least.”")
    assert (first["state"], first["origin"], first["engine"], first["cue"]) == (
        "unreviewed",
        "machine",
        "rules",
        "said",
    )
    assert first["why"] == "The words follow “said”."


def test_an_unknown_speaker_is_an_empty_cell():
    unknown = table("quotes")[2]
    assert unknown["speaker"] == "" and unknown["speaker_id"] == ""


def test_people_with_counts_that_say_what_they_count():
    people = {r["name"]: r for r in table("people")}
    assert people["Lena Brandt"]["quotes_unreviewed"] == "1" and people["Lena Brandt"]["quotes_accepted"] == "0"
    assert people["an official at the harbour board"]["kind"] == "unnamed"


def test_stances_with_condition_and_evidence():
    conditional = table("stances")[1]
    assert conditional["polarity"] == "conditional" and conditional["condition"] == "if night boats stay"
    assert conditional["evidence"] == "he would back it only if night boats stay"


def test_decisions():
    decision = DecisionRow(
        7, "2025-02-05T09:00:00Z", "me", "b1", "quote", "q-1", "accept", "state", "unreviewed", ["a"], None, "a-1"
    )
    (row,) = table("decisions", Recorded(READING, (decision,)))
    assert row["action"] == "accept" and row["old"] == "unreviewed" and row["new"] == '["a"]'
    assert row["article_id"] == "a-1"


def test_the_header_comes_once_for_many_articles():
    many = table("quotes", Recorded(READING), Recorded(READING))
    assert len(many) == 8 and not any(r["quote_id"] == "quote_id" for r in many)


def test_one_stream_holds_the_table_that_is_asked_for():
    for name in ("quotes", "people", "stances"):
        header = export_article(READING, "csv", options=Options(table=name)).split("\n", 1)[0]
        assert tuple(header.split(",")) == COLUMNS[name]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "'=1", "\r=1", "-2+3|cmd"])
def test_no_cell_is_run_as_a_formula(cell):
    assert guarded(cell).startswith("'")
    assert guarded(cell)[1:] == displayable(cell)


@given(st.text(max_size=40))
def test_any_text_reads_back(text):
    reading = builders.reading(text or "x", article=builders.article_row(title=text))
    (row,) = table("quotes", Recorded(reading))
    words, title = row["words"], row["article_title"]
    for cell, source in ((words, text or "x"), (title, text)):
        assert cell == guarded(source)
        assert cell == displayable(source) or cell[1:] == displayable(source)


def test_ordinary_words_and_numbers_are_left_alone():
    assert (
        guarded("We go - now") == "We go - now"
        and guarded(0.5) == "0.5"
        and guarded(None) == ""
        and guarded(True) == "yes"
    )


def test_the_event_list_never_forces_a_conditional_stance_into_yes_or_no():
    found = rows(export_article(READING, "dna"))
    assert [r["agreement"] for r in found] == ["1", ""]
    assert [(r["person"], r["organization"], r["concept"]) for r in found] == [
        ("Lena Brandt", "harbour board", "higher fares"),
        ("Tom Reyes", "", "higher fares"),
    ]
    assert list(found[0])[:12] == [
        *("id", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType"),
        *("person", "organization", "concept", "agreement"),
    ]


def test_an_organisation_is_no_person_in_the_event_list():
    reading = builders.reading(
        "x",
        people=(builders.person_view(kind="organisation", name="Harbour board"),),
        stances=(builders.stance_view(),),
    )
    (row,) = rows(export_article(reading, "dna"))
    assert (row["person"], row["organization"]) == ("", "Harbour board")


def graph(text: str) -> ET.Element:
    found = ET.fromstring(text).find("g:graph", NS)
    assert found is not None
    return found


def test_graphml_joins_actors_and_targets():
    found = graph(export_article(READING, "graphml"))
    nodes = {n.get("id") for n in found.findall("g:node", NS)}
    edges = [(e.get("source"), e.get("target")) for e in found.findall("g:edge", NS)]
    assert edges == [("p1", "target:higher fares"), ("p2", "target:higher fares")]
    assert {end for edge in edges for end in edge} == nodes
    data = [{d.get("key"): d.text for d in e} for e in found.findall("g:edge", NS)]
    assert data[0]["edge-sign"] == "1" and "edge-sign" not in data[1]


def test_graphml_declares_every_key_it_uses():
    root = ET.fromstring(export_article(READING, "graphml"))
    declared = {k.get("id") for k in root.findall("g:key", NS)}
    assert {d.get("key") for d in root.iter("{http://graphml.graphdrawing.org/xmlns}data")} <= declared


def test_a_stance_about_a_person_points_at_that_person():
    people = (builders.person_view(), builders.person_view(id="p2", person_id="n-2", name="Tom Reyes"))
    reading = builders.reading(
        "x", people=people, stances=(builders.stance_view(target_person="p2", polarity="opposes"),)
    )
    (edge,) = graph(export_article(reading, "graphml")).findall("g:edge", NS)
    assert (edge.get("source"), edge.get("target")) == ("n-1", "n-2")


@given(st.text(min_size=1, max_size=40))
def test_graphml_is_xml_whatever_the_text_holds(text):
    reading = builders.reading(
        text, article=builders.article_row(title=text), people=(builders.person_view(name=text),),
        stances=(builders.stance_view(target=text, target_id="", evidence=(Span(0, len(text)),)),),
    )  # fmt: skip
    (edge,) = graph(export_article(reading, "graphml")).findall("g:edge", NS)
    shown = next(d.text for d in edge if d.get("key") == "edge-evidence")
    assert shown is not None and len(shown) == len(text)
