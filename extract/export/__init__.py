"""The library, or plain annotations, as files for people and programs: Markdown notes, JSON, CSV, HTML and more.

`export_article` renders one reading; `write_notes` keeps a folder of notes up to date; `watch` does so while
decisions are made; `write_annotations` is for `onrecord extract`, which has no library. One file of this package is
one format; templates are loaded only when something is rendered.
"""

from __future__ import annotations

from extract.export.formats import FORMATS, Format, export_article
from extract.export.options import Options
from extract.export.reading import reading_of
from extract.export.stream import write_annotations
from extract.export.watch import watch
from extract.export.write import Written, write_notes

__all__ = [
    "FORMATS",
    "Format",
    "Options",
    "Written",
    "export_article",
    "reading_of",
    "watch",
    "write_annotations",
    "write_notes",
]
