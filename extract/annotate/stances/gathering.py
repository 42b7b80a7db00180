"""The same target under one label, whatever the article calls it.

In: all targets of one article. Out: a label for each. Variants with one head are one target where the modifiers of one
are among those of the other ("the hubs", "return hubs"); an abbreviation is what it was introduced for in brackets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extract.annotate.stances.targets import Target

_BRACKETED = re.compile(r"\(([A-Z]{2,7})s?\)")
_REACH = 120
_SMALL = frozenset(("of", "and", "for", "on", "the", "to", "in", "against"))


def abbreviations(text: str) -> dict[str, str]:
    """Return what abbreviations stand for that the text introduces as "Coastal Waters Treaty (CWT)"; linear."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        words = text[max(0, match.start() - _REACH) : match.start()].split()
        letters = list(match.group(1))
        taken: list[str] = []
        while words and letters:
            word = words.pop()
            if word[:1] == letters[-1]:
                letters.pop()
            elif word.casefold() not in _SMALL:
                break
            taken.append(word)
        if not letters:
            found.setdefault(match.group(1), " ".join(reversed(taken)))
    return found


def gather(targets: Iterable[Target], text: str = "") -> dict[Target, str]:
    """Return one label a target: variants with the same head are one where one's modifiers are among the other's.

    The label is the shortest that says as much as the fullest two-word variant: "return hubs" for "the hubs",
    "return hubs", "migrant return hubs". Persons keep their names.
    """
    by_head: dict[str, list[Target]] = defaultdict(list)
    out: dict[Target, str] = {}
    for target in targets:
        if target.person is not None:
            out[target] = target.label
        else:
            by_head[target.head].append(target)
    for group in by_head.values():
        _gather_head(group, out)
    full = abbreviations(text)
    return {target: full.get(label, label) for target, label in out.items()}


@dataclass(slots=True)
class _Cluster:
    """Variants of one target; `fullest` are the modifiers of the longest, which hold those of all others."""

    number: int
    fullest: frozenset[str]
    targets: list[Target]


def _gather_head(group: list[Target], out: dict[Target, str]) -> None:
    clusters: list[_Cluster] = []
    by_modifier: dict[str, list[_Cluster]] = defaultdict(list)
    for target in sorted(group, key=lambda t: (len(t.modifiers), t.span.start)):
        near = (c for modifier in ("", *target.modifiers) for c in by_modifier[modifier])
        fitting = (c for c in near if c.fullest <= target.modifiers)
        home = min(fitting, key=lambda c: c.number, default=None)
        if home is None:
            home = _Cluster(len(clusters), target.modifiers, [])
            clusters.append(home)
            by_modifier[min(target.modifiers, default="")].append(home)  # a cluster keeps the modifiers it has
        home.targets.append(target)
        home.fullest = max(home.fullest, target.modifiers, key=len)
    for cluster in clusters:
        counts = Counter(t.label for t in cluster.targets)
        named = [t for t in cluster.targets if t.modifiers] or cluster.targets
        best = min(named, key=lambda t: (-counts[t.label], len(t.label), t.span.start))
        for target in cluster.targets:
            out[target] = best.label
