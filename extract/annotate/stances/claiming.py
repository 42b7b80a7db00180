"""From a finding to claims: who holds it, what it is about, and how surely the words of the frame show it.

In: what a frame found in one place. Out: a claim for each holder and target that can be named. A claim's confidence is
what the frame alone makes of it; its clues are what `sureness` weighs together with the model's view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.claims import Claim
from extract.annotate.stances.clues import finding_clues
from extract.annotate.stances.evidence import evidence_of
from extract.annotate.stances.guessing import guessed
from extract.annotate.stances.modality import Modality, modality
from extract.annotate.stances.phrases import counted
from extract.annotate.stances.reading import BODIES, Finding, Holder, Reading
from extract.annotate.stances.syntax import words_of
from extract.annotate.stances.targets import Target, Targets
from extract.records import Polarity, Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

FLOOR = 0.05
"""Claims less sure than this are none."""

_SECOND_HAND = 0.72
_NOBODYS = frozenset(("PERSON", "GPE", "NORP"))
"""Names of people and places, which are no matter."""

_OFFICE_HOLDERS = words_of("minister governor mayor president premier secretary manager chairman officer leader")
"""Nouns of offices that a duty left undone is held against, whoever holds them."""

_BESIDE_MARKS = 0.8
"""Of what is said partly in marks, a verdict outside of them may be the paper's own."""

_DOING = ("wanted effect", "wanted act", "act", "ought", "wanted")

_JUDGING = ("judged", "does", "has", "ought")

_TERMS = 0.72
"""How sure it is that somebody would do what they name a condition for."""

_WILLING = 0.95
"""How sure an act makes a stance where somebody names the terms on which they would do it, in their own words."""


def claims_of(finding: Finding, reading: Reading, targets: Targets) -> list[Claim]:
    """Return the claims of a finding: one a holder and target that can be named. [] where either is unknown."""
    quote = reading.quote_at(reading.offset(finding.trigger))
    holders = _holders(finding, reading, quote)
    if not holders:
        return []
    if finding.frame == "mood":
        named = [targets.topic(finding.trigger)]
    else:
        named = [targets.of(token) for token in finding.targets]
    found = [t for t in named if t is not None]
    if not found:
        return []
    mood = modality(finding.trigger, finding.chain, duty=finding.by_speaker)
    return [
        claim
        for holder, named in holders
        for target in found
        if (claim := _claim(finding, mood, holder, named, target, quote, reading, targets)) is not None
    ]


def _own_words(quote: Quote | None, holder: Holder) -> bool:
    return quote is not None and quote.kind == "direct" and quote.speaker == holder.person


def _holders(finding: Finding, reading: Reading, quote: Quote | None) -> list[tuple[Holder, Token | None]]:
    """Return who holds what was found, each with the word that stands for them, if any does."""
    if finding.by_speaker:
        if quote is None or quote.speaker is None:
            return []
        return [(Holder(quote.speaker, 0.75 + 0.22 * quote.confidence, "quoted"), None)]
    named = [(h, token) for token in finding.holders for h in reading.holders(token)]
    if not named:
        return [(h, None) for h in guessed(finding, reading, quote)]
    return list({h.person: (h, t) for h, t in named if h.how != "acts" or not _says_it_itself(finding, t)}.values())


def _says_it_itself(finding: Finding, holder: Token) -> bool:
    """That "supporters of the mayor" or "pro-mayor voters" are for her says nothing, unless it is said who they are."""
    return finding.frame == "side" or counted(holder) == finding.trigger


def _claim(
    finding: Finding,
    mood: Modality,
    holder: Holder,
    named: Token | None,
    target: Target,
    quote: Quote | None,
    reading: Reading,
    targets: Targets,
) -> Claim | None:
    if (
        target.person == holder.person
        or _misfit(finding, holder, target, reading)
        or _names_itself(holder, target, reading)
    ):
        return None
    if finding.frame in ("wanted effect", "act") and _own(finding, holder, reading):
        return None
    sign = -finding.sign if mood.turns else finding.sign
    polarity: Polarity = "mixed" if sign == 0 else "supports" if sign > 0 else "opposes"
    condition = reading.span(*mood.condition) if mood.condition is not None and _can_depend(finding) else None
    strength = finding.strength
    if condition is not None:
        polarity = "conditional"
        if finding.frame in ("wanted effect", "act"):
            strength = max(strength, _TERMS)
    elif mood.condition is not None and finding.frame in _JUDGING:
        strength *= 0.8
    if condition is not None and finding.frame == "act" and _own_words(quote, holder):
        strength = max(strength, _WILLING)
    confidence = strength * mood.factor * holder.sure * target.sure
    loose = holder.how == "acts" or finding.frame in ("judged", "does")
    if loose and not (targets.is_topic(target) or _definite(finding)):
        confidence *= 0.75
    if (
        finding.frame in _JUDGING
        and quote is not None
        and quote.kind == "mixed"
        and not _within_marks(finding, reading)
    ):
        confidence *= _BESIDE_MARKS
    reported_by = quote.speaker if quote is not None and quote.speaker not in (None, holder.person) else None
    if quote is not None and quote.speaker != holder.person:
        confidence *= _SECOND_HAND
    if confidence < FLOOR:
        return None
    trigger = reading.span(finding.trigger, finding.trigger)
    evidence = evidence_of(finding, target, condition, reading)
    own = quote if quote is not None and quote.speaker == holder.person else None
    claim = Claim(
        holder,
        target,
        polarity,
        confidence,
        evidence,
        finding.frame,
        trigger,
        own,
        reported_by,
        condition,
        named=reading.span(named, named) if named is not None else None,
        flags={**finding.flags, **mood.flags},
    )
    claim.clues = finding_clues(claim, finding, quote, reading, targets)
    return claim


def _within_marks(finding: Finding, reading: Reading) -> bool:
    return any(reading.marks.inside(reading.offset(t)) for t in (finding.trigger, *finding.chain))


def _misfit(finding: Finding, holder: Holder, target: Target, reading: Reading) -> bool:
    """Here "fired shots" is about nobody and "contested Ohio" about no matter; "we trust teachers" is an attitude."""
    if finding.frame in _DOING and target.head in reading.lexicon.nouns["occasions"]:
        effects = reading.lexicon.effects["verb"].get(finding.trigger.lemma_.casefold(), ())
        if not any((effect.sign or 0) < 0 for effect in effects):  # "called on them to block the visit"
            return True  # "intends to give a speech", "sponsored the debate", "declined to give details"
    if finding.needs == "matter":
        somebody = target.person is not None and target.head == target.label  # not "her bid"
        return somebody or any(t.ent_type_ in _NOBODYS for t in finding.targets)
    body = any(t.lemma_.casefold() in BODIES for t in finding.targets)
    office = finding.frame == "ought" and target.head in _OFFICE_HOLDERS
    return (
        finding.needs == "somebody" and target.person is None and not (body or office) and holder.how != "first person"
    )


def _names_itself(holder: Holder, target: Target, reading: Reading) -> bool:
    """Here "Osei" is for or against "Osei's rivals", "the FDA" against "FDA staff": a name taken for another's."""
    if target.person is not None:
        return False
    person = reading.by_id[holder.person]
    words = target.label.replace("’s", "").replace("'s", "").split()
    names = {name if person.kind != "person" else name.split()[-1] for name in (person.name, *person.aliases) if name}
    return len(words) > 1 and any(name[:1].isupper() and name in words for name in names)


def _definite(finding: Finding) -> bool:
    """Here "the blockade would hurt" speaks of a matter that is known; "heavy rain is dangerous" need not."""
    below = (c for t in finding.targets for c in t.children)
    return any(c.lower_ in ("the", "this", "that", "these") or c.dep_ == "poss" for c in below)


def _own(finding: Finding, holder: Holder, reading: Reading) -> bool:
    """Ending one's own bid is no stance on it."""
    owners = (c for t in finding.targets for c in t.children if c.dep_ == "poss")
    return any(reading.person_of(owner) == holder.person for owner in owners)


def _can_depend(finding: Finding) -> bool:
    """What was said or done already depends on nothing; will and attitude in the present may."""
    if finding.frame in ("wanted effect", "wanted", "adjective"):
        return True
    if finding.frame in _JUDGING:  # "works if you are rich" tells when it does; "would be fair if" sets terms
        return any(c.lower_ in ("would", "could") for c in finding.trigger.children)
    return finding.trigger.tag_ not in ("VBD",) or bool(finding.chain)
