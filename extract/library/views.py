"""What the library answers: frozen values that screens, exports and the command line read. No SQL in here.

`State` is a cache of the ledger of decisions; `origin` says whether a machine or a person made the thing; `changed`
names the fields whose value a person decided. All spans are code points of the version's own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extract.records import Anonymity, CueClass, Mention, PersonKind, Polarity, QuoteKind, Region, Span, Why

State = Literal["unreviewed", "accepted", "rejected"]
Origin = Literal["machine", "person"]
Anchor = Literal["exact", "moved", "ambiguous", "orphan"]
ObjectKind = Literal["article", "quote", "person", "stance", "mention", "target", "note"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A count that says what it counts: accepted, rejected, unreviewed."""

    accepted: int = 0
    rejected: int = 0
    unreviewed: int = 0

    @property
    def total(self) -> int:
        """All three together."""
        return self.accepted + self.rejected + self.unreviewed

    @property
    def reviewed(self) -> int:
        """Accepted and rejected together."""
        return self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as lists show it. `added_at` and `read_at` are ISO 8601 in UTC."""

    id: str
    version_id: int
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    source: str | None
    added_at: str
    read_at: str | None
    words: int
    people: int
    quotes: Tally
    stances: Tally
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of the person at work, on an article or on anything in it."""

    id: str
    object_kind: ObjectKind
    object_id: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """One who acts in this article, decisions applied. `id` is this article's; `person_id` is the library's own.

    `quotes` are the ids of quotes attributed to them that are not rejected; `words_said` counts the words of their
    direct and mixed ones. `merged` are ids of this article's other people that were joined into this one.
    """

    id: str
    person_id: str
    name: str
    kind: PersonKind
    role: str | None
    organisation: str | None
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    role_span: Span | None
    state: State
    origin: Origin
    quotes: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    words_said: int = 0
    merged: tuple[str, ...] = ()
    changed: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    flagged: bool = False
    anonymity: Anonymity | None = None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote with decisions applied. `speaker` is the `PersonView.id` of this article, None where unknown.

    An orphan (not found in the corrected text) has no spans; `words` keeps what it said.
    """

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    cue_class: CueClass
    confidence: float
    why: Why
    state: State
    origin: Origin
    anchor: Anchor = "exact"
    changed: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    flagged: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class StanceView:
    """A stance with decisions applied. `condition` is what a conditional stance hangs on.

    An orphan (not found in the corrected text) has no spans; `words` keeps its evidence.
    """

    id: str
    holder: str
    target: str
    target_id: str
    target_person: str | None
    polarity: Polarity
    evidence: tuple[Span, ...]
    condition: tuple[Span, ...]
    quote: str | None
    confidence: float
    why: Why
    state: State
    origin: Origin
    anchor: Anchor = "exact"
    changed: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    flagged: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader shows of one article. `place` is the code point at the top when it was last left."""

    article: ArticleRow
    text: str
    regions: tuple[Region, ...]
    people: tuple[PersonView, ...]
    quotes: tuple[QuoteView, ...]
    stances: tuple[StanceView, ...]
    notes: tuple[NoteView, ...]
    remarks: tuple[str, ...] = ()
    place: int = 0
    session: Mapping[str, Any] = field(default_factory=dict)
    run: Mapping[str, Any] = field(default_factory=dict)

    def person(self, person_id: str | None) -> PersonView | None:
        """Return the person of that id of this article, or None."""
        return next((p for p in self.people if p.id == person_id), None)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act of review did: the batch it can be undone by, what changed, and one line for the reader."""

    batch: str | None
    changed: frozenset[str]
    message: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article that is already in the library.

    `same_text` tells whether it stands there word for word, `annotated` whether that text has been annotated yet.
    """

    article_id: str
    version_id: int
    same_text: bool
    annotated: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did with an article. `report` is set where decisions met a new text or a new run."""

    article_id: str
    version_id: int
    status: Literal["new", "known", "corrected", "reannotated"]
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """How earlier work stands after a corrected text or a new run: ids of objects, and what each conflict is about.

    `gone` are things the machine no longer finds (those a person worked on stay in the library); `words` gives the
    words of every object named here, also of those that are gone.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person across articles, as the list of people shows them."""

    person_id: str
    name: str
    kind: PersonKind
    role: str | None
    articles: int
    quotes: Tally
    stances: Tally
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One quote or stance of somebody, verbatim, with where and when: a receipt."""

    id: str
    kind: str
    article_id: str
    article_title: str
    outlet: str | None
    published: str | None
    person_id: str | None
    person_name: str | None
    exact: str
    span: Span
    state: State
    confidence: float
    target: str | None = None
    target_id: str | None = None
    polarity: Polarity | None = None
    cue_class: CueClass | None = None


@dataclass(frozen=True, slots=True)
class IdentityEdge:
    """A judgement or suggestion about two people of the library being one."""

    a: str
    b: str
    a_name: str
    b_name: str
    judgement: Literal["same", "different", "unsure", "suggested"]
    score: float
    reasons: tuple[str, ...]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that is on record about one person. `words` and `all_words` give the share of voice in their articles."""

    row: PersonRow
    names: tuple[tuple[str, str | None, str], ...]
    """(name, date, article id), oldest first."""
    roles: tuple[tuple[str, str | None, str], ...]
    """(role, date, article id), oldest first."""
    statements: tuple[Statement, ...]
    """Quotes, newest first."""
    stances: tuple[Statement, ...]
    """Grouped by target, each target's in order of date."""
    outlets: tuple[tuple[str, int], ...]
    words: int
    all_words: int
    edges: tuple[IdentityEdge, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target across articles: `supports` … are tallies of stances."""

    target_id: str
    label: str
    definition: str | None
    parent_id: str | None
    supports: Tally
    opposes: Tally
    conditional: Tally
    mixed: Tally
    articles: int


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Who is for, against and conditional on a target, since when and on what evidence."""

    row: TargetRow
    aliases: tuple[str, ...]
    children: tuple[TargetRow, ...]
    stances: tuple[Statement, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How one person stands on one target: polarities in order of date, not rejected ones only."""

    person_id: str
    target_id: str
    polarities: tuple[Polarity, ...]
    state: State
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """People × targets."""

    people: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search. `context` is verbatim text around it; `matches` are spans within `context`."""

    kind: Literal["article", "quote", "person", "note", "stance"]
    id: str
    article_id: str | None
    article_title: str | None
    outlet: str | None
    published: str | None
    person_name: str | None
    context: str
    matches: tuple[Span, ...]
    position: int
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the file. `mendable` tells whether `repair` can mend it."""

    kind: Literal["file", "references", "search", "decisions", "people"]
    what: str
    mendable: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One line of the ledger. `article_id` is None where it is about people or targets across articles."""

    id: int
    at: str
    by: str
    batch: str
    object_kind: str
    object_id: str
    action: str
    field: str | None
    old: Any
    new: Any
    undoes: str | None
    article_id: str | None = None
