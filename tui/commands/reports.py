"""What became of earlier work, in lines on stderr: after `add` of a corrected text, after `reannotate`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.commands.shared import say

if TYPE_CHECKING:
    from extract.library.views import Report

_COUNTED = {part: part for part in ("new", "gone", "moved", "ambiguous", "orphaned")} | {"conflicts": "in conflict"}
_LOOKED_AFTER = {
    "moved": "moved, please check",
    "ambiguous": "in several places, please check",
    "orphaned": "no longer in the text, kept with its words",
}
"""What a person worked on and should look at again."""

LONGEST = 100


def tell(head: str, report: Report | None) -> None:
    """Say how many things changed, and name each that a person worked on and should look at again."""
    say(head + _counts(report))
    for line in _lines(report) if report else ():
        say(f"  {line}")


def _counts(report: Report | None) -> str:
    if report is None:
        return ""
    said = [f"{len(getattr(report, part))} {what}" for part, what in _COUNTED.items() if getattr(report, part)]
    return ": " + (", ".join(said) or "nothing changed")


def _lines(report: Report) -> Iterator[str]:
    for part, what in _LOOKED_AFTER.items():
        for object_id in getattr(report, part):
            yield f"{object_id} {what}: {_short(report.words.get(object_id, ''))}"
    for object_id, conflict in report.conflicts:
        words = report.words.get(object_id, "")
        yield f"{object_id} {conflict}" + ("" if words in conflict else f": {_short(words)}")


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= LONGEST else one[: LONGEST - 1] + "…"
