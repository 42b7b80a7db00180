"""Review: every act by name, for keys and for `onrecord review ACTION ID…`, and what else an act would change.

In: the name of an action, ids and values. Out: `Done`, or a sentence about consequences.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

from extract.errors import UsageError
from extract.library.review_marks import MarkActions
from extract.library.store import speaks_plainly
from extract.library.views import Done

_NAMES = (
    *("accept", "reject", "unreview", "set_speaker", "set_quote_kind", "set_cue_class", "set_borders"),
    *("set_polarity", "set_holder", "set_target", "add_quote", "add_person", "add_mention", "remove_mention"),
    *("add_stance", "rename_person", "set_role", "set_person_kind", "merge_people", "split_person", "judge"),
    *("note", "edit_note", "remove_note", "tag", "untag", "flag", "rename_target", "define_target"),
    *("merge_targets", "nest_target", "undo", "redo"),
)

_MANY = frozenset({"accept", "reject", "unreview"})
"""Actions that take any number of ids at once."""


@speaks_plainly
class Review(MarkActions):
    """All acts of review; see the three rooms it is made of."""

    ACTIONS: dict[str, str] = {}
    """What each action does, by name."""

    def act(self, name: str, ids: Sequence[str] = (), **options: Any) -> Done:
        """Do an action by name: ids first, as its signature has them, options by name.

        Raises UsageError for an unknown action or values that are missing or too many.
        """
        key = name.replace("-", "_")
        if key not in self.ACTIONS:
            raise UsageError(f"there is no action {name!r}", hint=f"one of: {', '.join(self.ACTIONS)}")
        method = getattr(self, key)
        positional = [list(ids)] if key in _MANY else _arranged(key, list(ids))
        try:
            inspect.signature(method).bind(*positional, **options)
        except TypeError as trouble:
            raise UsageError(f"{name}: {trouble}", hint=f"{name}{inspect.signature(method)}") from None
        return method(*positional, **options)

    def consequences(self, action: str, *args: Any) -> str | None:
        """Say in a sentence what else an act would change; None where it changes just the one thing."""
        asked = getattr(self, f"_after_{action}", None)
        return asked(*args) if asked else None

    def _after_set_speaker(self, quote_id: str, person_id: str | None) -> str | None:
        count = len(self._resting_on(self._row(quote_id, "quote")))
        if not count:
            return None
        if person_id is None:
            return f"{_many(count, 'stance')} resting on it {'keeps its holder' if count == 1 else 'keep their holder'}"
        return f"this also gives {_many(count, 'stance')} resting on it to the new speaker"

    def _after_merge_people(self, keep_id: str, other_ids: str | Sequence[str]) -> str | None:
        others = [other_ids] if isinstance(other_ids, str) else list(other_ids)
        counts = [self._holdings(self._row(other, "person")["person_id"]) for other in others]
        quotes, stances, articles = (sum(c[i] for c in counts) for i in range(3))
        said = f"this also moves {_many(quotes, 'quote')} and {_many(stances, 'stance')}"
        apart = self._called_different([keep_id, *others])
        said += f" in {_many(articles, 'article')}" if articles > 1 else ""
        return f"{said}; you once said they are different" if apart else said if quotes or stances else None

    def _after_judge(self, a: str, b: str, judgement: str) -> str | None:
        return self._after_merge_people(a, [b]) if judgement == "same" else None

    def _after_rename_person(self, person_id: str, name: str) -> str | None:
        quotes, stances, articles = self._holdings(self._row(person_id, "person")["person_id"])
        if not quotes and not stances:
            return None
        return f"this also renames the speaker of {_many(quotes, 'quote')} in {_many(articles, 'article')}"

    def _after_split_person(self, person_id: str, spans: Any, name: str = "") -> str | None:
        row = self._row(person_id, "person")
        quotes = self.quotes_at(row, self._checked(self._text_of(row), spans, needed=False))
        return f"this also moves {_many(len(quotes), 'quote')}" if quotes else None

    def _after_merge_targets(self, keep_id: str, other_ids: str | Sequence[str]) -> str | None:
        others = [other_ids] if isinstance(other_ids, str) else list(other_ids)
        count = sum(self.store.value("SELECT count(*) FROM stances WHERE target_id = ?", (o,)) for o in others)
        return f"this also moves {_many(count, 'stance')}" if count else None

    def _holdings(self, person_id: str) -> tuple[int, int, int]:
        """Return how many quotes, stances and articles a person of the library has."""
        actors = "SELECT id FROM actors WHERE person_id = ?"
        return (
            self.store.value(f"SELECT count(*) FROM quotes WHERE speaker IN ({actors})", (person_id,)),
            self.store.value(f"SELECT count(*) FROM stances WHERE holder IN ({actors})", (person_id,)),
            self.store.value("SELECT articles FROM people WHERE id = ?", (person_id,)) or 0,
        )

    def _called_different(self, ids: Sequence[str]) -> bool:
        people = {self._row(i, "person")["person_id"] for i in ids}
        rows = self.store.conn.execute(
            "SELECT x.person_id, y.person_id FROM identity AS i JOIN actors AS x ON x.nr = i.a"
            " JOIN actors AS y ON y.nr = i.b WHERE i.judgement = 'different' AND i.decision IS NOT NULL"
        )
        return any(a in people and b in people and a != b for a, b in rows)


def _arranged(action: str, ids: list[str]) -> list[Any]:
    """Ids of the command line as the arguments an action takes: what is kept first, the others as a list."""
    if action in ("merge_people", "merge_targets"):
        return [ids[0], ids[1:]] if len(ids) > 1 else ids
    return ids


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


Review.ACTIONS = {name: (inspect.getdoc(getattr(Review, name)) or "").partition("\n")[0] for name in _NAMES}
