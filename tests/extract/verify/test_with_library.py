"""A draft against a library: candidates come from its search, receipts from its statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.library import open_library
from extract.library.library import Library
from extract.records import Annotations, Article, Person, Quote, Span
from extract.verify import read_draft, verify_draft
from tests.extract.export import builders


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.db") as opened:
        opened.keep(builders.annotations())
        for number in range(60):
            opened.keep(_filler(number))
        yield opened


def _filler(number: int) -> Annotations:
    """An article whose quotes share everyday words with the others."""
    text = f"“We will have to see about item {number}, it is one of a number of things,” said Kim Number.\n"
    article = Article(f"a-{number:012x}", text, title=f"Item {number}", source=f"https://gull.example/{number}")
    start = text.index("”")
    quote = Quote(f"q-{number:012x}", "direct", (Span(0, start + 1),), (), (), "p1", confidence=0.9)
    return Annotations(article, (Person("p1", "Kim Number", "person"),), (quote,))


def check(draft: str, library: Library):
    (finding,) = verify_draft(draft, library)
    return finding


def test_verbatim_with_its_receipt(library):
    finding = check("“But fares have to rise.” That was Brandt.", library)
    assert finding.status == "verbatim" and finding.receipt is not None
    assert (finding.receipt.id, finding.receipt.person_name, finding.receipt.outlet) == (
        "q-aaaaaaaaaaa1", "Lena Brandt", "The Islander",
    )  # fmt: skip


def test_an_altered_quotation_is_found_by_the_words_that_are_right(library):
    finding = check("“Nobody loves that, and I like it least of all,” she said.", library)
    assert finding.status == "altered" and finding.receipt is not None and finding.receipt.id == "q-aaaaaaaaaaa1"


def test_the_oldest_words_are_found_among_many_newer_ones_that_begin_alike(library):
    finding = check("“We will have to see about item 3, it is one of a number of things,” said Number.", library)
    assert finding.status == "verbatim" and finding.receipt is not None and finding.receipt.id == f"q-{3:012x}"


def test_other_speaker(library):
    finding = check("“Nobody likes that, and I like it least,” said Tom Reyes.", library)
    assert finding.status == "other-speaker" and finding.named == "Tom Reyes"


def test_a_speaker_corrected_by_a_person_counts(library):
    reading = library.reading("a-0123456789ab")
    reyes = next(p.id for p in reading.people if p.name == "Tom Reyes")
    library.review.set_speaker("q-aaaaaaaaaaa1", reyes)
    assert check("“Nobody likes that, and I like it least,” said Tom Reyes.", library).status == "verbatim"


def test_what_a_person_rejected_is_no_record(library):
    library.review.reject(["q-aaaaaaaaaaa1"])
    finding = check("“Nobody likes that, and I like it least,” said Brandt.", library)
    assert finding.status == "not-on-record" and "Ferry fares to rise in spring" in finding.detail


def test_words_that_stand_in_an_article_as_nobodys_are_said_to(library):
    finding = check("“because the budget is secret”", library)
    assert finding.status == "not-on-record" and "nobody's" in finding.detail


@pytest.mark.parametrize("words", ['"', "“a”", "“speaker: kind:”", "“NEAR(x)”", "“* ^ - AND OR NOT”", "“\x00”", "“…”"])
def test_odd_words_break_no_search(library, words):
    verify_draft(words + " said Brandt", library)


def test_the_notes_onrecord_writes_are_on_record(library):
    from extract.export import export_article

    note = export_article(library.reading("a-0123456789ab"), "md")
    direct = [f for f in verify_draft(note, library) if "pier" in f.quotation or "Nobody" in f.quotation]
    assert direct and {f.status for f in direct} == {"verbatim"}


def test_a_draft_is_read_whatever_its_encoding(tmp_path):
    (tmp_path / "draft.md").write_bytes("“Zoë”".encode("utf-16"))
    assert read_draft(tmp_path / "draft.md") == "“Zoë”"
    with pytest.raises(InputError, match=r"gone\.md cannot be read"):
        read_draft(str(tmp_path / "gone.md"))
