"""The pronoun ranker's recipe: annotated articles in, weights out that answer them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extract.annotate import Annotator
from extract.training import pronouns
from extract.training.__main__ import main
from extract.training.annotated import read_gold, read_golds

ARTICLES = [
    ("{a} met {b} in the harbour. [He|a] had asked for talks, {a} said. {b} left early. [He|b] was tired.", "m", "m"),
    ("{a} closed the school. [Her|a] deputy, {b}, objected. [She|a] had told nobody, {b} said.", "f", "m"),
    ("The mayor, {a}, praised {b}. “[She|b] saved the bridge,” {a} said. {b} thanked [him|a].", "m", "f"),
]
NAMES = {"m": ["Carl Ek", "Bo Lind", "Tom Reeve", "Sam Oduya"], "f": ["Ann Vik", "Mary Stone", "Ada Lund", "Ruth Kay"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = tmp_path / "gold"
    gold.mkdir()
    for i in range(36):
        words, one, other = ARTICLES[i % 3]
        a, b = NAMES[one][i % 4], NAMES[other][(i + 1) % 4]
        text = words.replace("{a}", a).replace("{b}", b)
        (gold / f"{i:02}.txt").write_text(f"P a | {a}\nP b | {b}\n---\n{text}\n", encoding="utf-8")
    return gold


def test_marks_are_read_and_taken_out(folder: Path):
    gold = read_gold(folder / "00.txt")
    assert "[" not in gold.text and gold.text.startswith("Carl Ek met Bo Lind")
    assert [(span.of(gold.text), who) for span, who in gold.pronouns] == [("He", "a"), ("He", "b")]


def test_every_pronoun_is_an_example_with_whom_it_means(folder: Path):
    examples = list(pronouns.read_examples(read_golds(folder), Annotator()))
    assert len(examples) == sum(len(g.pronouns) for g in read_golds(folder))
    assert all(len(e.rows) == len(e.right) and any(e.right) for e in examples)


def test_what_was_learnt_answers_what_it_was_learnt_from(folder: Path, tmp_path: Path, monkeypatch, capsys):
    step = ["training", "pronouns", "--gold", str(folder), "--held", str(folder), "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", step)
    assert main() == 0
    made = json.loads((tmp_path / "pronouns.json").read_text(encoding="utf-8"))
    assert made["pronouns"] == 72
    examples = list(pronouns.read_examples(read_golds(folder), Annotator()))
    (_, answered, right), *_ = pronouns.measure(examples, made["weights"], [0.5])
    assert answered > 90 and right > 90
    assert "% of the answers right" in capsys.readouterr().out
