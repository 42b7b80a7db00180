"""A model on disk: its manifest in, a checked and loaded ONNX session with tokenizer out.

A model is three files of one folder: NAME.json (the manifest: file names, their SHA-256, settings), the ONNX weights
and the tokenizer. Nothing is run that is not byte for byte what the manifest says.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from extract.annotate.tagger.encode import load_tokenizer
from extract.errors import ModelError
from extract.locations import asset

_HINT = "Reinstall onrecord, or put the model's files back; until then the rules do the work (`--engine rules`)."


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model. `sha256` is that of the weights; `settings` is the manifest."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    settings: dict[str, Any]
    sha256: str

    @property
    def name(self) -> str:
        """Name and version of the model, as provenance records it."""
        return f"{self.settings['name']} {self.settings['version']}"

    def run(self, ids: np.ndarray, mask: np.ndarray, features: np.ndarray) -> list[np.ndarray]:
        """The model's outputs for a batch, in the order they were exported in."""
        return [np.asarray(o) for o in self.session.run(None, {"ids": ids, "mask": mask, "features": features})]


def load_model(name: str, path: Path | None = None, threads: int = 1) -> Model:
    """Load the model `name` from the assets, or from the manifest `path`.

    Raises ModelError where a file is missing, is not what the manifest says, or cannot be run.
    """
    manifest = path or asset("models", f"{name}.json")
    settings = _manifest(manifest)
    weights = _checked(manifest, settings, "weights")
    tokenizer = _checked(manifest, settings, "tokenizer")
    try:
        session = onnxruntime.InferenceSession(weights, _options(threads), providers=["CPUExecutionProvider"])
        words = load_tokenizer(tokenizer.decode("utf-8"))
    except Exception as error:  # both libraries raise types of their own
        raise ModelError(f"{manifest}: the model cannot be loaded ({str(error)[:200]})", hint=_HINT) from error
    return Model(session, words, settings, settings["weights"]["sha256"])


def _manifest(path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
        for key in ("weights", "tokenizer"):
            if not all(isinstance(settings[key][k], str) for k in ("file", "sha256")):
                raise TypeError(key)
        if not {"name", "version"} <= settings.keys():
            raise KeyError("name, version")
    except FileNotFoundError as error:
        raise ModelError(f"{path}: the model is missing", hint=_HINT) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: the model's manifest cannot be read ({error!r})", hint=_HINT) from error
    return settings


def _checked(manifest: Path, settings: dict[str, Any], key: str) -> bytes:
    """The bytes of one of the model's files, when their hash is the manifest's."""
    path = manifest.parent / Path(settings[key]["file"]).name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: the model file cannot be read ({error.strerror})", hint=_HINT) from error
    if hashlib.sha256(data).hexdigest() != settings[key]["sha256"]:
        raise ModelError(f"{path}: the model file is damaged or not the one its manifest names", hint=_HINT)
    return data


def _options(threads: int) -> onnxruntime.SessionOptions:
    """One thread unless asked, and none that spins: onrecord shares the machine with its own screens."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
