"""The article's text with spaCy's analysis over it, addressed by the article's own offsets.

In: text, the paragraphs that are to be read. Out: a `ParsedText` whose tokens, sentences and paragraphs all speak code
points of the article. Each paragraph is parsed by itself (cheaper, and an unclosed quotation mark cannot spoil the next
paragraph), unless an existing Doc is wrapped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from extract.annotate.prose import Stretch, prose
from extract.records import Article, Region, Span
from extract.wrapping import unwrapped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_PARAGRAPH = re.compile(r"\S(?:[^\n\r]*\S)?")
_READ = ("headline", "body", "caption")
_PIECE = 20_000
"""A paragraph longer than this many characters is parsed in pieces, so that memory stays flat on hostile input."""
_BATCH = 64
_BATCH_CHARACTERS = 40_000
"""What spaCy works on at once: this many paragraphs, or characters where they are long; its memory grows with them."""
_NO_WORDS = re.compile(r"(?<!\S)(?:\S{250,}|(?:[^\w\s]++\s++){100,}+)")
"""What no news has: a run of 250 characters without white space, or of a hundred signs without a word. It is not read.
spaCy's tokenizer takes a time that grows with the square of the first, a minute for ten thousand quotation marks."""
_SHORTEST_RUN = 199
"""Characters: a hundred signs and the white space between them."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as spaCy sees it. `base` is what is added to spaCy's offsets to get the article's."""

    index: int
    start: int
    end: int
    kind: str
    tokens: SpacySpan
    base: int

    @property
    def span(self) -> Span:
        """The paragraph's stretch of the article."""
        return Span(self.start, self.end)

    def span_of(self, piece: Token | SpacySpan) -> Span:
        """Return the article's span of a token or a spaCy span of this paragraph."""
        if hasattr(piece, "idx"):
            return Span(self.base + piece.idx, self.base + piece.idx + len(piece))  # pyright: ignore
        return Span(self.base + piece.start_char, self.base + piece.end_char)  # pyright: ignore

    def spacy_span(self, span: Span) -> SpacySpan | None:
        """Return spaCy's span that covers an article span (clipped to this paragraph), or None where it is empty."""
        start, end = max(span.start, self.start), min(span.end, self.end)
        if start >= end:
            return None
        return self.tokens.doc.char_span(start - self.base, end - self.base, alignment_mode="expand")

    @cached_property
    def _token_starts(self) -> list[int]:
        return [self.base + t.idx for t in self.tokens]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers an article offset, or None between tokens."""
        i = bisect_right(self._token_starts, offset) - 1
        if i < 0:
            return None
        token = self.tokens[i]
        return token if offset < self.base + token.idx + len(token) else None

    def sentences(self) -> Iterator[SpacySpan]:
        """Yield the sentences of the paragraph."""
        yield from self.tokens.sents  # pyright: ignore[reportAttributeAccessIssue]


class ParsedText:
    """All parsed paragraphs of one article, in order, looked up by offset in logarithmic time.

    `unread` is how many characters of its paragraphs were left out, because they are no prose.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], unread: int = 0) -> None:
        self.text = text
        self.unread = unread
        self.paragraphs = list(paragraphs)
        self._starts = [p.start for p in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that covers an offset, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self.paragraphs[i] if i >= 0 and offset < self.paragraphs[i].end else None

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers an offset, or None."""
        paragraph = self.paragraph_at(offset)
        return paragraph.token_at(offset) if paragraph else None

    def span_of(self, paragraph: Paragraph, piece: Token | SpacySpan) -> Span:
        """Return the article's span of a spaCy piece of that paragraph."""
        return paragraph.span_of(piece)

    def tokens_in(self, span: Span) -> SpacySpan | None:
        """Return spaCy's span over an article span that lies in one paragraph (clipped to it), or None."""
        paragraph = self.paragraph_at(span.start)
        return paragraph.spacy_span(span) if paragraph else None


def paragraphs(text: str, regions: Sequence[Region] = (), kinds: Iterable[str] = _READ) -> list[Stretch]:
    """Return (start, end, region kind) of each paragraph that is to be read, outer white space cut off.

    A line is a paragraph. Text outside every region counts as body; other kinds (byline, boilerplate) are left out.
    """
    wanted = set(kinds)
    ordered = sorted(regions, key=lambda r: r.start)
    starts = [r.start for r in ordered]
    found = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        i = bisect_right(starts, start) - 1
        kind = ordered[i].kind if i >= 0 and start < ordered[i].end else "body"
        if kind in wanted:
            found.append((start, end, kind))
    return found


def _pieces(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    while end - start > _PIECE:
        cut = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        cut = cut if cut > start else start + _PIECE
        yield start, cut
        start = cut
    yield start, end


def _readable(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield what is left of a paragraph without its runs that are no words."""
    for run in _NO_WORDS.finditer(text, start, end):
        if run.start() > start:
            yield start, run.start()
        start = run.end()
    if start < end:
        yield start, end


def _bounds(text: str, regions: Sequence[Region]) -> tuple[list[Stretch], int]:
    """Return what is to be parsed, and how many characters of the paragraphs are not."""
    whole = paragraphs(text, regions)
    pieces: list[Stretch] = []
    for paragraph in whole:
        paragraph_start, paragraph_end, kind = paragraph
        if paragraph_end - paragraph_start < _SHORTEST_RUN:
            pieces.append(paragraph)
            continue
        for start, end in _readable(paragraph_start, paragraph_end, text):
            pieces += ((*piece, kind) for piece in _pieces(start, end, text))
    kept = prose(text, pieces)
    return kept, _length(whole) - _length(kept)


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end, _ in stretches)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) == _BATCH or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _docs(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    nothing = np.zeros((0, 0))
    for batch in _batches(texts):
        for doc in nlp.pipe(batch, batch_size=len(batch)):
            doc.tensor = nothing  # half of what a Doc takes, and nobody here asks for it
            yield doc


def parse_many(nlp: Language, articles: Sequence[Article]) -> list[ParsedText]:
    """Parse a handful of articles, paragraph by paragraph in shared batches; one `ParsedText` an article, in order.

    The text of each is the article's with hard-wrapped lines levelled (see extract.wrapping), of the same length.
    """
    level = [unwrapped(a.text) for a in articles]
    bounds = [_bounds(text, a.regions) for text, a in zip(level, articles, strict=True)]
    texts = (text[s:e] for text, (bs, _) in zip(level, bounds, strict=True) for s, e, _ in bs)
    docs = _docs(nlp, texts)
    return [
        ParsedText(
            text,
            [Paragraph(i, s, e, kind, doc[:], s) for i, ((s, e, kind), doc) in enumerate(zip(bs, docs, strict=False))],
            unread,
        )
        for text, (bs, unread) in zip(level, bounds, strict=True)
    ]


def parse_doc(doc: Doc) -> ParsedText:
    """Wrap a Doc that is parsed already, so that the engines work on it in place."""
    text = doc.text
    found = []
    for start, end, kind in paragraphs(text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            found.append(Paragraph(len(found), start, end, kind, span, 0))
    return ParsedText(text, found)
