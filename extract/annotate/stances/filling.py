"""How a finding is made of what fills a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extract.annotate.stances.governing import Governing
from extract.annotate.stances.reading import Finding

if TYPE_CHECKING:
    from spacy.tokens import Token


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
