"""How earlier work came through the latest correction or new run of an article, as revising.py wrote it down.

In: an article's id. Out: a `Report`.
"""

from __future__ import annotations

from extract.library.rows import load
from extract.library.store import Store
from extract.library.views import Report


def latest_report(store: Store, article_id: str) -> Report | None:
    """Return the report of the latest revision of an article."""
    row = store.value("SELECT report FROM reports WHERE article_id = ? ORDER BY id DESC LIMIT 1", (article_id,))
    if row is None:
        return None
    kept = load(row)
    conflicts = tuple((c[0], c[1]) for c in kept.pop("conflicts"))
    words = kept.pop("words")
    return Report(**{k: tuple(v) for k, v in kept.items()}, conflicts=conflicts, words=words)
