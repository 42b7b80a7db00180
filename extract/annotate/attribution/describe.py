"""What a draft is like: the head of its cue, what that reports, how cue, source and content stand to each other.

In: a draft with its spans and the paragraph's `Words`. Out: lemma, cue class, construction and distance, set on the
draft; and second-hand speech ("A says B said …"), found at the head of an unmarked content.
"""

from __future__ import annotations

from extract.annotate.attribution.lexicon import Entry, Lexicon, stems
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import Words
from extract.annotate.marks import Marks
from extract.records import CueClass, Span

_SPEAKING = ("speech", "writing")
_SIGNS = frozenset((":", "-", "--", "–", "—", "―", ",", '"', "“", "”"))
_NEAR = 60
"""How many tokens of a content are searched for somebody else's speech within it."""


def cue_head(words: Words, cue: Span, lexicon: Lexicon) -> tuple[str, CueClass] | None:
    """The lemma that carries a cue and what it reports; None where the lexicon knows none of its words."""
    inside = range(words.from_offset(cue.start), words.until_offset(cue.end))
    if any(words.lower[i] in ("according", "per") for i in inside):
        return "according to", "speech"
    for pool in (_verbs, _nouns, _adjectives):
        found = [hit for i in inside if (hit := pool(words, i, lexicon)) is not None]
        if found:
            lemma, entry = next((f for f in found if f[1].cue_class in _SPEAKING), found[-1])
            return lemma, entry.cue_class
    if any(words.lower[i] in lexicon.adverbs for i in inside):
        return "allegedly", "speech"
    if all(words.text[i] in _SIGNS for i in inside):
        return ":", "speech"
    return None


def _verbs(words: Words, i: int, lexicon: Lexicon) -> tuple[str, Entry] | None:
    if words.pos[i] not in ("VERB", "AUX", "PROPN", "ADJ") or words.dep[i] in ("aux", "auxpass"):
        return None
    lemma = lexicon.lemma(words.lemma(i))
    entry = lexicon.verbs.get(lemma)
    if entry is None and words.pos[i] in ("PROPN", "ADJ"):  # a verb mistagged keeps its ending: "insisted members had"
        lemma = next((stem for stem in stems(words.lower[i]) if stem in lexicon.verbs), lemma)
        entry = lexicon.verbs.get(lemma)
    return (lemma, entry) if entry is not None else None


def _nouns(words: Words, i: int, lexicon: Lexicon) -> tuple[str, Entry] | None:
    entry = lexicon.nouns.get(words.lemma(i)) or lexicon.verbs.get(words.lemma(i))
    return (words.lemma(i), entry) if entry is not None else None


def _adjectives(words: Words, i: int, lexicon: Lexicon) -> tuple[str, Entry] | None:
    entry = lexicon.adjectives.get(words.lower[i])
    return (words.lower[i], entry) if entry is not None else None


def describe(draft: Draft, words: Words, marks: Marks, lexicon: Lexicon) -> None:
    """Set lemma, cue class, construction and distance of a draft that has a cue."""
    cue = draft.cue[0]
    quoted = any(marks.outermost(s.start) is not None for s in draft.content)
    head = cue_head(words, cue, lexicon)
    spoken = any(marks.between(*s) for s in draft.content)
    draft.lemma, draft.cue_class = head if head is not None else ("", "speech" if spoken else "thought")
    if quoted and head is not None and marks.covers(*draft.content[0]) is not None and draft.cue_class == "evidence":
        draft.cue_class = "speech"
    first = words.from_offset(cue.start)  # past the last token where a cue begins inside that: "000‘said"
    draft.construction = _construction(draft, quoted, "".join(words.text[first : first + 1]))
    nearest = min(draft.content, key=lambda s: min(abs(s.start - cue.end), abs(cue.start - s.end)))
    gap = (cue.end, nearest.start) if nearest.start >= cue.end else (nearest.end, cue.start)
    draft.why["distance"] = len(words.article[gap[0] : gap[1]].split())


def _construction(draft: Draft, quoted: bool, sign: str) -> str:
    cue, first, last = draft.cue[0], draft.content[0], draft.content[-1]
    if draft.lemma == "according to":
        return "introducer"
    if draft.lemma == "allegedly":
        return "hearsay"
    if draft.lemma == ":" and draft.source:
        return "name and colon" if sign == ":" else "signed"
    if first.end <= cue.start and last.start >= cue.end:
        return "cue between" if quoted else "around"
    if last.start >= cue.end:
        return "cue before" if quoted else "clause"
    inverted = bool(draft.source) and draft.source[0].start >= cue.end
    if quoted:
        return "inverted cue after" if inverted else "cue after"
    return "clause before"


def second_hand(draft: Draft, words: Words, lexicon: Lexicon) -> None:
    """Note whom the source itself reports: the subject of a speech verb that heads an unmarked content."""
    content = draft.content[0]
    lo, hi = words.from_offset(content.start), words.until_offset(content.end)
    for i in range(lo, min(hi, lo + _NEAR)):
        if words.quoted[i] >= 0:
            return
        heads = words.pos[i] == "VERB" and not lo <= words.head[i] < hi
        if heads or (words.pos[i] == "VERB" and words.head[i] == i):
            entry = lexicon.verb(words.lemma(i))
            own = words.own_subject(i)
            speaks = entry is not None and entry.cue_class in _SPEAKING and "c" in entry.frames
            clause = any(words.dep[c] == "ccomp" for c in words.children[i])
            if speaks and clause and own is not None and lo <= own < i:
                draft.inner_source = [words.span(*words.noun_phrase(own))]
            return
