"""Roles: what the article says somebody is, with the words' span and the organisation in them.

In: `Page`, `Name`s bound to actors. Out: roles added to the actors, fullest first, and ties between people ("his wife,
Ann"). Constructions: title before the name (Prime Minister Sir …), noun before the name (Border Watch chairman …),
apposition after ("…, the former chairman of X,") and before ("the chairman of X, …,"), "who is", "X is the …".
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotate.people.actors import Actor, Role
from extract.annotate.people.lexicon import Lexicon, fold, lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import base_end, head_of, is_role, noun_at

_STOP = word_set(", . ; : ( ) — – ',  ,  ,  ,  ,  , ")
_COPULA = frozenset({"is", "was", "became", "remains"})
_LONGEST = 24


def find_roles(page: Page, names: Sequence[Name], actors: Sequence[Actor]) -> None:
    """Add roles and ties to the actors of personal names."""
    lex = lexicon()
    at = {n.title_first: n for n in names if n.kind == "person"}
    named = {i for n in names if n.kind == "person" for i in range(n.first, n.last)}
    met: set[int] = set()
    for name in names:
        if name.actor is None or name.kind != "person":
            continue
        actor = actors[name.actor]
        _Finder(page, lex, name, actor, at).find()
        if actor.number not in met and not actor.roles:
            _Finder(page, lex, name, actor, at).spelt_out(named)
        met.add(actor.number)
    for actor in actors:
        actor.roles.sort(key=lambda r: -r.weight)


class _Finder:
    """Looks around one name."""

    def __init__(self, page: Page, lex: Lexicon, name: Name, actor: Actor, at: dict[int, Name]) -> None:
        self.page, self.lex, self.name, self.actor, self.at = page, lex, name, actor, at
        self.first, self.last = page.bounds[page.paragraph[name.first]]

    def find(self) -> None:
        """Add what each construction gives."""
        self._title()
        self._noun_before()
        self._before()
        self._after()
        self._copula()

    # --- before the name ----------------------------------------------------------------------------------------------

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
        start = self._former(start)
        self._add(start, end, heads, 1.2 + 0.1 * (end - start))

    def _is_office_of(self, before: tuple[int, int]) -> bool:
        return self.page.entity[before[1] - 1] in ("GPE", "ORG", "LOC", "NORP", "FAC", "")

    def _former(self, start: int) -> int:
        """Take in "former", "New York City", "Albanian" and the like before a role."""
        i = start - 1
        while i >= self.first and (self.page.folded[i] in _BEFORE or self._is_modifier(i)):
            i -= 1
        return i + 1

    def _is_modifier(self, i: int) -> bool:
        page = self.page
        if page.words[i] in ("'s", "’s", "-"):
            return i - 1 >= self.first and page.tags[i - 1] in ("NNP", "NNPS", "NN") and page.entity[i - 1] != "PERSON"
        if page.entity[i] == "PERSON" and page.folded[i] in self._person_words():
            return False
        return page.tags[i] in ("NNP", "NNPS", "JJ", "NN", "HYPH") and page.words[i] not in _STOP

    def _person_words(self) -> set[str]:
        return {self.page.folded[self.name.first]}

    def _noun_before(self) -> None:
        """ "Albanian premier Dan Hoxha", "Border Watch chairman Tom Ashby", "her husband Bill"."""
        head = self.name.title_first - 1
        page = self.page
        if head < self.first or page.tags[head] not in ("NN", "NNP", "NNPS") or self.name.before:
            return
        noun = noun_at(page, self.lex, max(self.first, head - 2), head)
        start = self._former(head)
        if page.folded[head] in self.lex.kinship:
            if not self._tie(start, page.folded[head]) and self.lex.kinship[page.folded[head]] != "-":
                self._add(start, head + 1, (noun,), 0.8)
            if not is_role(self.lex, noun):
                return
        if is_role(self.lex, noun) or is_role(self.lex, page.folded[head]) or self._acts(head):
            self._add(start, head + 1, (noun,), 1.6 + 0.1 * (head - start))
            self._agree(noun)

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
        if page.words[comma - 1] not in _STOP and (noun := page.folded[comma - 1]) in self.lex.kinship:
            self._tie(self._former(comma - 1), noun)
        start = self._phrase_start(comma)
        if start is None or not self._closes(self.name.last):
            return
        head = head_of(page, start, base_end(page, start, comma))
        if head is None or not is_role(self.lex, noun_at(page, self.lex, start, head)):
            return
        noun = noun_at(page, self.lex, start, head)
        self._add(start + (page.folded[start] in _ARTICLES), comma, (noun,), 1.8)
        self._agree(noun)

    def _closes(self, i: int) -> bool:
        return i >= self.last or self.page.words[i] in ("of", "(", ",", ".", ";", ":", "—", "–", "-", "”", '"', ")")

    def _phrase_start(self, comma: int) -> int | None:
        """First token of the noun phrase that ends at a comma: its article, within reach and with no comma between."""
        for i in range(comma - 1, max(self.first, comma - 14) - 1, -1):
            if self.page.words[i] in _STOP and self.page.words[i] != "-":
                return None
            if self.page.folded[i] in _ARTICLES and not self._within_role(i - 1):
                return i
            if self.page.tags[i] == "PRP$":
                return i + 1
            if self.page.tags[i] == "POS":
                return self._possessor(i)
        return None

    def _within_role(self, i: int) -> bool:
        """A preposition after a role noun: what follows belongs to that role ("chairman of the …")."""
        return self.page.tag(i) in ("IN", "TO") and is_role(self.lex, self.page.word(i - 1))

    def _tie(self, start: int, noun: str) -> bool:
        """Note a kinship by the possessor straight before the noun; the owner is found later."""
        page = self.page
        self._agree_kin(noun)
        owner = start - 1
        if page.tag(owner) in ("PRP$", "POS") and owner >= self.first:
            self.actor.ties.append((noun, owner))
            first = start if page.tag(owner) == "PRP$" else self._possessor(owner)
            self._add(first, self._noun_end(start), (noun,), 0.9)
            return True
        return False

    def _possessor(self, i: int) -> int:
        """First token of the name before a possessive sign."""
        j = i
        while j - 1 >= self.first and self.page.tags[j - 1] in ("NNP", "NNPS"):
            j -= 1
        return j

    def _noun_end(self, i: int) -> int:
        while self.page.tag(i) in ("JJ", "NN", "HYPH", "NNS") and i < self.name.title_first:
            i += 1
        return i

    # --- after the name -----------------------------------------------------------------------------------------------

    def _after(self) -> None:
        """ ", 54, the former chairman of X," and ", who is chairman of X"."""
        i = self._after_party(self.name.last)
        if self.page.word(i) != "," or i >= self.last:
            return
        i += 1
        if self.page.tag(i) == "CD" and self.page.word(i + 1) == ",":
            i += 2
        if self.page.word(i) == "who" and self.page.word(i + 1) in _COPULA:
            i += 2
        indefinite = self.page.word(i) in ("a", "an") and any(t.sort == "office" for t in self.name.titles)
        self._phrase_after(i, 1.0 if indefinite else 2.0)

    def _after_party(self, i: int) -> int:
        """Step over "(D-N.C.)"."""
        if self.page.word(i) != "(":
            return i
        party = _PARTIES.get(self.page.words[i + 1][:2]) if i + 1 < self.last else None
        if party:
            self.actor.descriptors.add(party)
        for j in range(i + 1, min(i + 8, self.last)):
            if self.page.words[j] == ")":
                return j + 1
        return i

    def _copula(self) -> None:
        """ "X is the chairman of Y"."""
        i = self.name.last
        said_of = self.page.word(i) in ("is", "was") and self.page.word(i + 1) in _ARTICLES
        if said_of and self.page.quoted[i] < 0:
            self._phrase_after(i + 1, 1.0)

    def spelt_out(self, named: set[int]) -> None:
        """ "Their prime minister was the first to agree.

        Ann Poe said …": a subject that the next full name spells out.
        """
        page, name = self.page, self.name
        opens = all(page.sentence[i] == page.sentence[name.first] for i in range(name.title_first, name.first))
        before = name.title_first - 1
        if len(name.keys) < 2 or not opens or before < self.first or page.sentence[before] == page.sentence[name.first]:
            return
        if page.deps[name.last - 1] != "nsubj" or name.titles:
            return
        start = before
        while start > self.first and page.sentence[start - 1] == page.sentence[before]:
            start -= 1
        if any(i in named for i in range(start, before)):
            return
        self._subject_role(start, before)

    def _subject_role(self, start: int, end: int) -> None:
        page = self.page
        for i in range(start, end):
            if page.deps[i] != "nsubj" or page.tags[i] != "NN" or page.quoted[i] >= 0:
                continue
            first = i
            while first > start and page.tags[first - 1] in ("NN", "JJ", "PRP$", "DT", "POS", "NNP", "HYPH"):
                first -= 1
            noun = noun_at(page, self.lex, first, i)
            if is_role(self.lex, noun) and page.tags[first] in ("PRP$", "DT") and noun not in _RELATIONS:
                self._add(first + 1, i + 1, (noun,), 0.6)
                self.actor.spelt_out = (first, i + 1)
                return

    def _phrase_after(self, i: int, weight: float) -> None:
        page = self.page
        if i >= self.last or (i in self.at and not self._is_compound(i)):
            return
        start = i
        base = base_end(page, i, min(self.last, i + _LONGEST))
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
        start += page.folded[start] in _ARTICLES
        self._add(start, end, (noun,), weight + (0.3 if start > i else 0))
        self._agree(noun)

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
        self._agree_kin(noun)
        for i in range(start, head):
            if self.page.tags[i] in ("PRP$", "POS"):
                self.actor.ties.append((noun, i))
        end = self._extent(head + 1)
        owned = self.page.folded[start] in _ARTICLES or self.page.tags[start] == "PRP$"
        self._add(start + owned, end, (noun,), 0.9)

    def _extent(self, i: int) -> int:
        """How far a role reaches after its head: over "of", "for", "at", "in" and "and" phrases, to the next stop."""
        page = self.page
        limit = min(self.last, i + _LONGEST)
        while i < limit and page.words[i] not in _STOP:
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
            is_role(self.lex, self.page.folded[head]) or self.page.tags[head] in ("NNP", "NNPS")
        )

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _agree(self, noun: str) -> None:
        hit = self.lex.role(noun)
        self.actor.agree(hit[0] if hit else "-", 2.0)

    def _agree_kin(self, noun: str) -> None:
        self.actor.agree(self.lex.kinship.get(noun, "-"), 3.0)

    def _add(self, first: int, last: int, heads: tuple[str, ...], weight: float) -> None:
        if last <= first:
            return
        span = self.page.span(first, last)
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


_PARTIES = {"D-": "democrat", "R-": "republican", "D": "democrat", "R": "republican", "I-": "independent"}
_RELATIONS = frozenset({"spokesman", "spokeswoman", "spokesperson", "source", "official", "aide", "friend", "lawyer"})
_AGENTIVE = ("er", "or", "ist", "ian", "eer", "man", "woman")
_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE = word_set("former ex acting interim then deputy outgoing incoming retired late longtime veteran senior junior")
_ENDS = word_set("who whom whose which that when where while because but after before as since told says said")


def _heads_of_title(words: tuple[str, ...]) -> str:
    key = fold(" ".join(words)).rstrip(".")
    return lexicon().abbreviations.get(key, key)
