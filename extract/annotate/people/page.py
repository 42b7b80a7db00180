"""The parsed article as flat lists, one entry a token, so that the people engine runs on plain Python values.

In: `ParsedText` and `Marks`. Out: `Page`, addressed by token number over the whole article; offsets are the article's.
spaCy's objects are touched here once and nowhere else in this room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.annotate.people.lexicon import fold, lexicon
from extract.annotate.pipeline import IS_WORD
from extract.records import Span

if TYPE_CHECKING:
    from extract.annotate.marks import Marks
    from extract.annotate.parse import Paragraph, ParsedText

_TITLE_SHARE = 0.75
"""A line with this share of its longer words capitalised, and no verb in lower case, is a headline in title case."""
_HEADING = 5
"""A line of no more words, all with capitals and no verb among them, heads a section."""
_NEAR = 12
"""Tokens after a verb in which its object is looked for."""
_RELATIVE = frozenset({"who", "that", "which"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass
class Page:
    """One article, token by token. Every list is parallel to `words`.

    `heads` are token numbers; `entity` is spaCy's label or ""; `entity_no` numbers the entities (-1 outside); `is_word`
    says that a dictionary of the language has the token; `quoted` is the index of the outermost quotation in
    `Marks.spans` (-1 outside); `titled` says of a paragraph that its capitals mean nothing (headline in title case or
    all capitals).
    """

    text: str
    words: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    entity_no: list[int] = field(default_factory=list)
    is_word: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    story: list[int] = field(default_factory=list)
    """Sentences of the reporter's own words before each token."""
    bounds: list[tuple[int, int]] = field(default_factory=list)
    subjects: dict[int, int] = field(default_factory=dict)
    """Verb → its subject, by token."""
    surnames: set[str] = field(default_factory=set)
    """Capitalised words that somewhere follow a given name."""
    kinds: list[str] = field(default_factory=list)
    titled: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def token_from(self, offset: int) -> int:
        """Return the number of the token that covers `offset`, or of the next one."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else i + 1

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of tokens that share a character with `span`."""
        return self.token_from(span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """Return the article's span of tokens `[first, last)`."""
        return Span(self.starts[first], self.ends[last - 1])

    def joined(self, i: int) -> bool:
        """Tell whether token `i` follows the one before without white space."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def word(self, i: int) -> str:
        """Return the folded token `i`, "" outside the article."""
        return self.folded[i] if 0 <= i < len(self.folded) else ""

    def tag(self, i: int) -> str:
        """Return the Penn tag of token `i`, "" outside the article."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def controller(self, token: int) -> int | None:
        """Return the subject, by token, that a token's clause has or borrows.

        "Yoking him" has the main clause's, "(asked Ann) to go" and "(accused Ann) of going" its object.
        """
        for _ in range(10):
            head = self.heads[token]
            if self.deps[token] in ("acl", "relcl") and token not in self.subjects:
                return head
            if self.tags[token][:2] in ("VB", "MD") and token in self.subjects:
                subject = self.subjects[token]
                return head if self.deps[token] == "relcl" and self.folded[subject] in _RELATIVE else subject
            if head == token:
                return None
            if self.deps[token] == "csubj":
                return None
            if self.deps[token] in ("xcomp", "pcomp"):
                governor = self.heads[head] if self.deps[token] == "pcomp" else head
                if (asked := self._object(governor, token)) is not None:
                    return asked
            token = head
        return None

    def _object(self, verb: int, end: int) -> int | None:
        """The direct object of a verb before token `end`."""
        near = range(verb + 1, min(end, verb + _NEAR))
        return next((k for k in near if self.heads[k] == verb and self.deps[k] == "dobj"), None)

    def distance(self, i: int, j: int) -> int:
        """Return how many sentences lie between two tokens, long quotations between them not counted."""
        if self.quoted[j] >= 0 and self.quoted[i] == self.quoted[j]:
            return self.sentence[j] - self.sentence[i]
        return self.story[j] - self.story[i]

    def same_paragraph(self, i: int, j: int) -> bool:
        """Tell whether both token numbers exist and share a paragraph."""
        return 0 <= i < len(self) and 0 <= j < len(self) and self.paragraph[i] == self.paragraph[j]


def make_page(parsed: ParsedText, marks: Marks) -> Page:
    """Flatten a parsed article. Linear in its tokens."""
    page = Page(parsed.text)
    entities = sentences = 0
    for number, paragraph in enumerate(parsed.paragraphs):
        first = len(page)
        entities, sentences = _add(page, paragraph, number, entities, sentences)
        page.bounds.append((first, len(page)))
        page.kinds.append(paragraph.kind)
        page.titled.append(_is_titled(page, first, len(page)))
    page.folded = [fold(w) for w in page.words]
    page.surnames = _surnames(page)
    page.quoted = _quoted(page, marks)
    page.story = _story(page)
    page.subjects = {page.heads[i]: i for i, dep in enumerate(page.deps) if dep in ("nsubj", "nsubjpass")}
    return page


def _surnames(page: Page) -> set[str]:
    given = lexicon().given
    named = [a in given and word[:1].isupper() for a, word in zip(page.folded, page.words, strict=True)]
    return {word for word, after in zip(page.words[1:], named, strict=False) if after and word[:1].isupper()}


def _add(page: Page, paragraph: Paragraph, number: int, entities: int, sentences: int) -> tuple[int, int]:
    """Append a paragraph's tokens, white space left out; return the numbers for the next entity and sentence."""
    base, first = paragraph.base, len(page)
    place: dict[int, int] = {}
    heads: list[int] = []
    opening = True
    abbreviated = False
    for token in paragraph.tokens:
        text = token.text
        if token.is_sent_start and len(page) > first and not abbreviated:
            sentences += 1
            opening = True
        if text.isspace():
            continue
        abbreviated = text == "." and len(page) > first and _is_title(page, base + token.idx)
        if abbreviated:
            page.words[-1] += text
            page.ends[-1] += 1
            place[token.i] = len(page) - 1
            continue
        if token.ent_iob_ == "B":
            entities += 1
        place[token.i] = len(page)
        heads.append(token.head.i)
        page.words.append(text)
        page.starts.append(base + token.idx)
        page.ends.append(base + token.idx + len(text))
        page.tags.append(token.tag_)
        page.lemmas.append(token.lemma_)
        page.deps.append(token.dep_)
        page.entity.append(token.ent_type_)
        page.entity_no.append(entities if token.ent_type_ else -1)
        page.is_word.append(token.check_flag(IS_WORD))  # pyright: ignore[reportAttributeAccessIssue]
        page.sentence.append(sentences)
        page.opens.append(opening)
        page.paragraph.append(number)
        opening = (opening and not text[:1].isalnum()) or text in _QUOTES or text == ":"
    page.heads += [place.get(head, first + i) for i, head in enumerate(heads)]
    return entities + 1, sentences + 1


def _is_title(page: Page, offset: int) -> bool:
    """Tell whether a full stop at `offset`, a sentence's end for spaCy, belongs to the title before it ("Sgt.")."""
    stopped = page.words[-1] + "." in _stopped()
    return stopped and page.ends[-1] == offset and page.text[offset + 1 : offset + 3].strip()[:1].isupper()


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    """Words of titles that end in a full stop."""
    return frozenset(word for title in lexicon().titles.values() for word in title.words if word.endswith("."))


_QUOTES = frozenset('"“„«‘')


def _is_titled(page: Page, first: int, last: int) -> bool:
    """Capitals mean nothing in a line all in capitals, or whose longer words and verbs all have one."""
    words = [w for w in page.words[first:last] if w[:1].isalpha()]
    if sum(len(w) for w in words if w.isupper()) > 0.7 * sum(map(len, words)) and len(words) > 1:
        return True
    long = [w for w in words[1:] if len(w) > 3]
    tags = page.tags[first:last]
    if 2 <= len(words) <= _HEADING and all(w[0].isupper() or len(w) < 4 for w in words):
        return not any(t[:1] == "V" or t == "MD" for t in tags)
    if len(long) < 3 or len(words) > 40 or sum(w[0].isupper() for w in long) < _TITLE_SHARE * len(long):
        return False
    return not any(
        page.tags[i] in _VERBS and page.words[i].islower() and page.words[i].isalpha() for i in range(first, last)
    )


def _story(page: Page) -> list[int]:
    found, count, last = [], 0, -1
    for sentence, quoted in zip(page.sentence, page.quoted, strict=True):
        if quoted < 0 and sentence != last:
            count, last = count + 1, sentence
        found.append(count)
    return found


def _quoted(page: Page, marks: Marks) -> list[int]:
    found = [-1] * len(page)
    for index in marks.outer:
        span = marks.spans[index]
        for i in range(*page.tokens(Span(span.start, span.end))):
            found[i] = index
    return found
