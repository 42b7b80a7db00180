"""The cue lexicon of assets/lexicons/cues.toml, read once.

In: nothing but the bundled file. Out: `Lexicon`, which answers what a lemma reports (its cue class) and which
complements hold the content (its frames).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extract.errors import ModelError
from extract.locations import asset
from extract.records import CueClass


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one cue lemma; `frames` are c, x, o, q or prepositions (see the file's head)."""

    cue_class: CueClass
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words by part of speech."""

    verbs: Mapping[str, Entry]
    nouns: Mapping[str, Entry]
    adjectives: Mapping[str, Entry]
    adverbs: frozenset[str]
    introducers: tuple[tuple[str, ...], ...]
    lemmas: Mapping[str, str]
    denial_verbs: frozenset[str]
    silence: frozenset[str]
    beats: frozenset[str]
    not_speakers: frozenset[str]

    def verb(self, lemma: str) -> Entry | None:
        """Return the entry of a verb's lemma, or None."""
        return self.verbs.get(self.lemmas.get(lemma, lemma))

    def lemma(self, lemma: str) -> str:
        """Return the lemma with the tagger's known slips mended."""
        return self.lemmas.get(lemma, lemma)


def stems(form: str) -> Iterator[str]:
    """Yield what the base of an English verb form in lower case may be: "insisted" → insist, insiste."""
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            base = form.removesuffix(ending)
            yield base
            yield base + "e"
            if base[-1] == base[-2]:
                yield base[:-1]
            if base[-1] == "i":
                yield base[:-1] + "y"


def _entries(tables: Mapping[CueClass, Mapping[str, str]]) -> dict[str, Entry]:
    return {
        lemma: Entry(cue_class, frozenset(frames.split()))
        for cue_class, table in tables.items()
        for lemma, frames in table.items()
    }


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the bundled cue lexicon. Raises ModelError where the file is missing or damaged."""
    path = asset("lexicons", "cues.toml")
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Lexicon(
            verbs=_entries(data["verbs"]),
            nouns=_entries(data["nouns"]),
            adjectives=_entries(data["adjectives"]),
            adverbs=frozenset(data["adverbs"]["speech"]),
            introducers=tuple(tuple(p.split()) for p in data["introducers"]["phrases"]),
            lemmas=data["lemmas"],
            denial_verbs=frozenset(data["denial"]["verbs"]),
            silence=frozenset(data["denial"]["silence"]),
            beats=frozenset(data["beats"]["verbs"]),
            not_speakers=frozenset(data["labels"]["not_speakers"].split()),
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"The cue lexicon {path} cannot be read: {error}", hint="Reinstall onrecord.") from error
