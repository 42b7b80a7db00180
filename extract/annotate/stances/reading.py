"""One article while its stances are looked for: who stands at a token, whose words it is within.

In: the article's parse, people and quotes. Out: a `Reading`, which turns tokens into offsets, people and quotes in
logarithmic time, and the small values the frames hand on (`Finding`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from extract.annotate.parse import Paragraph, ParsedText
from extract.annotate.stances.authors import DOCUMENTS, PROPOSALS, authors_of
from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.phrases import closing, counted, opening, said_of, taken_up
from extract.annotate.stances.syntax import children, coordinated, first, members, words_of
from extract.records import Article, Person, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.annotate.marks import Marks

GLUED_MARK = re.compile(r'["“”«»](?=\w)')
FIRST_PERSON = words_of("i we me us my our myself ourselves mine ours")
_REPRESENTED = words_of(
    "country government party team company organisation organization administration campaign office union ministry "
    "department nation club firm group committee spokesman spokeswoman spokesperson cabinet state delegation side "
    "agency camp headquarters lawyer lawyers attorney attorneys aide aides"
)
BODIES = words_of(
    "department ministry government agency council court police authority bank union company firm club party board "
    "commission committee army military regime administration university school hospital media press"
)
"""Nouns for bodies that one can be for or against as one is for or against somebody."""

_OF_ITSELF = words_of("board company firm group club union agency ministry department party management leadership")
"""What an organisation calls itself, or those who run it, when it speaks: "Norvane said the board recommends it"."""

_ACTING = 0.9
"""How sure a stance is of a group that is told of in passing."""

_UNSURE = words_of("it its they their them itself themselves which that")
"""Pronouns that stand for a matter as often as for somebody."""

_MAKERS = 3
_LOOK_BACK = 6
_NEAR = 10


class Known(Protocol):
    """What this room needs of the people engine."""

    @property
    def people(self) -> Sequence[Person]:
        """The article's people."""
        ...

    def person_at(self, offset: int) -> str | None:
        """The id of who is mentioned at an offset, or None."""
        ...

    def acting(self, span: Span, head: int) -> Person | None:
        """Who a noun phrase, its head at an offset, stands for as one who acts, be it none of the people; or None."""
        ...


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stance, and how surely the words name them (0 to 1)."""

    person: str
    sure: float
    how: str


@dataclass(slots=True)
class Finding:
    """One frame that was filled: the raw material of a stance.

    `targets` are heads of noun phrases or gerunds. `chain` are the words above the trigger that turn or weaken it.
    `by_speaker` says that whoever is quoted there holds it, whatever the subject is. `shown` are further words to show.
    """

    trigger: Token
    targets: list[Token]
    sign: int
    strength: float
    frame: str
    holders: list[Token] = field(default_factory=list)
    chain: list[Token] = field(default_factory=list)
    by_speaker: bool = False
    flags: dict[str, Any] = field(default_factory=dict)
    needs: str = ""
    shown: list[Token] = field(default_factory=list)


class Reading:
    """The article's tokens with people and quotes laid over them."""

    def __init__(
        self,
        article: Article,
        parsed: ParsedText,
        marks: Marks,
        people: Known,
        quotes: Sequence[Quote],
        lexicon: Lexicon,
    ) -> None:
        self.article, self.parsed, self.marks = article, parsed, marks
        self.people, self.quotes, self.lexicon = people, quotes, lexicon
        self.by_id = {p.id: p for p in people.people}
        self.said = Counter(q.speaker for q in quotes if q.speaker is not None)
        self.paragraph: Paragraph = parsed.paragraphs[0] if parsed.paragraphs else None  # pyright: ignore
        rows = sorted((s.start, s.end, i) for i, q in enumerate(quotes) for s in q.content)
        self._contents = rows
        self._starts = [r[0] for r in rows]

    def offset(self, token: Token) -> int:
        """Return where a token of the current paragraph begins in the article."""
        return self.paragraph.base + token.idx

    def span(self, start: Token, end: Token) -> Span:
        """Return the article's span from one token to another, both included."""
        glued = GLUED_MARK.search(end.text, 1)  # the tokenizer leaves `UK"after` in one piece
        length = glued.start() if glued is not None else len(end)
        return Span(self.paragraph.base + start.idx, self.paragraph.base + end.idx + length)

    def quote_at(self, offset: int) -> Quote | None:
        """Return the innermost quote whose content covers an offset, or None."""
        at = bisect_right(self._starts, offset)
        best: tuple[int, int, int] | None = None
        for row in self._contents[max(0, at - _LOOK_BACK) : at]:
            if offset < row[1] and (best is None or row[1] - row[0] <= best[1] - best[0]):
                best = row
        return self.quotes[best[2]] if best is not None else None

    def person_of(self, token: Token) -> str | None:
        """Return the id of the person a token names, by itself or as the head of its phrase."""
        return self.people.person_at(self.offset(token))

    def holders(self, token: Token, *, hops: int = _MAKERS) -> list[Holder]:
        """Return who a noun or pronoun stands for as the holder of a stance; [] where that is not known.

        `hops` bounds how often a document is followed to its maker: two may be each other's by the parse.
        """
        token = token if self.person_of(token) is not None else counted(token)
        lower = token.lower_
        quote = self.quote_at(self.offset(token))
        if lower in FIRST_PERSON and token.pos_ == "PRON":
            speaker = quote.speaker if quote is not None else None
            return [Holder(speaker, 0.97, "first person")] if speaker else []
        if lower in ("those", "these", "which", "anyone", "everyone", "one", "others"):
            return []
        if lower in ("you", "your", "it", "this", "that") and quote is not None and quote.kind == "direct":
            return []
        named = self._named_beside(token) if token.pos_ == "NOUN" else []
        if named:
            return named
        if lower in _UNSURE and (subject := self._taken_up(token)):
            return subject
        found = self.person_of(token) or self._titled(token)
        among = [h for t in members(token) for h in self._direct(t, 0.88, "one of them")]
        if found is not None:
            return [Holder(found, self._sureness(token), "named"), *among]
        return self._beside(token) or among or self._stands_for(token, quote, hops) or self._acting(token, quote)

    def _acting(self, token: Token, quote: Quote | None) -> list[Holder]:
        """A group, a government or somebody unnamed who does nothing in the article but hold the stance."""
        trait = token.dep_ == "attr" and first(token.head, "expl") is None
        if trait or (token.dep_ == "pobj" and token.head.lower_ == "as"):
            return []  # "is a maverick who", "a record as a maverick", but "there are voters who"
        if token.pos_ == "PRON" and (quote is not None or token.lower_ not in ("they", "it")):
            return []
        person = self.people.acting(self.span(opening(token), closing(token)), self.offset(token))
        if person is None:
            return []
        self.by_id[person.id] = person
        return [Holder(person.id, _ACTING, "acts")]

    def _titled(self, token: Token) -> str | None:
        """Whom a title names that the parser took for the whole name: "*Dr* Ombaka dismissed it"."""
        after = token.nbor(1) if token.pos_ == "PROPN" and token.i + 1 < len(token.doc) else None
        return self.person_of(after) if after is not None and after.pos_ == "PROPN" and after.head == token else None

    def _named_beside(self, token: Token) -> list[Holder]:
        """Whom a description is followed by: of "the shadow minister, Nia Prosser" the name says who it is."""
        named = [c for c in children(token, "appos") if c.pos_ == "PROPN"]
        return [h for t in coordinated(named[0]) for h in self._direct(t, 0.95, "apposition")] if named else []

    def _beside(self, token: Token) -> list[Holder]:
        """Whom an apposition names ("The MP for the area, Gareth Lunn"), or who said of itself what "it" does."""
        above = said_of(token)
        if token.tag_ == "NNS" and len(above) > 1:
            return [h for t in above for h in self._direct(t, 0.93, "apposition")]
        for other in (*children(token, "appos"), *above):
            found = self._direct(other, 0.95, "apposition")
            if found:
                return found
        for inner in token.doc[token.i + 1 : token.i + _NEAR]:
            # "The head of Celtic Air, Brendan Foyle": the parser hangs the name on the firm
            if inner.dep_ == "appos" and inner.ent_type_ == "PERSON" and token.is_ancestor(inner):
                return self._direct(inner, 0.9, "apposition")
        return []

    def _taken_up(self, token: Token) -> list[Holder]:
        """Who said of itself what "it" does, or whose "their" is: the subject before it."""
        subjects = [t for t in taken_up(token) if t.i < token.i] if token.pos_ == "PRON" else []
        return [h for t in subjects for h in self._direct(t, 0.9, "takes up the subject")]

    def _sureness(self, token: Token) -> float:
        if token.pos_ == "PRON":
            return 0.6 if token.lower_ in _UNSURE else 0.9
        return 1.0 if token.pos_ == "PROPN" else 0.93

    def _stands_for(self, token: Token, quote: Quote | None, hops: int) -> list[Holder]:
        """A document speaks for its author, "his government" for him."""
        lemma = token.lemma_.casefold()
        if lemma in DOCUMENTS or lemma in PROPOSALS:
            return [h for t in authors_of(token, self.lexicon) for h in self._maker(t, hops)]
        owner = first(token, "poss")
        if lemma in _REPRESENTED and owner is not None:
            if owner.lower_ in FIRST_PERSON and quote is not None and quote.speaker:
                return [Holder(quote.speaker, 0.85, "speaks for")]
            return self._direct(owner, 0.8, "speaks for")
        speaker = self.by_id.get(quote.speaker) if quote is not None and quote.speaker else None
        if lemma in _OF_ITSELF and speaker is not None and speaker.kind == "organisation":
            return [Holder(speaker.id, 0.8, "speaks for")]
        if lemma in _REPRESENTED:
            return [h for t in authors_of(token, self.lexicon) for h in self._direct(t, 0.85, "speaks for")]
        return []

    def _maker(self, token: Token, hops: int) -> list[Holder]:
        """Whose a document or a proposal is, as the holder of what it says or would do."""
        found = self.holders(token, hops=hops - 1) if hops > 0 else []
        return [Holder(h.person, min(h.sure, 0.92), "author") for h in found]

    def _direct(self, token: Token, sure: float, how: str) -> list[Holder]:
        found = self.person_of(token)
        return [Holder(found, sure, how)] if found is not None else []
