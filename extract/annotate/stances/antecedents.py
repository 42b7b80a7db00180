"""What a pronoun, or a mood without an object, takes up: a noun that the article named before.

In: the article's paragraphs in their order, then a word. Out: the noun it stands for, where that is, and how surely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.annotate.stances.reading import Reading
from extract.annotate.stances.syntax import clauses_up

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
"""Names of times and numbers, which are nobody's matter."""

_NEAREST = 60
"""Nouns before a pronoun that are looked at."""
_REACH = 120
"""Nouns before a mood that are looked at."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A noun that another word stands for, the index of its paragraph, and how surely (0 to 1)."""

    noun: Token
    paragraph: int
    sure: float


class Antecedents:
    """The nouns of one article, as far as it has been read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nouns = reading.lexicon.nouns
        self._counts: Counter[str] = Counter()
        self._recent: list[tuple[int, Token, int]] = []

    def read(self, tokens: Iterable[Token]) -> None:
        """Take note of the nouns of the current paragraph, for what comes later."""
        base = self.reading.paragraph.base
        for token in tokens:
            if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod", "npadvmod"):
                self._counts[token.lemma_.casefold()] += 1
                self._recent.append((base + token.idx, token, self.reading.paragraph.index))

    def times(self, lemma: str) -> int:
        """Return how often a noun has been met so far."""
        return self._counts[lemma]

    def of_pronoun(self, token: Token) -> Antecedent | None:
        """Follow "it", "this", "them" to a noun before it: near, agreeing in number, and what the article is about.

        The noun is none that the pronoun hangs on: in "the number of them" it stands for another.
        """
        at, plural = self.reading.offset(token), token.lower_ in ("they", "them", "these", "those", "their")
        best, score = None, 0.0
        sentence = token.sent.start
        above = {t.i for t in clauses_up(token)}
        for start, noun, where in reversed(self._recent[-_NEAREST:]):
            if start >= at or self.reading.paragraph.index - where > 1 or (noun.doc is token.doc and noun.i in above):
                continue
            value = self._salience(noun, at - start, plural)
            if noun.doc is token.doc and noun.i >= sentence:
                value *= 1.5
            if value > score:
                best, score = (noun, where), value
        if best is None or score < 1.0:
            return None
        return Antecedent(*best, 0.72 if score > 1.4 else 0.6)

    def of_mood(self, token: Token) -> Antecedent | None:
        """Return the measure that a mood without an object is about: the nearest before it that the article names."""
        at = self.reading.offset(token)
        for start, noun, where in reversed(self._recent[-_REACH:]):
            lemma = noun.lemma_.casefold()
            if start < at and lemma in self.nouns["measures"] and self.reading.paragraph.index - where <= 4:
                return Antecedent(noun, where, 0.8)
        return None

    def _salience(self, noun: Token, distance: int, plural: bool) -> float:
        lemma = noun.lemma_.casefold()
        if (noun.tag_ == "NNS") != plural or lemma in self.nouns["empty"] or noun.ent_type_ in UNNAMED:
            return 0.0
        role = 1.0 if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") else 0.6
        return (
            role * (0.5 + min(self._counts[lemma], 4) / 4) * (1.4 if distance < 150 else 1.0 if distance < 400 else 0.5)
        )
