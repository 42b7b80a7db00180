"""The whole recipe as it is called, from a base model to figures, with an encoder of one layer."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from extract.annotate.stances.model import LABELS, StanceModel
from extract.annotate.tagger.encode import load_tokenizer
from extract.errors import InputError
from extract.locations import asset
from extract.training import network, stance
from extract.training.__main__ import main
from extract.training.network import HIDDEN, INNER, POSITIONS, VOCABULARY

TOKENIZER_FILE = asset("models", "minilm-tokenizer.json")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a BertModel checkpoint's, one layer of random weights."""
    monkeypatch.setattr(network, "LAYERS", 1)
    shapes = {
        "embeddings.word_embeddings.weight": (VOCABULARY, HIDDEN),
        "embeddings.position_embeddings.weight": (POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
    }
    for norm in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        shapes |= {f"{norm}.LayerNorm.weight": (HIDDEN,), f"{norm}.LayerNorm.bias": (HIDDEN,)}
    sizes = {"attention.self.query": (HIDDEN, HIDDEN), "attention.self.key": (HIDDEN, HIDDEN)}
    sizes |= {"attention.self.value": (HIDDEN, HIDDEN), "attention.output.dense": (HIDDEN, HIDDEN)}
    sizes |= {"intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
    for name, (rows, columns) in sizes.items():
        shapes |= {f"encoder.layer.0.{name}.weight": (rows, columns), f"encoder.layer.0.{name}.bias": (rows,)}
    generator = torch.Generator().manual_seed(0)
    weights = {n: torch.randn(s, generator=generator) * 0.05 for n, s in shapes.items()}
    weights |= {n: torch.ones(s) for n, s in shapes.items() if n.endswith("LayerNorm.weight")}
    folder = tmp_path / "base"
    folder.mkdir()
    save_file(weights, folder / "model.safetensors")
    shutil.copyfile(TOKENIZER_FILE, folder / "tokenizer.json")
    return folder


def call(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["extract.training", *map(str, arguments)])
    return main()


def pairs(path: Path, rows: int = 90) -> Path:
    forms = [
        ("{} praised {} today {}.", "p_pos_q"),
        ("{} attacked {} today {}.", "p_neg_q"),
        ("{} met {} on day {}.", "neutral"),
    ]
    lines = []
    for number in range(rows):
        form, label = forms[number % 3]
        text = form.format("Ada", "Ben", number)
        q = text.index("Ben")
        lines.append(json.dumps({"text": text, "p": [0, 3], "q": [q, q + 3], "label": label}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.long
def test_stance_from_rows_to_figures(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, out = pairs(tmp_path / "rows.jsonl"), tmp_path / "run"
    assert (
        call(monkeypatch, "stance", "--train", rows, "--base", base, "--out", out, "--epochs", 3, "--rate", 1e-3) == 0
    )
    weights = out / "averaged.pt"
    models = tmp_path / "models"
    assert (
        call(monkeypatch, "stance-export", "--train", rows, "--base", base, "--weights", weights, "--out", models) == 0
    )
    capsys.readouterr()
    assert call(monkeypatch, "stance-evaluate", "--dev", rows, "--model", models / "stance.json") == 0
    assert json.loads(capsys.readouterr().out)["f1"] > 60, "three forms of words are learnt"
    model = StanceModel.load(models / "stance.json")
    (chances,) = model.score([("Eve praised Bob today 3.", (0, 3), (12, 15))])
    assert LABELS[chances.argmax()] == "p_pos_q"


@pytest.mark.long
def test_tagger_from_rows_to_figures(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ada said that it rained.\nThe road runs north."
    attribution = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 23]]}
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join([json.dumps({"text": text, "attributions": [attribution]})] * 64), encoding="utf-8")
    data = ("--train", rows, "--dev", rows, "--base", base)
    assert call(monkeypatch, "train", *data, "--out", tmp_path / "run", "--epochs", 1, "--rate", 1e-3) == 0
    raw, averaged, mean = (tmp_path / "run" / f"{n}.pt" for n in ("raw", "averaged", "mean"))
    assert call(monkeypatch, "average", raw, averaged, "--out", mean) == 0
    models = tmp_path / "models"
    assert call(monkeypatch, "export", *data, "--weights", mean, "--out", models, "--transition-weight", 0.2) == 0
    assert json.loads((models / "attribution.json").read_text(encoding="utf-8"))["transition_weight"] == 0.2
    capsys.readouterr()
    assert call(monkeypatch, "evaluate", "--dev", rows, "--model", models / "attribution.json") == 0
    assert set(json.loads(capsys.readouterr().out)) >= {"proxy", "content_spans"}


def test_what_a_person_can_mend_is_said_and_ends_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no-such-base"
    assert call(monkeypatch, "stance", "--train", "x", "--base", missing, "--out", tmp_path) == 2
    assert "base model" in capsys.readouterr().err


def test_swapping_a_row_asks_the_other_way_round(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(TOKENIZER_FILE.read_text(encoding="utf-8"))
    rows = stance.read_rows(pairs(tmp_path / "rows.jsonl", 3), tokenizer)
    assert [LABELS[stance.swap(r).label] for r in rows] == ["q_pos_p", "q_neg_p", "neutral"]
    for row in rows:
        swapped = stance.swap(row)
        assert swapped.pair.places == row.pair.places[::-1]
        again = stance.swap(swapped)
        assert again.label == row.label
        assert np.array_equal(again.pair.features, row.pair.features)


@pytest.mark.parametrize("line", ["{", '{"text": "a"}', '{"text": "a b", "p": [0, 1], "q": [2, 3], "label": "likes"}'])
def test_a_row_that_is_none_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        stance.read_rows(path, load_tokenizer(TOKENIZER_FILE.read_text(encoding="utf-8")))
