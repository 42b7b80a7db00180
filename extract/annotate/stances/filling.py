"""How an entry of the lexicon is matched to a token, and a finding made of what fills its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.annotate.stances.governing import Governing
from extract.annotate.stances.reading import Finding

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits(token: Token, particle: tuple[str, ...]) -> Token | None:
    """Return the token that completes an entry of several words (itself for one word), None where it is missing."""
    last: Token | None = token
    for word in particle:
        last = next((c for c in _below(token, last) if word in (c.lower_, c.lemma_)), None)
        if last is None:
            return None
    return last


def _below(token: Token, last: Token | None) -> Iterator[Token]:
    yield from (c for c in token.children if c.i > token.i)
    if last is not None and last.i != token.i:
        yield from last.children


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
