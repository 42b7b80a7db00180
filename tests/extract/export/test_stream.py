"""What `onrecord extract` prints: each article as it comes, failures in their place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from extract.errors import UsageError
from extract.export import Options, write_annotations
from extract.export.stream import Failed
from extract.records import Annotations
from tests.extract.export import builders


def printed(format: str, *items: Annotations | Failed, **more) -> str:
    out = io.StringIO()
    write_annotations(items, format, out, **more)
    return out.getvalue()


ITEM, FAILED = builders.annotations(), Failed("b.pdf", "b.pdf is no text")


def test_json_is_one_object_or_an_array():
    assert json.loads(printed("json", ITEM, many=False))["schema"] == "onrecord/1"
    assert len(json.loads(printed("json", ITEM))) == 1
    assert [("error" in r) for r in json.loads(printed("json", ITEM, FAILED))] == [False, True]
    assert json.loads(printed("json")) == []


def test_markdown_has_every_note_and_no_links_to_notes_that_are_not_there():
    text = printed("md", ITEM, FAILED, ITEM)
    assert text.count("# Ferry fares to rise in spring\n") == 2 and "[[" not in text and "b.pdf" not in text


def test_csv_has_one_header_and_the_table_asked_for():
    rows = list(csv.DictReader(io.StringIO(printed("csv", ITEM, ITEM, options=Options(table="stances")))))
    assert [r["polarity"] for r in rows] == ["supports", "conditional"] * 2


@pytest.mark.parametrize("format", ["jsonl", "json", "md", "csv"])
def test_each_article_is_printed_before_the_next_is_asked_for(format):
    out, seen = io.StringIO(), []

    def items() -> Iterator[Annotations]:
        for _ in range(3):
            seen.append(out.tell())
            yield ITEM

    write_annotations(items(), format, out)
    assert seen[0] < seen[1] < seen[2]


def test_other_formats_are_refused():
    with pytest.raises(UsageError, match="does not print 'html'"):
        printed("html", ITEM)


def test_options_that_make_no_sense_are_refused():
    for wrong in (
        {"unreviewed": "hide"},
        {"links": "x"},
        {"min_confidence": 2},
        {"classes": ("song",)},
        {"table": "x"},
    ):
        with pytest.raises(UsageError):
            Options(**wrong)
