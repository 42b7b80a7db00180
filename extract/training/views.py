"""Articles with their stances annotated by hand, as `tests.bench.stances` measures on and the stance model learns from.

A file opens with the stances a reader found, a line each, then `---`, then the text:

    - Ames|union → merger|takeover        somebody whose name or role has one of these words opposes such a target
    ?+ Lowe → review                      arguable: counts neither way
    + Lowe → review ~ asked for a review ~ wants one        the words that show it, wherever the article does

The sign is + supports, - opposes, c conditional, m mixed, . any. Left and right of the arrow are regular expressions,
in whatever case, that are searched in the holder's names and role and in the target's label. Only what learns from the
articles needs the words that show a stance; they are in the text as they stand, but for white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.records import Person, Polarity, Span

SIGNS: dict[Polarity, str] = {"supports": "+", "opposes": "-", "conditional": "c", "mixed": "m"}
_LINE = re.compile(r"(\??)([-+cm.]) (.+?) → (.+?)((?: ~ .+)*)")

Verdict = Literal["right", "arguable", "polarity", "wrong"]


@dataclass(frozen=True)
class View:
    """A stance as a reader found it; `holder` and `target` are patterns of which a word has to be there."""

    sign: str
    holder: re.Pattern[str]
    target: re.Pattern[str]
    arguable: bool
    shown: tuple[Span, ...] = ()

    def is_about(self, holder: str, target: str) -> bool:
        """Whether it is of that holder and target."""
        return bool(self.holder.search(holder) and self.target.search(target))

    def is_right(self, polarity: Polarity) -> bool:
        """Whether that polarity is its sign."""
        return self.sign in (".", SIGNS[polarity])


@dataclass(frozen=True)
class Gold:
    """One article and its stances."""

    name: str
    text: str
    stances: tuple[View, ...]

    def verdict(self, holder: str, target: str, polarity: Polarity) -> tuple[Verdict, list[int]]:
        """What a reader would say of a stance, and which of the stances found it is."""
        about = [k for k, view in enumerate(self.stances) if view.is_about(holder, target)]
        right = [k for k in about if self.stances[k].is_right(polarity)]
        if any(not self.stances[k].arguable for k in right):
            return "right", right
        if right:
            return "arguable", right
        return ("polarity" if any(not self.stances[k].arguable for k in about) else "wrong"), []


def read_gold(path: Path) -> Gold:
    """Read one annotated article. Raises ValueError where a line of the head is none, or its words are not there."""
    head, _, text = f"\n{path.read_text(encoding='utf-8')}".partition("\n---\n")
    found = []
    for line in head.split("\n")[1:]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{path.name}: no stance: {line}")
        arguable, sign, holder, target, shown = match.groups()
        patterns = (re.compile(words, re.IGNORECASE) for words in (holder, target))
        spans = tuple(_place(words, text, path) for words in shown.split(" ~ ")[1:])
        found.append(View(sign, *patterns, bool(arguable), spans))
    return Gold(path.stem, text, tuple(found))


def read_golds(folder: Path) -> Iterator[Gold]:
    """Yield the annotated articles of a folder, by name. Raises ValueError as `read_gold` does."""
    return (read_gold(path) for path in sorted(folder.glob("*.txt")))


def _place(words: str, text: str, path: Path) -> Span:
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    if match is None:
        raise ValueError(f"{path.name}: these words are not in the text: {words}")
    return Span(*match.span())


def names_of(person: Person | None) -> str:
    """What a holder's pattern is searched in: name, aliases and role."""
    return " / ".join((person.name, *person.aliases, person.role or "")) if person is not None else ""


def target_of(label: str, person: Person | None) -> str:
    """What a target's pattern is searched in: the label, and the name of the person it is about."""
    return f"{label} / {person.name if person is not None else ''}"
