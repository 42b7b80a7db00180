"""The weights that say how sure a stance is: annotated articles in, a weight for each clue out.

A stance of the engine is right where the annotation has its holder, target and polarity; one that a careful reader
could go either way on counts as right, but for less, and the wrong sign counts for more than any other error. The
weights are those of a logistic regression, by maximum likelihood with a Gaussian prior (L-BFGS). The articles must be
others than those the stance model learnt from, for on these its answers are surer than they will be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from extract.annotate import Annotator
from extract.annotate.stances.assemble import few_of_a_sentence, without_contraries
from extract.annotate.stances.engine import read_rows
from extract.annotate.stances.opinion import Opinion
from extract.annotate.stances.sureness import Row
from extract.annotate.stances.sureness import sureness as sure_of
from extract.training.questions import Found, find
from extract.training.views import Gold, Verdict, names_of, target_of

Weights = dict[str, float]

_LEAST_SEEN = 8
_PENALTY = 40.0
"""Of the squared weight of a clue; the intercept is free."""
_COUNTS: dict[Verdict, float] = {"arguable": 0.35, "polarity": 4.0}
"""What a stance counts that one reader would put on a card and another not; and one of the wrong sign, which misleads
more than one that is not there."""
_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Example:
    """One stance of the engine, what a reader would say of it, and which of the reader's it is."""

    row: Row
    verdict: Verdict
    views: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One article: what the engine takes for possible stances, and which of the reader's are explicit."""

    examples: tuple[Example, ...]
    explicit: frozenset[int]


def read_article(gold: Gold, annotator: Annotator, model: Opinion) -> Read:
    """Return what the engine takes for possible stances in an annotated article, and whether they are."""
    found: Found = find(gold, annotator)
    rows, reading = read_rows(found.article, found.parsed, found.marks, found.people, found.quotes, model)
    examples = []
    for row in rows:
        holder, label, polarity = row.key
        about = next((c.target.person for c in row.group if c.target.person is not None), None)
        target = target_of(label, reading.by_id.get(about or ""))
        verdict, views = gold.verdict(names_of(reading.by_id[holder]), target, polarity)
        examples.append(Example(row, verdict, tuple(views)))
    return Read(tuple(examples), frozenset(k for k, view in enumerate(gold.stances) if not view.arguable))


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights under which the reader's verdicts are likeliest; that of no name is the intercept."""
    seen = Counter(name for e in examples for name in e.row.clues)
    names = sorted(name for name, count in seen.items() if count >= _LEAST_SEEN)
    at = {name: k for k, name in enumerate(names)}
    clues = torch.zeros(len(examples), len(names) + 1, dtype=torch.float64)
    clues[:, -1] = 1.0
    for k, example in enumerate(examples):
        for name, value in example.row.clues.items():
            if name in at:
                clues[k, at[name]] = value
    right = torch.tensor([float(e.verdict in ("right", "arguable")) for e in examples], dtype=torch.float64)
    counts = torch.tensor([_COUNTS.get(e.verdict, 1.0) for e in examples], dtype=torch.float64)
    weights = torch.zeros(len(names) + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        each = torch.nn.functional.binary_cross_entropy_with_logits(clues @ weights, right, reduction="none")
        value = (each * counts).sum() + 0.5 * _PENALTY * (weights[:-1] ** 2).sum()
        value.backward()
        return value

    optimiser.step(loss)  # pyright: ignore
    return {
        name: round(w, 4) for name, w in zip([*names, ""], weights.tolist(), strict=True) if not name or abs(w) > 1e-3
    }


def measure(
    articles: Sequence[Read], weights: Weights, thresholds: Sequence[float]
) -> list[tuple[float, float, float, float]]:
    """Return for each threshold, in percent: precision, recall of explicit stances, share of right polarities."""
    wanted = sum(len(a.explicit) for a in articles)
    out = []
    for least in thresholds:
        right = wrong = contrary = found = 0
        for article in articles:
            sure = [(e, sure_of(e.row, weights)) for e in article.examples]
            by_key = {e.row.key: e for e, _ in sure}
            kept = few_of_a_sentence(without_contraries([(e.row.key, e.row.group, c) for e, c in sure if c >= least]))
            met: set[int] = set()
            for key, _, _ in kept:
                example = by_key[key]
                right += example.verdict == "right"
                wrong += example.verdict in ("wrong", "polarity")
                contrary += example.verdict == "polarity"
                met.update(article.explicit.intersection(example.views))
            found += len(met)
        shares = ((right, right + wrong), (found, wanted), (right, right + contrary))
        out.append((least, *(100 * part / max(1, whole) for part, whole in shares)))
    return out
