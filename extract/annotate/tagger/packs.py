"""Packs: encoded paragraphs in, windows of at most so many pieces out, as the encoder is trained and used.

Neighbouring paragraphs share a pack (a speaker named in the one before is in sight), apart by separators. A paragraph
longer than a pack is cut at sentence ends into windows that overlap; each word is owned by the window that sees more of
its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.annotate.tagger.encode import Encoded

CLS, SEP, PAD, MASK = 101, 102, 0, 103
LIMIT = 192
"""Pieces in a pack, [CLS] and separators included."""
OVERLAP = 48
"""Pieces that two windows of one long paragraph share."""
_SENTENCE_END = frozenset((1012, 999, 1029))  # . ! ? in the vocabulary of BERT uncased


@dataclass(frozen=True, slots=True)
class Piece:
    """Pieces [start, end) of paragraph `index`; it owns the words that begin in [own, own_end)."""

    index: int
    start: int
    end: int
    own: int
    own_end: int


Pack = list[Piece]


def pack(paragraphs: Sequence[Encoded], limit: int = LIMIT) -> Iterator[Pack]:
    """Greedy packs, in text order. Paragraphs without pieces are left out."""
    current: Pack = []
    size = 1
    for index, paragraph in enumerate(paragraphs):
        for window in windows(paragraph, index, limit - 2):
            length = window.end - window.start + 1
            if current and size + length > limit:
                yield current
                current, size = [], 1
            current.append(window)
            size += length
    if current:
        yield current


def windows(paragraph: Encoded, index: int, room: int) -> Iterator[Piece]:
    """The paragraph whole, or overlapping windows of at most `room` pieces."""
    total = len(paragraph)
    start = own = 0
    while total - start > room:
        end = _cut(paragraph, start, room)
        after = _word_at(paragraph, max(end - OVERLAP, start + 1))
        after = end if not start < after < end else after
        own_end = _word_at(paragraph, (after + end) // 2)
        yield Piece(index, start, end, own, own_end)
        start, own = after, own_end
    if total > start:
        yield Piece(index, start, total, own, total)


def _cut(paragraph: Encoded, start: int, room: int) -> int:
    """Where a window from `start` on ends: after a sentence in its last third, else at the last word that fits."""
    last = _word_at(paragraph, start + room)
    if last <= start:
        return start + room
    for end in range(last, start + 2 * room // 3, -1):
        if int(paragraph.ids[end - 1]) in _SENTENCE_END and _word_at(paragraph, end) == end:
            return end
    return last


def _word_at(paragraph: Encoded, piece: int) -> int:
    """The first piece of the word that `piece` belongs to."""
    at = int(np.searchsorted(paragraph.first, piece, side="right")) - 1
    return int(paragraph.first[at])


def arrays(packs: Sequence[Pack], paragraphs: Sequence[Sequence[Encoded]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(ids, attention mask, features), int64 [packs, longest]; `paragraphs[k]` are those pack k was made of."""
    sizes = [1 + sum(w.end - w.start + 1 for w in p) for p in packs]
    ids = np.full((len(packs), max(sizes)), PAD, dtype=np.int64)
    features = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    for row, (windows_, source) in enumerate(zip(packs, paragraphs, strict=True)):
        ids[row, 0], mask[row, : sizes[row]] = CLS, 1
        for window, at in placed(windows_):
            end = at + window.end - window.start
            ids[row, at:end] = source[window.index].ids[window.start : window.end]
            features[row, at:end] = source[window.index].features[window.start : window.end]
            ids[row, end] = SEP
    return ids, mask, features


def placed(windows_: Pack) -> Iterator[tuple[Piece, int]]:
    """Each window of a pack with the column its first piece stands in."""
    at = 1
    for window in windows_:
        yield window, at
        at += window.end - window.start + 1
