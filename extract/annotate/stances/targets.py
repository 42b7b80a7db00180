"""What a stance is about: the shortest clear noun phrase, and the same target under one label.

In: the head of a noun phrase or a gerund. Out: a `Target` with label, span, key and the person where it is one.
Pronouns are followed to the noun they take up, bare heads ("the deal") join the fuller phrase ("the returns deal").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.annotate.stances.antecedents import UNNAMED, Antecedent, Antecedents
from extract.annotate.stances.reading import FIRST_PERSON, Reading
from extract.annotate.stances.syntax import HOPS, children, first, is_verb, misread, phrasal, words_of
from extract.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = words_of("it this that they them these those its their")
_HIS = frozenset(("he", "him", "his", "she", "her", "hers"))
_JOINING = ("of", "with", "on", "against", "between", "to", "over")
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"))
_OF_VERBS = ("accuse", "convict", "suspect", "warn", "strip", "rob", "remind", "inform")
"""Verbs whose "of" is not part of their object's name."""
_MAX_WORDS = 8
_LIGHT = frozenset(("take", "make", "give"))
_NEAR_CLAUSE = 3
_MAX_CLAUSE = 14
_NOTIONS = frozenset(("idea", "notion", "concept", "possibility", "prospect", "variation"))
_CURRENCIES = frozenset(("dollar", "euro", "pound", "rupee", "yen", "yuan"))
_STAGES = words_of(
    "radio television tv air screen stage twitter facebook youtube instagram tiktok media floor trail board"
)
_MAX_OWNED = 6
_WHICH_ONE = frozenset(("new", "first", "second", "third", "next", "last"))
"""Adjectives left out of a fuller name, but kept where the head would stand alone: "new ground", "second study"."""
_MAX_NAME = 10
_WITHIN_NAMES = frozenset(("of", "for", "in", "and", "on", "the", "to", "from", "against"))
_MEASURES = words_of(
    "act bill treaty law code convention agreement accord pact charter amendment initiative resolution"
)
_MARK = re.compile(r"[\"“”«»]")
_OUTER_MARK = re.compile(r"(?<=\s)[\"“”«»]+(?=\w)|(?<=\w)[\"“”«»]+(?=\s)")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Target:
    """A target as the article names it. `key` is the lemma of its head and those of its modifiers; `sure` is 0 to 1."""

    label: str
    span: Span
    head: str
    modifiers: frozenset[str]
    person: str | None = None
    sure: float = 1.0


class Targets:
    """Names the targets of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nouns = reading.lexicon.nouns
        self.antecedents = Antecedents(reading)
        self._phrases: dict[str, list[tuple[int, Target]]] = defaultdict(list)
        self._followed = 0

    # ---------------------------------------------------------------------------------------- one phrase

    def of(self, token: Token) -> Target | None:
        """Return the target that a token heads, or None where it names nothing a reader would put on a card."""
        if token.lower_ in FIRST_PERSON and token.pos_ == "PRON":  # "the mine" is none
            return self._speaker(token)
        if token.lower_ in _PRONOUNS and token.pos_ in ("PRON", "DET"):
            return self._taken_up(token)
        if is_verb(token) and token.ent_type_ not in _NAMED and not misread(token):
            found = self._gerund(token)
        else:
            found = self._noun(token)
        return found if found is not None and found.label else None

    def _speaker(self, token: Token) -> Target | None:
        quote = self.reading.quote_at(self.reading.offset(token))
        person = self.reading.by_id.get(quote.speaker) if quote is not None and quote.speaker else None
        if person is None or token.lower_ in ("we", "us", "our"):
            return None
        return Target(person.name, self.reading.span(token, token), person.name, frozenset(), person.id, 0.85)

    def _noun(self, token: Token) -> Target | None:
        pid = self.reading.person_of(token)
        if pid is not None:
            name = self.reading.by_id[pid].name
            sure = 1.0 if token.pos_ == "PROPN" else 0.9 if token.pos_ == "NOUN" or token.lower_ in _HIS else 0.85
            return Target(name, self.reading.span(token, token), name, frozenset(), pid, sure)
        for named in children(token, "appos"):  # "the candidate, Jon Ossoff"
            if (pid := self.reading.person_of(named)) is not None:
                name = self.reading.by_id[pid].name
                return Target(name, self.reading.span(named, named), name, frozenset(), pid, 0.97)
        lemma = token.lemma_.casefold()
        if lemma in self.nouns["counting"] and (counted := self._counted(token)) is not None:
            return self.of(counted)
        if lemma in _NOTIONS and self._clause(token) is None:
            return None  # "likes the idea" tells nothing by itself
        if token.pos_ in ("PRON", "DET", "ADV", "ADP", "NUM", "PUNCT", "SYM", "X") or token.ent_type_ in UNNAMED:
            return None
        if lemma in self.nouns["empty"] or token.lower_ in self.nouns["empty"] or not _WORD.search(token.text):
            return None
        return self._phrase(token, lemma)

    def _counted(self, token: Token) -> Token | None:
        """What "a list of bills", "the idea of quotas", "the need for a bridge" or "ten euros in aid" is about."""
        lemma = token.lemma_.casefold()
        word = "for" if lemma == "need" else "in" if lemma in _CURRENCIES else "of"
        prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == word), None)
        return first(prep, "pobj", "pcomp") if prep is not None else None

    def _clause(self, token: Token) -> Token | None:
        """The end of what a plan or an opinion holds: "plan *to close the port*", "idea *that caps work*"."""
        lemma = token.lemma_.casefold()
        if not any(lemma in self.nouns[part] for part in ("relational", "conduct", "counting")):
            return None
        for clause in children(token, ("acl", "ccomp", "relcl")):
            if not is_verb(clause) or clause.i < token.i or clause.left_edge.i - token.i > _NEAR_CLAUSE:
                continue
            if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
                return self._act_end(clause)
            that = first(clause, "mark")
            if that is not None and that.lower_ == "that" and clause.right_edge.i - token.i <= _MAX_CLAUSE:
                return clause.right_edge
        return None

    def _act_end(self, verb: Token) -> Token | None:
        obj = first(verb, "dobj") or _goal(verb)
        if obj is None or obj.pos_ == "PRON" or obj.i - verb.i > _MAX_WORDS:
            return None
        return self._right(obj, fuller=False)

    def _phrase(self, token: Token, lemma: str) -> Target | None:
        if (end := _end_of_word(token)).i != token.i:
            return self._hyphenated(token, end)
        left = self._left(token)
        right = self._right(token, fuller=left is not token)
        left, right = _whole_name(token, _with_owner(token, left, right), right)
        if right.i - token.i <= _NEAR_CLAUSE and (end := self._clause(token)) is not None and end.i > right.i:
            right = end
        words = list(token.doc[left.i : right.i + 1])
        while right.i > token.i and right.pos_ in ("PUNCT", "PART"):
            right = right.nbor(-1)
        span = self.reading.span(left, right)
        modifiers = frozenset(
            t.lemma_.casefold()
            for t in words
            if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and t.i != token.i and t.lower_ not in self.nouns["clutter"]
        )
        label = _label(span.of(self.reading.article.text))
        theirs = lemma in self.nouns["conduct"] or lemma in self.reading.lexicon.judgements["trait"]
        person = self._possessor(token) if theirs else None
        named = bool(modifiers) or token.pos_ == "PROPN"
        vague = lemma in self.nouns["vague"] and person is None
        if vague and named and not any(t.pos_ in ("NOUN", "PROPN") and t.i != token.i for t in words):
            named, sure = False, 0.7  # "specific predictions" are no matter either
        sure = 1.0 if named else sure if modifiers and vague else 0.62 if vague else 0.92
        return Target(label, span, lemma, modifiers, person, sure)

    def _hyphenated(self, token: Token, end: Token) -> Target | None:
        """Name "his re-election", where the parser took "re" for the noun; "anti-union law" is left out."""
        if end.pos_ not in ("NOUN", "PROPN") or (end.i + 1 < len(end.doc) and end.nbor(1).pos_ in ("NOUN", "PROPN")):
            return None
        span = self.reading.span(token, end)
        label = _label(span.of(self.reading.article.text))
        person = self._possessor(token) or self._possessor(end)
        person = person if label.casefold() in self.nouns["conduct"] else None
        return Target(label, span, label.casefold(), frozenset(), person, 0.9)

    def _possessor(self, token: Token) -> str | None:
        owner = first(token, "poss")
        return self.reading.person_of(owner) if owner is not None else None

    def _left(self, token: Token) -> Token:
        """Walk left over the modifiers that belong to the name."""
        left = token
        clutter = self.nouns["clutter"]
        judged = self.reading.lexicon.judgements["adjective"]
        for child in sorted((c for c in token.lefts), key=lambda c: -c.i):
            if child.dep_ in ("compound", "nmod", "amod", "npadvmod", "nsubj") and child.right_edge.i == left.i - 1:
                if child.dep_ == "amod" and (child.lower_ in clutter or child.lower_ in judged or child.tag_ == "JJS"):
                    return child if left is token and child.lower_ in _WHICH_ONE else left
                left = child.left_edge if child.dep_ != "nsubj" else child
            elif child.dep_ == "punct" and child.text == "-" and child.i == left.i - 1:
                left = child
            else:
                break
        return left

    def _right(self, token: Token, *, fuller: bool) -> Token:
        """Take in a complement that belongs to the name: "deal *with France*", "freedom *of speech*"."""
        for prep in children(token, "prep"):
            if prep.i > token.i + 2 or (prep.lower_ == "of" and _governor(token).lemma_ in _OF_VERBS):
                continue
            pobj = first(prep, "pobj")
            if not fuller and prep.lower_ in ("in", "at", "from") and pobj is not None and pobj.pos_ == "PROPN":
                return pobj if pobj.i - token.i <= 4 else token
            if prep.lower_ not in _JOINING:
                continue
            if prep.lower_ != "of" and token.lemma_.casefold() not in self.nouns["relational"]:
                continue
            if pobj is not None and (pobj.lemma_.casefold() in self.nouns["empty"] or _stage(prep.lower_, pobj)):
                continue
            if pobj is not None and pobj.lemma_.casefold() in self.nouns["counting"]:
                pobj = self._counted(pobj) or pobj  # "a ban on all forms of hunting"
            if pobj is not None and pobj.pos_ in ("NOUN", "PROPN") and pobj.i - token.i <= _MAX_WORDS:
                if fuller and prep.lower_ not in ("with", "of", "between", "on", "against"):
                    continue
                return pobj
            gerund = first(prep, "pcomp")
            if gerund is not None and not fuller and gerund.i - token.i <= 3:
                obj = first(gerund, "dobj")
                return obj if obj is not None else gerund
        return token

    def _gerund(self, verb: Token) -> Target | None:
        """Name an act by its verb and what belongs to it: "hosting a hub", "go back to the table", "investigate"."""
        obj, goal = first(verb, "dobj"), _goal(verb)
        if obj is not None and (obj.pos_ == "PRON" or obj.i - verb.i > (8 if verb.tag_ == "VB" else 5)):
            return None
        inner = obj if obj is not None else goal or first(verb, "attr")
        if obj is not None and verb.lemma_ in _LIGHT and not phrasal(verb):
            return self.of(obj)  # "take executive action" is about the action
        infinitive = verb.tag_ == "VB"
        if verb.tag_ != "VBG" and inner is None and not infinitive:
            return None
        right = inner if inner is not None else verb
        span = self.reading.span(verb, right)
        label = _label(span.of(self.reading.article.text))
        modifiers = frozenset((inner.lemma_.casefold(),)) if inner is not None else frozenset()
        return Target(
            label,
            span,
            verb.lemma_.casefold(),
            modifiers,
            None,
            0.8 if inner is not None else 0.74 if infinitive else 0.55,
        )

    # ---------------------------------------------------------------------------------------- pronouns and bare heads

    def read_paragraph(self, tokens: Iterable[Token]) -> None:
        """Take note of the paragraph's nouns, for pronouns that come later. Call it before its frames."""
        self.antecedents.read(tokens)

    def is_topic(self, target: Target) -> bool:
        """Tell whether a target is somebody, a name, a matter by its kind, or something the article comes back to."""
        if target.person is not None or target.label[:1].isupper() or self.times(target) > 1:
            return True
        return target.head in self.nouns["relational"] or target.head in self.nouns["conduct"]

    def times(self, target: Target) -> int:
        """Return how often the head of a target has been met so far."""
        return self.antecedents.times(target.head)

    def _taken_up(self, token: Token) -> Target | None:
        """What "it", "this", "them" stands for."""
        pid = self.reading.person_of(token)
        if pid is not None and token.lower_ in ("they", "them", "it"):
            name = self.reading.by_id[pid].name
            return Target(name, self.reading.span(token, token), name, frozenset(), pid, 0.7)
        return self._elsewhere(self.antecedents.of_pronoun(token), token)

    def topic(self, token: Token) -> Target | None:
        """Return the measure that a mood without an object is about, or None."""
        return self._elsewhere(self.antecedents.of_mood(token), token)

    def _elsewhere(self, found: Antecedent | None, token: Token) -> Target | None:
        """The phrase of a noun in this or an earlier paragraph, at the place of the word that takes it up."""
        if found is None or self._followed >= HOPS:  # "a list of them" of "a number of those" that stands for the list
            return None
        here = self.reading.paragraph
        self.reading.paragraph = self.reading.parsed.paragraphs[found.paragraph]
        self._followed += 1
        named = self._noun(found.noun)
        self._followed -= 1
        self.reading.paragraph = here
        if named is None or named.person is not None:
            return None
        return Target(named.label, self.reading.span(token, token), named.head, named.modifiers, None, found.sure)


def _end_of_word(token: Token) -> Token:
    """The last part of a word whose hyphen the tokenizer cut: of "re-election" "election"; else the token itself."""
    doc, at = token.doc, token.i
    while at + 2 < len(doc) and not doc[at].whitespace_ and doc[at + 1].text == "-" and not doc[at + 1].whitespace_:
        at += 2
    return doc[at]


def _governor(noun: Token) -> Token:
    """The word that a noun hangs on, with those it is coordinated to."""
    for _ in range(HOPS):
        if noun.dep_ != "conj":
            break
        noun = noun.head
    return noun.head


_GOING = frozenset(("to", "with", "into", "from", "back"))


def _goal(verb: Token) -> Token | None:
    """Where an act without an object goes: "return to *talks*", "go back to the earlier *plan*"."""
    for prep in children(verb, "prep") if verb.tag_ in ("VB", "VBG", "VBP") else ():
        if prep.lower_ not in _GOING and verb.lemma_ + prep.lower_ not in ("callin", "calloff"):
            continue
        noun = first(prep, "pobj")
        if noun is not None and verb.i < prep.i and noun.i - verb.i <= _MAX_WORDS and noun.ent_type_ not in UNNAMED:
            return noun if noun.pos_ in ("NOUN", "PROPN") else None
    return None


def _stage(preposition: str, noun: Token) -> bool:
    """Tell whether words say when or where something is said ("on Monday", "on local radio"), not about what."""
    return preposition == "on" and (noun.ent_type_ in UNNAMED or noun.lower_ in _STAGES)


def _with_owner(token: Token, left: Token, right: Token) -> Token:
    """Begin a short phrase with whose it is, where that is a name: "Kesh's interim council", but "deal with Kesh"."""
    owner = first(token, "poss")
    if owner is None or owner.pos_ != "PROPN" or owner.right_edge.i != left.i - 1 or right.i != token.i:
        return left
    start = owner.left_edge
    start = start.nbor(1) if start.dep_ == "det" else start
    return start if token.i - start.i < _MAX_OWNED else left


def _whole_name(token: Token, left: Token, right: Token) -> tuple[Token, Token]:
    """Widen a phrase to the ends of the names it cuts through: "Death in Custody Act", not "Death"."""
    doc = token.doc
    for name in doc[left.i : right.i + 1].ents:
        if name.label_ in _NAMED and name.end - name.start <= _MAX_NAME:
            first_word = name[1] if name[0].lower_ == "the" and len(name) > 1 else name[0]
            last = name[-2] if name[-1].tag_ == "POS" and len(name) > 1 else name[-1]
            left = first_word if first_word.i < left.i else left
            right = last if last.i > right.i else right
    return left, _measure(right)


def _measure(token: Token) -> Token:
    """The end of a measure's full name: "Justice for Victims *Act*"; the token itself where it begins none."""
    if not token.text[:1].isupper():
        return token
    for inner in token.doc[token.i + 1 : min(token.i + _MAX_NAME, token.sent.end)]:
        if not inner.text[:1].isupper() and inner.lower_ not in _WITHIN_NAMES:
            return token
        if inner.lower_ in _MEASURES and inner.text[:1].isupper():
            return inner
    return token


def _label(words: str) -> str:
    """The words of a span on one line, cut at a quotation mark that the tokenizer left within them."""
    bare = _OUTER_MARK.sub("", words.strip("\"“”‘’'«» "))
    return next((" ".join(part.split()) for part in _MARK.split(bare) if _WORD.search(part)), "")
