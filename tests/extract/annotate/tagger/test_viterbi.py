"""Decoding: the best sequence that BIO allows, as an exhaustive search finds it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.tagger.labels import FORBIDDEN, LABELS, ROLES, allowed, begin
from extract.annotate.tagger.viterbi import decode


def random_scores(seed: int, length: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 3, (length, len(LABELS))).astype(np.float32)


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_path_is_the_one_an_exhaustive_search_finds(seed: int, length: int) -> None:
    scores = random_scores(seed, length)
    transitions = allowed() + np.random.default_rng(seed + 1).normal(0, 0.5, (7, 7)).astype(np.float32)
    start = transitions[0]

    def value(path: tuple[int, ...]) -> float:
        total = start[path[0]] + sum(scores[t, label] for t, label in enumerate(path))
        return float(total + sum(transitions[a, b] for a, b in pairwise(path)))

    (found,) = decode([scores], transitions, start)
    best = max(product(range(7), repeat=length), key=value)
    assert abs(value(tuple(found.tolist())) - value(best)) < 1e-3


@given(st.lists(st.integers(0, 30), max_size=80), st.integers(0, 1000))
def test_bio_holds_whatever_the_scores(lengths: list[int], seed: int) -> None:
    scores = [random_scores(seed + k, n) for k, n in enumerate(lengths)]
    paths = decode(scores, allowed(), allowed()[0])
    assert [len(p) for p in paths] == lengths
    for path in paths:
        for before, label in zip([0, *path], path, strict=False):
            if LABELS[label].startswith("I-"):
                assert before in (label, label - 1)


def test_sequences_of_a_group_do_not_touch_each_other() -> None:
    scores = [random_scores(k, n) for k, n in enumerate((3, 50, 1, 17, 50))]
    together = decode(scores, allowed(), allowed()[0])
    alone = [decode([s], allowed(), allowed()[0])[0] for s in scores]
    assert all(np.array_equal(a, b) for a, b in zip(together, alone, strict=True))


def test_what_bio_forbids() -> None:
    scores = allowed()
    for role in ROLES:
        b = begin(role)
        assert LABELS[b] == f"B-{role}"
        assert LABELS[b + 1] == f"I-{role}"
        assert scores[b, b + 1] == scores[b + 1, b + 1] == 0
        assert scores[0, b + 1] == FORBIDDEN
        assert np.all(scores[:, b] == 0)
