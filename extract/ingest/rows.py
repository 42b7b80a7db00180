"""Rows of data sets (JSONL, Parquet) → Articles: {"text", "title", "url", "published", …}, or our contract's lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from extract.display import one_line
from extract.errors import InputError
from extract.ingest.article import Facts, build, iso_date
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


def jsonl_rows(file: IO[bytes], *, name: str, longest: int) -> Iterator[tuple[int, object | InputError]]:
    """Yield (line number from 1, row) of UTF-8 JSON Lines, one line in memory at a time.

    A line that is no JSON, or longer than `longest` bytes, comes as the InputError it is.
    """
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = file.readline(longest)
            yield number, InputError(f"{one_line(name)}, line {number}, is too long", hint="One article a line.")
        elif line.strip():
            yield number, parse_row(line, name=name, number=number)


def parse_row(line: bytes | str, *, name: str, number: int) -> object | InputError:
    """Return the value of one JSON line, or the InputError that says why it has none."""
    try:
        text = line.decode("utf-8-sig", "replace") if isinstance(line, bytes) else line
        return json.loads(text)
    except (ValueError, RecursionError):
        return InputError(f"{one_line(name)}, line {number}, is no JSON", hint="JSONL has one JSON object a line.")
