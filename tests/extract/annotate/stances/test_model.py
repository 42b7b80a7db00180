"""The stance model: what it is shown of a pair, and what it says of plain sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.annotate.stances.model import LABELS, ROOM, TYPES, StanceModel, encode_pair, stack
from extract.annotate.tagger.encode import FEATURES, load_tokenizer
from extract.annotate.tagger.packs import MASK
from extract.locations import asset

TOKENIZER = load_tokenizer(asset("models", "minilm-tokenizer.json").read_text(encoding="utf-8"))
MODEL = StanceModel.load()


def ask(text: str, holder: str, target: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    h, t = text.index(holder), text.index(target)
    return text, (h, h + len(holder)), (t, t + len(target))


def shown(text: str, holder: str, target: str) -> str:
    pair = encode_pair(TOKENIZER, *ask(text, holder, target))
    assert pair is not None
    return TOKENIZER.decode(pair.ids.tolist(), skip_special_tokens=False)


def test_names_are_hidden_from_the_model() -> None:
    text = "Kwame Mensah criticised the Transport Workers Union over the strike."
    assert shown(text, "Kwame Mensah", "the Transport Workers Union") == (
        "[CLS] [MASK] criticised [MASK] over the strike. [SEP]"
    )
    assert shown(text, "Kwame Mensah", "the strike") == (
        "[CLS] [MASK] criticised the transport workers union over [MASK]. [SEP]"
    )


@pytest.mark.parametrize(("holder", "target"), [("She", "the plan"), ("the plan", "She")])
def test_places_say_who_is_holder_and_who_target(holder: str, target: str) -> None:
    pair = encode_pair(TOKENIZER, *ask("She backs the plan.", holder, target))
    assert pair is not None
    first, second = pair.places
    assert pair.ids[first] == pair.ids[second] == MASK
    assert (pair.features[first], pair.features[second]) == (FEATURES, FEATURES + 1)
    assert (first < second) == (holder == "She")


@pytest.mark.parametrize(
    ("first", "second"),
    [((0, 5), (2, 9)), ((0, 5), (0, 5)), ((5, 6), (0, 2)), ((3, 3), (0, 2)), ((900, 905), (0, 2))],
)
def test_spans_that_are_no_pair_are_neutral(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert encode_pair(TOKENIZER, "Hello there, you", first, second) is None
    assert MODEL.score([("Hello there, you", first, second)]).tolist() == [[1, 0, 0, 0, 0]]


def test_of_a_long_sentence_the_part_around_the_pair_is_read() -> None:
    text = "well " * 300 + "Ada opposes the bridge " + "now " * 300
    pair = encode_pair(TOKENIZER, *ask(text, "Ada", "the bridge"))
    assert pair is not None
    assert len(pair.ids) == ROOM + 2
    assert [int(pair.ids[p]) for p in pair.places] == [MASK, MASK]
    apart = "Ada " + "well " * 300 + "the bridge"
    assert encode_pair(TOKENIZER, *ask(apart, "Ada", "the bridge")) is None


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=60), st.tuples(*[st.integers(0, 60)] * 4))
def test_any_text_and_spans_are_encoded_or_refused(text: str, ends: tuple[int, int, int, int]) -> None:
    a, b, c, d = ends
    pair = encode_pair(TOKENIZER, text, (min(a, b), max(a, b)), (min(c, d), max(c, d)))
    if pair is not None:
        assert len(pair.ids) == len(pair.features) <= ROOM + 2
        assert np.all((pair.features >= 0) & (pair.features < TYPES))
        assert all(pair.ids[p] == MASK for p in pair.places)
        assert stack([pair])[0].tolist() == [pair.ids.tolist()]


@pytest.mark.parametrize(
    ("text", "holder", "target", "expected"),
    [
        ("Mensah criticised the ministry over the strike.", "Mensah", "the ministry", "p_neg_q"),
        ("Mensah accused Okafor of lying to parliament.", "Mensah", "Okafor", "p_neg_q"),
        ("Mensah praised Okafor and endorsed her candidacy.", "Mensah", "Okafor", "p_pos_q"),
        ("Mensah met Okafor in Accra on Tuesday.", "Mensah", "Okafor", "neutral"),
    ],
)
def test_plain_sentences(text: str, holder: str, target: str, expected: str) -> None:
    chances = MODEL.score([ask(text, holder, target)])[0]
    assert chances.sum() == pytest.approx(1)
    assert LABELS[chances.argmax()] == expected


def test_direction_matters() -> None:
    text = "Mensah accused Okafor of lying to parliament."
    forth, back = MODEL.score([ask(text, "Mensah", "Okafor"), ask(text, "Okafor", "Mensah")])
    assert forth[3] > 2 * forth[4]
    assert np.allclose(forth[[0, 2, 1, 4, 3]], back, atol=0.03), "asked the other way round, the same answer"


def test_pairs_in_one_call_are_scored_as_they_are_alone() -> None:
    pairs = [ask("Mensah backs Okafor.", "Mensah", "Okafor"), ask("It rained on Ada and on Ben all day.", "Ada", "Ben")]
    together = MODEL.score([*pairs, ("x", (0, 0), (0, 0))])
    assert np.allclose(together[:2], np.concatenate([MODEL.score([p]) for p in pairs]))
    assert together[2].tolist() == [1, 0, 0, 0, 0]
    assert MODEL.score([]).shape == (0, 5)
