"""Speaker labels: "WALLACE: …" in transcripts, "Q: … A: …" in interviews.

In: an article's paragraphs. Out: for each paragraph that opens with a label, the label's span and where the words
after it begin. One capitalised label is no transcript: labels count only where at least three of the paragraphs have
one, or two different ones follow each other, so that "UPDATE: …" and "Analysis: …" stay what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.records import Draft
from extract.annotate.parse import Paragraph, ParsedText
from extract.records import Span

MIN_LABELS = 3
MAX_TURN = 4
"""How many paragraphs without a label a turn may go on for."""
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*"
_TITLED = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ.'’\-]*"
_LABEL = re.compile(
    rf"[\s\"“]*((?:{_CAPITALS}(?:\s+{_CAPITALS})*|{_TITLED}(?:\s{_TITLED}){{0,3}}|[QA]))"
    r"(?:,\s[^:\n]{1,60}?)?(?:\s?\([^)\n]{1,40}\))?\s?(?::|\.(?=\s[A-Z])(?<=[QA]\.))\s+(?=\S)"
)
_DIRECTION = re.compile(r"\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]")
_INTERVIEW = frozenset(("q", "a", "question", "answer"))


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's label; `words` is where what is said begins."""

    span: Span
    words: int
    name: str


def find_labels(parsed: ParsedText, lexicon: Lexicon) -> dict[int, Label]:
    """Return the label of each paragraph (by its index) of a transcript; empty for anything else."""
    found = {p.index: label for p in parsed.paragraphs if (label := _label(parsed.text, p, lexicon)) is not None}
    counts = Counter(label.name for label in found.values())
    repeated = sum(n for n in counts.values() if n > 1)
    if len(found) >= MIN_LABELS and len(counts) >= 2 and repeated >= 2:
        return {k: v for k, v in found.items() if _is_speaker(parsed.text, v, counts)}
    return {}


def teaser(draft: Draft, parsed: ParsedText, lexicon: Lexicon) -> bool:
    """Whether a draft without a source stands behind "Read more:" or the like: nobody says it."""
    if draft.source or draft.label or not draft.content:
        return False
    paragraph = parsed.paragraph_at(draft.content[0].start)
    if paragraph is None:
        return False
    lead, colon, _ = parsed.text[paragraph.start : min(paragraph.end, paragraph.start + 24)].partition(":")
    return bool(colon) and lead.split()[:1] != [] and lead.split()[0].casefold() in lexicon.not_speakers


def between(index: int, labels: dict[int, Label]) -> bool:
    """Whether another label follows soon after a paragraph without one: then the speaker before is still at it."""
    return any(k in labels for k in range(index + 1, index + 1 + MAX_TURN))


def is_direction(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph tells what happens rather than what is said: "(CROSSTALK)", "[Applause]"."""
    return _DIRECTION.fullmatch(text, paragraph.start, paragraph.end) is not None


def _is_speaker(text: str, label: Label, counts: Counter[str]) -> bool:
    """All capitals, Q and A, or a name that labels more than one paragraph."""
    return label.name.casefold() in _INTERVIEW or counts[label.name] > 1 or label.span.of(text).isupper()


def _label(text: str, paragraph: Paragraph, lexicon: Lexicon) -> Label | None:
    if paragraph.kind == "headline":
        return None
    match = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + 160))
    if match is None:
        return None
    name = match.group(1)
    if name.split()[0].strip(".").casefold() in lexicon.not_speakers and name.casefold() not in _INTERVIEW:
        return None
    return Label(Span(match.start(1), match.end(1)), match.end(), name)
