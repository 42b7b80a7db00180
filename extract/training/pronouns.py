"""The weights of the pronoun ranker: annotated articles in, a table of weights by context and clue out.

The engine reads each article with a teacher in the place of its ranker, who answers every pronoun as the annotation
has it and writes down the clues of all candidates. The weights are those of a conditional logit (McFadden 1974) over
these candidates and "nobody", by maximum likelihood with a Gaussian prior (L-BFGS). Weights that hold in one context
only are drawn to zero more than those for all pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch

from extract.annotate import Annotator
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.annotate.people.clues import Candidate, Clues, candidates, nobody
from extract.annotate.people.focus import Focus, contexts, weigh
from extract.annotate.people.people import make_resolver
from extract.annotate.people.places import Place
from extract.annotate.people.state import Answer, State
from extract.ingest import read_text
from extract.records import Span
from extract.training.annotated import Gold

Weights = dict[str, dict[str, float]]
Key = tuple[str, str]
"""A context and a clue."""

_EVERYWHERE = "any"
_LEAST_SEEN = 15
_PENALTY = 3.0
"""Of the squared weight of a clue in all pronouns; in one context it is drawn to zero the more by the next."""
_PENALTY_IN_CONTEXT = 15.0
_EXPECTED = {"barred": -3.0, "tied": -3.0, "addressed": -2.0, "commanded": -2.0, "hardly": -1.0}
"""Weights that binding theory lets expect, to which the prior draws instead of zero."""
_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Example:
    """One pronoun: its contexts, the clues of each candidate and of "nobody" (the last row), and which are right."""

    situation: tuple[str, ...]
    rows: tuple[Clues, ...]
    right: tuple[bool, ...]
    somebody: bool
    """Whether it means one of the article's people at all."""


class _Teacher(Focus):
    """Answers as the annotation has it, and keeps what the ranker should learn from."""

    def __init__(self, state: State, gold: Gold) -> None:
        super().__init__(state)
        self.gold = gold
        self.examples: list[Example] = []

    def answer(self, place: Place) -> Answer:
        page = self.state.page
        here = Span(page.starts[place.token], page.ends[place.token])
        who = next((w for span, w in self.gold.pronouns if span.start < here.end and here.start < span.end), None)
        if who is None:
            return Answer(None, 0.0)
        row = candidates(self.state, place)
        right = [self._is_right(c, who) for c in row]
        listed = any(self.gold.is_who(a.display, a.kind, who) for a in self.state.actors)
        if who == "-" or listed:  # where the engine missed a name there is nothing to learn
            clues = (*(c.clues for c in row), nobody(page, row, place))
            unknown = who == "-" or not any(right)
            self.examples.append(Example(contexts(place), clues, (*right, unknown), who != "-"))
        meant = next(
            (c for c, ok in zip(row, right, strict=True) if ok and (who != "-" or self._is_near(c, place))), None
        )
        return Answer(meant.actor.number, 1.0, (), (), "pronoun") if meant is not None else Answer(None, 0.0)

    def _is_right(self, candidate: Candidate, who: str) -> bool:
        actor = candidate.actor
        return actor.kind == "unnamed" if who == "-" else self.gold.is_who(actor.display, actor.kind, who)

    def _is_near(self, candidate: Candidate, place: Place) -> bool:
        return bool(candidate.mentions) and self.state.page.distance(candidate.mentions[0].first, place.token) <= 1


def read_examples(golds: Iterable[Gold], annotator: Annotator) -> Iterator[Example]:
    """Yield the pronouns of annotated articles with the clues of their candidates."""
    for gold in golds:
        article = read_text(gold.text, source=f"{gold.name}.txt")
        parsed = parse_many(annotator.nlp, [article])[0]
        marks = find_marks(parsed.text, [(p.start, p.end) for p in parsed.paragraphs])
        found = annotator.attributor.attribute_many([parsed], [marks])[0]
        resolver = make_resolver(parsed, marks, found, article)
        teacher = _Teacher(resolver.state, gold)
        resolver.pronouns.focus = teacher
        resolver.run()
        yield from teacher.examples


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights under which the examples' answers are likeliest."""
    seen = Counter(key for example in examples for row in example.rows for key in _keys(example, row))
    keys = sorted(k for k, n in seen.items() if n >= _LEAST_SEEN or (k[0] == _EVERYWHERE and k[1] in _EXPECTED))
    at = {key: i for i, key in enumerate(keys)}
    owner = torch.tensor([g for g, e in enumerate(examples) for _ in e.rows])
    right = torch.tensor([float(ok) for e in examples for ok in e.right])
    clues = torch.zeros(len(owner), len(keys))
    for i, (example, row) in enumerate((e, row) for e in examples for row in e.rows):
        for key, value in _keys(example, row).items():
            if key in at:
                clues[i, at[key]] = value
    penalty = torch.tensor([_PENALTY if k[0] == _EVERYWHERE else _PENALTY_IN_CONTEXT for k in keys])
    expected = torch.tensor([_EXPECTED.get(k[1], 0.0) if k[0] == _EVERYWHERE else 0.0 for k in keys])
    weights = expected.clone().requires_grad_(True)
    optimiser = torch.optim.LBFGS([weights], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        parts = torch.exp(_centred(clues @ weights, owner, len(examples)))
        whole = torch.zeros(len(examples)).index_add(0, owner, parts)
        good = torch.zeros(len(examples)).index_add(0, owner, parts * right)
        value = -torch.log(good / whole).sum() + 0.5 * (penalty * (weights - expected) ** 2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    table: Weights = {}
    for (situation, clue), weight in zip(keys, weights.tolist(), strict=True):
        if abs(weight) > 1e-4:
            table.setdefault(situation, {})[clue] = round(weight, 4)
    return table


def _centred(scores: torch.Tensor, owner: torch.Tensor, count: int) -> torch.Tensor:
    """Scores less the highest of their pronoun, so that no exponential overflows."""
    top = torch.full((count,), -1e9).scatter_reduce(0, owner, scores.detach(), "amax")
    return scores - top[owner]


def _keys(example: Example, row: Clues) -> dict[Key, float]:
    return {(c, name): value for c in example.situation for name, value in row.items() if value}


def measure(
    examples: Sequence[Example], weights: Weights, thresholds: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Return for each threshold the shares in percent: of somebody's pronouns that are answered, of answers right."""
    chances: list[tuple[float, bool, bool]] = []
    for example in examples:
        scores = torch.tensor(weigh(example.rows, example.situation, weights)).softmax(0)[:-1]
        if len(scores):
            best = int(scores.argmax())
            chances.append((float(scores[best]), example.right[best] and example.somebody, example.somebody))
    somebody = sum(e.somebody for e in examples)
    rows = []
    for least in thresholds:
        kept = [c for c in chances if c[0] >= least]
        answered, good = sum(c[2] for c in kept), sum(c[1] for c in kept)
        rows.append((least, 100 * answered / max(1, somebody), 100 * good / max(1, len(kept))))
    return rows
