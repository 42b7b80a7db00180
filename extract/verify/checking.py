"""The check itself: every quotation of a draft against the record, the best receipt for each.

In: a draft's text and a library (or statements). Out: findings in the order of the draft. The words are judged first,
then who the draft says said them. Where several statements hold the words, one by the person the draft names wins,
then a reviewed one, then the oldest: the first time it was said; of several in one article the shortest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.annotate.marks import find_marks
from extract.library.views import Statement
from extract.verify.compare import Match, compare
from extract.verify.draft import Quotation, quotations
from extract.verify.findings import Finding
from extract.verify.naming import same_person
from extract.verify.record import LibraryRecord, ListRecord, Record

if TYPE_CHECKING:
    from extract.library.library import Library

_ORDER = ("verbatim", "truncated", "altered")


class _Candidate(NamedTuple):
    statement: Statement
    match: Match


def verify_draft(text: str, record: Library | Sequence[Statement]) -> list[Finding]:
    """Return one finding for each quotation of a draft, in its order.

    Args:
        text: the draft, Markdown or plain text.
        record: the library, or statements (rejected ones are left out).
    """
    source: Record = ListRecord(record) if isinstance(record, Sequence) else LibraryRecord(record)
    return [_finding(quotation, source) for quotation in quotations(text)]


def _finding(quotation: Quotation, record: Record) -> Finding:
    statements = record.candidates(quotation.words)
    candidates = [_Candidate(s, m) for s in statements if (m := compare(quotation.words, own_words(s)))]
    best = min(candidates, key=lambda c: _rank(c, quotation, record), default=None)
    if best is None or (best.match.status == "altered" and _reported(quotation, statements)):
        return _missing(quotation, statements, record)
    statement, match = best
    beside = quotation.names[0] if quotation.names else None
    named = _named(statement, quotation.names, record)
    if beside and statement.person_name and named is None:
        detail = f"The draft names {beside}; on record it is {statement.person_name} who says this."
        return Finding("other-speaker", quotation.words, quotation.span, statement, match.diff, beside, detail)
    unknown = "On record the speaker is unknown." if beside and statement.person_name is None else ""
    detail = f"{match.detail} {unknown}".strip()
    return Finding(match.status, quotation.words, quotation.span, statement, match.diff, named or beside, detail)


def own_words(statement: Statement) -> str:
    """Return what of a statement are the speaker's words: all of a direct quote, what stands in marks of a mixed one.

    Of an indirect one nothing is: its words are the article's, and no quotation may be made of them.
    """
    if statement.kind == "indirect":
        return ""
    if statement.kind != "mixed":
        return statement.exact
    marks = find_marks(statement.exact, [m.span() for m in re.finditer(r"[^\n]+", statement.exact)])
    return " … ".join(statement.exact[marks.spans[i].inner_start : marks.spans[i].inner_end] for i in marks.outer)


def _missing(quotation: Quotation, statements: Sequence[Statement], record: Record) -> Finding:
    """Nobody's words: perhaps the article's own, in reporting somebody, or just standing there."""
    named = quotation.names[0] if quotation.names else None
    reported = _reported(quotation, statements)
    if reported is not None:
        detail = "On record as reported speech: these are the article's words, not the speaker's."
        return Finding("not-on-record", quotation.words, quotation.span, reported, named=named, detail=detail)
    places = record.places(quotation.words)
    where = ", ".join(f"“{p.title}” ({p.article_id})" for p in places[:3])
    detail = f"The words stand in {where}, but as nobody's quotation." if where else "Nothing like it is on record."
    return Finding("not-on-record", quotation.words, quotation.span, named=named, detail=detail)


def _reported(quotation: Quotation, statements: Sequence[Statement]) -> Statement | None:
    """The statement that has the quotation's words, but as reported speech."""
    for statement in statements:
        match = compare(quotation.words, statement.exact)
        if match and match.status != "altered":
            return statement
    return None


def _rank(candidate: _Candidate, quotation: Quotation, record: Record) -> tuple[int, int, float, int, str, int, str]:
    statement, match = candidate
    right = not quotation.names or _named(statement, quotation.names, record) is not None
    return (
        _ORDER.index(match.status),
        0 if right else 1,
        -match.score,
        0 if statement.state == "accepted" else 1,
        statement.published or "9999",
        len(statement.exact),
        statement.id,
    )


def _named(statement: Statement, names: Iterable[str], record: Record) -> str | None:
    """Return the name beside the quotation that is the statement's speaker's, None where none is."""
    if statement.person_name is None:
        return None
    names = list(names)
    known = [statement.person_name]
    for name in names:
        if any(same_person(name, k) for k in known):
            return name
    if names and statement.person_id:
        known = record.names(statement.person_id)
    return next((name for name in names if any(same_person(name, k) for k in known)), None)
