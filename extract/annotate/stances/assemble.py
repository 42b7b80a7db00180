"""From findings to stances: who, what about, how sure, and why in plain words.

In: what the frames found in one article. Out: the stances, one for each holder, target and polarity, with all their
evidence, those that disagree linked to each other, in text order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.annotate.stances.evidence import evidence_of
from extract.annotate.stances.gathering import gather
from extract.annotate.stances.modality import Modality, modality
from extract.annotate.stances.phrases import counted
from extract.annotate.stances.reading import BODIES, Finding, Holder, Reading
from extract.annotate.stances.syntax import words_of
from extract.annotate.stances.targets import Target, Targets
from extract.records import Polarity, Quote, Span, Stance, stance_ids

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFAULT_THRESHOLD = 0.55
"""Set for precision: on articles read by hand more than three in four of what is surer than this are right."""

FLOOR = 0.15
_SECOND_HAND = 0.72
_SAME = 0.35
"""How much of the remaining doubt a further finding of the same stance takes away."""

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

_VERBS: dict[str, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "sets a condition on",
    "mixed": "is of two minds on",
}


@dataclass(slots=True)
class Claim:
    """One holder's stance in one place of the text."""

    holder: Holder
    target: Target
    polarity: Polarity
    confidence: float
    evidence: tuple[Span, ...]
    frame: str
    trigger: Span
    quote: Quote | None
    reported_by: str | None
    condition: Span | None
    flags: dict[str, Any] = field(default_factory=dict)
    holder_end: int | None = None
    """Where the mention of the holder ends, None where nobody is named there ("we")."""


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
        for holder in holders
        for target in found
        if (claim := _claim(finding, mood, holder, target, quote, reading, targets)) is not None
    ]


def _own_words(quote: Quote | None, holder: Holder) -> bool:
    return quote is not None and quote.kind == "direct" and quote.speaker == holder.person


def _holders(finding: Finding, reading: Reading, quote: Quote | None) -> list[Holder]:
    if finding.by_speaker:
        if quote is None or quote.speaker is None:
            return []
        return [Holder(quote.speaker, 0.75 + 0.22 * quote.confidence, "quoted")]
    named = [(token, h) for token in finding.holders for h in reading.holders(token)]
    return list({h.person: h for token, h in named if h.how != "acts" or not _says_it_itself(finding, token)}.values())


def _says_it_itself(finding: Finding, holder: Token) -> bool:
    """That "supporters of the mayor" or "pro-mayor voters" are for her says nothing, unless it is said who they are."""
    return finding.frame == "side" or counted(holder) == finding.trigger


def _claim(
    finding: Finding,
    mood: Modality,
    holder: Holder,
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
    flags = {**finding.flags, **mood.flags}
    own = quote if quote is not None and quote.speaker == holder.person else None
    return Claim(
        holder, target, polarity, confidence, evidence, finding.frame, trigger, own, reported_by, condition, flags,
        holder.end,
    )  # fmt: skip


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


# ------------------------------------------------------------------------------------------------ gathering


def assemble(claims: Sequence[Claim], reading: Reading, threshold: float | None) -> tuple[Stance, ...]:
    """Return the stances of all claims at or above the threshold; below the default one they are marked `possible`.

    Whoever would be one of the people only by a stance that is less sure than the default is no holder.
    """
    labels = gather((c.target for c in claims), reading.article.text)
    groups: dict[tuple[str, str, Polarity], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.target.person if claim.target.person and claim.target.label == labels[claim.target] else None
        name = reading.by_id[key].name if key in reading.by_id and claim.target.head == claim.target.label else None
        groups[claim.holder.person, name or labels[claim.target], claim.polarity].append(claim)
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    listed = {p.id for p in reading.people.people}
    rows = ((key, group, _sureness(group)) for key, group in groups.items())
    kept = [row for row in rows if row[2] >= (least if row[0][0] in listed else max(least, DEFAULT_THRESHOLD))]
    kept.sort(key=lambda row: (min(c.trigger.start for c in row[1]), row[0]))
    return _stances(kept, reading)


def _sureness(group: Iterable[Claim]) -> float:
    """The surest finding, raised a little by every further one in another place."""
    best: dict[Span, float] = {}
    for claim in group:
        best[claim.trigger] = max(best.get(claim.trigger, 0.0), claim.confidence)
    values = sorted(best.values(), reverse=True)
    sure = values[0]
    for value in values[1:4]:
        sure += (1 - sure) * value * _SAME
    return min(sure, 0.99)


def _stances(
    kept: Sequence[tuple[tuple[str, str, Polarity], list[Claim], float]], reading: Reading
) -> tuple[Stance, ...]:
    rows = [(key, group, sure, _spans(group)) for key, group, sure in kept]
    names = ((reading.by_id[key[0]].name, key[1], spans) for key, _, _, spans in rows)
    ids = stance_ids(reading.article, names)
    sides: dict[tuple[str, str], list[tuple[str, Polarity]]] = defaultdict(list)
    for sid, (key, *_) in zip(ids, rows, strict=True):
        sides[key[0], key[1].casefold()].append((sid, key[2]))
    out = []
    for sid, (key, group, sure, spans) in zip(ids, rows, strict=True):
        others = [i for i, pol in sides[key[0], key[1].casefold()] if {pol, key[2]} == {"supports", "opposes"}]
        out.append(_stance(sid, key, group, sure, spans, others, reading))
    return tuple(out)


def _spans(group: Iterable[Claim]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted({s for claim in group for s in claim.evidence}):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _stance(
    sid: str,
    key: tuple[str, str, Polarity],
    group: list[Claim],
    sure: float,
    spans: tuple[Span, ...],
    others: list[str],
    reading: Reading,
) -> Stance:
    best = max(group, key=lambda c: c.confidence)
    quote = next((c.quote.id for c in sorted(group, key=lambda c: -c.confidence) if c.quote is not None), None)
    person = next((c.target.person for c in group if c.target.person is not None), None)
    why = _why(key, best, group, sure, reading)
    if others:
        why["contradicts"] = others
    return Stance(sid, key[0], key[1], key[2], spans, person, quote, round(sure, 4), why)


def _why(
    key: tuple[str, str, Polarity], best: Claim, group: Sequence[Claim], sure: float, reading: Reading
) -> dict[str, Any]:
    words = best.trigger.of(reading.article.text)
    why: dict[str, Any] = {
        "engine": "model" if best.frame == "model" else "rules",
        "frame": best.frame,
        "cue": words,
        "found": len(group),
    }
    conditions = sorted({c.condition for c in group if c.condition is not None})
    if conditions:
        why["condition"] = [{"start": s.start, "end": s.end} for s in conditions]
    if best.reported_by is not None:
        why["reported_by"] = best.reported_by
    why.update({k: v for k, v in best.flags.items() if v})
    if sure < DEFAULT_THRESHOLD:
        why["possible"] = True
    why["summary"] = _summary(key, best, words, reading)
    return why


def _summary(key: tuple[str, str, Polarity], best: Claim, words: str, reading: Reading) -> str:
    holder = reading.by_id[key[0]].name
    text = f"{holder} {_VERBS[key[2]]} {key[1]}: shown by “{words}” ({best.frame})"
    if best.reported_by is not None and best.reported_by in reading.by_id:
        text += f", as reported by {reading.by_id[best.reported_by].name}"
    for flag, said in (("denial", "denied"), ("past", "in the past"), ("reversed", "given up"), ("question", "asked")):
        if best.flags.get(flag):
            text += f", {said}"
    return text + "."
