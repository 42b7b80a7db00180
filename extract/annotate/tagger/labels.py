"""The tagger's label set (BIO over source, cue and content) and what may follow what."""

from __future__ import annotations

import numpy as np

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4
"""Score of a transition that BIO does not allow."""


def begin(role: str) -> int:
    """Index of the B- label of a role."""
    return LABELS.index(f"B-{role}")


def allowed() -> np.ndarray:
    """[7, 7] zeros, FORBIDDEN where label j may not follow label i (I- after anything but its own B- or I-)."""
    scores = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for role in ROLES:
        b, i = begin(role), begin(role) + 1
        scores[[k for k in range(len(LABELS)) if k not in (b, i)], i] = FORBIDDEN
    return scores
