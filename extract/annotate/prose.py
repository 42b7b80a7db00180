"""Which stretches of a text are prose, and so worth reading: what bounds the time that hostile text can cost.

In: a text and the stretches that are to be read. Out: those of them that read like prose. Parsing costs some fifty
times what looking costs, so a megabyte of signs, of one-letter lines, of markup or of one sentence said again and again
is left out by its statistics, as crawls of the web are cleaned: the share of words that come again, the length of
words, the share of words with a letter, and here the tokens a character that a parser would have to take (Rae et al.
2021, "Scaling Language Models", appendix A.1.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

_WINDOW = 4_000
"""Characters judged together; a shorter text is always read. Fewer tell too little of how words come again."""
_DIFFERENT = (0.12, 0.9)
_COMMONEST = 0.2
_TEN_COMMONEST = 0.08
_LETTERS_A_WORD = 2.5
_WITH_LETTERS = 0.6
_TOKENS_A_CHARACTER = 0.33
"""Of 1,069 windows of news (PolNeAR, and the sentences of DSE in a row) 0.44 to 0.72 of the words are different, the
commonest word is 0.03 to 0.12 of them and the ten commonest 0.15 to 0.31 (words made of random letters: 0.07), a word
has 4.3 to 5.8 characters, 0.93 or more have a letter, and there are 0.18 to 0.23 tokens a character."""
_SENTENCE = 80
"""Characters: a paragraph of that length between the rows of a table is judged by itself."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LETTER = re.compile(r"[^\W\d_]")

Stretch: TypeAlias = tuple[int, int, str]
"""Start, end and kind of region."""


def prose(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches that read like prose, in order.

    Neighbours are judged together, a window of some 4,000 characters at a time; a text shorter than that is kept.
    """
    kept: list[Stretch] = []
    for window in _windows(stretches):
        if _is_short(window):
            kept += window
        elif _says_enough(_shown(text, window)):
            plain = _is_plain(_shown(text, window))
            kept += (
                window if plain else [s for s in window if s[1] - s[0] >= _SENTENCE and _is_plain(text[s[0] : s[1]])]
            )
    return kept


def _windows(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    windows: list[list[Stretch]] = []
    window: list[Stretch] = []
    for stretch in stretches:
        window.append(stretch)
        if not _is_short(window):
            windows.append(window)
            window = []
    if windows:
        windows[-1] += window  # too short to tell by itself
    elif window:
        windows.append(window)
    return windows


def _is_short(window: Sequence[Stretch]) -> bool:
    # with the line ends between them: a thousand lines of one letter are as long as they look
    return window[-1][1] - window[0][0] < _WINDOW


def _shown(text: str, window: Sequence[Stretch]) -> str:
    return "\n".join(text[start:end] for start, end, _ in window)


def _says_enough(shown: str) -> bool:
    """Tell whether words come again as often as in prose, neither more nor less."""
    words = shown.casefold().split()
    times = Counter(words)
    commonest = [n for _, n in times.most_common(10)]
    fewest, most = _DIFFERENT
    return (
        bool(words)
        and fewest * len(words) <= len(times) <= most * len(words)
        and commonest[0] <= _COMMONEST * len(words)
        and sum(commonest) >= _TEN_COMMONEST * len(words)
    )


def _is_plain(shown: str) -> bool:
    """Tell whether it is made of words rather than of signs, numbers and single letters."""
    words = shown.split()
    return (
        sum(map(len, words)) >= _LETTERS_A_WORD * len(words)
        and sum(1 for w in words if _LETTER.search(w)) >= _WITH_LETTERS * len(words)
        and sum(1 for _ in _TOKEN.finditer(shown)) <= _TOKENS_A_CHARACTER * len(shown)
    )
