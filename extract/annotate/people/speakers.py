"""Speakers: attributions and people in, the contract's quotes out.

A quote whose source cannot be settled has speaker None; its `why` names the rivals. Confidence is that of the
attribution times that of the resolution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.annotate.people.people import People, Resolution
from extract.records import Article, Quote, quote_ids

if TYPE_CHECKING:
    from extract.annotate.attribution import Attribution
    from extract.annotate.marks import Marks
    from extract.annotate.parse import ParsedText

_REASONS = {
    "name": "“{source}” is named there.",
    "pronoun": "“{source}” is most likely {name}.",
    "description": "“{source}” describes {name}.",
    "answer": "The interview is with {name}.",
    "question": "The article does not name who asks.",
    "author": "“{source}” is the work of {name}.",
    "unnamed": "The article does not name “{source}”.",
    "pair": "“{source}” speak together.",
    "goes on": "The words go on from those before, so the speaker is the same: {name}.",
    "first person": "“{source}” is whoever speaks around it: {name}.",
    "first person author": "“{source}” is the author: {name}.",
    "replies": "The words before ask, and these are most likely the answer of {name}.",
    "signed": "The line below says that these are the words of {name}.",
    "implied": "The verb that tells these words is told of {name}.",
    "several fit": "“{source}” could be more than one person; left unknown.",
    "several people share this name": "More than one person is called “{source}”; left unknown.",
    "no candidate": "Nobody before “{source}” fits; left unknown.",
    "document": "“{source}” is a document, not a person.",
    "thing": "“{source}” is nobody who can speak.",
    "passing": "“{source}” describes nobody the article has named.",
    "description of nobody named": "“{source}” describes nobody the article has named.",
}
_SOURCELESS = ("goes on", "replies", "signed", "implied")
_LONGEST = 60


def assign_speakers(
    article: Article, parsed: ParsedText, marks: Marks, attributions: Sequence[Attribution], people: People
) -> tuple[Quote, ...]:
    """Return one quote an attribution, with the person who speaks it; the list is the one `people` was found with."""
    ids = quote_ids(article, (a.content for a in attributions))
    return tuple(
        _quote(article, attribution, quote_id, people.speaker(i), people)
        for i, (attribution, quote_id) in enumerate(zip(attributions, ids, strict=True))
    )


def _quote(article: Article, attribution: Attribution, quote_id: str, found: Resolution, people: People) -> Quote:
    sure = found.score if found.person_id else 1.0
    return Quote(
        id=quote_id,
        kind=attribution.kind,
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        speaker=found.person_id,
        cue_class=attribution.cue_class,
        confidence=round(attribution.confidence * sure, 4),
        why=_why(article, attribution, found, people),
    )


def _why(article: Article, attribution: Attribution, found: Resolution, people: People) -> Mapping[str, Any]:
    why: dict[str, Any] = dict(attribution.why)
    sentence = _sentence(article, attribution, found, people)
    why["summary"] = " ".join(part for part in (why.get("summary"), sentence) if part)
    if found.rivals:
        why["rivals"] = [{"person": p, "name": people.name(p), "score": s} for p, s in found.rivals]
    if found.chain:
        why["chain"] = [{"start": s.start, "end": s.end} for s in found.chain]
    return why


def _sentence(article: Article, attribution: Attribution, found: Resolution, people: People) -> str:
    pattern = _REASONS.get(found.why)
    if pattern is None or (found.why not in _SOURCELESS and not attribution.source):
        return ""
    source = " ".join(attribution.source[0].of(article.text).split()) if attribution.source else ""
    short = source if len(source) <= _LONGEST else source[: _LONGEST - 1] + "…"
    name = people.name(found.person_id)
    if name is None and "{name}" in pattern:
        return "The speaker is left unknown."
    return pattern.format(source=short, name=name)
