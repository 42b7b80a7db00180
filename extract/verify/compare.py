"""One quotation beside one statement: how they differ, word by word.

In: the words of both. Out: a `Match`: verbatim, truncated or altered, how near, and the difference. Levelled before
comparing, because they are typography and not words: quotation marks, apostrophes, dashes, white space, Unicode
composition, Markdown's own signs, punctuation at either end, a capital at the start. What remains must be the same: a
word in square brackets is a change; an ellipsis marks words left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from extract.verify.findings import Change

NEAR = 0.7
"""The least share of words in common at which a quotation is held to be an altered one."""

_TOKEN = re.compile(r"\[\s*(?:\.\s?){3}\]|\[\s*…\s*\]|(?:\.\s?){3,}|…|\w+(?:['.,:/-]\w+)*%?|[^\w\s]")
_LEVEL = str.maketrans(
    {**dict.fromkeys("’‘‛`´ʼ", "'"), **dict.fromkeys("–—―−‒", "-"), **dict.fromkeys('“”„‟«»‹›"＂', " ")}
)
_ELLIPSIS = "\ue000"
"""Stands in for … while NFKC is made, which would take it apart into dots."""

_DROPPED = re.compile(r"[*_\\\u200b\u00ad]|^[ \t]*>", re.M)
_END = frozenset(".!?")


class Token(NamedTuple):
    """One word or sign: `key` is compared, `shown` is what stood there."""

    key: str
    shown: str

    @property
    def word(self) -> bool:
        """Whether it is a word, not a sign."""
        return self.key[0].isalnum()


class Match(NamedTuple):
    """How a quotation meets a statement. `score` is the share of the quotation's words that are the statement's."""

    status: Literal["verbatim", "truncated", "altered"]
    score: float
    diff: tuple[Change, ...] = ()
    detail: str = ""


def tokens(words: str) -> list[Token]:
    """Return the words and signs of a text, levelled."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", words.replace("…", _ELLIPSIS))).translate(_LEVEL)
    out = []
    for found in _TOKEN.findall(re.sub("-{2,}", "-", plain.replace(_ELLIPSIS, "…"))):
        omission = "…" in found or found.count(".") >= 3
        key = "…" if omission else found
        if key != "'":
            out.append(Token(key, found))
    return out


def compare(quotation: str, statement: str) -> Match | None:
    """Return how the two meet, None where the quotation is no version of the statement."""
    draft, record = _trimmed(tokens(quotation)), tokens(statement)
    if not any(t.word for t in draft):
        return None
    for source in (record, [t for t in record if t.key != "…"], _joined(record)):
        at = _find(draft, source, 0)
        if at is not None:
            return _whole(quotation, draft, source, at)
    return _omitting(draft, record) or _altered(draft, record)


def _joined(record: list[Token]) -> list[Token]:
    """The record as one would join it where the article breaks in ("One thing," she said. "Another."): a full stop."""
    out: list[Token] = []
    for before, token in zip([None, *record], record, strict=False):
        if token.key == "…":
            continue
        if before and before.key == "…" and out and out[-1].key == "," and token.shown[0].isupper():
            out[-1] = Token(".", ".")
        out.append(token)
    return out


def _whole(quotation: str, draft: list[Token], record: list[Token], at: int) -> Match:
    """All of the quotation is in the statement: verbatim, unless it passes a part of a sentence off as a whole."""
    end = at + len(draft)
    rest = record[end:]
    if [t.key for t in rest[:2]] == [",", "…"]:
        rest = []  # the comma before "she said" may have been a full stop
    stops = re.search(r"[.!?]['\s)]*$", _DROPPED.sub("", quotation).rstrip(' \n"”»')) is not None
    if stops and rest and rest[0].key not in _END | {"…"} and not _only_signs(rest):
        left = _show(_until_stop(rest))
        return Match("truncated", 1.0, (Change("left out", "", left),), f"On record the sentence goes on: “{left}”.")
    first = draft[0]
    begins = at > 0 and record[at - 1].key not in _END | {"…", ":"}
    if begins and first.shown[0].isupper() and record[at].shown[0].islower():
        left = _show(_since_stop(record[:at]))
        return Match("truncated", 1.0, (Change("left out", "", left),), f"On record the sentence begins: “{left}”.")
    return Match("verbatim", 1.0)


def _omitting(draft: list[Token], record: list[Token]) -> Match | None:
    """Pieces between ellipses that all stand in the statement, in order."""
    pieces = _pieces(draft)
    if len(pieces) < 2:
        return None
    diff: list[Change] = []
    last = 0
    for number, piece in enumerate(pieces):
        at = _find(piece, record, last)
        if at is None:
            return None
        if number and at > last:
            diff.append(Change("left out", "", _show(record[last:at])))
        diff.append(Change("equal", _show(piece), _show(record[at : at + len(piece)])))
        last = at + len(piece)
    return Match("truncated", 1.0, tuple(diff), "Words are left out where the draft has an ellipsis.")


def _altered(draft: list[Token], record: list[Token]) -> Match | None:
    """The nearest stretch of the statement, where enough of the words are the same."""
    keys, source = [t.key.casefold() for t in draft], [t.key.casefold() for t in record]
    window = _window(keys, source)
    if window is None:
        return None
    start, end = window
    while start < end and record[start].key == "…":
        start += 1  # where the article breaks in, words are missing on neither side
    while start < end and record[end - 1].key == "…":
        end -= 1
    matcher = SequenceMatcher(None, source[start:end], keys, autojunk=False)
    same = sum(sum(draft[j].word for j in range(b.b, b.b + b.size)) for b in matcher.get_matching_blocks())
    words = max(sum(t.word for t in draft), sum(t.word for t in record[start:end]))
    score = same / words
    if score < NEAR or same < min(3, words):
        return None
    kinds: dict[str, Literal["equal", "replaced", "added", "left out"]]
    kinds = {"equal": "equal", "replace": "replaced", "insert": "added", "delete": "left out"}
    diff = tuple(
        Change(kinds[op], _show(draft[j1:j2]), _show(record[start + i1 : start + i2]))
        for op, i1, i2, j1, j2 in matcher.get_opcodes()
    )
    return Match("altered", score, diff, "The words are not those on record.")


def _window(keys: Sequence[str], source: Sequence[str]) -> tuple[int, int] | None:
    """The stretch of the statement that the quotation lies over."""
    blocks = [b for b in SequenceMatcher(None, source, keys, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return None
    longest = max(blocks, key=lambda b: b.size)
    slack = max(3, len(keys) // 4)
    start = max(0, longest.a - longest.b - slack)
    end = min(len(source), longest.a + (len(keys) - longest.b) + slack)
    inside = [b for b in blocks if start <= b.a and b.a + b.size <= end]
    first, last = inside[0], inside[-1]
    return max(0, first.a - first.b), min(len(source), last.a + len(keys) - last.b)


def _find(piece: Sequence[Token], record: Sequence[Token], start: int) -> int | None:
    """Where the piece stands in the record from `start` on; the case of its first letter does not count."""
    if not piece:
        return start
    for at in range(start, len(record) - len(piece) + 1):
        if _same_start(piece[0].key, record[at].key) and all(
            a.key == b.key for a, b in zip(piece[1:], record[at + 1 : at + len(piece)], strict=True)
        ):
            return at
    return None


def _same_start(a: str, b: str) -> bool:
    return a == b or (a[1:] == b[1:] and a[0].casefold() == b[0].casefold())


def _pieces(draft: list[Token]) -> list[list[Token]]:
    """The stretches between ellipses, each without signs at its ends."""
    pieces: list[list[Token]] = [[]]
    for token in draft:
        if token.key == "…":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [p for p in map(_trimmed, pieces) if p]


def _trimmed(found: list[Token]) -> list[Token]:
    """Without punctuation at either end; brackets stay, they are changes of the words."""
    start, end = 0, len(found)
    while start < end and not found[start].word and found[start].key not in "[]":
        start += 1
    while end > start and not found[end - 1].word and found[end - 1].key not in "[]":
        end -= 1
    return found[start:end]


def _only_signs(rest: Sequence[Token]) -> bool:
    return not any(t.word for t in rest)


def _until_stop(rest: Sequence[Token]) -> list[Token]:
    stop = next((i for i, t in enumerate(rest) if t.key in _END), len(rest))
    return list(rest[: min(stop, 12)])


def _since_stop(before: Sequence[Token]) -> list[Token]:
    stop = next((i for i in range(len(before) - 1, -1, -1) if before[i].key in _END), -1)
    return list(before[stop + 1 :][-12:])


def _show(found: Sequence[Token]) -> str:
    out = ""
    for token in found:
        tight = token.shown in ".,;:!?)]%" or out.endswith(("(", "[")) or not out
        out += token.shown if tight else f" {token.shown}"
    return out
