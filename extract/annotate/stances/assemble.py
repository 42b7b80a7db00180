"""From claims to stances: one for each holder, target and polarity, how sure, and why in plain words.

In: the rows of claims of one article. Out: the stances with all their evidence, in text order, those that disagree
linked to each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from extract.annotate.stances.claims import Claim
from extract.annotate.stances.reading import Reading
from extract.annotate.stances.sureness import Key, Row, alone, sureness
from extract.records import Polarity, Span, Stance, stance_ids

DEFAULT_THRESHOLD = 0.55
"""Set for precision: on articles annotated by hand three in four of what is surer than this are right."""

ALONE_THRESHOLD = 0.55
"""The same where no model is asked and the frames' own confidences stand alone."""

Sure = tuple[Key, tuple[Claim, ...], float]
"""A stance that is kept: its key, all that shows it, and how sure it is."""

_MOST_OF_A_SENTENCE = 2
"""Stances of one polarity that the model alone may find in a sentence for one holder."""

_LONGEST_LABEL = 16

_TOLD = 0.15
"""How sure a finding has to be to be told of: its condition, and its word as what shows the stance."""

_READ = 0.5
"""The model's chance at which a sentence shows a stance that another shows too."""

_VERBS: dict[str, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "sets a condition on",
    "mixed": "is of two minds on",
}


def assemble(rows: Sequence[Row], reading: Reading, threshold: float | None, *, weighed: bool) -> tuple[Stance, ...]:
    """Return the stances at or above the threshold; below the default one they are marked `possible`.

    `weighed` says that a model was asked, so that all clues count; else the frames stand alone. Whoever would be one of
    the people only by a stance that is less sure than the default is no holder.
    """
    default = DEFAULT_THRESHOLD if weighed else ALONE_THRESHOLD
    least = default if threshold is None else threshold
    listed = {p.id for p in reading.people.people}
    sure = [(row.key, row.group, sureness(row) if weighed else alone(row.group)) for row in rows]
    kept = [row for row in sure if row[2] >= (least if row[0][0] in listed else max(least, default))]
    kept = few_of_a_sentence(without_contraries(kept))
    kept.sort(key=lambda row: (min(c.trigger.start for c in row[1]), row[0]))
    return _stances(kept, reading, default)


def without_contraries(kept: Sequence[Sure]) -> list[Sure]:
    """Without what the model alone proposes against a surer stance of the same holder on the same target."""
    best: dict[tuple[str, str], float] = {}
    for (holder, label, _), _, sure in kept:
        best[holder, label] = max(best.get((holder, label), 0.0), sure)
    return [row for row in kept if row[2] >= best[row[0][:2]] or any(c.frame != "model" for c in row[1])]


def few_of_a_sentence(kept: Sequence[Sure]) -> list[Sure]:
    """Without what the model alone proposes of a sentence beyond the surest few for one holder and polarity.

    Nor is a part of what is surer a target of its own: "gangs" beside "efforts to stop the gangs".
    """
    count: Counter[tuple[str, Polarity, tuple[Span, ...]]] = Counter()
    parts: dict[tuple[str, Polarity], set[str]] = defaultdict(set)
    out = []
    for row in sorted(kept, key=lambda row: -row[2]):
        (holder, label, polarity), group, _ = row
        if all(c.frame == "model" for c in group):
            if label.casefold() in parts[holder, polarity]:
                continue
            where = (holder, polarity, max(group, key=lambda c: c.confidence).evidence)
            count[where] += 1
            if count[where] > _MOST_OF_A_SENTENCE:
                continue
        parts[holder, polarity].update(_parts(label))
        out.append(row)
    return out


def _parts(label: str) -> Iterator[str]:
    """Every run of words of a label, itself among them."""
    words = label.casefold().split()[:_LONGEST_LABEL]
    yield from (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))


def _stances(kept: Sequence[Sure], reading: Reading, default: float) -> tuple[Stance, ...]:
    rows = [(key, group, sure, _spans(group)) for key, group, sure in kept]
    names = ((reading.by_id[key[0]].name, key[1], spans) for key, _, _, spans in rows)
    ids = stance_ids(reading.article, names)
    sides: dict[tuple[str, str], list[tuple[str, Polarity]]] = defaultdict(list)
    for sid, (key, *_) in zip(ids, rows, strict=True):
        sides[key[0], key[1].casefold()].append((sid, key[2]))
    out = []
    for sid, (key, group, sure, spans) in zip(ids, rows, strict=True):
        others = [i for i, pol in sides[key[0], key[1].casefold()] if {pol, key[2]} == {"supports", "opposes"}]
        told: dict[str, Any] = {"contradicts": others} if others else {}
        if sure < default:
            told["possible"] = True
        out.append(_stance(sid, key, group, sure, spans, told, reading))
    return tuple(out)


def _spans(group: Sequence[Claim]) -> tuple[Span, ...]:
    """The words that show a stance: those of the findings, and the sentences the model is sure of beside them."""
    found = {s for c in group if c.frame != "model" and c.confidence >= _TOLD for s in c.evidence}
    for claim in sorted(group, key=lambda c: -c.confidence):
        shown = claim.frame == "model" and (claim.confidence >= _READ or not found)
        if shown and not any(mine.overlaps(s) for mine in claim.evidence for s in found):
            found.update(claim.evidence)
    merged: list[Span] = []
    for span in sorted(found or {s for c in group for s in c.evidence}):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _stance(
    sid: str,
    key: tuple[str, str, Polarity],
    group: Sequence[Claim],
    sure: float,
    spans: tuple[Span, ...],
    told: dict[str, Any],
    reading: Reading,
) -> Stance:
    best = max(group, key=lambda c: (c.frame != "model" and c.confidence >= _TOLD, c.confidence))
    quote = next((c.quote.id for c in sorted(group, key=lambda c: -c.confidence) if c.quote is not None), None)
    person = next((c.target.person for c in group if c.target.person is not None), None)
    why = _why(key, best, group, reading) | told
    return Stance(sid, key[0], key[1], key[2], spans, person, quote, round(sure, 4), why)


def _why(key: tuple[str, str, Polarity], best: Claim, group: Sequence[Claim], reading: Reading) -> dict[str, Any]:
    words = best.trigger.of(reading.article.text)
    why: dict[str, Any] = {
        "engine": "model" if best.frame == "model" else "rules",
        "frame": best.frame,
        "cue": words,
        "found": len(group),
    }
    conditions = sorted({c.condition for c in group if c.condition is not None and c.confidence >= _TOLD})
    if conditions:
        why["condition"] = [{"start": s.start, "end": s.end} for s in conditions]
    if best.reported_by is not None:
        why["reported_by"] = best.reported_by
    why.update({k: v for k, v in best.flags.items() if v})
    read = max((c.confidence for c in group if c.frame == "model"), default=0.0)
    if read:
        why["model"] = round(read, 2)
    why["summary"] = _summary(key, best, words, reading)
    return why


def _summary(key: tuple[str, str, Polarity], best: Claim, words: str, reading: Reading) -> str:
    holder = reading.by_id[key[0]].name
    shown = "as the model reads these words" if best.frame == "model" else f"shown by “{words}” ({best.frame})"
    text = f"{holder} {_VERBS[key[2]]} {key[1]}: {shown}"
    if best.reported_by is not None and best.reported_by in reading.by_id:
        text += f", as reported by {reading.by_id[best.reported_by].name}"
    for flag, said in (("denial", "denied"), ("past", "in the past"), ("reversed", "given up"), ("question", "asked")):
        if best.flags.get(flag):
            text += f", {said}"
    return text + "."
