"""Which stance model weighed the stances, and what is said where there is none."""

from __future__ import annotations

import hashlib

import pytest

from extract.annotate import Annotator
from extract.annotate.stances import load_model, opinion
from extract.errors import ModelError
from extract.locations import asset
from extract.records import Article


@pytest.fixture
def no_model(monkeypatch):
    from extract.annotate.stances.model import StanceModel

    def load():
        raise ModelError("stance.onnx: the model file is damaged", hint="Reinstall onrecord.")

    monkeypatch.setattr(StanceModel, "load", load)
    load_model.cache_clear()
    yield
    load_model.cache_clear()


def test_a_run_names_the_stance_model_with_its_hash(nlp):
    run = Annotator(nlp=nlp).annotate(Article("a-test", "Rama backs the port.")).run
    assert run is not None
    assert run.config["stance_model"] == load_model().name
    assert run.config["stance_model_sha256"] == load_model().sha256
    assert len(run.config["stance_model_sha256"]) == 64


def test_a_run_names_the_weights_with_their_hashes(nlp):
    run = Annotator(nlp=nlp).run
    for name in ("confidence", "pronouns", "sureness"):
        path = asset("models", f"{name}.json")
        assert run.config[f"{name}_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.usefixtures("no_model")
def test_a_missing_or_damaged_model_is_said_and_the_frames_go_on(nlp):
    found = Annotator(nlp=nlp).annotate(Article("a-test", "Prime minister Edi Rama backs the port."))
    assert found.run is not None
    assert found.run.config["stance_model"] is None
    assert any("stance.onnx" in remark and "damaged" in remark for remark in found.run.remarks)
    assert [s.target for s in found.stances] == ["port"]
    assert opinion.load_opinion() is None
