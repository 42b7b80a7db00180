"""Packs: every word is owned by exactly one window, and no pack is too large."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.tagger.encode import Encoded
from extract.annotate.tagger.packs import CLS, LIMIT, PAD, SEP, arrays, pack, placed, windows


def paragraph(pieces_of_words: list[int], period: int = 9) -> Encoded:
    """A made-up paragraph: so many pieces a word, a full stop every `period` words."""
    first = np.concatenate(([0], np.cumsum(pieces_of_words)[:-1])).astype(np.int64)[: len(pieces_of_words)]
    ids = np.arange(2000, 2000 + sum(pieces_of_words), dtype=np.int64)
    ids[(first + np.array(pieces_of_words, dtype=np.int64) - 1)[period - 1 :: period]] = 1012
    places = np.arange(len(pieces_of_words), dtype=np.int64)
    return Encoded(ids, np.zeros_like(ids), places * 2, places * 2 + 1, first)


PARAGRAPHS = st.lists(st.lists(st.integers(1, 4), max_size=400).map(paragraph), max_size=8)


@given(PARAGRAPHS)
def test_every_piece_is_owned_once_and_seen_by_its_owner(paragraphs: list[Encoded]) -> None:
    owned = [np.zeros(len(p), dtype=int) for p in paragraphs]
    for windows_ in pack(paragraphs):
        for w in windows_:
            assert w.start <= w.own < w.own_end <= w.end
            owned[w.index][w.own : w.own_end] += 1
    assert all(np.all(o == 1) for o in owned)


@given(PARAGRAPHS, st.integers(100, LIMIT))
def test_packs_hold_paragraphs_in_order_within_the_limit(paragraphs: list[Encoded], limit: int) -> None:
    seen = []
    for windows_ in pack(paragraphs, limit):
        assert 1 + sum(w.end - w.start + 1 for w in windows_) <= limit
        seen += [w.index for w in windows_]
    assert seen == sorted(seen)
    assert set(seen) == {k for k, p in enumerate(paragraphs) if len(p)}


def test_long_paragraphs_are_cut_at_sentence_ends_and_at_words() -> None:
    long = paragraph([1, 2, 3] * 200)
    found = list(windows(long, 0, LIMIT - 2))
    assert len(found) > 5
    for window, after in pairwise(found):
        assert long.ids[window.end - 1] == 1012
        assert after.start in long.first
        assert after.start < window.end, "windows overlap"
        assert window.own_end == after.own


def test_arrays_hold_the_pieces_between_separators() -> None:
    paragraphs = [paragraph([1, 2]), paragraph([3])]
    (windows_,) = pack(paragraphs)
    longer = [paragraph([1] * 12)]
    ids, mask, features = arrays([windows_, next(iter(pack(longer)))], [paragraphs, longer])
    a, b = paragraphs
    assert ids[0].tolist() == [CLS, *a.ids, SEP, *b.ids, SEP] + [PAD] * 5
    assert mask[0].tolist() == [1] * 9 + [0] * 5
    assert mask[1].tolist() == [1] * 14
    assert features.shape == ids.shape
    assert [(w.index, at) for w, at in placed(windows_)] == [(0, 1), (1, 5)]
