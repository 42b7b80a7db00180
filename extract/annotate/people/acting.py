"""Those who act without a word: the groups, governments and bodies that hold a stance though nobody quotes them.

In: a `Resolver` that has run. Out: who a noun phrase stands for as one who acts. Whoever that brings in ("union
members", "Ostravia", "a neighbour") is an actor from then on, and a person of the article only where `People` is told
that something came of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.annotate.people.lexicon import word_set
from extract.annotate.people.phrases import Phrase, noun_at
from extract.annotate.people.state import NOBODY, Answer
from extract.annotate.people.unnamed import QUANTITIES, Sort, sort_of, wording

if TYPE_CHECKING:
    from extract.annotate.people.resolver import Resolver

_NEW = frozenset({"a", "an", "one", "another"})
_EITHER = frozenset({"some", "many", "several", "most", "others", "both", "few", "couple"})
"""What says how many, and not of what."""
_ANYBODY = word_set("people persons men women folks friends family families groups others members fans")
"""What says nothing of who they are where it stands alone."""
_ROUGHLY, _COMPARING = frozenset({"RB", "RBR", "IN"}), frozenset({"more", "fewer", "least", "most", "than"})
"""What makes a number a rough one: "nearly 140 members", "more than a dozen towns"."""
_SIDES = word_set("right left establishment base elite electorate grassroots world hierarchy rank-and-file faithful")
"""What stands for many after "the", and for a thing or a place elsewhere."""
_POLITIES = word_set("countries nations states cities towns counties islands provinces")
_LEADING = re.compile(r"^(?:(?:all|both|the|these|those|its|their)\s+)+(?:of\s+(?:the|these|those)\s+)?", re.IGNORECASE)


class Acting:
    """Answers for one article; the same group in the same words is one actor."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver, self._state, self._page = resolver, resolver.state, resolver.page
        self._nominals = resolver.nominals

    def answer(self, first: int, last: int, noun: int) -> Answer:
        """Return who the phrase of tokens `[first, last)` stands for, `noun` its head; makes the actor of a new one."""
        opening = first
        while first < last - 1 and (self._page.tags[first] in _ROUGHLY or self._page.folded[first] in _COMPARING):
            first += 1
        head = self._state.sources.head(first, last)
        if head.kind in ("person", "pair", "nothing"):
            return NOBODY
        known = self._state.answers.get(head.token)
        if known is not None and known.actor is not None:
            return known
        if head.kind == "phrase" and head.name is None and head.phrase is not None:
            phrase = head.phrase if head.phrase.head == noun else self._headed(first, noun)
            return self._phrase(phrase, opening if self._page.tags[first] == "CD" else first, last)
        return self._resolver.behind(head, first, last)

    def _headed(self, first: int, noun: int) -> Phrase:
        """The phrase as the parser has it: "the mostly rural *electorate*", where the tags end it at "mostly"."""
        page = self._page
        words = noun_at(page, self._state.lex, first, noun)
        return Phrase(first, noun + 1, noun, words, page.tags[noun] in ("NNS", "NNPS"))

    def _phrase(self, phrase: Phrase, first: int, last: int) -> Answer:
        sort = self._sort(phrase, last)
        alone = phrase.first == phrase.head and last <= phrase.last
        if sort in ("document", "thing"):
            known = self._page.folded[phrase.first] == "the" and self._nominals.author(phrase)
            return known or NOBODY
        if phrase.noun in _EITHER | QUANTITIES or (alone and phrase.noun in _ANYBODY):
            return NOBODY
        if phrase.plural or sort == "group":
            kind = "unnamed" if sort == "unnamed" else "group"
            words = self._words(phrase, first, last)
            return self._nominals.taken_up(phrase) or self._nominals.phrase_actor(kind, phrase, words, last)
        named = any(tag in ("NNP", "NNPS") for tag in self._page.tags[phrase.first : phrase.last])
        new = named if sort == "organisation" else self._page.folded[phrase.first] in _NEW
        if new and not self._nominals.in_headline(phrase):  # whoever a headline leaves without a name is named below
            return self._nominals.source(phrase, first, last)
        return self._nominals.described(phrase) or NOBODY

    def _sort(self, phrase: Phrase, last: int) -> Sort:
        pointed = self._page.folded[phrase.first] == "the"
        if (pointed and phrase.noun in _SIDES) or phrase.noun in _POLITIES:
            return "group"
        return sort_of(self._page, self._state.lex, phrase, last)

    def _words(self, phrase: Phrase, first: int, last: int) -> str:
        """The words a group goes by, "the" and "all of the" left out, so that the same group is one row."""
        words = wording(self._page, phrase, first, last)
        side = phrase.noun in _SIDES and phrase.head == phrase.first + 1  # "the left" is nothing without "the"
        owned = "POS" in self._page.tags[phrase.first : phrase.head]  # nor is "the state's electorate"
        return words if side or owned else _LEADING.sub("", words) or words
