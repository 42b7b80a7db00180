"""Roles that stand after a name.

Letters ("MP"), party ("(D-N.C.)"), appositions ("…, 54, the former chairman of X,"), "who is" and "X is the …".
"""

from __future__ import annotations

import re

from extract.annotate.people.lexicon import fold, word_set
from extract.annotate.people.phrases import base_end, head_of, is_role, noun_at, sense
from extract.annotate.people.surroundings import ARTICLES, LONGEST, STOP, Surroundings

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COPULA = frozenset({"is", "was", "became", "remains"})
_PARTY_SENSES = word_set("democrat republican conservative liberal libertarian socialist tory independent")
"""Membership of a party: shown where the article names no office."""
_PARTIES = {"D-": "democrat", "R-": "republican", "D": "democrat", "R": "republican", "I-": "independent"}
_SEAT = re.compile(r"[A-Z]-([A-Z][a-z]+)")
"""A party and where somebody was elected: "R-Border"."""
_HEADS = {"chair": "chair", "head": "head", "lead": "leader", "run": "head", "direct": "director", "manage": "manager"}
"""Verbs for being at the head of a body, with the noun for whoever is."""
_ENDS = word_set("who whom whose which that when where while because but after before as since told says said")


_AGE_ENDS = frozenset({",", "-", "–", "—", ";", "."})


class After(Surroundings):
    """Looks to the right of one name."""

    def find(self) -> None:
        """Add what each construction gives."""
        self._after()
        self._copula()
        self._chairs()
        self._of_a_body()

    def _after(self) -> None:
        """ ", 54, the former chairman of X," and ", who is chairman of X"."""
        i = self._after_party(self._after_letters(self.name.last))
        if self.page.word(i) != "," or i >= self.last:
            return
        i += 1
        if self.page.tag(i) == "CD" and self.page.word(i + 1) in _AGE_ENDS:
            self.actor.age = int(self.page.words[i]) if self.page.words[i].isdecimal() else None
            i += 2
        if self.page.word(i) == "who" and self.page.word(i + 1) in _COPULA:
            i += 2
        indefinite = self.page.word(i) in ("a", "an") and any(t.sort == "office" for t in self.name.titles)
        self._phrase_after(i, 1.0 if indefinite else 2.0)

    def _after_party(self, i: int) -> int:
        """Step over "(D-N.C.)" and ", D-N.C."."""
        party = _PARTIES.get(self.page.words[i + 1][:2]) if i + 1 < self.last else None
        between_commas = self.page.word(i) == "," and party and self.page.word(i + 2) == "-"
        if self.page.word(i) != "(" and not between_commas:
            return i
        if party:
            seat = _SEAT.match(self.page.text, self.page.starts[i + 1])
            self.actor.descriptors.update({party, fold(seat.group(1))} if seat else {party})
        if between_commas:
            return next((j for j in range(i + 2, min(i + 8, self.last)) if self.page.words[j] == ","), i)
        for j in range(i + 1, min(i + 8, self.last)):
            if self.page.words[j] == ")":
                return j + 1
        return i

    def _after_letters(self, i: int) -> int:
        """Step over letters after a name; some are a role ("Ann Poe MP")."""
        while self.page.same_paragraph(self.name.first, i) and self.lex.suffixes.get(self.page.folded[i]) is False:
            if self.page.words[i].isupper() and self.page.folded[i] in self.lex.roles:
                self.add(i, i + 1, (self.page.folded[i],), 0.9)
            i += 1
        return i

    def _copula(self) -> None:
        """ "X is the chairman of Y"."""
        i = self.name.last
        said_of = self.page.word(i) in ("is", "was") and self.page.word(i + 1) in ARTICLES
        if said_of and self.page.quoted[i] < 0:
            self._phrase_after(i + 1, 1.0)

    def _chairs(self) -> None:
        """ "…, who chairs the planning committee": what somebody does for a body, in the article's own words."""
        page, i = self.page, self._after_party(self._after_letters(self.name.last))
        if page.word(i) != "," or page.word(i + 1) != "who" or i + 3 >= self.last:
            return
        verb = i + 2
        noun = _HEADS.get(page.lemmas[verb])
        base = base_end(page, verb + 1, min(self.last, verb + LONGEST))
        head = head_of(page, verb + 1, base)
        if noun is None or head is None or page.tags[verb] not in ("VBZ", "VBD", "NNS", "NNPS"):
            return
        if page.folded[head] in self.lex.collectives | self.lex.organisations or page.entity[head] == "ORG":
            self.add(verb, self._extent(head + 1), (noun,), 0.8)

    def _of_a_body(self) -> None:
        """ "Ann Poe of the Cape Institute said": where an expert is from, if nothing else is said of them."""
        page, of = self.page, self.name.last
        first = of + 1 + (page.word(of + 1) == "the")
        if page.word(of) != "of" or first >= self.last or len(self.name.keys) < 2 or page.entity[first] != "ORG":
            return
        end = first
        while end < self.last and page.entity_no[end] == page.entity_no[first]:
            end += 1
        self.add(of, end, (), 0.3)

    def _phrase_after(self, i: int, weight: float) -> None:
        page = self.page
        if i >= self.last or (i in self.at and not self._is_compound(i)):
            return
        start = i
        base = base_end(page, i, min(self.last, i + LONGEST))
        head = head_of(page, i, base)
        if head is None or head in self.at:
            return
        noun = noun_at(page, self.lex, i, head)
        if page.folded[head] in self.lex.kinship and not is_role(self.lex, noun):
            self._kin_after(i, head)
            return
        if page.tags[head] in ("NNS", "NNPS") or not (is_role(self.lex, noun) or self._reads_as_role(head)):
            return
        if self._opens_list(i, head):
            return
        end = self._extent(head + 1)
        if end < self.last and page.tags[end] in _FINITE:
            return  # "After talks with Ann Poe, the minister said": no comma closes it, so it is the next subject
        start += page.folded[start] in ARTICLES
        weight -= 1 if sense(self.lex, noun) in _PARTY_SENSES else 0
        self.add(start, end, (noun,), weight + (0.3 if start > i else 0))
        self.agree(noun)

    def _reads_as_role(self, head: int) -> bool:
        """An unknown noun right after a name, with "of", "for" or "at" behind it ("senior fellow for …")."""
        page = self.page
        known = page.folded[head] in self.lex.organisations or page.folded[head] in self.lex.places
        return (
            page.tags[head] == "NN"
            and page.word(head + 1) in ("of", "for", "at")
            and not known
            and page.quoted[head] < 0
        )

    def _is_compound(self, i: int) -> bool:
        """A name that opens the apposition as modifier: "Poe's campaign manager"."""
        name = self.at[i]
        return self.page.tag(name.last) in ("POS", "NN")

    def _opens_list(self, i: int, head: int) -> bool:
        """ "Smith, police officer Jones and …": the noun belongs to the next name."""
        return head + 1 in self.at and self.page.word(head + 1) != ","

    def _kin_after(self, start: int, head: int) -> None:
        noun = self.page.folded[head]
        self.agree_kin(noun)
        for i in range(start, head):
            if self.page.tags[i] in ("PRP$", "POS"):
                self.actor.ties.append((noun, i))
        end = self._extent(head + 1)
        owned = self.page.folded[start] in ARTICLES or self.page.tags[start] == "PRP$"
        self.add(start + owned, end, (noun,), 0.9)

    def _extent(self, i: int) -> int:
        """How far a role reaches after its head: over "of", "for", "at", "in" and "and" phrases, to the next stop."""
        page = self.page
        limit = min(self.last, i + LONGEST)
        while i < limit and page.words[i] not in STOP:
            if page.folded[i] in _ENDS or page.tags[i] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "VB"):
                break
            if page.folded[i] == "and" and not self._role_follows(i + 1):
                break
            i += 1
        while page.folded[i - 1] in ("and", "of", "for", "the", "at", "in", "to", "on", "with"):
            i -= 1
        return i

    def _role_follows(self, i: int) -> bool:
        end = base_end(self.page, i, min(self.last, i + 8))
        head = head_of(self.page, i, end)
        return head is not None and (
            is_role(self.lex, self.page.folded[head])
            or (self.page.tags[head] in ("NNP", "NNPS") and self.page.entity[head] != "PERSON")
        )
