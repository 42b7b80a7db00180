"""People in passing: subjects without a name ("his predecessor", "a neighbour", "the woman") that a pronoun may mean.

In: `State`, `Nominals`, `Descriptions`. Out: references to actors that are no rows of their own until they speak.
Without them a "he" that means the neighbour would go to the last person named. Whoever comes in with "a" and says
something is an unnamed source from then on; the others only stand in the way, and a pronoun that means them is left
unknown.
"""

from __future__ import annotations

from extract.annotate.people.actors import Actor
from extract.annotate.people.descriptions import EVERYBODY, Descriptions
from extract.annotate.people.nominals import Nominals
from extract.annotate.people.phrases import Phrase, is_person, phrase_at
from extract.annotate.people.state import Answer, State
from extract.annotate.people.unnamed import wording

_NEW = frozenset({"a", "an", "one", "another"})
_KNOWN = frozenset({"the", "this", "that"})
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 8
_SCORE = 0.5


class Passers:
    """Meets people in passing, one phrase at a time, in text order."""

    def __init__(self, state: State, nominals: Nominals, descriptions: Descriptions) -> None:
        self.state, self.page, self.nominals, self.descriptions = state, state.page, nominals, descriptions
        self.by_noun: dict[str, int] = {}

    def meet(self, i: int) -> None:
        """Refer to the person whose phrase opens at token `i`, if one does and nothing named is meant."""
        page = self.page
        opening = page.folded[i]
        comes_in = opening in _NEW
        if not (comes_in or opening in _KNOWN or page.tags[i] == "PRP$"):
            return
        end = page.bounds[page.paragraph[i]][1]
        phrase = phrase_at(page, self.state.lex, i, min(end, i + _REACH))
        if phrase is None or phrase.plural or phrase.head == i or not self._is_alone(phrase, end):
            return
        if comes_in and page.quoted[i] >= 0 and page.word(phrase.last) != "who":
            return
        if not comes_in and not self._is_anybody(phrase, page.tags[i] == "PRP$"):
            return
        number = self.by_noun.get(phrase.noun) if opening in _KNOWN else None
        if number is None:
            number = self._new(phrase, comes_in and phrase.head in self.state.asks)
        self.state.refer(phrase.first, phrase.last, "description", Answer(number, _SCORE, (), (), "passing"))

    def _is_alone(self, phrase: Phrase, end: int) -> bool:
        """Whether a phrase is a subject that names a person, and neither known nor an apposition to a name."""
        page, state = self.page, self.state
        after = phrase.last + (page.word(phrase.last) == ",")
        if (page.deps[phrase.head] not in _SUBJECTS and page.word(after) != "who") or state.answers.get(
            phrase.head
        ) is not None:
            return False
        if not is_person(state.lex, phrase.noun):
            return False
        near = state.sources.within(max(0, phrase.first - 2), min(end, after + 1))
        return not any(n.kind == "person" and n.last != phrase.head - 1 for n in near)

    def _is_anybody(self, phrase: Phrase, owned: bool) -> bool:
        """Whether a known person's phrase cannot be one more word for somebody named, as "the minister" would be."""
        noun, kinship = phrase.noun, self.state.lex.kinship
        if noun.removeprefix("ex-") in self.descriptions.by_sense or noun in self.descriptions.by_sense:
            return False
        return noun in kinship or (not owned and noun in EVERYBODY)

    def _new(self, phrase: Phrase, speaks: bool) -> int:
        first, last = self._source(phrase)
        words = wording(self.page, phrase, first, last)
        if speaks:
            actor = self.nominals.worded("unnamed", words)
            self.nominals.remember(actor, phrase)
        else:
            actor = Actor(len(self.state.actors), "unnamed", phrase=words, passing=True)
            self.state.actors.append(actor)
        lex = self.state.lex
        actor.agree(lex.roles[phrase.noun][0] if phrase.noun in lex.roles else lex.kinship.get(phrase.noun, "-"), 3.0)
        self.by_noun[phrase.noun] = actor.number
        return actor.number

    def _source(self, phrase: Phrase) -> tuple[int, int]:
        """The tokens of the attribution's source that the phrase heads, else its own."""
        for index in self.state.asks.get(phrase.head, ()):
            return self.page.tokens(self.state.attributions[index].source[0])
        return phrase.first, phrase.last
