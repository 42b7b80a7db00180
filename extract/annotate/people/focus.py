"""Who is in focus: the chance of each candidate for a pronoun, and of its being nobody known.

A conditional logit (McFadden 1974) over the clues of `clues`: every candidate, and "nobody", gets the sum of its clues'
weights, and the chances are in the proportion of their exponentials. The weights are assets/models/pronouns.json,
fitted by `extract.training.pronouns` to articles annotated by hand. A weight belongs to a clue and a context (what the
pronoun is in its clause, whether it is quoted, whether its paragraph opens with it); those of all that hold are added.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from extract.annotate.people.clues import Clues, candidates, nobody
from extract.annotate.people.places import Place
from extract.annotate.people.state import Answer, State
from extract.locations import asset

ANSWERED = 0.75
"""The least chance at which a pronoun is answered; on articles not learnt from, four in five are."""
SOURCE_ANSWERED = 0.6
"""The same for the source of a quotation, which somebody must have said."""


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Return weights by context and clue."""
    return json.loads(asset("models", "pronouns.json").read_text(encoding="utf-8"))["weights"]


def contexts(place: Place) -> tuple[str, ...]:
    """Return what tells how clues count for a pronoun."""
    found = ["any", place.part]
    if place.quoted >= 0:
        found.append("quoted")
    elif place.speaker is not None:
        found.append("reported")
    if place.first_here < 0:
        found.append("opens")
    return tuple(found)


class Focus:
    """Answers pronouns of one article."""

    def __init__(self, state: State) -> None:
        self.state = state

    def answer(self, place: Place) -> Answer:
        """Return who a third-person singular pronoun means, or nobody where no chance is good enough."""
        row = candidates(self.state, place)
        scores = weigh([*(c.clues for c in row), nobody(self.state.page, row, place)], contexts(place), load_weights())
        top = max(scores)
        parts = [math.exp(s - top) for s in scores]
        total = sum(parts)
        ranked = sorted(((c.actor.number, p / total) for c, p in zip(row, parts, strict=False)), key=lambda r: -r[1])
        return self._decide(place.token, ranked, SOURCE_ANSWERED if place.source_of else ANSWERED)

    def _decide(self, i: int, ranked: list[tuple[int, float]], least: float) -> Answer:
        if not ranked:
            return Answer(None, 0.0, (), (), "no candidate")
        best, chance = ranked[0]
        if chance < least:
            return Answer(None, 0.0, tuple(ranked[:3]), (), "several fit")
        return Answer(best, chance, tuple(ranked[:4]), ((i, i + 1), *self.state.name_before(best, i)), "pronoun")


def weigh(rows: Sequence[Clues], situation: Sequence[str], weights: Mapping[str, Mapping[str, float]]) -> list[float]:
    """Return the score of each row of clues: the sum of their weights in all contexts that hold."""
    tables = [w for c in situation if (w := weights.get(c))]
    return [sum(w.get(name, 0.0) * value for w in tables for name, value in clues.items()) for clues in rows]
