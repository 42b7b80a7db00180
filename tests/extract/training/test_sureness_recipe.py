"""The recipe of how sure a stance is: annotated articles in, weights out under which right stances are surer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extract.annotate import Annotator
from extract.annotate.stances.model import StanceModel
from extract.annotate.stances.sureness import chance
from extract.training import sureness
from extract.training.__main__ import main
from extract.training.views import read_golds

MATTERS = ["weir", "levy", "tram", "mill", "ferry", "market"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles whose reader takes what is done for a stance, and what is only said for none."""
    gold = tmp_path / "gold"
    gold.mkdir()
    for k, matter in enumerate(MATTERS * 2):
        other = MATTERS[(k + 1) % len(MATTERS)]
        text = f"Mayor Ann Osei backed the {matter} on Monday.\n\n“The {other} is a disgrace,” Governor Bo Reyes said."
        (gold / f"{k:02}.txt").write_text(f"+ Osei → {matter}\n---\n{text}\n", encoding="utf-8")
    return gold


def test_right_stances_become_surer(folder: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    step = ["training", "sureness", "--gold", str(folder), "--held", str(folder), "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", step)
    assert main() == 0
    made = json.loads((tmp_path / "sureness.json").read_text(encoding="utf-8"))
    assert made["articles"] == 12
    model = StanceModel.load()
    examples = [
        e for g in read_golds(folder) for e in sureness.read_article(g, Annotator(), model).examples if e.row.group
    ]
    right, wrong = (
        [chance(e.row.clues, made["weights"]) for e in examples if e.verdict == v] for v in ("right", "wrong")
    )
    assert min(right) > max(wrong)
    assert "chance 0.6: precision 100.0, recall 100.0, polarity 100.0 %" in capsys.readouterr().out
