"""Words that a person typed, made safe for SQL and FTS5, and found again in a text. Pure functions.

A search is words, "phrases", prefix*, and filters: speaker: outlet: date:2024-01..2024-06 kind: state: stance: tag:.
Whatever else is typed is taken as words; nothing that is typed is ever syntax of SQL or FTS5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.records import Span

FILTERS = ("speaker", "outlet", "date", "kind", "state", "stance", "tag")
"""The names of filters, in front of a colon."""

_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word as FTS5's unicode61 sees one: letters and digits with their combining marks."""

_PART = re.compile(rf'(?:(?P<key>{"|".join(FILTERS)}):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?', re.I)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand next to each other; `prefix` lets the last one go on."""

    words: tuple[str, ...]
    prefix: bool = False

    def match(self) -> str:
        """Return the term as FTS5 wants it."""
        return match_phrase(" ".join(self.words)) + (" *" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Query:
    """A search taken apart."""

    terms: tuple[Term, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)

    def match(self) -> str:
        """Return all terms as one expression of FTS5: every one must be found. Empty where there are none."""
        return " AND ".join(term.match() for term in self.terms)

    def match_words(self) -> str:
        """As `match`, for an index without positions: the words of a phrase anywhere."""
        loose = [Term((word,), term.prefix and word is term.words[-1]) for term in self.terms for word in term.words]
        return " AND ".join(term.match() for term in loose)

    def phrases(self) -> tuple[Term, ...]:
        """Return the terms of several words, which an index without positions cannot tell from loose words."""
        return tuple(term for term in self.terms if len(term.words) > 1)


def parse(query: str) -> Query:
    """Take a search apart; never raises."""
    terms, filters = [], {}
    for part in _PART.finditer(query.replace("\0", " ")):
        value = part["phrase"] if part["phrase"] is not None else part["word"]
        if part["key"]:
            filters[part["key"].casefold()] = value.strip().removesuffix("*")
            continue
        words = tuple(_TOKEN.findall(value))
        if words:
            terms.append(Term(words, prefix=bool(part["star"]) or value.endswith("*")))
    return Query(tuple(terms), {k: v for k, v in filters.items() if v})


def escape_like(word: str) -> str:
    """Return a word whose wildcards stand for themselves; the statement says ESCAPE '\\'."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")


def match_phrase(words: str) -> str:
    """Return words as one phrase of FTS5, whatever they hold."""
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def match_prefix(word: str) -> str:
    """Return a word as a phrase of FTS5 whose last word may go on."""
    return match_phrase(word) + " *"


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word as the index keeps it: lower case, without diacritics."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def find(text: str, terms: Sequence[Term], limit: int = 50) -> list[Span]:
    """Return where terms stand in a text, in order, at most `limit`."""
    tokens = [(fold(t.group()), t.start(), t.end()) for t in _TOKEN.finditer(text)]
    found: set[Span] = set()
    for term in terms:
        found.update(_places(tokens, term, limit))
    return sorted(found)[:limit]


def first(text: str, terms: Sequence[Term]) -> Span:
    """Return the first place where a term stands, or an empty span at the start; looks no further than it must."""
    for start in range(0, len(text), _STEP):
        piece = text[start : start + _STEP + _LAP]
        last = start + len(piece) == len(text)
        for span in find(piece, terms, 3):
            if (start == 0 or span.start > 0) and (last or span.end < len(piece)):  # not half a word at a seam
                return span.shift(start)
    return Span(0, 0)


_STEP, _LAP = 1_500, 300
"""A text is looked through in pieces that lap, so that a phrase at a seam is whole in one of them."""


def _places(tokens: Sequence[tuple[str, int, int]], term: Term, limit: int) -> Iterator[Span]:
    wanted = [fold(word) for word in term.words]
    size = len(wanted)
    for at in range(len(tokens) - size + 1):
        here = [token[0] for token in tokens[at : at + size]]
        last = here[-1].startswith(wanted[-1]) if term.prefix else here[-1] == wanted[-1]
        if last and here[:-1] == wanted[:-1]:
            yield Span(tokens[at][1], tokens[at + size - 1][2])
            limit -= 1
            if not limit:
                return
