"""Words that a person typed, made safe for SQL's LIKE and for FTS5's MATCH. Pure functions."""

from __future__ import annotations


def escape_like(word: str) -> str:
    """Return a word whose wildcards stand for themselves; the statement says ESCAPE '\\'."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")


def match_phrase(words: str) -> str:
    """Return words as one phrase of FTS5, whatever they hold."""
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def match_prefix(word: str) -> str:
    """Return a word as a phrase of FTS5 whose last word may go on."""
    return match_phrase(word) + " *"
