"""The stance model: whether a sentence shows somebody for or against each thing it speaks of.

A question is a sentence, or a few of one paragraph, whose view is asked, and the places in it that the view may be
about; one pass of the encoder answers for all of them. Whoever is asked about is hidden behind a mask, and so is every
other name of a person, so that the model goes by what the words say and not by what news of one country and year said
of these people; what else a view may be about keeps its words. Method: entity markers on a small encoder (after Baldini
Soares et al. 2019), its weights trained on Directed Sentiment Extraction (Park, Pan and Joo 2021), on articles that
were annotated for this, and on what a larger model answers there (`extract.training.teacher`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from extract.annotate.marks import find_marks
from extract.annotate.stances.opinion import Place, Question
from extract.annotate.tagger.encode import FEATURES, encode
from extract.annotate.tagger.model import Model, load_model
from extract.annotate.tagger.packs import CLS, MASK, SEP

NAME = "stance"
TYPES = FEATURES + 1
"""Feature ids of the tagger, then one for whoever's view is asked."""
LABELS = ("none", "supports", "opposes")
ROOM = 128
"""Word pieces of a sentence that are read; of a longer one, those around whoever is asked about."""

_BEFORE = 20
"""Word pieces of a long sentence that are kept before whoever is asked about."""
_SAYING = "Someone said: "
"""What is put before the words of a speaker whom the sentence does not name."""
_SOMEONE = (0, len("Someone"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the model is shown: pieces, features, the column of the holder, those of targets, and which targets."""

    ids: np.ndarray
    features: np.ndarray
    holder: int
    places: np.ndarray
    asked: np.ndarray


def encode_question(tokenizer: Tokenizer, question: Question) -> Shown | None:
    """The sentence with its people masked, or None where holder or all targets have no word of their own to read."""
    shift = len(_SAYING) if question.holder is None else 0
    text = _SAYING + question.text if shift else question.text
    words = encode(tokenizer, text, [(0, len(text))], find_marks(text, [(0, len(text))]))[0]
    starts, ends, borders = words.starts.tolist(), words.ends.tolist(), [*words.first.tolist(), len(words)]

    def pieces(start: int, end: int) -> Place | None:
        """The pieces of the words that a stretch of the text covers, None where it covers none."""
        low, high = bisect_right(ends, start), bisect_left(starts, end)
        return (borders[low], borders[high]) if low < high else None

    holder = pieces(*(question.holder or _SOMEONE))
    if holder is None:
        return None
    masked = [holder]
    for start, end in question.names:
        name = pieces(start + shift, end + shift)
        if name is not None and not any(name[0] < b and a < name[1] for a, b in masked):
            masked.append(name)
    kept, column = _masked(len(words), masked)
    ids = np.where(kept >= 0, words.ids[kept], MASK)
    features = words.features[np.where(kept >= 0, kept, -1 - kept)]
    at = int(column[holder[0]])
    features[at] = FEATURES
    found = [pieces(start + shift, end + shift) for start, end in question.targets]
    asked = [k for k, place in enumerate(found) if place is not None and column[place[0]] != at]
    places = np.array([column[place[0]] for k in asked if (place := found[k]) is not None], dtype=np.int64)
    return _cropped(ids, features, at, places, np.array(asked, dtype=np.int64))


def _masked(size: int, spans: Sequence[Place]) -> tuple[np.ndarray, np.ndarray]:
    """(the piece of each column, -1 - piece where a mask takes its place; the column of each piece)."""
    kept: list[int] = []
    column = np.zeros(size, dtype=np.int64)
    ends = dict(spans)
    at = 0
    while at < size:
        end = ends.get(at, at + 1)
        column[at:end] = len(kept)
        kept.append(-1 - at if at in ends else at)
        at = end
    return np.array(kept, dtype=np.int64), column


def _cropped(ids: np.ndarray, features: np.ndarray, at: int, places: np.ndarray, asked: np.ndarray) -> Shown | None:
    low = max(0, min(at - _BEFORE, len(ids) - ROOM))
    read = (places >= low) & (places < low + ROOM)
    if not read.any():
        return None
    ids = np.concatenate(([CLS], ids[low : low + ROOM], [SEP]))
    features = np.concatenate(([0], features[low : low + ROOM], [0]))
    return Shown(ids, features, at - low + 1, places[read] - low + 1, asked[read])


class StanceModel:
    """The loaded model; may be called any number of times, by one thread at a time."""

    def __init__(self, model: Model) -> None:
        self.model = model

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

    def score(self, questions: Sequence[Question]) -> list[np.ndarray]:
        """For each question the chances [targets, 3] over LABELS; (1, 0, 0) for a target that cannot be read."""
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> np.ndarray:
        out = np.zeros((len(question.targets), len(LABELS)))
        out[:, 0] = 1.0
        shown = encode_question(self.model.tokenizer, question)
        if shown is not None:  # one at a time: sentences run together would share the scale of their activations
            out[shown.asked] = self.chances(shown)
        return out

    def chances(self, shown: Shown) -> np.ndarray:
        """[targets read, 3] over LABELS."""
        feed = {"ids": shown.ids[None], "mask": np.ones_like(shown.ids)[None], "features": shown.features[None]}
        feed |= {"holder": np.array([shown.holder]), "places": shown.places}
        logits = np.asarray(self.model.session.run(None, feed)[0], dtype=np.float64)
        shares = np.exp(logits - logits.max(-1, keepdims=True))
        return shares / shares.sum(-1, keepdims=True)
