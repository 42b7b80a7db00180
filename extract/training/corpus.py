"""Training data: attribution rows in, labelled paragraphs and batches out; the same seed gives the same batches.

The format of a row is that of the package docstring. Spans are cut at paragraph borders. A word's label is that of its
first character; where spans overlap, a cue wins over a source and a source over content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from extract.annotate.marks import find_marks
from extract.annotate.tagger.encode import STATES, Encoded, encode
from extract.annotate.tagger.labels import begin
from extract.annotate.tagger.packs import MASK, Pack, arrays, pack, placed
from extract.errors import InputError

IGNORE = -100
_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*")
_SIZES = (96, 128, 160, 192, 192)


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its paragraphs encoded, a label a word, and links as (span start, cue start) in characters."""

    text: str
    paragraphs: list[Encoded]
    labels: list[np.ndarray]
    links: list[tuple[int, int]]
    attributions: list[dict]


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """(start, end) of each line that is not blank."""
    return [m.span() for m in _PARAGRAPH.finditer(text)]


def read_examples(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """The rows of a JSON lines file as examples. Raises InputError naming the line that is not as it should be."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                out.append(_example(row["text"], row["attributions"], tokenizer))
            except (ValueError, KeyError, TypeError, IndexError) as err:
                hint = 'Each line is {"text", "attributions": [{"content", "cue", "source"}]} with [start, end] spans.'
                raise InputError(f"{path}, line {number}: not a training row ({err!r})", hint=hint) from err
    return out


def _example(text: str, attributions: list[dict], tokenizer: Tokenizer) -> Example:
    lines = paragraphs_of(text)
    encoded = encode(tokenizer, text, lines, find_marks(text, lines))
    roles = np.zeros(len(text) + 1, dtype=np.int8)
    for role in ("content", "source", "cue"):
        for start, end in (span for a in attributions for span in a.get(role) or ()):
            roles[start:end] = begin(role) + 1
    for role in ("content", "source", "cue"):
        for start, _ in (span for a in attributions for span in a.get(role) or ()):
            roles[start] = begin(role) if roles[start] == begin(role) + 1 else roles[start]
    labels = [_labels(p, roles) for p in encoded]
    return Example(text, encoded, labels, _links(attributions), attributions)


def _labels(paragraph: Encoded, roles: np.ndarray) -> np.ndarray:
    """One label a word; an I- label with nothing of its role before it (a paragraph border, say) begins anew."""
    out = roles[paragraph.starts].astype(np.int64)
    before = np.concatenate(([0], out[:-1])) if len(out) else out
    inner = (out > 0) & (out % 2 == 0)
    out[inner & (before != out) & (before != out - 1)] -= 1
    return out


def _links(attributions: list[dict]) -> list[tuple[int, int]]:
    """(start of a source or content stretch, start of its cue) for every attribution that has a cue."""
    out = []
    for a in attributions:
        if a.get("cue"):
            head = a["cue"][0][0]
            out += [(start, head) for role in ("source", "content") for start, _ in a.get(role) or ()]
    return out


@dataclass(frozen=True, slots=True)
class Batch:
    """Model input, label targets (IGNORE off first pieces) and links as rows (pack, dependent column, head column)."""

    ids: np.ndarray
    mask: np.ndarray
    features: np.ndarray
    labels: np.ndarray
    links: np.ndarray


Plan = list[list[tuple[int, Pack]]]


def plan_epoch(examples: Sequence[Example], seed: int, epoch: int, rows: int) -> Plan:
    """Batches of (example, pack): pack sizes drawn by article, packs of like length together, batches shuffled."""
    random = np.random.default_rng((seed, epoch))
    packs = []
    for number, example in enumerate(examples):
        limit = int(random.choice(_SIZES))
        packs += [(number, p) for p in pack(example.paragraphs, limit)]
    order = random.permutation(len(packs))
    batches: Plan = []
    for at in range(0, len(order), rows * 32):
        bucket = sorted(order[at : at + rows * 32], key=lambda k: sum(w.end - w.start + 1 for w in packs[k][1]))
        batches += [[packs[k] for k in bucket[i : i + rows]] for i in range(0, len(bucket), rows)]
    return [batches[k] for k in random.permutation(len(batches))]


def make_batch(
    examples: Sequence[Example], chosen: list[tuple[int, Pack]], random: np.random.Generator | None
) -> Batch:
    """Arrays of a batch; with a generator, words are masked and letter case is varied."""
    packs = [p for _, p in chosen]
    ids, mask, features = arrays(packs, [examples[n].paragraphs for n, _ in chosen])
    labels = np.full_like(ids, IGNORE)
    links: list[tuple[int, int, int]] = []
    for row, (number, windows) in enumerate(chosen):
        columns = _columns(examples[number], windows, labels[row])
        for dependent, head in examples[number].links:
            if dependent in columns:
                links.append((row, columns[dependent], columns.get(head, 0)))
        if random is not None:
            _vary(ids[row], features[row], windows, labels[row], random)
    return Batch(ids, mask, features, labels, np.array(links, dtype=np.int64).reshape(-1, 3))


def _columns(example: Example, windows: Pack, labels: np.ndarray) -> dict[int, int]:
    """Fill the labels of one pack; give the column of each word by its start in the text."""
    columns: dict[int, int] = {}
    for window, at in placed(windows):
        paragraph = example.paragraphs[window.index]
        low, high = np.searchsorted(paragraph.first, (window.start, window.end))
        places = paragraph.first[low:high] - window.start + at
        labels[places] = example.labels[window.index][low:high]
        columns.update(zip(paragraph.starts[low:high].tolist(), places.tolist(), strict=True))
    return columns


def _vary(
    ids: np.ndarray, features: np.ndarray, windows: Pack, labels: np.ndarray, random: np.random.Generator
) -> None:
    """Hide some words, capitalised ones more often (names are of one campaign), and recase some paragraphs."""
    first = np.flatnonzero(labels != IGNORE)
    cases = features[first] // STATES
    hidden = random.random(len(first)) < np.where(cases == 0, 0.01, np.where(cases == 4, 0.0, 0.05))
    for place in first[hidden]:
        end = place + 1
        while end < len(ids) and labels[end] == IGNORE and ids[end] not in (101, 102, 0):
            end += 1
        ids[place:end] = MASK
    for window, at in placed(windows):
        if random.random() < 0.03:
            part = slice(at, at + window.end - window.start)
            cased = features[part] // STATES != 4
            features[part] = np.where(cased, random.integers(0, 3) * STATES + features[part] % STATES, features[part])
