"""Names gathered under one actor each.

In: `Page` and `Name`s with their kinds. Out: `Actor`s for persons and organisations; each name's `actor` is set, or
left None with `rivals` where several fit equally well. Full names come first, over the whole article; then single
names go, in text order, to the one whose surname or given name they are. People of one surname stay apart: a bare
surname goes to the one the title or the agreement asks for, else to whom the text last turned to, else to the one it
mostly writes about. Indexed by word, so the cost is linear in names for any article people write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from extract.annotate.people.actors import Actor
from extract.annotate.people.bodies import gather_bodies, written
from extract.annotate.people.cutting import first_surnames
from extract.annotate.people.families import MARITAL, Families, bare
from extract.annotate.people.lexicon import Lexicon, fold, lexicon
from extract.annotate.people.likeness import Slips, given_fit, is_slip, is_swap, is_tail, surname
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.shown import choose_shown
from extract.records import Span

_MARGIN = 0.25
"""A bare surname is ambiguous when the two best differ by less than this."""
_MANY = 1000
_MARRIED = frozenset({"husband", "wife", "mother", "widow", "grandmother", "mum", "mom"})
_LONG = 6
"""Letters of a surname that may be a slip for another."""
_CLASHES = 0.5
_AGREES = 0.3
"""Agreement from which a courtesy is somebody's without doubt."""
_FIRST_MET = 0.2
_JUST_MET = 0.2
"""For whoever the sentences before have brought in, with nobody named since."""
_NOT_YET = 2.0
_SUFFIX = 0.4
_SOMEBODYS = 0.3
"""Less for whoever the text knows only as somebody's son, mother …"""
_COURTESY = 0.4
_GIVEN = 0.6
"""Less for whoever goes by the given name here, and so hardly by the bare surname too."""


class Gathering:
    """Actors so far, indexed by the words of their names."""

    def __init__(self, page: Page, names: Sequence[Name], labels: Sequence[Span] = ()) -> None:
        self.page = page
        self.lex: Lexicon = lexicon()
        self.names = names
        self.labels = {page.tokens(span)[0] for span in labels}
        """Tokens at which the label of a transcript begins."""
        self.actors: list[Actor] = []
        self.by_key: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        self.by_surname: dict[str, list[int]] = defaultdict(list)
        self.by_given: dict[str, list[int]] = defaultdict(list)
        self.latest = -1
        """Token of the last name placed."""
        self.full_at: dict[int, int] = {}
        self.seen_at: dict[int, int] = {}
        self.families = Families(page, self.lex, names)
        self.introduced: dict[int, int] = {}
        """Actor → token of its first full name."""
        self.by_middle: dict[str, list[int]] = defaultdict(list)
        """First of two surnames ("Peña" of Enrique Peña Soto)."""
        self.courtesies: dict[int, set[str]] = defaultdict(set)
        self.relatives: dict[int, str] = {}
        """Relatives who came in by a given name alone, with the noun that tells whose they are."""
        self._slips: dict[str, list[int]] = {}
        self.full_count: dict[int, float] = defaultdict(float)

    def add(self, actor: Actor) -> Actor:
        """Keep an actor and index its keys."""
        self.actors.append(actor)
        return actor

    def new(self, name: Name) -> Actor:
        """Make the actor of a name that fits nobody yet."""
        kind = "person" if name.kind == "person" else "organisation"
        return self.add(Actor(len(self.actors), kind, name.keys, name.suffix))

    # --- full names ---------------------------------------------------------------------------------------------------

    def gather(self) -> list[Actor]:
        """Return all named actors; sets `actor` on each name of a person or organisation."""
        people = [n for n in self.names if n.kind == "person"]
        for name in people:
            self._complete(name)
        for name in sorted((n for n in people if len(n.keys) > 1), key=lambda n: -len(n.keys)):
            self._place_full(name)
        for name in people:
            if len(name.keys) > 1:
                self._note(name)
        self._forget_positions()
        self._others_of_the_name(people)
        for name in people:
            if len(name.keys) > 1:
                self._seen(name)
            else:
                self._place_single(name)
        choose_shown(self.lex, self.actors, {n.keys[-1] for n in people if 0 < len(n.keys) < 3})
        gather_bodies(self.page, self.lex, self.names, self.new)
        return self.actors

    def _complete(self, name: Name) -> None:
        """ "Ann G. and Bo H. Poe": Ann G. is Ann G. Poe."""
        surname = self.families.surnames.get(name.keys[0])
        if surname is not None and len(name.keys) == 2 and len(name.keys[1].rstrip(".")) == 1:
            name.keys, name.words = (*name.keys, fold(surname)), (*name.words, surname)

    def _others_of_the_name(self, people: Sequence[Name]) -> None:
        """ "Mr Poe" where all with a full name are women is one more of the name, whom a bare "Poe" may mean too."""
        kin = {self.families.tie(n) for n in people if len(n.keys) == 1 and not n.titles}
        for name in people:
            wanted = {"m": 1.0, "f": -1.0}.get(name.titles[-1].agreement if name.titles else "", 0.0)
            namesakes = self.by_surname.get(name.keys[-1], ())
            if len(name.keys) > 1 or not wanted or not namesakes or self.by_key.get(("", name.keys)):
                continue
            if self.by_given.get(name.key) or any(self._is_kin_of(wanted, noun) for noun in kin):
                continue
            if all(wanted * self.actors[i].leans() < -_CLASHES for i in namesakes):
                self.by_key["", name.keys].append(self.new(name).number)

    def _place_full(self, name: Name) -> None:
        known = self.by_key.get((self.families.generation(name.keys, name.suffix), name.keys))
        hits = known or [i for i in self._near(name) if self._may_be(self.actors[i], name)]
        actor = self.actors[hits[0]] if hits else self.new(name)
        name.actor = actor.number
        if not known:
            self._index(actor, name)

    def _near(self, name: Name) -> list[int]:
        found = [*self.by_surname.get(name.keys[-1], ()), *self.by_given.get(name.keys[0], ())]
        return list(dict.fromkeys(found))[:40]

    def _index(self, actor: Actor, name: Name) -> None:
        self.by_key[self.families.generation(name.keys, name.suffix), name.keys].append(actor.number)
        for word in {name.keys[-1], surname(name.keys, self.lex)}:
            if actor.number not in self.by_surname[word]:
                self.by_surname[word].append(actor.number)
        if actor.number not in self.by_given[name.keys[0]]:
            self.by_given[name.keys[0]].append(actor.number)
        for word in first_surnames(self.lex, name.keys):
            if actor.number not in self.by_middle[word]:
                self.by_middle[word].append(actor.number)

    def _may_be(self, actor: Actor, name: Name) -> bool:
        """Tell whether a shorter or equal full name fits an actor: same surname, given names that do not conflict."""
        if self.families.generation(name.keys, name.suffix) != self.families.generation(actor.keys, actor.suffix):
            return False
        one, other = actor.keys, name.keys
        if self.families.are_apart(one, other):
            return False
        if one[-1] == other[-1] and (given_fit(self.lex, one[:-1], other[:-1]) or is_tail(one, other, self.lex)):
            return True
        if is_slip(one, other):
            return not (one[0] != other[0] and one[0] in self.lex.given and other[0] in self.lex.given)
        return (
            one[-1] != other[-1]
            and len(one) > 2
            and len(other) > 1
            and (one[: len(other)] == other or is_tail(one[:-1], other, self.lex))
        )

    # --- single names -------------------------------------------------------------------------------------------------

    def _note(self, name: Name) -> None:
        if name.actor is None:
            return
        actor = self.actors[name.actor]
        self.full_count[actor.number] += 1
        self.introduced.setdefault(actor.number, name.first)
        actor.forms[written(name)] = actor.forms.get(written(name), 0) + 1
        self._learn(actor, name)

    def _forget_positions(self) -> None:
        self.full_at.clear()
        self.seen_at.clear()

    def _seen(self, name: Name) -> None:
        if name.actor is not None and not self._is_whose_kin(name):
            self.latest = name.first
            if len(name.keys) > 1 or name.keys[:1] != self.actors[name.actor].keys[:1]:  # "Ann" tells nothing of "Poe"
                self.seen_at[name.actor] = name.first
            if len(name.keys) > 1:
                self.full_at[name.actor] = name.first

    def _is_whose_kin(self, name: Name) -> bool:
        """ "Ann Poe, mother of Bo Poe": he tells who she is, and the text goes on about her."""
        page = self.page
        of = page.heads[name.last - 1]
        return (
            page.deps[name.last - 1] == "pobj"
            and page.folded[of] == "of"
            and page.folded[page.heads[of]] in self.lex.kinship
            and page.deps[page.heads[of]] == "appos"
        )

    def _learn(self, actor: Actor, name: Name) -> None:
        actor.agree(self.lex.kinship.get(self.families.tie(name) or "", "-"), 3.0)
        for title in name.titles:
            self.courtesies[actor.number].update(MARITAL.intersection(title.words))
            actor.agree(title.agreement, 3.0)
            actor.style = actor.style or title.sort == "style"
            if title.sort in ("style", "regnal"):
                actor.descriptors.update(fold(w) for w in title.words)
            if title.sort == "regnal" or (title.sort == "style" and len(name.keys) == 1 and not actor.regnal):
                actor.regnal = " ".join(title.words)
        first = name.keys[0]
        if len(name.keys) > 1 or actor.style or actor.regnal:
            actor.agree(self.lex.given_agreement(first), 0.8)

    def _place_single(self, name: Name) -> None:
        word = name.keys[0]
        titled = name.titles[-1].sort if name.titles else ""
        fitting = self.by_surname.get(word, [])
        if titled in ("style", "regnal") or not fitting:
            fitting = [*self.by_given.get(word, ()), *(fitting if titled != "regnal" else ())]
        fitting = list(dict.fromkeys([*fitting, *self.by_key.get(("", name.keys), ())]))
        fitting = [i for i in fitting if not self._beside(name, i) and not self._holds_another_office(name, i)]
        if name.suffix:
            fitting = [i for i in fitting if bare(self.actors[i].suffix) == bare(name.suffix)] or fitting
        fitting = fitting or self.by_middle.get(word, []) or self._familiar(name) or self._mistyped(word)
        fitting = self._agreeing(name, fitting)
        if not fitting:
            self._place_alone(name)
            return
        if name.first in self.labels:  # whoever was named last before a transcript speaks in it
            fitting = [max(fitting, key=lambda i: self.seen_at.get(i, -1))]
        ranked = self._rank(name, fitting[:40])
        name.rivals = ranked
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return
        self._bind(name, self.actors[ranked[0][0]])

    def _holds_another_office(self, name: Name, actor: int) -> bool:
        """ "Secretary Poe … President Bo Poe": two, where the full name comes only later and with another office."""
        own = {t.words for t in name.titles if t.sort == "office"}
        theirs = {t.words for n in self._full_names().get(actor, ()) for t in n.titles if t.sort == "office"}
        return bool(own and theirs) and not own & theirs and self.introduced.get(actor, -1) > name.first

    def _agreeing(self, name: Name, fitting: list[int]) -> list[int]:
        """ "Mr Poe" is not Ann Poe where her husband Bo came in without a surname."""
        wanted = {"m": 1.0, "f": -1.0}.get(name.titles[-1].agreement if name.titles else "", 0.0)
        apt = [i for i in fitting if not wanted or wanted * self.actors[i].leans() > _AGREES]
        if apt or not fitting:
            return fitting
        kin = [i for i, noun in self.relatives.items() if self._is_kin_of(wanted, noun)]
        if len(kin) > 1:
            kin = [i for i in kin if self.relatives[i] in _MARRIED]
        if len(kin) != 1:
            return fitting
        married = self.relatives[kin[0]] in ("husband", "wife")
        if not married and not all(wanted * self.actors[i].leans() < -_CLASHES for i in fitting):
            return fitting
        self._take_surname(self.actors[kin[0]], name)
        return kin

    def _is_kin_of(self, wanted: float, noun: str | None) -> bool:
        agreement = self.lex.kinship.get(noun or "", "-")
        return {"m": 1.0, "f": -1.0}.get(agreement, 0.0) * wanted > 0

    def _take_surname(self, actor: Actor, name: Name) -> None:
        """ "His mother, Ann … Mrs Poe said": she is shown as Ann Poe."""
        if len(actor.keys) == 1:
            given = max(actor.forms, key=lambda f: actor.forms[f])
            actor.keys, actor.shown = (*actor.keys, name.keys[-1]), (*given, name.words[-1])

    def _beside(self, name: Name, actor: int) -> bool:
        """ "President Poe and First Lady Ann Poe": the two sides of an "and" are two people."""
        return any(
            (self.page.word(name.last) == "and" and full.title_first == name.last + 1)
            or (self.page.word(full.last) == "and" and name.title_first == full.last + 1)
            for full in self._full_names().get(actor, ())[:30]
        )

    def _familiar(self, name: Name) -> list[int]:
        """ "Jim" of James Poe, where he is the only one whose given name that is short for."""
        families = self.lex.nicknames.get(name.keys[0], frozenset())
        if name.titles or not families:
            return []
        fits = {i for family in families for i in self._by_family.get(family, ())}
        return list(fits) if len(fits) == 1 else []

    @cached_property
    def _by_family(self) -> dict[int, set[int]]:
        """Forms of one given name, by their number in the lexicon → actors with a full name who have one."""
        found: dict[int, set[int]] = defaultdict(set)
        for given, numbers in self.by_given.items():
            for family in self.lex.nicknames.get(given, ()):
                found[family].update(numbers)
        return found

    @cached_property
    def _surnames(self) -> Slips:
        return Slips(self.by_surname)

    def _mistyped(self, word: str) -> list[int]:
        """Who has a surname one letter away from a long word, or with two letters of it swapped."""
        if word not in self._slips:
            close = [s for s in self._surnames.near(word) if len(word) >= _LONG or is_swap(s, word)]
            self._slips[word] = self.by_surname[close[0]] if len(close) == 1 else []
        return self._slips[word]

    def _place_alone(self, name: Name) -> None:
        actor = self.new(name)
        self._share_surname(actor, name)
        tie = self.families.tie(name)
        if tie is not None:
            self.relatives[actor.number] = tie
        self.by_key["", name.keys].append(actor.number)
        self._bind(name, actor)

    def _share_surname(self, actor: Actor, name: Name) -> None:
        """ "Brothers Ann and Bo Poe": Ann is shown with the surname, and may be meant by it."""
        surname = self.families.surnames.get(name.keys[0])
        if surname is not None:
            actor.keys = (name.keys[0], fold(surname))
            actor.shown = (name.words[0], surname)
            self.by_surname[actor.keys[-1]].append(actor.number)

    def _bind(self, name: Name, actor: Actor) -> None:
        name.actor = actor.number
        actor.forms[written(name)] = actor.forms.get(written(name), 0) + 1
        self.full_count[actor.number] += 0.5
        self._learn(actor, name)
        self._seen(name)

    def _rank(self, name: Name, fitting: Iterable[int]) -> list[tuple[int, float]]:
        fitting = list(fitting)
        total = sum(self.full_count[i] for i in fitting) or 1.0
        givens = {self.actors[i].keys[0] for i in fitting}
        earliest = min(fitting, key=lambda i: self.introduced.get(i, len(self.page)))
        scored = [
            (i, self._fit(name, self.actors[i], total, givens) + self._standing(name, self.actors[i], i == earliest))
            for i in fitting
        ]
        return sorted(scored, key=lambda pair: -pair[1])

    def _fit(self, name: Name, actor: Actor, total: float, rivals: set[str]) -> float:
        score = self.full_count[actor.number] / total
        score += self._recency(name, actor)
        if name.keys[0] != actor.keys[0]:
            score -= _GIVEN * self.families.goes_by(actor.keys[0], rivals)
        if name.keys[0] != actor.keys[0] and actor.keys[0] in self.families.given:
            score -= 0.6 if self._gap(name, actor) != 0 else 0.2
        score += 0.9 if actor.keys == name.keys and not (name.titles and name.titles[-1].sort == "courtesy") else 0.0
        for title in name.titles:
            if title.agreement in ("m", "f"):
                score += self.families.lean(actor) * (2.0 if title.agreement == "m" else -2.0)
            if title.sort == "office":
                score += 1.5 if title.words in self._offices(actor) else 0.0
        return score

    def _standing(self, name: Name, actor: Actor, earliest: bool) -> float:
        """Who may go by a surname alone: the one the article began with, nobody it has yet to introduce, no Jr."""
        score = _FIRST_MET if earliest else 0.0
        if self.introduced.get(actor.number, -1) > name.first:
            score -= _NOT_YET
        if actor.suffix and not name.suffix:
            score -= _SUFFIX
        if -1 < self.introduced.get(actor.number, -1) < name.first and actor.number not in self.seen_at:
            score -= _SOMEBODYS
        used = self.courtesies[actor.number]
        courtesy = {w for t in name.titles if t.sort == "courtesy" for w in t.words} & MARITAL
        if courtesy and used:
            score += _COURTESY if courtesy & used else -2 * _COURTESY
        return score

    def _offices(self, actor: Actor) -> set[tuple[str, ...]]:
        return {t.words for n in self._full_names().get(actor.number, ()) for t in n.titles}

    def _full_names(self) -> dict[int, list[Name]]:
        if not hasattr(self, "_full"):
            self._full: dict[int, list[Name]] = defaultdict(list)
            for name in self.names:
                if name.actor is not None and len(name.keys) > 1:
                    self._full[name.actor].append(name)
        return self._full

    def _gap(self, name: Name, actor: Actor) -> int:
        """Paragraphs since an actor's last mention, where that was the last mention of anybody; else many."""
        at = self.seen_at.get(actor.number, -1)
        return self.page.paragraph[name.first] - self.page.paragraph[at] if at == self.latest else _MANY

    def _recency(self, name: Name, actor: Actor) -> float:
        """1 right after a mention, fading over paragraphs; 0 before the first."""
        at = self.seen_at.get(actor.number)
        if at is None:
            return 0.0
        gap = self.page.paragraph[name.first] - self.page.paragraph[at]
        close = self.page.sentence[name.first] - self.page.sentence[at] <= 1 and at == self.latest
        new = at == self.introduced.get(actor.number) == self.latest and gap <= 1
        if new:
            return _JUST_MET + 0.6 / (1 + gap)
        fresh = 0.6 if close or (self.full_at.get(actor.number, -1) == at and gap <= 1) else 0.3
        return fresh / (1 + gap)
