"""Descriptions that stand for somebody named: "the premier", "the Republican nominee", "his wife".

In: `Page`, actors with their roles, references so far. Out: rankings of actors. A description fits whoever has a role
of the same sense whose proper words do not conflict ("the Democratic nominee" is not the Republican one); ties of
kinship are followed only where the article has named both sides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from extract.annotate.people.actors import Actor
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import Phrase, is_role, phrase_at, sense

_INVERSE = {"husband": ("wife",), "wife": ("husband",), "father": ("son", "daughter"), "mother": ("son", "daughter")}
_INVERSE |= {"son": ("father", "mother"), "daughter": ("father", "mother"), "brother": ("brother", "sister")}
_INVERSE |= {"sister": ("brother", "sister")}
_SPOUSES = {"husband": "m", "wife": "f"}
_PLAIN = word_set("the former then current late new old longtime veteran senior junior own fellow")
_BENEATH = word_set("prime vice deputy assistant lieutenant attorney shadow acting under sub")
"""What makes another office of one: the vice president is not the president, a health minister is the minister."""
_PORTFOLIOS = word_set("minister secretary commissioner undersecretary")
_EXACT = 0.25
"""Added where the very noun is the role's: "the premier" is the premier rather than the prime minister."""
_LATEST = 0.15
_MOST = 50
"""Actors of one role that are looked at for a description."""
PARTIES = word_set(
    "democratic republican democrat labor labour conservative tory liberal green libertarian sdlp snp bjp"
)
_AT_THE_HEAD = word_set("boss manager coach chief captain skipper head leader owner chairman chairwoman president")
"""Of whom one body has one, by whatever noun."""
COMPATRIOTS = word_set(
    "dane swede finn pole turk spaniard scot briton englishman irishman frenchman dutchman welshman englishwoman"
    " irishwoman frenchwoman dutchwoman"
)
"""One of a people, by a noun that is no adjective."""
_YEARS = {"teenager": (13, 19), "teen": (13, 19), "schoolboy": (4, 18), "schoolgirl": (4, 18), "pensioner": (60, 120)}
"""Nouns that say how old somebody is, in years."""
_AGE = re.compile(r"(\d{1,3})-year-old")
EVERYBODY = frozenset(
    {"man", "woman", "person", "guy", "lady", "child", "victim", "suspect", "friend", "one", "source"}
)


class Descriptions:
    """Answers for one article; actors are indexed by the senses of their roles."""

    def __init__(self, page: Page, lex: Lexicon, actors: Sequence[Actor]) -> None:
        self.page, self.lex, self.actors = page, lex, actors
        self.by_sense: dict[str, list[int]] = defaultdict(list)
        self.kin: dict[tuple[int, str], int] = {}
        self.by_surname: dict[str, list[int]] = defaultdict(list)
        self.by_age: dict[int, list[int]] = defaultdict(list)
        for actor in actors:
            if actor.age is not None:
                self.by_age[actor.age].append(actor.number)
            self.index(actor)
            if actor.kind == "person" and len(actor.keys) > 1:
                self.by_surname[actor.keys[-1]].append(actor.number)

    def index(self, actor: Actor) -> None:
        """Let an actor be found by the senses of its roles; to be called again when it gets a role."""
        for word in self._senses(actor):
            if actor.number not in self.by_sense[word]:
                self.by_sense[word].append(actor.number)

    def _senses(self, actor: Actor) -> set[str]:
        found = {sense(self.lex, h) for role in actor.roles for h in role.heads} | actor.descriptors
        for head in (h for role in actor.roles for h in role.heads if " " in h):
            first, _, last = head.rpartition(" ")
            if first.split()[0] not in _BENEATH:
                found.add(sense(self.lex, last))
        return found

    def definite(self, i: int, last: int) -> Phrase | None:
        """Return the description that opens with "the" at token `i`, or None where it names nobody by a role."""
        phrase = phrase_at(self.page, self.lex, i, min(last, i + 8))
        if self.age(i) is not None:
            end = max(i + 2, phrase.last if phrase is not None else 0)
            while end < last and self.page.joined(end):
                end += 1
            return Phrase(i, end, end - 1, self.page.folded[end - 1], False)
        if phrase is None or phrase.plural or phrase.head == i:
            return None
        if not (is_role(self.lex, phrase.noun) or sense(self.lex, phrase.noun) in self.by_sense):
            return None
        return phrase

    def age(self, i: int) -> int | None:
        """Return the age in a description that opens at token `i`: 34 in "the 34-year-old mother"."""
        k = i + 1
        while self.page.tag(k) in ("JJ", "VBN", ","):  # "the bearded, 34-year-old gardener"
            k += 1
        hit = _AGE.match(self.page.text, self.page.starts[k]) if k < len(self.page) else None
        return int(hit.group(1)) if hit else None

    def rank(self, phrase: Phrase, met: Callable[[int], int | None]) -> list[tuple[int, float]]:
        """Return who a description may stand for, best first; `met` tells the token at which an actor was last met."""
        age = self.age(phrase.first)
        if age is not None:
            return [(n, 1.2) for n in self.by_age[age] if met(n) is not None]
        if phrase.noun in _YEARS:
            first, last = _YEARS[phrase.noun]
            return [(n, 1.0) for a in range(first, last + 1) for n in self.by_age.get(a, ()) if met(n) is not None]
        if phrase.noun in EVERYBODY:
            return []
        if is_body(self.lex, phrase.noun):
            return []
        wanted = sense(self.lex, phrase.noun)
        numbers = self.by_sense.get(wanted, ())
        if not numbers and " " in phrase.noun:
            numbers = self.by_sense.get(phrase.noun.rsplit(" ", 1)[-1], ())
        beneath = self._beneath(phrase)
        for word in beneath:
            numbers = [*self.by_sense.get(word, ())[:_MOST], *numbers[:_MOST]]
        last = [(n, met(n)) for n in numbers[: 2 * _MOST]]
        scored = [
            (n, self._fit(self.actors[n], phrase, at))
            for n, at in last
            if at is not None and (not beneath or self._is_beneath(self.actors[n], beneath))
        ]
        scored = self._favour_latest(scored, {n: self.page.paragraph[at] for n, at in last if at is not None})
        return sorted((s for s in scored if s[1] > 0), key=lambda s: -s[1])

    def _beneath(self, phrase: Phrase) -> set[str]:
        """ "Deputy" of "the deputy governor": what makes the office another one."""
        words = {*self.page.folded[phrase.first : phrase.head], *phrase.noun.split()[:-1]}
        return words & _BENEATH

    def _is_beneath(self, actor: Actor, words: set[str]) -> bool:
        own = {w for role in actor.roles for h in role.heads for w in h.split()}
        return words <= own | {m for role in actor.roles for m in role.modifiers} | actor.descriptors

    def _favour_latest(self, scored: list[tuple[int, float]], met: dict[int, int]) -> list[tuple[int, float]]:
        """Add to whoever was met in a later paragraph than all others."""
        latest = [n for n, at in met.items() if at == max(met.values())]
        return [(n, score + _LATEST if latest == [n] and score > 0 else score) for n, score in scored]

    def _fit(self, actor: Actor, phrase: Phrase, at: int) -> float:
        words = {self.page.folded[i] for i in range(phrase.first, phrase.head)} - _PLAIN
        proper = {self.page.folded[i] for i in range(phrase.first, phrase.head) if self.page.words[i][:1].isupper()}
        own = {m for role in actor.roles for m in role.modifiers} | actor.descriptors
        missing = {w for w in proper - own if not any(akin(w, m) for m in own)}
        if missing & self._nations(phrase) and own & PARTIES:
            return 0.0
        if self.is_of_another_body(actor, phrase):
            return 0.0
        if missing & self._places and own & self._places:
            return 0.0  # "the Heath senator" is not Ann Poe, D-Border
        if sense(self.lex, phrase.noun.rsplit(" ", 1)[-1]) in _PORTFOLIOS and self._other_portfolio(phrase, own):
            return 0.0
        gap = self.page.paragraph[phrase.first] - self.page.paragraph[at]
        if missing and gap > 1:
            return 0.0  # "the Highlands member" two paragraphs after a member of whom no Highlands were told
        agreement = self.lex.roles.get(phrase.noun, ("-", ""))[0]
        lean = actor.leans() * {"m": 1.0, "f": -1.0}.get(agreement, 0.0)
        exact = any(phrase.noun == head for role in actor.roles for head in role.heads)
        return (
            0.6
            + 0.4 / (1 + gap)
            + (_EXACT if exact else 0.0)
            + 0.3 * len(words & own)
            - 0.25 * len(missing)
            + (min(0.0, lean))
        )

    def _other_portfolio(self, phrase: Phrase, own: set[str]) -> bool:
        """ "The industry minister" is not the trade minister."""
        page = self.page
        words = {page.folded[i] for i in range(phrase.first, phrase.head) if page.tags[i] == "NN"}
        return bool(words) and bool(own) and not any(akin(w, m) or w == m for w in words for m in own)

    def is_of_another_body(self, actor: Actor, phrase: Phrase) -> bool:
        """ "The Rovers boss" is not the United manager, where the article speaks of both clubs."""
        proper = (i for i in range(phrase.first, phrase.head) if self.page.words[i][:1].isupper())
        theirs = {b for i in proper for b in self._bodies.get(self.page.folded[i], ())}
        nouns = _AT_THE_HEAD if phrase.noun in _AT_THE_HEAD else {phrase.noun}
        roles = [role for role in actor.roles if nouns & set(role.heads)] if theirs else []
        own = {b for role in roles for word in role.modifiers for b in self._bodies.get(word, ())}
        return bool(own and theirs) and not own & theirs

    @cached_property
    def _bodies(self) -> dict[str, set[int]]:
        """Word → the organisations in whose names it stands."""
        found: dict[str, set[int]] = defaultdict(set)
        for actor in self.actors:
            for key in actor.keys if actor.kind == "organisation" else ():
                found[key].add(actor.number)
        return found

    @cached_property
    def _places(self) -> set[str]:
        """The article's words for countries, states and towns."""
        return {w for w, entity in zip(self.page.folded, self.page.entity, strict=True) if entity == "GPE"}

    def _nations(self, phrase: Phrase) -> set[str]:
        """Parties and nationalities among the words of a description."""
        return {self.page.folded[i] for i in range(phrase.first, phrase.head) if self.page.entity[i] == "NORP"}

    # --- kinship ------------------------------------------------------------------------------------------------------

    def tie(self, owner: int, noun: str, other: int) -> None:
        """Keep that `other` is the owner's wife, son …, and what follows the other way round."""
        if owner == other:
            return
        self.kin.setdefault((owner, noun), other)
        for back in _INVERSE.get(noun, ()):
            self.kin.setdefault((other, back), owner)

    def relative(self, owner: int, noun: str) -> int | None:
        """Return who the owner's wife, son … is, where the article says so or only one of that surname can be meant."""
        known = self.kin.get((owner, noun))
        if known is not None or noun not in _SPOUSES:
            return known
        return self._spouse(owner, _SPOUSES[noun])

    def _spouse(self, owner: int, agreement: str) -> int | None:
        keys = self.actors[owner].keys
        if not keys:
            return None
        others = [n for n in self.by_surname.get(keys[-1], ()) if n != owner]
        fits = [n for n in others if self.actors[n].leans() * (1 if agreement == "m" else -1) > 0.3]
        return fits[0] if len(fits) == 1 else None


def is_body(lex: Lexicon, noun: str) -> bool:
    """Tell whether a noun names a body and nobody's office: "the budget office"."""
    tail = noun.rsplit(" ", 1)[-1]
    return not is_role(lex, noun) and (tail in lex.collectives or tail in lex.organisations or tail in lex.institutions)


def akin(one: str, other: str) -> bool:
    """Tell whether two words are of one stem: "Albania" and "Albanian", "Democrat" and "Democratic"."""
    n = min(len(one), len(other))
    return n >= 4 and one[: max(4, n - 2)] == other[: max(4, n - 2)]
