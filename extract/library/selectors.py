"""Span values as the ledger keeps them: with words and surroundings, so that they outlive the text they were made on.

A value is `{"text": first 16 digits of the text's SHA-256, "spans": [{"start", "end", "exact", "prefix",
"suffix"}…]}`; mentions carry their "form" as well. `settle_spans` turns a value into columns for whatever text counts
now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extract.library.anchoring import Selector, place, select
from extract.library.rows import sha256
from extract.records import Mention, Span

MARK = 16
"""So many hexadecimal digits of a text's hash name it in the ledger."""

Value = dict[str, Any]


def mark(text: str) -> str:
    """Return the name of a text in the ledger."""
    return sha256(text)[:MARK]


def spans_value(text: str, spans: Iterable[Span]) -> Value:
    """Return spans of `text` as the ledger keeps them."""
    return {"text": mark(text), "spans": [select(text, s)._asdict() for s in spans]}


def mentions_value(text: str, mentions: Iterable[Mention]) -> Value:
    """Return mentions of `text` as the ledger keeps them."""
    return {"text": mark(text), "spans": [{**select(text, m.span)._asdict(), "form": m.form} for m in mentions]}


def settle_spans(value: Mapping[str, Any], text: str, text_mark: str | None = None) -> list[list[Any]]:
    """Return the column value (`[[start, end], …]`, mentions with form) of a ledger value in `text`.

    Spans that are not found again in another text are left out; the ledger keeps them.
    """
    same = value["text"] == (text_mark or mark(text))
    settled = []
    for row in value["spans"]:
        tail = [row["form"]] if "form" in row else []
        if same:
            settled.append([row["start"], row["end"], *tail])
            continue
        span = place(selector_of(row), text).span
        if span is not None:
            settled.append([span.start, span.end, *tail])
    return settled


def selector_of(row: Mapping[str, Any]) -> Selector:
    """Return the selector of one span of a value."""
    return Selector(row["start"], row["end"], row["exact"], row["prefix"], row["suffix"])


def is_spans(value: Any) -> bool:
    """Tell whether a ledger value holds spans."""
    return isinstance(value, dict) and "spans" in value and "text" in value
