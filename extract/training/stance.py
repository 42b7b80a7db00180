"""The stance model's part of training: rows of pairs in, loss and figures out.

A row is `{"text", "p": [start, end], "q": [start, end], "label"}` with p before q and the labels of
`extract.annotate.stances.model`. One sentence in ten, by a hash of its text, is kept apart to choose the checkpoint
and the temperature; nothing of the validation file is looked at in training.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from extract.annotate.stances.model import LABELS, TYPES, Pair, StanceModel, encode_pair, stack
from extract.annotate.tagger.encode import FEATURES
from extract.errors import InputError
from extract.training.network import HIDDEN, Encoder
from extract.training.train import Run, Settings

SMOOTHING = 0.1
"""Label smoothing: readers agree with about six in ten of the labelled stances."""
_SWAPPED = (0, 2, 1, 4, 3)


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled pair."""

    pair: Pair
    label: int
    held_out: bool


class StanceNetwork(nn.Module):
    """Encoder and one scorer that is asked twice, p of q and q of p; neutral has a score of its own."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(TYPES, dropout)
        self.directed = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, 3)
        )

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, places: Tensor) -> Tensor:
        """Logits [batch, 5] over LABELS; `places` [batch, 2] are the columns of p and q."""
        x = self.encoder(ids, mask, features)
        at = places.unsqueeze(-1).expand(-1, -1, HIDDEN)
        pair = x.gather(1, at)
        p, q, whole = pair[:, 0], pair[:, 1], x[:, 0]
        forth = self.directed(torch.cat((p, q, whole), -1))
        back = self.directed(torch.cat((q, p, whole), -1))
        neutral = forth[:, :1] + back[:, :1]
        return torch.cat((neutral, forth[:, 1:2], back[:, 1:2], forth[:, 2:], back[:, 2:]), -1)


def read_rows(path: Path, tokenizer: Tokenizer) -> list[Row]:
    """The rows of a JSON lines file that can be read as pairs. Raises InputError naming the line that is wrong."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                pair = encode_pair(tokenizer, row["text"], tuple(row["p"]), tuple(row["q"]))
                label = LABELS.index(row["label"])
            except (ValueError, KeyError, TypeError, IndexError) as err:
                raise InputError(f"{path}, line {number}: not a stance row ({err!r})") from err
            if pair is not None:
                digest = hashlib.sha256(row["text"].encode()).digest()
                out.append(Row(pair, label, digest[0] % 10 == 0))
    return out


def plan_epoch(rows: Sequence[Row], seed: int, epoch: int, size: int) -> list[list[tuple[int, bool]]]:
    """Batches of (row, whether its pair is swapped), sentences of like length together."""
    random = np.random.default_rng((seed, epoch))
    order = random.permutation(len(rows))
    swapped = random.random(len(rows)) < 0.5
    batches = []
    for at in range(0, len(order), size * 16):
        bucket = sorted(order[at : at + size * 16], key=lambda k: len(rows[k].pair.ids))
        batches += [[(int(k), bool(swapped[k])) for k in bucket[i : i + size]] for i in range(0, len(bucket), size)]
    return [batches[k] for k in random.permutation(len(batches))]


def swap(row: Row) -> Row:
    """The same sentence asked the other way round."""
    features = row.pair.features.copy()
    p, q = row.pair.places
    features[p], features[q] = FEATURES + 1, FEATURES
    return Row(Pair(row.pair.ids, features, (q, p)), _SWAPPED[row.label], row.held_out)


Tensors = tuple[Tensor, ...]


def tensors(rows: Sequence[Row], device: str) -> Tensors:
    """Model input and labels of a batch."""
    arrays = (*stack([r.pair for r in rows]), np.array([r.label for r in rows]))
    return tuple(torch.from_numpy(a).to(device) for a in arrays)


def loss(model: nn.Module, batch: object) -> tuple[Tensor, dict[str, float]]:
    """Smoothed cross-entropy over the five labels."""
    assert isinstance(batch, tuple)
    value = F.cross_entropy(model(*batch[:4]).float(), batch[4], label_smoothing=SMOOTHING)
    return value, {"loss": value.item()}


@torch.no_grad()
def predict(model: nn.Module, rows: Sequence[Row], device: str, size: int = 64) -> np.ndarray:
    """Logits [rows, 5]."""
    out = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda k: len(rows[k].pair.ids))
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        out[chosen] = model(*tensors([rows[k] for k in chosen], device)[:4]).float().cpu().numpy()
    return out


def figures(logits: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Precision, recall, F1 (percent) of pair, direction and polarity right, over rows with a stance; when sure too."""
    shares = np.exp(logits - np.logaddexp.reduce(logits, -1, keepdims=True))
    found, sure = shares.argmax(-1), shares.max(-1)
    right = (found == labels) & (labels > 0)
    out = {"p": _share(right.sum(), (found > 0).sum()), "r": _share(right.sum(), (labels > 0).sum())}
    out["f1"] = _share(2 * right.sum(), (found > 0).sum() + (labels > 0).sum())
    for level in (0.6, 0.7, 0.8, 0.9):
        kept = (found > 0) & (sure >= level)
        out[f"p@{level}"] = _share((right & kept).sum(), kept.sum())
        out[f"r@{level}"] = _share((right & kept).sum(), (labels > 0).sum())
    out["loss"] = round(float(-np.log(shares[np.arange(len(labels)), labels]).mean()), 4)
    return out


def measure(model: StanceModel, rows: Sequence[Row]) -> dict[str, float]:
    """`figures` of an exported model, as it runs in onrecord."""
    chances = np.concatenate([model.chances([r.pair]) for r in rows])
    return figures(np.log(np.maximum(chances, 1e-12)), np.array([r.label for r in rows]))


def _share(part: float, whole: float) -> float:
    return round(100 * float(part) / float(whole), 1) if whole else 0.0


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the best log-likelihood on held-out rows (Guo et al. 2017)."""
    return min((round(0.4 + 0.05 * k, 2) for k in range(33)), key=lambda t: figures(logits / t, labels)["loss"])


def run(settings: Settings, rows: Sequence[Row], base: Path, tagger: Path | None) -> Run:
    """A training run from the BERT checkpoint `base`, or from a trained tagger's encoder where one is given."""
    torch.manual_seed(settings.seed)
    model = StanceNetwork()
    model.encoder.load_base(base)
    if tagger is not None:
        state = torch.load(tagger, map_location="cpu", weights_only=True)
        state = {k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")}
        types = model.encoder.types.weight.detach().clone()
        types[:FEATURES] = state["types.weight"]
        types[FEATURES:] = state["types.weight"].mean(0)
        model.encoder.load_state_dict(state | {"types.weight": types})
    learn = [r for r in rows if not r.held_out]
    held = [r for r in rows if r.held_out]
    truth = np.array([r.label for r in held])

    def prepare(entry: object, random: np.random.Generator) -> Tensors:
        chosen = [swap(learn[k]) if swapped else learn[k] for k, swapped in entry]  # pyright: ignore
        return tensors(chosen, settings.device)

    return Run(
        settings,
        model,
        plan=lambda epoch: plan_epoch(learn, settings.seed, epoch, settings.rows),
        prepare=prepare,
        loss=loss,
        evaluate=lambda m: figures(predict(m, held, settings.device), truth),
    )
