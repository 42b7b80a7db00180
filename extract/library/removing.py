"""Removing articles: their texts and everything found in them go, for good; the ledger of decisions stays.

In: ids of articles. Out: how many were removed.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.library import clusters, roster
from extract.library.rows import dump
from extract.library.store import Store

_VERSIONS = "SELECT id FROM versions WHERE article_id = ?"


def remove(store: Store, article_ids: Sequence[str]) -> int:
    """Remove articles in one transaction."""
    with store.write():
        for article_id in article_ids:
            _remove(store, article_id)
    return len(article_ids)


def _remove(store: Store, article_id: str) -> None:
    people = set(store.column(f"SELECT person_id FROM actors WHERE version_id IN ({_VERSIONS})", (article_id,)))
    _forget_marks(store, article_id)
    for table in ("stances", "quotes", "actors"):
        store.run(f"DELETE FROM {table} WHERE version_id IN ({_VERSIONS})", (article_id,))
    store.run(f"DELETE FROM regions WHERE version_id IN ({_VERSIONS})", (article_id,))
    store.run("DELETE FROM reports WHERE article_id = ?", (article_id,))
    store.run("UPDATE articles SET version_id = NULL WHERE id = ?", (article_id,))
    store.run("DELETE FROM versions WHERE article_id = ?", (article_id,))
    store.run("DELETE FROM articles WHERE id = ?", (article_id,))
    left = store.column(
        "SELECT id FROM actors WHERE person_id IN (SELECT value FROM json_each(?))", (dump(sorted(people)),)
    )
    clusters.recluster(store, left)
    roster.refresh(store, people)


def _forget_marks(store: Store, article_id: str) -> None:
    """Take notes, tags and flags on the article and on what is in it out of the cache; the ledger keeps them."""
    store.run("DELETE FROM notes WHERE article_id = ?", (article_id,))
    objects = " UNION ALL ".join(
        f"SELECT id FROM {table} WHERE version_id IN (SELECT id FROM versions WHERE article_id = ?1)"
        for table in ("quotes", "stances", "actors")
    )
    for table in ("tags", "flags"):
        store.run(f"DELETE FROM {table} WHERE object_id = ?1 OR object_id IN ({objects})", (article_id,))
