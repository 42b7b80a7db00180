"""Quotation marks: a text and its paragraphs in, the quoted stretches out.

In: the text and its paragraphs as (start, end) pairs. Out: `Marks`, the resolved spans in text order with fast
questions about positions. Knows curly, straight, doubled (`''`, ```` `` ````), single (told from apostrophes), low („
“) and angle (« » in either direction) marks, marks typed the wrong way round, nesting, and speech that goes on over
paragraphs, where each paragraph opens with a mark and only the last one closes. Every paragraph starts afresh, so one
stray mark spoils one paragraph at most. Linear in the length of the text. Whether a stretch is speech, a title or a
scare quote is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

MAX_DEPTH = 3
"""Marks nested deeper than this are read as text: nobody writes them, and hostile input is kept linear."""

MAX_SINGLE = 400
"""How many characters an ASCII ' ' pair may span; beyond it two apostrophes are likelier than a quotation."""

DOUBLE, SINGLE, ANGLE, ANGLE_SINGLE = "double", "single", "angle", "angle-single"
OUTSIDE, INSIDE, INSIDE_OPEN, INSIDE_NESTED, AT_OPENING, AT_CLOSING = range(6)
"""What `Marks.states` says of a character: INSIDE_OPEN is a stretch that is never closed or goes on from before."""

_MARK = re.compile(r"''|``|’’|‘‘|[\"“”„‟«»‹›‘’‚‛'`＂]")
_STYLE = {'"': "straight", "＂": "straight", "''": "doubled", "``": "doubled", "’’": "doubled", "‘‘": "doubled"}
_STYLE |= dict.fromkeys("“”‟", "curly") | {
    "„": "low",
    "‚": "low-single",
    "'": "straight-single",
    "`": "straight-single",
}
_STYLE |= dict.fromkeys("‘’‛", "curly-single") | dict.fromkeys("«»", "angle") | dict.fromkeys("‹›", "angle-single")
_FAMILY = {"straight": DOUBLE, "doubled": DOUBLE, "curly": DOUBLE, "low": DOUBLE, "angle": ANGLE}
_FAMILY |= {"angle-single": ANGLE_SINGLE, "low-single": SINGLE, "straight-single": SINGLE, "curly-single": SINGLE}

_BEFORE_OPENING = frozenset("([{<-–—―/|:=*_>\"“”„‟«‹‘‚'`…¿¡\u200b\u200e\u200f\u202a\u202b\u2066\u2067\ufeff")
_AFTER_CLOSING = frozenset(".,;:!?)]}…-–—/|\"”’»›'“«*_<")
_STRONG_BEFORE = frozenset(".,!?…;—–")
_ELISION = re.compile(
    r"(?:em|tis|twas|twill|til|till|cause|cuz|bout|round|neath|n|nuff|ello|ere|\d\ds?|\d\d\d0s)\b", re.I
)
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_LEAD = re.compile(r"[\s\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069•*>\-–—…]*")


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """One quoted stretch within one paragraph; offsets are code points, `[start, end)`.

    `start`/`end` hold the marks, `inner_start`/`inner_end` what stands between them. An unclosed stretch (`closed`
    False) runs to the end of its paragraph or to the next opening mark. `depth` is 1 outermost. `style` is that of the
    opening mark: straight, curly, doubled, low, angle, straight-single, curly-single, low-single, angle-single.
    `continues` is the
    index in `Marks.spans` of the stretch of the paragraph before that this one goes on from.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str
    closed: bool
    depth: int
    continues: int | None = None

    @property
    def family(self) -> str:
        """DOUBLE, SINGLE, ANGLE or ANGLE_SINGLE."""
        return _FAMILY[self.style]


@dataclass(frozen=True, slots=True)
class Marks:
    """The quoted stretches of a text, sorted by start; an outer stretch comes before those nested in it."""

    spans: tuple[QuotedSpan, ...]
    _outer: tuple[int, ...] = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, spans: Sequence[QuotedSpan]) -> Marks:
        """Marks of spans that are sorted by start."""
        outer = tuple(i for i, span in enumerate(spans) if span.depth == 1)
        return cls(tuple(spans), outer, tuple(spans[i].start for i in outer))

    def outermost(self, position: int) -> int | None:
        """Index of the depth-1 span that holds this character, its marks included; None outside of all."""
        at = bisect_right(self._starts, position) - 1
        if at < 0:
            return None
        index = self._outer[at]
        return index if position < self.spans[index].end else None

    def inside(self, position: int) -> bool:
        """Whether the character stands within quotation marks (the marks themselves count)."""
        return self.outermost(position) is not None

    def covers(self, start: int, end: int) -> int | None:
        """Index of the depth-1 span that holds the whole of [start, end), or None."""
        index = self.outermost(start)
        return index if index is not None and end <= self.spans[index].end else None

    def between(self, start: int, end: int) -> range:
        """Positions in `outer` of the depth-1 spans that share a character with [start, end)."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self._outer) and self.spans[self._outer[first]].end <= start:
            first += 1
        return range(first, max(first, bisect_right(self._starts, end - 1)))

    @property
    def outer(self) -> tuple[int, ...]:
        """Indices of the depth-1 spans, in text order."""
        return self._outer

    def chain(self, index: int) -> list[int]:
        """Indices of the stretches of one quotation over paragraphs, from its first up to this one."""
        found = [index]
        while (before := self.spans[found[-1]].continues) is not None:
            found.append(before)
        return found[::-1]

    def states(self, length: int) -> bytearray:
        """One state (OUTSIDE … AT_CLOSING) a character of a text of this length."""
        out = bytearray(length)
        for span in self.spans:
            held = INSIDE_NESTED if span.depth > 1 else INSIDE
            if held == INSIDE and (not span.closed or span.continues is not None):
                held = INSIDE_OPEN
            size = span.inner_end - span.inner_start
            out[span.inner_start : span.inner_end] = bytes((held,)) * size
            out[span.start : span.inner_start] = bytes((AT_OPENING,)) * (span.inner_start - span.start)
            out[span.inner_end : span.end] = bytes((AT_CLOSING,)) * (span.end - span.inner_end)
        return out


def find_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> Marks:
    """Resolve the quotation marks of each paragraph; link speech that goes on in the next one. Raises nothing."""
    spans: list[QuotedSpan] = []
    pending: int | None = None
    for start, end in paragraphs:
        here = _Paragraph(text, start, end, spans[pending] if pending is not None else None).resolve()
        first = len(spans)
        if here and pending is not None and _goes_on(text, start, here[0], spans[pending]):
            here[0] = replace(here[0], continues=pending)
        spans += here
        if text[start:end].strip():
            pending = _left_open(spans, first)
    return Marks.of(spans)


def _goes_on(text: str, start: int, span: QuotedSpan, before: QuotedSpan) -> bool:
    """Whether a paragraph's first span takes up the one the paragraph before left open."""
    return span.family == before.family and not text[_after_lead(text, start, span.start) : span.start].strip()


def _after_lead(text: str, start: int, end: int) -> int:
    """Where a paragraph's words begin, after bullets, dashes, dots and invisible characters."""
    match = _LEAD.match(text, start, end)
    return match.end() if match else start


def _left_open(spans: list[QuotedSpan], first: int) -> int | None:
    """Index of the depth-1 span among spans[first:] that runs unclosed to the end of its paragraph."""
    if len(spans) == first:
        return None
    last_end = max(span.end for span in spans[first:])
    for index in range(len(spans) - 1, first - 1, -1):
        span = spans[index]
        if span.depth == 1:
            return index if not span.closed and span.end == last_end else None
    return None


class _Mark(NamedTuple):
    """A mark in the text; what its neighbours let it be; `strong` when punctuation confirms closing."""

    start: int
    end: int
    style: str
    can_open: bool
    can_close: bool
    strong: bool

    @property
    def family(self) -> str:
        return _FAMILY[self.style]


@dataclass(slots=True)
class _Open:
    """An opening mark on the stack; `at` is its place in the paragraph's list of spans."""

    mark: _Mark
    at: int


class _Paragraph:
    """The state machine of one paragraph: a stack of open marks, spans in order of their opening."""

    def __init__(self, text: str, start: int, end: int, before: QuotedSpan | None) -> None:
        self.text, self.start = text, start
        self.end = start + len(text[start:end].rstrip())
        self.before = before
        self.stack: list[_Open] = []
        self.found: list[tuple[_Mark, int, int, bool] | None] = []  # (opening, inner end, end, closed), None while open
        self.marks = [self._judge(m.start(), m.end()) for m in _MARK.finditer(text, start, self.end)]
        self.single_ends = _next_single_ends(text, self.marks)

    def resolve(self) -> list[QuotedSpan]:
        """The spans of this paragraph, sorted."""
        for number, mark in enumerate(self.marks):
            if mark.family == SINGLE:
                self._single(number, mark)
            else:
                self._double(mark)
        unclosed = self._unclosed()
        spans = [(o.start, end, o.end, inner, o.style, closed) for o, inner, end, closed in filter(None, self.found)]
        spans += [(o.start, end, o.end, end, o.style, False) for o, end in unclosed]
        return _with_depth(sorted(spans, key=lambda s: (s[0], -s[1])))

    # ------------------------------------------------------------------ one mark

    def _judge(self, start: int, end: int) -> _Mark:
        """What a mark may be by the characters beside it."""
        text, sign = self.text, self.text[start:end]
        before = text[start - 1] if start > self.start else " "
        after = text[end] if end < self.end else " "
        style = _STYLE[sign]
        opening = before.isspace() or before in _BEFORE_OPENING
        inner = after not in _AFTER_CLOSING or after in "\"'…“«*_<-–—" or text.startswith("..", end)
        can_open = opening and not after.isspace() and inner
        can_close = not before.isspace() and not after.isalnum()
        strong = can_close and (before in _STRONG_BEFORE or (after in _AFTER_CLOSING and after not in "-–—"))
        if sign in "„‚‟‛" or sign in ("“", "‘", "``", "‘‘"):
            can_open, can_close = self._curly_open(sign, before, after, can_close)
        elif sign in ("”", "’", "’’"):
            can_open = can_open and self._wrong_way(before, after)
            can_close = can_close or (sign != "’" and not can_open)
        elif sign in "«»‹›":
            can_open, can_close = (sign in "«‹") or (opening and not after.isspace()), True
        elif style == "straight" and before.isdigit() and _FEET.search(text, max(self.start, start - 6), start):
            can_open = can_close = strong = False
        return _Mark(
            start, end, style, can_open, can_close or (style in ("straight", "doubled") and not can_open), strong
        )

    def _curly_open(self, sign: str, before: str, after: str, can_close: bool) -> tuple[bool, bool]:
        """An opening curly mark closes only after „ or where it was plainly typed the wrong way round."""
        if sign in "„‚":
            return True, False
        low = sign in "“‘‟" and not after.isalnum() and not before.isspace() and before not in "([{"
        return not (low and after.isspace()), low and can_close

    def _wrong_way(self, before: str, after: str) -> bool:
        """A closing curly mark opens only where no word precedes and one follows."""
        return (before.isspace() or before in "([{") and after not in _AFTER_CLOSING

    # ------------------------------------------------------------------ the stack

    def _push(self, mark: _Mark) -> None:
        if len(self.stack) >= MAX_DEPTH:
            outer = self.stack.pop(0)  # an opening mark this far back was never closed
            self.found[outer.at] = (outer.mark, mark.start, mark.start, False) if outer.mark.family != SINGLE else None
        self.stack.append(_Open(mark, len(self.found)))
        self.found.append(None)

    def _close(self, depth: int, inner_end: int, end: int) -> None:
        """Close the stack's entry at `depth`; what was opened within it and not closed is no quotation."""
        opening = self.stack[depth]
        del self.stack[depth:]
        self.found[opening.at] = (opening.mark, inner_end, end, True)

    def _top(self, family: str) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].mark.family == family:
                return depth
        return None

    def _double(self, mark: _Mark) -> None:
        depth = self._top(mark.family)
        if depth is not None and mark.can_close and self._matches(self.stack[depth].mark, mark):
            self._close(depth, mark.start, mark.end)
        elif mark.can_open:
            self._push(mark)
        elif depth is None and mark.can_close and not self.stack and not self.found:
            self._take_over(mark)

    def _matches(self, opening: _Mark, mark: _Mark) -> bool:
        """Whether a mark that may open as well as close closes this one."""
        if not mark.can_open:
            return True
        sign = self.text[mark.start : mark.end]
        if mark.family in (ANGLE, ANGLE_SINGLE):
            return self.text[opening.start] != sign
        before = self.text[mark.start - 1]
        return (opening.style == "low" and sign == "“") or (
            not before.isspace() and mark.style in ("straight", "doubled")
        )

    def _take_over(self, mark: _Mark) -> None:
        """A closing mark with none open ends what the paragraph before left open, if it did."""
        if self.before is None or self.before.family != mark.family:
            return
        begin = _after_lead(self.text, self.start, mark.start)
        if begin < mark.start:
            self.found.append((_Mark(begin, begin, self.before.style, True, False, False), mark.start, mark.end, True))

    def _single(self, number: int, mark: _Mark) -> None:
        top = self.stack[-1].mark if self.stack else None
        if top is not None and top.family == SINGLE and mark.can_close and not self._possessive(number, mark):
            self._close(len(self.stack) - 1, mark.start, mark.end)
        elif mark.can_open and self._opens_single(number, mark):
            self._push(mark)

    def _possessive(self, number: int, mark: _Mark) -> bool:
        """`politicians' salaries` within single marks: a surer closing mark follows before another opening one."""
        if mark.strong or not _ends_in_s(self.text, mark.start):
            return False
        return self.single_ends[number + 1][1] and self.text[mark.end : mark.end + 1].isspace()

    def _opens_single(self, number: int, mark: _Mark) -> bool:
        """A single mark opens when it is no elision and something closes it."""
        if _ELISION.match(self.text, mark.end) and (self.text[mark.start] != "‘" or self.single_ends[number + 1][2]):
            return False
        if any(entry.mark.family == SINGLE for entry in self.stack):
            return False
        nearest = self.single_ends[number + 1][0]
        if nearest is None:
            return mark.style == "curly-single" and self._starts_paragraph(mark) and self.text[mark.start] == "‘"
        return nearest - mark.end <= (MAX_SINGLE if mark.style == "straight-single" else len(self.text))

    def _starts_paragraph(self, mark: _Mark) -> bool:
        return _after_lead(self.text, self.start, mark.start) == mark.start

    def _unclosed(self) -> list[tuple[_Mark, int]]:
        """(opening, end) for each mark left open: to the next mark opened at its level, else to the paragraph's end."""
        out = []
        for level, entry in enumerate(self.stack):
            later = [
                s[0].start for s in self.found[entry.at + 1 :] if s is not None and s[0].family == entry.mark.family
            ]
            later += [o.mark.start for o in self.stack[level + 1 :] if o.mark.family == entry.mark.family]
            end = min(later) if later else self.end
            end = entry.mark.end + len(self.text[entry.mark.end : end].rstrip())
            if end > entry.mark.end and (entry.mark.family != SINGLE or self._starts_paragraph(entry.mark)):
                out.append((entry.mark, end))
        return out


def _ends_in_s(text: str, at: int) -> bool:
    """Whether a word that ends here may take a bare apostrophe for its genitive."""
    return text[at - 1] in "sSzxZX"


def _next_single_ends(text: str, marks: list[_Mark]) -> list[tuple[int | None, bool, bool]]:
    """From each mark on: the next closing single mark, if a sure one precedes an opening, if an opening is next."""
    out: list[tuple[int | None, bool, bool]] = [(None, False, False)] * (len(marks) + 1)
    for number in range(len(marks) - 1, -1, -1):
        mark, (nearest, sure, opens) = marks[number], out[number + 1]
        if mark.family == SINGLE and mark.can_close:
            sure = sure or mark.strong or not _ends_in_s(text, mark.start)
            nearest, opens = mark.start, False
        elif mark.family == SINGLE and mark.can_open:
            sure, opens = False, True
        out[number] = (nearest, sure, opens)
    return out


def _with_depth(spans: list[tuple[int, int, int, int, str, bool]]) -> list[QuotedSpan]:
    """Give sorted raw spans their depth; one that would cross another is dropped."""
    out: list[QuotedSpan] = []
    ends: list[int] = []
    for start, end, inner_start, inner_end, style, closed in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            continue
        if len(ends) < MAX_DEPTH and inner_end >= inner_start:
            ends.append(end)
            out.append(QuotedSpan(start, end, inner_start, inner_end, style, closed, len(ends)))
    return out
