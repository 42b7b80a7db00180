"""How an entry of the lexicon is matched to a token, and a finding made of what fills its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.annotate.stances.governing import Governing
from extract.annotate.stances.reading import Finding

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits(token: Token, particle: tuple[str, ...]) -> Token | None:
    """Return the last token of an entry of several words (itself for one word), None where one is missing."""
    if not particle:
        return token
    below = list(_below(token))
    found = [next((c for c in below if word in (c.lower_, c.lemma_)), None) for word in particle]
    if None in found:
        return None
    return max((c for c in found if c is not None), key=lambda c: c.i)


def _below(token: Token) -> Iterator[Token]:
    """What may complete an entry: the words after a token that hang on it, and those that hang on these."""
    after = [c for c in token.children if c.i > token.i]
    yield from after
    for child in after:
        yield from child.children


def make_finding(
    token: Token,
    targets: Sequence[Token],
    sign: int,
    strength: float,
    frame: str,
    holders: Iterable[Token],
    above: Governing,
) -> Finding:
    """Return a finding with what stands over its trigger counted in."""
    return Finding(
        token,
        list(targets),
        sign,
        strength * above.factor,
        frame,
        list(holders),
        list(above.chain),
        False,
        dict(above.flags),
    )
