"""Speakers without a name: what their phrase says, how many they are, what they know and why they have no name.

In: `Page` and the source's tokens with its noun phrase. Out: a sort (unnamed, group, organisation, document, thing)
and, for unnamed sources, `Anonymity`. "A Home Office source" is a person unnamed, not the Home Office; "Albanian
officials" are a group; "the report" is nobody.
"""

from __future__ import annotations

import re
from typing import Literal

from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import Phrase, base_end, head_of, is_group, is_person, is_role, singular
from extract.records import Anonymity, Span

Sort = Literal["unnamed", "group", "organisation", "document", "thing"]

_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_NUMBERS |= {"a": 1, "an": 1, "another": 1, "both": 2, "couple": 2}
_ANONYMOUS = frozenset({"source", "sources", "insider", "insiders", "person", "people", "individual", "individuals"})
_ONE = frozenset({"man", "woman", "teenager", "boy", "girl", "somebody", "someone"})
_RANKS = frozenset(
    {"senior", "leading", "key", "prominent", "top", "influential", "veteran", "respected", "opposition"}
)
"""What makes somebody of a figure."""
QUANTITIES = word_set(
    "dozens scores hundreds thousands millions number handful majority crowd share minority percent percentage half"
    " third thirds quarter quarters plurality"
)
"""What says how many there are of those who are named after "of"."""
_VOICES = word_set("shouts shout chants cries calls cheers boos jeers")
"""What is heard from those who are named after "from"."""
SINGLE = frozenset({"one", "another"})
_SOME = frozenset({"others", "some", "many", "several", "most"})
"""What stands alone for people: "Several MPs … One said … Another … Others …"."""
_CUT = re.compile(r"\s*[,;:(—–]|\s-\s|\s+(?:who|whom|which|that|whose|speaking|said|told)\b")
_WAS = r"who (?:attended|was at|were at|took part in|has seen|have seen|saw|heard)|who was in (?:post|office|charge)"
_KNOWS = re.compile(
    r"(?:(?:directly |closely )?familiar with|briefed on|with (?:direct |first-?hand |detailed )?knowledge of|close to"
    rf"|involved in|privy to|aware of|present at|{_WAS})(?:(?!\s(?:who|said|told|that)\b)[^,.;:“”‘\"])+"
)
_NOT_NAMED = (
    r"(?:not (?:to )?be(?:ing)? (?:named|identified|quoted by name)|(?:to be|being) (?:named|identified)"
    r"|anonym\w+|withheld)"
)
_REASON = re.compile(
    r"(?:on (?:the )?condition (?:of anonymity|that (?:he|she|they)[^,.;“”\"]*)"
    r"|(?:who |and )?(?:asked|requested|insisted|preferred|wished|wanted|declined|refused|agreed)"
    rf"[^,.;“”\"]{{0,40}}{_NOT_NAMED}"
    r"|not (?:being )?authori[sz]ed to (?:speak|discuss|comment)|anonymously"
    r"|who (?:did not want to|cannot) be (?:named|identified))"
    r"(?:[^.“”\"\n]*?\b(?:because|due to|for fear|to (?:discuss|describe|speak|avoid))[^.,;:“”‘\"\n]*)?"
)
_REACH = 400


def sort_of(page: Page, lex: Lexicon, phrase: Phrase, last: int) -> Sort:
    """Return what sort of source a phrase is; `last` is where the source span ends."""
    noun = phrase.noun
    if noun in lex.documents and not (noun in lex.groups or is_role(lex, noun)):
        return "document"
    if noun in _SOME and phrase.head == phrase.first:
        return "group"
    if is_person(lex, noun) or noun in _ONE or noun in _ANONYMOUS or noun in SINGLE:
        return "unnamed" if not phrase.plural and noun != "people" else _plural_sort(page, phrase, last)
    if noun in ("figure", "figures") and _RANKS & set(page.folded[phrase.first : phrase.head]):
        return "group" if phrase.plural else "unnamed"
    if phrase.plural and is_group(lex, noun):
        return _plural_sort(page, phrase, last)
    counted = _counted(page, phrase, last)
    if counted is not None:
        return "group" if is_group(lex, counted) or counted in lex.groups else "thing"
    if noun == "group" and page.folded[phrase.first] in ("a", "an") and page.word(phrase.last) == "of":
        return "group"
    if noun in lex.collectives or noun in lex.organisations or noun in lex.institutions:
        return "organisation"
    bodies = phrase.plural and singular(noun) in lex.collectives
    return "group" if noun in lex.groups or bodies else "thing"


def _counted(page: Page, phrase: Phrase, last: int) -> str | None:
    """ "Hundreds of angry farmers", "shouts from the crowd": the noun of those there are many of, or who are heard."""
    first = phrase.last + 1
    if page.tags[phrase.head] == "CD" and page.word(phrase.last) == "in" and page.tag(first) == "CD":
        first += 2 if page.word(first + 1) == "of" else 1  # "four in 10 voters"
    elif page.word(phrase.last) not in (
        ("of",) if phrase.noun in QUANTITIES else ("from", "of") if phrase.noun in _VOICES else ()
    ):
        return None
    head = head_of(page, first, base_end(page, first, max(last, first)))
    return page.folded[head] if head is not None else None


def _plural_sort(page: Page, phrase: Phrase, last: int) -> Sort:
    counted = _count(page, phrase) is not None
    knows = _KNOWS.search(page.span(phrase.first, max(last, phrase.last)).of(page.text))
    return "unnamed" if counted or knows or phrase.noun in ("sources", "insiders") else "group"


def wording(page: Page, phrase: Phrase, first: int, last: int) -> str:
    """Return the phrase a source without a name goes by: its words up to a comma, a clause or its verb."""
    text = page.span(min(first, phrase.first), _up_to_verb(page, phrase.last, last)).of(page.text)
    cut = _CUT.search(text, page.ends[phrase.head] - page.starts[min(first, phrase.first)])
    words = " ".join((text[: cut.start()] if cut else text).split())
    words = words if len(words) <= 90 else " ".join(page.span(phrase.first, phrase.last).of(page.text).split())
    opening = min(first, phrase.first)
    plain = page.tags[opening] in ("DT", "CD", "NN", "NNS", "PRP$", "RB")
    plain = plain and page.entity[phrase.first] in ("", "CARDINAL", "PERCENT")
    plain = plain or page.folded[phrase.first] in _SOME
    lowered = plain and page.opens[opening] and not words[1:2].isupper()
    return words[0].lower() + words[1:] if lowered else words


def _up_to_verb(page: Page, first: int, last: int) -> int:
    """ "Dozens of farmers marched": where a source ends that took in what the source did."""
    for i in range(first, last):
        if page.tags[i][:1] == "W":
            break
        if page.tags[i] in ("VBD", "VBZ", "MD"):
            return i
    return max(first, last)


def anonymity(page: Page, phrase: Phrase, last: int) -> Anonymity:
    """Return count, claimed knowledge and the reason for having no name, from the phrase and the words right after."""
    start = page.starts[phrase.first]
    paragraph_end = page.ends[page.bounds[page.paragraph[phrase.first]][1] - 1]
    source_end = page.ends[max(last, phrase.last) - 1]
    knows = _KNOWS.search(page.text, start, min(paragraph_end, source_end + 60))
    near = knows is not None and knows.start() <= source_end + 8
    reason = _REASON.search(page.text, start, min(paragraph_end, start + _REACH, _reason_end(page, phrase)))
    return Anonymity(
        count=_count(page, phrase) or (None if phrase.plural else 1),
        knowledge=Span(*knows.span()) if knows and near else None,
        reason=Span(*reason.span()) if reason else None,
    )


def _reason_end(page: Page, phrase: Phrase) -> int:
    """Where a reason may stand: to the end of the sentence, and of the next one where that goes on about the source."""
    last = page.bounds[page.paragraph[phrase.first]][1]
    here = page.sentence[phrase.first]
    end = next((i for i in range(phrase.first, last) if page.sentence[i] > here), last)
    if page.word(end) in ("he", "she", "they", "the", "both", "neither"):
        end = next((i for i in range(end, last) if page.sentence[i] > here + 1), last)
    return page.ends[end - 1]


def _count(page: Page, phrase: Phrase) -> int | None:
    if page.folded[phrase.first] in ("a", "an") and page.word(phrase.first + 1) != "couple":
        return None if phrase.plural else 1
    for i in range(phrase.first, phrase.head + 1):
        if page.tags[i] == "CD" or page.folded[i] in ("both", "couple"):
            word = page.folded[i].replace(",", "")
            if word in _NUMBERS:
                return _NUMBERS[word]
            return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else None
    return None


def lemma(phrase: Phrase) -> str:
    """Return the noun by which a later "the source" is known to be the same one."""
    return singular(phrase.noun) if phrase.plural else phrase.noun
