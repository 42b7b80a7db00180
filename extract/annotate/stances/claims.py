"""One holder's stance in one place of the text: what frames and model hand on to be put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extract.annotate.stances.reading import Holder
from extract.annotate.stances.targets import Target
from extract.records import Polarity, Quote, Span

Clues = dict[str, float]


@dataclass(slots=True)
class Claim:
    """One holder's stance in one place of the text."""

    holder: Holder
    target: Target
    polarity: Polarity
    confidence: float
    evidence: tuple[Span, ...]
    frame: str
    trigger: Span
    quote: Quote | None
    reported_by: str | None = None
    condition: Span | None = None
    named: Span | None = None
    """Where the frame found the holder, if anywhere."""
    flags: dict[str, Any] = field(default_factory=dict)
    clues: Clues = field(default_factory=dict)
    """What speaks for and against it, as named numbers; `sureness` weighs them."""
