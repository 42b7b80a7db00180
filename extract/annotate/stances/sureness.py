"""How sure a stance is: the chance that a reader would find it, from the clues of everything that shows it.

A logistic regression over the clues of its surest finding, of the model's surest answer, and of what else the article
shows of the same holder and target. The weights are assets/models/sureness.json, fitted by `extract.training.sureness`
to articles annotated by hand. Without the model the frames' own confidences stand alone (`alone`).
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.annotate.stances.claims import Claim, Clues
from extract.annotate.stances.clues import logit
from extract.annotate.stances.gathering import gather
from extract.annotate.stances.reading import Reading
from extract.annotate.stances.targets import Target
from extract.locations import asset
from extract.records import Polarity, Span

Key = tuple[str, str, Polarity]
"""Holder, label of the target, polarity."""

_SAME = 0.35
"""How much of the remaining doubt a further finding of the same stance takes away, where the frames stand alone."""
_MOST = 4
"""Further findings or answers that count."""
_EITHER_WAY = 0.5
"""The chance of the contrary at which the model reads a view both ways."""

_CONTRARY: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}


@dataclass(frozen=True, slots=True)
class Row:
    """A stance before it is known how sure it is: its key, all that shows it, and the clues of the whole."""

    key: Key
    group: tuple[Claim, ...]
    clues: Clues


Views = dict[tuple[str, str, Polarity], float]
"""The model's best chance for a holder, a target by its person or head, and a polarity."""


def viewed(holder: str, target: Target, polarity: Polarity) -> tuple[str, str, Polarity]:
    """Return the key of a view."""
    return holder, target.person or target.head, polarity


def rows_of(claims: Sequence[Claim], reading: Reading, views: Views) -> list[Row]:
    """Return the claims of an article as rows: one for each holder, target under its label, and polarity."""
    groups = _grouped(claims, reading)
    held, met = Counter(k[0] for k in groups), Counter(k[1].casefold() for k in groups)
    title = reading.article.text.partition("\n")[0].casefold()
    rows = []
    for key, group in groups.items():
        holder, label, polarity = key
        whole = _evidence(group)
        whole.update(_view(holder, group, polarity, views))
        whole["others of holder"] = math.log1p(held[holder])
        whole["others on target"] = math.log1p(met[label.casefold()])
        whole["stances"] = math.log1p(len(groups))
        whole["in the title"] = float(label.casefold().rpartition(" ")[2] in title)
        sides = [groups[other] for p in _SIDES if p != polarity and (other := (holder, label, p)) in groups]
        whole["other sides"] = math.log1p(sum(map(len, sides)))
        rows.append(Row(key, tuple(group), {name: value for name, value in whole.items() if value}))
    return rows


def _view(holder: str, group: Sequence[Claim], polarity: Polarity, views: Views) -> Clues:
    """What the model thinks of it, though it may think little of it, and of the contrary."""
    if polarity not in _CONTRARY:
        return {}
    about = {c.target for c in group}
    this, that = (
        max((views.get(viewed(holder, target, p), -1.0) for target in about), default=-1.0)
        for p in (polarity, _CONTRARY[polarity])
    )
    if this < 0:
        return {}
    return {"asked": 1.0, "asked, chance": this, "asked, odds": logit(this), "asked, contrary": that}


_SIDES: tuple[Polarity, ...] = ("supports", "opposes", "conditional", "mixed")


def _grouped(claims: Sequence[Claim], reading: Reading) -> dict[Key, list[Claim]]:
    labels = gather((c.target for c in claims), reading.article.text)
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.target.person if claim.target.person and claim.target.label == labels[claim.target] else None
        name = reading.by_id[key].name if key in reading.by_id and claim.target.head == claim.target.label else None
        groups[claim.holder.person, name or labels[claim.target], claim.polarity].append(claim)
    return groups


def _evidence(group: Sequence[Claim]) -> Clues:
    """The clues of the surest finding and of the surest answer, and how many there are of each."""
    found = [c for c in group if c.frame != "model"]
    answers = sorted((c for c in group if c.frame == "model"), key=lambda c: -c.confidence)
    clues: Clues = {}
    if answers:
        chances = [c.confidence for c in answers]
        best = answers[0].clues
        clues.update(best if not found else {n: v for n, v in best.items() if n.startswith("asked")})
        clues["asked, any"] = logit(1 - math.prod(1 - c for c in chances[: 2 * _MOST]))
        clues["asked, further"] = sum(chances[1 : 1 + _MOST])
        clues["asked, times"] = math.log(len(chances))
        if not found:
            clues["asked alone"] = 1.0
            clues["asked alone, odds"] = logit(chances[0])
    if found:
        clues.update(_surest(found).clues)
        clues["found"] = 1.0
        clues["found, any"] = logit(1 - math.prod(1 - c.confidence / 2 for c in found[: 2 * _MOST]))
        clues["found, times"] = math.log(len(found))
    return clues


def sureness(row: Row, weights: Mapping[str, float] | None = None) -> float:
    """Return how sure a stance is, 0 to 1, by the bundled weights or those given.

    Terms and mixed feelings, which the model is not asked about, and frames too rare to be learnt from are as sure as
    the frames themselves have it, if that is surer. What the model alone proposes and reads the other way elsewhere is
    less sure by as much.
    """
    weights = load_weights() if weights is None else weights
    found = [c for c in row.group if c.frame != "model"]
    if found and (row.key[2] not in _CONTRARY or f"frame {_surest(found).frame}" not in weights):
        return max(chance(row.clues, weights), alone(found))
    contrary = row.clues.get("asked, contrary", 0.0)
    if not found and contrary >= _EITHER_WAY:
        return chance(row.clues, weights) * (1 - contrary)
    return chance(row.clues, weights)


def chance(clues: Clues, weights: Mapping[str, float]) -> float:
    """Return the chance that the weights of some clues give."""
    score = weights[""] + sum(weights.get(name, 0.0) * value for name, value in clues.items())
    return 1 / (1 + math.exp(-score))


def _surest(group: Sequence[Claim]) -> Claim:
    return max(group, key=lambda c: c.confidence)


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Return weights by clue; that of no name is the intercept."""
    return json.loads(asset("models", "sureness.json").read_text(encoding="utf-8"))["weights"]


def alone(group: Iterable[Claim]) -> float:
    """Return how sure the frames are of a stance by themselves: the surest finding, raised a little by further ones."""
    best: dict[Span, float] = {}
    for claim in group:
        best[claim.trigger] = max(best.get(claim.trigger, 0.0), claim.confidence)
    values = sorted(best.values(), reverse=True)
    sure = values[0]
    for value in values[1:_MOST]:
        sure += (1 - sure) * value * _SAME
    return min(sure, 0.99)
