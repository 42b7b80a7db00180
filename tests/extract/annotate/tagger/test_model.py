"""A model's files: what is damaged, missing or not what it says is refused with a word on what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extract.annotate.tagger.model import load_model
from extract.annotate.tagger.tagger import Tagger
from extract.errors import ModelError
from extract.locations import asset

FILES = ("attribution.json", "attribution.onnx", "minilm-tokenizer.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copyfile(asset("models", name), tmp_path / name)
    return tmp_path / "attribution.json"


def test_the_bundled_model_says_what_it_is() -> None:
    model = load_model("attribution")
    assert model.name.startswith("attribution-minilm-l6 ")
    assert len(model.sha256) == 64


def test_weights_fit_in_thirty_megabytes() -> None:
    assert asset("models", "attribution.onnx").stat().st_size <= 30_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy.parent / name).unlink()
    with pytest.raises(ModelError) as caught:
        Tagger.load(copy)
    assert name in caught.value.title
    assert caught.value.hint


@pytest.mark.parametrize("name", FILES[1:])
def test_one_wrong_byte_is_noticed(copy: Path, name: str) -> None:
    path = copy.parent / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ModelError, match="damaged"):
        Tagger.load(copy)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"weights": 3}', '{"weights": {"file": 1}}', "\udcff"])
def test_a_manifest_that_makes_no_sense_is_refused(copy: Path, manifest: str) -> None:
    copy.write_bytes(manifest.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError, match="manifest"):
        Tagger.load(copy)


def test_weights_that_are_no_model_are_refused(copy: Path) -> None:
    import hashlib

    settings = json.loads(copy.read_text(encoding="utf-8"))
    data = b"not a model"
    (copy.parent / "attribution.onnx").write_bytes(data)
    settings["weights"]["sha256"] = hashlib.sha256(data).hexdigest()
    copy.write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Tagger.load(copy)


def test_a_manifest_cannot_reach_outside_its_folder(copy: Path) -> None:
    settings = json.loads(copy.read_text(encoding="utf-8"))
    settings["weights"]["file"] = "../elsewhere.onnx"
    copy.write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        Tagger.load(copy)
    assert str(copy.parent / "elsewhere.onnx") in caught.value.title
