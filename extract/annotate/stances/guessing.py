"""Whose a stance may be where its frame names nobody known: "a plan *to close the port*" of whoever tells it.

In: a finding without a holder. Out: a guess, unsure enough that the frame alone says nothing; with the model's view and
the other clues beside it, it may be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.reading import Finding, Holder, Reading
from extract.annotate.stances.syntax import HOPS, first, is_verb
from extract.records import Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.45
_PRONOUNS = frozenset(("he", "she", "his", "her", "him", "they", "their", "them", "it", "its"))
_NOBODYS = frozenset(("agent", "side"))
"""Frames whose noun is the holder itself: "critics of the plan"."""


def guessed(finding: Finding, reading: Reading, quote: Quote | None) -> list[Holder]:
    """Return who acts in the clauses above a finding, or else whose words it stands in; [] where neither is known."""
    if finding.frame in _NOBODYS:
        return []
    named = "pronoun" if _by_pronoun(finding) else "somebody" if finding.holders else "nobody"
    above = _acting_above(finding.trigger, reading)
    if above is not None:
        return [Holder(above, _SURE, f"guess above, {named}")]
    if quote is not None and quote.speaker is not None:
        return [Holder(quote.speaker, _SURE, f"guess quoted, {named}")]
    return []


def _by_pronoun(finding: Finding) -> bool:
    return bool(finding.holders) and finding.holders[0].lower_ in _PRONOUNS


def _acting_above(token: Token, reading: Reading) -> str | None:
    for _ in range(HOPS):
        if token.head == token:
            return None
        token = token.head
        subject = first(token, "nsubj", "nsubjpass") if is_verb(token) else None
        person = reading.person_of(subject) if subject is not None else None
        if person is not None:
            return person
    return None
