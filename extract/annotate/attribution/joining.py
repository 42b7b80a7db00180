"""Tagged spans into groups: each cue with its contents and its source.

In: the tagger's spans of one text, the rules' drafts as a second opinion, the paragraphs' `Words`. Out: `Group`s. A
content goes to the cue that the link head and the rules together like best; a cue takes its source the same way, and
failing that the subject that the parse gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.annotate.attribution.linking import link
from extract.annotate.attribution.overlap import SpanIndex, share
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import TextWords
from extract.records import Span

if TYPE_CHECKING:
    from extract.annotate.tagger.result import TaggedSpan, TagResult

LEAST_CONTENT = 0.2
"""The least chance with which a content is joined to a cue."""
LEAST_SOURCE = 0.12
"""The least chance with which a source is joined to a cue."""
SECONDARY = 0.85
"""The least chance of a content beside a likelier one of the same cue; a weaker one belongs to an untagged cue."""
SECOND_OPINION = 0.3
"""What agreement of the rules adds to a chance."""
SAME = 0.5
"""Share of characters from which on two contents are taken for the same."""


@dataclass(slots=True, eq=False)
class Part:
    """A joined span: the chance of the join, the tagger's mean, least and first chance of the span itself."""

    span: Span
    joined: float
    tagged: float
    least: float = 0.5
    begins: float = 0.5


@dataclass(slots=True, eq=False)
class Group:
    """A cue with what is joined to it; `rule` is the rules' draft with the same cue."""

    cue: Span
    chance: float
    least: float = 0.5
    begins: float = 0.5
    contents: list[Part] = field(default_factory=list)
    source: Part | None = None
    rule: Draft | None = None
    by_syntax: bool = False
    asked: bool = False
    """"Asked whether …, she said": the subject is who was asked, and nobody is named who asked."""


class Joiner:
    """Joins the spans of one text."""

    def __init__(self, result: TagResult, spans: list[TaggedSpan], rules: list[Draft], words: TextWords) -> None:
        self.result, self.words = result, words
        self.cues = [s for s in spans if s.role == "cue"]
        self.contents = [s for s in spans if s.role == "content"]
        self.sources = [s for s in spans if s.role == "source"]
        self.by_content: SpanIndex[Draft] = SpanIndex((s, d) for d in rules for s in d.content)
        by_cue: SpanIndex[Draft] = SpanIndex((s, d) for d in rules for s in d.cue)
        self.groups = [Group(Span(c.start, c.end), c.probability, c.least, c.begins) for c in self.cues]
        for group in self.groups:
            group.rule = next((d for _, d in by_cue.over(group.cue)), None)
            group.asked = self._asked(group.cue)

    def join(self) -> list[Group]:
        """Return the groups that have content."""
        self._join_contents()
        self._part()
        self._join_sources()
        return [g for g in self.groups if g.contents]

    # ------------------------------------------------------------------ contents

    def _join_contents(self) -> None:
        links = link(self.result, self.contents, self.cues)
        place = SpanIndex((g.cue, k) for k, g in enumerate(self.groups))
        for k, content in enumerate(self.contents):
            span = Span(content.start, content.end)
            chances = dict(links.cues[k])
            advice = self._advice(span)
            for number in {n for c in (advice.cue if advice else ()) for _, n in place.over(c)}:
                chances[number] = chances.get(number, 0.0) + SECOND_OPINION
            best = max(chances.items(), key=lambda p: p[1], default=None)
            if best is not None and best[1] > LEAST_CONTENT:
                self.groups[best[0]].contents.append(
                    Part(span, best[1], content.probability, content.least, content.begins)
                )
            elif advice is not None and advice.cue:
                self.groups.append(_from_rule(advice, span, content.probability))

    def _advice(self, span: Span) -> Draft | None:
        """The rules' draft with about this content."""
        best: tuple[float, Draft] | None = None
        for other, draft in self.by_content.over(span):
            same = share(span, other)
            if same >= SAME and (best is None or same > best[0]):
                best = same, draft
        return best[1] if best is not None else None

    def _part(self) -> None:
        """Take from a cue what hangs on it by a thin thread while another content holds."""
        for group in list(self.groups):
            if len(group.contents) < 2:
                continue
            strongest = max(group.contents, key=lambda p: p.joined)
            kept = [p for p in group.contents if p is strongest or p.joined >= SECONDARY]
            for part in group.contents:
                advice = self._advice(part.span) if part not in kept else None
                if advice is not None and advice.cue and not any(c.overlaps(group.cue) for c in advice.cue):
                    self.groups.append(_from_rule(advice, part.span, part.tagged))
            group.contents = kept

    # ------------------------------------------------------------------ sources

    def _join_sources(self) -> None:
        links = link(self.result, self.sources, self.cues)
        for k, source in enumerate(self.sources):
            span = Span(source.start, source.end)
            for number, chance in links.cues[k]:
                group = self.groups[number]
                if group.rule is not None and any(s.overlaps(span) for s in group.rule.source):
                    chance += SECOND_OPINION
                if chance > LEAST_SOURCE and not group.asked and (group.source is None or group.source.joined < chance):
                    group.source = Part(span, chance, source.probability, source.least, source.begins)
        for group in self.groups:
            self._prefer_own_sentence(group)
            if group.source is None and group.contents and not group.asked:
                self._source_by_syntax(group)

    def _prefer_own_sentence(self, group: Group) -> None:
        """A source of another sentence gives way to the subject that the rules see in the cue's own."""
        words = self.words.at(group.cue.start)
        if group.source is None or group.rule is None or not group.rule.source or words is None:
            return
        lo, hi = words.sentence_range(min(len(words) - 1, words.from_offset(group.cue.start)))
        sentence = words.span(lo, hi)
        if not sentence.overlaps(group.source.span) and sentence.contains(group.rule.source[0]):
            group.source = Part(group.rule.source[0], 0.5, 0.5)

    def _asked(self, cue: Span) -> bool:
        words = self.words.at(cue.start)
        if words is None:
            return False
        inside = words.inside(cue)
        if len(inside) != 1 or words.tokens[inside[0]].tag_ != "VBN" or words.dep[inside[0]] not in ("advcl", "prep"):
            return False
        return words.lemma(inside[0]) in ("ask", "press", "question", "quiz") and words.own_subject(inside[0]) is None

    def _source_by_syntax(self, group: Group) -> None:
        """The subject of a cue to which no tagged source was joined."""
        group.by_syntax = True
        if group.rule is not None:
            group.source = Part(group.rule.source[0], 0.5, 0.5) if group.rule.source else None
            return
        words = self.words.at(group.cue.start)
        if words is None:
            return
        verbs = (i for i in words.inside(group.cue) if words.pos[i] == "VERB")
        found = next((words.subject(i) for i in verbs), None)
        if found is not None and words.quoted[found[0]] < 0 and words.dep[found[0]] != "nsubjpass":
            group.source = Part(words.span(*words.noun_phrase(found[0])), 0.4, 0.4)


def _from_rule(rule: Draft, span: Span, chance: float) -> Group:
    """A group of its own for a content whose cue only the rules know."""
    source = Part(rule.source[0], 0.5, 0.5) if rule.source else None
    return Group(rule.cue[0], 0.5, contents=[Part(span, 0.5, chance)], source=source, rule=rule, by_syntax=True)
