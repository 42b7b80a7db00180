"""Where statements come from: the words of a quotation in, the few statements that may be it out.

`LibraryRecord` asks the library's full-text search for a few of the quotation's words at a time, so that the cost
does not grow with the library; `ListRecord` looks through statements held in memory. Rejected statements are no
record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rapidfuzz import fuzz, process

from extract.errors import NotFoundError
from extract.library.views import Statement
from extract.verify.compare import Token, tokens

if TYPE_CHECKING:
    from extract.library.library import Library

RUN = 3
"""How many telling words are looked for together."""

RUNS = 8
"""How many such sets of one quotation are looked for at most."""

MOST = 8
"""How many statements of one quotation are compared at most."""

HITS = 40
"""How many hits of one set are looked at; a set with more says little."""

TELLING = 4
"""The least length of a word that tells one statement from another; shorter ones are in all of them."""


_WORD = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """An article in which the words stand, though not as anybody's."""

    article_id: str
    title: str


class Record(Protocol):
    """What a draft is checked against."""

    def candidates(self, quotation: str) -> list[Statement]:
        """Return the statements that may hold this quotation, likeliest first."""
        ...

    def places(self, quotation: str) -> list[Place]:
        """Return articles in whose text the quotation stands, statement or not."""
        ...

    def names(self, person_id: str) -> list[str]:
        """Return every name of a person that is on record."""
        ...


class ListRecord:
    """Statements in memory."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = [s for s in statements if s.state != "rejected"]

    def candidates(self, quotation: str) -> list[Statement]:
        """Return the nearest statements by rapidfuzz's partial ratio (Levenshtein), likeliest first."""
        choices = [levelled(s.exact) for s in self.statements]
        best = process.extract(levelled(quotation), choices, scorer=fuzz.partial_ratio, limit=MOST, score_cutoff=50)
        return [self.statements[i] for _, _, i in best]

    def places(self, quotation: str) -> list[Place]:
        """Return nothing: a list of statements has no articles' text."""
        return []

    def names(self, person_id: str) -> list[str]:
        """Return the names under which the statements have the person."""
        return [s.person_name for s in self.statements if s.person_id == person_id and s.person_name]


class LibraryRecord:
    """The statements of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._statements: dict[str, dict[str, Statement]] = {}
        self._names: dict[str, list[str]] = {}

    def candidates(self, quotation: str) -> list[Statement]:
        """Return the statements that share most sets of words with the quotation, rare sets counting most."""
        shared: dict[tuple[str, str], float] = defaultdict(float)
        for run in _runs(tokens(quotation)):
            hits = self.library.search("kind:quote " + " ".join(f'"{word}"' for word in run), limit=HITS)
            for hit in hits:
                if hit.article_id:
                    shared[(hit.article_id, hit.id)] += len(run) / len(hits)
        found = (self._of(article).get(quote) for article, quote in sorted(shared, key=lambda k: -shared[k])[:MOST])
        return [s for s in found if s is not None and s.state != "rejected"]

    def places(self, quotation: str) -> list[Place]:
        """Return articles that hold all the quotation's words in a row; none for a few everyday words."""
        words = [t.key for t in tokens(quotation) if t.word]
        if sum(len(word) >= TELLING for word in words) < RUN:
            return []
        hits = self.library.search(f'kind:article "{" ".join(words)}"', limit=MOST)
        return [Place(h.article_id, h.article_title or "") for h in hits if h.article_id]

    def names(self, person_id: str) -> list[str]:
        """Return every name that articles gave the person."""
        if person_id not in self._names:
            try:
                page = self.library.person(person_id)
                self._names[person_id] = [page.row.name, *(name for name, _, _ in page.names)]
            except NotFoundError:
                self._names[person_id] = []
        return self._names[person_id]

    def _of(self, article_id: str) -> dict[str, Statement]:
        if article_id not in self._statements:
            rows = self.library.quotes(article=article_id, limit=10**6)
            self._statements[article_id] = {s.id: s for s in rows}
        return self._statements[article_id]


def levelled(words: str) -> str:
    """Return words for comparing: signs and case away."""
    return " ".join(t.key.casefold() for t in tokens(words) if t.word)


def _runs(found: list[Token]) -> Iterator[list[str]]:
    """All its words, then sets of RUN neighbours among the telling ones, spread evenly over the quotation."""
    words = list(dict.fromkeys(word for t in found if t.word for word in _WORD.findall(t.key)))
    telling = [w for w in words if len(w) >= TELLING or w.isdigit()] or words[:RUN]
    last = max(0, len(telling) - RUN)
    count = min(RUNS, last + 1)
    starts = dict.fromkeys(round(i * last / max(1, count - 1)) for i in range(count))
    if len(words) > RUN:
        yield words
    yield from (telling[start : start + RUN] for start in starts if telling)
