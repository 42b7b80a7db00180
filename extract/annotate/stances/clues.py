"""What speaks for and against a claim, as named numbers: `sureness` weighs them, `extract.training.sureness` fits the
weights.

In: a claim with the finding or the answer of the model it rests on. Out: clues. They say what kind of word shows it,
how holder and target stand in the clause, what kind of thing the target is, who holds it and in whose words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.claims import Claim, Clues
from extract.annotate.stances.reading import Finding, Reading
from extract.annotate.stances.targets import Target, Targets
from extract.records import Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset(("the", "this", "that", "these"))
_INDEFINITE = frozenset(("a", "an", "any", "some", "no"))
_CLAUSES = frozenset(("advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp", "conj"))
_MOST_WORDS = 6
_ABOVE = 4
"""Words above a trigger whose clauses are looked at."""
_DEEPEST = 12


def logit(chance: float) -> float:
    """The logarithm of the odds of a chance, which is kept from 0 and 1."""
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


def finding_clues(claim: Claim, finding: Finding, quote: Quote | None, reading: Reading, targets: Targets) -> Clues:
    """Return the clues of what a frame found."""
    trigger = finding.trigger
    clues: Clues = {
        f"frame {claim.frame}": 1.0,
        f"frame {claim.frame} {claim.polarity}": 1.0,
        f"is {claim.polarity}": 1.0,
        "confidence": logit(claim.confidence),
        "strength": finding.strength,
        "for": float(finding.sign > 0),
        "against": float(finding.sign < 0),
        "chain": float(len(finding.chain)),
        "on terms": float(claim.condition is not None),
        "reported": float(claim.reported_by is not None),
        f"words {quote.kind if quote is not None else 'of the paper'}": 1.0,
        "quote sure": quote.confidence if quote is not None else 0.0,
        "in marks": float(reading.marks.inside(reading.offset(trigger))),
        "sentence": math.log1p(len(trigger.sent)),
        "depth": float(_depth(trigger)),
        "paragraph": math.log1p(reading.paragraph.index),
        "first paragraph": float(reading.paragraph.index == 0),
        "negated": float(any(c.dep_ == "neg" for c in trigger.children)),
    }
    clues.update((f"flag {name}", 1.0) for name, value in claim.flags.items() if value)
    clues.update(_word("trigger", trigger))
    clues.update((f"under {above.dep_}", 1.0) for above in _above(trigger) if above.dep_ in _CLAUSES)
    if finding.targets:
        clues.update(_object(finding.targets[0], trigger, len(finding.targets)))
    if finding.holders:
        holder = finding.holders[0]
        clues.update(_word("holder", holder))
        clues["holder away"] = math.log1p(abs(holder.i - trigger.i))
    clues.update(_about(claim.target, reading, targets))
    clues.update(_whose(claim, reading))
    return clues


def proposal_clues(claim: Claim, token: Token, quote: Quote | None, reading: Reading, targets: Targets) -> Clues:
    """Return the clues of what the model proposes about the target that a token heads."""
    clues: Clues = {
        f"asked, {claim.polarity}": 1.0,
        f"asked, {'quoted' if claim.quote is not None else 'named'}": 1.0,
        f"asked, words {quote.kind if quote is not None else 'of the paper'}": 1.0,
        f"asked, target is {token.ent_type_ or 'no name'}": 1.0,
    }
    clues.update(_word("asked, target", token))
    clues.update(_about(claim.target, reading, targets))
    clues.update(_whose(claim, reading))
    return clues


def _word(what: str, token: Token) -> Iterator[tuple[str, float]]:
    yield f"{what} {token.dep_}", 1.0
    yield f"{what} {token.pos_}", 1.0
    yield f"{what} {token.tag_}", 1.0


def _above(token: Token) -> Iterator[Token]:
    """A token and a few of those above it."""
    for _ in range(_ABOVE):
        yield token
        if token.head == token:
            return
        token = token.head


def _depth(token: Token) -> int:
    """How many words a token hangs below its sentence's root; a deep one counts as `_DEEPEST`."""
    for depth in range(_DEEPEST):
        if token.head == token:
            return depth
        token = token.head
    return _DEEPEST


def _object(token: Token, trigger: Token, count: int) -> Clues:
    """How the first target stands to the trigger."""
    away = token.i - trigger.i if token.doc is trigger.doc else _DEEPEST
    below = list(token.children)
    return {
        **dict(_word("target", token)),
        "target before": float(away < 0),
        "target away": math.log1p(abs(away)),
        "target definite": float(any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in below)),
        "target indefinite": float(any(c.lower_ in _INDEFINITE for c in below)),
        "target with clause": float(any(c.dep_ in ("relcl", "acl") for c in below)),
        f"target is {token.ent_type_ or 'no name'}": 1.0,
        "targets": float(count),
    }


def _about(target: Target, reading: Reading, targets: Targets) -> Clues:
    """What kind of thing a target is."""
    clues: Clues = {
        "target sure": target.sure,
        "topic": float(targets.is_topic(target)),
        "told of": math.log1p(targets.times(target)),
    }
    person = reading.by_id.get(target.person) if target.person is not None else None
    if person is not None:
        clues["conduct" if target.head != target.label else "somebody"] = 1.0
        clues[f"target {person.kind}"] = 1.0
        clues["target mentioned"] = math.log1p(len(person.mentions))
        return clues
    words = target.label.split()
    clues.update((f"target among {name}", 1.0) for name, nouns in reading.lexicon.nouns.items() if target.head in nouns)
    clues["matter"] = 1.0
    clues["trait"] = float(target.head in reading.lexicon.judgements["trait"])
    clues[f"words of target {min(len(words), _MOST_WORDS)}"] = 1.0
    clues["capital"] = float(target.label[:1].isupper())
    clues["capitals"] = float(any(w[:1].isupper() for w in words))
    clues["bare"] = float(not target.modifiers)
    return clues


def _whose(claim: Claim, reading: Reading) -> Clues:
    """Who holds it."""
    person = reading.by_id[claim.holder.person]
    return {
        f"holder {person.kind}": 1.0,
        f"holder by {claim.holder.how}": 1.0,
        "holder sure": claim.holder.sure,
        "holder with role": float(bool(person.role)),
        "holder mentioned": math.log1p(len(person.mentions)),
        "holder quoted": math.log1p(reading.said[person.id]),
    }
