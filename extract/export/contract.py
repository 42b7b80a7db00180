"""JSON of the contract `onrecord/1`: one object an article, with what people decided as additive keys.

In: a `Reading` (already filtered by the options). Out: the contract's object, or its text. Beside the contract's keys
every quote, person and stance has `review` (state, origin, changed fields, anchor, tags, flagged), and the article
its `notes` and `tags`. The text stays verbatim: whatever could act on a terminal is written as a JSON escape, which
reads back equal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from extract.export.names import own_title
from extract.export.options import Options, chosen
from extract.library.views import ArticleRow, NoteView, PersonView, QuoteView, Reading, StanceView
from extract.records import SCHEMA, Span, Why

_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def to_contract(reading: Reading) -> dict[str, Any]:
    """Return the contract's object for one reading, decisions applied."""
    people = {p.id for p in reading.people}
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "article": _article(reading.article),
        "text": reading.text,
        "regions": [r._asdict() for r in reading.regions],
        "people": [_person(p) for p in reading.people],
        "quotes": [_quote(q, people) for q in reading.quotes if q.content],
        "stances": [_stance(s, people) for s in reading.stances if s.evidence],
        "notes": [_note(n) for n in reading.notes],
    }
    orphans = [o for o in (*reading.quotes, *reading.stances) if not _spans_of(o)]
    if orphans:
        out["orphans"] = [_orphan(o) for o in orphans]
    if reading.remarks:
        out["remarks"] = list(reading.remarks)
    if reading.run:
        out["run"] = dict(reading.run)
    return out


def render(reading: Reading, options: Options) -> str:
    """Return one article as indented JSON, ending in a newline."""
    return dumps(to_contract(chosen(reading, options)), indent=2) + "\n"


def article_line(reading: Reading, options: Options) -> str:
    """Return one article as one line of JSON Lines, ending in a newline."""
    return dumps(to_contract(chosen(reading, options))) + "\n"


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Return `value` as JSON in which nothing can act on a terminal or break a line; it reads back equal."""
    plain = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return _ACTIVE.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form in the contract")


def _article(row: ArticleRow) -> dict[str, Any]:
    out: dict[str, Any] = {k: getattr(row, k) for k in ("id", "title", "byline", "outlet", "published", "language")}
    out["title"] = own_title(row)
    out["source"] = row.source
    if row.added_at:
        out |= {"added": row.added_at, "read": row.read_at, "tags": list(row.tags)}
    return out


def _spans_of(item: QuoteView | StanceView) -> tuple[Span, ...]:
    return item.content if isinstance(item, QuoteView) else item.evidence


def _orphan(item: QuoteView | StanceView) -> dict[str, Any]:
    """What a corrected text no longer has keeps its words and what was decided about it."""
    quote = isinstance(item, QuoteView)
    own = {"kind": "quote", "person": item.speaker} if quote else {"kind": "stance", "person": item.holder}
    return {"id": item.id, **own, "words": item.words, "review": _review(item)}


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans]


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _review(item: PersonView | QuoteView | StanceView) -> dict[str, Any]:
    return {
        "state": item.state,
        "origin": item.origin,
        "changed": sorted(item.changed),
        "anchor": getattr(item, "anchor", "exact"),
        "tags": list(item.tags),
        "flagged": item.flagged,
    }


def _person(p: PersonView) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": p.id,
        "name": p.name,
        "kind": p.kind,
        "role": p.role,
        "aliases": list(p.aliases),
        "mentions": [{"start": m.start, "end": m.end, "form": m.form} for m in p.mentions],
        "role_span": _span(p.role_span),
        "organisation": p.organisation,
        "person_id": p.person_id,
        "review": _review(p),
    }
    if p.anonymity is not None:
        a = p.anonymity
        out["anonymity"] = {"count": a.count, "knowledge": _span(a.knowledge), "reason": _span(a.reason)}
    return out


def _quote(q: QuoteView, people: set[str]) -> dict[str, Any]:
    return {
        "id": q.id,
        "kind": q.kind,
        "content": _spans(q.content),
        "cue": _spans(q.cue),
        "source": _spans(q.source),
        "speaker": q.speaker,
        "cue_class": q.cue_class,
        "confidence": round(q.confidence, 4),
        "why": _why(q.why, people),
        "review": _review(q),
    }


def _stance(s: StanceView, people: set[str]) -> dict[str, Any]:
    return {
        "id": s.id,
        "holder": s.holder,
        "target": s.target,
        "target_person": s.target_person,
        "polarity": s.polarity,
        "evidence": _spans(s.evidence),
        "quote": s.quote,
        "confidence": round(s.confidence, 4),
        "why": _why(s.why, people),
        "condition": _spans(s.condition),
        "target_id": s.target_id or None,
        "review": _review(s),
    }


def _why(why: Why, people: set[str]) -> dict[str, Any]:
    """The reasons, without ids that lead nowhere: the machine's own ids of people are not the library's."""
    out = {k: v for k, v in why.items() if k != "reported_by" or v in people}
    if isinstance(out.get("rivals"), list):
        out["rivals"] = [
            {k: v for k, v in rival.items() if k != "person" or v in people} if isinstance(rival, Mapping) else rival
            for rival in out["rivals"]
        ]
    return out


def _note(n: NoteView) -> dict[str, Any]:
    return {"id": n.id, "object_kind": n.object_kind, "object_id": n.object_id, "text": n.text, "at": n.at}
