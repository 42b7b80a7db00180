"""Noun phrases without a name: where they begin and end, what heads them, what hangs on them.

In: `Page` and a token range or a head. Out: `Phrase`s. Works on tags and a few function words rather than on the parse,
which is shaky around quotations.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.page import Page

_INSIDE = (
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "JJ",
    "JJR",
    "JJS",
    "CD",
    "VBN",
    "VBG",
    "POS",
    "HYPH",
    "FW",
    "DT",
    "PRP$",
    "RBS",
    "AFX",
)
_DETERMINERS = word_set(
    "the a an this that these those his her their its my our your one some any another every each no"
)
_ADJECTIVES = ("JJ", "JJR", "JJS", "VBN", "CD")
_DASHES = frozenset({"-", "–", "—"})
_SUFFIXES = (
    "man",
    "woman",
    "person",
    "ologist",
    "ographer",
    "ician",
    "crat",
    "maker",
    "holder",
    "keeper",
    "leader",
    "ist",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `[first, last)`, its head token, and the head's noun (several words by the lexicon)."""

    first: int
    last: int
    head: int
    noun: str
    plural: bool


def base_end(page: Page, first: int, last: int) -> int:
    """Return where the base noun phrase that opens at `first` ends (before any "of", "who" or comma)."""
    i = first
    while i < last and (
        page.tags[i] in _INSIDE
        or page.words[i] in ("-", "’s", "'s", "&", "\xa0")
        or is_genitive(page, i)
        or _between(page, first, i, last)
        or (i > first and page.tags[i] == "RB" and page.tag(i + 1) in _ADJECTIVES)  # "a newly formed group"
    ):
        if page.words[i] in _DASHES and not page.joined(i):
            break  # "the builder - father of two -"
        done = page.tags[i] == "VBN" and i > first and page.tags[i - 1] in ("NN", "NNS")
        if done and page.tag(i + 1) not in ("NN", "NNS", "JJ"):
            break  # "an advertisement released Thursday"
        opens = page.folded[i] in _DETERMINERS and page.tags[i] in ("DT", "PRP$")
        numbered = page.words[i][0].isupper() and page.tag(i + 1) == "CD"
        if i > first and opens and not numbered:
            break
        i += 1
    return i


def is_genitive(page: Page, i: int) -> bool:
    """Tell whether a mark makes an owner of the word before: "'s" and, whatever the parser sees, "Evans’ plan"."""
    if page.tag(i) == "POS":
        return True
    after = page.word(i) in ("'", "’") and page.joined(i) and page.folded[i - 1].endswith("s")
    return after and page.tag(i + 1)[:2] in ("NN", "JJ") and not page.joined(i + 1)


def _between(page: Page, first: int, i: int, last: int) -> bool:
    """Whether a comma or "and" parts adjectives of one noun: "the tall, bearded gardener", "old and new unions"."""
    if page.words[i] not in (",", "and") or i == first or page.tags[i - 1] not in ("JJ", "VBN", "JJR"):
        return False
    k = i + 1
    while k < last and (page.tags[k] in _ADJECTIVES or (page.joined(k) and page.tags[k] in _INSIDE)):
        k += 1
    return i + 1 < k < last and page.tags[k] in ("NN", "NNS")


def head_of(page: Page, first: int, last: int) -> int | None:
    """Return the head token of a base noun phrase: its last noun (adjectives used as nouns count)."""
    for i in range(last - 1, first - 1, -1):
        if page.tags[i] in ("NN", "NNS", "NNP", "NNPS"):
            return i
    return last - 1 if last > first and page.tags[last - 1] in ("JJ", "JJS", "CD", "DT", "VBN") else None


def phrase_at(page: Page, lex: Lexicon, first: int, last: int) -> Phrase | None:
    """Return the noun phrase that opens at `first` within `[first, last)`, or None where there is none."""
    end = base_end(page, first, last)
    head = head_of(page, first, end)
    if head is None:
        return None
    return Phrase(first, head + 1, head, noun_at(page, lex, first, head), page.tags[head] in ("NNS", "NNPS"))


def noun_at(page: Page, lex: Lexicon, first: int, head: int) -> str:
    """The head noun, folded; up to three words where the lexicon knows them together ("prime minister")."""
    for size in (3, 2):
        if head - size + 1 >= first:
            words = " ".join(page.folded[head - size + 1 : head + 1]).replace(" - ", "-")
            if words in lex.roles:
                return words
    return page.folded[head]


def is_measure(page: Page, i: int) -> bool:
    """Tell whether a noun is joined to a number and so measures what follows: "ten-man", "400-home"."""
    return page.word(i - 1) == "-" and page.joined(i) and page.joined(i - 1) and page.tag(i - 2) == "CD"


def singular(noun: str) -> str:
    """Return a plain singular of a plural noun."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun == "people":
        return "person"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_role(lex: Lexicon, noun: str) -> bool:
    """Tell whether a noun names a person by what they do: by the lexicon or by its ending."""
    if noun in lex.roles:
        return True
    tail = noun.rsplit("-", 1)[-1]
    return tail in lex.roles or (len(noun) > 6 and noun.endswith(_SUFFIXES))


def is_person(lex: Lexicon, noun: str) -> bool:
    """Tell whether a noun in the singular means somebody: by what they do, whose they are, or in any other way."""
    return is_role(lex, noun) or noun in lex.kinship or noun in lex.persons


def office_of(page: Page, lex: Lexicon, last: int, first: int) -> int | None:
    """Return the role noun whose realm ends at token `last`, none before `first`: "director of operations".

    A realm is things and no people: in "a friend of actor Ann Poe" no office ends before the name.
    """
    i = last
    while i > first and page.tags[i][:2] == "NN" and not is_person(lex, singular(page.folded[i])):
        i -= 1
    held = first < i < last and page.folded[i] in ("of", "for", "to", "in", "at")
    return i - 1 if held and is_role(lex, page.folded[i - 1]) else None


def is_group(lex: Lexicon, noun: str) -> bool:
    """Tell whether a plural or collective noun names people."""
    return noun in lex.groups or is_person(lex, singular(noun))


def sense(lex: Lexicon, noun: str) -> str:
    """Return what nouns may stand for one another: the sense of a role noun, or the noun itself."""
    hit = lex.roles.get(noun)
    return hit[1] if hit else noun
