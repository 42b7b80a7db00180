"""What a person may choose about an export, and the one place where those choices are applied.

In: a `Reading` and `Options`. Out: the same reading with only what is to be shown, so that no format filters by itself.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Literal, get_args

from extract.errors import UsageError
from extract.library.views import Origin, QuoteView, Reading, StanceView, State, Statement
from extract.records import CueClass

Unreviewed = Literal["mark", "omit", "include"]
Links = Literal["wiki", "markdown", "none"]
Table = Literal["quotes", "people", "stances"]

READABLE: tuple[CueClass, ...] = ("speech", "writing")
"""The cue classes a note shows unless asked for more: what was said or written, not what was thought or wished."""


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of an export.

    `unreviewed`: items nobody has decided on are marked as such, omitted, or included without a mark (formats for
    programs always say the state). `min_confidence` (0…1) holds back unreviewed items of the machine below it; what a
    person accepted or made is never held back. `classes` and `min_confidence` None mean each format's own default:
    notes and pages show speech and writing, and notes only what is `SURE_ENOUGH`; formats for programs show everything.
    `links` says how notes point at each other. `table` picks the table where CSV goes to one stream.
    """

    unreviewed: Unreviewed = "mark"
    min_confidence: float | None = None
    include_rejected: bool = False
    classes: tuple[CueClass, ...] | None = None
    links: Links = "wiki"
    table: Table = "quotes"

    def __post_init__(self) -> None:
        _check("unreviewed", self.unreviewed, get_args(Unreviewed))
        _check("links", self.links, get_args(Links))
        _check("table", self.table, get_args(Table))
        for name in self.classes or ():
            _check("classes", name, get_args(CueClass))
        if self.min_confidence is not None and not 0.0 <= self.min_confidence <= 1.0:
            raise UsageError(f"min_confidence is {self.min_confidence}", hint="Give a number from 0 to 1.")

    def or_else(self, *, classes: tuple[CueClass, ...], min_confidence: float | None = None) -> Options:
        """Return the options with a format's own defaults where nothing was chosen."""
        least = min_confidence if self.min_confidence is None else self.min_confidence
        return replace(self, classes=self.classes or classes, min_confidence=least)

    def unsure(self) -> Options:
        """Return the options with nothing held back for the machine being unsure of it."""
        return replace(self, min_confidence=0.0)

    def shows(self, state: State, origin: Origin, confidence: float) -> bool:
        """Tell whether something in this state is to be exported."""
        if state == "rejected":
            return self.include_rejected
        if state == "accepted":
            return True
        return self.unreviewed != "omit" and (origin == "person" or confidence >= (self.min_confidence or 0.0))

    def marks(self, state: State) -> bool:
        """Tell whether a note has to say the state: rejected always, unreviewed where marks are asked for."""
        return state == "rejected" or (state == "unreviewed" and self.unreviewed == "mark")


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{name} is {value!r}", hint=f"Use one of: {', '.join(allowed)}.")


def chosen(reading: Reading, options: Options) -> Reading:
    """Return the reading with only what the options let through.

    References stay whole: a quote whose speaker was rejected has no speaker, a stance whose holder was rejected is not
    shown, and a stance that rests on a quote left out keeps its own words.
    """
    people = {p.id for p in reading.people if p.state != "rejected" or options.include_rejected}
    said = options.classes
    quotes = tuple(
        q if q.speaker in people else replace(q, speaker=None)
        for q in reading.quotes
        if options.shows(q.state, q.origin, q.confidence) and (said is None or q.cue_class in said)
    )
    kept = {q.id for q in quotes}
    stances = tuple(
        s if s.quote in kept else replace(s, quote=None)
        for s in reading.stances
        if options.shows(s.state, s.origin, s.confidence) and s.holder in people
    )
    return replace(
        reading,
        people=tuple(p for p in reading.people if p.id in people),
        quotes=tuple(sorted(quotes, key=_place)),
        stances=tuple(sorted(stances, key=_place)),
    )


def chosen_statements(statements: tuple[Statement, ...], options: Options) -> tuple[Statement, ...]:
    """Return the receipts of a person or target that the options let through, in the order given."""
    said = options.classes
    return tuple(
        s
        for s in statements
        if options.shows(s.state, "machine", s.confidence)
        and (said is None or s.cue_class is None or s.cue_class in said)
    )


def _place(item: QuoteView | StanceView) -> tuple[int, str]:
    spans = item.content if isinstance(item, QuoteView) else item.evidence
    return (spans[0].start if spans else sys.maxsize, item.id)
