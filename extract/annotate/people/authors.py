"""Who "I" is in the reporter's own words: the author of a column, or each writer of a page of letters.

In: `Page`, names bound to actors, the byline. Out: stretches of tokens with the actor whose first person they are in.
What tells the author: a signature (a paragraph that is a name and nothing else), a paragraph at the end or the start
that says who the writer is and is all the article says of them, "By Ann Poe" above the text, or the byline that came
with it. Where none of these does, "I" stays nobody's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotate.people.actors import Actor
from extract.annotate.people.lexicon import fold, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.places import FIRST_SINGULAR

_AT_THE_END = 6
"""Paragraphs that may hold what is said of the writer."""
_AT_THE_START = 3
_TELLS = word_set("is was are writes teaches covers works lives served serves has can hosts leads reports directs runs")
_OFTEN = 3
"""First persons before the byline is believed to be theirs; in news one may have lost its marks."""
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `[first, last)` written by an actor; `told` are those of the name that says so."""

    first: int
    last: int
    actor: int
    told: tuple[int, int] | None


class Authors:
    """Answers for one article. Linear in names and paragraphs."""

    def __init__(self, page: Page, names: Sequence[Name], actors: list[Actor], byline: str | None) -> None:
        self.page = page
        self.stretches: list[Stretch] = []
        spoken = [i for i, w in enumerate(page.folded) if w in FIRST_SINGULAR and page.quoted[i] < 0]
        if not spoken:
            return
        alone = _named_once(page, names)
        self.stretches = self._signed(alone, spoken)
        if not self.stretches:
            found = self._told(alone) or self._above(alone) or self._heading(alone)
            if found is None and len(spoken) >= _OFTEN:
                found = _of_byline(page, actors, names, byline)
            self.stretches = [found] if found is not None else []

    def at(self, token: int) -> Stretch | None:
        """Return the stretch a token lies in, or None."""
        i = bisect_right(self.stretches, token, key=lambda s: s.first) - 1
        return self.stretches[i] if i >= 0 and token < self.stretches[i].last else None

    def _signed(self, alone: Sequence[Name], spoken: Sequence[int]) -> list[Stretch]:
        """Letters: what stands between one signature and the next, where somebody says "I" there."""
        found: list[Stretch] = []
        start = 0
        for name in alone:
            first, last = self.page.bounds[self.page.paragraph[name.first]]
            around = [*range(first, name.title_first), *range(name.last, last)]
            if name.actor is None or first == 0 or any(self.page.words[i][:1].isalnum() for i in around):
                continue
            if any(start <= i < first for i in spoken):
                found.append(Stretch(start, first, name.actor, (name.first, name.last)))
            start = last
        return found

    def _told(self, alone: Sequence[Name]) -> Stretch | None:
        """ "Ann Poe is the author of …" at the end, of somebody the article has not spoken of."""
        page = self.page
        ending = len(page.bounds) - _AT_THE_END
        for name in reversed(alone):
            number = page.paragraph[name.first]
            if number < ending or number < _AT_THE_START:
                return None
            opens = not any(page.words[i][:1].isalnum() for i in range(page.bounds[number][0], name.title_first))
            comma = page.word(name.last) == "," and page.tag(name.last + 1) in ("DT", "NN", "JJ", "CD")
            if opens and name.actor is not None and (page.word(name.last) in _TELLS or comma):
                return Stretch(0, page.bounds[number][0], name.actor, (name.first, name.last))
        return None

    def _above(self, alone: Sequence[Name]) -> Stretch | None:
        """ "By Ann Poe" in a paragraph of its own above the text."""
        page = self.page
        for name in alone:
            number = page.paragraph[name.first]
            if number >= _AT_THE_START:
                return None
            first, last = page.bounds[number]
            if (
                page.word(name.title_first - 1) == "by"
                and name.title_first - 1 == first
                and last - name.last <= _LONGEST
            ):
                return Stretch(last, len(page), name.actor, (name.first, name.last)) if name.actor is not None else None
        return None

    def _heading(self, alone: Sequence[Name]) -> Stretch | None:
        """ "Ann Poe: A summer without rain", the headline of a column."""
        page = self.page
        if not alone or page.paragraph[alone[0].first] or alone[0].first or page.word(alone[0].last) != ":":
            return None
        name = alone[0]
        return Stretch(name.last, len(page), name.actor, (name.first, name.last)) if name.actor is not None else None


def _named_once(page: Page, names: Sequence[Name]) -> list[Name]:
    """The full names of persons whom no other paragraph names."""
    where: dict[int, set[int]] = {}
    for name in names:
        if name.actor is not None:
            where.setdefault(name.actor, set()).add(page.paragraph[name.first])
    return [
        n for n in names if n.kind == "person" and len(n.keys) > 1 and n.actor is not None and len(where[n.actor]) == 1
    ]


def _of_byline(page: Page, actors: list[Actor], names: Sequence[Name], byline: str | None) -> Stretch | None:
    """The one author of the byline, whom the text need not name."""
    words = (byline or "").split()
    if words and fold(words[0]) == "by":
        words = words[1:]
    if not 2 <= len(words) <= _LONGEST or any(not w[:1].isupper() or "," in w or fold(w) == "and" for w in words):
        return None
    keys = tuple(fold(w) for w in words)
    known = next((n.actor for n in names if n.kind == "person" and n.keys == keys and n.actor is not None), None)
    if known is None:
        known = len(actors)
        actors.append(Actor(known, "person", keys, forms={tuple(words): 1}))
    return Stretch(0, len(page), known, None)
