"""Fit what makes confidences of attributions mean what they say: gold articles in, assets/models/confidence.json out.

    python -m extract.training.confidence GOLD.jsonl [--out confidence.json]

GOLD is what `onrecord eval --quotes` reads, and should be articles the tagger was not trained on. For each engine a
logistic regression (Platt 1999) with an L2 penalty is fitted by Newton's method to whether each attribution was right;
its error is measured by cross-validation over articles. Needs numpy only; takes a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.annotate.attribution import Attributor
from extract.annotate.evaluation import GoldArticle, calibration, judge, read_gold
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.annotate.pipeline import load_pipeline
from extract.locations import asset
from extract.records import Article

PENALTY = 3.0
LEAST_SEEN = 8
FOLDS = 6
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """One predicted attribution: its features, whether it was right, and the number of its article."""

    features: Mapping[str, float]
    right: bool
    article: int


def samples(rows: Sequence[GoldArticle], engine: str) -> list[Sample]:
    """Return what an engine predicts on gold articles, judged."""
    attributor, nlp = Attributor(engine=engine, least_indirect=0.0), load_pipeline()
    if attributor.engine != engine:
        raise SystemExit(f"the {engine} engine cannot be used: {'; '.join(attributor.remarks)}")
    found = []
    for number, row in enumerate(rows):
        parsed = parse_many(nlp, [Article(id=row.id, text=row.text)])
        marks = [find_marks(p.text, [(q.start, q.end) for q in p.paragraphs]) for p in parsed]
        attributions = attributor.attribute_many(parsed, marks)[0]
        right = judge(row, [(a.content, a.cue, a.source) for a in attributions])
        found += [Sample(a.evidence, r, number) for a, r in zip(attributions, right, strict=True)]
    return found


def _names(chosen: Sequence[Sample]) -> list[str]:
    seen = Counter(name for s in chosen for name in s.features)
    return sorted(name for name, n in seen.items() if n >= LEAST_SEEN)


def _matrix(chosen: Sequence[Sample], names: Sequence[str]) -> np.ndarray:
    return np.array([[*(s.features.get(n, 0.0) for n in names), 1.0] for s in chosen])


def fit(chosen: Sequence[Sample]) -> tuple[list[str], np.ndarray]:
    """Return feature names and weights (the last is the intercept) of the penalised regression."""
    names = _names(chosen)
    x, y = _matrix(chosen, names), np.array([s.right for s in chosen], dtype=float)
    weights = np.zeros(x.shape[1])
    penalty = PENALTY * np.eye(x.shape[1])
    penalty[-1, -1] = 0.0
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty @ weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return names, weights


def _chances(chosen: Sequence[Sample], names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-_matrix(chosen, names) @ weights))


def cross_validated(found: Sequence[Sample]) -> dict[str, Any]:
    """Return the calibration figures of regressions that never saw the article they judge."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        seen = [s for s in found if s.article % FOLDS != fold]
        unseen = [s for s in found if s.article % FOLDS == fold]
        judged += zip(_chances(unseen, *fit(seen)).tolist(), (s.right for s in unseen), strict=True)
    return calibration(judged)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit both engines and write their weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=asset("models", "confidence.json"))
    chosen = parser.parse_args(arguments)
    rows = read_gold(chosen.gold)
    out: dict[str, Any] = {"fitted_on": chosen.gold.name, "articles": len(rows)}
    for engine in ("model", "rules"):
        found = samples(rows, engine)
        names, weights = fit(found)
        measured = cross_validated(found)
        print(
            f"{engine}: {len(found)} attributions, cross-validated calibration error {measured['ece']:.4f}",
            file=sys.stderr,
        )
        out[engine] = {
            "attributions": len(found),
            "cross_validated": measured,
            "intercept": round(float(weights[-1]), 5),
            "weights": {n: round(float(w), 5) for n, w in zip(names, weights[:-1], strict=True)},
        }
    chosen.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
