"""Every object onrecord prints keeps the contract: the published schema, and what no schema can say."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extract.export import Options, export_article, reading_of, write_annotations
from extract.export.stream import Failed
from extract.library import open_library
from extract.locations import asset
from extract.records import Annotations, Article, Span, error_json, from_json, to_json
from tests.extract.export import builders

SCHEMA = json.loads(asset("schema", "onrecord-1.schema.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The schema with no room for keys it does not name, so that no key goes undocumented."""
    if isinstance(schema, dict):
        out = {k: closed(v) for k, v in schema.items()}
        if "properties" in out and schema.get("type") == "object":
            out["additionalProperties"] = False
        return out
    return [closed(v) for v in schema] if isinstance(schema, list) else schema


OPEN, CLOSED = Draft202012Validator(SCHEMA), Draft202012Validator(closed(SCHEMA))


def assert_contract(row: dict[str, Any]) -> None:
    """The schema; spans lie within the text; references lead somewhere; ids are given once."""
    CLOSED.validate(row)
    if "error" in row:
        return
    assert all(0 <= start <= end <= len(row["text"]) for start, end in spans(row))
    people = {p["id"] for p in row["people"]}
    quotes = {q["id"] for q in row["quotes"]}
    assert {q["speaker"] for q in row["quotes"]} <= people | {None}
    assert {s["holder"] for s in row["stances"]} <= people
    assert {s["quote"] for s in row["stances"]} <= quotes | {None}
    assert len(people) == len(row["people"]) and len(quotes) == len(row["quotes"])


def spans(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        value = [v for k, v in value.items() if k != "why"]
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_records_keep_the_contract_and_read_back_equal():
    row = json.loads(json.dumps(to_json(builders.annotations())))
    assert_contract(row)
    assert from_json(row) == builders.annotations()


@pytest.mark.parametrize("sample", sorted(p.name for p in asset("samples").iterdir() if p.suffix in (".md", ".txt")))
def test_what_the_engine_finds_in_the_samples_keeps_the_contract(sample, annotator):
    from extract.ingest import read_source

    annotations = annotator.annotate(read_source(str(asset("samples", sample))))
    row = json.loads(json.dumps(to_json(annotations)))
    assert_contract(row)
    assert row["quotes"] and row["people"]
    assert_contract(json.loads(export_article(reading_of(annotations), "jsonl")))


def test_an_article_of_which_nothing_is_known_keeps_it_too():
    assert_contract(to_json(Annotations(Article("a-1", "x"))))


def test_error_lines_keep_the_contract():
    assert_contract(error_json("missing.txt", "missing.txt is not there"))
    assert_contract(error_json(None, "nothing came in"))


@pytest.mark.parametrize(
    "harm",
    [
        lambda r: r.pop("text"),
        lambda r: r.update(schema="onrecord/2"),
        lambda r: r["quotes"][0].update(kind="verbatim"),
        lambda r: r["quotes"][0].update(confidence=1.2),
        lambda r: r["quotes"][0].update(content=[]),
        lambda r: r["people"][0].update(kind="animal"),
        lambda r: r["stances"][0].update(polarity="neutral"),
        lambda r: r["quotes"][0]["content"][0].update(start=-1),
        lambda r: r.update(error="both"),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(harm):
    row = to_json(builders.annotations())
    harm(row)
    assert not OPEN.is_valid(row)


def test_readers_may_meet_keys_of_a_later_version():
    row = to_json(builders.annotations()) | {"later": 1}
    assert OPEN.is_valid(row) and not CLOSED.is_valid(row)


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_exports_of_a_reading_keep_the_contract(format):
    row = json.loads(export_article(reading_of(builders.annotations()), format))
    assert_contract(row)
    assert from_json(row).quotes == builders.annotations().quotes
    assert row["quotes"][0]["review"] == {
        "state": "unreviewed", "origin": "machine", "changed": [], "anchor": "exact", "tags": [], "flagged": False,
    }  # fmt: skip


def test_what_is_left_out_is_referred_to_nowhere():
    reading = builders.reading(
        people=(builders.person_view(id="p1", state="rejected"), builders.person_view(id="p2")),
        quotes=(
            builders.quote_view(id="q-1", speaker="p1"),
            builders.quote_view(id="q-2", speaker="p2", state="rejected"),
            builders.quote_view(id="q-3", speaker="p2", confidence=0.2),
            builders.quote_view(id="q-4", speaker="p2", confidence=0.2, state="accepted"),
        ),
        stances=(
            builders.stance_view(id="s-1", holder="p1"),
            builders.stance_view(id="s-2", holder="p2", quote="q-2"),
        ),
    )
    row = json.loads(export_article(reading, "json", options=Options(min_confidence=0.5)))
    assert_contract(row)
    assert [(q["id"], q["speaker"]) for q in row["quotes"]] == [("q-1", None), ("q-4", "p2")]
    assert [(s["id"], s["quote"]) for s in row["stances"]] == [("s-2", None)]


def test_the_stream_of_extract_keeps_the_contract():
    items = [builders.annotations(), Failed("b.pdf", "b.pdf is no text"), builders.annotations()]
    out = io.StringIO()
    write_annotations(items, "jsonl", out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [("error" in r) for r in rows] == [False, True, False]
    for row in rows:
        assert_contract(row)
    out = io.StringIO()
    write_annotations(items, "json", out)
    assert json.loads(out.getvalue()) == rows


@given(st.text(min_size=1))
def test_any_text_comes_back_to_the_letter_and_cannot_act_on_a_terminal(text):
    annotations = Annotations(Article("a-1", text, title=text))
    line = export_article(reading_of(annotations), "jsonl")
    assert json.loads(line)["text"] == text and line.count("\n") == 1
    assert not set(line) & set(map(chr, [0x1B, 0x7F, *range(0x80, 0xA0), 0x202E, 0x2028, 0xFEFF]))


def test_spans_count_code_points():
    text = "👩‍👧 “Go,” said Zoë\u0301."
    assert Span(4, 9).of(text) == "“Go,”"
    reading = builders.reading(text, quotes=(builders.quote_view(content=(Span(4, 9),)),))
    row = json.loads(export_article(reading, "json"))
    span = row["quotes"][0]["content"][0]
    assert row["text"][span["start"] : span["end"]] == "“Go,”"


def test_what_a_library_gives_back_keeps_the_contract(tmp_path):
    with open_library(tmp_path / "library.db") as library:
        article = library.keep(builders.annotations()).article_id
        quotes = [q.id for q in library.reading(article).quotes]
        library.review.accept(quotes[:1])
        library.review.reject(quotes[1:2])
        library.review.set_speaker(quotes[2], None)
        library.review.note("quote", quotes[0], "Ring her.")
        library.review.tag(quotes[0], "fares")
        reading = library.reading(article)
        for row in (json.loads(export_article(reading, "json")), to_json(library.annotations(article))):
            assert_contract(row)
            assert len(row["quotes"]) == 3
    assert row["text"] == builders.TEXT


def test_review_is_told_field_by_field(tmp_path):
    with open_library(tmp_path / "library.db") as library:
        article = library.keep(builders.annotations()).article_id
        reading = library.reading(article)
        library.review.set_quote_kind(reading.quotes[0].id, "mixed")
        library.review.note("quote", reading.quotes[0].id, "Ring her.")
        row = json.loads(export_article(library.reading(article), "json"))
    assert row["quotes"][0]["kind"] == "mixed" and row["quotes"][0]["review"]["changed"] == ["kind"]
    assert [(n["object_id"], n["text"]) for n in row["notes"]] == [(reading.quotes[0].id, "Ring her.")]
    assert row["run"]["engine"] == "rules" and row["article"]["added"]


def test_an_article_without_a_title_has_none(tmp_path):
    with open_library(tmp_path / "library.db") as library:
        kept = library.keep(Annotations(Article("a-111111111111", "Words.", source="/home/me/x.txt")))
        row = json.loads(export_article(library.reading(kept.article_id), "json"))
    assert_contract(row)
    assert row["article"]["title"] is None


def test_reasons_name_nobody_who_is_not_there():
    why = {
        "reported_by": "p9",
        "rivals": [{"person": "p9", "name": "Tom", "score": 0.1}, {"person": "p1", "score": 0.2}],
    }
    row = json.loads(export_article(builders.reading("x", quotes=(builders.quote_view(why=why),)), "json"))
    assert row["quotes"][0]["why"] == {"rivals": [{"name": "Tom", "score": 0.1}, {"person": "p1", "score": 0.2}]}


def test_what_a_corrected_text_no_longer_has_is_told_apart(tmp_path):
    first = builders.annotations()
    text = first.article.text
    corrected = replace(first.article, text=text.replace("The money is there", "There is no word on money"))
    with open_library(tmp_path / "library.db") as library:
        article = library.keep(first).article_id
        library.review.accept(["q-aaaaaaaaaaa3"])
        library.keep(Annotations(corrected, first.people[:1], run=first.run))
        reading = library.reading(article)
    row = json.loads(export_article(reading, "json"))
    assert_contract(row)
    assert [(o["id"], o["kind"], o["words"], o["review"]["state"]) for o in row["orphans"]] == [
        ("q-aaaaaaaaaaa3", "quote", "The money is there", "accepted")
    ]
    for format in ("md", "html", "csv"):
        assert "The money is there" in export_article(reading, format)
    assert "q-aaaaaaaaaaa3" not in export_article(reading, "webanno")
    assert 'href="#q-aaaaaaaaaaa3"' not in export_article(reading, "html")
