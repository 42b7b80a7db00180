"""Generated input, a few hundred cases in a normal run and over 20,000 in the long one: the same properties in both."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.annotate.annotator import Annotator
from extract.errors import InputError
from extract.ingest import read_bytes, read_text
from extract.ingest.rows import row_article
from extract.records import Annotations, Article, from_json, to_json

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
CASES = 15
"""Texts an example: annotated together, as batches are, so that what one does to another would show."""

PIECES = [
    *"“”‘’\"'«»„‹›()[]{}.,;:!?—–…-/|<>#*_`&%$\\",
    *[
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\u200b",
        "\u202e",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "\u0301",
        "😀",
        "👩‍🚀",
    ],
    *[
        "said",
        "says",
        "told",
        "according to",
        "claimed that",
        "asked",
        "denied",
        "backs",
        "opposes",
        "would support",
        "if",
    ],
    *[
        "Nora Bell",
        "Mr Bell",
        "Sir Ian Poole",
        "the mayor",
        "a source",
        "she",
        "he",
        "they",
        "the Home Office",
        "Reuters",
    ],
    *["on Monday", "the plan", "it is over", "nobody", "won't", "had been", "reporters", "and", "but", "not", "who"],
    *["By Ann Poole", "You may also like", "Read more:", "BELL:", "Q.", "A.", "Photo: x/Getty", "http://x.example/a"],
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=80
).map("".join)
ANYTHING = st.text(max_size=200) | TEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = ["text", "title", "url", "id", "source", "published", "author", "schema", "article", "publisher", "lang", "body"]
ROWS = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8) | JSON
TAGS = [
    "p",
    "div",
    "h1",
    "article",
    "a",
    "blockquote",
    "ul",
    "li",
    "script",
    "table",
    "td",
    "br",
    "em",
    "title",
    "head",
    "figcaption",
]
MARKED_UP = st.lists(
    st.one_of(
        st.sampled_from(
            [f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS] + ["<!--", "-->", "&#x1b;", "&#xD800;", "<![CDATA["]
        ),
        TEXT,
    ),
    max_size=40,
).map("".join)


def check_article(article: Article) -> None:
    article.text.encode("utf-8")
    assert article.id.startswith("a-")
    for value in (article.title, article.byline, article.outlet, article.published, article.language, article.source):
        assert value is None or (isinstance(value, str) and value)
        (value or "").encode("utf-8")
    end = 0
    for region in article.regions:
        assert end <= region.start < region.end <= len(article.text)
        end = region.end


def check_annotations(made: Annotations, article: Article) -> None:
    assert made.article == article
    people = {p.id for p in made.people}
    spans = [s for q in made.quotes for part in (q.content, q.cue, q.source) for s in part]
    spans += [s for stance in made.stances for s in stance.evidence]
    spans += [m.span for p in made.people for m in p.mentions]
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    assert all(q.speaker is None or q.speaker in people for q in made.quotes)
    assert all(s.holder in people for s in made.stances)
    ids = [q.id for q in made.quotes] + [s.id for s in made.stances] + list(people)
    assert len(ids) == len(set(ids))
    line = json.dumps(to_json(made), ensure_ascii=False)
    assert from_json(json.loads(line)) == from_json(to_json(made))
    unread = [r for r in article.regions if r.kind == "boilerplate"]
    assert not any(s.overlaps(r.span) for q in made.quotes for s in q.content for r in unread)


def annotated(annotator: Annotator, texts: Sequence[str]) -> None:
    articles = []
    for n, text in enumerate(texts):
        try:
            articles.append(read_text(text, source=f"/n/{n}.txt"))
        except InputError:
            assert not any(c.isalnum() for c in text)
    for article, made in zip(articles, annotator.annotate_many(articles), strict=True):
        check_article(article)
        check_annotations(made, article)


def read(data: bytes, format: str | None) -> None:
    try:
        check_article(read_bytes(data, source="/n/x", format=format))
    except InputError as error:
        assert error.title and error.hint and "\n" not in error.title


def read_row(row: object) -> None:
    try:
        check_article(row_article(row, name="/n/rows.jsonl", number=1))
    except InputError as error:
        assert error.hint


def same_again(annotator: Annotator, text: str) -> None:
    """A text gives the same annotations alone as among others, and the same again."""
    try:
        article = read_text(text, source="/n/a.txt")
    except InputError:
        return
    other = read_text("“Yes,” said Tom Reyes, the pilot.", source="/n/b.txt")
    alone = annotator.annotate(article)
    assert [q.content for q in list(annotator.annotate_many([other, article]))[1].quotes] == [
        q.content for q in alone.quotes
    ]


@QUICK
@given(st.lists(ANYTHING, min_size=1, max_size=5))
def test_any_text_is_annotated(annotator, texts: list[str]) -> None:
    annotated(annotator, texts)


@pytest.mark.long
@LONG
@given(st.lists(ANYTHING, min_size=CASES, max_size=CASES))
def test_any_text_is_annotated_over_20_000_times(annotator, texts: list[str]) -> None:
    annotated(annotator, texts)


@QUICK
@given(TEXT)
def test_a_text_gives_the_same_alone_and_among_others(annotator, text: str) -> None:
    same_again(annotator, text)


@settings(QUICK, max_examples=300)
@given(st.one_of(st.binary(max_size=400), ANYTHING.map(lambda t: t.encode("utf-16")), ANYTHING.map(str.encode)))
@pytest.mark.parametrize("format", ["text", "markdown", "html", None])
def test_any_bytes_are_an_article_or_a_clear_error(format: str | None, data: bytes) -> None:
    read(data, format)


@QUICK
@given(MARKED_UP)
def test_any_markup_is_an_article_or_a_clear_error(page: str) -> None:
    read(("<html><body>" + page).encode("utf-8", "replace"), "html")


@QUICK
@given(ROWS)
def test_any_row_is_an_article_or_a_clear_error(row: object) -> None:
    read_row(row)


@pytest.mark.long
@settings(LONG, max_examples=4_000)
@given(st.binary(max_size=2_000), MARKED_UP, ROWS)
def test_any_source_over_10_000_times(data: bytes, page: str, row: object) -> None:
    read(data, None)
    read(("<html><body>" + page).encode("utf-8", "replace"), "html")
    read_row(row)
