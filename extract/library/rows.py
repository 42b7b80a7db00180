"""Values to columns and back: spans, mentions and JSON in their compact stored form. Knows no SQL.

Spans are `[[start, end], …]`, mentions `[[start, end, form], …]`, all in code points of the version's text.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from extract.records import Anonymity, Mention, Run, Span

Row = dict[str, Any]


def now() -> str:
    """Return the present moment in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat()


def today() -> str:
    """Return the present day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def new_id(prefix: str) -> str:
    """Return a fresh id for what a person makes: notes, batches."""
    return prefix + secrets.token_hex(6)


def dump(value: Any) -> str:
    """Return compact JSON; keys keep their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str | None, default: Any = None) -> Any:
    """Return the value of JSON text, or `default` where there is none."""
    return default if text is None else json.loads(text)


def sha256(text: str) -> str:
    """Return the hash by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def spans_out(spans: Iterable[Span]) -> list[list[int]]:
    """Return spans as JSON values."""
    return [[s.start, s.end] for s in spans]


def spans_in(text: str | None) -> tuple[Span, ...]:
    """Return the spans of a column."""
    return tuple(Span(s[0], s[1]) for s in load(text, []))


def count_words(text: str, spans: Iterable[Span]) -> int:
    """Return how many words stand in these spans."""
    return sum(len(span.of(text).split()) for span in spans)


def mentions_out(mentions: Iterable[Mention]) -> list[list[Any]]:
    """Return mentions as JSON values."""
    return [[m.start, m.end, m.form] for m in mentions]


def mentions_in(text: str | None) -> tuple[Mention, ...]:
    """Return the mentions of a column."""
    return tuple(Mention(m[0], m[1], m[2]) for m in load(text, []))


def anonymity_out(value: Anonymity | None) -> str | None:
    """Return what is said of an unnamed source as a column."""
    if value is None:
        return None
    return dump({"count": value.count, "knowledge": value.knowledge, "reason": value.reason})


def anonymity_in(text: str | None) -> Anonymity | None:
    """Return what is said of an unnamed source."""
    if text is None:
        return None
    row = load(text)
    return Anonymity(row["count"], _span(row["knowledge"]), _span(row["reason"]))


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])


def span_in(text: str | None) -> Span | None:
    """Return a single span of a column, or None."""
    return _span(load(text))


def run_out(run: Run) -> Row:
    """Return the columns that make a run what it is."""
    return {
        "onrecord_version": run.version,
        "engine": run.engine,
        "model": run.model,
        "model_sha256": run.model_sha256,
        "config": dump(dict(run.config)),
        "remarks": dump(list(run.remarks)),
    }


def run_in(row: Mapping[str, Any]) -> Run:
    """Return the run of a row."""
    return Run(
        version=row["onrecord_version"],
        engine=row["engine"],
        model=row["model"],
        model_sha256=row["model_sha256"],
        config=load(row["config"]),
        remarks=tuple(load(row["remarks"])),
    )


ARTICLE_TITLE = (
    "coalesce(r.title, nullif(replace(r.source, rtrim(r.source, replace(r.source, '/', '')), ''), ''), r.source, r.id)"
)
"""SQL for what an article `r` is called where it has no title: its file's name, or its address."""


def called(source: str | None) -> str | None:
    """Return what an article without a title is called by its source, as `ARTICLE_TITLE` has it."""
    return (source.rpartition("/")[2] or source) if source else None
