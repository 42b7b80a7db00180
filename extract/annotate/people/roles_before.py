"""Roles that stand before a name.

Titles ("Prime Minister Sir …"), nouns ("Border Watch chairman …"), offices with their realm ("Inspector of Mines …"),
appositions ("the chairman of Border Watch, …") and kinship ("his wife, …").
"""

from __future__ import annotations

from extract.annotate.people.lexicon import fold, lexicon
from extract.annotate.people.phrases import base_end, head_of, is_measure, is_role, noun_at, office_of, singular
from extract.annotate.people.surroundings import ARTICLES, STOP, Surroundings

_INNER = frozenset({"of", "for", "the", "and", "-", "&"})
_OFFICE = 10
"""Tokens before a name that an office with its realm may take."""
_BRACKETS = 6
"""Tokens in which brackets before a name must open."""
_AGENTIVE = ("er", "or", "ist", "ian", "eer", "man", "woman")


class Before(Surroundings):
    """Looks to the left of one name."""

    def find(self) -> None:
        """Add what each construction gives."""
        self._title()
        self._office_of()
        self._noun_before()
        self._before()

    def _title(self) -> None:
        offices = [t for t in self.name.titles if t.sort == "office"]
        if not offices:
            return
        start = self.name.title_first
        end = start
        words = [w for t in self.name.titles[: self.name.titles.index(offices[-1]) + 1] for w in t.words]
        while end < self.name.first and fold("".join(words)) != "".join(self.page.folded[start:end]):
            end += 1
        if self.name.before and self._is_office_of(self.name.before):
            start = self.name.before[0]
        heads = tuple(_heads_of_title(t.words) for t in offices)
        start = self.former(start)
        plural = heads[0] not in self.lex.roles and singular(heads[0]) in self.lex.roles
        if plural:
            self._share(start, end, singular(heads[0]))
        else:
            self.add(start, end, heads, 1.2 + 0.1 * (end - start))

    def _is_office_of(self, before: tuple[int, int]) -> bool:
        return self.page.entity[before[1] - 1] in ("GPE", "ORG", "LOC", "NORP", "FAC", "")

    def _office_of(self) -> None:
        """ "Inspector of Mines Ann Poe": a role noun whose "of" or "for" reaches up to the name."""
        page, end = self.page, self.name.title_first
        i = end - 1
        while i > max(self.first, end - _OFFICE) and (page.words[i][:1].isupper() or page.folded[i] in _INNER):
            i -= 1
        for k in range(i, end - 2):
            noun = noun_at(page, self.lex, self.first, k)
            if (
                page.word(k + 1) in ("of", "for")
                and noun in self.lex.roles
                and end - k > 2 + (page.word(k + 2) == "the")
            ):
                self.add(self.former(k), end, (noun,), 1.7)
                return

    def _noun_before(self) -> None:
        """ "Albanian premier Dan Hoxha", "Border Watch chairman Tom Ashby", "her husband Bill"."""
        page, end = self.page, self.name.title_first
        head = self._before_brackets(end - 1)
        end = head + 1 if head == end - 1 else end
        if head < self.first or self.name.before or is_measure(page, head):
            return
        noun = noun_at(page, self.lex, max(self.first, head - 2), head)
        if page.tags[head] not in ("NN", "NNS", "NNP", "NNPS") and " " not in noun:
            return
        start = self.former(max(self.first, head - noun.count(" ")))  # "secretary of state" is one noun
        if page.tags[head] in ("NNS", "NNPS") and is_role(self.lex, singular(noun)):
            self._share(start, head + 1, singular(noun))
            return
        if page.folded[head] in self.lex.kinship:
            if not self.tie(start, page.folded[head]) and self.lex.kinship[page.folded[head]] != "-":
                self.add(start, head + 1, (noun,), 0.8)
            if not is_role(self.lex, noun):
                return
        if is_role(self.lex, noun) or is_role(self.lex, page.folded[head]) or self._acts(head):
            self.add(start, end, (noun,), 1.6 + 0.1 * (head - start))
            self.agree(noun)
        elif (office := self._plain_office(head)) is not None:
            self.add(self.former(office), end, (noun_at(page, self.lex, self.first, office),), 1.6)

    def _plain_office(self, last: int) -> int | None:
        """ "director of operations Ann Poe": the role noun whose realm, in small letters, ends at `last`."""
        k = office_of(self.page, self.lex, last, self.first)
        return k if k is not None and self.page.words[k].islower() else None

    def _before_brackets(self, i: int) -> int:
        """The token before a realm in brackets: "Deputy engineer (roads) Ann Poe"."""
        if self.page.word(i) != ")":
            return i
        for k in range(i - 1, max(self.first, i - _BRACKETS) - 1, -1):
            if self.page.words[k] == "(":
                return k - 1
            if is_role(self.lex, self.page.folded[k]):
                break
        return i

    def _share(self, start: int, end: int, noun: str) -> None:
        """ "Candidates Ann Poe, Bo Lee and Ed Ray": the plural is everybody's role who is named in one row with it."""
        page, name, finder = self.page, self.name, self
        while True:
            finder.add(start, end, (noun,), 1.1, plural=True)
            last = name.last
            while page.word(last) in (",", "and") and last < self.last:
                last += 1
            follower = self.at.get(last) if last > name.last else None
            if follower is None or follower.actor is None or len(follower.keys) < 2:
                return
            name = follower
            finder = Before(page, self.lex, name, self.actors, self.at)

    def _acts(self, head: int) -> bool:
        """An unknown noun straight before a name that ends like one who does something ("plotter", "publicist")."""
        word = self.page.folded[head]
        thing = word in self.lex.documents or word in self.lex.organisations or word in self.lex.places
        return self.page.tags[head] == "NN" and len(word) > 5 and word.endswith(_AGENTIVE) and not thing

    def _before(self) -> None:
        """ "the chairman of Border Watch, Tom Ashby," and "his wife, Ann,"."""
        page, comma = self.page, self.name.title_first - 1
        if comma <= self.first or page.words[comma] != ",":
            return
        if page.words[comma - 1] not in STOP and (noun := page.folded[comma - 1]) in self.lex.kinship:
            self.tie(self.former(comma - 1), noun)
        start = self._phrase_start(comma)
        if start is None or not self._closes(self.name.last):
            return
        head = head_of(page, start, base_end(page, start, comma))
        if head is None or not is_role(self.lex, noun_at(page, self.lex, start, head)):
            return
        if page.tag(head + 1) in ("VBD", "VBZ", "VBP", "MD"):  # "As the captain said, Ann Poe"
            return
        noun = noun_at(page, self.lex, start, head)
        self.add(start + (page.folded[start] in ARTICLES), comma, (noun,), 1.8)
        self.agree(noun)

    def _closes(self, i: int) -> bool:
        return i >= self.last or self.page.words[i] in ("of", "(", ",", ".", ";", ":", "—", "–", "-", "”", '"', ")")

    def _phrase_start(self, comma: int) -> int | None:
        """First token of the noun phrase that ends at a comma: its article, within reach and with no comma between."""
        for i in range(comma - 1, max(self.first, comma - 14) - 1, -1):
            if self.page.words[i] in STOP and self.page.words[i] != "-":
                return None
            if self.page.folded[i] in ARTICLES and not self._within_role(i - 1):
                return i
            if self.page.tags[i] == "PRP$":
                return i + 1
            if self.page.tags[i] == "POS":
                return self.possessor(i)
        return None

    def _within_role(self, i: int) -> bool:
        """A preposition after a role noun: what follows belongs to that role ("chairman of the …")."""
        return self.page.tag(i) in ("IN", "TO") and is_role(self.lex, self.page.word(i - 1))


def _heads_of_title(words: tuple[str, ...]) -> str:
    key = fold(" ".join(words)).rstrip(".")
    return lexicon().abbreviations.get(key, key)
