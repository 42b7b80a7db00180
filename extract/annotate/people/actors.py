"""The actors of one article while they are being found: mutable, internal, turned into `Person` records at the end.

`Actor` holds what coreference needs and the records must not: agreement evidence, kinship ties, where each mention
stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.records import Anonymity, MentionForm, PersonKind, Span


@dataclass(slots=True)
class Reference:
    """One mention: tokens `[first, last)`, form, the actor it refers to, and where it stands."""

    first: int
    last: int
    form: MentionForm
    actor: int
    subject: bool = False
    quoted: int = -1
    score: float = 1.0


@dataclass(slots=True)
class Role:
    """What somebody is: words, their span, the organisation within them, folded head nouns, and how sure that is."""

    text: str
    span: Span
    heads: tuple[str, ...]
    organisation: str | None = None
    weight: float = 1.0
    modifiers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Actor:
    """One actor. `forms` counts the written variants of the name; `agreement` is (m, f) evidence."""

    number: int
    kind: PersonKind
    keys: tuple[str, ...] = ()
    suffix: str = ""
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)
    regnal: str = ""
    style: bool = False
    roles: list[Role] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    agreement: list[float] = field(default_factory=lambda: [0.0, 0.0])
    phrase: str = ""
    plural: bool = False
    anonymity: Anonymity | None = None
    acts: bool = False
    descriptors: set[str] = field(default_factory=set)
    """Further words one may be called by: the party in "(R-Tex)"."""
    spelt_out: tuple[int, int] | None = None
    """Tokens of a description in the sentence before the one that first names the actor."""
    shown: tuple[str, ...] = ()
    """The form to show where the longest is not the name ("Honest Ann Poe")."""
    age: int | None = None
    passing: bool = False
    """Somebody the text speaks of without a name ("his predecessor"): may be meant by a pronoun, never a row."""
    ties: list[tuple[str, int]] = field(default_factory=list)
    """Kinship noun and the token of the possessor ("his wife, Ann Poe": wife, his)."""

    def agree(self, agreement: str, weight: float = 1.0) -> None:
        """Add evidence that pronouns of this agreement (m or f) may refer to the actor."""
        if agreement in ("m", "f"):
            self.agreement["mf".index(agreement)] += weight

    def leans(self) -> float:
        """Return agreement as a number from -1 (she) to 1 (he); 0 is unknown."""
        m, f = self.agreement
        return (m - f) / (m + f + 0.3)

    @property
    def display(self) -> str:
        """The fullest form of the name the article gives, or the phrase of one without a name."""
        if not self.forms:
            return self.phrase
        best = max(self.forms, key=lambda w: (len(w), sum(len(p.rstrip(".")) > 1 for p in w), self.forms[w]))
        best = self.shown or best
        name = " ".join(best)
        return f"{self.regnal} {name}" if self.regnal and len(best) == 1 else name
