"""Notes that follow the work: exported again as decisions are made, by this program or another.

In: a library's path, a folder, and an event that ends it. Out: a call of `on_written` after every export that wrote
something. It opens a library of its own, so it may run in any thread or process. Only articles that decisions were
made on, or that came in or were corrected, are rendered again, so that a large library costs no more than a small
one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.export.formats import format_named
from extract.export.options import Options
from extract.export.write import EVERYTHING, Export, Written

if TYPE_CHECKING:
    from extract.library.library import Library

_LOOK_BACK = 500
"""So many decisions between two looks are told apart; after more of them everything is rendered again."""


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
        directory: where the files go, see `write_notes`.
        format: one of FORMATS.
        options: as for `write_notes`.
        stop: set from anywhere to end it; `on_written` hears of each export that changed a file or failed to.
        linked: notes of the people and targets too.
        every: seconds between two looks at the library, which cost one PRAGMA each.

    Raises what `write_notes` raises; a single file that cannot be written is told through `on_written` instead.
    """
    from extract.library import open_library

    wanted = None if articles is None else frozenset(articles)
    with open_library(library) as opened:
        changes = _Changes(opened, wanted)
        seen: int | None = None
        while not stop.is_set():
            now = opened.data_version()
            if now != seen:
                seen = now
                export = Export(opened, Path(directory).expanduser(), format_named(format), options or Options())
                written = export.write(changes.since_last(together=export.format.together), linked=linked)
                if on_written is not None and (written.changed or written.failed):
                    on_written(written)
            stop.wait(every)


class _Changes:
    """Which articles have to be rendered again."""

    def __init__(self, library: Library, wanted: frozenset[str] | None) -> None:
        self.library, self.wanted = library, wanted
        self._versions: dict[str, int] = {}
        self._last_decision: int | None = None

    def since_last(self, *, together: bool) -> list[str]:
        """Return the articles touched since the last call, all of them at the first; `together`: all if any is."""
        rows = self.library.articles(sort="added", descending=False, limit=EVERYTHING)
        versions = {r.id: r.version_id for r in rows if self.wanted is None or r.id in self.wanted}
        touched = {a for a, version in versions.items() if self._versions.get(a) != version}
        decided = self._decided()
        again = versions if None in decided or (together and (touched or decided)) else touched | decided
        self._versions = versions
        return [a for a in versions if a in again]

    def _decided(self) -> set[str | None]:
        """The articles of the decisions since the last call; None among them where it may be any."""
        newest = self.library.review.history(None, limit=_LOOK_BACK)
        last, self._last_decision = self._last_decision, newest[0].id if newest else 0
        if last is None:
            return set()
        since = [row for row in newest if row.id > last]
        return {None} if len(since) == _LOOK_BACK else {row.article_id for row in since}
