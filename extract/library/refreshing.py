"""A reading brought up to date after decisions: what they name is read again, the rest is taken over.

In: a `Reading`, and the ids that decisions changed. Out: the `Reading` that reading.py would give now, at a cost that
does not grow with the article. Where a decision reaches further than the things it names (people joined or parted,
targets renamed or merged), everything is read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from extract.library import lists, reading
from extract.library.rows import Row, dump
from extract.library.store import Store
from extract.library.views import ArticleRow, PersonView, QuoteView, Reading, StanceView

Thing = TypeVar("Thing", QuoteView, StanceView)

_NAMED = ("q-", "s-", "p-", "n-", "a-")
"""Kinds of things a decision on which reaches no further; of people only as long as nobody is joined or parted."""


def refresh(store: Store, before: Reading, changed: frozenset[str] = frozenset()) -> Reading:
    """Return a reading as it stands after decisions on `changed` (empty: on anything); its text is not read again."""
    with store.read():
        article = lists.article(store, before.article.id)
        if article.version_id != before.article.version_id:
            return reading.reading(store, article.id)
        if not changed or not all(i[:2] in _NAMED for i in changed):
            return reading.reading(store, article.id, before.text)
        people = before.people
        if any(i[:2] == "p-" for i in changed):
            people = reading.people_of(store, article)
            if not _same_groups(before.people, people):
                return reading.reading(store, article.id, before.text)
        return _refreshed(store, before, article, people, changed)


def _same_groups(before: Iterable[PersonView], now: Iterable[PersonView]) -> bool:
    """Tell whether everybody who was there is, and counts as the same one; newcomers change nothing."""
    leads = _leads(now)
    return all(leads.get(actor) == lead for actor, lead in _leads(before).items())


def _leads(people: Iterable[PersonView]) -> dict[str, str]:
    """Return {id: id of the person it is shown as}."""
    return {actor: p.id for p in people for actor in (p.id, *p.merged)}


def _refreshed(
    store: Store, before: Reading, article: ArticleRow, people: tuple[PersonView, ...], changed: frozenset[str]
) -> Reading:
    rows = {table: _rows(store, table, article.id, changed) for table in ("quotes", "stances")}
    found = reading.Found.of(store, article.version_id, rows, _leads(people))
    quotes = _taken_over(before.quotes, found.quotes(rows["quotes"]), changed, reading.quote_place)
    stances = _taken_over(before.stances, found.stances(rows["stances"]), changed, reading.stance_place)
    moved = {q.speaker for q in (*before.quotes, *quotes) if q.id in changed}
    moved |= {s.holder for s in (*before.stances, *stances) if s.id in changed}
    moved |= {p.id for p in people} if people is not before.people else set()
    recounted = {p.id: p for p in reading.counted(before.text, [p for p in people if p.id in moved], quotes, stances)}
    return replace(
        before,
        article=article,
        people=tuple(sorted((recounted.get(p.id, p) for p in people), key=reading.person_place)),
        quotes=quotes,
        stances=stances,
        notes=reading.notes_of(store, "article_id = ?", (article.id,)),
    )


def _rows(store: Store, table: str, article_id: str, ids: frozenset[str]) -> list[Row]:
    return store.rows(
        f"SELECT o.* FROM {table} AS o JOIN versions AS v ON v.id = o.version_id"
        " WHERE v.article_id = ? AND o.id IN (SELECT value FROM json_each(?)) ORDER BY o.nr",
        (article_id, dump(sorted(ids))),
    )


def _taken_over(before: tuple[Thing, ...], read: list[Thing], changed: frozenset[str], place: Any) -> tuple[Thing, ...]:
    return tuple(sorted((*(t for t in before if t.id not in changed), *read), key=place))
