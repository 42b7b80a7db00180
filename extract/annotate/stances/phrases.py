"""Where the noun phrase of a holder begins and ends, and whom a phrase that only says how many speaks of.

In: the head of a noun phrase. Out: tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.annotate.stances.syntax import RELATIVE, children, first, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 10
_BELONGING = frozenset(("of", "in", "from", "at", "for", "on", "with"))
_AMOUNTS = words_of(
    "all both each some many most several few none half part plenty lots majority minority dozens scores hundreds "
    "thousands millions tens number handful range rest % percent one two three four five six seven eight nine ten"
)
_SHARES = frozenset(("percent", "%"))
_HALF = 50


def opening(noun: Token) -> Token:
    """Return the first word of a noun's phrase; the noun itself where the phrase is too long to be read rightly."""
    left = noun.left_edge
    return left if noun.i - left.i <= _LONGEST else noun


def closing(noun: Token) -> Token:
    """Return the last word of a noun's phrase with what says whose or where it is: "members *of his party*"."""
    after = [c for c in children(noun, "prep") if c.i == noun.i + 1 and c.lower_ in _BELONGING]
    inner = first(after[0], "pobj") if after else None
    return inner if inner is not None and inner.i - noun.i <= _LONGEST else noun


def counted(noun: Token) -> Token:
    """Return whom an amount is of: the members of "dozens of members"; the noun itself where it is no amount."""
    if noun.lower_ not in _AMOUNTS:
        return noun
    of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
    inner = first(of, "pobj") if of is not None else None
    if inner is None or (noun.lower_ in _SHARES and _share(noun) < _HALF):
        return noun
    if inner.lower_ in RELATIVE:  # "the delegates, most of whom back it"
        verb = noun.head
        return verb.head if verb.dep_ == "relcl" else noun
    return inner


def _share(noun: Token) -> float:
    number = first(noun, "nummod")
    try:
        return float(number.text) if number is not None else 0.0
    except ValueError:
        return 0.0
