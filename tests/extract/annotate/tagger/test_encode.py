"""Text to model input: offsets stay those of the text, whatever the text."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from extract.annotate.marks import AT_CLOSING, AT_OPENING, INSIDE, OUTSIDE, find_marks
from extract.annotate.tagger.encode import FEATURES, STATES, Encoded, canonical, case_of, encode, load_tokenizer
from extract.locations import asset

TOKENIZER: Tokenizer = load_tokenizer(asset("models", "minilm-tokenizer.json").read_text(encoding="utf-8"))


def encoded(text: str) -> list[Encoded]:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return encode(TOKENIZER, text, paragraphs, find_marks(text, paragraphs))


def words(text: str) -> list[str]:
    return [text[s:e] for p in encoded(text) for s, e in zip(p.starts, p.ends, strict=True)]


def test_words_are_sliced_from_the_text() -> None:
    text = "Café owners — “naïve,” she said…\nThe 😀 minister’s 3.5% rise"
    assert words(text) == [
        *["Café", "owners", "—", "“", "naïve", ",", "”", "she", "said", "…"],
        *["The", "😀", "minister", "’", "s", "3", ".", "5", "%", "rise"],
    ]


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_offsets_and_features_fit_any_text(text: str) -> None:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    for paragraph, (start, end) in zip(encoded(text), paragraphs, strict=True):
        assert len(paragraph.ids) == len(paragraph.features)
        assert len(paragraph.first) == len(paragraph.starts) == len(paragraph.ends)
        assert np.all(paragraph.starts >= start)
        assert np.all(paragraph.ends <= end)
        assert np.all(paragraph.starts <= paragraph.ends)
        assert np.all(np.diff(paragraph.starts) >= 0)
        assert np.all((paragraph.features >= 0) & (paragraph.features < FEATURES))


@pytest.mark.parametrize(
    "text", ["“We go,” he said.", '"We go," he said.', "''We go,'' he said.", "‘We go,’ he said.", "«We go,» he said."]
)
def test_the_style_of_marks_makes_no_difference_to_the_model(text: str) -> None:
    reference, other = encoded("“We go,” he said.")[0], encoded(text)[0]
    assert other.ids.tolist() == reference.ids.tolist()
    assert other.features.tolist() == reference.features.tolist()


def test_canonical_text_is_as_long_as_the_text() -> None:
    text = "''We ‘never’ go,'' he said, isn’t it"
    found = find_marks(text, [(0, len(text))])
    plain = canonical(text, found)
    assert len(plain) == len(text)
    assert plain == "\" We 'never' go,\"  he said, isn't it"


def test_features_tell_letter_case_and_state() -> None:
    text = "He said “Go” to NATO on iPads 9"
    paragraph = encoded(text)[0]
    places = (paragraph.starts, paragraph.ends, paragraph.first)
    by_word = {text[s:e]: int(paragraph.features[f]) for s, e, f in zip(*places, strict=True)}
    assert by_word["said"] == 0 * STATES + OUTSIDE
    assert by_word["Go"] == 1 * STATES + INSIDE
    assert by_word["“"] == 4 * STATES + AT_OPENING
    assert by_word["”"] == 4 * STATES + AT_CLOSING
    assert by_word["NATO"] == 2 * STATES + OUTSIDE
    assert by_word["iPads"] == 3 * STATES + OUTSIDE
    assert by_word["9"] == 4 * STATES + OUTSIDE


@pytest.mark.parametrize(
    ("word", "case"), [("a", 0), ("I", 1), ("Ab", 1), ("AB", 2), ("McCoy", 3), ("12", 4), ("日", 4)]
)
def test_letter_case(word: str, case: int) -> None:
    assert case_of(word) == case
