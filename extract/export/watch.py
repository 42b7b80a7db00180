"""Notes that follow the work: exported again as decisions are made, by this program or another.

In: a library's path, a folder, and an event that ends it. Out: a call of `on_written` after every export that wrote
something. It opens a library of its own, so it may run in any thread or process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.export.formats import format_named
from extract.export.options import Options
from extract.export.write import Export, Written

if TYPE_CHECKING:
    from extract.library.library import Library


def watch(
    library: Path | str | None,
    articles: Iterable[str] | None,
    directory: Path | str,
    format: str = "md",
    options: Options | None = None,
    *,
    stop: threading.Event,
    on_written: Callable[[Written], None] | None = None,
    linked: bool = False,
    every: float = 0.5,
) -> None:
    """Export, then again whenever the library changes, until `stop` is set.

    Args:
        library: the library's file; None for the default one.
        articles: which articles; None for all, also those added later.
        every: seconds between two looks at the library, which cost one PRAGMA each.

    Raises what `write_notes` raises on the first export; later an unwritable file is told through `on_written`.
    """
    from extract.library import open_library

    wanted = None if articles is None else list(articles)
    with open_library(library) as opened:
        seen: int | None = None
        while not stop.is_set():
            now = opened.data_version()
            if now != seen:
                _export(opened, wanted, Path(directory).expanduser(), format, options, linked, on_written)
                seen = now
            stop.wait(every)


def _export(
    library: Library,
    articles: list[str] | None,
    directory: Path,
    format: str,
    options: Options | None,
    linked: bool,
    on_written: Callable[[Written], None] | None,
) -> None:
    done = Export(library, directory, format_named(format), options or Options()).write(articles, linked=linked)
    if on_written is not None and (done.changed or done.failed):
        on_written(done)
