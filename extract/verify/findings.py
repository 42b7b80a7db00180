"""What the check of a draft answers: frozen values. No logic in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from extract.library.views import Statement
from extract.records import Span

Status = Literal["verbatim", "altered", "truncated", "other-speaker", "not-on-record"]


class Change(NamedTuple):
    """One step from the record's words to the draft's; one side is empty where words were added or left out."""

    kind: Literal["equal", "replaced", "added", "left out"]
    draft: str
    record: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation of a draft beside the record.

    `quotation` is what stands between the marks in the draft, `draft_span` where it stands, marks included, in code
    points. `receipt` is the statement it was compared with, None where there is none. `diff` shows how the words
    differ, empty where they do not. `named` is who the draft says said it, None where it does not say so beside the
    quotation. `detail` is one sentence in plain words.
    """

    status: Status
    quotation: str
    draft_span: Span
    receipt: Statement | None = None
    diff: tuple[Change, ...] = ()
    named: str | None = None
    detail: str = ""
