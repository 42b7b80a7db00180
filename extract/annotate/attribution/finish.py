"""From drafts to attributions: kind, cue class, denial, whose speaker is shared, confidence, and why in plain words.

In: an article's drafts with mended borders. Out: first `Judged` drafts, from which the least likely may be left out,
then `Attribution`s in text order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extract.annotate.attribution.confidence import confidence, features
from extract.annotate.attribution.explain import summary
from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.records import Attribution, Draft
from extract.annotate.marks import Marks
from extract.records import QuoteKind, Span

LABEL_CONFIDENCE = 0.9
"""Of a transcript's label; too few of them are annotated to fit anything."""
GOES_ON = 0.85
"""Share of speech without a cue of its own that is said by who spoke right before it, where the engine joins the two:
10 of 12 in every third article of PolNeAR's train split. The regression sees only that such speech names no source."""
_WORD = re.compile(r"\w+")
_NEGATION = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.I)


def kind_of(text: str, content: list[Span], marks: Marks) -> QuoteKind:
    """Direct where every word stands within quotation marks, mixed where some do, indirect where none does."""
    inside = outside = 0
    for span in content:
        for match in _WORD.finditer(text, span.start, span.end):
            if marks.inside(match.start()):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def is_denial(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the cue denies, or declines to speak: "denied", "refused to comment", "would not say"."""
    if draft.lemma in ("deny", "refute", "repudiate", "disavow"):
        return True
    cue = " ".join(s.of(text) for s in draft.cue)
    first = draft.content[0].of(text)[:40].lower() if draft.content else ""
    silent = any(word in first or word in cue.lower() for word in lexicon.silence)
    if draft.lemma in lexicon.denial_verbs and silent:
        return True
    return draft.lemma in lexicon.silence and _NEGATION.search(cue) is not None


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with what was computed of it."""

    draft: Draft
    kind: QuoteKind
    evidence: dict[str, float]
    confidence: float


def judge(text: str, drafts: list[Draft], marks: Marks, engine: str) -> list[Judged]:
    """Return the drafts that have content in text order, with kind and confidence."""
    out = []
    for draft in sorted((d for d in drafts if d.content), key=lambda d: (d.start, d.end)):
        kind = "direct" if draft.label else kind_of(text, draft.content, marks)
        evidence = features(draft, kind)
        sure = LABEL_CONFIDENCE if draft.label else confidence(evidence, engine)
        out.append(Judged(draft, kind, evidence, sure))
    return out


def finish(text: str, judged: list[Judged], lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of judged drafts, in the same order."""
    place = {id(j.draft): k for k, j in enumerate(judged)}
    out: list[Attribution] = []
    for each in judged:
        before = place.get(id(each.draft.joins)) if each.draft.joins is not None else None
        sure = each.confidence
        if before is not None and before < len(out) and not each.draft.source:
            sure = max(sure, round(GOES_ON * out[before].confidence, 4))
        out.append(_attribution(text, each, lexicon, before, sure))
    return out


def _attribution(text: str, judged: Judged, lexicon: Lexicon, before: int | None, sure: float) -> Attribution:
    draft = judged.draft
    return Attribution(
        content=tuple(draft.content),
        cue=tuple(draft.cue),
        source=tuple(draft.source),
        kind=judged.kind,
        cue_class=draft.cue_class,
        confidence=sure,
        why=_why(text, draft, lexicon),
        continues=before,
        label=draft.label,
        inner_source=tuple(draft.inner_source),
        evidence=judged.evidence,
    )


def _why(text: str, draft: Draft, lexicon: Lexicon) -> dict[str, Any]:
    cue = " … ".join(s.of(text) for s in draft.cue)
    why: dict[str, Any] = {
        "summary": summary(text, draft),
        "engine": "label" if draft.label else draft.engine,
        "construction": draft.construction,
        "cue": cue,
        **draft.why,
    }
    if draft.cue and is_denial(text, draft, lexicon):
        why["denial"] = True
    if draft.inner_source:
        why["inner_source"] = " … ".join(s.of(text) for s in draft.inner_source)
    return why
