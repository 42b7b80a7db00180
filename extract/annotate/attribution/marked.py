"""Quoted stretches and their cues, read off the words beside the marks; no parse of what is quoted is trusted.

In: the `Words` of a paragraph and the marks. Out: for each depth-1 stretch a `Stretch` (does it read like speech?)
and, where cue and source stand beside it, a `Draft`. Constructions: cue after ("…," she said / said X), cue before
(X said: "…"), a name and a colon, and a cue between two stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.annotate.attribution.lexicon import Lexicon
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import Range, Words
from extract.annotate.marks import Marks, QuotedSpan
from extract.records import Span

REACH = 45
"""How many tokens a cue may stand away from the marks."""

_ENDS_SENTENCE = frozenset(".!?")
_OTHER_CLAUSE = frozenset(("but", "while", "although", "though", "yet", "whereas", "because"))
_SPEAKING = frozenset(("speech", "writing"))
_LIGHT = frozenset(("go", "put", "speak", "talk", "begin", "start", "finish"))
_COPULAR = frozenset(("be", "have", "do"))
_SIGNATURE = re.compile(r"\s*([-–—―~]{1,2})\s*([A-Z][^\n.!?:;]{1,80}(?:\.[^\n.!?:;]{1,40})?)[\s.]*$")
_IN_NOUN_PHRASE = frozenset(("relcl", "acl", "amod", "compound", "aux", "auxpass"))
_CLOSERS = frozenset("\"”’'»)]")
MIN_SPEECH = 5
"""A stretch of fewer words that is no sentence is a term, a title or a scare quote until a cue says else."""


@dataclass(slots=True)
class Stretch:
    """A quoted stretch: its index in `Marks.spans`, its tokens in the paragraph, and how it looks."""

    index: int
    mark: QuotedSpan
    lo: int
    hi: int
    opens_paragraph: bool
    sentence_like: bool
    title: bool
    """Written like the title of a book or a programme."""
    alone: bool
    """Speech even with no cue beside it: whole sentences that stand where a sentence begins."""

    @property
    def span(self) -> Span:
        """Marks included."""
        return Span(self.mark.start, self.mark.end)


def stretches(words: Words, marks: Marks) -> list[Stretch]:
    """Return the depth-1 stretches of the paragraph, in order."""
    paragraph = words.paragraph
    first_word = next((k for k, word in enumerate(words.text) if word.isalnum()), len(words.text))
    found = []
    for k in marks.between(paragraph.start, paragraph.end):
        index = marks.outer[k]
        mark = marks.spans[index]
        lo, hi = words.from_offset(mark.start), words.from_offset(mark.end)
        if lo < hi:
            opens = lo <= first_word
            like = _sentence_like(words, mark, lo, hi, opens)
            title = not like and _title(words, [k for k in range(lo, hi) if words.text[k][:1].isalnum()])
            alone = like and _alone(words, lo, hi, opens)
            found.append(Stretch(index, mark, lo, hi, opens, like, title, alone))
    return found


def _sentence_like(words: Words, mark: QuotedSpan, lo: int, hi: int, opens: bool) -> bool:
    """Whether a stretch reads like speech on its own: it stops like a sentence, or is long and has a finite verb."""
    inside = [k for k in range(lo, hi) if any(ch.isalnum() for ch in words.text[k])]
    if not inside:
        return False
    ends = _last_sign(words, hi - 1, lo)
    finite = any(words.pos[k] in ("VERB", "AUX") for k in inside)
    capital = words.text[inside[0]][:1].isupper() or not words.text[inside[0]][:1].isalpha()
    if ends in _ENDS_SENTENCE and capital and lo > 0 and words.text[lo - 1] in (".", "?", "!"):
        return True
    if _title(words, inside) and ends not in _ENDS_SENTENCE:
        return False
    if ends in _ENDS_SENTENCE or ends in (",", "…", "—", "–", "--"):
        return (finite or len(inside) >= 3 or opens) and (capital or ends in _ENDS_SENTENCE or ends == ",")
    if not mark.closed:
        return True
    return capital and finite and len(inside) >= MIN_SPEECH and (opens or words.text[lo - 1] in (":", ","))


def _title(words: Words, inside: list[int]) -> bool:
    """Whether the words are written like a title: every longer one but the first has a capital."""
    long = [words.text[k] for k in inside[1:] if len(words.text[k]) > 3]
    return bool(long) and len(inside) > 1 and all(w[:1].isupper() or w[:1].isdigit() for w in long)


def _alone(words: Words, lo: int, hi: int, opens: bool) -> bool:
    inside = [k for k in range(lo, hi) if any(ch.isalnum() for ch in words.text[k])]
    begins = opens or words.text[lo - 1] in (".", "?", "!", ":") or words.quoted[lo - 1] >= 0
    finite = any(words.pos[k] in ("VERB", "AUX") for k in inside)
    return begins and finite and len(inside) >= 4 and not _title(words, inside)


def _last_sign(words: Words, k: int, lo: int) -> str:
    """The last character before the closing marks."""
    while k > lo and all(ch in _CLOSERS for ch in words.text[k]):
        k -= 1
    text = words.text[k].rstrip("\"”’'»")
    return text[-1:] if text else ""


def told_before(words: Words, s: Stretch) -> Range | None:
    """Return the subject of the sentence right before a stretch with nothing beside it, in the same paragraph.

    "Ann Poe has set her heart on it. “I will not leave.”"
    """
    end = s.lo - 1
    if s.opens_paragraph or end < 1 or words.text[end] not in _ENDS_SENTENCE or words.quoted[end] >= 0:
        return None
    start, _ = words.sentence_range(end)
    root = next((k for k in range(start, end) if words.dep[k] == "ROOT" and words.pos[k] in ("VERB", "AUX")), None)
    found = words.subject(root) if root is not None else None
    if found is None or words.quoted[found[0]] >= 0:
        return None
    source = words.noun_phrase(found[0])
    return source if start <= source[0] < source[1] <= end else None


class MarkedFinder:
    """Links the stretches of one paragraph to a cue and a source beside them."""

    def __init__(self, words: Words, found: list[Stretch], lexicon: Lexicon) -> None:
        self.words = words
        self.found = found
        self.lexicon = lexicon

    def find(self) -> Iterator[tuple[Stretch, Draft | None, int | None]]:
        """Yield each stretch with its draft and the number of its cue token, None where nothing beside it tells."""
        for k, stretch in enumerate(self.found):
            floor = self.found[k - 1].hi if k else 0
            ceiling = self.found[k + 1].lo if k + 1 < len(self.found) else len(self.words)
            link = self._link(stretch, floor, ceiling)
            if link is None:
                yield stretch, None, None
            else:
                yield stretch, *link

    def _link(self, s: Stretch, floor: int, ceiling: int) -> tuple[Draft, int] | None:
        before = self._before(s, floor)
        if before is not None and self._introduced(s, before[1]):
            return before
        after = self._after(s, ceiling) or self._signed(s, ceiling)
        return after or (before if before is not None and s.sentence_like else None) or self._beat(s, floor)

    def _introduced(self, s: Stretch, cue: int) -> bool:
        """Whether a comma, a colon or the cue itself leads right into the marks."""
        if s.sentence_like and s.lo - cue <= 1:
            return True
        return self.words.text[s.lo - 1] in (":", ",") and (s.sentence_like or s.lo - cue <= 3)

    # ------------------------------------------------------------------ cue after

    def _after(self, s: Stretch, ceiling: int) -> tuple[Draft, int] | None:
        w = self.words
        sign = _last_sign(w, s.hi - 1, s.lo)
        comma = s.hi < len(w) and (w.text[s.hi] == "," or (s.sentence_like and w.text[s.hi] in ("—", "–", "--")))
        if s.title and not s.opens_paragraph:
            return None
        if not (sign in _ENDS_SENTENCE or sign in (",", "—", "…", "-", "–") or comma or s.opens_paragraph):
            return None
        lo = s.hi + comma
        if sign == "." and not comma and lo < len(w) and w.text[lo][:1].isupper() and not self._verb_starts(lo):
            return None  # the sentence is over, and so is its attribution
        if lo < len(w) and w.lower[lo] in _OTHER_CLAUSE:
            return None
        stop = self._stop(lo, min(ceiling, lo + REACH))
        if w.lower[lo : lo + 2] == ["according", "to"]:
            return self._according(s, lo, stop)
        cue = self._first_cue(lo, stop)
        if cue is None or (w.lower[cue].endswith("ing") and w.own_subject(cue) is None):
            return None
        source = self._source_after(lo, cue, stop)
        if source is None and cue > lo + 1:
            return None
        inverted = source is not None and source[0] > cue
        return self._draft(s, cue, source, "inverted cue after" if inverted else "cue after", cue - s.hi), cue

    def _according(self, s: Stretch, lo: int, stop: int) -> tuple[Draft, int] | None:
        """ "“…,” according to Ann Lee"."""
        w = self.words
        source = w.phrase_after(lo + 2, stop)
        if source is None:
            return None
        cue = w.span(lo, lo + 2)
        draft = Draft([s.span], [cue], [w.span(*source)], "introducer", 0.85, True, lemma="according to")
        draft.why["distance"] = 0
        return draft, lo

    def _verb_starts(self, lo: int) -> bool:
        return self.words.pos[lo] == "VERB"

    def _stop(self, lo: int, hi: int) -> int:
        """Where the stretch's own sentence ends after it."""
        w = self.words
        for k in range(lo, hi):
            if w.text[k] in (".", "?", "!", ";") or w.quoted[k] >= 0:
                return k
        return hi

    def _first_cue(self, lo: int, stop: int) -> int | None:
        """The first verb that can report speech and does not stand in a clause about the speaker."""
        w = self.words
        for k in range(lo, stop):
            if w.pos[k] not in ("VERB", "AUX") or (w.dep[k] in ("relcl", "aux", "auxpass") and k > lo):
                continue
            if any(w.dep[c] == "auxpass" for c in w.children[k]):
                if w.dep[k] in ("xcomp", "acl", "advcl", "pcomp"):
                    continue
                return None
            if w.tokens[k].tag_ == "VBN" and w.dep[k] in ("acl", "advcl", "prep", "amod") and k == lo:
                return None
            lemma = self.lexicon.lemma(w.lemma(k))
            entry = self.lexicon.verb(lemma)
            if entry is not None and (entry.cue_class in _SPEAKING or "c" in entry.frames):
                if w.dep[k] in ("acl", "amod", "advcl") and k > lo + 1 and not w.lower[k].endswith("ing"):
                    continue
                if w.dep[k] == "acl" and self._main_verb_follows(k, stop):
                    continue
                return k
            if lemma not in _COPULAR and w.dep[k] not in ("acl", "amod", "advcl", "xcomp", "pcomp", "relcl"):
                return None
        return None

    def _main_verb_follows(self, k: int, stop: int) -> bool:
        w = self.words
        return any(
            w.pos[j] == "VERB" and self.lexicon.verb(w.lemma(j)) and w.dep[j] != "acl" for j in range(k + 1, stop)
        )

    def _source_after(self, lo: int, cue: int, stop: int) -> Range | None:
        w = self.words
        own = w.own_subject(cue)
        if own is not None and lo <= own < stop:
            return self._widened(w.with_apposition(w.noun_phrase(own), stop), lo, cue)
        if cue > lo:
            between = w.trimmed(*(w.phrase_after(lo, cue) or (lo, lo)))
            if between[0] < between[1] and w.pos[between[0]] not in ("ADV", "CCONJ"):
                return between
        inverted = w.phrase_after(cue + 1, stop)
        if inverted is not None and w.pos[cue] == "VERB" and w.pos[inverted[0]] != "ADP":
            return self._clip_inverted(inverted)
        shared = w.subject(cue)
        return w.noun_phrase(shared[0]) if shared is not None and w.quoted[shared[0]] < 0 else None

    def _widened(self, source: Range, lo: int, cue: int) -> Range:
        """ "X, the minister, said": the parser sometimes takes the apposition for the subject."""
        w = self.words
        if lo < source[0] < cue and w.pos[lo] in ("PROPN", "DET") and w.text[source[0] - 1] == ",":
            return lo, source[1]
        return source

    def _clip_inverted(self, phrase: Range) -> Range:
        """The name after an inverted cue, without a trailing time or place."""
        w = self.words
        lo, hi = phrase
        for k in range(lo + 1, hi):
            temporal = w.pos[k] == "ADP" and w.lower[k] not in ("of", "for", "at", "from", "with")
            weekday = w.lower[k].endswith("day") and w.pos[k] == "PROPN"
            if temporal or weekday:
                return w.trimmed(lo, k)
        return lo, hi

    def _signed(self, s: Stretch, ceiling: int) -> tuple[Draft, int] | None:
        """ "“…” — Ann Lee": a dash and a name that end the paragraph."""
        w = self.words
        end = w.paragraph.end
        match = _SIGNATURE.match(w.article, s.mark.end, w.paragraph.end) if ceiling >= len(w) else None
        if match is None or not s.opens_paragraph:
            return None
        source = Span(match.start(2), match.end(2))
        lo, hi = w.from_offset(source.start), w.until_offset(end)
        if any(w.pos[k] in ("VERB", "AUX") for k in range(lo, hi)):
            return None
        cue = Span(match.start(1), match.end(1))
        return Draft([s.span], [cue], [source], "signed", 0.85, True, lemma="—"), s.hi

    # ------------------------------------------------------------------ cue before

    def _before(self, s: Stretch, floor: int) -> tuple[Draft, int] | None:
        w = self.words
        if s.lo <= floor:
            return None
        start = self._sentence_start(s.lo, max(floor, s.lo - REACH))
        colon = w.text[s.lo - 1] == ":"
        cue = self._nearest_cue(start, s.lo)
        if cue is None:
            return self._named(s, start) if colon else None
        found = w.subject(cue)
        head = found[0] if found is not None and w.quoted[found[0]] < 0 else None
        if head is not None and s.lo <= head:
            head = None
        source = w.noun_phrase(head) if head is not None else self._guess_before(start, cue)
        return self._draft(s, cue, source, "cue before", s.lo - cue), cue

    def _guess_before(self, start: int, cue: int) -> Range | None:
        """The noun phrase that ends right before the cue, where the parser gives it no subject."""
        w = self.words
        hi = w.cue_range(cue)[0]
        opening = self._whole_subject(start, hi)
        if opening is not None:
            return opening
        lo = hi
        while lo > start and (w.pos[lo - 1] in ("PROPN", "NOUN", "DET", "ADJ", "PRON") and w.quoted[lo - 1] < 0):
            lo -= 1
        lo, hi = w.trimmed(lo, hi)
        return (lo, hi) if lo < hi and w.pos[hi - 1] in ("PROPN", "NOUN", "PRON") else None

    def _whole_subject(self, start: int, hi: int) -> Range | None:
        """Everything from the sentence's start to the cue, where it is a name with its apposition and nothing else."""
        w = self.words
        named = hi - start <= REACH and start < hi and w.pos[start] in ("PROPN", "DET", "NOUN", "PRON", "ADJ")
        if not named or any(w.pos[k] in ("VERB", "AUX") and w.dep[k] not in _IN_NOUN_PHRASE for k in range(start, hi)):
            return None
        return w.trimmed(start, hi)

    def _sentence_start(self, k: int, floor: int) -> int:
        w = self.words
        while k > floor and w.text[k - 1] not in (".", "?", "!") and w.quoted[k - 1] < 0:
            k -= 1
        return k

    def _nearest_cue(self, start: int, stop: int) -> int | None:
        """The nearest cue verb before the marks that leads into them: nothing but its own complements in between."""
        w = self.words
        for k in range(stop - 1, start - 1, -1):
            if w.pos[k] != "VERB" and not (w.lower[k] == "like" and k + 1 == stop):
                continue
            lemma = self.lexicon.lemma(w.lemma(k))
            entry = self.lexicon.verb(lemma)
            if entry is not None and (entry.cue_class in _SPEAKING or "c" in entry.frames) and w.dep[k] != "amod":
                manner = entry.frames == {"q"} and w.lower[k].endswith("ing") and w.own_subject(k) is None
                earlier = self._nearest_cue(start, k) if manner and w.text[k - 1] == "," else None
                return k if earlier is None else earlier
            if lemma in _LIGHT and w.text[stop - 1] in (":", ","):
                return k
        return None

    def _named(self, s: Stretch, start: int) -> tuple[Draft, int] | None:
        """ "Committee chair Ann Lee: “…”": a name and a colon."""
        w = self.words
        lo, hi = w.trimmed(start, s.lo - 1)
        verbs = [k for k in range(lo, hi) if w.pos[k] in ("VERB", "AUX") and w.dep[k] not in ("amod", "acl", "relcl")]
        if verbs or not any(w.pos[k] in ("PROPN", "NOUN", "PRON") for k in range(lo, hi)):
            return None
        draft = Draft([s.span], [w.span(s.lo - 1, s.lo)], [w.span(lo, hi)], "name and colon", 0.8, True, lemma=":")
        draft.why["distance"] = 1
        return draft, s.lo - 1

    # ------------------------------------------------------------------ the sentence before

    def _beat(self, s: Stretch, floor: int) -> tuple[Draft, int] | None:
        """ "Marcus shrugs. “…”": who is seen to act in the sentence right before the marks speaks within them."""
        w = self.words
        if not s.sentence_like or s.lo <= floor + 1 or w.text[s.lo - 1] not in _ENDS_SENTENCE:
            return None
        start = self._sentence_start(s.lo - 1, floor)
        cue = next((k for k in range(s.lo - 2, start, -1) if w.lemma(k) in self.lexicon.beats), None)
        if cue is None or w.pos[cue] not in ("VERB", "NOUN"):  # "Dana Pike shrugs" is tagged as shrugs of Dana Pike
            return None
        found = w.subject(cue) if w.pos[cue] == "VERB" else None
        source = (
            w.noun_phrase(found[0]) if found is not None else w.trimmed(*(w.phrase_after(start, cue) or (cue, cue)))
        )
        if source[0] >= source[1] or source[1] > cue or (w.pos[source[0]] == "PRON" and floor):
            return None  # after speech in the same paragraph, "he shrugs" is who has just spoken
        draft = self._draft(s, cue, source, "sentence before", s.lo - cue)
        draft.score = min(draft.score, 0.7)
        return draft, cue

    # ------------------------------------------------------------------

    def _draft(self, s: Stretch, cue: int, source: Range | None, construction: str, distance: int) -> Draft:
        w = self.words
        lo, hi = w.cue_range(cue)
        if construction == "cue before" and w.text[s.lo - 1] == ":" and hi == s.lo - 1:
            hi = s.lo
        entry = self.lexicon.verb(w.lemma(cue))
        score = 0.92 - 0.01 * min(distance, 20) - (0.25 if source is None else 0.0) - (0.0 if s.sentence_like else 0.12)
        draft = Draft([s.span], [w.span(lo, hi)], [w.span(*source)] if source else [], construction, score, marked=True)
        draft.lemma = self.lexicon.lemma(w.lemma(cue))
        draft.cue_class = entry.cue_class if entry is not None and entry.cue_class in _SPEAKING else "speech"
        draft.why["distance"] = distance
        return draft
