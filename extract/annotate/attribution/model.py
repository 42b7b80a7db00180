"""The model engine: the tagger's spans, joined and put into structure, with the rules as a second opinion.

In: parsed texts and their marks. Out: drafts in text order. What the tagger cannot give comes from the rules:
transcripts by their labels, quotations over several paragraphs by their marks, marked speech that was left untagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.annotate.attribution.describe import describe
from extract.annotate.attribution.joining import Group, Joiner, Part
from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.overlap import SpanIndex
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.rules import asks, find_drafts
from extract.annotate.attribution.words import TextWords
from extract.annotate.marks import Marks
from extract.annotate.parse import ParsedText
from extract.records import Span

if TYPE_CHECKING:
    from extract.annotate.tagger.result import TagResult
    from extract.annotate.tagger.tagger import Tagger

_MAIN = ("ROOT", "conj", "ccomp", "parataxis")
"""What the verb of a report is to its sentence; a clause about somebody else reports beside the point."""
MOSTLY = 1 / 3
"""A marked stretch of which this share is covered by contents needs no draft of its own."""


def find_drafts_many(
    tagger: Tagger,
    parsed: Sequence[ParsedText],
    marks: Sequence[Marks],
    words: Sequence[TextWords],
    lexicon: Lexicon,
) -> list[list[Draft]]:
    """Return the drafts of each text."""
    requests = [(p.text, [(q.start, q.end) for q in p.paragraphs], m) for p, m in zip(parsed, marks, strict=True)]
    results = tagger.tag_many(requests)
    return [_drafts(*each, lexicon) for each in zip(parsed, marks, words, results, strict=True)]


def _drafts(parsed: ParsedText, marks: Marks, words: TextWords, result: TagResult, lexicon: Lexicon) -> list[Draft]:
    rules = find_drafts(parsed, marks, lexicon, words)
    labelled = SpanIndex((s, True) for d in rules if d.label for s in (*d.content, *d.source))
    spans = [s for s in result.spans if not any(labelled.over(Span(s.start, s.end)))]
    groups = Joiner(result, spans, rules, words).join()
    _without_topics(groups, marks, parsed.text)
    _without_sentence_before(groups, marks, words)
    _without_beats(groups, rules)
    _without_headings(groups, marks, words)
    _over_paragraphs(groups, rules, parsed.text)
    _first_hand(groups, rules)
    found = [_draft(g) for g in groups if g.contents]
    found += _detached(found, rules, words, parsed.text)
    found = [d for d in found if d.content]
    for draft in found:
        if not draft.cue:
            continue
        at = words.at(draft.cue[0].start)
        if at is not None:
            describe(draft, at, marks, lexicon)
    found += [d for d in rules if d.label]
    found += _left_out(found, rules)
    found.sort(key=lambda d: d.start)
    _chain(found, marks, words, parsed.text)
    return found


def _draft(group: Group) -> Draft:
    contents = sorted(p.span for p in group.contents)
    source = [group.source.span] if group.source else []
    draft = Draft(contents, [group.cue], source, "tagged", group.chance, engine="model")
    draft.evidence = _evidence(group)
    return draft


def _evidence(group: Group) -> dict[str, float]:
    """What the confidence is computed from."""
    source, rule = group.source, group.rule
    agree = rule is not None and any(p.span.overlaps(s) for p in group.contents for s in rule.content)
    same_source = rule is not None and source is not None and any(source.span.overlaps(s) for s in rule.source)
    return {
        "cue": group.chance,
        "cue_least": group.least,
        "cue_begins": group.begins,
        "content_begins": min(p.begins for p in group.contents),
        "content_weakest": min(p.least for p in group.contents),
        "source_least": source.least if source else 0.0,
        "source_begins": source.begins if source else 0.0,
        "content": sum(p.tagged for p in group.contents) / len(group.contents),
        "content_least": min(p.tagged for p in group.contents),
        "joined_least": min(1.0, min(p.joined for p in group.contents)),
        "source_joined": min(1.0, source.joined) if source else 0.0,
        "source_tagged": source.tagged if source else 0.0,
        "no_source": float(source is None),
        "by_syntax": float(group.by_syntax),
        "several": float(len(group.contents) > 1),
        "rules_agree": float(agree),
        "rules_same_source": float(same_source),
    }


def _without_topics(groups: list[Group], marks: Marks, text: str) -> None:
    """ "said of the strike: “…”": the topic is none of the words said."""
    for group in groups:
        if len(group.contents) < 2:
            continue
        parts = sorted(group.contents, key=lambda p: p.span)
        for part, after in pairwise(parts):
            between = text[part.span.end : after.span.start].strip()
            topic = part.span.start >= group.cue.end and marks.outermost(part.span.start) is None
            if topic and between in (":", ",") and marks.covers(*after.span) is not None:
                group.contents.remove(part)


def _without_sentence_before(groups: list[Group], marks: Marks, words: TextWords) -> None:
    """Marked speech with a cue before it takes in nothing unmarked of the sentence before the cue's."""
    for group in groups:
        at = words.at(group.cue.start) if len(group.contents) > 1 else None
        spoken = [p for p in group.contents if p.span.start >= group.cue.end and marks.covers(*p.span) is not None]
        if at is None or not spoken or not len(at):
            continue
        lo, _ = at.sentence_range(min(len(at) - 1, at.from_offset(group.cue.start)))
        sentence = at.start[lo]
        group.contents = [p for p in group.contents if p.span.end > sentence or marks.inside(p.span.start)]


def _without_headings(groups: list[Group], marks: Marks, words: TextWords) -> None:
    """A headline above the paragraph of a cue is none of the words reported there, where these stand beside the cue."""
    for group in groups:
        home = words.paragraph_index(group.cue.start)
        above = [p for p in group.contents if words.paragraph_index(p.span.start) != home]
        plain = [p for p in above if p.span.end <= group.cue.start and marks.outermost(p.span.start) is None]
        if len(above) < len(group.contents):
            group.contents = [p for p in group.contents if p not in plain]


def _without_beats(groups: list[Group], rules: list[Draft]) -> None:
    """ "“…,” says Ann. Ben shrugs. “…”": what Ben says is no more of Ann's words."""
    beats = SpanIndex((s, d) for d in rules if d.construction == "sentence before" for s in d.content)
    for group in groups:
        group.contents = [
            p for p in group.contents if all(any(c.overlaps(group.cue) for c in d.cue) for _, d in beats.over(p.span))
        ]


def _over_paragraphs(groups: list[Group], rules: list[Draft], text: str) -> None:
    """Give a quotation over several paragraphs to one cue, with a span a paragraph."""
    joined = SpanIndex((p.span, (g, p)) for g in groups for p in g.contents)
    for rule in rules:
        if rule.label or len(rule.content) < 2 or "\n" not in text[rule.start : rule.end]:
            continue
        holding = [held for s in rule.content for _, held in joined.over(s) if held[1] in held[0].contents]
        if not holding:
            continue
        first = [h for h in holding if h[1].span.overlaps(rule.content[0])] or holding
        main = max(first, key=lambda h: h[1].joined)[0]
        for group, part in holding:
            group.contents = [p for p in group.contents if p is not part]
        main.contents += [Part(s, 1.0, 1.0) for s in rule.content]


def _first_hand(groups: list[Group], rules: list[Draft]) -> None:
    """ "“…,” Ann Poe said, according to the Ledger": marked speech with a cue of its own is not the Ledger's."""
    by_content = SpanIndex((s, d) for d in rules if d.marked and d.cue and d.source and not d.label for s in d.content)
    for group in groups:
        for part in group.contents:
            rule = next((d for s, d in by_content.over(part.span) if s.start == part.span.start), None)
            if rule is None or not all(part.span.contains(s) for s in (rule.cue[0], rule.source[0])):
                continue
            others = [p for p in group.contents if not any(s.overlaps(p.span) for s in rule.content)]
            group.cue, group.rule = rule.cue[0], rule
            group.source = Part(rule.source[0], 0.5, 0.5)
            group.contents = [*others, *(Part(s, part.joined, part.tagged) for s in rule.content)]
            break


def _detached(found: list[Draft], rules: list[Draft], words: TextWords, text: str) -> list[Draft]:
    """Take out of each draft the marked speech of another paragraph than its cue's, unless marks or a colon join it.

    Such speech goes to the cue that the rules see in its own paragraph. Without one it may be the same person's or an
    answer; it stays a draft without a cue, that shares the speaker at best, one for all paragraphs that marks join.
    """
    held = SpanIndex((s, d) for d in rules for s in d.content)
    by_cue = SpanIndex((s, d) for d in found for s in d.cue)
    out: list[Draft] = []
    for draft in found:
        home = words.paragraph_index(draft.cue[0].start)
        away = [s for s in draft.content if words.paragraph_index(s.start) != home]
        if not away or text[draft.cue[0].start : away[0].start].rstrip()[-1:] == ":":
            continue
        going_on: dict[int, Draft] = {}
        for span in away:
            rule = next((d for _, d in held.over(span)), None)
            if rule is None or (rule.marked and any(words.paragraph_index(s.start) == home for s in rule.content)):
                continue
            draft.content.remove(span)
            if rule.cue and words.paragraph_index(rule.cue[0].start) == words.paragraph_index(span.start):
                going_on[id(rule)] = next((d for _, d in by_cue.over(rule.cue[0])), None) or _like(rule, out)
            if id(rule) in going_on and rule.marked:
                going_on[id(rule)].content.append(span)
                continue
            if rule.source and not rule.cue:
                out.append(Draft([span], [], rule.source, rule.construction, rule.score, True, engine="model"))
                going_on[id(rule)] = out[-1]
                continue
            whole = not draft.content
            alone = Draft([span], [], [], "goes on from before", 0.4, marked=True, engine="model")
            next_to = home is not None and words.paragraph_index(span.start) == home + 1
            alone.joins = draft if next_to and not whole and not asks(draft, span.start, text) else None
            going_on[id(rule)] = alone
            out.append(alone)
    return out


def _chain(found: list[Draft], marks: Marks, words: TextWords, text: str) -> None:
    """Let speech without a cue go on from the speech of the paragraph before, and not from a reading that was dropped.

    One paragraph after another may go on so; none goes on from a question.
    """
    kept = {id(d) for d in found}
    latest: dict[int, Draft] = {}
    for draft in found:
        here = words.paragraph_index(draft.start)
        lone = draft.construction == "goes on from before" and not draft.source
        if draft.construction == "nothing beside it" and here is not None and (here - 1) not in latest:
            _after_report(draft, found, here - 1, words, text)
        if lone and here is not None and (draft.joins is None or id(draft.joins) not in kept):
            before = latest.get(here - 1)
            known = before is not None and (bool(before.source) or before.joins is not None)
            draft.joins = before if known and before is not None and not asks(before, draft.start, text) else None
        for span in draft.content:
            at = words.paragraph_index(span.start)
            spoken = draft.marked or any(marks.outermost(i) is not None for i in (span.start, span.end - 1))
            if at is not None and spoken:
                latest[at] = draft


def _after_report(draft: Draft, found: list[Draft], before: int, words: TextWords, text: str) -> None:
    """Let speech that fills a paragraph go on from the sentence before it, where that reports somebody unmarked.

    "Ann Poe argued that the sale was rushed. ¶ “Nobody asked us.”"
    """
    reports = [d for d in found if d.cue and words.paragraph_index(d.cue[0].start) == before]
    last = reports[-1] if reports else None
    at = words.at(last.cue[0].start) if last is not None else None
    if last is None or at is None or not last.source or last.cue_class not in ("speech", "writing"):
        return
    lo, _ = at.sentence_range(len(at) - 1)
    main = any(at.pos[k] == "VERB" and at.dep[k] in _MAIN for k in at.inside(last.cue[0]))
    main = main and not any(s.contains(last.cue[0]) for d in reports[:-1] for s in d.content)
    if main and last.cue[0].start >= at.start[lo] and not asks(last, draft.start, text):
        draft.joins, draft.construction = last, "goes on from before"


def _like(rule: Draft, out: list[Draft]) -> Draft:
    """Add to `out` a draft with the rule's cue and source, for contents that are still to come."""
    out.append(Draft([], rule.cue, rule.source, rule.construction, rule.score, rule.marked, engine="model"))
    return out[-1]


def _left_out(found: list[Draft], rules: list[Draft]) -> list[Draft]:
    """Marked speech that no content covers, as the rules read it."""
    index = SpanIndex((s, d) for d in found for s in d.content)
    return [
        d
        for d in rules
        if d.marked and not d.label and all(index.covered(s) <= MOSTLY * (s.end - s.start) for s in d.content)
    ]
