"""The word lists of the people engine, read once from assets/lexicons.

In: nothing. Out: `Lexicon`, plain sets and dicts of folded words. No list decides who is a person by itself: titles,
roles and organisation words are evidence, given names and agreement are weak evidence inside coreference only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.locations import asset

Agreement = str
"""m, f, or - where a word says nothing. Kept inside coreference; never part of a record."""


@dataclass(frozen=True)
class Title:
    """A title as written; `sort` is courtesy, style, regnal or office."""

    words: tuple[str, ...]
    sort: str
    agreement: Agreement


@dataclass(frozen=True)
class Lexicon:
    """All word lists. Keys are folded (`fold`), multi-word keys have single spaces."""

    titles: dict[str, Title]
    longest_title: int
    roles: dict[str, tuple[Agreement, str]]
    abbreviations: dict[str, str]
    kinship: dict[str, Agreement]
    persons: frozenset[str]
    groups: frozenset[str]
    organisations: frozenset[str]
    collectives: frozenset[str]
    institutions: frozenset[str]
    documents: frozenset[str]
    authored: dict[str, int]
    """Nouns for documents, those that may stand for one another with one number."""
    places: frozenset[str]
    aimed: frozenset[str]
    shared: frozenset[str]
    productions: frozenset[str]
    calendar: frozenset[str]
    function_words: frozenset[str]
    particles: frozenset[str]
    suffixes: dict[str, bool]
    nicknames: dict[str, frozenset[int]]
    given: dict[str, Agreement]

    def title(self, words: list[str]) -> Title | None:
        """Return the title these words are, as written, or None."""
        hit = self.titles.get(" ".join(words))
        if hit is None and words and all(w.isupper() for w in words):
            hit = self.titles.get(" ".join(w.capitalize() for w in words))
        return hit

    def role(self, noun: str) -> tuple[Agreement, str] | None:
        """Return (agreement, sense) of a noun that names people by what they do, or None."""
        return self.roles.get(noun)

    def given_agreement(self, name: str) -> Agreement:
        """Return the agreement of a folded given name; of one with a hyphen, that of its first part."""
        return self.given.get(name) or self.given.get(name.split("-")[0], "-")

    def same_given(self, one: str, other: str) -> bool:
        """Tell whether two folded given names may be one: equal, initial and name, or forms of one name."""
        if one == other:
            return True
        a, b = one.rstrip("."), other.rstrip(".")
        if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
            return True
        return bool(self.nicknames.get(a, frozenset()) & self.nicknames.get(b, frozenset()))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, white space between them, as a set."""
    return frozenset(words.split())


def fold(text: str) -> str:
    """Return a word for comparing: no case, no accents, plain apostrophes and hyphens."""
    if text.isascii():
        return text.lower()
    text = text.replace("’", "'").replace("‐", "-").replace("‑", "-")
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).casefold()


def _rows(name: str) -> Iterator[list[str]]:
    for line in asset("lexicons", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for row in _rows(name) for word in row[0].split())


def _nicknames() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, row in enumerate(_rows("nicknames")):
        for name in row[0].split():
            families.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


def _roles(titles: dict[str, Title]) -> dict[str, tuple[Agreement, str]]:
    """Role nouns, and titles of office that are words and no abbreviations."""
    found = {}
    for title in titles.values():
        key = fold(" ".join(title.words))
        if title.sort == "office" and not key.endswith("."):
            found[key] = (title.agreement, key)
    return found | {fold(row[0]): (row[1], row[2]) for row in _rows("roles")}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the word lists, read at the first call."""
    titles = {row[0]: Title(tuple(row[0].split()), row[1], row[2]) for row in _rows("titles")}
    return Lexicon(
        titles=titles,
        longest_title=max(len(t.words) for t in titles.values()),
        roles=_roles(titles),
        abbreviations={row[0]: row[1] for row in _rows("abbreviations")},
        kinship={fold(row[0]): row[1] for row in _rows("kinship")},
        persons=_words("persons"),
        groups=_words("groups"),
        organisations=_words("organisations"),
        collectives=_words("collectives"),
        institutions=_words("institutions"),
        documents=_words("documents"),
        authored={fold(w): number for number, row in enumerate(_rows("authored")) for w in row[0].split()},
        places=_words("places"),
        productions=_words("productions"),
        aimed=_words("aimed"),
        shared=_words("shared"),
        calendar=_words("calendar"),
        function_words=_words("function_words"),
        particles=_words("particles"),
        suffixes={fold(row[0]): row[1] == "distinct" for row in _rows("suffixes")},
        nicknames=_nicknames(),
        given={fold(row[0]): row[1] for row in _rows("given_names")},
    )
