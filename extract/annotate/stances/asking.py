"""What the model is asked of an article, and what it proposes: how each sentence shows somebody to stand on each thing.

In: the article's parse, people and quotes. Out: claims beside those of the frames. Asked is the view of whoever a
sentence quotes, in their words or in the paper's, on every noun and every act of these words that can be a target; and
where a frame finds a view told of, that of whoever is said to hold it, on what the paper's words speak of there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.annotate.parse import Paragraph
from extract.annotate.stances.claims import Claim
from extract.annotate.stances.clues import proposal_clues
from extract.annotate.stances.evidence import around
from extract.annotate.stances.modality import ASKING
from extract.annotate.stances.opinion import Opinion, Question
from extract.annotate.stances.reading import Holder, Reading
from extract.annotate.stances.sureness import Views, viewed
from extract.annotate.stances.syntax import HOPS, children, fits, is_verb, objects
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
_AFFORDED = 0.7
"""The share of an article's characters that may be asked about: reading costs most of this room."""
_SUREST = 0.5
"""Least sureness of a target's name that the model is asked about."""

_POLARITIES: tuple[Polarity, Polarity] = ("supports", "opposes")
_PARTS = frozenset(("compound", "nmod", "npadvmod", "amod", "punct", "det"))
_CLAUSES = frozenset(("xcomp", "ccomp", "pcomp", "csubj", "acl", "advcl", "conj", "ROOT"))


@dataclass(slots=True)
class Asked:
    """Sentences of one paragraph that are asked about together: whose view, and what it may be about.

    `span` is where they stand in the article; `hints` counts the words of attitude in them; `found` says that a frame
    finds a view there too, `named` where it names the holder.
    """

    person: str
    paragraph: int
    span: Span
    targets: list[tuple[Token, Target]] = field(default_factory=list)
    hints: int = 0
    found: bool = False
    named: Span | None = None


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

    def read_paragraph(self, paragraph: Paragraph, claims: Sequence[Claim]) -> None:
        """Take note of what is to be asked of the current paragraph, in which the frames find some claims."""
        claims = sorted(claims, key=lambda c: c.trigger)
        starts = [c.trigger.start for c in claims]
        for sentence in paragraph.sentences():
            if len(sentence) <= _MOST_TOKENS:
                span = Span(start := paragraph.base + sentence.start_char, start + len(sentence.text))
                self._note(sentence, span, claims[bisect_left(starts, start) : bisect_left(starts, span.end)])

    def _note(self, sentence: SpacySpan, span: Span, claims: Sequence[Claim]) -> None:
        told: dict[str, Span] = {}
        for claim in claims:
            if claim.named is not None and span.overlaps(claim.named):
                told.setdefault(claim.holder.person, claim.named)
        about = self._spoken_of(sentence, told)
        if not about:
            return
        paragraph, holders = self.reading.paragraph.index, {c.holder.person for c in claims}
        hints = sum(t.lemma_ in self._hints for t in sentence)
        for person, targets in about.items():
            asked = self._last.get(person)
            if asked is None or asked.paragraph != paragraph or span.end - asked.span.start > _LONGEST:
                self._last[person] = asked = Asked(person, paragraph, Span(span.start, span.start))
                self.asked.append(asked)
            asked.span = Span(asked.span.start, span.end)
            asked.targets += targets
            asked.hints += hints
            asked.found |= person in holders
            asked.named = asked.named or told.get(person)

    def _spoken_of(self, sentence: SpacySpan, told: dict[str, Span]) -> dict[str, list[tuple[Token, Target]]]:
        """Whose view a sentence may show, with what it may be about: who says it, and of whom it is `told`."""
        found: dict[str, list[tuple[Token, Target]]] = {}
        asks = any(token.lemma_ in ASKING for token in sentence)
        for token in sentence:
            if not _nameable(token):
                continue
            quote = self.reading.quote_at(self.reading.offset(token))
            speaker = quote.speaker if quote is not None else None
            whose = [speaker, *(p for p in told if p != speaker)] if speaker is not None else list(told)
            target = self.targets.of(token) if whose and not self._tells_of_its_object(token) else None
            if target is not None and target.sure >= _SUREST and not (asks and _asked_whether(token)):
                for person in whose:
                    if target.person != person:
                        found.setdefault(person, []).append((token, target))
        return found

    def _tells_of_its_object(self, token: Token) -> bool:
        """Whether an act is itself a view of its object, or against it: what "scrap the levy" is about is the levy."""
        if not is_verb(token):
            return False
        lemma, lexicon = token.lemma_.casefold(), self.reading.lexicon
        views = (f for f in lexicon.frames["verb"].get(lemma, ()) if f.sign and "object" in f.target)
        harms = (e for e in lexicon.effects["verb"].get(lemma, ()) if (e.sign or 0) < 0)
        tells = any(fits(token, entry.particle) is not None for entry in (*views, *harms))
        return tells and any(_nameable(t) for t in objects(token))

    def affordable(self) -> list[Asked]:
        """Return what is asked, in text order: all, or of a long interview the most promising.

        That is what a frame finds a view in, then what holds most words of attitude.
        """
        room = _LONGEST + int(len(self.reading.article.text) * _AFFORDED)
        kept = []
        for asked in sorted(self.asked, key=lambda a: (not a.found, -a.hints / (a.span.end - a.span.start), a.span)):
            room -= asked.span.end - asked.span.start
            if room >= 0:
                kept.append(asked)
        return sorted(kept, key=lambda a: (a.span, a.person))

    def question(self, asked: Asked) -> Question:
        """Return what the model is shown."""
        base, end = asked.span
        here = self.mentions(asked.span)
        names = tuple((s.start - base, s.end - base) for s, _, form in here if form == "name")
        offset = self.reading.parsed.paragraphs[asked.paragraph].base
        places = tuple((at := offset + t.idx - base, at + len(t)) for t, _ in asked.targets)
        text = self.reading.article.text[base:end]
        return Question(text, self._named(asked, here), names, places)

    def mentions(self, span: Span) -> list[tuple[Span, str, str]]:
        """Return the mentions of people within a stretch of the article: where, who, in what form."""
        here = self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [mention for mention in here if mention[0].end <= span.end]

    def _named(self, asked: Asked, here: Sequence[tuple[Span, str, str]]) -> tuple[int, int] | None:
        """The first mention of somebody that is not within their own words, or where a frame found them."""
        base = asked.span.start
        for span, who, _ in here:
            if who == asked.person:
                quote = self.reading.quote_at(span.start)
                if quote is None or quote.speaker != who:
                    return span.start - base, span.end - base
        return (asked.named.start - base, asked.named.end - base) if asked.named is not None else None

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
