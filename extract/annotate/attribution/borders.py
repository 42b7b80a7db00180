"""Where a content begins and ends: at its quotation marks, without the commas around them.

In: drafts and the article's marks. Out: the drafts' content spans mended in place. A content that reaches into a closed
stretch takes the whole of it, marks included; punctuation outside the marks is trimmed; spans that touch are joined.
"""

from __future__ import annotations

import re

from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import Words
from extract.annotate.marks import Marks
from extract.records import Span

_TRIM_LEFT = " \t\u00a0\r,.;:)]–—-…"
_RELATIVE = re.compile(r"[\s,—–-]+(?:who|which|that)\W*$")
_RELATIVE_PRONOUNS = frozenset(("who", "whom", "whose", "which"))
_STOPS = frozenset(".!?")
_LONGEST_ABBREVIATION = len("Sens.")
_TRIM_RIGHT = " \t\u00a0\r,;:([–—-"


def mend(draft: Draft, marks: Marks, text: str) -> None:
    """Correct the spans of one draft; one without a letter or digit is dropped."""
    fences = sorted((*draft.cue, *draft.source))
    spans = [_to_marks(s, marks, fences) for s in draft.content]
    spans = [_trim(_one_sentence(s, marks, text), marks, text) for s in spans]
    draft.content = _joined(sorted(s for s in spans if _has_words(s, text)), text)
    draft.source = [_without_relative(s, text) for s in draft.source if _has_words(s, text)]


def _without_relative(span: Span, text: str) -> Span:
    """ "one director — who": the pronoun belongs to what is told of the source."""
    match = _RELATIVE.search(span.of(text))
    return Span(span.start, span.start + match.start()) if match else span


def own_clause(draft: Draft, words: Words) -> None:
    """End an unmarked content where the paper's own clause begins: "said the side was tired, but the coach laughed"."""
    cue = words.inside(draft.cue[0]) if draft.cue else range(0)
    out = []
    for span in draft.content:
        cut = _but(words, cue, words.inside(span)) if len(cue) and span.start >= draft.cue[0].end else None
        out.append(Span(span.start, words.end[cut - 1]) if cut is not None else span)
    draft.content = out


def own_sentence(draft: Draft, words: Words) -> None:
    """Keep of a source that runs over the end of a sentence what is next to the cue: "says Edwin. Marcus, asked …"."""
    draft.source = [_next_to(draft.cue[0], s, words) for s in draft.source]


def _next_to(cue: Span, source: Span, words: Words) -> Span:
    for k in words.sentence:
        before = words.article[source.start : words.start[k]].split()
        ends = source.start < words.start[k] < source.end and words.text[k - 1] in _STOPS
        if not ends or (len(before) == 1 and len(before[0]) <= _LONGEST_ABBREVIATION):
            continue
        if cue.start <= source.start:
            return Span(source.start, words.start[k - 1])
        source = Span(words.start[k], source.end)
    return source


def after_relative(draft: Draft, words: Words) -> None:
    """Begin an unmarked content after the clause that tells of its source: "according to officials, who asked …, x"."""
    if not draft.content or not draft.source or draft.content[0].start < draft.source[0].end:
        return
    source, inside = words.inside(draft.source[0]), words.inside(draft.content[0])
    first = next((k for k in inside if words.text[k].isalnum()), None)
    if not len(source) or first is None or first > source[-1] + 3 or words.lower[first] not in _RELATIVE_PRONOUNS:
        return
    ends = [words.subtree(k)[1] for k in inside if words.dep[k] == "relcl" and words.head[k] in source]
    if ends and ends[0] < inside[-1]:
        draft.content[0] = Span(words.start[ends[0]], draft.content[0].end)


def _but(words: Words, cue: range, inside: range) -> int | None:
    """The "but" within the content of a clause with a subject of its own that is coordinated with the cue, or None."""
    for k in inside:
        if words.dep[k] != "conj" or words.head[k] not in cue or words.quoted[k] >= 0 or words.own_subject(k) is None:
            continue
        joining = [c for c in words.children[words.head[k]] if words.dep[c] == "cc" and words.lower[c] == "but"]
        if joining and inside[0] + 1 < joining[0] < k:
            return joining[0]
    return None


def _has_words(span: Span, text: str) -> bool:
    return any(ch.isalnum() for ch in span.of(text))


def _to_marks(span: Span, marks: Marks, fences: list[Span]) -> Span:
    start, end = span
    first, last = marks.outermost(start), marks.outermost(max(start, end - 1))
    if first is not None:
        wide = Span(marks.spans[first].start, start)
        if wide.start < start and not any(wide.overlaps(f) for f in fences):
            start = wide.start
    if last is not None:
        wide = Span(end, marks.spans[last].end)
        if wide and not any(wide.overlaps(f) for f in fences):
            end = wide.end
    after = marks.outermost(end)
    if after is not None and marks.spans[after].inner_end == end and marks.spans[after].start < end:
        end = marks.spans[after].end
    return Span(start, end)


def _one_sentence(span: Span, marks: Marks, text: str) -> Span:
    """Cut what follows where a sentence ends within marks and the next begins outside: "…“at once.” The mayor …"."""
    at = span.start
    while (k := marks.outermost(at)) is not None or (k := _next(marks, at, span.end)) is not None:
        mark = marks.spans[k]
        rest = text[mark.end : span.end].lstrip()
        if mark.start > span.start and text[mark.inner_end - 1] in ".!?" and rest[:1].isupper():
            return Span(span.start, mark.end)
        at = mark.end
        if at >= span.end:
            break
    return span


def _next(marks: Marks, start: int, end: int) -> int | None:
    within = marks.between(start, end)
    return marks.outer[within[0]] if len(within) else None


def _trim(span: Span, marks: Marks, text: str) -> Span:
    start, end = span
    while start < end and text[start] in _TRIM_LEFT and not marks.inside(start):
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT and not marks.inside(end - 1):
        end -= 1
    if end > start and text[end - 1] == "." and not marks.inside(end - 1) and not _abbreviation(text, start, end):
        end -= 1
    return Span(start, end)


def _abbreviation(text: str, start: int, end: int) -> bool:
    """ "U.S." keeps its dot."""
    return end - start > 3 and text[end - 2].isupper() and text[end - 3] == "."


def _joined(spans: list[Span], text: str) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        between = text[out[-1].end : span.start] if out else ""
        if out and not between.strip() and "\n" not in between:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
