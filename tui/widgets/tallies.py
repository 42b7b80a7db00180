"""Counts as words: every count says what of it is accepted, rejected, unreviewed. No Textual."""

from __future__ import annotations

from extract.library.views import Tally


def tally_words(tally: Tally, noun: str) -> str:
    """Return e.g. "12 quotes: 9 accepted, 3 unreviewed"; what is zero is left out."""
    count = f"{tally.total} {noun}{'s' if tally.total != 1 else ''}"
    parts = [
        f"{n} {word}" for n, word in zip((tally.accepted, tally.rejected, tally.unreviewed), _WORDS, strict=True) if n
    ]
    if not parts:
        return f"no {noun}s"
    if len(parts) == 1:
        return f"{count}, {parts[0].split(' ')[1]}"
    return f"{count}: {', '.join(parts)}"


_WORDS = ("accepted", "rejected", "unreviewed")

POLARITY_SIGNS = {"supports": "+", "opposes": "−", "conditional": "~", "mixed": "±"}
"""One cell a polarity, readable without colour."""

STATE_SIGNS = {"accepted": "✓", "rejected": "✗", "unreviewed": "·"}
"""One cell a state, readable without colour."""
