"""A note meets its file: what onrecord writes stands between two marker comments, all else is the person's and stays.

In: the file's text (None where there is none), the note's id, front matter and body. Out: the file's new text, equal
to the old one where nothing changed. The opening marker holds a hash of what was written, so an edit inside the
markers is seen: the edited text is then kept as the person's own and the newer one follows under "Updated by
onrecord". Front matter goes by key: `front_matter`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from extract.export.front_matter import Front, Merged, merged, split

UPDATED = "## Updated by onrecord"

_BEGIN = re.compile(
    r"^<!-- onrecord:begin (?P<id>\S+) sha256=(?P<sha>[0-9a-f]{16}) front=(?P<front>\S*) .*?-->[ \t]*\r?\n", re.M
)
_ADVICE = "onrecord writes from here to its end mark; write anywhere else, it stays"


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a note's file, and whether an edit within the markers was moved out to be kept."""

    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands between the markers of one note: offsets of the whole, the body, what the marker remembers."""

    start: int
    end: int
    body: str
    sha: str
    front: Front


def owner(text: str) -> str | None:
    """Return the id of the note that a file's text holds, None where it holds none."""
    found = _BEGIN.search(text)
    return found["id"] if found else None


def compose(existing: str | None, note_id: str, front: dict[str, Any], body: str) -> Composed:
    """Return the text of the note's file; all that is not onrecord's stays to the letter. Raises nothing."""
    body = _tidy(body)
    if existing is None or not existing.strip():
        head = merged(None, front, {})
        return Composed(head.text + "\n" + _marked(note_id, body, head.written))
    newline = "\r\n" if existing.count("\r\n") * 2 > existing.count("\n") else "\n"
    old_front, rest = split(existing)
    before = _find(rest, note_id)
    if before is None:
        return _appended(old_front, rest, note_id, front, body, newline)
    head = merged(old_front, front, before.front)
    same = _sha(body) == before.sha
    if same and head.written == before.front:
        return Composed(head.text + rest)
    kept = not same and _sha(before.body) != before.sha
    inner = before.body if same else body
    new = _marked(note_id, inner, head.written, sha=before.sha if same else None)
    own = f"{before.body.strip(chr(13) + chr(10))}\n\n{UPDATED}\n\n" if kept else ""
    return Composed(head.text + rest[: before.start] + _ends(own + new, newline) + rest[before.end :], kept)


def _appended(old: str | None, rest: str, note_id: str, front: dict[str, Any], body: str, newline: str) -> Composed:
    """A file without its marks: the person took them out, so all of it is theirs; the note follows below."""
    head = merged(old, front, {}) if old else Merged("", merged(None, front, {}).written)
    gap = "" if rest.endswith(newline * 2) else newline if rest.endswith("\n") else newline * 2
    return Composed(head.text + rest + gap + _ends(_marked(note_id, body, head.written), newline))


def _find(text: str, note_id: str) -> _Written | None:
    """The last opening mark of this note that has its end mark."""
    for begin in reversed([m for m in _BEGIN.finditer(text) if m["id"] == note_id]):
        end = re.compile(rf"^<!-- onrecord:end {re.escape(note_id)} -->[ \t]*(?:\r?\n|\Z)", re.M).search(
            text, begin.end()
        )
        if end:
            body = text[begin.end() : end.start()]
            return _Written(begin.start(), end.end(), body, begin["sha"], _front_in(begin["front"]))
    return None


def _marked(note_id: str, body: str, front: Front, *, sha: str | None = None) -> str:
    remembered = ",".join(f"{key}:{value}" for key, value in front.items())
    begin = f"<!-- onrecord:begin {note_id} sha256={sha or _sha(body)} front={remembered} ({_ADVICE}) -->"
    return f"{begin}\n{body if sha else f'{chr(10)}{body}{chr(10)}'}<!-- onrecord:end {note_id} -->\n"


def _front_in(text: str) -> Front:
    return dict(pair.split(":", 1) for pair in text.split(",") if ":" in pair)


def _sha(body: str) -> str:
    """Hash of a body, without regard to how lines end, since editors change that on saving."""
    levelled = "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").strip("\n").split("\n"))
    return hashlib.sha256(levelled.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _tidy(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", body).strip("\n") + "\n"


def _ends(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)
