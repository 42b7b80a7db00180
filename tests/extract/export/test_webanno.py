"""Web Annotation: the model's required properties, and selectors that find their words."""

from __future__ import annotations

import json
from typing import Any

from extract.export import export_article, reading_of
from tests.extract.export import builders

MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"}
MOTIVATIONS |= {"identifying", "linking", "moderating", "questioning", "replying", "tagging"}
TEXT = builders.TEXT


def collection(**values: Any) -> dict[str, Any]:
    return json.loads(export_article(values.get("reading") or reading_of(builders.annotations()), "webanno"))


def items() -> list[dict[str, Any]]:
    return collection()["first"]["items"]


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    return item["target"] if isinstance(item["target"], list) else [item["target"]]


def test_the_collection_and_its_page():
    found = collection()
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld" and found["type"] == "AnnotationCollection"
    assert found["total"] == len(found["first"]["items"]) == 6
    assert found["first"]["type"] == "AnnotationPage" and found["first"]["partOf"] == found["id"]


def test_every_annotation_has_what_the_model_requires():
    ids = [item["id"] for item in items()]
    assert len(set(ids)) == len(ids)
    for item in items():
        assert item["type"] == "Annotation" and item["target"] and item["motivation"] in MOTIVATIONS
        assert all(b["type"] == "TextualBody" and b["purpose"] in MOTIVATIONS and b["value"] for b in item["body"])


def test_both_selectors_find_the_same_words():
    for item in items():
        for target in targets(item):
            quoted, place = target["selector"]
            assert (quoted["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert TEXT[place["start"] : place["end"]] == quoted["exact"]
            assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in TEXT


def test_each_part_of_a_broken_quote_is_a_target():
    assert len(targets(items()[0])) == 3


def test_the_speaker_is_named_and_an_unknown_one_is_not():
    purposes = [{b["purpose"]: b["value"] for b in item["body"]} for item in items()]
    assert purposes[0]["identifying"] == "Lena Brandt" and "identifying" not in purposes[2]


def test_a_path_on_somebodys_machine_is_not_published():
    reading = builders.reading("words", article=builders.article_row(source="/home/me/secret/memo.txt"))
    text = export_article(reading, "webanno")
    assert "/home/me" not in text
    assert targets(json.loads(text)["first"]["items"][0])[0]["source"] == "urn:onrecord:a-0123456789ab"
