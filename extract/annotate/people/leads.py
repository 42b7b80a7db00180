"""The lead that says what somebody is before it says who.

"A roofer strangled his wife, a court heard." and, in the next sentence or paragraph, "Bo Lee, 47, is accused of …". In:
`Page`, a name, the tokens of all personal names. Out: a role of little weight, and the words themselves as a mention.
"""

from __future__ import annotations

from extract.annotate.people.phrases import is_role, noun_at
from extract.annotate.people.surroundings import Surroundings

_RELATIONS = frozenset({"spokesman", "spokeswoman", "spokesperson", "source", "official", "aide", "friend", "lawyer"})
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFIERS = ("NN", "JJ", "PRP$", "DT", "POS", "NNP", "HYPH")
_LEADS = 3
"""Paragraphs that may hold headline, standfirst and lead."""


class Lead(Surroundings):
    """Looks at the sentence before the one that opens with a name."""

    def find(self, named: set[int]) -> None:
        """Read the subject of the sentence before as the role of a full name that opens the next one as its subject."""
        page, name = self.page, self.name
        before = name.title_first - 1
        opens = before < self.first or page.sentence[before] != page.sentence[name.first]
        if len(name.keys) < 2 or name.titles or not opens or page.deps[name.last - 1] not in _SUBJECTS:
            return
        if page.paragraph[name.first] > _LEADS:
            return
        span = self._sentence_before(before) if before >= self.first else self._opening()
        if span is not None and not any(i in named for i in range(*span)):
            self._subject_role(*span)

    def _sentence_before(self, last: int) -> tuple[int, int]:
        start = last
        while start > self.first and self.page.sentence[start - 1] == self.page.sentence[last]:
            start -= 1
        return start, last + 1

    def _opening(self) -> tuple[int, int] | None:
        """The first sentence of the article, where the name opens the paragraph after it."""
        page, number = self.page, self.page.paragraph[self.name.first] - 1
        if number < 0 or number > _LEADS or page.titled[number] or page.kinds[number] != "body":
            return None
        first, last = page.bounds[number]
        if number and not page.titled[number - 1] and page.tags[page.bounds[number - 1][1] - 1] == ".":
            return None  # a sentence with its full stop stands before: this is no lead
        end = next((i for i in range(first, last) if page.sentence[i] != page.sentence[first]), last)
        return first, end

    def _subject_role(self, start: int, end: int) -> None:
        page = self.page
        for i in range(start, end):
            plain = page.tags[i] == "NN" or page.folded[i] in self.lex.roles
            if page.deps[i] not in _SUBJECTS or not plain or page.quoted[i] >= 0:
                continue
            first = i
            while first > start and page.tags[first - 1] in _MODIFIERS:
                first -= 1
            noun = noun_at(page, self.lex, first, i)
            if is_role(self.lex, noun) and page.tags[first] in ("PRP$", "DT") and noun not in _RELATIONS:
                self.add(first + 1, i + 1, (noun,), 0.6)
                self.actor.spelt_out = (first, i + 1)
                return
