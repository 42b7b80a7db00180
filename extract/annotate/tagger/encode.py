"""Text to model input: words, word pieces and one feature id a piece, each word keeping its offsets in the text.

In: a text, its paragraphs and its quotation marks. Out: one `Encoded` a paragraph. The encoder is uncased and has met
only American quotation marks, so letter case and what `Marks` knows travel beside the pieces as a feature id (the
token type), and every mark is shown to it as the same character: what the style of a publisher is makes no difference.
Every
replacement is one code point for one, so that offsets stay those of the text. Training and use share this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding, Tokenizer

from extract.annotate.marks import Marks

CASES = 5
STATES = 6
FEATURES = CASES * STATES
"""Number of feature ids: letter case (lower, Title, UPPER, miXed, none) times state (`Marks.states`)."""

_PLAIN = str.maketrans({**dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("‘’‚‛‹›`", "'")})


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paragraph: `ids` and `features` by piece; `starts`, `ends` (code points) and `first` (its piece) by word."""

    ids: np.ndarray
    features: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray

    def __len__(self) -> int:
        """Number of pieces."""
        return len(self.ids)


def load_tokenizer(data: str) -> Tokenizer:
    """The tokenizer of a tokenizer.json's text, with truncation and padding off."""
    tokenizer = Tokenizer.from_str(data)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, text: str, paragraphs: Sequence[tuple[int, int]], marks: Marks) -> list[Encoded]:
    """One `Encoded` a paragraph, in order; linear in the text. A paragraph without words has no pieces."""
    plain = canonical(text, marks)
    states = np.frombuffer(bytes(marks.states(len(text))), dtype=np.uint8)
    batch = tokenizer.encode_batch([plain[s:e] for s, e in paragraphs], add_special_tokens=False)
    return [_encoded(e, start, text, states) for e, (start, _) in zip(batch, paragraphs, strict=True)]


def canonical(text: str, marks: Marks) -> str:
    """The text with every quotation mark as `"` (nested ones as `'`), one code point for one."""
    parts: list[str] = []
    done = 0
    plain = text.translate(_PLAIN)
    borders = [(s.start, s.inner_start, s.depth) for s in marks.spans]
    borders += [(s.inner_end, s.end, s.depth) for s in marks.spans]
    for start, end, depth in sorted(borders):
        if end > start >= done:
            parts += (plain[done:start], ('"' if depth == 1 else "'").ljust(end - start))
            done = end
    return "".join((*parts, plain[done:]))


def case_of(word: str) -> int:
    """0 lower, 1 Title, 2 UPPER, 3 miXed, 4 without letters that have case."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 3 if word.lower() != word.upper() else 4


def feature_id(case: int, state: int) -> int:
    """The feature id of a letter case and a state."""
    return case * STATES + state


def _encoded(encoding: Encoding, base: int, text: str, states: np.ndarray) -> Encoded:
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2) + base
    words = np.asarray(encoding.word_ids, dtype=np.int64)
    is_first = np.ones(len(words), dtype=bool)
    is_first[1:] = words[1:] != words[:-1]
    first = np.flatnonzero(is_first)
    starts = offsets[first, 0]
    ends = offsets[np.append(first[1:], len(words))[: len(first)] - 1, 1]
    cases = np.fromiter((case_of(text[s:e]) for s, e in zip(starts, ends, strict=True)), np.int64, len(first))
    by_word = cases * STATES + states[starts] if len(first) else cases
    features = by_word[np.cumsum(is_first) - 1] if len(first) else by_word
    return Encoded(np.asarray(encoding.ids, dtype=np.int64), features, starts, ends, first)
