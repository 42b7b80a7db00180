"""Coreference over one article, in text order: names, then pronouns and descriptions, speakers, and pronouns in quotations.

In: `Page`, names bound to actors, attributions. Out: references by actor, and for each attribution who speaks. Three passes,
each linear: the reporter's own words (what a pronoun there means does not wait for anything), the speaker of each
attribution, then what is said within quotation marks, where the speaker is "I" and hardly ever "he".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotate.attribution import Attribution
from extract.annotate.people import focus
from extract.annotate.people.actors import Actor, Reference, Role
from extract.annotate.people.descriptions import Descriptions
from extract.annotate.people.focus import Place
from extract.annotate.people.lexicon import lexicon
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import Phrase, is_role, sense
from extract.annotate.people.sources import Head, Sources
from extract.annotate.people.unnamed import anonymity, lemma, sort_of, wording
from extract.records import Span

MARGIN = 0.2
"""A pronoun or description is left unknown where the two best candidates differ by less."""
_LEAST = 0.35
_RELATIONAL = frozenset(
    "spokesperson aide adviser lawyer source official deputy assistant ally friend supporter".split()
)
_INDEFINITE = frozenset("a an one another some any every each no".split())
_THIRD = focus.HE | focus.SHE


@dataclass(frozen=True, slots=True)
class Answer:
    """Who something refers to: actor or None, score 0 to 1, rivals best first, token ranges from it to the name, reason."""

    actor: int | None
    score: float
    rivals: tuple[tuple[int, float], ...] = ()
    chain: tuple[tuple[int, int], ...] = ()
    why: str = ""


_NOBODY = Answer(None, 0.0)


class Resolver:
    """Works through one article once; afterwards answers about spans."""

    def __init__(
        self, page: Page, names: Sequence[Name], actors: list[Actor], attributions: Sequence[Attribution]
    ) -> None:
        self.page, self.lex, self.names, self.actors, self.attributions = page, lexicon(), names, actors, attributions
        self.sources = Sources(page, self.lex, names)
        self.descriptions = Descriptions(page, self.lex, actors)
        self.references: list[Reference] = []
        self.answers: dict[int, Answer] = {}
        self.speakers: list[Answer] = [_NOBODY] * len(attributions)
        self.seen_at: dict[int, int] = {}
        self.last_speaker: int | None = None
        self.first_at: dict[int, int] = {}
        self.unnamed: dict[str, list[int]] = defaultdict(list)
        self._by_words: dict[str, int] = {}
        self.ties = self._ties()
        self.heads = [self._head(a) for a in attributions]
        self.content = self._paint()
        self.asks = self._asks()

    # --- preparation --------------------------------------------------------------------------------------------------

    def _head(self, attribution: Attribution) -> Head | None:
        if not attribution.source:
            return None
        return self.sources.head(*self.page.tokens(attribution.source[0]))

    def _ties(self) -> dict[int, list[tuple[str, int]]]:
        """Possessor token → (kinship noun, actor) as `roles` left them ("noun@token")."""
        found: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for actor in self.actors:
            for key in actor.relations:
                noun, _, at = key.rpartition("@")
                found[int(at)].append((noun, actor.number))
        return found

    def _paint(self) -> list[int]:
        """For each token the attribution whose content holds it, the shortest where several do; -1 for none."""
        found = [-1] * len(self.page)
        order = sorted(range(len(self.attributions)), key=lambda i: -_size(self.attributions[i]))
        for index in order:
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

    # --- the passes ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Find every reference and speaker."""
        self._narration()
        for index in range(len(self.attributions)):
            self.speakers[index] = self._speaker(index)
        self._quotations()
        self.references.sort(key=lambda r: r.first)

    def _narration(self) -> None:
        names = iter([n for n in self.names if n.actor is not None])
        name = next(names, None)
        i = 0
        while i < len(self.page):
            if name is not None and i >= name.first:
                self._refer(name.first, name.last, "name", name.actor or 0, 1.0)
                if name.last in self.ties:
                    self._kin(name.last, name.actor or 0)
                i = max(i + 1, name.last)
                name = next(names, None)
                continue
            i = self._event(i)

    def _event(self, i: int) -> int:
        """Handle what stands at token `i` in the reporter's words; return the next token."""
        word = self.page.folded[i]
        if self.page.quoted[i] >= 0:
            return i + 1
        if word in _THIRD and self.page.tags[i].startswith("PRP"):
            self._pronoun(i, word)
        elif word == "the":
            return self._definite(i)
        return i + 1

    def _refer(self, first: int, last: int, form: str, actor: int, score: float) -> None:
        page = self.page
        subject = page.deps[last - 1] in ("nsubj", "nsubjpass") or self._is_source(first, last)
        reference = Reference(first, last, form, actor, subject, page.quoted[first], score)  # pyright: ignore
        self.references.append(reference)
        if subject and any(i in self.asks for i in range(first, last)):
            self.last_speaker = actor
        self.seen_at[actor] = first
        self.first_at.setdefault(actor, first)
        for i in range(first, last):
            self.answers.setdefault(i, Answer(actor, score, (), ((first, last),), form))

    def _is_source(self, first: int, last: int) -> bool:
        return any(i in self.asks for i in range(first, last))

    # --- pronouns in the reporter's words -----------------------------------------------------------------------------

    def _pronoun(self, i: int, word: str) -> None:
        ranked = focus.rank(self.page, self.actors, self.references, self._place(i, word))
        ranked = ranked or self._ahead(i, word)
        answer = self._decide(ranked, i, word)
        self.answers[i] = answer
        if answer.actor is None:
            return
        self._learn(answer, word)
        self._refer(i, i + 1, "pronoun", answer.actor, answer.score)
        self.answers[i] = answer
        if self.page.tags[i] == "PRP$":
            self._kin(i, answer.actor)

    def _place(self, i: int, word: str, speaker: int | None = None) -> Place:
        controller = self.page.controller(i)
        contents = tuple(
            self.page.tokens(span) for index in self.asks.get(i, ()) for span in self.attributions[index].content
        )
        if speaker is None and not contents:
            speaker = self._reported_by(i)
        subject = self.page.deps[i] in ("nsubj", "nsubjpass") or word in ("he", "she")
        surname = next((self.actors[n].keys[-1] for _, n in self.ties.get(i, ()) if len(self.actors[n].keys) > 1), "")
        return Place(
            i,
            word,
            subject,
            self.page.quoted[i],
            speaker,
            speaker is not None,
            contents,
            surname,
            self._content_from(i),
            self._barred(i, word, subject, controller),
            controller,
            self.last_speaker,
        )

    def _content_from(self, i: int) -> int:
        index = self.content[i]
        return self.page.token_from(self.attributions[index].content[0].start) if index >= 0 else -1

    def _barred(self, i: int, word: str, subject: bool, controller: int | None) -> frozenset[int]:
        """Who the pronoun cannot be: its clause's subject where it is an object; who asked where it answers."""
        asker = self._asked(i)
        found = {asker} if asker is not None else set()
        is_object = not subject and self.page.tags[i] == "PRP" and not word.endswith("self")
        if is_object and controller is not None and controller != i:
            known = self.answers.get(controller)
            if known is not None and known.actor is not None:
                found.add(known.actor)
        return frozenset(found)

    def _asked(self, i: int) -> int | None:
        """ "A asked him …, to which he replied": who asked is not who answers."""
        page = self.page
        if page.word(i - 1) != "which" or page.word(i - 2) != "to":
            return None
        for reference in reversed(self.references[-12:]):
            if page.sentence[reference.first] != page.sentence[i]:
                break
            if reference.subject and reference.form == "name":
                return reference.actor
        return None

    def _reported_by(self, i: int) -> int | None:
        """Whose reported words token `i` lies in, as far as is known by now."""
        index = self.content[i]
        head = self.heads[index] if index >= 0 else None
        if head is None:
            return None
        if head.name is not None and head.name.kind == "person":
            return head.name.actor
        known = self.answers.get(head.token)
        return known.actor if known else None

    def _decide(self, ranked: list[tuple[int, float]], i: int, word: str) -> Answer:
        if not ranked or ranked[0][1] < _LEAST:
            return Answer(None, 0.0, tuple(ranked[:3]), (), "no candidate")
        best, score = ranked[0]
        margin = score - (ranked[1][1] if len(ranked) > 1 else 0.0)
        if margin < MARGIN:
            return Answer(None, 0.0, tuple(ranked[:3]), (), "several fit")
        sure = min(1.0, 0.55 + 0.45 * min(1.0, margin / 0.8))
        return Answer(best, sure, tuple(ranked[:4]), ((i, i + 1), *self._name_of(best)), "pronoun")

    def _name_of(self, actor: int) -> tuple[tuple[int, int], ...]:
        """The last name of an actor before here."""
        for reference in reversed(self.references[-60:]):
            if reference.actor == actor and reference.form == "name":
                return ((reference.first, reference.last),)
        return ()

    def _learn(self, answer: Answer, word: str) -> None:
        if answer.actor is not None and answer.score > 0.75:
            self.actors[answer.actor].agree("m" if word in focus.HE else "f", 0.4)

    def _ahead(self, i: int, word: str) -> list[tuple[int, float]]:
        """Cataphora: with nobody before, the subject that follows in the same sentence."""
        for name in self.sources.within(i, min(len(self.page), i + 30)):
            if self.page.sentence[name.first] != self.page.sentence[i]:
                break
            if name.kind == "person" and name.actor is not None and self.page.deps[name.last - 1] == "nsubj":
                lean = self.actors[name.actor].leans() * (1 if word in focus.HE else -1)
                return [(name.actor, 0.6)] if lean > -0.3 else []
        return []

    # --- descriptions -------------------------------------------------------------------------------------------------

    def _definite(self, i: int) -> int:
        end = self.page.bounds[self.page.paragraph[i]][1]
        phrase = self.descriptions.definite(i, end)
        if phrase is None or self._names_follow(phrase, end):
            return i + 1
        ranked = self._rank(phrase)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return i + 1
        best, score = ranked[0]
        sure = min(0.9, 0.5 + 0.3 * score)
        chain = ((phrase.first, phrase.last), *self._name_of(best))
        self._refer(phrase.first, phrase.last, "description", best, sure)
        for k in range(phrase.first, phrase.last):
            self.answers[k] = Answer(best, sure, tuple(ranked[:4]), chain, "description")
        return phrase.last

    def _names_follow(self, phrase: Phrase, end: int) -> bool:
        """ "the premier Edi Rama", "the president's …" holds a name, or a name is its head."""
        if self.sources.within(phrase.head, min(end, phrase.last + 1)):
            return True
        return self.page.word(phrase.last) in ("-",) or self.page.tag(phrase.last) in ("NN", "NNS")

    def _rank(self, phrase: Phrase) -> list[tuple[int, float]]:
        ranked = self.descriptions.rank(phrase, self.seen_at)
        if ranked:
            return ranked
        known = [n for n in self.unnamed.get(lemma(phrase), ()) if n in self.seen_at]
        return [(known[-1], 0.8)] if known else []

    def _kin(self, i: int, owner: int) -> None:
        """After a resolved "his": keep a tie ("his wife, Heidi") or follow one ("his wife")."""
        for noun, other in self.ties.get(i, ()):
            self.descriptions.tie(owner, noun, other)
        noun_at = i + 1
        while self.page.tag(noun_at) in ("JJ", "HYPH") and noun_at < i + 4:
            noun_at += 1
        noun = self.page.word(noun_at)
        if noun not in self.lex.kinship or self.sources.within(noun_at, noun_at + 3):
            return
        other = self.descriptions.relative(owner, noun)
        if other is not None and other != owner:
            self._refer(i, noun_at + 1, "description", other, 0.7)
            self.answers[noun_at] = Answer(other, 0.7, (), ((i, noun_at + 1), *self._name_of(other)), "description")

    # --- speakers -----------------------------------------------------------------------------------------------------

    def _speaker(self, index: int) -> Answer:
        attribution = self.attributions[index]
        head = self.heads[index]
        if head is not None:
            return self.resolve_head(head, *self.page.tokens(attribution.source[0]))
        if attribution.continues is not None and attribution.continues < index:
            before = self.speakers[attribution.continues]
            return Answer(before.actor, before.score, before.rivals, before.chain, "goes on")
        return _NOBODY

    def answer(self, head: Head) -> Answer:
        """Return who a noun phrase refers to, without adding anybody."""
        known = self.answers.get(head.token)
        if known is not None:
            return known
        if head.name is not None:
            name = head.name
            if name.actor is None:
                return Answer(None, 0.0, tuple(name.rivals[:4]), (), "several people share this name")
            return Answer(name.actor, 0.97, (), ((name.first, name.last),), "name")
        return _NOBODY

    def resolve_head(self, head: Head, first: int, last: int) -> Answer:
        """Return who stands behind a source."""
        if head.name is not None and head.kind == "person":
            return self._named(head)
        if head.kind == "pronoun":
            return self._by_pronoun(head.token)
        if head.name is not None:
            return self._named_other(head)
        if head.kind == "pair" and head.phrase is not None:
            return self._phrase_answer("group", head.phrase, self._pair_words(head.phrase), first)
        if head.phrase is not None:
            return self._by_phrase(head.phrase, first, last)
        return _NOBODY

    def _pair_words(self, phrase: Phrase) -> str:
        """The names of those who speak together, each as full as the article gives it."""
        names = self.sources.within(phrase.first, phrase.last)
        full = [self.actors[n.actor].display if n.actor is not None else " ".join(n.words) for n in names]
        unique = list(dict.fromkeys(full))
        return ", ".join(unique[:-1]) + " and " + unique[-1] if len(unique) > 1 else unique[0]

    def _named(self, head: Head) -> Answer:
        name = head.name
        if name is None or name.actor is None:
            rivals = tuple(name.rivals[:4]) if name else ()
            return Answer(None, 0.0, rivals, (), "several people share this name")
        self.actors[name.actor].acts = True
        score = 0.97
        rivals = tuple((n, s) for n, s in name.rivals[1:4])
        return Answer(name.actor, score, rivals, ((name.first, name.last),), "name")

    def _named_other(self, head: Head) -> Answer:
        name = head.name
        if name is None:
            return _NOBODY
        if name.actor is None:
            kind = "group" if head.kind == "people" else "organisation"
            actor = self._unnamed_actor(kind, " ".join(name.words), name.key)
            actor.forms[name.words] = 1
            name.actor = actor.number
            self._refer(name.first, name.last, "name", actor.number, 0.9)
        self.actors[name.actor].acts = True
        return Answer(name.actor, 0.9, (), ((name.first, name.last),), "name")

    def _by_pronoun(self, token: int) -> Answer:
        known = self.answers.get(token)
        if known is not None:
            if known.actor is not None:
                self.actors[known.actor].acts = True
            return known
        return _NOBODY

    def _by_phrase(self, phrase: Phrase, first: int, last: int) -> Answer:
        known = self.answers.get(phrase.head)
        if known is not None and known.actor is not None and known.why in ("description", "unnamed", "pronoun"):
            self.actors[known.actor].acts = True
            return known
        described = self._described(phrase)
        if described is not None:
            return described
        sort = sort_of(self.page, self.lex, phrase, last)
        if sort in ("document", "thing"):
            return Answer(None, 0.0, (), ((phrase.first, phrase.last),), sort)
        if sort == "organisation":
            return self._organisation(phrase, first, last)
        return self._new_unnamed(sort, phrase, first, last)

    def _described(self, phrase: Phrase) -> Answer | None:
        """A source like "Obama's former strategist" or a headline's "Senator from Texas": who has such a role."""
        opening = self.page.folded[phrase.first]
        if phrase.plural or opening in _INDEFINITE or self.page.tag(phrase.first) == "CD":
            return None
        before = {n: at for n, at in self.first_at.items() if at < phrase.first}
        ranked = self.descriptions.rank(phrase, before)
        if not ranked:
            ranked = self._varied(phrase)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return None
        best, score = ranked[0]
        self._add_role(best, phrase)
        self.actors[best].acts = True
        sure = min(0.85, 0.45 + 0.3 * score)
        self._refer(phrase.first, phrase.last, "description", best, sure)
        return Answer(best, sure, tuple(ranked[:4]), ((phrase.first, phrase.last), *self._name_of(best)), "description")

    def _add_role(self, number: int, phrase: Phrase) -> None:
        """A description that turned out to be somebody without a role is the role."""
        if not self.actors[number].roles:
            first = phrase.first + (self.page.folded[phrase.first] == "the")
            span = self.page.span(first, phrase.last)
            words = frozenset(self.page.folded[first : phrase.last])
            self.actors[number].roles.append(
                Role(" ".join(span.of(self.page.text).split()), span, (phrase.noun,), modifiers=words)
            )

    def _varied(self, phrase: Phrase) -> list[tuple[int, float]]:
        """Elegant variation: a new description of the only one the text right before is about.

        Taken only for somebody with no role so far, the one subject of this and the last paragraph, and never for
        words that name one person by another (spokesman, aide, lawyer, source).
        """
        definite = any(self.page.tags[i] == "POS" for i in range(phrase.first, phrase.head)) or (
            self.page.folded[phrase.first] == "the" and phrase.head - phrase.first > 1
        )
        if not definite or not is_role(self.lex, phrase.noun) or sense(self.lex, phrase.noun) in _RELATIONAL:
            return []
        here = self.page.paragraph[phrase.first]
        close = [
            r for r in self.references[-40:] if r.first < phrase.first and here - self.page.paragraph[r.first] <= 1
        ]
        subjects = {r.actor for r in close if r.subject and r.quoted < 0 and self.actors[r.actor].kind == "person"}
        if len(subjects) != 1:
            return []
        only = subjects.pop()
        return [(only, 0.5)] if not self.actors[only].roles else []

    def _organisation(self, phrase: Phrase, first: int, last: int) -> Answer:
        """ "the ministry": the last organisation of that word; "the Rama campaign": an organisation by that name."""
        fits = [
            a for a in self.actors if a.kind == "organisation" and phrase.noun in a.keys and a.number in self.seen_at
        ]
        bare = phrase.head - phrase.first <= 1
        if bare and fits:
            best = max(fits, key=lambda a: self.seen_at[a.number] if self.seen_at[a.number] < phrase.first else -1)
            best.acts = True
            return Answer(best.number, 0.75, (), ((phrase.first, phrase.last),), "description")
        words = wording(self.page, phrase, first, last)
        return self._phrase_answer("organisation", phrase, words, first)

    def _new_unnamed(self, sort: str, phrase: Phrase, first: int, last: int) -> Answer:
        words = wording(self.page, phrase, first, last)
        if (
            self.page.folded[phrase.first] in ("the", "this", "that")
            and not phrase.plural
            and phrase.head - phrase.first <= 1
        ):
            known = [n for n in self.unnamed.get(lemma(phrase), ()) if self.seen_at.get(n, 1 << 60) < phrase.first]
            if not known:
                return Answer(None, 0.0, (), ((phrase.first, phrase.last),), "description of nobody named")
            return self._phrase_found(known[-1], phrase)
        return self._phrase_answer(sort, phrase, words, first, last)

    def _phrase_answer(self, kind: str, phrase: Phrase, words: str, first: int, last: int | None = None) -> Answer:
        actor = self._unnamed_actor(kind, words, words.casefold())
        if kind == "unnamed" and actor.anonymity is None:
            actor.anonymity = anonymity(self.page, phrase, last or phrase.last)
        actor.plural = phrase.plural
        actor.head = lemma(phrase)
        if actor.number not in self.unnamed[actor.head]:
            self.unnamed[actor.head].append(actor.number)
        return self._phrase_found(actor.number, phrase)

    def _phrase_found(self, number: int, phrase: Phrase) -> Answer:
        self.actors[number].acts = True
        self._refer(phrase.first, phrase.last, "description", number, 0.85)
        answer = Answer(number, 0.85, (), ((phrase.first, phrase.last),), "unnamed")
        for k in range(phrase.first, phrase.last):
            self.answers[k] = answer
        return answer

    def _unnamed_actor(self, kind: str, words: str, key: str) -> Actor:
        hit = self._by_words.get(key)
        if hit is None:
            actor = Actor(len(self.actors), kind, phrase=words)  # pyright: ignore
            self.actors.append(actor)
            self._by_words[key] = actor.number
            return actor
        return self.actors[hit]

    # --- within quotation marks ---------------------------------------------------------------------------------------

    def _quotations(self) -> None:
        self.references.sort(key=lambda r: r.first)
        firsts = [r.first for r in self.references]
        recent: list[Reference] = []
        for i, quoted in enumerate(self.page.quoted):
            if quoted < 0 or not self.page.tags[i].startswith("PRP"):
                continue
            self._quoted_pronoun(i, firsts, recent)

    def _quoted_pronoun(self, i: int, firsts: list[int], recent: list[Reference]) -> None:
        word = self.page.folded[i]
        index = self.content[i]
        speaker = self.speakers[index] if index >= 0 else _NOBODY
        if word in focus.FIRST_SINGULAR or word in focus.FIRST_PLURAL:
            if speaker.actor is not None:
                self._refer(i, i + 1, "pronoun", speaker.actor, speaker.score)
                self.answers[i] = Answer(speaker.actor, speaker.score, (), speaker.chain, "first person")
            return
        if word not in _THIRD:
            return
        at = bisect_left(firsts, i)
        before = [*self.references[max(0, at - 40) : at], *recent[-20:]]
        before.sort(key=lambda r: r.first)
        place = self._place(i, word, speaker.actor)
        answer = self._decide(focus.rank(self.page, self.actors, before, place), i, word)
        self.answers[i] = answer
        if answer.actor is not None:
            self._refer(i, i + 1, "pronoun", answer.actor, answer.score)
            self.answers[i] = answer
            recent.append(self.references[-1])


def _size(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


def chain_spans(page: Page, chain: Sequence[tuple[int, int]]) -> list[Span]:
    """Return a chain of token ranges as the article's spans."""
    return [page.span(a, b) for a, b in chain if b > a]
