"""Rows of data sets (JSONL, Parquet) → Articles: {"text", "title", "url", "published", …}, or our contract's lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from extract.display import one_line
from extract.errors import InputError
from extract.ingest.article import Facts, build, iso_date
from extract.ingest.decode import decode
from extract.ingest.front_matter import first
from extract.ingest.url import canonical_url
from extract.records import SCHEMA, Article

_TEXT_KEYS = ("text", "body", "content", "maintext", "article_text")


def row_article(row: object, *, name: str, number: int) -> Article:
    """Return the article of one row; `name` and `number` (from 1) say where it stands.

    Raises InputError where there is none. The source is the row's URL if it has one, else `name#id` or `name#number`.
    """
    if not isinstance(row, Mapping):
        raise InputError(
            f"{one_line(name)}, row {number}, is no JSON object", hint='Each line is one {"text": …} object.'
        )
    if row.get("schema") == SCHEMA and isinstance(row.get("article"), Mapping):
        row = {**row["article"], "text": row.get("text")}
    text = next((row[k] for k in _TEXT_KEYS if isinstance(row.get(k), str)), None)
    if text is None:
        raise InputError(
            f"{one_line(name)}, row {number}, has no text", hint='The words of an article go under "text".'
        )
    return build(text, _facts(row), source=_source(row, name, number), name=f"{name}, row {number},")


def _facts(row: Mapping[str, Any]) -> Facts:
    values = {str(k).lower(): v for k, v in row.items()}
    named = {
        "title": first(values, "title", "headline"),
        "byline": first(values, "byline", "author", "authors"),
        "outlet": first(values, "outlet", "publisher", "publication", "sitename", "source_domain"),
        "language": first(values, "language", "lang"),
    }
    strings = {k: v if isinstance(v, str) else None for k, v in named.items()}
    return Facts(published=iso_date(first(values, "published", "date", "date_publish", "date_published")), **strings)


def _source(row: Mapping[str, Any], name: str, number: int) -> str:
    for key in ("url", "source", "link"):
        stated = row.get(key)
        if isinstance(stated, str) and stated.strip():
            return canonical_url(stated) or (stated if key == "source" else f"{name}#{stated}")
    key = row.get("id")
    return f"{name}#{key}" if isinstance(key, str | int) and key != "" else f"{name}#{number}"


def jsonl_rows(data: bytes, *, name: str) -> Iterator[tuple[int, object | InputError]]:
    """Yield (line number from 1, row) of JSON Lines; a line that is no JSON comes as the InputError it is."""
    for number, line in enumerate(decode(data, name=name).text.split("\n"), 1):
        if line.strip():
            yield number, parse_row(line, name=name, number=number)


def parse_row(line: str, *, name: str, number: int) -> object | InputError:
    """Return the value of one JSON line, or the InputError that says why it has none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return InputError(f"{one_line(name)}, line {number}, is no JSON", hint="JSONL has one JSON object a line.")
