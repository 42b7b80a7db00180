"""Who shares a name and is somebody else: relatives as the article introduces them, fathers and sons, married couples.

In: `Page`, personal `Name`s in text order. Out: answers for `clustering`: who came in as somebody's son or wife, which
full names must not be taken for one another, which suffix tells the people of one name apart. Linear in names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from extract.annotate.people.actors import Actor
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import base_end, singular

MARITAL = word_set("Mrs Mrs. Miss Ms Ms.")
"""One person has one of these in one article."""
_APPOSED = 8
_ROW = 6
"""Given names in a row that share one surname, at most."""
_NEAR = 3
"""Full names before a relative's among which the other side of the tie is."""

_FAMILY = word_set("parents grandparents siblings twins cousins")
_SAYS_WHAT = frozenset({"NN", "NNP", "JJ", "DT", "PRP$", "CD", "HYPH"})
"""Tags of words that may tell what somebody is before the name: "the late councillor"."""

Keys = tuple[str, ...]


class Families:
    """What one article says of the ties between people who share names."""

    def __init__(self, page: Page, lex: Lexicon, names: Sequence[Name]) -> None:
        self.page, self.lex = page, lex
        full = [n for n in names if len(n.keys) > 1 and n.kind == "person"]
        bare_names = (n for n in names if len(n.keys) == 1 and not n.titles and page.quoted[n.first] < 0)
        self._by_given = Counter(n.keys[0] for n in bare_names)
        """How often each word stands alone; in "Ann and Bo Poe" Ann does not."""
        self.juniors = {n.keys for n in names if n.suffix and bare(n.suffix) != "sr"}
        self.given: set[str] = {n.keys[0] for n in names if self._is_relative(n)}
        """Given names of those who come in as somebody's wife, father …: a bare surname is rarely theirs."""
        self.surnames = self._surnames(names)
        self._by_given.subtract(self.surnames.keys())
        self._apart: set[frozenset[Keys]] = set()
        for i, name in enumerate(full):
            if self._is_relative(name):
                parents = self._named_in_tie(full[i + 1 : i + 2], name)
                others = [*full[max(0, i - _NEAR) : i], *parents]
                self._apart |= {frozenset((name.keys, other.keys)) for other in others}
                if parents:
                    self.given = (self.given - {name.keys[0]}) | {n.keys[0] for n in parents}

    def are_apart(self, one: Keys, other: Keys) -> bool:
        """Tell whether two full names are those of a relative and of whoever they are related to."""
        return one != other and frozenset((one, other)) in self._apart

    def generation(self, keys: Keys, suffix: str) -> str:
        """The suffix that tells people of one name apart; the elder of an article with a Jr. may go without his Sr."""
        found = bare(suffix)
        return "" if found == "sr" and keys in self.juniors else found

    def goes_by(self, given: str, rivals: Collection[str]) -> float:
        """Tell from 0 to 1 how much somebody goes by the given name alone, beside others of the surname."""
        most = max((self._by_given[rival] for rival in rivals), default=0)
        return self._by_given[given] / most if most else 0.0

    def lean(self, actor: Actor) -> float:
        """How an actor leans, by what is known or else by the end of the given name: "Zelmira" is she, rather."""
        given = actor.keys[0] if len(actor.keys) > 1 else ""
        unheard = not any(actor.agreement) and given not in self.lex.given
        return -1.0 if unheard and given.endswith("a") else actor.leans()

    def tie(self, name: Name) -> str | None:
        """Return husband, mother … of somebody introduced as "her husband Bo" or "his mother, Ann", else None."""
        before = name.title_first - 1
        noun = self.page.word(before - 1 if self.page.word(before) == "," else before)
        return noun if self._is_kin(noun) else None

    def _surnames(self, names: Sequence[Name]) -> dict[str, str]:
        """Given names that share the surname after their "and" ("brothers Ann and Bo Poe"), with that surname."""
        people = [n for n in names if n.kind == "person" and not n.titles]
        openers = {n.last for n in people if self._opens_a_row(n)}
        rows = (n for n in people if n.keys[0] in self.lex.given or n.last in openers or n.first - 1 in openers)
        at = {n.first: n for n in rows}
        found: dict[str, set[str]] = defaultdict(set)
        for name in at.values():
            alone = len(name.keys) == 1 or (len(name.keys) == 2 and len(name.keys[1].rstrip(".")) == 1)
            end = self._whole(at, name) if alone and not self._follows_a_name(name) else None
            if end is not None and len([k for k in end.keys if len(k.rstrip(".")) > 1]) == 2:
                found[name.keys[0]].add(end.words[-1])
        return {given: surnames.pop() for given, surnames in found.items() if len(surnames) == 1}

    def _opens_a_row(self, name: Name) -> bool:
        """Whether relatives are told before: "the parents, Ann", "brothers Ann"."""
        return kin_before(self.page, self.lex, name) and self.page.word(name.last) == "and"

    def _follows_a_name(self, name: Name) -> bool:
        """Whether the word before is capitalised too: what was read as a given name may be a surname."""
        before = name.first - 1
        named = self.page.same_paragraph(before, name.first) and self.page.tags[before] in ("NNP", "NNPS")
        return named and not self._is_kin(singular(self.page.word(before)))

    def _whole(self, at: dict[int, Name], name: Name) -> Name | None:
        """The full name that closes a row of given names: commas between, "and" before it."""
        row: Name | None = name
        for _ in range(_ROW):
            if row is None or (row is not name and len(row.keys) > 1) or self.page.word(row.last) not in (",", "and"):
                return None
            joint, row = self.page.word(row.last) == "and", at.get(row.last + 1)
            if joint:
                return row
        return None

    def _is_relative(self, name: Name) -> bool:
        before = name.title_first - 1
        noun = self.page.word(before - 1 if self.page.word(before) == "," else before)
        return self._is_kin(noun) or self._apposed(name) is not None

    def _is_kin(self, noun: str) -> bool:
        return self.lex.kinship.get(noun, "-") != "-"

    def _apposed(self, name: Name) -> int | None:
        """Token after the noun of "…, the premier's eldest son," or "…, the son of" that follows a name, or None."""
        page, first = self.page, name.last + 1
        if page.word(name.last) != "," or not page.same_paragraph(name.first, first):
            return None
        end = base_end(page, first, min(first + _APPOSED, page.bounds[page.paragraph[name.first]][1]))
        owned = page.word(end) == "of" or any(page.tags[i] in ("POS", "PRP$") for i in range(first, end))
        return end if owned and self._is_kin(page.word(end - 1)) else None

    def _named_in_tie(self, following: Sequence[Name], name: Name) -> list[Name]:
        """The parent in "Ann Poe, the daughter of Elena Poe" or "…, mother of the late councillor Elena Poe"."""
        end = self._apposed(name)
        if end is None or self.page.word(end) != "of":
            return []
        return [n for n in following if all(tag in _SAYS_WHAT for tag in self.page.tags[end + 1 : n.title_first])]


def kin_before(page: Page, lex: Lexicon, name: Name) -> bool:
    """Tell whether a plural of kinship stands right before a name: "her parents, Ann and Bo Poe"."""
    before = name.title_first - 1
    noun = before - 1 if page.word(before) == "," else before
    if page.tag(noun) != "NNS":
        return False
    return lex.kinship.get(singular(page.word(noun)), "-") != "-" or page.word(noun) in _FAMILY


def bare(suffix: str) -> str:
    """Return a suffix without its full stop, folded."""
    return suffix.rstrip(".").lower()
