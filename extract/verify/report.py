"""The check of a draft at the command line: a file in, and findings as lines to read.

In: a path or "-", and findings. Out: the draft's text, and text for a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz

from extract.display import one_line
from extract.errors import InputError
from extract.library.views import Statement
from extract.verify.findings import Change, Finding

_MARKS = {"verbatim": "✓", "altered": "≠", "truncated": "…", "other-speaker": "!", "not-on-record": "✗"}
_COLOURS = {"verbatim": "32", "altered": "33", "truncated": "33", "other-speaker": "31", "not-on-record": "31"}


def read_draft(path: str | Path) -> str:
    """Return the text of a draft; "-" is stdin. Raises InputError, naming the file, where it is no text."""
    from extract.ingest.decode import decode

    if str(path) == "-":
        return decode(sys.stdin.buffer.read(), name="stdin").text
    file = Path(path).expanduser()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{one_line(str(path))} cannot be read: {error.strerror or error}",
            hint="Give the path of a draft in Markdown or plain text, or - for stdin.",
        ) from error
    return decode(data, name=str(path)).text


def render_findings(findings: Sequence[Finding], text: str, *, colour: bool = False) -> str:
    """Return the findings as text: place in the draft, status, words, what differs, the receipt.

    `text` is the draft the findings are of; `colour` adds ANSI colours, which say nothing the words do not.
    """
    if not findings:
        return "There are no quotations in this draft."
    return "\n\n".join("\n".join(_lines(f, text, colour)) for f in findings)


def _lines(finding: Finding, text: str, colour: bool) -> list[str]:
    start = finding.draft_span.start
    line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1
    status = _paint(f"{_MARKS[finding.status]} {finding.status.replace('-', ' ')}", _COLOURS[finding.status], colour)
    lines = [f"{line}:{column}  {status}  “{_short(finding.quotation)}”"]
    if finding.detail:
        lines.append(f"    {one_line(finding.detail)}")
    if any(change.kind != "equal" for change in finding.diff) and finding.status in ("altered", "other-speaker"):
        lines.append(f"    {_diff(finding.diff, colour)}")
    if finding.receipt:
        lines += _receipt(finding.receipt, finding.quotation)
    return lines


def _diff(diff: Sequence[Change], colour: bool) -> str:
    parts = []
    for change in diff:
        if change.kind == "equal":
            parts.append(_short(change.draft, 60))
            continue
        parts += [_paint(f"[-{_short(change.record)}-]", "31", colour)] if change.record else []
        parts += [_paint(f"{{+{_short(change.draft)}+}}", "32", colour)] if change.draft else []
    return " ".join(parts)


def _receipt(s: Statement, quotation: str) -> list[str]:
    where = ", ".join(one_line(v) for v in (s.outlet, s.published, s.article_title) if v)
    return [
        f"    on record: {_in_marks(_around(s.exact, quotation))}",
        f"    {one_line(s.person_name or 'speaker unknown')} · {where} · {s.state} · {s.id} in {s.article_id}",
    ]


def _short(words: str, most: int = 160) -> str:
    words = " ".join(one_line(words).split())
    return words if len(words) <= most else f"{words[: most // 2].rstrip()} … {words[-most // 2 :].lstrip()}"


def _around(record: str, quotation: str, most: int = 300) -> str:
    """Return the stretch of a long statement that the quotation is of, with some words on either side."""
    record = " ".join(one_line(record).split())
    place = fuzz.partial_ratio_alignment(quotation, record)
    if len(record) <= most or place is None:
        return _short(record, most)
    room = max(20, (most - (place.dest_end - place.dest_start)) // 2)
    start, end = max(0, place.dest_start - room), min(len(record), place.dest_end + room)
    cut = record[start:end]
    cut = f"… {cut.partition(' ')[2]}" if start else cut
    return f"{cut.rpartition(' ')[0]} …" if end < len(record) else cut


def _in_marks(words: str) -> str:
    return words if words[:1] in "“\"‘'«„…" else f"“{words}”"


def _paint(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if colour else words
