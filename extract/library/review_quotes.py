"""Acts of review on quotes and stances: accept, reject, speaker, kind, borders, polarity, holder, target, adding them.

In: ids as the views give them, new values. Out: `Done`. Each act is one batch of the ledger and one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from extract.errors import UsageError
from extract.library import keeping
from extract.library.desk import Desk
from extract.library.ledger import Change
from extract.library.rows import Row
from extract.library.selectors import mark, spans_value
from extract.library.views import Done
from extract.records import CueClass, Polarity, QuoteKind, Span, content_ids

Spans = Iterable[Sequence[int]]

PARTS = {"quote": ("content", "cue", "source"), "stance": ("evidence", "condition")}
"""Which parts of an object have borders."""


def one_of(value: str, type_: Any, what: str) -> str:
    """Return a value of a closed set. Raises UsageError."""
    if value not in get_args(type_):
        raise UsageError(f"{value!r} is no {what}", hint=f"one of: {', '.join(get_args(type_))}")
    return value


class QuoteActions(Desk):
    """Acts on quotes and stances (and on the state of people)."""

    def accept(self, ids: str | Iterable[str]) -> Done:
        """Accept quotes, stances or people as they stand."""
        return self._set_state("accept", ids, "accepted")

    def reject(self, ids: str | Iterable[str]) -> Done:
        """Reject quotes, stances or people; they stay, marked as rejected."""
        return self._set_state("reject", ids, "rejected")

    def unreview(self, ids: str | Iterable[str]) -> Done:
        """Put quotes, stances or people back among what waits for review."""
        return self._set_state("unreview", ids, "unreviewed")

    def _set_state(self, action: str, ids: str | Iterable[str], state: str) -> Done:
        with self.store.write():
            rows = [self._row(i, "quote", "stance", "person") for i in _listed(ids)]
            changes = [self._change(row, "state", state) for row in rows if row["state"] != state]
            if state == "accepted":
                changes += [seen for row in rows for seen in self._seen(row)]
            things = {change.object_id for change in changes}
            what = rows[0]["object"] if len(things) == 1 else f"{len(things)} things"
            return self._commit(action, changes, f"{what} {state}")

    def _seen(self, row: Row) -> list[Change]:
        """Return the change that settles where something stands in a corrected text, once a person looked at it."""
        if row["object"] == "person" or row["anchor"] not in ("moved", "ambiguous"):
            return []
        return [self._change(row, "anchor", {"text": mark(self._text_of(row)), "anchor": "exact"})]

    def set_speaker(self, quote_id: str, person_id: str | None) -> Done:
        """Say whose words a quote is (None: unknown); stances that rest on it and were held by that speaker follow."""
        with self.store.write():
            row = self._row(quote_id, "quote")
            speaker = self._here(person_id, row["article_id"])
            if speaker == row["speaker"]:
                return Done(None, frozenset(), "they are the speaker already", row["article_id"])
            changes = [self._change(row, "speaker", speaker)]
            if speaker is not None:
                changes += [self._change(s, "holder", speaker) for s in self._resting_on(row)]
            name = "unknown" if speaker is None else self._row(speaker)["name"]
            return self._commit("set_speaker", changes, f"speaker: {name}")

    def _resting_on(self, quote: Row) -> list[Row]:
        """Return the stances that rest on a quote and are held by its speaker."""
        return self.store.rows(
            "SELECT s.*, v.article_id, 'stance' AS object FROM stances AS s JOIN versions AS v ON v.id = s.version_id"
            " WHERE s.quote_id = ? AND s.holder IS ?",
            (quote["id"], quote["speaker"]),
        )

    def set_quote_kind(self, quote_id: str, kind: str) -> Done:
        """Say whether a quote is direct, indirect or mixed."""
        return self._set(quote_id, "quote", "set_quote_kind", "kind", one_of(kind, QuoteKind, "kind of quote"))

    def set_cue_class(self, quote_id: str, cue_class: str) -> Done:
        """Say whether a quote was spoken, written, thought, wished, decided or shown."""
        return self._set(quote_id, "quote", "set_cue_class", "cue_class", one_of(cue_class, CueClass, "class of cue"))

    def set_polarity(self, stance_id: str, polarity: str) -> Done:
        """Say whether a stance supports, opposes, is conditional or mixed."""
        return self._set(stance_id, "stance", "set_polarity", "polarity", one_of(polarity, Polarity, "polarity"))

    def set_holder(self, stance_id: str, person_id: str) -> Done:
        """Say whose stance it is."""
        with self.store.write():
            row = self._row(stance_id, "stance")
            holder = self._here(person_id, row["article_id"])
            return self._set(stance_id, "stance", "set_holder", "holder", holder, self._row(str(holder))["name"])

    def set_target(self, stance_id: str, label: str) -> Done:
        """Say what a stance is about: a label, or the id of a target."""
        with self.store.write():
            target_id = self._target(label)
            return self._set(stance_id, "stance", "set_target", "target_id", target_id, label)

    def _target(self, label: str) -> str:
        if label[:2] == "t-" and self.store.value("SELECT 1 FROM targets WHERE id = ?", (label,)):
            return label
        if not label.strip():
            raise UsageError("a target needs a name")
        return keeping.target_number(self.store, label.strip())

    def _set(self, object_id: str, kind: str, action: str, field: str, new: Any, shown: str | None = None) -> Done:
        with self.store.write():
            row = self._row(object_id, kind)
            changes = [] if row[field] == new else [self._change(row, field, new)]
            label = field.removesuffix("_id").replace("_", " ")
            return self._commit(action, changes, f"{label}: {shown or new}")

    def set_borders(self, object_id: str, part: str, spans: Spans) -> Done:
        """Mark anew the words of a part: content, cue, source of a quote; evidence, condition of a stance."""
        with self.store.write():
            row = self._row(object_id, "quote", "stance")
            if part not in PARTS[row["object"]]:
                raise UsageError(f"a {row['object']} has no {part}", hint=f"one of: {', '.join(PARTS[row['object']])}")
            text = self._version(row["article_id"])["text"]
            checked = self._checked(text, spans, needed=part in ("content", "evidence"))
            changes = [self._change(row, part, spans_value(text, checked)), *self._seen(row)]
            return self._commit("set_borders", changes, f"{part} marked")

    def add_quote(
        self,
        article_id: str,
        content: Spans,
        *,
        kind: str | None = None,
        speaker: str | None = None,
        cue: Spans = (),
        source: Spans = (),
    ) -> Done:
        """Add a quote the machine did not find. `kind` is seen from the quotation marks where it is not given."""
        with self.store.write():
            text = self._version(article_id)["text"]
            words = self._checked(text, content, needed=True)
            row = {
                "kind": one_of(kind or _kind_by_marks(text, words), QuoteKind, "kind of quote"),
                "speaker": self._here(speaker, article_id),
                "cue_class": "speech",
                "confidence": 1.0,
                "why": '{"summary":"added by a person","engine":"person"}',
            }
            spans = {"content": words, "cue": self._checked(text, cue, needed=False)}
            spans["source"] = self._checked(text, source, needed=False)
            key = " … ".join(s.of(text) for s in words)
            return self._add("quote", "add_quote", article_id, key, row, text, spans)

    def add_stance(
        self,
        article_id: str,
        holder: str,
        target: str,
        polarity: str,
        evidence: Spans,
        quote: str | None = None,
    ) -> Done:
        """Add a stance the machine did not find."""
        with self.store.write():
            text = self._version(article_id)["text"]
            words = self._checked(text, evidence, needed=True)
            if quote is not None and self._row(quote, "quote")["article_id"] != article_id:
                raise UsageError(f"{quote} is a quote of another article")
            target_id = self._target(target)
            row = {
                "holder": self._here(holder, article_id),
                "target": self.store.value("SELECT label FROM targets WHERE id = ?", (target_id,)),
                "target_id": target_id,
                "polarity": one_of(polarity, Polarity, "polarity"),
                "quote_id": quote,
                "confidence": 1.0,
                "why": '{"summary":"added by a person","engine":"person"}',
            }
            key = f"{row['holder']} → {target_id} → {' … '.join(s.of(text) for s in words)}"
            return self._add("stance", "add_stance", article_id, key, row, text, {"evidence": words, "condition": []})

    def _add(
        self, kind: str, action: str, article_id: str, key: str, row: Row, text: str, spans: dict[str, list[Span]]
    ) -> Done:
        """Write the decision that an object is: it lives and vanishes with it."""
        new_id = self._free_id(f"{kind[0]}-", article_id, key)
        value = {
            "article_id": article_id,
            "row": row,
            "spans": {part: spans_value(text, s) for part, s in spans.items()},
        }
        change = Change(kind, new_id, "exists", None, value, article_id)
        return self._commit(action, [change], f"{kind} added")

    def _free_id(self, prefix: str, article_id: str, key: str) -> str:
        """Return the first id derived from these words that was never used."""
        for new_id in content_ids(prefix, article_id, [key] * 1000):
            table = {"q-": "quotes", "s-": "stances", "p-": "actors"}[prefix]
            used = self.store.value(
                f"SELECT 1 FROM {table} WHERE id = ?1 UNION SELECT 1 FROM decisions WHERE object_id = ?1", (new_id,)
            )
            if not used:
                return new_id
        raise UsageError("the same thing was added too many times")


def _listed(ids: str | Iterable[str]) -> list[str]:
    return [ids] if isinstance(ids, str) else list(dict.fromkeys(ids))


_OPENING = "\"'“‘«„‹"


def _kind_by_marks(text: str, spans: Sequence[Span]) -> str:
    """Return direct, mixed or indirect by where quotation marks stand in and beside the words."""
    marked = [text[s.start : s.start + 1] in _OPENING or (s.start > 0 and text[s.start - 1] in _OPENING) for s in spans]
    if marked and all(marked):
        return "direct"
    inside = any(mark in s.of(text) for s in spans for mark in '"“«„')
    return "mixed" if inside else "indirect"
