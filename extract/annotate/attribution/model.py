"""The model engine: the tagger's spans, joined by its link head, with the rules as a second opinion.

In: parsed texts and their marks. Out: drafts in text order. Each tagged content goes to the cue that the link head and the
rules' reading together like best, each cue takes a source the same way. What the tagger cannot give comes from the rules:
transcripts by their labels, quotations over several paragraphs by their marks, marked speech that was left untagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.linking import Links, link
from extract.annotate.attribution.overlap import SpanIndex, share
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.rules import find_drafts
from extract.annotate.attribution.words import Words
from extract.annotate.marks import Marks
from extract.annotate.parse import ParsedText
from extract.records import Span

if TYPE_CHECKING:
    from extract.annotate.tagger.result import TaggedSpan, TagResult
    from extract.annotate.tagger.tagger import Tagger

LEAST_CONTENT = 0.2
LEAST_SOURCE = 0.12
SECONDARY = 0.85
SECOND_OPINION = 0.3
"""What agreement of the rules adds to a link's chance."""


@dataclass(slots=True)
class _Group:
    """A cue with what is linked to it; chances are the link head's with the rules' word added."""

    cue: Span
    tagged: TaggedSpan | None = None
    contents: list[tuple[Span, float, float]] = field(default_factory=list)
    source: tuple[Span, float] | None = None
    rule: Draft | None = None


class _Text:
    """The work on one text."""

    def __init__(self, parsed: ParsedText, marks: Marks, result: TagResult, lexicon: Lexicon) -> None:
        self.parsed, self.marks, self.result, self.lexicon = parsed, marks, result, lexicon
        self.rules = find_drafts(parsed, marks, lexicon)
        self.by_cue: SpanIndex[Draft] = SpanIndex((s, d) for d in self.rules for s in d.cue)
        self.by_content: SpanIndex[Draft] = SpanIndex((s, d) for d in self.rules for s in d.content)
        labelled = SpanIndex((s, d) for d in self.rules if d.label for s in d.content)
        self.spans = [s for s in result.spans if not any(labelled.over(Span(s.start, s.end)))]
        self._words: dict[int, Words] = {}

    def drafts(self) -> list[Draft]:
        cues = [s for s in self.spans if s.role == "cue"]
        groups = [_Group(Span(c.start, c.end), c) for c in cues]
        for group in groups:
            group.rule = next((d for _, d in self.by_cue.over(group.cue)), None)
        self._join_contents(groups, cues)
        self._join_sources(groups, cues)
        self._over_paragraphs(groups)
        found = [self._draft(g) for g in groups if g.contents]
        found += [d for d in self.rules if d.label]
        found += self._left_out(found)
        return sorted(found, key=lambda d: d.start)

    # ------------------------------------------------------------------ contents

    def _join_contents(self, groups: list[_Group], cues: list[TaggedSpan]) -> None:
        contents = [s for s in self.spans if s.role == "content"]
        links = link(self.result, contents, cues)
        place = SpanIndex((g.cue, k) for k, g in enumerate(groups))
        for k, content in enumerate(contents):
            span = Span(content.start, content.end)
            chances = dict(links.cues[k])
            advice = self._advice(span)
            for number in {n for c in (advice.cue if advice else ()) for _, n in place.over(c)}:
                chances[number] = chances.get(number, 0.0) + SECOND_OPINION
            best = max(chances.items(), key=lambda p: p[1], default=None)
            if best is not None and best[1] > LEAST_CONTENT:
                groups[best[0]].contents.append((span, best[1], content.probability))
            elif advice is not None and advice.cue:
                groups.append(self._from_rule(advice, span, content.probability))
        self._part(groups)

    def _from_rule(self, rule: Draft, span: Span, chance: float) -> _Group:
        group = _Group(rule.cue[0], None, [(span, 0.5, chance)], rule=rule)
        if rule.source:
            group.source = (rule.source[0], 0.5)
        return group

    def _part(self, groups: list[_Group]) -> None:
        """Take from a cue the contents that hang on it by a thin thread while another holds."""
        for group in list(groups):
            if len(group.contents) < 2:
                continue
            strongest = max(c[1] for c in group.contents)
            kept = [c for c in group.contents if c[1] >= SECONDARY or c[1] == strongest]
            for content in group.contents:
                if content not in kept:
                    advice = self._advice(content[0])
                    if advice is not None and advice.cue and not any(c.overlaps(group.cue) for c in advice.cue):
                        groups.append(self._from_rule(advice, content[0], content[2]))
            group.contents = kept

    def _advice(self, span: Span) -> Draft | None:
        """The rules' draft with about this content."""
        best = max(((share(span, s), k, d) for k, (s, d) in enumerate(self.by_content.over(span))), default=None)
        return best[2] if best is not None and best[0] >= 0.5 else None

    # ------------------------------------------------------------------ marks

    def _over_paragraphs(self, groups: list[_Group]) -> None:
        """Give a quotation over several paragraphs to one cue, with a span a paragraph."""
        for rule in self.rules:
            if rule.label or len(rule.content) < 2 or "\n" not in self.parsed.text[rule.start : rule.end]:
                continue
            whole = SpanIndex((s, True) for s in rule.content)
            holding = [(g, c) for g in groups for c in g.contents if any(whole.over(c[0]))]
            if not holding:
                continue
            first = [(g, c) for g, c in holding if c[0].overlaps(rule.content[0])] or holding
            main = max(first, key=lambda h: h[1][1])[0]
            for group, content in holding:
                group.contents.remove(content)
            main.contents += [(s, 1.0, 1.0) for s in rule.content]

    def _left_out(self, found: list[Draft]) -> list[Draft]:
        """Marked speech that no content covers, as the rules read it."""
        index = SpanIndex((s, d) for d in found for s in d.content)
        return [
            d
            for d in self.rules
            if d.marked and not d.label and not any(index.covered(s) * 3 > s.end - s.start for s in d.content)
        ]

    # ------------------------------------------------------------------ sources

    def _join_sources(self, groups: list[_Group], cues: list[TaggedSpan]) -> None:
        sources = [s for s in self.spans if s.role == "source"]
        links = link(self.result, sources, cues)
        for k, source in enumerate(sources):
            span = Span(source.start, source.end)
            for number, chance in links.cues[k]:
                group = groups[number]
                if group.rule is not None and any(s.overlaps(span) for s in group.rule.source):
                    chance += SECOND_OPINION
                if chance > LEAST_SOURCE and (group.source is None or group.source[1] < chance):
                    group.source = (span, chance)
        for group in groups:
            if group.source is None and group.contents:
                self._source_by_syntax(group)

    def _source_by_syntax(self, group: _Group) -> None:
        """The subject of a cue to which no tagged source was joined."""
        if group.rule is not None:
            if group.rule.source:
                group.source = (group.rule.source[0], 0.5)
            return
        words = self._words_at(group.cue.start)
        if words is None:
            return
        for i in range(words.from_offset(group.cue.start), words.until_offset(group.cue.end)):
            if words.pos[i] == "VERB":
                found = words.subject(i)
                if found is not None and words.quoted[found[0]] < 0 and words.dep[found[0]] != "nsubjpass":
                    group.source = (words.span(*words.noun_phrase(found[0])), 0.4)
                return

    def _words_at(self, offset: int) -> Words | None:
        paragraph = self.parsed.paragraph_at(offset)
        if paragraph is None:
            return None
        if paragraph.index not in self._words:
            self._words[paragraph.index] = Words(paragraph, self.marks)
        return self._words[paragraph.index]

    def _draft(self, group: _Group) -> Draft:
        contents = sorted(s for s, _, _ in group.contents)
        source = [group.source[0]] if group.source else []
        return Draft(contents, [group.cue], source, "tagged", 0.7)


def find_drafts_many(
    tagger: Tagger, parsed: Sequence[ParsedText], marks: Sequence[Marks], lexicon: Lexicon
) -> list[list[Draft]]:
    """Return the drafts of each text."""
    requests = [(p.text, [(q.start, q.end) for q in p.paragraphs], m) for p, m in zip(parsed, marks, strict=True)]
    results = tagger.tag_many(requests)
    return [_Text(p, m, r, lexicon).drafts() for p, m, r in zip(parsed, marks, results, strict=True)]
