"""Is the name beside a quotation that of the person on record? Two names in, yes or no out.

Titles and roles before a name count for nothing. A surname or a given name alone will do; another given name before
the same surname is another person.
"""

from __future__ import annotations

import re
from functools import cache

from extract.locations import asset


def same_person(name: str, known: str) -> bool:
    """Whether a name in a draft may be this person's: it holds nothing the known name lacks but titles and roles.

    A given name alone or a surname alone will do; another given name before the same surname is another person.
    """
    b = _parts(known)
    whole = _parts(name)
    bare = [p for p in whole if p not in _titles()]
    return _fits(whole, b) or _fits(bare, b)


def _fits(a: list[str], b: list[str]) -> bool:
    if not a or not b:
        return False
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return all(any(_is(part, k) for k in b) for part in a) or set(b) <= set(a)


def _is(part: str, known: str) -> bool:
    return part == known or (len(part) == 1 and known.startswith(part))


def _parts(name: str) -> list[str]:
    return [p for p in re.split(r"[\s.,]+", name.casefold()) if p and p not in ("jr", "sr", "the", "a", "an")]


@cache
def _titles() -> frozenset[str]:
    """Words before a name that are no part of it."""
    read = (asset("lexicons", file).read_text("utf-8").split("\n") for file in ("titles.txt", "roles.txt"))
    forms = (line.split("\t")[0] for lines in read for line in lines if not line.startswith("#"))
    return frozenset(word.casefold().rstrip(".") for form in forms for word in form.split())
