"""One paragraph's tokens as parallel lists, with the few questions about syntax that the finders ask.

In: a parsed paragraph and the article's quotation marks. Out: `Words`. Token numbers count from 0 within the paragraph;
ranges of tokens are half-open. spaCy's labels are those of its English pipelines (CLEAR / OntoNotes).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from extract.annotate.marks import Marks
from extract.annotate.parse import Paragraph, ParsedText
from extract.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
_SUBJECT = frozenset(("nsubj", "nsubjpass"))
_CLAUSAL_MODIFIER = frozenset(("relcl", "acl"))
_TRIM = frozenset(",.;:-–—―()[] \u00a0") | {"--", "…"}
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_NP_PART = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP", "CCONJ", "SYM"))
MAX_SOURCE = 45
"""A noun phrase longer than this many tokens is a misparse, and is cut to its core."""


class Words:
    """Tokens of one paragraph of `article`; `quoted[i]` is the depth-1 stretch that holds token i, -1 outside."""

    def __init__(self, paragraph: Paragraph, marks: Marks, article: str) -> None:
        self.paragraph = paragraph
        self.article = article
        self.tokens = list(paragraph.tokens)
        first = self.tokens[0].i if self.tokens else 0
        base, n = paragraph.base, len(self.tokens)
        self._first = first
        self.start = [base + t.idx for t in self.tokens]
        self.text = [t.text for t in self.tokens]
        self.end = [s + len(w) for s, w in zip(self.start, self.text, strict=True)]
        self.lower = [w.lower() for w in self.text]
        self.pos = [t.pos_ for t in self.tokens]
        self.dep = [t.dep_ for t in self.tokens]
        heads = (t.head.i - first for t in self.tokens)
        self.head = [h if 0 <= h < n else i for i, h in enumerate(heads)]
        self.quoted = _quoted(self.start, marks, paragraph.span)
        self.sentence = _sentence_starts(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, left to right."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for i, h in enumerate(self.head):
            if h != i:
                out[h].append(i)
        return out

    def lemma(self, i: int) -> str:
        """The token's lemma in lower case."""
        return self.tokens[i].lemma_.lower()

    def subtree(self, i: int) -> Range:
        """The range from the leftmost to the rightmost descendant of a token."""
        t = self.tokens[i]
        return max(0, t.left_edge.i - self._first), min(len(self), t.right_edge.i - self._first + 1)

    def span(self, lo: int, hi: int) -> Span:
        """The article's span of a range of tokens that is not empty."""
        return Span(self.start[lo], self.end[hi - 1])

    def trimmed(self, lo: int, hi: int) -> Range:
        """The range without punctuation and white space at its outer ends; quotation marks stay."""
        while lo < hi and (self.text[lo] in _TRIM or self.text[lo].isspace()):
            lo += 1
        while hi > lo and (self.text[hi - 1] in _TRIM or self.text[hi - 1].isspace()):
            hi -= 1
        return lo, hi

    def from_offset(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.start, offset)

    def until_offset(self, offset: int) -> int:
        """One past the last token that ends at or before an offset."""
        return bisect_right(self.end, offset)

    def inside(self, span: Span) -> range:
        """The tokens that lie wholly within a span."""
        return range(self.from_offset(span.start), self.until_offset(span.end))

    def sentence_range(self, i: int) -> Range:
        """The sentence that holds token i."""
        k = bisect_right(self.sentence, i) - 1
        return self.sentence[k], self.sentence[k + 1] if k + 1 < len(self.sentence) else len(self)

    # ------------------------------------------------------------------ noun phrases

    def noun_phrase(self, i: int) -> Range:
        """The noun phrase headed by token i: its subtree without what only a misparse would put there."""
        lo, hi = self.subtree(i)
        lo, hi = max(lo, i - MAX_SOURCE), min(hi, i + MAX_SOURCE)
        for k in range(lo, i):
            if self.quoted[k] >= 0 and self.quoted[k] != self.quoted[i]:
                lo = k + 1
        for k in range(i + 1, hi):
            if self.quoted[k] >= 0 and self.quoted[k] != self.quoted[i]:
                hi = k
                break
        hi = self._before_clause(i, hi)
        if hi - lo > MAX_SOURCE:
            lo, hi = self._core(i)
        lo, hi = self.trimmed(lo, hi)
        return (lo, hi) if lo < hi else (i, i + 1)

    def with_apposition(self, phrase: Range, stop: int) -> Range:
        """The phrase with a name set after it between commas: "the chairman, Ann Lee"."""
        lo, hi = phrase
        k = hi + 1
        if hi >= stop or self.text[hi] != "," or self.pos[hi - 1] == "PROPN":
            return phrase
        while k < stop and self.pos[k] == "PROPN":
            k += 1
        return (lo, k) if k > hi + 1 else phrase

    def _before_clause(self, i: int, hi: int) -> int:
        """Cut a relative or participial clause that follows the head."""
        cuts = [self.subtree(c)[0] for c in self.children[i] if self.dep[c] in _CLAUSAL_MODIFIER and c > i]
        return min([hi, *(c for c in cuts if c > i)])

    def _core(self, i: int) -> Range:
        lo = hi = i
        while lo > 0 and self.pos[lo - 1] in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and self.quoted[lo - 1] < 0:
            lo -= 1
        while hi + 1 < len(self) and self.pos[hi + 1] == "PROPN":
            hi += 1
        return lo, hi + 1

    def phrase_after(self, i: int, stop: int) -> Range | None:
        """The noun phrase that begins at token i, read off the tags, or None; for inverted cues a parser misses."""
        hi = i
        while hi < stop and self.quoted[hi] < 0 and (self.pos[hi] in _NP_PART or self.text[hi] in ("'s", "’s", "-")):
            hi += 1
        lo, hi = self.trimmed(i, hi)
        while hi > lo and self.pos[hi - 1] in ("ADP", "CCONJ", "DET"):
            hi -= 1
        return (lo, hi) if any(self.pos[k] in _NOMINAL for k in range(lo, hi)) else None

    # ------------------------------------------------------------------ clauses

    def own_subject(self, i: int) -> int | None:
        """The head token of the verb's own subject, or None."""
        for c in self.children[i]:
            if self.dep[c] in _SUBJECT:
                return c
        return None

    def subject(self, i: int) -> tuple[int, str] | None:
        """(head token, how found) of who does what the verb says: own, shared or modified noun; or None."""
        for _ in range(6):
            own = self.own_subject(i)
            if own is not None:
                return own, "own"
            dep, h = self.dep[i], self.head[i]
            if dep == "acl" and self.pos[h] in _NOMINAL:
                return h, "modified"
            if h == i or dep not in (
                "conj",
                "advcl",
                "xcomp",
                "pcomp",
                "aux",
                "acl",
                "ccomp",
                "parataxis",
                "dep",
                "prep",
            ):
                return None
            if dep == "ccomp" and not self.lower[i].endswith("ing"):
                return None
            i = h
        return None

    def cue_range(self, i: int) -> Range:
        """The verb with its auxiliaries, negation, near adverbs and particle."""
        lo, hi = i, i + 1
        wanted = {c for c in self.children[i] if self.dep[c] in ("aux", "auxpass", "neg", "advmod", "prt")}
        while lo - 1 in wanted:
            lo -= 1
        while hi in wanted and self.dep[hi] in ("prt", "neg"):
            hi += 1
        return lo, hi


class TextWords:
    """The `Words` of each paragraph of a text, made once, when asked for."""

    def __init__(self, parsed: ParsedText, marks: Marks) -> None:
        self._parsed = parsed
        self._marks = marks
        self._made: dict[int, Words] = {}

    def of(self, paragraph: Paragraph) -> Words:
        """The words of a paragraph."""
        words = self._made.get(paragraph.index)
        if words is None:
            words = self._made[paragraph.index] = Words(paragraph, self._marks, self._parsed.text)
        return words

    def paragraph_index(self, offset: int) -> int | None:
        """The number of the paragraph that covers an offset, or None between paragraphs."""
        paragraph = self._parsed.paragraph_at(offset)
        return paragraph.index if paragraph is not None else None

    def at(self, offset: int) -> Words | None:
        """The words of the paragraph that covers an offset, or None between paragraphs."""
        paragraph = self._parsed.paragraph_at(offset)
        return self.of(paragraph) if paragraph is not None else None


def _quoted(starts: list[int], marks: Marks, span: Span) -> list[int]:
    """The index of the depth-1 stretch over each token, by one walk along both lists."""
    out = [-1] * len(starts)
    outer = marks.outer
    for k in marks.between(span.start, span.end):
        stretch = marks.spans[outer[k]]
        for i in range(bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)):
            out[i] = outer[k]
    return out


def _sentence_starts(tokens: list[Token]) -> list[int]:
    """Token numbers where sentences begin."""
    starts = [i for i, t in enumerate(tokens) if i == 0 or t.is_sent_start]
    return starts or [0]
