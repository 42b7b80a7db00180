"""What every construction that gives a role shares: where a role begins, its organisation, ties, agreement.

In: one `Name` bound to an `Actor`, on its `Page`. Out: roles and ties added to the actor. `roles_before`, `roles_after`
and `leads` look around the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotate.people.actors import Actor, Role
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.records import Span

STOP = word_set(", . ; : ( ) — – ',  ,  ,  ,  ,  , ")
LONGEST = 24
ARTICLES = frozenset({"the", "a", "an"})
_LOOSE = frozenset({"and", "of", "for", "the", "at", ","})
_BEFORE = word_set("former ex acting interim then deputy outgoing incoming retired late longtime veteran senior junior")


class Surroundings:
    """Looks around one name."""

    def __init__(self, page: Page, lex: Lexicon, name: Name, actors: Sequence[Actor], at: dict[int, Name]) -> None:
        self.page, self.lex, self.name, self.actors, self.at = page, lex, name, actors, at
        self.actor: Actor = actors[name.actor if name.actor is not None else -1]
        self.first, self.last = page.bounds[page.paragraph[name.first]]

    def former(self, start: int) -> int:
        """Take in "former", "New York City", "Albanian" and the like before a role."""
        i = start - 1
        while i >= self.first and (self.page.folded[i] in _BEFORE or self._is_modifier(i)):
            i -= 1
        return self._after_measure(i + 1, start)

    def _after_measure(self, first: int, start: int) -> int:
        """Where the words before a role go on behind "42-year-old" and other compounds that they begin inside."""
        page, i = self.page, first
        while i < start and page.words[i - 1] == "-" and page.joined(i):
            i += 1
            while i < start and page.joined(i):
                i += 1
        return i

    def _is_modifier(self, i: int) -> bool:
        page = self.page
        if (
            page.entity[i] == "ORG"
            and page.words[i] != ","
            and (page.folded[i] not in ARTICLES or page.entity_no[i] == page.entity_no[i - 1])
        ):
            return True
        if page.words[i] in ("'s", "’s", "-"):
            return (
                i - 1 >= self.first
                and page.tags[i - 1] in ("NNP", "NNPS", "NN", "JJ")
                and page.entity[i - 1] != "PERSON"
            )
        if page.entity[i] == "PERSON" and page.folded[i] in self._person_words():
            return False
        return page.tags[i] in ("NNP", "NNPS", "JJ", "NN", "HYPH") and page.words[i] not in STOP

    def _person_words(self) -> set[str]:
        return {self.page.folded[self.name.first]}

    def tie(self, start: int, noun: str) -> bool:
        """Note a kinship by the possessor straight before the noun; the owner is found later."""
        page = self.page
        self.agree_kin(noun)
        owner = start - 1
        if page.tag(owner) in ("PRP$", "POS") and owner >= self.first:
            self.actor.ties.append((noun, owner))
            first = start if page.tag(owner) == "PRP$" else self.possessor(owner)
            self.add(first, self._noun_end(start), (noun,), 0.9)
            return True
        return False

    def possessor(self, i: int) -> int:
        """First token of the name before a possessive sign."""
        named = ("NNP", "NNPS")
        kinds = named if self.page.tag(i - 1) in named else ("NN", "NNS", "JJ", "HYPH")
        j = i
        while j - 1 >= self.first and self.page.tags[j - 1] in kinds:
            j -= 1
        return j

    def _noun_end(self, i: int) -> int:
        while self.page.tag(i) in ("JJ", "NN", "HYPH", "NNS") and i < self.name.title_first:
            i += 1
        return i

    def agree(self, noun: str) -> None:
        """Note what pronoun a role noun asks for."""
        hit = self.lex.role(noun)
        self.actor.agree(hit[0] if hit else "-", 2.0)

    def agree_kin(self, noun: str) -> None:
        """Note what pronoun a noun of kinship asks for."""
        self.actor.agree(self.lex.kinship.get(noun, "-"), 3.0)

    def add(self, first: int, last: int, heads: tuple[str, ...], weight: float, plural: bool = False) -> None:
        """Keep tokens `[first, last)` as a role; of a plural that is several people's, the letters of its singular."""
        while last > first and self.page.folded[last - 1] in _LOOSE:
            last -= 1
        if last <= first:
            return
        span = self.page.span(first, last)
        if plural and self.page.folded[last - 1] == f"{heads[0].rsplit(' ', 1)[-1]}s":
            span = Span(span.start, span.end - 1)
        text = " ".join(span.of(self.page.text).split())
        modifiers = frozenset(self.page.folded[first:last])
        if self.page.titled[self.page.paragraph[first]]:
            weight -= 0.5
        self.actor.roles.append(Role(text, span, heads, self._organisation(first, last), weight, modifiers))

    def _organisation(self, first: int, last: int) -> str | None:
        """The name within the role's words that is not a person: spaCy's ORG, or capitals after "of"."""
        page = self.page
        for want in ("ORG",):
            run = [i for i in range(first, last) if page.entity[i] == want]
            if run and self.lex.title(page.words[run[0] : last]) is None and page.words[run[0]] not in self.lex.titles:
                end = run[0]
                while end < last and page.entity_no[end] == page.entity_no[run[0]]:
                    end += 1
                start = run[0] + (page.folded[run[0]] == "the")
                return _trim(page, start, end)
        for i in range(first, last - 1):
            if page.folded[i] in ("of", "at", "for"):
                j = i + 1 + (page.word(i + 1) == "the")
                end = j
                while end < last and page.words[end][:1].isupper():
                    end += 1
                if end > j and page.entity[j] not in ("PERSON", "GPE", "NORP", "LOC"):
                    return _trim(page, j, end)
        return None


def _trim(page: Page, first: int, last: int) -> str | None:
    while last > first and page.words[last - 1] in ("'s", "’s", "-"):
        last -= 1
    return page.span(first, last).of(page.text) if last > first else None
