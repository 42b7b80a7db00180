"""The words that show a stance, read from `stances.toml` and from the user's own lexicons.

In: TOML files in the format documented at the top of `assets/lexicons/stances.toml`. Out: a `Lexicon`, tables from a
lemma to what it says. The user's files come first, so their entries win; `sign = "none"` silences a word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.annotate.stances.syntax import words_of
from extract.errors import SettingsError
from extract.locations import asset, config_dir

SIGNS = {"+": 1, "-": -1, "±": 0, "none": None}
FRAME_POS = ("verb", "noun", "adjective", "agent")
OPERATOR_KINDS = ("wants", "refuses", "denies", "maybe", "past", "ends", "plain")
JUDGEMENT_POS = ("adjective", "noun", "verb", "have", "duty", "trait", "feeling")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words with an attitude of their own. `particle` is a second word that must be there ("lash *out*"); `needs` says
    what the target must be: "somebody", or a "matter", which is nobody; "" is either."""

    word: str
    sign: int | None
    target: tuple[str, ...]
    strength: float
    particle: tuple[str, ...] = ()
    conduct: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to an object; `act` is the strength where it is simply done, 0 where that shows nothing."""

    word: str
    sign: int | None
    act: float = 0.0
    particle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """A word over a clause: who wants, refuses, denies, … what the clause says."""

    word: str
    kind: str
    strength: float = 0.8
    particle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word by which a speaker judges the subject of the clause."""

    word: str
    sign: int | None
    strength: float
    particle: tuple[str, ...] = ()
    needs: str = ""


@dataclass(slots=True)
class Lexicon:
    """All tables, from a lemma to its entries, longest first."""

    frames: dict[str, dict[str, list[Frame]]] = field(default_factory=lambda: {p: {} for p in FRAME_POS})
    effects: dict[str, dict[str, list[Effect]]] = field(default_factory=lambda: {"verb": {}, "noun": {}})
    operators: dict[str, dict[str, list[Operator]]] = field(
        default_factory=lambda: {"verb": {}, "noun": {}, "adjective": {}}
    )
    judgements: dict[str, dict[str, list[Judgement]]] = field(default_factory=lambda: {p: {} for p in JUDGEMENT_POS})
    give: set[str] = field(default_factory=set)
    receive: set[str] = field(default_factory=set)
    end: set[str] = field(default_factory=set)
    phrases: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"topic": (), "refuse": (), "accept": ()})
    nouns: dict[str, set[str]] = field(
        default_factory=lambda: {
            "empty": set(),
            "cognate": set(),
            "hazards": set(),
            "blows": set(),
            "offices": set(),
            "counting": set(),
            "clutter": set(),
            "conduct": set(),
            "relational": set(),
            "vague": set(),
            "measures": set(),
            "occasions": set(),
        }
    )

    _hints: frozenset[str] = frozenset()

    def hints(self) -> frozenset[str]:
        """Return all words of attitude: a sentence without one of them hardly ever shows a stance between names."""
        if not self._hints:
            tables = (*self.frames.values(), *(self.judgements[pos] for pos in ("adjective", "noun", "verb")))
            self._hints = frozenset(word for table in tables for word in table if word not in _EVERYWHERE)
        return self._hints


_EVERYWHERE = words_of(
    "be have give take go come make put get do say succeed in on up of out over off below beneath beyond under at to "
    "above second full not"
)


def spellings(phrase: str) -> list[str]:
    """Return the phrase in its British and American spelling ("criticise", "criticize").

    >>> spellings("criticise")
    ['criticise', 'criticize']
    """
    if re.search(r"\w{4}is(e|ing|ation)\b", phrase):
        return [phrase, re.sub(r"(\w{3})is(e|ing|ation)\b", r"\1iz\2", phrase)]
    return [phrase]


def _words(row: Mapping[str, Any], where: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = row.get("words")
    if not isinstance(words, str):
        raise SettingsError(f"{where}: words is missing", hint='Write words = "back, endorse, speak out".')
    for phrase in words.split(","):
        for spelled in spellings(" ".join(phrase.casefold().split())):
            first, *rest = spelled.split() or [""]
            if first:
                yield first, tuple(rest)


def _choice(row: Mapping[str, Any], key: str, allowed: Iterable[str], where: str) -> str:
    value = row.get(key)
    if value not in (allowed := tuple(allowed)):
        raise SettingsError(f"{where}: {key} is {value!r}", hint=f"Choose one of: {', '.join(allowed)}.")
    return str(value)


def _needs(row: Mapping[str, Any], where: str) -> str:
    return _choice(row, "needs", ("somebody", "matter"), where) if "needs" in row else ""


def _strength(row: Mapping[str, Any], where: str, key: str = "strength", default: float = 0.7) -> float:
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SettingsError(f"{where}: {key} is {value!r}", hint="Give a number from 0 to 1.")
    return float(value)


def _read_frame(lexicon: Lexicon, row: Mapping[str, Any], where: str) -> None:
    table = lexicon.frames[_choice(row, "pos", FRAME_POS, where)]
    sign, strength = SIGNS[_choice(row, "sign", SIGNS, where)], _strength(row, where)
    needs = _needs(row, where)
    target = row.get("target", ["object"])
    if not isinstance(target, list) or not all(isinstance(t, str) for t in target):
        raise SettingsError(f"{where}: target is {target!r}", hint='Give a list, e.g. target = ["object", "for"].')
    for word, rest in _words(row, where):
        entry = Frame(word, sign, tuple(target), strength, rest, bool(row.get("conduct")), needs)
        table.setdefault(word, []).append(entry)


def _read_effect(lexicon: Lexicon, row: Mapping[str, Any], where: str) -> None:
    table = lexicon.effects[_choice(row, "pos", ("verb", "noun"), where)]
    sign, act = SIGNS[_choice(row, "sign", SIGNS, where)], _strength(row, where, "act", 0.0)
    for word, rest in _words(row, where):
        table.setdefault(word, []).append(Effect(word, sign, act, rest))


def _read_operator(lexicon: Lexicon, row: Mapping[str, Any], where: str) -> None:
    table = lexicon.operators[_choice(row, "pos", lexicon.operators, where)]
    kind = _choice(row, "kind", OPERATOR_KINDS, where)
    for word, rest in _words(row, where):
        table.setdefault(word, []).append(Operator(word, kind, _strength(row, where), rest))


def _read_judgement(lexicon: Lexicon, row: Mapping[str, Any], where: str) -> None:
    table = lexicon.judgements[_choice(row, "pos", JUDGEMENT_POS, where)]
    sign, needs = SIGNS[_choice(row, "sign", SIGNS, where)], _needs(row, where)
    for word, rest in _words(row, where):
        table.setdefault(word, []).append(Judgement(word, sign, _strength(row, where), rest, needs))


_READERS = {"frame": _read_frame, "effect": _read_effect, "operator": _read_operator, "judgement": _read_judgement}

_KNOWN = ", ".join((*_READERS, "support_verbs", "ellipsis", "targets"))


def read_into(lexicon: Lexicon, path: Path) -> None:
    """Add a file's entries after those that are there. Raises SettingsError with file and key where it is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise SettingsError(f"{path} cannot be read: {err}", hint="Mend it, or move it out of the folder.") from None
    for table, rows in data.items():
        if table == "support_verbs" and isinstance(rows, dict):
            for part in ("give", "receive", "end"):
                getattr(lexicon, part).update(word for word, _ in _words({"words": rows.get(part, "")}, str(path)))
        elif table == "ellipsis" and isinstance(rows, dict):
            for part, phrases in lexicon.phrases.items():
                found = tuple(" ".join((w, *rest)) for w, rest in _words({"words": rows.get(part, "")}, str(path)))
                lexicon.phrases[part] = phrases + found
        elif table == "targets" and isinstance(rows, dict):
            for part, nouns in lexicon.nouns.items():
                nouns.update(word for word, _ in _words({"words": rows.get(part, "")}, str(path)))
        elif table in _READERS and isinstance(rows, list):
            for number, row in enumerate(rows, 1):
                _READERS[table](lexicon, row, f"{path}: {table} {number}")
        else:
            raise SettingsError(f"{path}: unknown table {table!r}", hint=f"Known: {_KNOWN}.")


def _longest_first(lexicon: Lexicon) -> Lexicon:
    """A verb with its particle is tried before the bare verb; otherwise the order of reading stands."""
    for tables in (lexicon.frames, lexicon.effects, lexicon.operators, lexicon.judgements):
        for table in tables.values():
            for entries in table.values():
                entries.sort(key=lambda e: -len(e.particle))
    return lexicon


def user_lexicons() -> list[Path]:
    """Return the user's own lexicons, in order of their names."""
    folder = config_dir() / "lexicons"
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def build_lexicon(paths: Iterable[Path]) -> Lexicon:
    """Return the lexicon of these files, the first of them winning. Raises SettingsError where one is wrong."""
    lexicon = Lexicon()
    for path in paths:
        read_into(lexicon, path)
    return _longest_first(lexicon)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the bundled lexicon with the user's entries before it, read once a process."""
    return build_lexicon([*user_lexicons(), asset("lexicons", "stances.toml")])
