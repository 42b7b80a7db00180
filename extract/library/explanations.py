"""Why an annotation was made, kept readable and small: each kind of explanation once, its particulars with each row.

In: an explanation as the engine gives it. Out: two columns of the row (`why`, `why_words`) and, where it is new, one
row of `explanations`; and back, without loss. Written out in full, explanations would be larger than the articles.

A *shape* is the JSON of an explanation with holes: `{"summary":"“⟦0⟧” links the words to “⟦1⟧”.","cue":"⟦0⟧",
"distance":⟦2⟧}`; `why_words` is the JSON list of what goes into them: `["said","Ann Lee",3]`. The view `v_why` fills
them in for those who ask in SQL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.library.rows import Row, dump, load
from extract.library.store import Store
from extract.records import Annotations, Why

OPEN, CLOSE = "⟦", "⟧"
"""Around the number of a hole. A value that holds one of these is a particular as a whole."""

_HOLE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_MARKED = re.compile(r"(?<=“)[^“”]+(?=”)")

Shapes = Mapping[int, str]


class Explainer:
    """Makes the columns of one article's explanations."""

    def __init__(self, store: Store, annotations: Annotations) -> None:
        self.store = store
        self._names = _names(annotations)
        self._numbers: dict[str, int] = {}

    def columns(self, why: Why) -> Row:
        """Return the columns `why` and `why_words` of an explanation."""
        shape, words = fold(why, self._names)
        if shape not in self._numbers:
            self._numbers[shape] = _number(self.store, shape)
        return {"why": self._numbers[shape], "why_words": words}


def columns(store: Store, why: Why) -> Row:
    """Return the columns of an explanation that names nothing of an article."""
    shape, words = fold(why)
    return {"why": _number(store, shape), "why_words": words}


def shapes(store: Store, rows: Iterable[Row]) -> Shapes:
    """Return the shapes that rows refer to."""
    listed = dump(sorted({row["why"] for row in rows if row["why"] is not None}))
    found = store.conn.execute(
        "SELECT id, shape FROM explanations WHERE id IN (SELECT value FROM json_each(?))", (listed,)
    )
    return dict(found.fetchall())


def of(row: Row, known: Shapes) -> dict[str, Any]:
    """Return the explanation of a row, by the shapes that are known."""
    return {} if row["why"] is None else unfold(known[row["why"]], row["why_words"])


def _number(store: Store, shape: str) -> int:
    # + keeps SQLite from putting the shape itself into length(shape), which would hide the index from it
    known = store.value("SELECT id FROM explanations WHERE length(shape) = length(?1) AND +shape = ?1", (shape,))
    return known or store.insert("explanations", {"shape": shape})


def _names(annotations: Annotations) -> list[str]:
    """Return whom and what explanations of this article may name outside quotation marks, the longest first."""
    people = annotations.people
    names = {p.id for p in people} | {n for p in people for n in (p.name, *p.aliases)}
    names |= {s.target for s in annotations.stances}
    return sorted(filter(None, names), key=lambda name: (-len(name), name))


# --- folding ----------------------------------------------------------------------------------------------------------


def fold(why: Why, names: Sequence[str] = ()) -> tuple[str, str]:
    """Return (shape, words) of an explanation. Particulars are `names`, words in quotation marks, and numbers."""
    folding = _Folding(why, names)
    return folding.shape(why), dump(folding.words)


def unfold(shape: str, words: str) -> dict[str, Any]:
    """Return the explanation of a shape and its words."""
    fillings = [dump(v)[1:-1] if isinstance(v, str) else dump(v) for v in load(words)]
    return json.loads(_HOLE.sub(lambda hole: fillings[int(hole[1])], shape))


class _Folding:
    def __init__(self, why: Why, names: Sequence[str]) -> None:
        self.names = names
        self.marked = {words for said in _texts(why) for words in _MARKED.findall(said)}
        self.words: list[Any] = []

    def shape(self, value: Any) -> str:
        if isinstance(value, Mapping) and not any(_holds_marks(key) for key in value):
            return "{" + ",".join(f"{dump(key)}:{self.shape(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list | tuple):
            return f"[{','.join(map(self.shape, value))}]"
        if isinstance(value, str):
            return f'"{self._text(value)}"'
        return dump(value) if value is None or isinstance(value, bool) else self._hole(value)

    def _text(self, value: str) -> str:
        if value in self.marked or _holds_marks(value):
            return self._hole(value)
        said, at = "", 0
        for start, end in _particulars(value, self.names):
            said += dump(value[at:start])[1:-1] + self._hole(value[start:end])
            at = end
        return said + dump(value[at:])[1:-1]

    def _hole(self, word: Any) -> str:
        same = [n for n, known in enumerate(self.words) if known == word and type(known) is type(word)]
        if not same:
            self.words.append(word)
        return f"{OPEN}{same[0] if same else len(self.words) - 1}{CLOSE}"


def _particulars(value: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where something particular stands in a text, in order: words in marks, and names as whole words."""
    found = [match.span() for match in _MARKED.finditer(value)]
    for name in names:
        start = value.find(name)
        while start >= 0:
            end = start + len(name)
            apart = all(end <= other[0] or other[1] <= start for other in found)
            if apart and not _letter(value[start - 1 : start]) and not _letter(value[end : end + 1]):
                found.append((start, end))
            start = value.find(name, end)
    return sorted(found)


def _letter(beside: str) -> bool:
    return beside.isalnum()


def _texts(value: Any) -> Iterable[str]:
    """Yield every text within a JSON value, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)


def _holds_marks(value: str) -> bool:
    return OPEN in value or CLOSE in value
