"""What the model is asked of an article, and what it proposes: how each sentence shows somebody to stand on each thing.

In: the article's parse, people and quotes. Out: claims beside those of the frames. Asked is the view of whoever a
sentence quotes, in their words or in the paper's, on every noun and every act of these words that can be a target.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.annotate.stances.claims import Claim
from extract.annotate.stances.clues import proposal_clues
from extract.annotate.stances.evidence import around
from extract.annotate.stances.modality import ASKING
from extract.annotate.stances.opinion import Opinion, Question
from extract.annotate.stances.reading import Holder, Reading
from extract.annotate.stances.sureness import Views, viewed
from extract.annotate.stances.syntax import HOPS, children
from extract.annotate.stances.targets import Target, Targets
from extract.records import Polarity, Span

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

LEAST = 0.15
"""Chances below this are no proposal."""
_MOST_TOKENS = 90
"""A longer sentence is a list or a table."""
_LONGEST = 420
"""Characters of one question: as much as the model reads at once."""
_AFFORDED = 0.66
"""The share of an article's characters that may be asked about: reading costs most of this room."""
_SUREST = 0.5
"""Least sureness of a target's name that the model is asked about."""

_POLARITIES: tuple[Polarity, Polarity] = ("supports", "opposes")
_PARTS = frozenset(("compound", "nmod", "npadvmod", "amod", "punct", "det"))
_CLAUSES = frozenset(("xcomp", "ccomp", "pcomp", "csubj", "acl", "advcl", "conj", "ROOT"))


@dataclass(slots=True)
class Asked:
    """Sentences of one paragraph that are asked about together: whose words, and what they may be about.

    `hints` counts the words of attitude in them; `span` is where they stand in the article.
    """

    person: str
    paragraph: int
    span: Span
    targets: list[tuple[Token, Target]]
    hints: int


class Asking:
    """Collects the questions of one article, asks them, and makes claims of the answers."""

    def __init__(self, reading: Reading, targets: Targets) -> None:
        self.reading, self.targets = reading, targets
        self.asked: list[Asked] = []
        self.views: Views = {}
        self._mentions = sorted((m.span, p.id, m.form) for p in reading.people.people for m in p.mentions)
        self._starts = [span.start for span, _, _ in self._mentions]
        self._hints = reading.lexicon.hints()
        self._last: dict[str, Asked] = {}

    # ---------------------------------------------------------------------------------------- questions

    def read_sentence(self, sentence: SpacySpan) -> None:
        """Take note of what is to be asked of a sentence of the current paragraph."""
        about = self._said(sentence) if len(sentence) <= _MOST_TOKENS else {}
        if not about:
            return
        paragraph = self.reading.paragraph
        span = Span(start := paragraph.base + sentence.start_char, start + len(sentence.text))
        hints = sum(t.lemma_ in self._hints for t in sentence)
        for person, targets in about.items():
            last = self._last.get(person)
            if last is not None and last.paragraph == paragraph.index and span.end - last.span.start <= _LONGEST:
                last.span = Span(last.span.start, span.end)
                last.targets += targets
                last.hints += hints
            else:
                self._last[person] = asked = Asked(person, paragraph.index, span, targets, hints)
                self.asked.append(asked)

    def _said(self, sentence: SpacySpan) -> dict[str, list[tuple[Token, Target]]]:
        """Whose words a sentence holds, with what they may be about."""
        found: dict[str, list[tuple[Token, Target]]] = {}
        for token in sentence:
            quote = self.reading.quote_at(self.reading.offset(token)) if _nameable(token) else None
            if quote is not None and quote.speaker is not None:
                target = self.targets.of(token)
                named = target is not None and target.sure >= _SUREST and target.person != quote.speaker
                if target is not None and named and not _asked_whether(token):
                    found.setdefault(quote.speaker, []).append((token, target))
        return found

    def affordable(self) -> list[Asked]:
        """Return what is asked, in text order: all, or of a long interview what holds most words of attitude."""
        room = _LONGEST + int(len(self.reading.article.text) * _AFFORDED)
        kept = []
        for asked in sorted(self.asked, key=lambda a: (-a.hints / (a.span.end - a.span.start), a.span)):
            room -= asked.span.end - asked.span.start
            if room >= 0:
                kept.append(asked)
        return sorted(kept, key=lambda a: (a.span, a.person))

    def question(self, asked: Asked) -> Question:
        """Return what the model is shown."""
        base, end = asked.span
        here = self._mentions[bisect_left(self._starts, base) : bisect_left(self._starts, end)]
        names = tuple((s.start - base, s.end - base) for s, _, form in here if form == "name" and s.end <= end)
        offset = self.reading.parsed.paragraphs[asked.paragraph].base
        places = tuple((at := offset + t.idx - base, at + len(t)) for t, _ in asked.targets)
        text = self.reading.article.text[base:end]
        return Question(text, self._named(asked.person, here, base, end), names, places)

    def _named(self, person: str, here: Sequence[tuple[Span, str, str]], base: int, end: int) -> tuple[int, int] | None:
        """The first mention of somebody in a sentence that is not within their own words."""
        for span, who, _ in here:
            if who == person and span.end <= end:
                quote = self.reading.quote_at(span.start)
                if quote is None or quote.speaker != person:
                    return span.start - base, span.end - base
        return None

    # ---------------------------------------------------------------------------------------- answers

    def claims(self, model: Opinion) -> list[Claim]:
        """Return what the model proposes; `views` then tells its chances for everything it was asked about."""
        asked = self.affordable()
        answers = model.score([self.question(a) for a in asked])
        return [c for a, rows in zip(asked, answers, strict=True) for c in self._proposals(a, rows)]

    def _proposals(self, asked: Asked, rows: np.ndarray) -> Iterator[Claim]:
        self.reading.paragraph = self.reading.parsed.paragraphs[asked.paragraph]
        for column, polarity in enumerate(_POLARITIES, 1):
            for (token, target), row in zip(asked.targets, rows, strict=True):
                chance, key = float(row[column]), viewed(asked.person, target, polarity)
                self.views[key] = max(chance, self.views.get(key, 0.0))
                if chance >= LEAST:
                    yield self._claim(asked, token, target, polarity, chance)

    def _claim(self, asked: Asked, token: Token, target: Target, polarity: Polarity, chance: float) -> Claim:
        reading = self.reading
        quote = reading.quote_at(reading.offset(token))
        own = quote if quote is not None and quote.speaker == asked.person else None
        holder = Holder(asked.person, 1.0, "quoted" if own is not None else "named")
        span = reading.span(token, token)
        claim = Claim(holder, target, polarity, chance, around(token, reading), "model", span, own)
        claim.clues = proposal_clues(claim, token, quote, reading, self.targets)
        return claim


def _asked_whether(token: Token) -> bool:
    """Whether a token stands in what somebody is asked: "asked *if he would host the hub*" shows no view."""
    for _ in range(HOPS):
        if token.head == token:
            return False
        if token.head.lemma_ in ASKING and any(c.lower_ in ("if", "whether") for c in children(token, "mark")):
            return True
        token = token.head
    return False


def _nameable(token: Token) -> bool:
    """Whether a token may head what somebody is for or against: a noun of its own, or an act."""
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        return token.dep_ not in _PARTS
    return token.pos_ == "VERB" and token.tag_ in ("VB", "VBG") and token.dep_ in _CLAUSES
