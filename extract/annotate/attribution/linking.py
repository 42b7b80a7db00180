"""Which cue a tagged source or content belongs to: the tagger's link head, asked pack by pack.

In: a `TagResult`. Out: `Links`, the chance of each (span, cue) pair that the tagger saw together. Spans of different
packs have no chance here; what joins those is structure (marks, colons), not the model. Linear in the text: a pack is
small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.annotate.tagger.result import TaggedSpan, TagResult

Pair = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Links:
    """For each dependent, by its number in the list given: its cues, likeliest first, and the chance of none."""

    cues: list[list[Pair]]
    none: list[float]

    def best(self, k: int) -> Pair | None:
        """The likeliest cue of dependent k."""
        return self.cues[k][0] if self.cues[k] else None


def link(result: TagResult, dependents: Sequence[TaggedSpan], cues: Sequence[TaggedSpan]) -> Links:
    """Return the links of `dependents` (sources or contents) to `cues`."""
    heads: dict[int, list[tuple[int, np.ndarray]]] = defaultdict(list)
    for number, cue in enumerate(cues):
        paragraph = result.paragraphs[cue.paragraph]
        row = paragraph.row(cue.first)
        if row is not None:
            heads[int(paragraph.packs[row])].append((number, paragraph.heads[row]))
    tables = {p: ([n for n, _ in rows], np.stack([v for _, v in rows]).astype(np.float32)) for p, rows in heads.items()}
    found: list[list[Pair]] = []
    none: list[float] = []
    for span in dependents:
        pairs, rest = _chances(result, span, tables)
        found.append(pairs)
        none.append(rest)
    return Links(found, none)


def _chances(
    result: TagResult, span: TaggedSpan, tables: dict[int, tuple[list[int], np.ndarray]]
) -> tuple[list[Pair], float]:
    """The cues of the span's pack with their chances, and the chance of none of them."""
    paragraph = result.paragraphs[span.paragraph]
    row = paragraph.row(span.first)
    table = tables.get(int(paragraph.packs[row])) if row is not None else None
    if row is None or table is None:
        return [], 1.0
    numbers, heads = table
    dependent = paragraph.dependents[row].astype(np.float32)
    logits = np.append(heads @ dependent, dependent @ paragraph.none[row].astype(np.float32))
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    order = np.argsort(-chances[:-1])
    return [(numbers[k], float(chances[k])) for k in order if chances[k] > 1e-3], float(chances[-1])
