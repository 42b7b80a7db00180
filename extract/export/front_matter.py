"""YAML front matter that a person and onrecord both write.

In: the old front matter as text, the new values, and what onrecord wrote last as hashes a key. Out: the new text. A
key the person added, changed or deleted stays as they left it, comments and order too; in lists (tags) both sides'
items stand. Front matter that is no valid YAML mapping is left alone.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import yaml

Front = dict[str, str]
"""Key → hash of the value last written; of a list, the hashes of its items joined by "+"."""

_FENCED = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<inner>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Merged:
    """The front matter's new text, fences included, and what to remember of it."""

    text: str
    written: Front


def split(text: str) -> tuple[str | None, str]:
    """Return (front matter with its fences or None, the rest)."""
    found = _FENCED.match(text)
    return (found[0], text[found.end() :]) if found else (None, text)


def dump(values: dict[str, Any]) -> str:
    """Return `values` as YAML lines, one key after the other in the order given."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=2**31, default_flow_style=False)


def merged(old: str | None, new: dict[str, Any], written: Front) -> Merged:
    """Return front matter with the new values where the person left onrecord's own.

    Args:
        old: the front matter in the file, fences included; None where the file has none.
        new: the values of this export, in order.
        written: what was remembered at the last export; empty at the first.
    """
    if old is None:
        return (
            Merged("", written) if written else Merged(f"---\n{dump(new)}---\n", {k: _mark(v) for k, v in new.items()})
        )
    newline = "\r\n" if "\r\n" in old else "\n"
    found = _FENCED.match(old)
    theirs = _mapping(found["inner"]) if found else None
    if found is None or theirs is None:
        return Merged(old, written)
    changes, remembered = _changes(theirs, new, written)
    inner = found["inner"].replace("\r\n", "\n")
    for key, value in changes.items():
        inner = _replaced(inner, key, value)
    expected = {**theirs, **changes}
    if _mapping(inner) != {k: v for k, v in expected.items() if v is not None or k not in changes}:
        return Merged(old, written)
    start, end = found.span("inner")
    return Merged(old[:start] + inner.replace("\n", newline) + old[end:], remembered)


def _changes(theirs: dict[Any, Any], new: dict[str, Any], written: Front) -> tuple[dict[str, Any], Front]:
    """Which keys to write (None: to take out), and what to remember."""
    changes: dict[str, Any] = {}
    remembered: Front = {}
    for key in dict.fromkeys([*new, *written]):
        value, mark = new.get(key), written.get(key)
        if key not in theirs:
            if key in new and mark is None:
                changes[key] = value
            remembered[key] = mark or _mark(value)
        elif mark is not None and _mark(theirs[key]) == mark:
            if _mark(value) != mark or value is None:
                changes[key] = value
            if value is not None:
                remembered[key] = _mark(value)
        elif isinstance(value, list) and isinstance(theirs[key], list):
            more = [v for v in value if v not in theirs[key] and _mark(v) not in (mark or "").split("+")]
            if more:
                changes[key] = theirs[key] + more
            remembered[key] = _mark(value)
        elif mark is not None:
            remembered[key] = mark
    return changes, remembered


def _mapping(inner: str) -> dict[Any, Any] | None:
    try:
        values = yaml.safe_load(inner)
    except (yaml.YAMLError, ValueError):
        return None
    if values is None:
        return {}
    return values if isinstance(values, dict) else None


def _replaced(inner: str, key: str, value: Any) -> str:
    """Put `key: value` where the key stood, or at the end; take it out where the value is None."""
    block = re.compile(rf"^{re.escape(key)}[ \t]*:(?=\s).*\n?(?:(?:[ \t]+\S.*|- .*|-)\n?)*", re.M)
    text = "" if value is None else dump({key: value})
    if block.search(inner):
        return block.sub(lambda _: text, inner, count=1)
    return inner + ("" if not inner or inner.endswith("\n") else "\n") + text


def _mark(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(map(_mark, value)) or "0"
    return hashlib.sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()[:6]
