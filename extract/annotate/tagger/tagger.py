"""The tagger at work: texts with paragraphs and marks in, a `TagResult` each out.

Paragraphs are packed (`packs`), run through the encoder, and decoded (`viterbi`). Method: a small pre-trained encoder
fine-tuned for token labels (Devlin et al. 2019; Wang et al. 2020) on attributions as Pareti (2016) and Newell et al.
(2018) define them. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extract.annotate.marks import Marks
from extract.annotate.tagger.encode import Encoded, encode
from extract.annotate.tagger.labels import LABELS, ROLES, allowed, begin
from extract.annotate.tagger.model import Model, load_model
from extract.annotate.tagger.packs import Pack, arrays, pack, placed
from extract.annotate.tagger.result import TaggedParagraph, TagResult, spans_of
from extract.annotate.tagger.viterbi import decode

NAME = "attribution"
_LINKABLE = 0.01
"""A word keeps its link vectors when a span begins at it with at least this chance; the rest would only fill memory."""
_BEGINS = [begin(role) for role in ROLES]

Request = tuple[str, Sequence[tuple[int, int]], Marks]
"""A text, its paragraphs as (start, end), and its quotation marks."""


@dataclass(slots=True)
class _Scores:
    """What is known of one paragraph while packs come in."""

    labels: np.ndarray
    linkable: list[np.ndarray]
    vectors: list[tuple[np.ndarray, ...]]


class Tagger:
    """A loaded tagger; may be called any number of times, by one thread at a time."""

    def __init__(self, model: Model) -> None:
        self.model = model
        settings = model.settings
        prior = np.asarray(settings["transitions"], dtype=np.float32).reshape(len(LABELS), len(LABELS))
        self._transitions = allowed() + np.float32(settings["transition_weight"]) * prior
        self._start = allowed()[0] + np.float32(settings["transition_weight"]) * prior[0]
        self._temperature = np.float32(settings["temperature"])

    def lean(self, penalty: float) -> None:
        """Take `penalty` from the score of each word outside all spans: more is found, less of it right."""
        self._transitions[:, 0] -= np.float32(penalty)
        self._start[0] -= np.float32(penalty)

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Tagger:
        """The bundled tagger, or that of the manifest `path`. Raises ModelError (see `load_model`)."""
        return cls(load_model(NAME, path, threads))

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self.model.name

    @property
    def sha256(self) -> str:
        """SHA-256 of the weights, in hexadecimal."""
        return self.model.sha256

    def tag(self, text: str, paragraphs: Sequence[tuple[int, int]], marks: Marks) -> TagResult:
        """Tag one text."""
        return self.tag_many([(text, paragraphs, marks)])[0]

    def tag_many(self, requests: Sequence[Request]) -> list[TagResult]:
        """Tag many texts, each as it would be tagged alone."""
        encoded = [encode(self.model.tokenizer, *request) for request in requests]
        scores = self._scores(encoded)
        paths = decode([s.labels for text in scores for s in text], self._transitions, self._start)
        at = iter(paths)
        return [
            _result([_paragraph(p, s, next(at)) for p, s in zip(text, found, strict=True)])
            for text, found in zip(encoded, scores, strict=True)
        ]

    def _scores(self, encoded: list[list[Encoded]]) -> list[list[_Scores]]:
        """Run the model over all packs, one at a time.

        As quick as batches on one core; and as what runs together shares the scale of its quantised activations, a
        text's spans would otherwise depend on the texts it is tagged with.
        """
        out = [[_Scores(np.zeros((len(p.first), len(LABELS)), np.float32), [], []) for p in text] for text in encoded]
        for text, scores in zip(encoded, out, strict=True):
            for number, windows in enumerate(pack(text)):
                labels, dependents, heads = (o[0] for o in self.model.run(*arrays([windows], [text])))
                logits = _log_softmax(labels / self._temperature)
                _keep((number, windows), text, scores, logits, dependents, heads)
        return out


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def _keep(
    numbered: tuple[int, Pack],
    encoded: list[Encoded],
    out: list[_Scores],
    logits: np.ndarray,
    dependents: np.ndarray,
    heads: np.ndarray,
) -> None:
    """Put a pack's outputs where they belong: each word's from the window that owns it."""
    number, windows = numbered
    none = heads[0].astype(np.float16)
    for window, column in placed(windows):
        first = encoded[window.index].first
        low, high = np.searchsorted(first, (window.own, window.own_end))
        columns = first[low:high] - window.start + column
        target = out[window.index]
        target.labels[low:high] = logits[columns]
        begins = np.exp(logits[columns][:, _BEGINS]).max(1, initial=0.0) >= _LINKABLE
        chosen = columns[begins]
        target.linkable.append(np.arange(low, high)[begins])
        vectors = (dependents[chosen].astype(np.float16), heads[chosen].astype(np.float16))
        where = np.full(len(chosen), number)
        target.vectors.append((*vectors, np.broadcast_to(none, (len(chosen), len(none))), where))


def _paragraph(encoded: Encoded, scores: _Scores, labels: np.ndarray) -> TaggedParagraph:
    linkable = np.concatenate(scores.linkable) if scores.linkable else np.zeros(0, dtype=np.int64)
    empty = np.zeros(0, np.float16)
    vectors = [np.concatenate([v[n] for v in scores.vectors] or [empty]) for n in range(4)]
    return TaggedParagraph(encoded.starts, encoded.ends, scores.labels, labels, linkable, *vectors)


def _result(paragraphs: list[TaggedParagraph]) -> TagResult:
    spans = [span for index, paragraph in enumerate(paragraphs) for span in spans_of(index, paragraph)]
    return TagResult(tuple(paragraphs), tuple(spans))
