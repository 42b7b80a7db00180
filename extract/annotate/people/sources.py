"""What a source span says: which name in it speaks, or which phrase or pronoun stands for the speaker.

In: `Page`, names, a token range. Out: `Head`. "Lee spokeswoman Jane Roe" is Jane Roe, "a spokesman for Mr Lee" is
a phrase and not Mr Lee, "Ed Poe, Ann Lee's lawyer" is Ed Poe, "who" is the name before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.annotate.people.evidence import is_given_as_name
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import Phrase, is_genitive, office_of, phrase_at

HeadKind = Literal["person", "organisation", "place", "people", "pronoun", "phrase", "pair", "nothing"]
_PREPOSITIONS = word_set("of for to from with at by in on against about like near under behind")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SIDES = frozenset({"pro", "anti", "non"})
_ROUGHLY = {("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("close", "to")}
"""What opens a number of people: "at least half of voters"."""
_DAYS = frozenset({"today", "yesterday", "tonight", "tomorrow", "overnight"})
_APPOSITION = 14
_OBJECTS = frozenset({"which", "whom", "what", "that"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})


@dataclass(frozen=True, slots=True)
class Head:
    """What stands for the speaker.

    A name, a pronoun token, a phrase, or a pair ("A and B", with `phrase` all of it).
    """

    kind: HeadKind
    token: int
    name: Name | None = None
    phrase: Phrase | None = None


class Sources:
    """Answers for one article; names are found by token in logarithmic time."""

    def __init__(self, page: Page, lex: Lexicon, names: Sequence[Name]) -> None:
        self.page, self.lex, self.names = page, lex, names
        self._lasts = [n.last for n in names]

    def within(self, first: int, last: int) -> list[Name]:
        """Return the names that share a token with `[first, last)`."""
        found = []
        for i in range(bisect_left(self._lasts, first + 1), len(self.names)):
            if self.names[i].title_first >= last:
                break
            found.append(self.names[i])
        return found

    def head(self, first: int, last: int) -> Head:
        """Return what stands for the speaker within a source of tokens `[first, last)`."""
        while first < last and (not self.page.words[first][:1].isalnum() or self._leads_in(first, last)):
            first += 1
        first = self._past_topic(first, last)
        while first < last - 1 and self.page.tags[first] == "RB" and self.page.tags[first + 1] in ("CD", "RB"):
            first += 1  # "only 52 percent of voters"
        if last - first > 3 and tuple(self.page.folded[first : first + 2]) in _ROUGHLY:
            first += 2
        if first >= last:
            return Head("nothing", first)
        if last - first == 1 and self.page.folded[first] == "one":
            return Head("phrase", first, None, Phrase(first, last, first, "one", False))
        if last - first > 1 and self.page.folded[last - 1] == "who":
            return self._relative(last - 1)
        if last - first > 1 and self.page.folded[last - 2 : last] in (["of", "whom"], ["of", "which"]):
            return Head("nothing", first)
        names = [n for n in self.within(first, last) if not self._is_told_of(n, first)]
        principals = [n for n in names if self._leads(n, first, last)]
        people = [n for n in principals if n.kind == "person"]
        pronoun = self._pronoun(first, last)
        joint = self._joint(people or principals, first, last)
        if joint is not None:
            return joint
        if people and not (pronoun is not None and pronoun < people[0].title_first):
            return Head(
                "person",
                people[0].first,
                people[0],
            )
        if pronoun is not None:
            return self._relative(pronoun) if self.page.folded[pronoun] in _RELATIVE else Head("pronoun", pronoun)
        return self._without_person(first, last, principals)

    def _leads_in(self, first: int, last: int) -> bool:
        """ "…, which Ann Poe called rubbish": what the words are about, and not who says them."""
        return last - first > 1 and self.page.folded[first] in _OBJECTS and self.page.tag(first)[:1] == "W"

    def _past_topic(self, first: int, last: int) -> int:
        """ "Of Ann Poe, Bo Lee said": where the source goes on after what the words are about."""
        page = self.page
        if first == 0 or page.folded[first - 1] not in ("of", "on", "about") or not page.opens[first - 1]:
            return first
        about = self.within(first, first + 1)
        comma = about[0].last if about else last
        return comma + 1 if comma + 1 < last and page.words[comma] == "," and self.within(comma + 1, last) else first

    def _without_person(self, first: int, last: int, principals: list[Name]) -> Head:
        phrase = phrase_at(self.page, self.lex, first, last)
        if phrase is None and self.page.tags[first][:1] == "V":  # "show insiders", read as a verb
            phrase = phrase_at(self.page, self.lex, first + 1, last)
        principals = [n for n in principals if n.kind != "role"]
        for name in principals:
            if phrase is not None and name.title_first == phrase.last + 1 and self.page.words[phrase.last] == ",":
                return Head(_kind_of(self.page, name), name.first, name, phrase)
            if phrase is None or name.first <= phrase.head < name.last or phrase.head < first:
                return Head(_kind_of(self.page, name), name.first, name, phrase)
        if phrase is not None:
            called = self._given_name(phrase)
            if called is not None:
                return Head("person", called.first, called)
            return Head("phrase", phrase.head, None, phrase)
        return Head("nothing", first)

    def _given_name(self, phrase: Phrase) -> Name | None:
        """ "A woman who gave her name only as Ann": Ann, in the same sentence."""
        page = self.page
        if phrase.plural or page.quoted[phrase.head] >= 0:
            return None
        for name in self.within(phrase.last, min(len(page), phrase.last + _APPOSITION * 2)):
            if page.sentence[name.first] != page.sentence[phrase.head]:
                return None
            if name.kind == "person" and page.quoted[name.first] < 0 and is_given_as_name(page, name):
                return name
        return None

    def _is_told_of(self, name: Name, first: int) -> bool:
        """ "A member who backs Poe": who stands in a clause about the source, up to its comma."""
        page = self.page
        for i in range(name.title_first - 1, first, -1):
            if page.words[i] == "," or page.quoted[i] >= 0:
                return False
            if page.folded[i] in ("who", "that", "which", "whose") and page.tags[i][:1] == "W":
                return page.tags[i - 1][:2] == "NN"
        return False

    def _leads(self, name: Name, first: int, last: int) -> bool:
        """Tell whether a name speaks itself, and is not a possessor, a modifier or what follows a preposition."""
        page, after = self.page, name.last
        if self._is_aside(name, first):
            return False
        touching = self.within(name.title_first - 1, name.title_first) if name.title_first > first else []
        if name.kind == "person" and any(n.last == name.title_first and n.kind != "person" for n in touching):
            return after >= last or page.tags[after] != "POS"
        if after < last and is_genitive(page, after):
            return after + 1 >= last
        if (
            after < last
            and page.tags[after] == "NNP"
            and page.folded[after] in self.lex.roles
            and not page.joined(after)
        ):
            return not self.within(after + 1, last)  # "Poe Challenger Ann Lee" is Ann Lee
        if name.kind != "phrase" and self._modifies(after, last):
            return False
        before = (name.before[0] if name.before else name.title_first) - 1
        if page.word(before) == "-" and page.word(before - 1) in _SIDES:
            return False  # "a pro-Poe group"
        plain = name.kind == "person" and not name.titles
        if plain and office_of(page, self.lex, name.title_first - 1, first - 1) is not None:
            return True  # "former secretary of state Ann Poe", and not "a spokesman for party leader Ann Poe"
        while before > first and page.tags[before] in ("DT", "JJ", "NNP", "PRP$", "NN") and page.words[before] != ",":
            before -= 1
        if before >= first and page.folded[before] in _PREPOSITIONS:
            of_body = bool(name.titles) and page.folded[before] == "of" and self._is_body(before - 1)
            return (
                of_body
                or page.word(before - 1) == "according"
                or (before == first and page.folded[before] in ("to", "by", "from"))
            )
        return not (before >= first and page.words[before] == "(")

    def _modifies(self, after: int, last: int) -> bool:
        """ "Poe supporters", "Poe senior adviser Ann Lee": a common noun follows the name that ends at `after`."""
        page, i = self.page, after
        while i < last and page.tags[i] in ("JJ", "JJS") and not page.words[i][:1].isupper():
            i += 1
        noun = i < last and page.tags[i] in ("NN", "NNS") and page.folded[i] not in _DAYS
        return noun and not page.joined(after)

    def _is_body(self, token: int) -> bool:
        """ "Reserve Bank of Lake City President Ann Poe": the office is of a body that has "of" in its name."""
        names = self.within(token, token + 1)
        return bool(names) and names[0].kind == "organisation"

    def _is_aside(self, name: Name, first: int) -> bool:
        """ "The builder, father of her eldest, Bo, said": Bo is the eldest, and not the builder."""
        page, last = self.page, name.last - 1
        noun = page.heads[last]
        if page.deps[last] != "appos" or not first < noun < name.first or page.deps[noun] != "pobj":
            return False
        if page.tag(noun - 1) != "PRP$" and page.folded[noun] not in self.lex.kinship:
            return False
        return first < page.heads[noun] and page.folded[page.heads[noun]] in _PREPOSITIONS

    def _joint(self, names: list[Name], first: int, last: int) -> Head | None:
        """ "Ann Poe and Bo Lee": two who speak together are neither of them alone."""
        if len(names) < 2 or names[0].key == names[1].key:
            return None
        between = self.page.folded[names[0].last : names[1].title_first]
        if "and" not in between or len(between) > 10 or any(self.page.tags[i][:1] == "V" for i in range(first, last)):
            return None
        phrase = Phrase(first, last, names[1].last - 1, "pair", True)
        return Head("pair", names[0].first, None, phrase)

    def _pronoun(self, first: int, last: int) -> int | None:
        for i in range(first, min(last, first + 3)):
            if self.page.folded[i] == "one":
                return None
            if self.page.tags[i] in ("PRP", "WP", "WDT") or self.page.folded[i] in ("he", "she", "they", "who"):
                return i
            if self.page.tags[i] not in ("RB", "IN", "CC", "DT", ",", "TO"):
                return None if self.page.tags[i] != "PRP$" or last - first > 1 else i
        return None

    def _relative(self, token: int) -> Head:
        """ "…, who said": the name or phrase straight before."""
        i = token - 1
        if self.page.word(i) == ",":
            i -= 1
        if i < 0 or not self.page.same_paragraph(i, token):
            return Head("nothing", token)
        if self.page.words[i] == ")":
            while i > 0 and self.page.words[i] != "(":
                i -= 1
            i -= 1
        names = self.within(i, i + 1)
        apposed = None if names and names[0].kind == "person" else self.apposed(i, token)
        if apposed is not None:
            names = [apposed]
        if names:
            name = self._whose_place(names[0])
            return Head(_kind_of(self.page, name), name.first, name)
        return self._phrase_ending(i, token)

    def _whose_place(self, name: Name) -> Name:
        """ "Ann Poe of Border Watch, who said": Ann Poe; else the name itself."""
        before = name.title_first - 1
        if self.page.word(before) == "the":
            before -= 1
        told = self.within(before - 1, before) if self.page.word(before) in ("of", "from", "at", "for", "in") else []
        return told[0] if told and told[0].kind == "person" and name.kind != "person" else name

    def apposed(self, end: int, token: int) -> Name | None:
        """The person whose apposition ends at `end`: "Ann Poe, the member for Border Heath, who said …"."""
        page = self.page
        for i in range(end, max(end - _APPOSITION, -1), -1):
            if page.sentence[i] != page.sentence[token] or page.tags[i] in _FINITE:
                return None
            if page.words[i] == ",":
                names = self.within(i - 1, i)
                return names[0] if names and names[0].kind == "person" else None
        return None

    def _phrase_ending(self, end: int, token: int) -> Head:
        start = end
        while start > 0 and self.page.tags[start - 1] in ("DT", "JJ", "NN", "NNS", "NNP", "CD", "PRP$", "POS", "HYPH"):
            start -= 1
        phrase = phrase_at(self.page, self.lex, start, end + 1)
        return Head("phrase", phrase.head, None, phrase) if phrase else Head("nothing", token)


def _kind_of(page: Page, name: Name) -> HeadKind:
    if name.kind in ("person", "organisation", "place"):
        return name.kind  # pyright: ignore
    return "people" if page.tags[name.last - 1] in ("NNPS", "NNS") or name.label == "NORP" else "phrase"
