"""Which formats there are, and the renderer of each, loaded when it is first used.

In: a format's name and a `Reading`. Out: its text. A format is either one file an object (a note, a page), or one set
of files for all articles together (tables, networks): the latter yields pieces, so that memory does not grow with the
library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from extract.errors import UsageError
from extract.export.options import Options
from extract.library.views import DecisionRow, Reading


class Recorded(NamedTuple):
    """One reading with its lines of the ledger."""

    reading: Reading
    decisions: tuple[DecisionRow, ...] = ()


class Piece(NamedTuple):
    """The next stretch of one of the files of a format; `table` names the file, "" where there is just one."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export.

    `kinds` are what it can hold: article, person, target. `together`: all articles go into one set of files. `module`
    has `render(reading, options) -> str`, or `pieces(recorded, options) -> Iterator[Piece]` where `together`.
    """

    name: str
    suffix: str
    help: str
    module: str
    kinds: tuple[str, ...] = ("article",)
    together: bool = False

    def render(self, reading: Reading, options: Options) -> str:
        """Return one article in this format; of several tables, the one the options name."""
        if not self.together:
            return import_module(self.module).render(reading, options)
        wanted = ("", options.table)
        return "".join(p.text for p in self.pieces([Recorded(reading)], options) if p.table in wanted)

    def pieces(self, recorded: Iterable[Recorded], options: Options) -> Iterator[Piece]:
        """Yield the files of all articles together, piece by piece."""
        return import_module(self.module).pieces(recorded, options)


_ALL = (
    Format("md", ".md", "Markdown notes with front matter, for Obsidian and any editor", "extract.export.markdown",
           ("article", "person", "target")),
    Format("json", ".json", "the contract onrecord/1, one indented object an article", "extract.export.contract"),
    Format("jsonl", ".jsonl", "the contract onrecord/1, one object a line", "extract.export.lines", together=True),
    Format("csv", ".csv", "tables of quotes, people, stances and decisions", "extract.export.tables", together=True),
    Format("html", ".html", "one self-contained page: the annotated article beside its panels", "extract.export.page"),
    Format("webanno", ".jsonld", "W3C Web Annotation (JSON-LD) with text selectors", "extract.export.webanno"),
    Format("graphml", ".graphml", "the network of who stands where on what, for Gephi and R", "extract.export.graphml",
           together=True),
    Format("dna", ".dna.csv", "event list of stances as Discourse Network Analyzer has it", "extract.export.dna",
           together=True),
)  # fmt: skip

FORMATS: dict[str, Format] = {f.name: f for f in _ALL}
"""The formats by name, in the order help lists them."""


def format_named(name: str) -> Format:
    """Return the format of that name. Raises UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}", hint=f"Use one of: {', '.join(FORMATS)}.")
    return FORMATS[name]


def export_article(reading: Reading, format: str, *, options: Options | None = None) -> str:
    """Return one article in `format`, rendered in full, newline at the end.

    Raises UsageError for an unknown format, ExportError where a template of the user's is broken.
    """
    return format_named(format).render(reading, options or Options())
