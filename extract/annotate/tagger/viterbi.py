"""Constrained Viterbi decoding: label scores by word in, the best label sequence that BIO allows out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_GROUP = 64


def decode(scores: Sequence[np.ndarray], transitions: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    """The best path of each sequence, as an int array of its length.

    `scores` are [n, labels] log-probabilities, one array a paragraph; `transitions[i, j]` is added where j follows i
    and `start[j]` where j comes first. Sequences are decoded in groups of like length; time is linear in the total
    length.
    """
    out: list[np.ndarray] = [np.zeros(0, dtype=np.int64)] * len(scores)
    order = sorted(range(len(scores)), key=lambda k: len(scores[k]))
    for at in range(0, len(order), _GROUP):
        group = [k for k in order[at : at + _GROUP] if len(scores[k])]
        for k, path in zip(group, _decode([scores[k] for k in group], transitions, start), strict=True):
            out[k] = path
    return out


def _decode(scores: list[np.ndarray], transitions: np.ndarray, start: np.ndarray) -> list[np.ndarray]:
    if not scores:
        return []
    lengths = np.array([len(s) for s in scores])
    emissions = np.zeros((lengths.max(), len(scores), len(start)), dtype=np.float32)
    for k, s in enumerate(scores):
        emissions[: len(s), k] = s
    best = emissions[0] + start
    back = np.zeros(emissions.shape, dtype=np.int8)
    rows = np.arange(len(scores))
    for t in range(1, len(emissions)):
        candidates = best[:, :, None] + transitions
        back[t] = candidates.argmax(1)
        step = candidates.max(1) + emissions[t]
        best = np.where((t < lengths)[:, None], step, best)
    path = np.zeros((len(emissions), len(scores)), dtype=np.int64)
    label = best.argmax(1)
    for t in range(len(emissions) - 1, -1, -1):
        path[t] = label
        label = np.where((t > 0) & (t < lengths), back[t][rows, label], label)
    return [path[:n, k] for k, n in enumerate(lengths)]
