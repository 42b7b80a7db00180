"""The stance model's part of training: answered questions in, loss and figures out.

One source in ten, by a hash of its name (of a pair: of its sentence), is kept apart to see how training goes; nothing
of other files is looked at.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from extract.annotate.stances.model import LABELS, TYPES, Shown, StanceModel, encode_question
from extract.annotate.tagger.packs import PAD
from extract.errors import InputError
from extract.training.network import HEADS, HIDDEN, Encoder, Layer
from extract.training.questions import Answered
from extract.training.train import Run, Settings

SMOOTHING = 0.08
"""Label smoothing: readers do not agree on every stance."""
PAIR = 0.5
"""What a pair counts beside a sentence of an annotated article: its labels are the crowd's, and noisier."""
LAYERS = 4
"""Of the encoder's six the lowest, so that reading what is quoted stays cheap."""
TEACHING = 0.5
"""The share of the loss that the teacher's answers have where there are labels too (Hinton et al. 2015)."""
_IGNORED = -100


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the model is shown it, the labels of what it asks about, and what it counts."""

    shown: Shown
    labels: np.ndarray
    counts: float
    held_out: bool
    taught: np.ndarray
    """What a teacher answers, [targets, 3] chances; zeros where none was asked."""


class StanceNetwork(nn.Module):
    """Encoder, and one scorer of (holder, target, sentence)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(TYPES, dropout, LAYERS)
        self.directed = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, 3)
        )

    def forward(
        self, ids: Tensor, mask: Tensor, features: Tensor, holder: Tensor, rows: Tensor, places: Tensor
    ) -> Tensor:
        """Logits [targets, 3] over LABELS: `rows` and `places` say where each target stands, `holder` [batch] who."""
        x = self.encoder(ids, mask, features)
        return self.directed(torch.cat((x[rows, holder[rows]], x[rows, places], x[rows, 0]), -1))


class OneSentence(nn.Module):
    """The network as it runs in onrecord: one question at a time, the last layer for the places in question only."""

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self.network, last = network, network.encoder.layers[-1]
        assert isinstance(last, Layer)
        self.last = last
        self.query, self.rest = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, 2 * HIDDEN)
        for part, rows in ((self.query, slice(0, HIDDEN)), (self.rest, slice(HIDDEN, 3 * HIDDEN))):
            part.load_state_dict({"weight": last.qkv.weight[rows], "bias": last.qkv.bias[rows]})

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, holder: Tensor, places: Tensor) -> Tensor:
        """Logits [targets, 3] for `places` [targets] of a batch of one; `holder` [1] is its column."""
        x = self.network.encoder(ids, mask, features, self.network.encoder.layers[:-1])[0]
        read = self._last_layer(x, torch.cat((holder, holder * 0, places)))
        count = places.shape[0]
        return self.network.directed(torch.cat((read[:1].expand(count, -1), read[2:], read[1:2].expand(count, -1)), -1))

    def _last_layer(self, x: Tensor, at: Tensor) -> Tensor:
        """The last layer's states [places, 384] of `x` [length, 384] at some places."""
        size = HIDDEN // HEADS
        query = self.query(x[at]).view(-1, HEADS, size).transpose(0, 1)
        key, value = self.rest(x).view(-1, 2, HEADS, size).permute(1, 2, 0, 3).unbind(0)
        shares = (query @ key.transpose(1, 2) / math.sqrt(size)).softmax(-1)
        y = (shares @ value).transpose(0, 1).reshape(-1, HIDDEN)
        y = self.last.norm1(x[at] + self.last.out(y))
        return self.last.norm2(y + self.last.down(F.gelu(self.last.up(y))))


def make_rows(answered: Iterable[Answered], tokenizer: Tokenizer, counts: float = 1.0) -> list[Row]:
    """The questions that can be read, as rows."""
    out = []
    for row in answered:
        shown = encode_question(tokenizer, row.question)
        if shown is None:
            continue
        labels = np.array([_IGNORED if a is None else LABELS.index(a) for a in row.answers], dtype=np.int64)
        labels = labels[shown.asked]
        source = row.source if counts == 1.0 else row.question.text
        held_out = hashlib.sha256(source.encode()).digest()[0] % 10 == 0
        out.append(Row(shown, labels, counts, held_out, np.zeros((len(labels), len(LABELS)))))
    return out


def taught(rows: Sequence[Row], chances: np.ndarray) -> list[Row]:
    """The rows with a teacher's `predict` of them. Raises InputError where it was asked other questions."""
    ends = np.cumsum([len(r.labels) for r in rows])
    if len(chances) != int(ends[-1]):
        raise InputError(f"the teacher answered {len(chances)} times, but {int(ends[-1])} things are asked about")
    parts = np.split(chances, ends[:-1])
    return [dataclasses.replace(row, taught=part) for row, part in zip(rows, parts, strict=True)]


def plan_epoch(rows: Sequence[Row], seed: int, epoch: int, size: int) -> list[list[int]]:
    """Batches of rows, sentences of like length together."""
    random = np.random.default_rng((seed, epoch))
    order = random.permutation(len(rows))
    batches = []
    for at in range(0, len(order), size * 16):
        bucket = sorted((int(k) for k in order[at : at + size * 16]), key=lambda k: len(rows[k].shown.ids))
        batches += [bucket[i : i + size] for i in range(0, len(bucket), size)]
    return [batches[k] for k in random.permutation(len(batches))]


Tensors = tuple[Tensor, ...]


def tensors(rows: Sequence[Row], device: str) -> Tensors:
    """Model input, then labels, weights and what is taught by target, of a batch."""
    width = max(len(r.shown.ids) for r in rows)
    ids = np.full((len(rows), width), PAD, dtype=np.int64)
    mask, features = np.zeros_like(ids), np.zeros_like(ids)
    for k, row in enumerate(rows):
        size = len(row.shown.ids)
        ids[k, :size], features[k, :size], mask[k, :size] = row.shown.ids, row.shown.features, 1
    where = np.concatenate([np.full(len(r.labels), k) for k, r in enumerate(rows)])
    places, labels = (np.concatenate(a) for a in ([r.shown.places for r in rows], [r.labels for r in rows]))
    holder = np.array([r.shown.holder for r in rows])
    counts = np.concatenate([np.full(len(r.labels), r.counts, dtype=np.float32) for r in rows])
    chances = np.concatenate([r.taught for r in rows]).astype(np.float32)
    arrays = (ids, mask, features, holder, where, places, labels, counts, chances)
    return tuple(torch.from_numpy(a).to(device) for a in arrays)


def loss(model: nn.Module, batch: object) -> tuple[Tensor, dict[str, float]]:
    """Smoothed cross-entropy over what has an answer, with that against the teacher's chances where one was asked."""
    assert isinstance(batch, tuple)
    labels, counts, chances = batch[6:]
    logits = model(*batch[:6]).float()
    told = F.cross_entropy(logits, labels, reduction="none", ignore_index=_IGNORED, label_smoothing=SMOOTHING)
    shown = -(chances * logits.log_softmax(-1)).sum(-1)
    share = TEACHING * chances.sum(-1)
    known = (labels != _IGNORED) * (1 - share)
    value = ((known * told + share * shown) * counts).sum() / ((known + share) * counts).sum().clamp(min=1)
    return value, {"loss": value.item()}


@torch.no_grad()
def predict(model: nn.Module, rows: Sequence[Row], device: str, size: int = 64) -> np.ndarray:
    """Chances [targets, 3] of all rows, in their order."""
    out: list[np.ndarray] = [np.zeros((0, 3))] * len(rows)
    order = sorted(range(len(rows)), key=lambda k: len(rows[k].shown.ids))
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        shares = model(*tensors([rows[k] for k in chosen], device)[:6]).float().softmax(-1).cpu().numpy()
        ends = np.cumsum([len(rows[k].labels) for k in chosen])
        for k, part in zip(chosen, np.split(shares, ends[:-1]), strict=True):
            out[k] = part
    return np.concatenate(out) if rows else np.zeros((0, 3))


def figures(chances: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Recall in percent at some precisions, and average precision, of a target with its polarity."""
    chances, labels = chances[labels != _IGNORED], labels[labels != _IGNORED]
    found = 1 + chances[:, 1:].argmax(-1)
    order = np.argsort(-chances[:, 1:].max(-1))
    right = (found == labels)[order]
    wanted = max(1, int((labels > 0).sum()))
    hits = right.cumsum()
    precision = hits / np.arange(1, len(right) + 1)
    out = {}
    for level in (0.5, 0.6, 0.7, 0.8):
        good = np.flatnonzero(precision >= level)
        out[f"r@{level}"] = round(100 * float(hits[good[-1]]) / wanted, 1) if len(good) else 0.0
    out["ap"] = round(100 * float((precision * right).sum()) / wanted, 1)
    return out


def labels_of(rows: Sequence[Row]) -> np.ndarray:
    """The labels of all rows, in their order."""
    return np.concatenate([r.labels for r in rows]) if rows else np.zeros(0, dtype=np.int64)


def measure(model: StanceModel, rows: Sequence[Row]) -> dict[str, float]:
    """`figures` of an exported model, as it runs in onrecord."""
    return figures(np.concatenate([model.chances(r.shown) for r in rows]), labels_of(rows))


def run(settings: Settings, rows: Sequence[Row], model: nn.Module) -> Run:
    """A training run of the model or its teacher, over the rows that are not kept apart."""
    learnt, held = [r for r in rows if not r.held_out], [r for r in rows if r.held_out]
    articles, others = [r for r in held if r.counts == 1.0], [r for r in held if r.counts != 1.0]

    def evaluate(net: nn.Module) -> dict[str, float]:
        parts = (("articles", articles), ("pairs", others))
        found = {name: figures(predict(net, part, settings.device), labels_of(part)) for name, part in parts}
        return {f"{name} {key}": value for name, part in found.items() for key, value in part.items()}

    return Run(
        settings,
        model,
        lambda epoch: plan_epoch(learnt, settings.seed, epoch, settings.rows),
        lambda entry, _: tensors([learnt[k] for k in entry], settings.device),  # pyright: ignore
        loss,
        evaluate,
    )
