"""The attribution tagger's own part of training: its loss, and the figures on dev that choose between checkpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extract.annotate.marks import find_marks
from extract.annotate.tagger.encode import FEATURES
from extract.annotate.tagger.labels import LABELS, ROLES, allowed, begin
from extract.annotate.tagger.packs import pack
from extract.annotate.tagger.tagger import Tagger
from extract.annotate.tagger.viterbi import decode
from extract.training.corpus import IGNORE, Batch, Example, make_batch, paragraphs_of, plan_epoch
from extract.training.network import TaggerNetwork
from extract.training.train import Run, Settings

LINK_WEIGHT = 0.15
LINK_RESTRAINT = 1e-3
"""Weight of the squared log-normaliser of the link scores; without it they grew without bound and took the encoder
along (the z-loss of Chowdhery et al. 2022)."""


@dataclass(frozen=True, slots=True)
class Tensors:
    """A batch on the device."""

    ids: Tensor
    mask: Tensor
    features: Tensor
    labels: Tensor
    links: Tensor


def to_device(batch: Batch, device: str) -> Tensors:
    """The arrays of a batch as tensors."""
    values = (batch.ids, batch.mask, batch.features, batch.labels, batch.links)
    return Tensors(*(torch.from_numpy(v).to(device) for v in values))


def loss(model: nn.Module, batch: object) -> tuple[Tensor, dict[str, float]]:
    """Cross-entropy of the labels plus the weighted one of the links."""
    assert isinstance(batch, Tensors)
    logits, dependent, head = model(batch.ids, batch.mask, batch.features)
    of_labels = F.cross_entropy(logits.float().flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORE)
    of_links = link_loss(dependent.float(), head.float(), batch)
    total = of_labels + LINK_WEIGHT * of_links
    return total, {"labels": of_labels.item(), "links": of_links.item()}


def link_loss(dependent: Tensor, head: Tensor, batch: Tensors) -> Tensor:
    """Minus the log of the share that a span's true cues have of its scores over all pieces of its pack."""
    if not len(batch.links):
        return dependent.sum() * 0.0
    row, at, true = batch.links.unbind(1)
    scores = torch.einsum("nd,nld->nl", dependent[row, at], head[row])
    scores = scores.masked_fill(batch.mask[row] == 0, -1e4)
    whole = scores.logsumexp(1)
    return (whole - scores.gather(1, true[:, None]).squeeze(1) + LINK_RESTRAINT * whole**2).mean()


@torch.no_grad()
def predict(model: nn.Module, examples: Sequence[Example], device: str, rows: int = 16) -> list[list[np.ndarray]]:
    """Label log-probabilities [words, labels] by example and paragraph."""
    out = [[np.zeros((len(p.first), len(LABELS)), np.float32) for p in e.paragraphs] for e in examples]
    packs = [(n, p) for n, e in enumerate(examples) for p in pack(e.paragraphs)]
    packs.sort(key=lambda item: sum(w.end - w.start for w in item[1]))
    for at in range(0, len(packs), rows):
        chosen = packs[at : at + rows]
        batch = to_device(make_batch(examples, chosen, None), device)
        with torch.autocast(torch.device(device).type, dtype=torch.bfloat16):
            logits = model(batch.ids, batch.mask, batch.features)[0]
        scores = logits.float().log_softmax(-1).cpu().numpy()
        for row, (number, windows) in enumerate(chosen):
            _collect(scores[row], examples[number], windows, out[number])
    return out


def _collect(scores: np.ndarray, example: Example, windows: list, out: list[np.ndarray]) -> None:
    column = 1
    for w in windows:
        first = example.paragraphs[w.index].first
        low, high = np.searchsorted(first, (w.own, w.own_end))
        out[w.index][low:high] = scores[first[low:high] - w.start + column]
        column += w.end - w.start + 1


def span_figures(truth: Sequence[np.ndarray], found: Sequence[np.ndarray]) -> dict[str, float]:
    """F1 (percent) by role, of words and of exact spans, and their mean over words and spans as `proxy`."""
    out: dict[str, float] = {}
    for role in ROLES:
        b = begin(role)
        words = np.zeros(3)
        spans = np.zeros(3)
        for t, f in zip(truth, found, strict=True):
            is_t, is_f = (t == b) | (t == b + 1), (f == b) | (f == b + 1)
            words += ((is_t & is_f).sum(), is_f.sum(), is_t.sum())
            true, guess = _spans(t, b), _spans(f, b)
            spans += (len(true & guess), len(guess), len(true))
        out[f"{role}_words"] = _f1(*words)
        out[f"{role}_spans"] = _f1(*spans)
    out["proxy"] = round(float(np.mean(list(out.values()))), 2)
    return out


def _spans(labels: np.ndarray, b: int) -> set[tuple[int, int]]:
    starts = np.flatnonzero(labels == b)
    inner = np.append(labels == b + 1, False)
    outside = np.flatnonzero(~inner)
    return {(int(s), int(outside[np.searchsorted(outside, s + 1)])) for s in starts}


def _f1(hit: float, found: float, true: float) -> float:
    return round(200 * hit / (found + true), 2) if found + true else 100.0


def evaluate(model: nn.Module, examples: Sequence[Example], device: str) -> dict[str, float]:
    """`span_figures` of the model on examples, decoded with the hard constraints alone."""
    scores = [s for e in predict(model, examples, device) for s in e]
    truth = [t for e in examples for t in e.labels]
    transitions = allowed()
    found = decode(scores, transitions, transitions[0])
    return span_figures(truth, found)


def measure(tagger: Tagger, examples: Sequence[Example]) -> dict[str, float]:
    """`span_figures` of an exported model, as it runs in onrecord."""
    found, truth = [], []
    for example in examples:
        lines = paragraphs_of(example.text)
        result = tagger.tag(example.text, lines, find_marks(example.text, lines))
        found += [p.labels for p in result.paragraphs]
        truth += example.labels
    return span_figures(truth, found)


def fit_decoding(
    scores: Sequence[Sequence[np.ndarray]], examples: Sequence[Example], prior: np.ndarray
) -> tuple[float, float]:
    """(transition weight, temperature) best on examples: by `proxy`, and by log-likelihood (Guo et al. 2017)."""
    flat = [s for e in scores for s in e]
    truth = [t for e in examples for t in e.labels]
    all_scores, all_truth = np.concatenate(flat), np.concatenate(truth)
    temperature = min((0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0), key=lambda t: _loss(all_scores / t, all_truth))
    flat = [_normal(s / temperature) for s in flat]
    best = max(
        (0.0, 0.1, 0.2, 0.3, 0.4, 0.5),
        key=lambda w: span_figures(truth, decode(flat, allowed() + w * prior, allowed()[0] + w * prior[0]))["proxy"],
    )
    return best, temperature


def _normal(scores: np.ndarray) -> np.ndarray:
    return scores - np.logaddexp.reduce(scores, -1, keepdims=True)


def _loss(scores: np.ndarray, truth: np.ndarray) -> float:
    return float(-_normal(scores)[np.arange(len(truth)), truth].mean())


def transition_prior(examples: Sequence[Example]) -> np.ndarray:
    """[labels, labels] log-probability of label j after label i in the examples (add-one smoothed)."""
    counts = np.ones((len(LABELS), len(LABELS)))
    for labels in (t for e in examples for t in e.labels):
        np.add.at(counts, (labels[:-1], labels[1:]), 1)
    return np.log(counts / counts.sum(1, keepdims=True))


def run(settings: Settings, train: Sequence[Example], dev: Sequence[Example], base: Path, start: Path | None) -> Run:
    """A run of the tagger on `train`, measured on `dev`, from the BERT checkpoint `base` or a tagger at `start`."""
    torch.manual_seed(settings.seed)
    model = TaggerNetwork(FEATURES, len(LABELS))
    model.encoder.load_base(base)
    if start is not None:
        model.load_state_dict(torch.load(start, map_location="cpu", weights_only=True))

    def prepare(entry: object, random: np.random.Generator) -> Tensors:
        return to_device(make_batch(train, entry, random), settings.device)  # pyright: ignore[reportArgumentType]

    return Run(
        settings,
        model,
        plan=lambda epoch: plan_epoch(train, settings.seed, epoch, settings.rows),
        prepare=prepare,
        loss=loss,
        evaluate=lambda m: evaluate(m, dev, settings.device),
    )
