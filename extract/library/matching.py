"""Which thing of a new run is which thing already known, where their ids differ. Pure functions.

In: spans in one and the same text. Out: pairs of ids. Quotes and stances meet by how much of their words they share,
people by how many of their mentions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.library.rows import load
from extract.records import Person, Span

ENOUGH = 0.5
"""Least share of words (intersection over union) or of mentions to be the same thing."""


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Return intersection over union of two sets of spans, in code points."""
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    size = sum(x.end - x.start for x in a) + sum(y.end - y.start for y in b) - both
    return both / size if size else 0.0


def match_spans(new: Mapping[str, Sequence[Span]], old: Mapping[str, Sequence[Span]]) -> dict[str, str]:
    """Return {new id: old id}, the best fit first, each id once."""
    fits = sorted(
        ((overlap(a, b), n, o) for n, a in new.items() for o, b in old.items() if overlap(a, b) >= ENOUGH),
        key=lambda fit: (-fit[0], fit[1], fit[2]),
    )
    return _once((n, o) for _, n, o in fits)


def match_actors(
    people: Sequence[Person], derived: Sequence[str], known: set[str], staying: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Return one id a person: the one derived from their name, or that of a known actor with the same mentions."""
    taken = set(derived) & known
    mentions = {i: {m.span for m in p.mentions} for p, i in zip(people, derived, strict=True) if i not in known}
    before = {r["id"]: {Span(m[0], m[1]) for m in load(r["mentions"])} for r in staying if r["id"] not in taken}
    fits = sorted(
        (
            (len(a & b) / min(len(a), len(b)), n, o)
            for n, a in mentions.items()
            for o, b in before.items()
            if a and b and len(a & b) / min(len(a), len(b)) >= ENOUGH
        ),
        key=lambda fit: (-fit[0], fit[1], fit[2]),
    )
    matched = _once((n, o) for _, n, o in fits)
    return [matched.get(i, i) for i in derived]


def _once(pairs: Any) -> dict[str, str]:
    matched: dict[str, str] = {}
    for new, old in pairs:
        if new not in matched and old not in matched.values():
            matched[new] = old
    return matched
