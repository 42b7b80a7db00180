"""JSON Lines: the contract's object of each article on a line of its own.

In: readings. Out: one piece a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.export.contract import article_line
from extract.export.formats import Piece, Recorded
from extract.export.options import Options


def pieces(recorded: Iterable[Recorded], options: Options) -> Iterator[Piece]:
    """Yield one line for each article."""
    for reading, _decisions in recorded:
        yield Piece("", article_line(reading, options))
