"""The tagger on sentences of our own: spans, links, and what holds of any text."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.annotate.marks import find_marks
from extract.annotate.tagger.result import TagResult
from extract.annotate.tagger.tagger import Request, Tagger

TAGGER = Tagger.load()


def request_of(text: str) -> Request:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return text, paragraphs, find_marks(text, paragraphs)


def tag(text: str) -> TagResult:
    return TAGGER.tag(*request_of(text))


def shown(text: str, role: str) -> list[str]:
    return [text[s.start : s.end] for s in tag(text).of(role)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The harbour will reopen in May, the mayor said.", "the mayor", "said", "The harbour will reopen in May"),
        ("Ms Okafor told reporters that the bridge was safe.", "Ms Okafor", "told", "that the bridge was safe"),
        ("“It was never in doubt,” said the captain.", "the captain", "said", "“It was never in doubt,”"),
        ("‘It was never in doubt,’ said the captain.", "the captain", "said", "‘It was never in doubt,’"),
        ("'It was never in doubt,' said the captain.", "the captain", "said", "'It was never in doubt,'"),
        ("Farmers believe the rains will come late.", "Farmers", "believe", "the rains will come late"),
    ],
)
def test_source_cue_and_content_of_a_plain_sentence(text: str, source: str, cue: str, content: str) -> None:
    assert shown(text, "source") == [source]
    assert cue in " ".join(shown(text, "cue"))
    assert [c.removeprefix("that ") for c in shown(text, "content")] == [content.removeprefix("that ")]


def test_links_join_each_content_and_source_to_its_own_cue() -> None:
    text = (
        "Ms Okafor said the bridge was safe. The engineers denied that the bridge was safe. "
        "“Nobody asked us,” said Mr Lindqvist."
    )
    result = tag(text)
    cues = result.of("cue")
    assert len(cues) == 3
    for role in ("source", "content"):
        spans = result.of(role)
        assert len(spans) == 3
        for number, span in enumerate(spans):
            chances = result.links(span, cues)
            assert chances.sum() == pytest.approx(1)
            assert len(chances) == 4
            assert chances.argmax() == number


def test_narration_is_left_alone() -> None:
    assert tag("The road runs north for ten miles and ends at the sea.").spans == ()


def test_texts_in_one_call_are_tagged_as_they_are_alone() -> None:
    texts = ["The mayor said it rained.", "", "“No,” she said.\nIt was over.", "Nothing at all happened here. " * 40]
    together = TAGGER.tag_many([request_of(t) for t in texts])
    for text, result in zip(texts, together, strict=True):
        assert result.spans == tag(text).spans


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["he said ", "“", "”", "that ", "we go ", "\n", "Ms Lee ", ". ", "😀", "'", ": "]), max_size=60
    )
)
def test_spans_are_whole_words_of_one_paragraph(parts: list[str]) -> None:
    text = "".join(parts)
    _, paragraphs, _ = request_of(text)
    result = tag(text)
    for before, after in pairwise(result.spans):
        assert before.end <= after.start
    for span in result.spans:
        start, end = paragraphs[span.paragraph]
        assert start <= span.start < span.end <= end
        assert 0 <= span.least <= span.probability <= 1
        assert 0 <= span.begins <= 1
        words = result.paragraphs[span.paragraph]
        assert words.words_in(span.start, span.end) == (span.first, span.last)
        assert words.scores[span.first : span.last].shape[1] == 7
        assert np.all(words.labels[span.first + 1 : span.last] == words.labels[span.first] + 1)


def test_a_paragraph_longer_than_the_model_sees_is_tagged_throughout() -> None:
    sentence = "The minister said that the harbour would reopen in spring. The road runs north along the coast. "
    result = tag(sentence * 60)
    assert len(result.paragraphs) == 1
    assert len(result.of("cue")) == 60
    claims = [m.span() for m in re.finditer("harbour would reopen in spring", sentence * 60)]
    contents = result.of("content")
    assert all(any(c.start <= s and e <= c.end for c in contents) for s, e in claims)


@pytest.mark.parametrize("text", ["a" * 300_000, "\u202e" * 5_000, "“" * 3_000, "\x00\x1b[31m", "́" * 2_000, "   "])
def test_hostile_text_does_no_harm(text: str) -> None:
    began = time.process_time()
    result = tag(text)
    assert time.process_time() - began < 20
    assert all(s.end <= len(text) for s in result.spans)


def test_the_model_loads_in_under_half_a_second() -> None:
    began = time.process_time()
    Tagger.load()
    assert time.process_time() - began < 0.5
