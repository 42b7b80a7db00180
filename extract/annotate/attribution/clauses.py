"""Cues found through the parse: reporting verbs, nouns, adjectives and "according to", with their complements.

In: the `Words` of a paragraph. Out: one `Draft` a cue that stands outside quotation marks and has content of its own
in the sentence. The frames of assets/lexicons/cues.toml say which complement holds the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.annotate.attribution.lexicon import Entry, Lexicon
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import Range, Words
from extract.records import Span

_COMMAS = frozenset((",", "--", "–", "—", "-"))
_NO_SOURCE_SUBJECT = frozenset(("it", "there", "this", "that", "which", "what", "these", "those"))
_HEARSAY = frozenset(
    ["say", "report", "believe", "think", "expect", "know", "understand", "allege", "claim", "tell", "hear"]
)
_IMPERSONAL = frozenset(("expect", "seem", "appear", "suppose", "rumour", "rumor", "schedule"))
_NEGATABLE = frozenset(("speech", "writing"))


class ClauseFinder:
    """Finds the attributions of one paragraph that the parse shows. `taken` holds cue tokens that are used already."""

    def __init__(self, words: Words, lexicon: Lexicon, taken: set[int]) -> None:
        self.words = words
        self.lexicon = lexicon
        self.taken = taken

    def find(self) -> Iterator[Draft]:
        """Yield drafts in text order of their cues."""
        w = self.words
        for i, pos in enumerate(w.pos):
            if w.quoted[i] >= 0 or i in self.taken:
                continue
            draft = None
            if w.lower[i] in ("according", "per"):
                draft = self._introducer(i)
            elif pos == "VERB" or (pos == "AUX" and w.dep[i] not in ("aux", "auxpass")):
                entry = self.lexicon.verb(w.lemma(i))
                draft = self._verb(i, entry) if entry else None
            elif pos == "NOUN":
                entry = self.lexicon.nouns.get(w.lemma(i))
                draft = self._noun(i, entry) if entry else None
            elif pos == "ADJ" and w.lower[i] in self.lexicon.adjectives:
                draft = self._adjective(i, self.lexicon.adjectives[w.lower[i]])
            elif pos == "ADV" and w.lower[i] in self.lexicon.adverbs:
                draft = self._hearsay_adverb(i)
            if draft is not None:
                yield draft

    # ------------------------------------------------------------------ verbs

    def _verb(self, i: int, entry: Entry) -> Draft | None:
        if self._asked(i):
            return None
        found = self._complement(i, entry)
        if found is None:
            return None
        content, construction = found
        reports, source = self._source(i)
        return self._draft(i, entry, content, construction, source) if reports and content else None

    def _asked(self, i: int) -> bool:
        """ "Asked whether …, she said": the subject is who was asked."""
        w = self.words
        return w.tokens[i].tag_ == "VBN" and w.dep[i] in ("advcl", "prep", "acl") and w.own_subject(i) is None

    def _draft(
        self, i: int, entry: Entry, content: list[Range], construction: str, source: Range | None
    ) -> Draft | None:
        w = self.words
        spans = [w.span(*w.trimmed(lo, hi)) for lo, hi in content if w.trimmed(lo, hi)[0] < w.trimmed(lo, hi)[1]]
        if not spans:
            return None
        lo, hi = w.cue_range(i)
        if construction == "preposition":
            first = min(c[0] for c in content)
            hi = max(hi, first) if first - hi <= 1 and first > hi else hi
        return Draft(
            content=spans,
            cue=[w.span(lo, hi)],
            source=[w.span(*source)] if source else [],
            construction=construction,
            score=self._score(construction, source, entry),
            lemma=self.lexicon.lemma(w.lemma(i)),
            cue_class=entry.cue_class,
        )

    @staticmethod
    def _score(construction: str, source: Range | None, entry: Entry) -> float:
        base = {"clause": 0.75, "clause before": 0.75, "around": 0.7, "introducer": 0.75}.get(construction, 0.45)
        return base + (0.05 if entry.cue_class in _NEGATABLE else -0.05) - (0.2 if source is None else 0.0)

    def _source(self, i: int) -> tuple[bool, Range | None]:
        """Whether the verb reports anybody's words, and the source's range, None where the text gives none."""
        w = self.words
        passive = any(w.dep[c] in ("nsubjpass", "auxpass") for c in w.children[i])
        if passive:
            return self._passive_source(i)
        found = w.subject(i)
        if found is None:
            return True, None
        head, _how = found
        if w.quoted[head] >= 0:
            return False, None
        if w.lower[head] in ("it", "there") and w.dep[head] == "expl":
            return True, None
        return True, w.noun_phrase(head)

    def _passive_source(self, i: int) -> tuple[bool, Range | None]:
        """ "was told by X": X. "is expected to", "is said to": nobody is named."""
        w = self.words
        for c in w.children[i]:
            if w.dep[c] == "agent":
                inner = [k for k in w.children[c] if w.dep[k] == "pobj"]
                if inner:
                    return True, w.noun_phrase(inner[0])
        return True, None

    # ------------------------------------------------------------------ complements

    def _complement(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        """The ranges of the content and the construction, best frame first."""
        for finder in (self._clause, self._around, self._infinitive, self._preposition, self._object):
            found = finder(i, entry)
            if found is not None:
                return found
        return None

    def _clause(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        w = self.words
        if "c" not in entry.frames:
            return None
        for c in w.children[i]:
            if w.dep[c] != "ccomp":
                continue
            lo, hi = w.subtree(c)
            if c > i:
                return ([(max(lo, i + 1), hi)], "clause") if hi > i + 1 else None
            end = min(self._cue_clause_start(i), hi)
            if lo < end and self._comma_before(end):
                return [(lo, end)], "clause before"
        return self._comma_clause(i, entry)

    def _comma_clause(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        """ "…, officials said." where the parser saw no complement: the sentence up to the comma."""
        w = self.words
        if entry.cue_class not in _NEGATABLE or any(w.dep[c] in ("dobj", "xcomp") for c in w.children[i]):
            return None
        lo, hi = w.sentence_range(i)
        start = self._cue_clause_start(i)
        closes = i + 1 >= hi or w.text[i + 1] in (".", ",") or w.dep[i + 1] in ("npadvmod", "prep", "nsubj")
        if start - lo >= 3 and closes and w.text[start - 1] == "," and w.dep[i] in ("ROOT", "ccomp", "parataxis"):
            return [(lo, start - 1)], "clause before"
        return None

    def _around(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        """ "The plan, officials said, would …": the sentence on both sides of a bare cue between commas."""
        w = self.words
        if "c" not in entry.frames or w.dep[i] not in ("parataxis", "ccomp", "advcl", "relcl"):
            return None
        lo, hi = w.sentence_range(i)
        start, end = self._cue_clause_start(i), w.cue_range(i)[1]
        between = start > lo + 1 and end < hi - 1 and w.text[start - 1] in _COMMAS and w.text[end] in _COMMAS
        if not between or i - start > 12 or w.own_subject(i) is None:
            return None
        if w.lower[start] in ("as", "who", "which", "that", "if", "when"):
            return None
        return [(lo, start - 1), (end + 1, hi)], "around"

    def _cue_clause_start(self, i: int) -> int:
        """Where the words of the cue's own clause begin: its subject or its auxiliaries."""
        w = self.words
        lo = w.cue_range(i)[0]
        own = w.own_subject(i)
        if own is not None and own < i:
            lo = min(lo, w.noun_phrase(own)[0])
        return lo

    def _comma_before(self, k: int) -> bool:
        return k > 0 and (self.words.text[k - 1] in _COMMAS or self.words.quoted[k - 1] >= 0)

    def _infinitive(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        w = self.words
        if "x" not in entry.frames:
            return None
        for c in w.children[i]:
            if w.dep[c] in ("xcomp", "ccomp") and c > i:
                lo, hi = w.subtree(c)
                objects = [w.subtree(k)[0] for k in w.children[i] if w.dep[k] == "dobj" and i < k < c]
                return [(max(i + 1, min([lo, *objects])), hi)], "infinitive"
        return None

    def _preposition(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        w = self.words
        for c in w.children[i]:
            if w.dep[c] in ("prep", "prt", "agent") and w.lower[c] in entry.frames and c > i:
                inner = [k for k in w.children[c] if w.dep[k] in ("pobj", "pcomp")]
                if inner and c > i:
                    objects = [w.subtree(k)[0] for k in w.children[i] if w.dep[k] == "dobj" and i < k < c]
                    hi = w.subtree(inner[0])[1]
                    return [(min([c + 1, *objects]), hi)], "preposition"
        return None

    def _object(self, i: int, entry: Entry) -> tuple[list[Range], str] | None:
        w = self.words
        if "o" not in entry.frames:
            return None
        for c in w.children[i]:
            if w.dep[c] in ("dobj", "oprd") and c > i and w.pos[c] != "PRON":
                lo, hi = w.subtree(c)
                tail = [w.subtree(k)[1] for k in w.children[i] if k > c and w.dep[k] in ("oprd", "xcomp")]
                return [(max(lo, i + 1), max([hi, *tail]))], "object"
        return None

    # ------------------------------------------------------------------ other cues

    def _introducer(self, i: int) -> Draft | None:
        """ "According to X, …" and "…, according to X"."""
        w = self.words
        prep = next((c for c in w.children[i] if w.lower[c] == "to"), None) if w.lower[i] == "according" else i
        if prep is None and i + 1 < len(w) and w.lower[i + 1] == "to":
            prep = i + 1
        inner = [k for k in w.children[prep] if w.dep[k] == "pobj"] if prep is not None else []
        if not inner or (w.lower[i] == "per" and w.pos[inner[0]] != "PROPN"):
            return None
        source = w.noun_phrase(inner[0])
        lo, hi = w.sentence_range(i)
        content = [r for r in ((lo, i), (source[1], hi)) if w.trimmed(*r)[0] < w.trimmed(*r)[1]]
        if len(content) == 2 and w.text[source[1]] not in _COMMAS:
            content = content[:1]
        entry = Entry("speech", frozenset())
        draft = self._draft(i, entry, content, "introducer", source) if content else None
        if draft is not None and prep is not None:
            draft.cue = [w.span(i, prep + 1)]
            draft.lemma = "according to" if prep > i else "per"
        return draft

    def _noun(self, i: int, entry: Entry) -> Draft | None:
        """ "his claim that …", "criticism of … by X"."""
        w = self.words
        content = None
        for c in w.children[i]:
            if c > i and w.dep[c] == "acl" and {"c", "x"} & entry.frames:
                lo, hi = w.subtree(c)
                if w.lower[lo] == "that" or ("x" in entry.frames and w.lower[lo] == "to"):
                    content = (lo, hi)
            elif c > i and w.dep[c] == "prep" and w.lower[c] in entry.frames:
                content = (c + 1, w.subtree(c)[1])
        owner = next((c for c in w.children[i] if w.dep[c] == "poss"), None)
        if content is None or owner is None:
            return None
        source = w.noun_phrase(owner)
        return self._draft(i, entry, [content], "noun", source)

    def _adjective(self, i: int, entry: Entry) -> Draft | None:
        """ "is confident that …"."""
        w = self.words
        verb = w.head[i]
        subject = w.own_subject(verb) if w.pos[verb] in ("AUX", "VERB") else None
        wanted = ("ccomp",) if "c" in entry.frames else ("xcomp",)
        inner = next((c for c in w.children[i] if c > i and w.dep[c] in wanted), None)
        if subject is None or inner is None or w.lower[subject] in _NO_SOURCE_SUBJECT:
            return None
        return self._draft(i, entry, [w.subtree(inner)], "adjective", w.noun_phrase(subject))

    def _hearsay_adverb(self, i: int) -> Draft | None:
        """ "he allegedly took …": the clause without the adverb, of nobody named."""
        w = self.words
        head = w.head[i]
        if head == i or w.pos[head] not in ("VERB", "AUX"):
            return None
        lo, hi = w.subtree(head)
        return self._draft(i, Entry("speech", frozenset()), [(lo, i), (i + 1, hi)], "hearsay", None)


def overlaps(a: list[Span], b: list[Span]) -> bool:
    """Whether two sorted lists of spans share a code point."""
    return any(x.overlaps(y) for x in a for y in b)
