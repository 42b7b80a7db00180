"""The recipe with torch: it learns, goes on where it stopped, ends at rate zero, and exports what it trained."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from extract.annotate.tagger.encode import FEATURES, load_tokenizer
from extract.annotate.tagger.labels import LABELS
from extract.annotate.tagger.tagger import Tagger
from extract.locations import asset
from extract.training import network, train
from extract.training.attribution import fit_decoding, loss, measure, predict, span_figures, to_device, transition_prior
from extract.training.corpus import Example, make_batch, plan_epoch, read_examples
from extract.training.export import TAGGER_GRAPH, export_onnx, write_model
from extract.training.network import TaggerNetwork
from extract.training.train import Run, Settings

TOKENIZER_FILE = asset("models", "minilm-tokenizer.json")
TEXT = "Ms Okafor said that it was safe.\nThe road runs north.\n“We knew,” the engineers said."


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One layer in place of six."""
    monkeypatch.setattr(network, "LAYERS", 1)


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    def span(part: str) -> list[int]:
        return [TEXT.index(part), TEXT.index(part) + len(part)]

    attributions = [
        {"source": [span("Ms Okafor")], "cue": [span("said")], "content": [span("that it was safe")]},
        {"source": [span("the engineers")], "cue": [[len(TEXT) - 5, len(TEXT) - 1]], "content": [span("“We knew,”")]},
    ]
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"id": "a", "text": TEXT, "attributions": attributions})
    path.write_text("\n".join([row] * 16), encoding="utf-8")
    return read_examples(path, load_tokenizer(TOKENIZER_FILE.read_text(encoding="utf-8")))


def new_run(out: Path, examples: list[Example], **settings: float) -> Run:
    torch.manual_seed(0)
    model = TaggerNetwork(FEATURES, len(LABELS), dropout=0.0)
    return Run(
        Settings(out=out, rows=4, average=0.5, frozen=("encoder.words.",), **settings),  # pyright: ignore
        model,
        plan=lambda epoch: plan_epoch(examples, 1, epoch, 4),
        prepare=lambda entry, random: to_device(make_batch(examples, entry, random), "cpu"),  # pyright: ignore
        loss=loss,
        evaluate=lambda m: {"loss": loss_on(m, examples)},
    )


def loss_on(model: torch.nn.Module, examples: list[Example]) -> float:
    batch = to_device(make_batch(examples, plan_epoch(examples, 1, 0, 16)[0], None), "cpu")
    with torch.no_grad():
        return float(loss(model, batch)[0])


def log_of(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / "log.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("small")
def test_training_learns_and_ends_at_rate_zero(tmp_path: Path, examples: list[Example]) -> None:
    run = new_run(tmp_path, examples, epochs=5, rate=1e-3)
    before = run.evaluate(run.model)["loss"]
    words = run.model.encoder.words.weight.clone()  # pyright: ignore
    run.train()
    assert run.evaluate(run.model)["loss"] < before / 2
    assert run.progress.step == run.total == 20
    assert run.progress.share == pytest.approx(0, abs=1e-6)
    assert torch.equal(words, run.model.encoder.words.weight), "word embeddings are frozen"  # pyright: ignore
    assert {"averaged.pt", "raw.pt", "epoch-1.0.pt", "checkpoint.pt"} <= {p.name for p in tmp_path.iterdir()}
    assert [row["weights"] for row in log_of(tmp_path) if "weights" in row][-2:] == ["raw", "averaged"]


@pytest.mark.usefixtures("small")
def test_a_stopped_run_goes_on_to_the_same_end(tmp_path: Path, examples: list[Example]) -> None:
    whole = new_run(tmp_path / "whole", examples, epochs=2)
    whole.train()
    stopped = new_run(tmp_path / "parts", examples, epochs=2)
    first = list(stopped._batches())[:4]
    for _, _, batch in first:
        stopped._step(batch)
    stopped.save("checkpoint.pt")
    resumed = new_run(tmp_path / "parts", examples, epochs=2)
    resumed.train()
    assert any("resumed" in row for row in log_of(tmp_path / "parts"))
    assert resumed.progress.step == whole.progress.step
    for a, b in zip(whole.model.parameters(), resumed.model.parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-5)


@pytest.mark.usefixtures("small")
def test_a_deadline_shortens_the_schedule_and_still_ends_near_zero(
    tmp_path: Path, examples: list[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(train.time, "time", lambda: 1_000.0 + next(ticks))  # a look at the clock takes a second
    run = new_run(tmp_path, examples, epochs=50, warm_up=0.01, deadline=1_300.0)
    run.train()
    assert 10 < run.progress.step < run.total / 2
    assert run.progress.share < 0.15


@pytest.mark.usefixtures("small")
def test_int8_agrees_with_float32(tmp_path: Path, examples: list[Example]) -> None:
    torch.manual_seed(1)
    model = TaggerNetwork(FEATURES, len(LABELS)).eval()
    export_onnx(model, tmp_path / "full.onnx", TAGGER_GRAPH)
    settings = {"name": "tiny", "version": "0", "labels": list(LABELS), "temperature": 1.0, "transition_weight": 0.1}
    settings["transitions"] = transition_prior(examples).tolist()
    manifest = write_model(model, tmp_path, "tiny", TAGGER_GRAPH, TOKENIZER_FILE, settings)
    tagger = Tagger.load(manifest)
    batch = make_batch(examples, plan_epoch(examples, 1, 0, 4)[0], None)
    expected = model(*(torch.from_numpy(a) for a in (batch.ids, batch.mask, batch.features)))[0].detach().numpy()
    found = tagger.model.run(batch.ids, batch.mask, batch.features)[0]
    at = batch.mask == 1
    spread = expected[at].std()
    assert np.abs(found[at] - expected[at]).mean() < 0.1 * spread
    assert (found[at].argmax(-1) == expected[at].argmax(-1)).mean() > 0.9
    assert (tmp_path / "tiny.onnx").stat().st_size < 0.35 * (tmp_path / "full.onnx").stat().st_size
    assert set(measure(tagger, examples[:2])) >= {"proxy", "content_spans", "source_words"}


@pytest.mark.usefixtures("small")
def test_decoding_is_fitted_to_the_examples(examples: list[Example]) -> None:
    scores = predict(TaggerNetwork(FEATURES, len(LABELS)).eval(), examples, "cpu")
    weight, temperature = fit_decoding(scores, examples, transition_prior(examples))
    assert 0 <= weight <= 0.5
    assert 0.8 <= temperature <= 2


def test_figures_count_words_and_spans() -> None:
    truth = [np.array([0, 5, 6, 6, 0, 3])]
    assert span_figures(truth, truth)["proxy"] == 100
    found = span_figures(truth, [np.array([0, 5, 6, 0, 0, 3])])
    assert found["content_words"] == 80
    assert found["content_spans"] == 0
    assert found["cue_spans"] == 100
