"""One way from a text to its people and quotes, for every test of this room."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from extract.annotate.attribution import Attributor
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.annotate.people import People, assign_speakers, find_people
from extract.records import Article, Person, Quote, Span


@dataclass
class Reading:
    """A text read by the rules engine, with short questions for tests."""

    text: str
    people: People
    quotes: tuple[Quote, ...]

    def names(self, kind: str = "person") -> set[str]:
        return {p.name for p in self.people.people if p.kind == kind}

    def person(self, name: str) -> Person:
        return next(p for p in self.people.people if p.name == name)

    def who(self, words: str, nth: int = 0) -> str | None:
        """Name of whoever the nth occurrence of these words refers to."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return self.people.name(self.people.resolve(Span(start, start + len(words))).person_id)

    def speaker(self, words: str) -> str | None:
        """Name of whoever says the quote that holds these words."""
        at = self.text.index(words)
        fits = [q for q in self.quotes if any(s.start <= at < s.end for s in q.content)]
        assert fits, f"no quote holds {words!r}"
        shortest = min(fits, key=lambda q: sum(s.end - s.start for s in q.content))
        return self.people.name(shortest.speaker)


@pytest.fixture(scope="session")
def read(nlp):
    attributor = Attributor(engine="rules")

    def reading(text: str) -> Reading:
        article = Article("a-test", text)
        parsed = parse_many(nlp, [article])[0]
        marks = find_marks(text, [(p.start, p.end) for p in parsed.paragraphs])
        attributions = attributor.attribute_many([parsed], [marks])[0]
        people = find_people(parsed, marks, attributions, article)
        return Reading(text, people, assign_speakers(article, parsed, marks, attributions, people))

    return reading
