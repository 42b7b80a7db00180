"""Ugly files, made here, through ingest and annotate: never a crash, offsets true, nothing unsafe on a terminal."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest

from extract.display import displayable, one_line
from extract.errors import InputError
from extract.ingest import read_bytes, read_source, read_text
from extract.records import Annotations, Article, from_json, to_json
from tests.extract.hostile.ugly import PROSE, repeated, ugly

TEXTS = ugly(1_500)


def check(made: Annotations, article: Article) -> None:
    """What holds of any annotations of any text."""
    text = article.text
    assert made.article.text == text
    people = {p.id for p in made.people}
    assert len(people) == len(made.people)
    quotes = {q.id for q in made.quotes}
    assert len(quotes) == len(made.quotes)
    spans = [s for q in made.quotes for part in (q.content, q.cue, q.source) for s in part]
    spans += [s for stance in made.stances for s in stance.evidence]
    spans += [m.span for p in made.people for m in p.mentions] + [p.role_span for p in made.people if p.role_span]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()
    for quote in made.quotes:
        assert quote.content
        assert quote.speaker is None or quote.speaker in people
        assert 0 <= quote.confidence <= 1
    for stance in made.stances:
        assert stance.holder in people and stance.evidence
        assert stance.quote is None or stance.quote in quotes
    line = json.dumps(to_json(made), ensure_ascii=False)
    line.encode("utf-8")
    assert from_json(json.loads(line)) == from_json(to_json(made))


@pytest.mark.parametrize("name", TEXTS)
def test_ugly_texts_are_annotated_with_true_offsets(name: str, annotator, tmp_path: Path) -> None:
    path = tmp_path / "ugly.txt"
    path.write_bytes(TEXTS[name].encode())
    article = read_source(str(path))
    assert article.text == TEXTS[name]
    check(annotator.annotate(article), article)


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_of_them_reaches_a_terminal_as_a_command(name: str) -> None:
    article = read_text(TEXTS[name])
    shown = displayable(article.text)
    assert len(shown) == len(article.text)
    for line in (*shown.split("\n"), one_line(article.title or "")):
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u2028\u061c" for c in line)


def test_text_among_ugliness_is_still_read(annotator) -> None:
    text = "“" * 5000 + "\n\n“We will not pay,” said Mara Quill, the union's leader.\n\n" + "\x1b[2J" * 500
    made = annotator.annotate(read_text(text))
    assert [(p.name, made.quotes[0].content[0].of(text)) for p in made.people if p.name == "Mara Quill"] == [
        ("Mara Quill", "“We will not pay,”")
    ]


def test_white_space_of_any_length_is_passed_over(annotator) -> None:
    article = read_text("Nora Bell" + " " * 100_000 + "said “no”.")
    check(annotator.annotate(article), article)


def test_signs_without_words_are_not_read_and_shift_nothing(annotator) -> None:
    signs = "“ ” * " * 200
    said = "“We will not pay,” said Mara Quill, the union's leader."
    article = read_text(f"{signs}{said} {signs}\n{said}")
    made = annotator.annotate(article)
    check(made, article)
    assert [q.content[0].of(article.text) for q in made.quotes] == ["“We will not pay,”"] * 2


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 100_000,
        bytes(range(256)) * 1000,
        b"\xff\xfe" + b"\xd8" * 1001,
        b"\xef\xbb\xbf",
        b"\xfe\xff\x00",
        b"%PDF-1.4" + b"x" * 1000,
        "“”‘’\n".encode() * 10_000,
        b"\x1b" * 10_000,
    ],
    ids=["zeros", "bytes", "surrogates", "only a mark", "half a letter", "pdf", "only marks", "escapes"],
)
def test_what_is_no_text_is_one_clear_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad\nname.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_source(str(path))
    assert "bad name.txt" in error.value.title and error.value.hint
    assert one_line(error.value.title) == error.value.title


PAGE = "<article><h1>Toll dropped</h1>" + f"<p>{PROSE}</p>" * 3 + "</article>"
PAGES = {
    "nested": "<div>" * 100_000 + PAGE,
    "nested article": "<article>" + "<blockquote>" * 2_000 + f"<p>{PROSE}</p>" * 5,
    "unclosed": PAGE + "<p><b><i><a href='" + "x" * 100_000,
    "paragraphs": "<p>" * 500_000 + PAGE,
    "links": "<a href=x>The mayor</a> " * 4_000 + PAGE,
    "long": "<p>word" * 10 + " word" * 2_500_000,
    "script": "<script>" + "document.write('<p>said</p>');" * 10_000 + "</script>" + PAGE,
    "comments": "<!--" * 50_000 + PAGE,
    "entities": PAGE.replace("Monday", "Monday" + "&#xD800;&#0;&#27;&#x202e;&#1114112;&#xFFFFFFFF;&bogus;" * 2_000),
    "doctype bomb": "<!DOCTYPE x ["
    + "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, 60))
    + "]>"
    + PAGE,
    "attributes": "<p " + " ".join(f"a{i}='x'" for i in range(8_000)) + ">" + PAGE,
    "many spans": PAGE + "<p>" + "<span>word </span>" * 8_000,
    "tables": "<table><tr><td>" * 5_000 + PAGE,
    "less than": "<" * 200_000 + PAGE,
    "nul": PAGE.replace("said", "sa\x00id\x1b[31m"),
    "title": f"<title>---\nx: |\n # [[a]] \x1b]0;y\x07 {'t' * 5000}</title>" + PAGE,
    "lists": "<ul><li>" * 3_000 + PAGE,
    "frames": "<frameset><frame src=x>" * 2_000 + PAGE,
}


@pytest.mark.parametrize("name", PAGES)
def test_ugly_pages_are_read_or_refused(name: str) -> None:
    data = ("<html><body>" + PAGES[name]).encode("utf-8", "replace")
    try:
        article = read_bytes(data, source="/n/x.html", format="html")
    except InputError as error:
        assert error.hint
        return
    article.text.encode("utf-8")
    assert article.title is None or (len(article.title) <= 500 and "\n" not in article.title)
    assert all(0 <= r.start < r.end <= len(article.text) for r in article.regions)


@pytest.mark.parametrize(
    "head",
    [
        "[" * 5000,
        "a: &a [*a]",
        "? " * 3000,
        "x: " + "{a: " * 2000,
        "- " * 5000,
        '"\\ud800": x',
        "\t\t\t: :",
        "%YAML 9.9",
        "a: !!binary x",
    ],
    ids=["flow", "self", "keys", "maps", "lists", "surrogate", "tabs", "directive", "binary"],
)
def test_ugly_front_matter_never_costs_the_article(head: str) -> None:
    data = f"---\n{head}\n---\nNora Bell said “no”.\n".encode()
    assert "Nora Bell said “no”." in read_bytes(data, source="/n/x.md", format="markdown").text


@pytest.mark.parametrize(
    "body",
    [
        ">" * 5000 + " said",
        "[" * 5000,
        "*a " * 5000,
        "`" * 5000,
        "- " * 3000 + "x",
        "![" * 3000 + "](x)" * 3000,
        "<" * 5000,
        "_a_" * 5000,
    ],
    ids=["quotes", "links", "stars", "ticks", "lists", "pictures", "less than", "emphasis"],
)
def test_ugly_markdown_is_read_in_time(body: str) -> None:
    article = read_bytes(f"Nora Bell said no.\n\n{body}\n".encode(), source="/n/x.md", format="markdown")
    assert article.text.startswith("Nora Bell said no.")


@pytest.mark.long
@pytest.mark.parametrize("name", TEXTS)
def test_ugly_texts_at_length(name: str, annotator) -> None:
    text = repeated(TEXTS[name] + " ", 120_000)
    article = read_text(text)
    check(annotator.annotate(article), article)


@pytest.mark.long
@pytest.mark.parametrize(
    "unit",
    ['"', "“", "a", "x" * 300 + " ", "\n", "\u0301"],
    ids=["straight", "curly", "letter", "long words", "lines", "accents"],
)
def test_ten_megabytes_without_a_sentence(unit: str, annotator) -> None:
    text = "Nora Bell said no.\n\n" + repeated(unit, 10_000_000)
    article = read_text(text)
    check(annotator.annotate(article), article)


@pytest.mark.parametrize("text", ["000‘said"])
def test_texts_that_generated_input_found(text: str, annotator) -> None:
    article = read_text(text)
    check(annotator.annotate(article), article)


def test_hard_wrapped_text_is_read_as_its_paragraphs_are(annotator) -> None:
    paragraphs = [
        "The union of ferry crews walked out of talks on Monday, and its leader said that no date had been agreed.",
        "“We will not pay for the mistakes of the company, and we have said so in each meeting since the spring,” said "
        "Mara Quill, who leads the union. “Let them come to us with something in writing, and then we will see.”",
        "Tom Reyes, the company's director, denied that it had made any mistakes and said the offer would stand.",
    ]
    plain = annotator.annotate(read_text("\n\n".join(paragraphs), source="/n/a.txt"))
    text = "\n\n".join(textwrap.fill(p, 64) for p in paragraphs)
    wrapped = annotator.annotate(read_text(text, source="/n/a.txt"))
    check(wrapped, wrapped.article)
    assert wrapped.article.text == text
    assert [q.id for q in wrapped.quotes] == [q.id for q in plain.quotes]
    assert [p.name for p in wrapped.people] == [p.name for p in plain.people]
