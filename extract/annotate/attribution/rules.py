"""The rules engine: an article's drafts from marks, cue lexicon and parse alone.

In: a parsed text and its marks. Out: drafts in text order, already put together: split quotes are one draft with two
spans, a quotation over several paragraphs is one draft with a span a paragraph, a paragraph of nothing but speech
shares the speaker before it. Used when there is no model, and by the model engine for marked speech the tagger left
out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.annotate.attribution.clauses import ClauseFinder, overlaps
from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.marked import MarkedFinder, Stretch, stretches, told_before
from extract.annotate.attribution.overlap import SpanIndex
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.transcripts import Label, between, find_labels, is_direction
from extract.annotate.attribution.words import TextWords, Words
from extract.annotate.marks import Marks
from extract.annotate.parse import Paragraph, ParsedText
from extract.records import Span

_LOOK_BACK = 12
"""How many earlier drafts of a paragraph a new one is weighed against; they come in the order of their cues."""
_ASKING = frozenset(("ask", "inquire", "enquire", "question", "query"))


@dataclass(slots=True)
class _State:
    """What the next paragraph may need of the ones before."""

    text: str
    drafts: list[Draft] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    """Ids of the marked drafts among them."""
    chain: dict[int, Draft] = field(default_factory=dict)
    """Index of a stretch that may go on → its draft."""
    speaking: Draft | None = None
    """The last marked draft of the paragraph before, if that paragraph had one."""
    colon: Draft | None = None
    """A cue at the end of the paragraph before that waits for its words."""


def find_drafts(parsed: ParsedText, marks: Marks, lexicon: Lexicon, cache: TextWords) -> list[Draft]:
    """Return the drafts of one article in text order."""
    labels = find_labels(parsed, lexicon)
    state = _State(parsed.text)
    speaker: Draft | None = None
    for paragraph in parsed.paragraphs:
        words = cache.of(paragraph)
        if labels:
            if paragraph.index not in labels and not between(paragraph.index, labels):
                speaker = None
            speaker = _labelled(paragraph, labels.get(paragraph.index), speaker, state)
            if speaker is not None:
                continue
        _paragraph(words, marks, lexicon, state)
    return sorted(state.drafts, key=lambda d: d.start)


def _labelled(paragraph: Paragraph, label: Label | None, speaker: Draft | None, state: _State) -> Draft | None:
    """A transcript's paragraph: under its own label, or going on under the one before."""
    if label is not None:
        draft = Draft([Span(label.words, paragraph.end)], [], [label.span], "label", 0.97, label=True, lemma="label")
        state.drafts.append(draft)
        return draft
    if speaker is not None and paragraph.kind == "body" and not is_direction(state.text, paragraph):
        speaker.content.append(paragraph.span)
    return speaker


def _paragraph(words: Words, marks: Marks, lexicon: Lexicon, state: _State) -> None:
    if not len(words):
        return
    found = stretches(words, marks)
    taken: set[int] = set()
    marked: list[Draft] = []
    here: set[int] = set()
    by_cue: dict[int, Draft] = {}
    last: Draft | None = None
    for stretch, draft, cue in MarkedFinder(words, found, lexicon).find():
        same = by_cue.get(cue) if cue is not None else None
        resolved = _resolve(stretch, draft, same, last, state, words)
        if resolved is None:
            continue
        if cue is not None and draft is not None:
            taken.add(cue)
            by_cue.setdefault(cue, resolved)
        state.chain[stretch.index] = resolved
        if resolved is not last and id(resolved) not in here:
            marked.append(resolved)
            here.add(id(resolved))
        last = resolved
    state.drafts += [d for d in marked if id(d) not in state.known]
    state.known.update(id(d) for d in marked)
    state.drafts += _clauses(words, lexicon, taken, marked)
    state.speaking = last
    state.colon = _waiting(words, lexicon)


def _resolve(
    s: Stretch, draft: Draft | None, same_cue: Draft | None, last: Draft | None, state: _State, words: Words
) -> Draft | None:
    """Which draft a stretch belongs to: one it goes on from, one that shares its cue, its own, or none."""
    chained = state.chain.get(s.mark.continues) if s.mark.continues is not None else None
    if chained is not None:
        return _go_on(chained, s, draft)
    if same_cue is not None:
        same_cue.content.append(s.span)
        same_cue.construction = "cue between"
        return same_cue
    if draft is not None:
        return draft
    if not s.sentence_like:
        return None
    if last is not None:
        last.content.append(s.span)
        return last
    if s.opens_paragraph and state.colon is not None:
        waiting = state.colon
        return Draft([s.span], waiting.cue, waiting.source, "colon before", 0.85, True, lemma=waiting.lemma)
    if not s.alone:
        return None
    orphan = Draft([s.span], [], [], "nothing beside it", 0.2, marked=True)
    about = told_before(words, s)
    if about is not None:
        orphan.source, orphan.construction, orphan.score = [words.span(*about)], "told before", 0.3
    if s.opens_paragraph and state.speaking is not None and not asks(state.speaking, s.mark.start, state.text):
        orphan.joins = state.speaking
        orphan.construction, orphan.score = "goes on from before", 0.4
    return orphan


def asks(draft: Draft, before: int, text: str) -> bool:
    """Whether a draft's words end in a question, so that what comes next is likely somebody else's answer."""
    spans = [s for s in draft.content if s.end <= before]
    return draft.lemma in _ASKING or (bool(spans) and spans[-1].of(text).rstrip("\"”’'» ").endswith("?"))


def _go_on(chained: Draft, s: Stretch, draft: Draft | None) -> Draft:
    """One more paragraph of a quotation; a cue found only now serves the whole."""
    chained.content.append(s.span)
    if draft is not None and not chained.cue:
        chained.cue, chained.source, chained.lemma = draft.cue, draft.source, draft.lemma
        chained.construction, chained.score, chained.joins = draft.construction, draft.score, None
    return chained


def _clauses(words: Words, lexicon: Lexicon, taken: set[int], marked: list[Draft]) -> list[Draft]:
    """The drafts of the parse that do not quarrel with the marked ones, outermost only."""
    speech = SpanIndex((s, True) for d in marked for s in d.content)
    kept: list[Draft] = []
    for draft in ClauseFinder(words, lexicon, taken).find():
        if any(True for s in (*draft.content, *draft.cue) for _ in speech.over(s)):
            continue
        near = kept[-_LOOK_BACK:]
        if any(overlaps(draft.cue, k.content) for k in near):
            continue
        del kept[-_LOOK_BACK:]
        near = [k for k in near if not overlaps(k.cue, draft.content)]
        kept += near
        if not any(overlaps(draft.content, k.content) for k in near):
            kept.append(draft)
    return kept


def _waiting(words: Words, lexicon: Lexicon) -> Draft | None:
    """A paragraph that ends in a colon after a cue: "The minister wrote:"."""
    n = len(words)
    if words.text[n - 1] != ":" or words.quoted[n - 1] >= 0:
        return None
    lo, _hi = words.sentence_range(n - 1)
    for k in range(n - 2, lo - 1, -1):
        entry = lexicon.verb(words.lemma(k)) if words.pos[k] == "VERB" else None
        if entry is not None and entry.cue_class in ("speech", "writing"):
            subject = words.subject(k)
            source = [words.span(*words.noun_phrase(subject[0]))] if subject is not None else []
            return Draft([], [words.span(k, n if k == n - 2 else k + 1)], source, "colon before", lemma=words.lemma(k))
    return None
