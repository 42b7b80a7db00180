"""The teacher of the stance model: a larger encoder, asked the same questions, whose answers the small one learns from.

Distillation (Hinton, Vinyals and Dean 2015): a model of 110 million parameters learns more from few annotated articles
than the one that is shipped can, and its chances for everything that can be asked tell the small one more than labels.
It starts from all-mpnet-base-v2 (Song et al. 2020; Reimers and Gurevych 2019; Apache-2.0), whose vocabulary is that of
MiniLM but for the special pieces, so that both are shown the same pieces. It is never shipped.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from extract.annotate.stances.model import TYPES
from extract.annotate.tagger.packs import CLS, MASK, SEP
from extract.training.network import Layer

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 768, 12, 12, 3072, 514, 30527
_BUCKETS, _FARTHEST = 32, 128
_SHIFT = 4
"""By so much an id of MPNet's vocabulary is higher than BERT's for the same piece."""
_SPECIAL = {CLS: 0, SEP: 2, MASK: 30526}
_PAD = 1
_EPSILON = 1e-5


class TeacherEncoder(nn.Module):
    """MPNet without its pooler, with an embedding for each feature of `extract.annotate.tagger.encode`."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(TYPES, HIDDEN)
        nn.init.zeros_(self.types.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout, HIDDEN, HEADS, INNER, _EPSILON) for _ in range(LAYERS))
        self.distances = nn.Embedding(_BUCKETS, HEADS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Hidden states [batch, length, 768] of BERT's ids, attention mask and feature ids, each [batch, length]."""
        pieces = ids + _SHIFT
        for theirs, ours in _SPECIAL.items():
            pieces = torch.where(ids == theirs, ours, pieces)
        pieces = torch.where(mask == 0, _PAD, pieces)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(pieces) + self.positions(places + _PAD + 1) + self.types(features)
        x = self.dropout(self.norm(x))
        bias = self.distances(_bucket(places[None, :] - places[:, None])).permute(2, 0, 1)[None]
        bias = bias + (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_base(self, path: Path) -> None:
        """Take over an MPNet checkpoint (safetensors)."""
        w = {k: v.float() for k, v in load_file(str(path)).items()}
        e = "embeddings."
        state = {
            "words.weight": w[e + "word_embeddings.weight"],
            "positions.weight": w[e + "position_embeddings.weight"],
            "types.weight": self.types.weight.detach(),
            "norm.weight": w[e + "LayerNorm.weight"],
            "norm.bias": w[e + "LayerNorm.bias"],
            "distances.weight": w["encoder.relative_attention_bias.weight"],
        }
        names = {"out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense"}
        names |= {"down": "output.dense", "norm2": "output.LayerNorm"}
        for n in range(LAYERS):
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                state[f"layers.{n}.qkv.{part}"] = torch.cat([w[f"{at}attention.attn.{p}.{part}"] for p in "qkv"])
                state |= {f"layers.{n}.{ours}.{part}": w[f"{at}{theirs}.{part}"] for ours, theirs in names.items()}
        self.load_state_dict(state)


def _bucket(distance: Tensor) -> Tensor:
    """The buckets of distances between pieces (Raffel et al. 2020): near ones exactly, far ones by their logarithm."""
    half, near = _BUCKETS // 2, _BUCKETS // 4
    away = distance.abs()
    far = near + (torch.log(away.clamp(min=1) / near) / math.log(_FARTHEST / near) * (half - near)).long()
    return (distance > 0).long() * half + torch.where(away < near, away, far.clamp(max=half - 1))


class TeacherNetwork(nn.Module):
    """Encoder, and one scorer of (holder, target, sentence), as `extract.training.stance.StanceNetwork` has."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = TeacherEncoder(dropout)
        self.directed = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(3 * HIDDEN, 384), nn.GELU(), nn.Dropout(dropout), nn.Linear(384, 3)
        )

    def forward(
        self, ids: Tensor, mask: Tensor, features: Tensor, holder: Tensor, rows: Tensor, places: Tensor
    ) -> Tensor:
        """Logits [targets, 3]: `rows` and `places` say where each target stands, `holder` [batch] who."""
        x = self.encoder(ids, mask, features)
        return self.directed(torch.cat((x[rows, holder[rows]], x[rows, places], x[rows, 0]), -1))
