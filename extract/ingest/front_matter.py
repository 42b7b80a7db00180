"""The YAML head of a Markdown file → plain values. Hostile YAML builds no objects and costs bounded time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_HEAD = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z_][\w -]{0,40}):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """The keys of the head (lower case), where the body starts in the text, and what went wrong."""

    values: Mapping[str, Any]
    body: int
    remarks: tuple[str, ...] = ()


def split_front_matter(text: str, *, limit: int) -> FrontMatter:
    """Return the head of `text`; no values and body 0 where it has none. `limit` is in code points.

    A head that is no valid YAML, as with an unquoted colon in a title, is read line by line as `key: value`.
    """
    if not text.startswith("---"):
        return FrontMatter({}, 0)
    match = _HEAD.match(text, 0, limit)
    if match is None:
        return FrontMatter({}, 0)
    values = _yaml(match[1])
    if values is not None:
        return FrontMatter(values, match.end())
    pairs = {k.strip().lower(): v.strip("\"'") for k, v in _PAIR.findall(match[1])}
    return FrontMatter(pairs, match.end(), ("the front matter is no valid YAML and was read line by line",))


def _yaml(head: str) -> dict[str, Any] | None:
    import yaml

    try:
        loaded = yaml.safe_load(head)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, OverflowError):
        return None
    if loaded is None:
        return {}
    return {str(k).lower(): v for k, v in loaded.items()} if isinstance(loaded, dict) else None


def first(values: Mapping[str, Any], *keys: str) -> Any:
    """Return the first of `keys` that says something; a list of names becomes one line with commas."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list):
            named = [v.get("name") if isinstance(v, dict) else v for v in value[:20]]
            value = ", ".join(v for v in named if isinstance(v, str))
        if value not in (None, ""):
            return value
    return None
