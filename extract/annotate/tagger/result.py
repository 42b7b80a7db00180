"""What the tagger says of a text: its spans, and every word's label scores behind them.

All offsets are code points of the text. `paragraph` and word numbers index what `Tagger.tag` was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.annotate.tagger.labels import LABELS, ROLES, begin


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """One stretch of one role within one paragraph: words [first, last) of paragraph `paragraph`.

    `probability` is the mean over its words of the chance of its role, `least` the lowest, `begins` the chance that a
    span of its role begins at its first word.
    """

    role: str
    start: int
    end: int
    paragraph: int
    first: int
    last: int
    probability: float
    least: float
    begins: float


@dataclass(frozen=True, slots=True)
class TaggedParagraph:
    """The words of a paragraph: offsets, label log-probabilities [words, 7] and decoded labels.

    `linkable` numbers the words at which a span may begin; `dependents`, `heads` and `none` are their link vectors,
    `packs` the number of the pack each was seen in.
    """

    starts: np.ndarray
    ends: np.ndarray
    scores: np.ndarray
    labels: np.ndarray
    linkable: np.ndarray
    dependents: np.ndarray
    heads: np.ndarray
    none: np.ndarray
    packs: np.ndarray

    def role_probability(self, role: str) -> np.ndarray:
        """The chance of the role for each word."""
        b = begin(role)
        return np.exp(self.scores[:, b]) + np.exp(self.scores[:, b + 1])

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The range of words [first, last) that share a character with [start, end) of the text."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))

    def row(self, word: int) -> int | None:
        """Row of a word in the link vectors; None where no span was thought to begin."""
        at = int(np.searchsorted(self.linkable, word))
        return at if at < len(self.linkable) and self.linkable[at] == word else None


@dataclass(frozen=True, slots=True)
class TagResult:
    """Spans in text order, and the paragraphs they are from."""

    paragraphs: tuple[TaggedParagraph, ...]
    spans: tuple[TaggedSpan, ...] = field(default=())

    def of(self, role: str) -> list[TaggedSpan]:
        """The spans of one role, in text order."""
        return [s for s in self.spans if s.role == role]

    def links(self, span: TaggedSpan, cues: Sequence[TaggedSpan]) -> np.ndarray:
        """The chance of each cue to be the one a source or content span belongs to; the last entry is "none of these".

        Only cues that were in the same pack (up to 190 word pieces, see `seen_together`) can be compared, others get 0.
        All zeros with a 1 at the end where the span has no link vector.
        """
        out = np.full(len(cues) + 1, -np.inf)
        paragraph = self.paragraphs[span.paragraph]
        row = paragraph.row(span.first)
        if row is None:
            return np.append(np.zeros(len(cues)), 1.0)
        dependent = paragraph.dependents[row].astype(np.float32)
        for k, cue in enumerate(cues):
            if self.seen_together(span, cue):
                other = self.paragraphs[cue.paragraph]
                out[k] = dependent @ other.heads[other.row(cue.first)].astype(np.float32)
        out[-1] = dependent @ paragraph.none[row].astype(np.float32)
        chances = np.exp(out - out.max())
        return chances / chances.sum()

    def seen_together(self, one: TaggedSpan, other: TaggedSpan) -> bool:
        """Whether two spans began in one pack, so that `links` has a say on them."""
        a, b = self.paragraphs[one.paragraph], self.paragraphs[other.paragraph]
        i, k = a.row(one.first), b.row(other.first)
        return i is not None and k is not None and bool(a.packs[i] == b.packs[k])


def spans_of(index: int, paragraph: TaggedParagraph) -> list[TaggedSpan]:
    """The spans that the labels of a paragraph spell."""
    labels = paragraph.labels
    starts = np.flatnonzero(labels % 2 == 1)
    breaks = np.append(np.flatnonzero((labels == 0) | (labels % 2 == 1)), len(labels))
    lasts = breaks[np.searchsorted(breaks, starts, side="right")]
    chances = {role: paragraph.role_probability(role) for role in ROLES} if len(starts) else {}
    return [_span(index, paragraph, chances, int(a), int(b)) for a, b in zip(starts, lasts, strict=True)]


def _span(index: int, p: TaggedParagraph, chances: dict[str, np.ndarray], first: int, last: int) -> TaggedSpan:
    label = int(p.labels[first])
    role = LABELS[label][2:]
    chance = chances[role][first:last]
    return TaggedSpan(
        role=role,
        start=int(p.starts[first]),
        end=int(p.ends[last - 1]),
        paragraph=index,
        first=first,
        last=last,
        probability=min(1.0, float(chance.mean())),
        least=min(1.0, float(chance.min())),
        begins=float(np.exp(p.scores[first, label])),
    )
