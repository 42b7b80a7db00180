"""The network: a BERT encoder with two heads, one label a word and one link from each span to its cue.

Weights of any `BertModel` checkpoint load (safetensors); ours start from all-MiniLM-L6-v2 (Wang et al. 2020; Reimers
and Gurevych 2019), 6 layers of 384. The token types of the checkpoint make room for the features of
`extract.annotate.tagger.encode`. The link head scores pairs by a scaled dot product of projections, the way biaffine
parsers score heads (Dozat and Manning 2017).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
LINK = 64


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm), its three projections in one matrix."""

    def __init__(
        self, dropout: float, hidden: int = HIDDEN, heads: int = HEADS, inner: int = INNER, epsilon: float = 1e-12
    ) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """[batch, length, hidden] to the same; `bias` is added to the attention scores."""
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        y = y.transpose(1, 2).reshape(rows, length, hidden)
        x = self.norm1(x + self.dropout(self.out(y)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT without its pooler; `types` token types, the lowest `layers` of its layers or all."""

    def __init__(self, types: int, dropout: float = 0.1, layers: int | None = None) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(types, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS if layers is None else layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, layers: Iterable[nn.Module] | None = None) -> Tensor:
        """Hidden states [batch, length, 384] of ids, attention mask and feature ids, each [batch, length].

        `layers` are those that are run, None for all.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.types(features)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers if layers is None else layers:
            x = layer(x, bias)
        return x

    def load_base(self, path: Path) -> None:
        """Take over a BertModel checkpoint; every token type starts as the checkpoint's first."""
        w = {k.removeprefix("bert."): v.float() for k, v in load_file(str(path)).items()}
        e = "embeddings."
        state = {
            "words.weight": w[e + "word_embeddings.weight"],
            "positions.weight": w[e + "position_embeddings.weight"],
            "types.weight": w[e + "token_type_embeddings.weight"][:1].repeat(self.types.num_embeddings, 1),
            "norm.weight": w[e + "LayerNorm.weight"],
            "norm.bias": w[e + "LayerNorm.bias"],
        }
        names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense"}
        names |= {"down": "output.dense", "norm2": "output.LayerNorm"}
        for n in range(len(self.layers)):
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                attention = [w[f"{at}attention.self.{p}.{part}"] for p in ("query", "key", "value")]
                state[f"layers.{n}.qkv.{part}"] = torch.cat(attention)
                state |= {f"layers.{n}.{ours}.{part}": w[f"{at}{theirs}.{part}"] for ours, theirs in names.items()}
        self.load_state_dict(state)


class TaggerNetwork(nn.Module):
    """Encoder, label head and link head."""

    def __init__(self, types: int, labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(types, dropout)
        self.dropout = nn.Dropout(dropout)
        self.label = nn.Linear(HIDDEN, labels)
        self.dependent = nn.Linear(HIDDEN, LINK)
        self.head = nn.Linear(HIDDEN, LINK)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(label logits [batch, length, labels], dependents and heads of the link score [batch, length, 64])."""
        x = self.dropout(self.encoder(ids, mask, features))
        return self.label(x), self.dependent(x) / math.sqrt(LINK), self.head(x)
