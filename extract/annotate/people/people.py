"""The people of an article: what the engine found, as records, with answers about spans.

In: parsed text, marks, attributions. Out: `People`. One `Person` an actor, in order of first mention: every named
person, and organisations, groups and unnamed sources that speak or act. Who only holds a stance comes in later, by
`acting`, and is listed where the stance is (`with_holders`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.annotate.people.acting import Acting
from extract.annotate.people.actors import Actor, Reference
from extract.annotate.people.clustering import Gathering
from extract.annotate.people.kinds import decide_kinds
from extract.annotate.people.lexicon import lexicon
from extract.annotate.people.names import Name, find_names
from extract.annotate.people.page import Page, make_page
from extract.annotate.people.resolver import Resolver
from extract.annotate.people.roles import find_roles
from extract.annotate.people.state import Answer
from extract.records import Article, Mention, Person, Span

if TYPE_CHECKING:
    from extract.annotate.attribution import Attribution
    from extract.annotate.marks import Marks
    from extract.annotate.parse import ParsedText


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a span refers to: person id or None where it is unknown or too close, score 0 to 1, rivals (id, score) best
    first, the mentions that lead from the span to the name, and the reason in one or two words."""

    person_id: str | None
    score: float = 0.0
    rivals: tuple[tuple[str, float], ...] = ()
    chain: tuple[Span, ...] = ()
    why: str = ""


class People:
    """The people of one article, and who any of its spans refers to."""

    def __init__(self, page: Page, resolver: Resolver) -> None:
        self._page, self._resolver = page, resolver
        self._acting = Acting(resolver)
        kept = _kept(page, resolver)
        self._ids = {actor.number: f"p{i}" for i, actor in enumerate(kept, 1)}
        self.people: tuple[Person, ...] = self._records(kept)
        self._by_id = {p.id: p for p in self.people}
        self._starts, self._mentions = self._index()

    def _index(self) -> tuple[list[int], list[tuple[Span, str]]]:
        found = sorted((m.span, p.id) for p in self.people for m in p.mentions)
        return [span.start for span, _ in found], found

    def person_at(self, offset: int) -> str | None:
        """Return the id of the person whose mention covers an offset, or None. Logarithmic."""
        i = bisect_right(self._starts, offset) - 1
        over = [m for m in self._mentions[max(0, i - 2) : i + 1] if m[0].start <= offset < m[0].end]
        return min(over, key=lambda m: m[0].end - m[0].start)[1] if over else None

    def resolve(self, span: Span) -> Resolution:
        """Return the person a source or any noun phrase refers to; `person_id` is None when the margin is small."""
        first, last = self._page.tokens(span)
        if first >= last:
            return Resolution(None, why="no words")
        head = self._resolver.state.sources.head(first, last)
        return self.resolution(self._resolver.answer(head))

    def speaker(self, index: int) -> Resolution:
        """Return who speaks the attribution of that index in the list the people were found with."""
        return self.resolution(self._resolver.speakers[index])

    def resolution(self, answer: Answer) -> Resolution:
        """Return an internal answer with person ids and spans."""
        rivals = tuple((self._ids[n], round(s, 3)) for n, s in answer.rivals if n in self._ids)
        person = self._ids.get(answer.actor) if answer.actor is not None else None
        chain = tuple(self._page.span(a, b) for a, b in answer.chain if b > a)
        return Resolution(person, answer.score if person else 0.0, rivals, chain, answer.why)

    def acting(self, span: Span, head: int) -> Person | None:
        """Return who a noun phrase, its head at an offset, stands for as one who holds a stance, or None.

        That may be a group, a body or somebody unnamed that is none of the people; `with_holders` lists them.
        """
        first, last = self._page.tokens(span)
        noun = min(max(first, self._page.token_from(head)), last - 1)
        number = self._acting.answer(first, last, noun).actor if first < last else None
        if number is None:
            return None
        if number not in self._ids:
            self._ids[number] = f"p{len(self._ids) + 1}"
        return self._by_id.get(self._ids[number]) or self._record(self._resolver.actors[number], ())

    def with_holders(self, holders: Collection[str]) -> tuple[Person, ...]:
        """Return the people and, of those that `acting` told of, the ones that are among `holders`."""
        numbers = (n for n, pid in self._ids.items() if pid in holders and pid not in self._by_id)
        late = [self._resolver.actors[n] for n in numbers]
        everybody = (*self.people, *self._records(late))
        first = {p.id: min((m.start for m in p.mentions), default=0) for p in everybody}
        return tuple(sorted(everybody, key=lambda p: first[p.id])) if late else self.people

    def name(self, person_id: str | None) -> str | None:
        """Return the name of a person of this article."""
        return next((p.name for p in self.people if p.id == person_id), None)

    # --- records ------------------------------------------------------------------------------------------------------

    def _records(self, actors: Sequence[Actor]) -> tuple[Person, ...]:
        state = self._resolver.state
        by_actor: dict[int, list[Reference]] = {a.number: [] for a in actors}
        for reference in (*state.references, *state.authored):
            if reference.actor in by_actor:
                by_actor[reference.actor].append(reference)
        return tuple(self._record(a, by_actor[a.number]) for a in actors)

    def _record(self, actor: Actor, references: Sequence[Reference]) -> Person:
        role = actor.roles[0] if actor.roles else None
        name = actor.display
        return Person(
            id=self._ids[actor.number],
            name=name,
            kind=actor.kind,
            role=role.text if role else None,
            aliases=tuple(a for a in _aliases(actor) if a != name),
            mentions=tuple(_mention(self._page, r) for r in _distinct(references)),
            role_span=role.span if role else None,
            organisation=next((r.organisation for r in actor.roles if r.organisation), None),
            anonymity=actor.anonymity if actor.kind == "unnamed" else None,
        )


def _mention(page: Page, reference: Reference) -> Mention:
    span = page.span(reference.first, reference.last)
    return Mention(span.start, span.end, reference.form)


def _distinct(references: Sequence[Reference]) -> list[Reference]:
    seen: dict[tuple[int, int], Reference] = {}
    for reference in sorted(references, key=lambda r: (r.first, -r.last)):
        seen.setdefault((reference.first, reference.last), reference)
    return list(seen.values())


def _aliases(actor: Actor) -> list[str]:
    ranked = sorted(actor.forms, key=lambda w: (-len(w), -actor.forms[w]))
    return list(dict.fromkeys(" ".join(words) for words in ranked))


def _kept(page: Page, resolver: Resolver) -> list[Actor]:
    """Actors that become people, in order of first mention: all named persons, others only where they act or speak."""
    first: dict[int, int] = {}
    for reference in (*resolver.state.references, *resolver.state.authored):
        first[reference.actor] = min(reference.first, first.get(reference.actor, reference.first))
    kept = [a for a in resolver.actors if a.number in first and (a.kind == "person" or a.acts)]
    return sorted(kept, key=lambda a: first[a.number])


def _mark_acting(page: Page, names: Sequence[Name], actors: Sequence[Actor]) -> None:
    """An organisation acts where it is the subject of a verb that is no mere copula, or what a verb is aimed at."""
    aimed = lexicon().aimed
    for name in names:
        if name.actor is None or name.kind != "organisation":
            continue
        dep, head = page.deps[name.last - 1], page.heads[name.last - 1]
        if dep == "pobj" and page.folded[head] == "by":
            actors[name.actor].acts = True
        if not page.tags[head].startswith("VB") or page.tag(name.last) in ("NN", "NNS"):
            continue
        does = dep == "nsubj" and page.folded[head] not in _COPULAS
        if does or (dep == "dobj" and page.lemmas[head] in aimed):
            actors[name.actor].acts = True


def _quote_labelled(page: Page, attributions: Sequence[Attribution]) -> None:
    """What stands under a transcript's label is said by it, marks or no marks."""
    for index, attribution in enumerate(attributions):
        for span in attribution.content if attribution.label else ():
            for i in range(*page.tokens(span)):
                page.quoted[i] = _LABELLED + index


_LABELLED = 1 << 40
"""Added to an attribution's index so that it is no quotation's."""
_COPULAS = frozenset({"is", "was", "be", "are", "were", "has", "had", "have", "been", "being"})


def find_people(parsed: ParsedText, marks: Marks, attributions: Sequence[Attribution], article: Article) -> People:
    """Find all who act, speak or hold a stance in an article, each once.

    `attributions` are those of the same text, in text order. Raises nothing; cost grows linearly with the text.
    """
    resolver = make_resolver(parsed, marks, attributions, article)
    resolver.run()
    return People(resolver.page, resolver)


def make_resolver(parsed: ParsedText, marks: Marks, attributions: Sequence[Attribution], article: Article) -> Resolver:
    """Return the actors that an article names with what will find all other references to them, not yet run."""
    page = make_page(parsed, marks)
    _quote_labelled(page, attributions)
    labels = [s for a in attributions if a.label for s in a.source]
    names = find_names(page, labels)
    decide_kinds(page, names, [s for a in attributions for s in a.source], labels)
    actors = Gathering(page, names, labels).gather()
    find_roles(page, names, actors)
    _mark_acting(page, names, actors)
    return Resolver(page, names, actors, attributions, article.byline)
