"""What speaks for a name being a person's, an organisation's or a place's: the witnesses that `kinds` hears.

In: `Page` and one `Name`. Out: votes added to its `Evidence`. Each witness looks at the name's own words, the words
beside it or its place in the sentence; none decides by itself, save a title or an age, which are `firm`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from extract.annotate.people.bodily import is_bodily, takes_up
from extract.annotate.people.cutting import given
from extract.annotate.people.families import kin_before
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import (
    Phrase,
    is_measure,
    is_role,
    phrase_at,
)

_SORT = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
_TO = ("to", "by")
_WHERE = word_set("in at near outside inside")
_OUT_OF = word_set("from in of at near outside")
_WITH = word_set("alongside beside like unlike versus vs than")
_SUBJECTS = ("nsubj", "nsubjpass")
SHIPS = frozenset({"MV", "HMS", "USS", "SS", "RMS", "MT", "FV", "RRS", "INS", "HMAS", "HMCS"})
_APPOSED = 9
"""Tokens after a name in which its apposition's noun must stand."""
_ON_THE_FIELD = word_set(
    "captain manager striker midfielder defender goalkeeper winger coach skipper boss forward player"
)
"""Whose these are is a club: "the Harbour captain"."""
_SEATS = word_set(
    "mp mps msp ms td tds mep meps mla senator lawmaker councillor backbencher backbench legislator congressman"
)
"""Who has one is called by the party: "one Harbour MP"."""
_SOME = word_set("a an one another two three several some many")
_WORKS = word_set("series film movie show sitcom drama novel album song book musical opera podcast videogame game blog")
_HEADS = word_set(
    "director chairman chairwoman chair head president founder co-founder ceo dean editor secretary treasurer member "
    "members"
)
"""Whose "of" is followed by a body or a place."""
_NAMING = word_set("name identified")
_SAYING = word_set("say tell add claim warn report announce believe argue explain")
_SOMEBODY = word_set("man woman boy girl teenager person resident witness neighbour neighbor")
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_CAMEL = re.compile(r"[a-z]{2}[A-Z][a-z]|[a-z][A-Z]{2}|^[A-Z][a-z][A-Z]$")
_PREFIXED = re.compile(r"(?:Mc|Mac|De|Del|Di|Da|Du|La|Le|Van|Von|Fitz|Ap|San|St)[A-Z]")
_AGED = re.compile(r"(?:year|month|week)-old\s$")
_TOLD = word_set("told tell tells asked asks thanked urged informed reminded assured interviewed")


@dataclass
class Evidence:
    """Votes for one key over the article."""

    count: int = 0
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    labels: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pointed: int = 0
    """How often "the" stands before it."""
    firm: bool = False
    """A witness that settles it: a title before the name, an age after it."""

    plain: bool = False
    """Words of the dictionary or a plural, no given name among them: "Morning Ledger", "Poe Grants"."""

    @property
    def steady(self) -> bool:
        """Whether spaCy calls it a person every time."""
        return 0 < self.count == self.labels["person"]


def testify(page: Page, lex: Lexicon, name: Name, heads: set[int], seen: Evidence) -> None:
    """Hear every witness on one name; `heads` are the tokens of attributions' sources."""
    seen.count += 1
    before = page.word(name.title_first - 1)
    seen.labels[_SORT.get(name.label, "other" if name.label else "")] += 1
    votes = seen.votes
    known = len(name.keys) > 1 and given(lex, name.keys[0])
    if page.tags[name.last - 1] == "NNPS" and name.label != "PERSON" and not known:
        votes["person"] -= 3
        votes["other"] += 2
    seen.plain = _is_plain(page, lex, name)
    _by_title(page, lex, name, seen)
    _by_before(page, lex, name, seen)
    _by_after(page, lex, name, seen)
    _by_company(page, name, seen)
    _by_firm(page, lex, name, seen)
    _by_spelling(page, name, seen)
    if (name.first in heads or name.last - 1 in heads) and before not in ("(", *_TO[: 2 * (len(name.keys) == 1)]):
        votes["person"] += 1.2 if not modifies(page, name) else 0
        votes["organisation"] += 0.8
    dep = page.deps[name.last - 1]
    if dep in ("nsubj", "nsubjpass") and page.tags[page.heads[name.last - 1]].startswith("VB"):
        votes["person"] += 0.4
        votes["organisation"] += 0.3
    if page.word(name.last) in _ON_THE_FIELD and modifies(page, name):
        votes["organisation"] += 1.5
        votes["person"] -= 1.0
    if _SCORE.fullmatch(page.word(name.last)) or (
        page.tag(name.last) == "CD" and page.word(name.last + 1) in ("-", "–")
    ):
        votes["organisation"] += 2.0
        votes["person"] -= 2.0
    if page.word(name.last) in _SEATS and before in _SOME and not known:
        votes["organisation"] += 3.0
        votes["person"] -= 3.0
    if modifies(page, name) and page.words[name.last] in lex.places:
        votes["place"] += 2.0  # "the Poe mountains"
        votes["person"] -= 1.5
    if modifies(page, name) and not _is_in_office(page, name):
        votes["other"] += 0.8
        votes["organisation"] += 0.3


def _by_spelling(page: Page, name: Name, seen: Evidence) -> None:
    """ "DataHarbour", "AfD" and, among words in small letters, "RTÉ" are no surnames; "McPoe" and "DiLund" are."""
    word = name.words[-1]
    camel = len(name.keys) == 1 and _CAMEL.search(word) and not _PREFIXED.match(word)
    capitals = len(word) > 2 and word.isalpha() and word.isupper() and not page.titled[page.paragraph[name.first]]
    if (camel or (capitals and not name.titles)) and not name.suffix:
        seen.votes["organisation"] += 3
        seen.votes["person"] -= 3
    portfolio = page.tag(name.last) == "POS" and page.tag(name.last + 1) in ("NN", "NNS", "JJ")
    if portfolio and any(page.word(name.last + k).startswith("spokes") for k in (2, 3)) and not name.titles:
        seen.votes["organisation"] += 4  # "Harbour First's housing spokesman"
        seen.votes["person"] -= 3


def _is_plain(page: Page, lex: Lexicon, name: Name) -> bool:
    inside = [i for i in range(name.first, name.last) if page.words[i][:1].isalpha()]
    if len(inside) < 2 or name.titles or any(given(lex, key) for key in name.keys[:1]):
        return False
    if page.tags[inside[-1]] == "NNPS" and page.is_word[inside[-1]]:
        return True
    first, *others = inside
    acronym = page.words[first].isupper() and len(others) > 1 and len(page.words[first]) > 2
    if not (page.is_word[first] or acronym) or len(name.keys[0].rstrip(".")) == 1:
        return False
    return all(page.is_word[i] or (page.words[i].isupper() and len(page.words[i]) < 5) for i in others)


def _is_of_dictionary(page: Page, lex: Lexicon, name: Name) -> bool:
    """Several words, all of the dictionary, none a given name."""
    inside = range(name.first, name.last)
    return len(name.keys) > 1 and not given(lex, name.keys[0]) and all(page.is_word[i] for i in inside)


def modifies(page: Page, name: Name) -> bool:
    """A name straight before a common noun ("Grexit boats", "Poe spokesman")."""
    return page.tag(name.last) in ("NN", "NNS") and page.same_paragraph(name.last - 1, name.last)


def _by_title(page: Page, lex: Lexicon, name: Name, seen: Evidence) -> None:
    placed = name.label in ("GPE", "LOC") and not given(lex, name.keys[0])
    for title in name.titles:
        if _is_of_dictionary(page, lex, name) and title.sort == "office":
            seen.votes["person"] += 1  # "a President Executive Order"
            continue
        seen.votes["person"] += 4
        seen.firm = seen.firm or title.sort != "office" or name.label in ("PERSON", "") or len(name.keys) > 1
    before = name.title_first - 1
    if (
        page.tag(before) in ("NN", "NNP")
        and page.same_paragraph(before, name.first)
        and not name.titles
        and name.label != "NORP"
    ):
        noun = page.word(before)
        if (noun in lex.roles or noun in lex.kinship) and noun not in lex.shared and not is_measure(page, before):
            seen.votes["person"] += 0.8 if placed else 2.5


def _by_before(page: Page, lex: Lexicon, name: Name, seen: Evidence) -> None:
    before, noun = page.word(name.title_first - 1), page.word(name.title_first - 2)
    votes, known = seen.votes, given(lex, name.keys[0])
    if before == "," and page.tag(name.title_first - 2) == "NN":
        votes["person"] += 2.5 if noun in lex.kinship or noun in lex.roles else 0
        seen.firm = seen.firm or (lex.kinship.get(noun, "-") != "-" and len(name.keys) <= 3)
    if kin_before(page, lex, name) and page.word(name.last) == "and":
        votes["person"] += 2.5
        seen.firm = True
    if before in _WORKS and page.tag(name.title_first - 1) == "NN" and not name.titles:
        votes["other"] += 3
        votes["person"] -= 2
    if before == "of" and noun in _HEADS and not name.titles and page.tag(name.title_first - 2) in ("NN", "NNP"):
        votes["organisation"] += 2
        votes["person"] -= 3
    if is_given_as_name(page, name):
        votes["person"] += 4
        seen.firm = True
    if before in _TOLD and (name.label != "ORG" or known):
        votes["person"] += 1.2
    if len(name.keys) == 1 and _is_in_office(page, name):
        votes["person"] += 2.5
    elif before == "the" and not name.titles and (seen.pointed >= seen.count - 1 or not modifies(page, name)):
        # in "the Poe campaign" it belongs to the noun, unless the name never stands without it
        votes["person"] -= 2
        votes["organisation"] += 1 if name.label != "NORP" else 0
        seen.pointed += 1
    if before in ("of", "at") and noun in lex.roles:
        votes["organisation"] += 0.6 if name.label not in ("GPE", "LOC", "PERSON") else 0
    if before == "old" and _AGED.search(page.text, max(0, page.starts[name.first] - 12), page.starts[name.first]):
        votes["person"] += 2
    if _opens_an_address(page, name) and not name.titles:
        votes["place"] += 3
        votes["person"] -= 3
    if before == "of" and noun in lex.places:
        votes["place"] += 3
        votes["person"] -= 3
    if before == "in" and name.label in ("GPE", "LOC", "FAC"):
        votes["place"] += 0.6
    if _is_within(page, lex, name):
        votes["person"] -= 0.8 if known else 2
        votes["place"] += 0.5


def is_given_as_name(page: Page, name: Name) -> bool:
    """ "Who gave her name only as Ann", "gave only her first name, Ann", "a man known as Bo"."""
    before = name.title_first - 1
    words = set(page.folded[max(0, before - 4) : max(0, before)])
    if page.word(before) not in (",", "as", "by") or not page.same_paragraph(name.first, before):
        return False
    if page.word(before - 1) == "known":
        return page.word(before) == "as" and page.word(before - 2) in _SOMEBODY
    first = before > 0 and page.word(before) == "," and page.word(before - 1) == "name"
    return first or (page.word(before) in ("as", "by") and bool(words & _NAMING))


def _is_in_office(page: Page, name: Name) -> bool:
    """ "The Poe administration" and, where spaCy sees somebody, "the Poe era"."""
    after = page.words[name.last] if name.last < len(page) and name.label not in ("NORP", "GPE", "LOC") else ""
    return after in ("administration", "presidency") or (after in ("era", "years") and name.label == "PERSON")


def _is_within(page: Page, lex: Lexicon, name: Name) -> bool:
    """ "In Poe Bridge", "the member for Poe Bridge": where somebody is, or what they are the member of."""
    before = page.word(name.title_first - 1)
    placed = before in _WHERE and not name.titles and page.tag(name.last) != "POS"
    return placed or (before in ("for", "of", "from") and page.word(name.title_first - 2) in lex.roles)


def _by_after(page: Page, lex: Lexicon, name: Name, seen: Evidence) -> None:
    after, ahead = page.word(name.last), page.word(name.last + 1)
    votes, known = seen.votes, given(lex, name.keys[0])
    if after == "who":
        votes["person"] += 1.5
    if after == "from" and len(name.keys) == 2 and page.tag(name.last + 1) in ("DT", "NNP") and name.label != "ORG":
        speaks = page.deps[name.last - 1] == "nsubj" and page.lemmas[page.heads[name.last - 1]] in _SAYING
        votes["person"] += 2 if speaks else 0  # "Ann Poe from the fire service says"
        seen.firm = seen.firm or speaks
    if after != ",":
        return
    aged = page.tag(name.last + 1) == "CD" and page.word(name.last + 2) == "," and name.label != "DATE"
    if aged and ahead.isdigit() and len(ahead) <= 3:
        votes["person"] += 3
        seen.firm = seen.firm or len(name.keys) > 1
    if ahead == "which" and (page.opens[name.first] or page.deps[name.last - 1] in _SUBJECTS):
        votes["person"] -= 2.5
        votes["organisation"] += 1.5
    if ahead in ("who", "whose") and name.label not in ("GPE", "LOC") and not _is_within(page, lex, name):
        votes["person"] += 2
    apposed = _apposed(page, lex, name)
    placed = name.label in ("GPE", "LOC") and not known
    if apposed is None or _ends_an_address(page, name) or (placed and apposed.noun in lex.kinship):
        return
    if apposed.noun not in lex.shared and _is_shared(lex, apposed.noun):
        votes["organisation"] += 0.5 if known and name.label == "PERSON" else 2
        votes["person"] -= 0 if known else 1
    elif (is_role(lex, apposed.noun) or apposed.noun in lex.kinship) and not {
        apposed.noun,
        page.folded[apposed.head],
    } & _bodies(lex):
        votes["person"] += 3
        seen.firm = seen.firm or (len(name.keys) > 1 and name.keys[-1] not in lex.organisations)
    elif apposed.noun in lex.collectives:
        votes["organisation"] += 3
        votes["person"] -= 2


def _opens_an_address(page: Page, name: Name) -> bool:
    """ "From Hilton Head, South Carolina,": a place, whatever spaCy calls it."""
    state = name.last + 1
    if (
        page.word(name.first - 1) not in _OUT_OF
        or page.word(name.last) != ","
        or page.entity[state : state + 1] != ["GPE"]
    ):
        return False
    while page.entity[state : state + 1] == ["GPE"]:
        state += 1
    return page.word(state) in (",", ".", ")", "and", "who")


def _ends_an_address(page: Page, name: Name) -> bool:
    """ "His resort in Aberdeen, Scotland, the former president said": a place after a place and a comma."""
    before = name.title_first - 2
    return name.label in ("GPE", "LOC") and page.word(before + 1) == "," and page.words[before][:1].isupper()


def _by_company(page: Page, name: Name, seen: Evidence) -> None:
    """One word that spaCy calls a person, put beside persons ("unlike Poe", "Ann Lee or Poe") or owning something."""
    if len(name.keys) > 1 or name.label != "PERSON":
        return
    before, last = page.word(name.title_first - 1), name.last - 1
    head = page.heads[last]
    paired = page.deps[last] == "conj" and head != last and page.entity[head] == "PERSON"
    owns = page.tag(name.last) == "POS" and before != "the"
    seen.votes["person"] += 0.6 if before in _WITH or paired or owns else 0


def _by_firm(page: Page, lex: Lexicon, name: Name, seen: Evidence) -> None:
    """What only a body has or is called: shares, a committee of its own, "its" staff, "trade union" before the name."""
    bodily = is_bodily(page, lex, name)
    if bodily or (takes_up(page, name, ("its",)) and not given(lex, name.keys[0])):
        seen.votes["organisation"] += 2 if bodily else 1.2
        seen.votes["person"] -= 2.5 if bodily else 0.8
        seen.votes["place"] += 1.2 if not bodily and name.label in ("GPE", "LOC") else 0
    if takes_up(page, name, ("his", "her")):
        seen.votes["person"] += 1.5
    if len(name.words) > 1 and name.words[0] in SHIPS:
        seen.votes["other"] += 6


def _is_shared(lex: Lexicon, noun: str) -> bool:
    """A noun that companies bear too: of the list, or a compound of one that no list has ("chipmaker")."""
    tail = noun.rsplit("-", 1)[-1].rsplit(" ", 1)[-1]
    return tail in lex.shared or (noun not in lex.roles and any(tail.endswith(s) for s in lex.shared if len(s) > 4))


def _apposed(page: Page, lex: Lexicon, name: Name) -> Phrase | None:
    """What an apposition after a name and its comma says it is: "…, a nurse from Leeds," and "…, a retailer,"."""
    first = name.last + 1
    last = min(first + _APPOSED, page.bounds[page.paragraph[name.first]][1])
    phrase = phrase_at(page, lex, first, last) if first < last else None
    if phrase is None or phrase.plural or page.words[phrase.head][:1].isupper():
        return None
    if page.tag(phrase.last) in ("VBD", "VBZ") and page.lemmas[phrase.last] in _SAYING:
        return None  # "They had fled Poe, an official said"
    if phrase.head == first and not (page.word(first + 1) == "of" and page.tags[first] == "NN"):
        return None  # "Ann Poe, chairman of the board," and not "Ann Poe, mayor and …"
    return None if any(page.words[i] == "," for i in range(first, phrase.head)) else phrase


def _bodies(lex: Lexicon) -> frozenset[str]:
    return lex.collectives | lex.organisations | lex.shared
