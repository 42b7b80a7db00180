"""The whole recipe as it is called, from a base model to figures, with an encoder of one layer or two."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from extract.annotate import Annotator
from extract.annotate.stances.model import LABELS, StanceModel
from extract.annotate.stances.opinion import Question
from extract.annotate.tagger.encode import load_tokenizer
from extract.errors import InputError
from extract.locations import asset
from extract.training import network, questions, stance, teacher
from extract.training.__main__ import main
from extract.training.network import HIDDEN, INNER, POSITIONS, VOCABULARY
from extract.training.views import read_golds

TOKENIZER_FILE = asset("models", "minilm-tokenizer.json")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a BertModel checkpoint's, two layers of random weights; the tagger takes one of them."""
    monkeypatch.setattr(network, "LAYERS", 1)
    monkeypatch.setattr(stance, "LAYERS", 2)
    shapes = {
        "embeddings.word_embeddings.weight": (VOCABULARY, HIDDEN),
        "embeddings.position_embeddings.weight": (POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
    }
    layers = ("encoder.layer.0", "encoder.layer.1")
    for norm in ("embeddings", *(f"{at}.{part}" for at in layers for part in ("attention.output", "output"))):
        shapes |= {f"{norm}.LayerNorm.weight": (HIDDEN,), f"{norm}.LayerNorm.bias": (HIDDEN,)}
    sizes = {"attention.self.query": (HIDDEN, HIDDEN), "attention.self.key": (HIDDEN, HIDDEN)}
    sizes |= {"attention.self.value": (HIDDEN, HIDDEN), "attention.output.dense": (HIDDEN, HIDDEN)}
    sizes |= {"intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
    for name, (rows, columns) in sizes.items():
        for at in layers:
            shapes |= {f"{at}.{name}.weight": (rows, columns), f"{at}.{name}.bias": (rows,)}
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


ARTICLE = """\
+ Osei → weir ~ proud of the weir
- Osei → levy ~ The levy was a mistake
?+ Osei → farmers ~ stand with farmers
---
“I am proud of the weir. The levy was a mistake,” said Ann Osei, the mayor of Tamale. “We stand with farmers.”

Ann Osei said the road was long.
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_an_annotated_article_answers_what_it_is_asked(gold: Path, tmp_path: Path) -> None:
    rows = list(questions.answered_questions(read_golds(gold), Annotator()))
    answers = {
        (r.question.text, r.question.text[slice(*t)]): a
        for r in rows
        for t, a in zip(r.question.targets, r.answers, strict=True)
    }
    said = {target: answer for (_, target), answer in answers.items()}
    assert said["weir"] == "supports" and said["levy"] == "opposes"
    assert said["farmers"] is None, "what is arguable is not learnt"
    assert said["road"] == "none"
    path = tmp_path / "rows.jsonl"
    assert questions.write(rows, path) == len(rows)
    assert list(questions.read(path)) == rows


@pytest.mark.long
def test_stance_from_articles_and_pairs_to_figures(
    tmp_path: Path, base: Path, gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked, rows, out = tmp_path / "asked.jsonl", pairs(tmp_path / "pairs.jsonl"), tmp_path / "run"
    assert call(monkeypatch, "stance-questions", "--gold", gold, "--out", asked) == 0
    data = ("--questions", asked, "--pairs", rows, "--base", base)
    assert call(monkeypatch, "stance", *data, "--out", out, "--epochs", 4, "--rate", 1e-3) == 0
    models = tmp_path / "models"
    assert call(monkeypatch, "stance-export", "--base", base, "--weights", out / "averaged.pt", "--out", models) == 0
    capsys.readouterr()
    assert call(monkeypatch, "stance-evaluate", "--questions", asked, "--model", models / "stance.json") == 0
    assert 0 <= json.loads(capsys.readouterr().out)["ap"] <= 100
    model = StanceModel.load(models / "stance.json")
    for verb, label in (("praised", "supports"), ("attacked", "opposes")):
        text = f"Eve {verb} Bob today 3."
        (chances,) = model.score([Question(text, (0, 3), (), ((text.index("Bob"), text.index("Bob") + 3),))])[0]
        assert LABELS[chances.argmax()] == label, "forms of words are learnt"


@pytest.fixture
def large_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like an MPNet checkpoint's, one narrow layer of random weights."""
    for name, value in {"LAYERS": 1, "HIDDEN": 48, "INNER": 96}.items():
        monkeypatch.setattr(teacher, name, value)
    shapes = {
        "embeddings.word_embeddings.weight": (teacher.VOCABULARY, 48),
        "embeddings.position_embeddings.weight": (teacher.POSITIONS, 48),
        "encoder.relative_attention_bias.weight": (32, teacher.HEADS),
    }
    for norm in ("embeddings", "encoder.layer.0.attention", "encoder.layer.0.output"):
        shapes |= {f"{norm}.LayerNorm.weight": (48,), f"{norm}.LayerNorm.bias": (48,)}
    sizes = {f"attention.attn.{part}": (48, 48) for part in "qkvo"}
    sizes |= {"intermediate.dense": (96, 48), "output.dense": (48, 96)}
    for name, (rows, columns) in sizes.items():
        shapes |= {f"encoder.layer.0.{name}.weight": (rows, columns), f"encoder.layer.0.{name}.bias": (rows,)}
    generator = torch.Generator().manual_seed(0)
    folder = tmp_path / "large"
    folder.mkdir()
    save_file({n: torch.randn(s, generator=generator) * 0.05 for n, s in shapes.items()}, folder / "model.safetensors")
    return folder


@pytest.mark.long
def test_a_teacher_answers_what_the_model_then_learns(
    tmp_path: Path, base: Path, large_base: Path, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, others, rows = tmp_path / "asked.jsonl", tmp_path / "others.jsonl", pairs(tmp_path / "pairs.jsonl")
    assert call(monkeypatch, "stance-questions", "--gold", gold, "--out", asked) == 0
    assert call(monkeypatch, "stance-questions", "--gold", gold, "--open", "all", "--out", others) == 0
    taught, answers = tmp_path / "teacher", tmp_path / "answers.npy"
    data = ("--questions", asked, others, "--pairs", rows)
    assert call(monkeypatch, "stance-teacher", *data, "--base", large_base, "--out", taught, "--epochs", 1) == 0
    assert call(monkeypatch, "stance-answers", *data, "--weights", taught / "averaged.pt", "--out", answers) == 0
    run = ("--base", base, "--out", tmp_path / "run", "--epochs", 1)
    assert call(monkeypatch, "stance", *data, "--answers", answers, *run) == 0
    fewer = ("--questions", asked, "--pairs", rows)
    assert call(monkeypatch, "stance", *fewer, "--answers", answers, *run) == 2, "answers to other questions"


def test_where_no_reader_answered_the_teacher_is_followed() -> None:
    class Fixed(torch.nn.Module):
        def forward(self, *_: torch.Tensor) -> torch.Tensor:
            return torch.tensor([[0.0, 4.0, 0.0], [0.0, 4.0, 0.0]])

    def loss(labels: list[int], taught: list[list[float]]) -> float:
        rest = (torch.tensor(labels), torch.ones(2), torch.tensor(taught))
        return stance.loss(Fixed(), (*[torch.zeros(1)] * 6, *rest))[1]["loss"]

    agreed, other, nothing = [0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    assert loss([-100, -100], [agreed, agreed]) < loss([-100, -100], [other, other])
    assert loss([1, -100], [nothing, nothing]) == pytest.approx(loss([1, 1], [nothing, nothing]))
    assert loss([1, 1], [nothing, nothing]) < loss([1, 1], [other, other]) < loss([0, 0], [other, other])


def test_the_teacher_reads_no_padding(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LAYERS": 2, "HIDDEN": 48, "INNER": 96}.items():
        monkeypatch.setattr(teacher, name, value)
    torch.manual_seed(0)
    net = teacher.TeacherNetwork().eval()
    ids, place = torch.tensor([[101, 2054, 2003, 103, 102]]), torch.tensor([2])
    rest = (torch.tensor([1]), torch.tensor([0]), place)
    alone = net(ids, torch.ones_like(ids), torch.zeros_like(ids), *rest)
    padded = torch.nn.functional.pad(ids, (0, 60))
    assert torch.allclose(net(padded, (padded > 0).long(), torch.zeros_like(padded), *rest), alone, atol=1e-5)


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
    data = ("--questions", "x", "--pairs", "x", "--base", missing)
    assert call(monkeypatch, "stance", *data, "--out", tmp_path) == 2
    assert "base model" in capsys.readouterr().err


def test_a_pair_is_asked_in_both_directions(tmp_path: Path) -> None:
    asked = list(questions.pairs(pairs(tmp_path / "rows.jsonl", 3), neutral=1.0))
    text = "Ada attacked Ben today 1."
    whose = {
        (a.question.text[slice(*(a.question.holder or (0, 0)))], a.answers) for a in asked if a.question.text == text
    }
    assert whose == {("Ada", ("opposes",)), ("Ben", ("none",))}
    fewer = list(questions.pairs(tmp_path / "rows.jsonl", neutral=0.0))
    assert [a.answers for a in fewer] == [("supports",), ("opposes",)]


@pytest.mark.parametrize("line", ["{", '{"text": "a"}', '{"text": "a", "p": [0], "q": [2, 3], "label": "neutral"}'])
def test_a_pair_that_is_none_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        list(questions.pairs(path, 1.0))


@pytest.mark.parametrize(
    "line", ["{", '{"text": "a"}', '{"text": "a", "holder": null, "names": [], "targets": [[0, 1]], "answers": ["hm"]}']
)
def test_a_question_that_is_none_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        list(questions.read(path))


def test_only_what_has_an_answer_is_learnt() -> None:
    tokenizer = load_tokenizer(TOKENIZER_FILE.read_text(encoding="utf-8"))
    question = Question("Eve likes the weir and the mill.", (0, 3), (), ((14, 18), (27, 31)))
    (row,) = stance.make_rows([questions.Answered(question, (None, "supports"), "a")], tokenizer)
    assert row.labels.tolist() == [-100, LABELS.index("supports")]
    perfect = torch.tensor([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0]]).softmax(-1).numpy()
    assert stance.figures(perfect, row.labels)["ap"] == 100
