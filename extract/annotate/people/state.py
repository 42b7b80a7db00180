"""What is known of an article's references while they are being found: shared by the rooms that find them.

In: `Page`, names bound to actors, attributions. `State` keeps references in text order, the answer for each token,
where each actor was met, which attribution's words a token lies in and which attributions it is the source of.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.annotate.people.actors import Actor, Reference
from extract.annotate.people.lexicon import Lexicon, lexicon
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.sources import Head, Sources
from extract.records import MentionForm, Span

if TYPE_CHECKING:
    from extract.annotate.attribution import Attribution

MARGIN = 0.2
"""A pronoun or description is left unknown where the two best candidates differ by less."""
LEAST = 0.35
"""The least score of a candidate that is taken at all."""
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """Who something refers to.

    Actor or None, score 0 to 1, rivals best first, token ranges from it to the name, reason.
    """

    actor: int | None
    score: float
    rivals: tuple[tuple[int, float], ...] = ()
    chain: tuple[tuple[int, int], ...] = ()
    why: str = ""


NOBODY = Answer(None, 0.0)


class State:
    """References and answers of one article, growing as the rooms work."""

    def __init__(
        self, page: Page, names: Sequence[Name], actors: list[Actor], attributions: Sequence[Attribution]
    ) -> None:
        self.page, self.names, self.actors, self.attributions = page, names, actors, attributions
        self.lex: Lexicon = lexicon()
        self.sources = Sources(page, self.lex, names)
        self.references: list[Reference] = []
        self.authored: list[Reference] = []
        """First persons of the author, who is nobody's "he" or "the clerk" for having said "I"."""
        self.answers: dict[int, Answer] = {}
        self.met: dict[int, list[int]] = defaultdict(list)
        """Actor → tokens at which it was met, sorted."""
        self.last_speaker: int | None = None
        self.ties = _ties(actors)
        self.heads: list[Head | None] = [self._head(a) for a in attributions]
        self.content = self._paint()
        self.asks = self._asks()
        for actor in actors:
            if actor.spelt_out is not None:
                answer = Answer(actor.number, 0.6, (), (actor.spelt_out,), "description")
                self.refer(*actor.spelt_out, "description", answer)

    # --- preparation --------------------------------------------------------------------------------------------------

    def _head(self, attribution: Attribution) -> Head | None:
        return self.sources.head(*self.page.tokens(attribution.source[0])) if attribution.source else None

    def _paint(self) -> list[int]:
        """For each token the attribution whose content holds it, the shortest where several do; -1 for none."""
        found = [-1] * len(self.page)
        for index in sorted(range(len(self.attributions)), key=lambda i: -_size(self.attributions[i].content)):
            for span in self.attributions[index].content:
                first, last = self.page.tokens(span)
                found[first:last] = [index] * (last - first)
        return found

    def _asks(self) -> dict[int, list[int]]:
        """Source token → attributions it is the source of."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, head in enumerate(self.heads):
            if head is not None:
                found[head.token].append(index)
        return found

    # --- keeping ------------------------------------------------------------------------------------------------------

    def refer(self, first: int, last: int, form: MentionForm, answer: Answer) -> None:
        """Keep that tokens `[first, last)` refer to the answer's actor."""
        if answer.actor is None:
            return
        page = self.page
        asks = any(i in self.asks for i in range(first, last))
        subject = asks or self._is_subject(last - 1) or self._is_topic(first, last)
        reference = Reference(first, last, form, answer.actor, subject, page.quoted[first], answer.score)
        self._insert(reference)
        if asks:
            self.last_speaker = answer.actor
        for i in range(first, last):
            if form != "name" or i not in self.answers:
                self.answers[i] = answer

    def refer_author(self, token: int, answer: Answer) -> None:
        """Keep that a token outside quotation marks is the first person of the author of the text."""
        if answer.actor is not None:
            self.authored.append(Reference(token, token + 1, "pronoun", answer.actor, score=answer.score))
            self.answers[token] = answer

    def _is_subject(self, token: int) -> bool:
        """A clause's subject; in "held Ann Poe accountable" and "asked Ann Poe to go" she is an object."""
        page = self.page
        head = page.heads[token]
        if page.deps[token] not in ("nsubj", "nsubjpass") or page.tags[head][:2] in ("JJ", "RB", "IN", "NN"):
            return False
        return not (page.tags[head] == "VB" and "to" in page.folded[token + 1 : head])

    def _is_topic(self, first: int, last: int) -> bool:
        """Tell what is as good as a subject: "For Ann Poe, …", "It was Ann Poe who …", "His deputy, Ann Poe, was …"."""
        page = self.page
        head = page.heads[last - 1]
        if page.deps[last - 1] == "appos" and page.deps[head] in ("nsubj", "nsubjpass") and head < first:
            return True
        if page.word(first - 1) == "for" and page.opens[first - 1]:
            return page.word(last) == ","
        return page.deps[last - 1] == "attr" and page.word(page.subjects.get(page.heads[last - 1], -1)) == "it"

    def _insert(self, reference: Reference) -> None:
        met = self.met[reference.actor]
        if not self.references or self.references[-1].first <= reference.first:
            self.references.append(reference)
        else:
            insort(self.references, reference, key=lambda r: r.first)
        insort(met, reference.first)

    # --- questions ----------------------------------------------------------------------------------------------------

    def before(self, token: int, count: int = 40) -> list[Reference]:
        """Return up to `count` references that begin before a token, in text order."""
        at = bisect_left(self.references, token, key=lambda r: r.first)
        return self.references[max(0, at - count) : at]

    def last_met(self, actor: int, token: int) -> int | None:
        """Return the last token before `token` at which an actor was met, or None."""
        met = self.met.get(actor, ())
        at = bisect_left(met, token)
        return met[at - 1] if at else None

    def name_before(self, actor: int, token: int) -> tuple[tuple[int, int], ...]:
        """Return the token range of an actor's last name before a token, as a chain of none or one."""
        for reference in reversed(self.before(token, _LOOK_BACK)):
            if reference.actor == actor and reference.form == "name":
                return ((reference.first, reference.last),)
        return ()

    def speaks(self, token: int) -> int | None:
        """Return whose reported words a token lies in, as far as is known by now."""
        index = self.content[token]
        head = self.heads[index] if index >= 0 else None
        if head is None:
            return None
        if head.name is not None and head.name.kind == "person":
            return head.name.actor
        known = self.answers.get(head.token)
        return known.actor if known else None

    def decide(self, ranked: list[tuple[int, float]], first: int, last: int, why: str, least: float = MARGIN) -> Answer:
        """Return the best of a ranking where its margin is at least `least`, else an unknown with the rivals."""
        if not ranked or ranked[0][1] < LEAST:
            return Answer(None, 0.0, tuple(ranked[:3]), (), "no candidate")
        best, score = ranked[0]
        margin = score - (ranked[1][1] if len(ranked) > 1 else 0.0)
        if margin < least:
            return Answer(None, 0.0, tuple(ranked[:3]), (), "several fit")
        sure = min(1.0, 0.55 + 0.45 * min(1.0, margin / 0.8))
        return Answer(best, sure, tuple(ranked[:4]), ((first, last), *self.name_before(best, first)), why)


def _ties(actors: Sequence[Actor]) -> dict[int, list[tuple[str, int]]]:
    """Possessor token → (kinship noun, actor), as `roles` left them."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for actor in actors:
        for noun, token in actor.ties:
            found[token].append((noun, actor.number))
    return found


def _size(content: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in content)
