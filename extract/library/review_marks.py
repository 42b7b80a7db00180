"""Acts of review that leave the annotations as they are: notes, tags, flags; and acts on targets.

In: ids of anything in the library. Out: `Done`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract.errors import UsageError
from extract.library.ledger import Change
from extract.library.review_people import PeopleActions
from extract.library.rows import Row, new_id, now
from extract.library.views import Done
from extract.records import normalised


class MarkActions(PeopleActions):
    """Notes, tags, flags and targets."""

    def note(self, object_kind: str, object_id: str, text: str) -> Done:
        """Write a note on an article or anything in it. The note's id is among `changed`."""
        with self.store.write():
            row = self._row(object_id, object_kind)
            made = self._note_value(object_kind, object_id, row.get("article_id"), text)
            change = Change("note", new_id("n-"), "note", None, made, row.get("article_id"))
            return self._commit("note", [change], "note kept")

    def edit_note(self, note_id: str, text: str) -> Done:
        """Write a note anew; the earlier wording stays in the ledger."""
        with self.store.write():
            row = self._row(note_id, "note")
            made = self._note_value(row["object_kind"], row["object_id"], row["article_id"], text)
            change = Change("note", note_id, "note", self._as_value(row), made, row["article_id"])
            return self._commit("edit_note", [change], "note kept")

    def remove_note(self, note_id: str) -> Done:
        """Take a note away; undo brings it back."""
        with self.store.write():
            row = self._row(note_id, "note")
            change = Change("note", note_id, "note", self._as_value(row), None, row["article_id"])
            return self._commit("remove_note", [change], "note removed")

    @staticmethod
    def _note_value(kind: str, object_id: str, article_id: str | None, text: str) -> dict[str, Any]:
        if not text.strip():
            raise UsageError("an empty note says nothing", hint="remove the note instead")
        return {"article": article_id, "object": kind, "object_id": object_id, "text": text, "at": now()}

    @staticmethod
    def _as_value(row: Row) -> dict[str, Any]:
        return {
            "article": row["article_id"],
            "object": row["object_kind"],
            "object_id": row["object_id"],
            "text": row["text"],
            "at": row["at"],
        }

    def tag(self, object_id: str, tag: str) -> Done:
        """Put a tag on anything."""
        return self._mark("tag", object_id, f"tag:{_tag(tag)}", True, f"tagged {_tag(tag)}")

    def untag(self, object_id: str, tag: str) -> Done:
        """Take a tag off."""
        return self._mark("untag", object_id, f"tag:{_tag(tag)}", False, f"tag {_tag(tag)} removed")

    def flag(self, object_id: str, on: bool = True) -> Done:
        """Mark something to come back to, or not any more."""
        return self._mark("flag", object_id, "flag", on, "flagged" if on else "flag removed")

    def _mark(self, action: str, object_id: str, field: str, on: bool, message: str) -> Done:
        with self.store.write():
            row = self._row(object_id)
            if field == "flag":
                there = self.store.value("SELECT 1 FROM flags WHERE object_id = ?", (object_id,))
            else:
                there = self.store.value(
                    "SELECT 1 FROM tags WHERE object_id = ? AND tag = ?", (object_id, field.removeprefix("tag:"))
                )
            if bool(there) == on:
                return Done(None, frozenset(), "nothing to change", row.get("article_id"))
            change = Change(row["object"], object_id, field, bool(there), on, row.get("article_id"))
            return self._commit(action, [change], message)

    # --- targets ------------------------------------------------------------------------------------------------------

    def rename_target(self, target_id: str, label: str) -> Done:
        """Say what a target is called; it stays known under its earlier labels."""
        with self.store.write():
            done = self._set(target_id, "target", "rename_target", "label", label.strip() or _refuse("a name"))
            self.store.run(
                "INSERT OR IGNORE INTO target_aliases VALUES (?, ?, ?)", (normalised(label), label.strip(), target_id)
            )
            return done

    def define_target(self, target_id: str, text: str) -> Done:
        """Say in a sentence what a target is; empty for no definition."""
        return self._set(target_id, "target", "define_target", "definition", text.strip() or None)

    def merge_targets(self, keep_id: str, other_ids: str | Iterable[str]) -> Done:
        """Say that these targets are one: stances on the others count for the one kept."""
        others = [other_ids] if isinstance(other_ids, str) else list(dict.fromkeys(other_ids))
        with self.store.write():
            kept = self._row(keep_id, "target")
            rows = [self._row(other, "target") for other in others]
            self._refuse_ring(keep_id, set(others), "merged_into")
            changes = [self._change(row, "merged_into", keep_id) for row in rows if row["merged_into"] != keep_id]
            return self._commit("merge_targets", changes, f"{', '.join(r['label'] for r in rows)} → {kept['label']}")

    def nest_target(self, child_id: str, parent_id: str | None) -> Done:
        """Say that a target is part of a wider one; None: of none."""
        with self.store.write():
            shown = "none"
            if parent_id is not None:
                shown = self._row(parent_id, "target")["label"]
                self._refuse_ring(parent_id, {child_id}, "parent_id")
            return self._set(child_id, "target", "nest_target", "parent_id", parent_id, shown)

    def _refuse_ring(self, start: str, others: set[str], column: str) -> None:
        """Raise UsageError where following `column` from `start` meets one of `others`."""
        at: str | None = start
        seen: set[str] = set()
        while at is not None and at not in seen:
            if at in others:
                raise UsageError("a target cannot be within itself")
            seen.add(at)
            at = self.store.value(f"SELECT {column} FROM targets WHERE id = ?", (at,))


def _tag(tag: str) -> str:
    return "-".join(tag.strip().lstrip("#").split()) or _refuse("a tag")


def _refuse(what: str) -> str:
    raise UsageError(f"{what} is needed")
