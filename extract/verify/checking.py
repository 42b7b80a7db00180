"""The check itself: every quotation of a draft against the record, the best receipt for each.

In: a draft's text and a library (or statements). Out: findings in the order of the draft. The words are judged first,
then who the draft says said them. Where several statements hold the words, one by the person the draft names wins,
then a reviewed one, then the oldest: the first time it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extract.library.views import Statement
from extract.locations import asset
from extract.verify.compare import Match, compare
from extract.verify.draft import Quotation, quotations
from extract.verify.findings import Finding
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
    candidates = [
        _Candidate(s, match) for s in record.candidates(quotation.words) if (match := compare(quotation.words, s.exact))
    ]
    if not candidates:
        return _missing(quotation, record)
    best = min(candidates, key=lambda c: _rank(c, quotation, record))
    named = _named(best.statement, quotation.names, record)
    if quotation.names and best.statement.person_name and named is None:
        return Finding(
            "other-speaker",
            quotation.words,
            quotation.span,
            best.statement,
            best.match.diff,
            quotation.names[0],
            f"The draft names {quotation.names[0]}; on record it is {best.statement.person_name} who says this.",
        )
    detail = best.match.detail
    if quotation.names and best.statement.person_name is None:
        detail = f"{detail} On record the speaker is unknown.".strip()
    named = named or (quotation.names[0] if quotation.names else None)
    return Finding(best.match.status, quotation.words, quotation.span, best.statement, best.match.diff, named, detail)


def _missing(quotation: Quotation, record: Record) -> Finding:
    places = record.places(quotation.words)
    where = ", ".join(f"“{p.title}” ({p.article_id})" for p in places[:3])
    detail = f"The words stand in {where}, but as nobody's quotation." if where else "Nothing like it is on record."
    named = quotation.names[0] if quotation.names else None
    return Finding("not-on-record", quotation.words, quotation.span, named=named, detail=detail)


def _rank(candidate: _Candidate, quotation: Quotation, record: Record) -> tuple[int, int, float, int, str, str]:
    statement, match = candidate
    right = not quotation.names or _named(statement, quotation.names, record) is not None
    return (
        _ORDER.index(match.status),
        0 if right else 1,
        -match.score,
        0 if statement.state == "accepted" else 1,
        statement.published or "9999",
        statement.id,
    )


def _named(statement: Statement, names: Iterable[str], record: Record) -> str | None:
    """Return the name beside the quotation that is the statement's speaker's, None where none is."""
    if statement.person_name is None:
        return None
    names = list(names)
    known = [statement.person_name]
    for name in names:
        if any(_same(name, k) for k in known):
            return name
    if names and statement.person_id:
        known = record.names(statement.person_id)
    return next((name for name in names if any(_same(name, k) for k in known)), None)


def _same(name: str, known: str) -> bool:
    """Whether a name in a draft may be this person's: it holds nothing the known name lacks but titles and roles.

    A given name alone or a surname alone will do; another given name before the same surname is another person.
    """
    a = [p for p in _parts(name) if p not in _titles()] or _parts(name)
    b = _parts(known)
    if not a or not b:
        return False
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return all(any(_is(part, k) for k in b) for part in a) or set(b) <= set(a)


def _is(part: str, known: str) -> bool:
    return part == known or (len(part) == 1 and known.startswith(part))


def _parts(name: str) -> list[str]:
    return [p for p in re.split(r"[\s.,]+", name.casefold()) if p and p not in ("jr", "sr", "the", "a", "an")]


@cache
def _titles() -> frozenset[str]:
    """Words before a name that are no part of it."""
    read = (asset("lexicons", file).read_text("utf-8").split("\n") for file in ("titles.txt", "roles.txt"))
    forms = (line.split("\t")[0] for lines in read for line in lines if not line.startswith("#"))
    return frozenset(word.casefold().rstrip(".") for form in forms for word in form.split())
