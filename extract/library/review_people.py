"""Acts of review on people: add, rename, role, kind, mentions, merge, split, and judgements across articles.

In: ids of an article's people (or of the library's: they are the id of the oldest actor). Out: `Done`. A merge is a
*same* edge of identity, a split a new actor and a *different* edge: nothing is rewritten, everything can be taken
back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from extract.errors import UsageError
from extract.library.ledger import Change
from extract.library.review_quotes import QuoteActions, Spans, one_of
from extract.library.rows import Row, mentions_in, now, spans_in
from extract.library.selectors import mentions_value
from extract.library.views import Done
from extract.records import Mention, MentionForm, PersonKind, Span

JUDGEMENTS = ("same", "different", "unsure")
"""What a person can say of two people."""


class PeopleActions(QuoteActions):
    """Acts on people of an article and of the library."""

    def add_person(
        self,
        article_id: str,
        name: str,
        kind: str = "person",
        role: str | None = None,
        mentions: Sequence[Mention] = (),
    ) -> Done:
        """Add somebody the machine did not find."""
        with self.store.write():
            text = self._version(article_id)["text"]
            self._checked(text, [m[:2] for m in mentions], needed=False)
            name = _some(name, "a name")
            person = {"article_id": article_id, "kind": one_of(kind, PersonKind, "kind of person"), "role": role}
            new_id = self._free_id("p-", article_id, name)
            return self._commit("add_person", [self._new_actor(new_id, person, text, name, mentions)], f"{name} added")

    def rename_person(self, person_id: str, name: str) -> Done:
        """Say what somebody is called."""
        return self._set(person_id, "person", "rename_person", "name", _some(name, "a name"))

    def set_role(self, person_id: str, role: str | None) -> Done:
        """Say what somebody is: "prime minister of Kosovo"; None or empty for unknown."""
        return self._set(person_id, "person", "set_role", "role", (role or "").strip() or None)

    def set_person_kind(self, person_id: str, kind: str) -> Done:
        """Say whether somebody is a person, an organisation, a group or unnamed."""
        return self._set(person_id, "person", "set_person_kind", "kind", one_of(kind, PersonKind, "kind of person"))

    def add_mention(self, person_id: str, span: Sequence[int], form: str = "name") -> Done:
        """Say that some words refer to somebody."""
        with self.store.write():
            row = self._row(person_id, "person")
            text = self._version(row["article_id"])["text"]
            marked = self._checked(text, [span], needed=True)[0]
            added = Mention(marked.start, marked.end, cast(MentionForm, one_of(form, MentionForm, "form of mention")))
            mentions = sorted({*mentions_in(row["mentions"]), added})
            change = self._change(row, "mentions", mentions_value(text, mentions))
            return self._commit("add_mention", [change], f"{row['name']}: mention added")

    def remove_mention(self, person_id: str, span: Sequence[int]) -> Done:
        """Say that some words do not refer to somebody."""
        with self.store.write():
            row = self._row(person_id, "person")
            before = mentions_in(row["mentions"])
            after = [m for m in before if (m.start, m.end) != tuple(span[:2])]
            if len(after) == len(before):
                raise UsageError(f"{row['name']} has no mention at {span[0]}-{span[1]}")
            text = self._version(row["article_id"])["text"]
            change = self._change(row, "mentions", mentions_value(text, after))
            return self._commit("remove_mention", [change], f"{row['name']}: mention removed")

    # --- identity -----------------------------------------------------------------------------------------------------

    def merge_people(self, keep_id: str, other_ids: str | Iterable[str]) -> Done:
        """Say that these are one, within an article or across; `keep_id` gives the name that is shown."""
        others = [other_ids] if isinstance(other_ids, str) else list(dict.fromkeys(other_ids))
        with self.store.write():
            kept = self._row(keep_id, "person")
            rows = [self._row(other, "person") for other in others if other != keep_id]
            changes = [self._edge(kept, row, "same", keep=kept["id"]) for row in rows]
            names = ", ".join(row["name"] for row in rows)
            return self._commit("merge_people", changes, f"{names} → {kept['name']}")

    def judge(self, a: str, b: str, judgement: str) -> Done:
        """Say whether two people are the same, different, or cannot be told yet."""
        if judgement not in JUDGEMENTS:
            raise UsageError(f"{judgement!r} is no judgement", hint=f"one of: {', '.join(JUDGEMENTS)}")
        with self.store.write():
            left, right = self._row(a, "person"), self._row(b, "person")
            if left["id"] == right["id"]:
                raise UsageError(f"{left['name']} is one and the same")
            change = self._edge(left, right, judgement, keep=left["id"] if judgement == "same" else None)
            return self._commit("judge", [change], f"{left['name']} and {right['name']}: {judgement}")

    def _edge(self, a: Row, b: Row, judgement: str, keep: str | None = None) -> Change:
        first, second = sorted((a["id"], b["id"]))
        numbers = sorted((a.get("nr") or 0, b.get("nr") or 0))
        old = self.store.value("SELECT judgement FROM identity WHERE a = ? AND b = ?", numbers)
        new = {"judgement": judgement, "by": self.by, "at": now(), "keep": keep}
        article = a["article_id"] if a["article_id"] == b["article_id"] else None
        return Change("identity", f"{first}|{second}", "judgement", old and {"judgement": old}, new, article)

    def split_person(self, person_id: str, spans: Spans, name: str) -> Done:
        """Make some mentions a person of their own; quotes whose source they are follow, and the two stay apart."""
        with self.store.write():
            row = self._row(person_id, "person")
            text = self._version(row["article_id"])["text"]
            parted = set(self._checked(text, spans, needed=True))
            mentions = mentions_in(row["mentions"])
            theirs = [m for m in mentions if m.span in parted]
            if len(theirs) != len(parted):
                raise UsageError(f"some of these words are no mention of {row['name']}")
            new_id = self._free_id("p-", row["article_id"], name)
            changes = [
                self._new_actor(new_id, row | {"role": None}, text, _some(name, "a name"), theirs),
                self._change(row, "mentions", mentions_value(text, [m for m in mentions if m.span not in parted])),
                self._edge(row, row | {"id": new_id, "nr": None}, "different"),
                *self._following(row, new_id, parted),
            ]
            quotes = sum(c.field == "speaker" for c in changes)
            return self._commit("split_person", changes, f"{name} is a person of their own now, with {quotes} quotes")

    def _new_actor(self, new_id: str, old: Row, text: str, name: str, mentions: Sequence[Mention]) -> Change:
        row = {"name": name, "kind": old["kind"], "role": old["role"], "aliases": "[]"}
        value = {"article_id": old["article_id"], "row": row, "spans": {"mentions": mentions_value(text, mentions)}}
        return Change("person", new_id, "exists", None, value, old["article_id"])

    def _following(self, row: Row, new_id: str, parted: set[Span]) -> list[Change]:
        """Return the changes for quotes whose source is among the parted mentions, and stances resting on them."""
        changes: list[Change] = []
        for quote in self.quotes_at(row, parted):
            changes.append(self._change(quote, "speaker", new_id))
            changes += [self._change(stance, "holder", new_id) for stance in self._resting_on(quote)]
        return changes

    def quotes_at(self, row: Row, spans: Iterable[Span]) -> list[Row]:
        """Return the quotes of an actor whose source overlaps one of these spans."""
        wanted = list(spans)
        quotes = self.store.rows(
            "SELECT q.*, v.article_id, 'quote' AS object FROM quotes AS q JOIN versions AS v ON v.id = q.version_id"
            " WHERE q.speaker = ? AND q.version_id = ?",
            (row["id"], row["version_id"]),
        )
        return [q for q in quotes if any(s.overlaps(w) for s in spans_in(q["source"]) for w in wanted)]


def _some(value: str, what: str) -> str:
    if not value.strip():
        raise UsageError(f"{what} is needed")
    return value.strip()
