"""Names as they are compared and filed. Pure functions.

In: a name as an article has it. Out: it normalised, without titles, or last word first ("Sir Keir Starmer" → "starmer
keir").
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.records import normalised

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|baron|rev|president|senator|sen|rep|"
    r"minister|king|queen|prince|princess|judge|justice|gen|general|col|colonel|capt|captain)\.? )+"
)


@lru_cache(maxsize=20_000)
def norm(name: str) -> str:
    """Return a name for comparing, see `records.normalised`; the same names come again and again."""
    return normalised(name)


def bare(normed: str) -> str:
    """Return a normalised name without titles: "sir keir starmer" → "keir starmer"."""
    return _TITLES.sub("", normed) or normed


def filed_under(name: str) -> str:
    """Return the key under which an actor is filed: last word first, so that namesakes stand together."""
    first, _, last = bare(norm(name)).rpartition(" ")
    return f"{last} {first}".rstrip()
