"""The stance model, a second opinion on a pair: a sentence and two of its spans in, the chances of five stances out.

Both spans are hidden from the model behind masks, so that it can only go by what the sentence says of them and not by
what news of one country and year said of these names; a pronoun, a ministry or a bill can then stand where it has met
people only. Method: entity markers on a small encoder, one directional scorer for both directions (after Baldini
Soares et al. 2019), trained on Directed Sentiment Extraction (Park, Pan and Joo 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from extract.annotate.marks import find_marks
from extract.annotate.tagger.encode import FEATURES, encode
from extract.annotate.tagger.model import Model, load_model
from extract.annotate.tagger.packs import CLS, MASK, PAD, SEP

NAME = "stance"
TYPES = FEATURES + 2
"""Feature ids of the tagger, then one for the first and one for the second of the pair."""
LABELS = ("neutral", "p_pos_q", "q_pos_p", "p_neg_q", "q_neg_p")
ROOM = 128
"""Word pieces of a sentence that are read; of a longer one, those around the pair."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its pair masked: piece ids and feature ids, and the columns of the first and the second."""

    ids: np.ndarray
    features: np.ndarray
    places: tuple[int, int]


def encode_pair(tokenizer: Tokenizer, text: str, first: Span, second: Span) -> Pair | None:
    """The masked sentence, or None where the spans overlap, hold no word, or stand too far apart."""
    paragraph = encode(tokenizer, text, [(0, len(text))], find_marks(text, [(0, len(text))]))[0]
    borders = np.append(paragraph.first, len(paragraph))
    parts: list[tuple[int, int, int]] = []
    for which, (start, end) in enumerate((first, second)):
        low = int(np.searchsorted(paragraph.ends, start, side="right"))
        high = int(np.searchsorted(paragraph.starts, end, side="left"))
        if low >= high:
            return None
        parts.append((int(borders[low]), int(borders[high]), which))
    (a, b, one), (c, d, other) = sorted(parts)
    if c < b:
        return None
    ids = np.concatenate((paragraph.ids[:a], [MASK], paragraph.ids[b:c], [MASK], paragraph.ids[d:]))
    features = np.concatenate(
        (paragraph.features[:a], [FEATURES + one], paragraph.features[b:c], [FEATURES + other], paragraph.features[d:])
    )
    places = (a, c - (b - a) + 1)
    return _cropped(ids, features, places if one == 0 else (places[1], places[0]))


def _cropped(ids: np.ndarray, features: np.ndarray, places: tuple[int, int]) -> Pair | None:
    low, high = min(places), max(places)
    if high - low >= ROOM:
        return None
    start = max(0, min(low - (ROOM - (high - low)) // 2, len(ids) - ROOM))
    ids, features = ids[start : start + ROOM], features[start : start + ROOM]
    ids = np.concatenate(([CLS], ids, [SEP]))
    features = np.concatenate(([0], features, [0]))
    return Pair(ids, features, (places[0] - start + 1, places[1] - start + 1))


def stack(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(ids, attention mask, features, places), int64, of a batch."""
    width = max(len(p.ids) for p in pairs)
    ids = np.full((len(pairs), width), PAD, dtype=np.int64)
    mask, features = np.zeros_like(ids), np.zeros_like(ids)
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = pair.ids
        features[row, : len(pair.ids)] = pair.features
        mask[row, : len(pair.ids)] = 1
    return ids, mask, features, np.array([p.places for p in pairs], dtype=np.int64)


class StanceModel:
    """The loaded model; may be called any number of times, by one thread at a time."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._temperature = float(model.settings["temperature"])

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> StanceModel:
        """The bundled model, or that of the manifest `path`. Raises ModelError where it is missing or damaged."""
        return cls(load_model(NAME, path, threads))

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self.model.name

    @property
    def sha256(self) -> str:
        """SHA-256 of the weights, in hexadecimal."""
        return self.model.sha256

    def score(self, rows: Sequence[tuple[str, Span, Span]]) -> np.ndarray:
        """[n, 5] calibrated chances over LABELS: neutral, a supports b, b supports a, a opposes b, b opposes a.

        Each row is (sentence, span of a, span of b), offsets in code points of the sentence; one pass serves both
        directions. [1, 0, 0, 0, 0] where the spans overlap, hold no word or cannot be read together.
        """
        out = np.zeros((len(rows), len(LABELS)))
        out[:, 0] = 1.0
        for k, row in enumerate(rows):  # one at a time: pairs run together would share the scale of their activations
            pair = encode_pair(self.model.tokenizer, *row)
            if pair is not None:
                out[k] = self.chances([pair])[0]
        return out

    def chances(self, pairs: list[Pair]) -> np.ndarray:
        """[n, 5] over LABELS, the first of each pair as p."""
        ids, mask, features, places = stack(pairs)
        feed = {"ids": ids, "mask": mask, "features": features, "places": places}
        logits = np.asarray(self.model.session.run(None, feed)[0], dtype=np.float64) / self._temperature
        shares = np.exp(logits - logits.max(-1, keepdims=True))
        return shares / shares.sum(-1, keepdims=True)
