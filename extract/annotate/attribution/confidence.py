"""How sure an attribution is: what speaks for it in, the probability that it is right (source included) out.

A logistic regression (Platt 1999) over a few plain features a draft has, fitted on held-out articles by
`extract.training.confidence`; its weights are assets/models/confidence.json. Where that file cannot be read the
finder's own score stands in, which ranks but is not calibrated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.annotate.attribution.records import Draft
from extract.locations import asset
from extract.records import QuoteKind

_FLOOR = 0.01


@dataclass(frozen=True, slots=True)
class Weights:
    """The regression of one engine: a weight a feature, and the intercept."""

    weights: Mapping[str, float]
    intercept: float


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Weights]:
    """Return the regressions by engine ("model", "rules"); empty where the file is missing or damaged."""
    try:
        data = json.loads(asset("models", "confidence.json").read_text(encoding="utf-8"))
        return {
            engine: Weights({k: float(v) for k, v in data[engine]["weights"].items()}, float(data[engine]["intercept"]))
            for engine in ("model", "rules")
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def features(draft: Draft, kind: QuoteKind) -> dict[str, float]:
    """Return what the regression sees of a draft."""
    length = math.log1p(sum(s.end - s.start for s in draft.content) / 6)
    found = {
        "score": _logit(draft.score),
        "length": length,
        "several": float(len(draft.content) > 1),
        "no source": float(not draft.source),
        "no cue": float(not draft.cue),
        f"kind {kind}": 1.0,
        f"class {draft.cue_class}": 1.0,
        f"construction {draft.construction}": 1.0,
        f"from {draft.engine}": 1.0,
        "near": 1.0 / (1.0 + float(draft.why.get("distance", 5))),
    }
    for name, value in draft.evidence.items():
        found[name] = _logit(value) if 0.0 < value < 1.0 else value
    return found


def _logit(p: float) -> float:
    p = min(0.995, max(0.005, p))
    return math.log(p / (1.0 - p)) / 5.0


def confidence(evidence: Mapping[str, float], engine: str) -> float:
    """Return the calibrated confidence of an attribution with these features, between 0.01 and 0.99."""
    fitted = load_weights().get(engine)
    if fitted is None:
        return round(min(1 - _FLOOR, max(_FLOOR, 1.0 / (1.0 + math.exp(-5.0 * evidence["score"])))), 4)
    total = fitted.intercept + sum(fitted.weights.get(k, 0.0) * v for k, v in evidence.items())
    return round(min(1 - _FLOOR, max(_FLOOR, 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))))), 4)
