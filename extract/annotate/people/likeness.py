"""Whether two names as they are written may be one person's: tails, slips of the pen, given names and initials.

In: folded words of names. Out: yes or no; whose they are is decided in `clustering`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import islice

from extract.annotate.people.lexicon import Lexicon

Keys = tuple[str, ...]


def given_fit(lex: Lexicon, one: Keys, other: Keys) -> bool:
    """Tell whether the given names of `other` may be those of `one`: the same, shorter forms, or initials."""
    if not one or not other:
        return False
    if lex.same_given(one[0], other[0]):
        middles = zip(one[1:], other[1:], strict=False)
        return all(lex.same_given(a, b) for a, b in middles) or len(one) != len(other)
    joined = "".join(k.replace(".", "") for k in other)
    initials = "".join(k[0] for k in one)
    return "." in other[0] and joined.startswith(initials[: len(joined)]) and len(joined) <= len(initials)


def surname(keys: Keys, lex: Lexicon) -> str:
    """The surname with its particles: "van der bellen"."""
    i = len(keys) - 1
    while i > 1 and keys[i - 1] in lex.particles:
        i -= 1
    return " ".join(keys[i:])


def is_tail(full: Keys, part: Keys, lex: Lexicon) -> bool:
    """Tell whether `part` is the surname of `full` in several words ("Peña Nieto", "von der Leyen", "Suu Kyi")."""
    n = len(part)
    return (
        n < len(full) and full[-n:] == part and (len(full) - n >= 1) and not (len(full) == n + 1 and full[0] == part[0])
    )


def is_slip(one: Keys, other: Keys) -> bool:
    """Two full names that differ by one letter in one long word are one name mistyped."""
    if len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) != 1:
        return False
    a, b = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
    return min(len(a), len(b)) >= 6 and one_edit(a, b)


def one_edit(a: str, b: str) -> bool:
    """Tell whether two words differ by one letter put in, left out, changed or swapped (Damerau 1964)."""
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def is_swap(a: str, b: str) -> bool:
    """Tell whether two words of five letters or more differ by two neighbouring letters swapped: "Pohle", "Phole"."""
    if len(a) != len(b) or len(a) < 5 or a == b:
        return False
    i = next(i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)
    return a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]


class Slips:
    """Words to look up mistyped: those that share a form with a letter left out (SymSpell, Garbe 2012), so that a look
    costs the letters of the word and not the number of words.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        self._read = 0
        self._by_form: dict[str, list[str]] = defaultdict(list)

    def near(self, word: str) -> list[str]:
        """Return the words with the same first letter that are `one_edit` away at most, the word itself among them.

        Words that were added at the end since the last look are found too.
        """
        for new in islice(self._words, self._read, None) if len(self._words) > self._read else ():
            for form in _forms(new):
                self._by_form[form].append(new)
        self._read = len(self._words)
        found = dict.fromkeys(w for form in _forms(word) for w in self._by_form.get(form, ()))
        return [w for w in found if w[:1] == word[:1] and one_edit(w, word)]


def _forms(word: str) -> list[str]:
    return list(dict.fromkeys((word, *(word[:i] + word[i + 1 :] for i in range(len(word))))))
