"""Training data: rows become labels and links that say what the row says, the same ones for the same seed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from extract.annotate.tagger.encode import load_tokenizer
from extract.annotate.tagger.labels import LABELS
from extract.annotate.tagger.packs import MASK
from extract.errors import InputError
from extract.locations import asset
from extract.training.corpus import IGNORE, Example, make_batch, paragraphs_of, plan_epoch, read_examples

TOKENIZER = load_tokenizer(asset("models", "minilm-tokenizer.json").read_text(encoding="utf-8"))
TEXT = "“It is safe,” said Ms Okafor. “Quite safe.”\n\nThe engineers denied it had failed, adding that it rained."


def span(part: str, start: int = 0) -> list[int]:
    at = TEXT.index(part, start)
    return [at, at + len(part)]


ATTRIBUTIONS = [
    {"content": [span("“It is safe,”"), span("“Quite safe.”")], "cue": [span("said")], "source": [span("Ms Okafor")]},
    {"content": [span("it had failed")], "cue": [span("denied")], "source": [span("The engineers")]},
    {"content": [span("that it rained")], "cue": [span("adding")], "source": [span("The engineers")]},
]


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"id": "a", "text": TEXT, "attributions": ATTRIBUTIONS})
    path.write_text("\n".join([row] * 40) + "\n", encoding="utf-8")
    return read_examples(path, TOKENIZER)


def test_labels_spell_the_spans(examples: list[Example]) -> None:
    example = examples[0]
    spelled: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    for paragraph, labels in zip(example.paragraphs, example.labels, strict=True):
        for start, end, label in zip(paragraph.starts, paragraph.ends, labels, strict=True):
            kind, _, role = LABELS[label].partition("-")
            if kind == "B":
                spelled[role].append(TEXT[start:end])
            elif kind == "I":
                spelled[role][-1] += " " + TEXT[start:end]
    assert spelled["source"] == ["Ms Okafor", "The engineers"]
    assert spelled["cue"] == ["said", "denied", "adding"]
    assert spelled["content"] == ["“ It is safe , ”", "“ Quite safe . ”", "it had failed", "that it rained"]


def test_a_span_over_paragraphs_begins_anew_in_each(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    attribution = {"content": [[0, len(TEXT)]], "cue": [], "source": []}
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [attribution]}), encoding="utf-8")
    (example,) = read_examples(path, TOKENIZER)
    assert [LABELS[labels[0]] for labels in example.labels] == ["B-content", "B-content"]
    assert all(set(labels[1:].tolist()) == {LABELS.index("I-content")} for labels in example.labels)


def test_links_lead_from_each_span_to_its_cue(examples: list[Example]) -> None:
    batch = make_batch(examples, plan_epoch(examples[:1], 1, 0, 8)[0], None)
    words = [TOKENIZER.id_to_token(int(i)) for i in batch.ids[0]]
    links = {(words[at + (words[at] == '"')], words[head]) for _, at, head in batch.links}
    assert links == {
        *[("it", "said"), ("quite", "said"), ("ms", "said"), ("it", "denied"), ("the", "denied")],
        *[("that", "adding"), ("the", "adding")],
    }


def test_only_first_pieces_of_words_are_labelled(examples: list[Example]) -> None:
    example = examples[0]
    batch = make_batch(examples, plan_epoch(examples[:1], 1, 0, 8)[0], None)
    assert (batch.labels[0] != IGNORE).sum() == sum(len(p.first) for p in example.paragraphs)
    assert (batch.labels[0][batch.mask[0] == 0] == IGNORE).all()


def test_the_same_seed_gives_the_same_batches(examples: list[Example]) -> None:
    plans = [plan_epoch(examples, seed, 0, 8) for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]
    assert plans[0] != plan_epoch(examples, 1, 1, 8)
    batches = [make_batch(examples, plans[0][0], np.random.default_rng(5)) for _ in range(2)]
    assert np.array_equal(batches[0].ids, batches[1].ids)
    assert np.array_equal(batches[0].features, batches[1].features)


def test_variation_hides_words_and_leaves_labels_alone(examples: list[Example]) -> None:
    random = np.random.default_rng(0)
    entries = plan_epoch(examples, 1, 0, 8)
    plain = [make_batch(examples, e, None) for e in entries]
    varied = [make_batch(examples, e, random) for e in entries]
    hidden = sum((b.ids == MASK).sum() for b in varied)
    assert 0 < hidden < 0.1 * sum(b.mask.sum() for b in varied)
    assert all(np.array_equal(a.labels, b.labels) for a, b in zip(plain, varied, strict=True))
    assert any(not np.array_equal(a.features, b.features) for a, b in zip(plain, varied, strict=True))


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "attributions": [{"content": [3]}]}'])
def test_a_row_that_is_none_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"id": "a", "text": TEXT, "attributions": ATTRIBUTIONS})
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_examples(path, TOKENIZER)


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    text = "One.\r\n\r\n  \nTwo.\n"
    assert [text[s:e] for s, e in paragraphs_of(text)] == ["One.", "Two."]
