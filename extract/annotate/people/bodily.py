"""What only a body has or is called: shares, a committee of its own, "its" staff, "trade union" before the name.

In: `Page` and one `Name`. Out: whether that is said of it there; `evidence` makes votes of it.
"""

from __future__ import annotations

from extract.annotate.people.cutting import Name, given
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import base_end, head_of, is_measure, singular

_TRADED = word_set("shares stock bonds shareholders")
_PARTS_OF_BODIES = word_set(
    "committee subcommittee parliament assembly board shares headquarters workforce subsidiary legislature "
    "shareholders chair chairman chairwoman chairperson"
)
_OBJECT = 8
"""Tokens after a verb in which its object's "its" must stand."""


def is_bodily(page: Page, lex: Lexicon, name: Name) -> bool:
    """Tell whether a name has shares or a part that only bodies have, or a body's noun stands before it."""
    before, noun = name.title_first - 1, page.word(name.title_first - 2)
    traded = (page.word(before) in ("of", "in") and noun in _TRADED) or page.word(name.last) in _TRADED
    return traded or _owns_a_body(page, name) or _called_a_body(page, lex, name)


def takes_up(page: Page, name: Name, owners: tuple[str, ...]) -> bool:
    """Tell whether one of `owners` takes up a name that opens its sentence: "Poe cut *its* forecast"."""
    last = name.last - 1
    verb = page.heads[last]
    if page.deps[last] != "nsubj" or not page.tags[verb].startswith("VB") or verb < last:
        return False
    opens = page.opens[name.first] or page.opens[max(0, name.title_first - 1)]
    owned = (page.heads[i] for i in range(verb + 1, min(verb + _OBJECT, len(page))) if page.folded[i] in owners)
    return opens and any(page.heads[i] == verb or page.heads[page.heads[i]] == verb for i in owned)


def _owns_a_body(page: Page, name: Name) -> bool:
    """ "Poe's transport committee": what nobody has by himself."""
    if page.tag(name.last) != "POS" or not page.same_paragraph(name.first, name.last + 1):
        return False
    first, last = name.last + 1, page.bounds[page.paragraph[name.first]][1]
    head = head_of(page, first, base_end(page, first, last))
    return head is not None and page.folded[head] in _PARTS_OF_BODIES and page.word(head - 1) != "campaign"


def _called_a_body(page: Page, lex: Lexicon, name: Name) -> bool:
    """ "Trade union Poe Metal", and not "the company Ann Poe founded"."""
    before = name.title_first - 1
    if page.deps[name.last - 1] == "conj" and page.word(before) == "and":
        before = page.heads[name.last - 1]
        while page.tag(before)[:3] == "NNP":
            before -= 1
    noun, tag = page.word(before), page.tag(before)
    several = lex.collectives if given(lex, name.keys[0]) else lex.collectives | lex.shared
    many = tag == "NNS" and singular(noun) in several
    called = ((tag == "NN" and noun in lex.collectives) or many) and page.same_paragraph(before, name.first)
    if many and called and not name.titles:
        return True  # "the lenders Ann Mae and Bo Mac"
    if not called or name.titles or is_measure(page, before):
        return False
    return not given(lex, name.keys[0]) or name.label == "ORG"
