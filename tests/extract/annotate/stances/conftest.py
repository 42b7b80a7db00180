"""Stances of a text whose people and quotes are given, so that these tests fail for stances only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.annotate.stances import find_stances
from extract.records import Article, Mention, Person, Quote, QuoteKind, Span, Stance


class Cast:
    """People by the words that name them: each entry is "Name|another word|he"."""

    def __init__(self, text: str, entries: Sequence[str]) -> None:
        self.people: tuple[Person, ...] = ()
        self._rows: list[tuple[int, int, str]] = []
        for number, entry in enumerate(entries, 1):
            words = entry.split("|")
            found = sorted({m.span() for w in words for m in re.finditer(rf"(?<!\w){re.escape(w)}(?!\w)", text)})
            mentions = tuple(Mention(s, e, "name") for s, e in found)
            self.people += (Person(f"p{number}", words[0], "person", mentions=mentions),)
            self._rows += [(s, e, f"p{number}") for s, e in found]
        self._rows.sort()

    def person_at(self, offset: int) -> str | None:
        at = bisect_right([r[0] for r in self._rows], offset) - 1
        return self._rows[at][2] if at >= 0 and offset < self._rows[at][1] else None

    def acting(self, span: Span, head: int) -> Person | None:
        """Nobody acts here but the cast; groups that only hold a stance have tests of their own."""
        return None


@dataclass
class Seen:
    """What was found: the stances, and (holder, polarity, target) of each."""

    text: str
    stances: tuple[Stance, ...]
    names: dict[str, str]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        return [(self.names[s.holder], s.polarity, s.target) for s in self.stances]

    def words(self, stance: Stance) -> str:
        return " … ".join(e.of(self.text) for e in stance.evidence)


Find = Callable[..., Seen]


@pytest.fixture(scope="session")
def find(nlp) -> Find:
    def find(
        text: str,
        *people: str,
        quotes: Sequence[tuple[str, str]] = (),
        threshold: float | None = None,
        opinion=None,
        kind: QuoteKind = "direct",
    ) -> Seen:
        article = Article("a-test", text)
        parsed = parse_many(nlp, [article])[0]
        marks = find_marks(text, [(p.start, p.end) for p in parsed.paragraphs])
        cast = Cast(text, people)
        ids = {p.name: p.id for p in cast.people}
        said = []
        for number, (speaker, words) in enumerate(quotes):
            at = text.index(words)
            content = (Span(at, at + len(words)),)
            said.append(Quote(f"q{number}", kind, content, speaker=ids.get(speaker), confidence=0.9))
        found = find_stances(article, parsed, marks, cast, tuple(said), threshold=threshold, opinion=lambda: opinion)
        return Seen(text, found, {p.id: p.name for p in cast.people})

    return find
