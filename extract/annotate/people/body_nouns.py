"""Organisations by a noun or pronoun: "the ministry", "the Harbour-based group", "it said".

In: `State`. Out: the organisation such a noun stands for. "The company" is the one organisation the text right before
speaks of; "the ministry" is none of those whose names hold no ministry, and so a body of its own.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from extract.annotate.people.lexicon import word_set
from extract.annotate.people.phrases import Phrase
from extract.annotate.people.state import Answer, State

POINTING = frozenset({"the", "this", "that"})
_SAY_THEIR_NOUN = word_set(
    "ministry department council court police university college hospital committee commission tribunal embassy church"
    " school museum secretariat directorate inspectorate"
)
"""Bodies whose names hold the noun: where no name does, "the ministry" is none of those that are named."""


class BodyNouns:
    """Answers for one article; organisations are found by the words of their names."""

    def __init__(self, state: State) -> None:
        self.state, self.page = state, state.page
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for actor in state.actors:
            if actor.kind == "organisation":
                for key in set(actor.keys):
                    self.by_word[key].append(actor.number)

    def meant(self, phrase: Phrase, last: int) -> Answer | None:
        """Return whom a noun stands for: an organisation or, left open, nobody; None where it is a body of its own.

        `last` is where the source that the phrase opens ends.
        """
        if phrase.head - phrase.first > 1 and not self._says_where(phrase):
            return None
        seen = [(self.state.last_met(n, phrase.first), n) for n in self.by_word.get(phrase.noun, ())]
        fits = sorted((at, n) for at, n in seen if at is not None)
        if fits:
            return self._stands_for(phrase, fits[-1][1], 0.75, ())
        sole = phrase.noun in self.state.lex.institutions  # "the government" is no new word for a company
        only = None if sole else self.only(phrase.first)
        pointed = self.page.folded[phrase.first] in POINTING
        if only is not None and self.state.actors[only].forms and pointed:
            return self._stands_for(phrase, only, 0.6, self.state.name_before(only, phrase.first))
        own = phrase.noun in _SAY_THEIR_NOUN and not self.by_word.get(phrase.noun)
        if pointed and last <= phrase.last + 1 and not (own or sole) and self._first_named < phrase.first:
            return Answer(None, 0.0, (), ((phrase.first, phrase.last),), "description of nobody named")
        return None

    def _says_where(self, phrase: Phrase) -> bool:
        """ "The Harbour-based group": a noun with nothing but where it is."""
        return self.page.folded[phrase.head - 1] == "based" and self.page.folded[phrase.first] == "the"

    def _stands_for(self, phrase: Phrase, number: int, sure: float, named: tuple[tuple[int, int], ...]) -> Answer:
        """Keep that a phrase is one more word for an organisation; `named` leads on to its name."""
        answer = Answer(number, sure, (), ((phrase.first, phrase.last), *named), "description")
        self.state.refer(phrase.first, phrase.last, "description", answer)
        return answer

    @cached_property
    def _first_named(self) -> int:
        """Where the first organisation is named; names are all met before the first source is looked at."""
        named = {number for numbers in self.by_word.values() for number in numbers}
        return min((self.state.met[n][0] for n in named if self.state.met.get(n)), default=len(self.page))

    def only(self, token: int, plural: bool = False) -> int | None:
        """Return the one organisation (or, for "they", group) this and the last paragraph speak of, or None."""
        here, state = self.page.paragraph[token], self.state
        kinds = ("group", "unnamed", "organisation") if plural else ("organisation",)
        near = [r for r in state.before(token, 20) if here - self.page.paragraph[r.first] <= 1]
        near = [r for r in near if state.actors[r.actor].kind in kinds and not state.actors[r.actor].passing]
        here_only = [r for r in near if self.page.paragraph[r.first] == here]
        many = [r for r in near if state.actors[r.actor].plural or state.actors[r.actor].kind != "unnamed"]
        for told in (here_only, many):  # "a source … they said" within a paragraph
            subjects = {r.actor for r in told if r.subject}
            if len(subjects) == 1:
                return subjects.pop()
            if subjects:
                return None
        beside = set() if plural else {r.actor for r in near}
        return beside.pop() if len(beside) == 1 else None
