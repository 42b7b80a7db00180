"""CSV: flat tables of quotes, people, stances and decisions, each row with its article and its provenance.

In: readings with their lines of the ledger. Out: rows of four tables, UTF-8, comma, RFC 4180 quoting, "\\n" at line
ends. Words are the source's own, beside two changes that spreadsheets force: control characters go through
`extract.display`, and a cell that a spreadsheet would run as a formula (first character = + - @ or white space before
one, or their full-width forms) gets an apostrophe in front. So does one that begins with apostrophes and then such a
character: taking one apostrophe away from a cell that begins with apostrophes and one of these gives the source's
words back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.display import displayable
from extract.export.contract import dumps
from extract.export.formats import Piece, Recorded
from extract.export.markdown_text import words
from extract.export.notes import tally
from extract.export.options import Options, chosen
from extract.library.views import DecisionRow, PersonView, QuoteView, Reading, StanceView

_FORMULA = re.compile(r"\s*'*\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

_ARTICLE = ("article_id", "article_title", "outlet", "published", "source_file_or_url")
_REVIEW = ("state", "origin", "changed_by_person", "tags", "flagged")
_RUN = ("onrecord_version", "engine", "model", "model_sha256")

COLUMNS: dict[str, tuple[str, ...]] = {
    "quotes": (
        *("quote_id", *_ARTICLE, "speaker_id", "person_id", "speaker", "speaker_kind", "speaker_role", "kind"),
        *("cue_class", "cue", "words", "start", "end", "confidence", "anchor", *_REVIEW, "why", *_RUN),
    ),
    "people": (
        *("id", "person_id", *_ARTICLE, "name", "kind", "role", "organisation", "aliases", "mentions", "words_said"),
        *("quotes_accepted", "quotes_rejected", "quotes_unreviewed"),
        *("stances_accepted", "stances_rejected", "stances_unreviewed", *_REVIEW, *_RUN),
    ),
    "stances": (
        *("stance_id", *_ARTICLE, "holder_id", "person_id", "holder", "polarity", "target_id", "target"),
        *("target_person", "condition", "evidence", "start", "end", "quote_id", "confidence", "anchor", *_REVIEW),
        *("why", *_RUN),
    ),
    "decisions": ("id", "at", "by", "batch", "article_id", "object_kind", "object_id", "action", "field", "old", "new",
                  "undoes"),
}  # fmt: skip
"""The columns of each table, in order; additive changes only."""


def pieces(recorded: Iterable[Recorded], options: Options) -> Iterator[Piece]:
    """Yield the header of every table, then the rows of each article."""
    for table, columns in COLUMNS.items():
        yield Piece(table, _line(columns))
    for reading, decisions in recorded:
        shown = chosen(reading, options)
        yield _piece("quotes", (_quote(q, shown) for q in shown.quotes))
        yield _piece("people", (_person(p, shown, reading) for p in shown.people))
        yield _piece("stances", (_stance(s, shown) for s in shown.stances))
        yield _piece("decisions", (_decision(d) for d in decisions))


def guarded(value: object) -> str:
    """Return a cell that reads as the value and that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    text = displayable(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([guarded(c) for c in cells])
    return out.getvalue()


def _piece(table: str, rows: Iterable[dict[str, Any]]) -> Piece:
    return Piece(table, "".join(_line(row[c] for c in COLUMNS[table]) for row in rows))


def _article(reading: Reading) -> dict[str, Any]:
    row = reading.article
    run = reading.run
    return {
        "article_id": row.id,
        "article_title": row.title,
        "outlet": row.outlet,
        "published": row.published,
        "source_file_or_url": row.source,
        "onrecord_version": run.get("version"),
        "engine": run.get("engine"),
        "model": run.get("model"),
        "model_sha256": run.get("model_sha256"),
    }


def _review(item: QuoteView | PersonView | StanceView) -> dict[str, Any]:
    return {
        "state": item.state,
        "origin": item.origin,
        "changed_by_person": " ".join(sorted(item.changed)),
        "tags": " ".join(item.tags),
        "flagged": item.flagged,
    }


def _quote(q: QuoteView, reading: Reading) -> dict[str, Any]:
    p = reading.person(q.speaker)
    return {
        **_article(reading),
        **_review(q),
        "quote_id": q.id,
        "speaker_id": q.speaker,
        "person_id": p.person_id if p else None,
        "speaker": p.name if p else None,
        "speaker_kind": p.kind if p else None,
        "speaker_role": p.role if p else None,
        "kind": q.kind,
        "cue_class": q.cue_class,
        "cue": words(reading.text, q.cue),
        "words": words(reading.text, q.content) or q.words,
        "start": min(s.start for s in q.content) if q.content else None,
        "end": max(s.end for s in q.content) if q.content else None,
        "confidence": round(q.confidence, 4),
        "anchor": q.anchor,
        "why": _why(q),
    }


def _person(p: PersonView, shown: Reading, whole: Reading) -> dict[str, Any]:
    quotes = tally(q.state for q in whole.quotes if q.speaker == p.id)
    stances = tally(s.state for s in whole.stances if s.holder == p.id)
    return {
        **_article(shown),
        **_review(p),
        **{f"quotes_{k}": getattr(quotes, k) for k in ("accepted", "rejected", "unreviewed")},
        **{f"stances_{k}": getattr(stances, k) for k in ("accepted", "rejected", "unreviewed")},
        "id": p.id,
        "person_id": p.person_id,
        "name": p.name,
        "kind": p.kind,
        "role": p.role,
        "organisation": p.organisation,
        "aliases": "; ".join(p.aliases),
        "mentions": len(p.mentions),
        "words_said": p.words_said,
    }


def _stance(s: StanceView, reading: Reading) -> dict[str, Any]:
    holder, about = reading.person(s.holder), reading.person(s.target_person)
    return {
        **_article(reading),
        **_review(s),
        "stance_id": s.id,
        "holder_id": s.holder,
        "person_id": holder.person_id if holder else None,
        "holder": holder.name if holder else None,
        "polarity": s.polarity,
        "target_id": s.target_id,
        "target": s.target,
        "target_person": about.name if about else None,
        "condition": words(reading.text, s.condition),
        "evidence": words(reading.text, s.evidence) or s.words,
        "start": min(e.start for e in s.evidence) if s.evidence else None,
        "end": max(e.end for e in s.evidence) if s.evidence else None,
        "quote_id": s.quote,
        "confidence": round(s.confidence, 4),
        "anchor": s.anchor,
        "why": _why(s),
    }


def _why(item: QuoteView | StanceView) -> str:
    return str(item.why.get("summary") or "")


def _decision(d: DecisionRow) -> dict[str, Any]:
    plain = {c: getattr(d, c) for c in COLUMNS["decisions"] if c not in ("old", "new")}
    return {**plain, "old": _value(d.old), "new": _value(d.new)}


def _value(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else dumps(value)
