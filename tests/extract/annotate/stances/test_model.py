"""The stance model: what it is shown of a question, and what it says of plain sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.annotate.stances.model import LABELS, ROOM, TYPES, StanceModel, encode_question
from extract.annotate.stances.opinion import Question
from extract.annotate.tagger.encode import FEATURES, load_tokenizer
from extract.annotate.tagger.packs import MASK
from extract.locations import asset

TOKENIZER = load_tokenizer(asset("models", "minilm-tokenizer.json").read_text(encoding="utf-8"))
MODEL = StanceModel.load()


def ask(text: str, holder: str | None, *targets: str, names: tuple[str, ...] = ()) -> Question:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    whose = place(holder) if holder is not None else None
    return Question(text, whose, tuple(map(place, names)), tuple(map(place, targets)))


def shown(question: Question) -> str:
    found = encode_question(TOKENIZER, question)
    assert found is not None
    return TOKENIZER.decode(found.ids.tolist(), skip_special_tokens=False)


def test_people_are_hidden_from_the_model_and_matters_are_not() -> None:
    text = "Kwame Mensah told Ada Boateng that the strike must end."
    question = ask(text, "Kwame Mensah", "Ada Boateng", "strike", names=("Kwame Mensah", "Ada Boateng"))
    assert shown(question) == "[CLS] [MASK] told [MASK] that the strike must end. [SEP]"


def test_a_speaker_whom_the_sentence_does_not_name_is_put_before_it() -> None:
    assert shown(ask("The strike must end.", None, "strike")) == "[CLS] [MASK] said : the strike must end. [SEP]"


def test_places_say_whose_view_is_asked_and_on_what() -> None:
    text = "Mensah told Ada that the transport workers’ strike must end."
    found = encode_question(TOKENIZER, ask(text, "Mensah", "Ada", "strike", names=("Ada",)))
    assert found is not None
    assert found.features[found.holder] == FEATURES and found.ids[found.holder] == MASK
    words = [TOKENIZER.id_to_token(int(found.ids[p])) for p in found.places]
    assert words == ["[MASK]", "strike"] and found.asked.tolist() == [0, 1]


def test_what_cannot_be_read_has_no_stance() -> None:
    text = "Mensah left."
    for target in ((0, 6), (6, 7), (3, 3), (900, 905)):
        assert encode_question(TOKENIZER, Question(text, (0, 6), (), (target,))) is None
    answers = MODEL.score([Question(text, (0, 6), (), ((6, 7), (7, 11))), Question(text, (6, 7), (), ((7, 11),))])
    assert answers[0][0].tolist() == [1, 0, 0] and 0 < answers[0][1][0] < 1
    assert answers[1].tolist() == [[1, 0, 0]]


def test_of_a_long_sentence_the_part_around_the_holder_is_read() -> None:
    text = "well " * 300 + "Ada opposes the bridge " + "now " * 300 + "and the mill"
    found = encode_question(TOKENIZER, ask(text, "Ada", "bridge", "mill"))
    assert found is not None
    assert len(found.ids) == ROOM + 2
    assert found.ids[found.holder] == MASK and found.asked.tolist() == [0]
    assert encode_question(TOKENIZER, ask(text, "Ada", "mill")) is None


@settings(max_examples=60)
@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda s: (min(s), max(s))), min_size=3, max_size=6),
    st.booleans(),
)
def test_any_text_and_spans_are_encoded_or_refused(text: str, spans: list[tuple[int, int]], named: bool) -> None:
    question = Question(text, spans[0] if named else None, tuple(spans[1:2]), tuple(spans[2:]))
    found = encode_question(TOKENIZER, question)
    if found is not None:
        assert len(found.ids) == len(found.features) <= ROOM + 2
        assert np.all((found.features >= 0) & (found.features < TYPES))
        assert found.ids[found.holder] == MASK
        assert len(found.places) == len(found.asked) > 0
        assert np.all((found.places > 0) & (found.places < len(found.ids) - 1))
        assert found.holder not in found.places


@pytest.mark.parametrize(
    ("text", "holder", "target", "expected"),
    [
        ("Mensah said the ministry was a disgrace.", "Mensah", "ministry", "opposes"),
        ("Mensah said Okafor was a liar who should resign.", "Mensah", "Okafor", "opposes"),
        ("Mensah said she would vote for the new bridge.", "Mensah", "bridge", "supports"),
        ("Mensah said the minister met Okafor on Tuesday.", "Mensah", "Tuesday", "none"),
    ],
)
def test_plain_sentences(text: str, holder: str, target: str, expected: str) -> None:
    (chances,) = MODEL.score([ask(text, holder, target)])[0]
    assert chances.sum() == pytest.approx(1)
    assert LABELS[chances.argmax()] == expected


def test_questions_in_one_call_are_answered_as_they_are_alone() -> None:
    one, other = (
        ask("Mensah said Okafor lied.", "Mensah", "Okafor"),
        ask("It rained on the mill all day.", None, "mill"),
    )
    together = MODEL.score([one, other])
    assert np.array_equal(together[0], MODEL.score([one])[0])
    assert np.array_equal(together[1], MODEL.score([other])[0])
    assert MODEL.score([]) == []
