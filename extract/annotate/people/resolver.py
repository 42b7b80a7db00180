"""Coreference over one article: three passes in text order.

In: `Page`, names bound to actors, attributions. Out: references by actor, and for each attribution who speaks. First
the reporter's own words (what a pronoun there means waits for nothing), then the speaker of each attribution, then
what stands within quotation marks, where the speaker is "I" and hardly ever "he". Each pass is linear in the tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from extract.annotate.people.actors import Actor
from extract.annotate.people.authors import Authors
from extract.annotate.people.descriptions import Descriptions
from extract.annotate.people.interviews import interviewee, side
from extract.annotate.people.names import Name
from extract.annotate.people.nominals import Nominals
from extract.annotate.people.page import Page
from extract.annotate.people.passers import Passers
from extract.annotate.people.phrases import Phrase
from extract.annotate.people.places import FIRST_SINGULAR
from extract.annotate.people.pronouns import Pronouns, is_pronoun
from extract.annotate.people.sources import Head
from extract.annotate.people.state import NOBODY, Answer, State

if TYPE_CHECKING:
    from extract.annotate.attribution import Attribution

_TALK = 5
"""Attributions, and paragraphs, back to which two are in talk."""
_GOES_ON = 1
"""Paragraphs after which "it" and "they" are no longer whoever spoke last."""
_DASHES = frozenset({"-", "–", "—", "--"})
_SIGNATURE = 8
"""Tokens of a line that is nothing but whose words those above it are."""
_AMBIGUOUS = "several people share this name"


class Resolver:
    """Works through one article once; afterwards answers about heads of phrases."""

    def __init__(
        self,
        page: Page,
        names: Sequence[Name],
        actors: list[Actor],
        attributions: Sequence[Attribution],
        byline: str | None = None,
    ) -> None:
        self.page, self.actors, self.attributions = page, actors, attributions
        self.authors = Authors(page, names, actors, byline)
        self.state = State(page, names, actors, attributions)
        descriptions = Descriptions(page, self.state.lex, actors)
        self.pronouns = Pronouns(self.state, descriptions)
        self.nominals = Nominals(self.state, descriptions)
        self.passers = Passers(self.state, self.nominals, descriptions)
        self.speakers: list[Answer] = [NOBODY] * len(attributions)

    def run(self) -> None:
        """Find every reference and speaker."""
        self._narration()
        self._speak()
        self._quotations()
        self._speak_within()

    # --- the reporter's words -----------------------------------------------------------------------------------------

    def _narration(self) -> None:
        names = iter([n for n in self.state.names if n.actor is not None])
        name = next(names, None)
        i = 0
        while i < len(self.page):
            if name is not None and i >= name.first:
                self._name(name)
                i = max(i + 1, name.last)
                name = next(names, None)
            elif self.page.quoted[i] >= 0:
                i += 1
            elif self.page.folded[i] == "the" and (after := self.nominals.narrated(i)) > i + 1:
                i = after
            else:
                self.passers.meet(i)
                if is_pronoun(self.state, i):
                    self.pronouns.narrated(i)
                elif self.authors.stretches and self.page.folded[i] in FIRST_SINGULAR:
                    self._author(i)
                i += 1

    def _author(self, token: int) -> None:
        """ "I" in the reporter's own words, and not in what they say that somebody else thinks."""
        written = self.authors.at(token)
        if written is not None:
            chain = ((token, token + 1), *((written.told,) if written.told else ()))
            self.state.refer_author(token, Answer(written.actor, 0.8, (), chain, "first person author"))

    def _name(self, name: Name) -> None:
        answer = Answer(name.actor, 1.0, (), ((name.first, name.last),), "name")
        self.state.refer(name.first, name.last, "name", answer)
        if name.last in self.state.ties and name.actor is not None:
            self.pronouns.kin(name.last, name.actor)

    # --- speakers -----------------------------------------------------------------------------------------------------

    def _speak(self) -> None:
        for index, attribution in enumerate(self.attributions):
            head = self.state.heads[index]
            label = side(self.state, index)
            if label is not None:
                self.speakers[index] = (
                    self._answering(index) if label == "answer" else Answer(None, 0.0, why="question")
                )
            elif head is not None:
                self.speakers[index] = self._speaker(head, *self.page.tokens(attribution.source[0]))
            elif attribution.continues is not None:
                self.speakers[index] = self._goes_on(attribution.continues)
            else:
                ways = (self._signed, self._implied, self._replying)
                self.speakers[index] = next((a for way in ways if (a := way(index)) is not NOBODY), NOBODY)

    def _answering(self, index: int) -> Answer:
        """Whoever the interview is with answers its questions."""
        span = self.page.tokens(self.attributions[index].source[0])
        if self.interviewee is None:
            return Answer(None, 0.0, (), (span,), "no candidate")
        return Answer(self.interviewee, 0.8, (), (span, *self.state.name_before(self.interviewee, span[0])), "answer")

    @cached_property
    def interviewee(self) -> int | None:
        """The actor who answers in an interview by question and answer."""
        return interviewee(self.state)

    def _goes_on(self, before: int) -> Answer:
        """The speaker of an earlier attribution, in whose words this one goes on."""
        known = self.speakers[before] if 0 <= before < len(self.speakers) else NOBODY
        return Answer(known.actor, known.score, known.rivals, known.chain, "goes on")

    def _replying(self, index: int) -> Answer:
        """Words with no source, right after a question: of the other one of two who are in talk there."""
        here = self._paragraph(index)
        if index < 2 or here - self._paragraph(index - 1) != 1 or not self._is_question(index - 1):
            return NOBODY
        asker = self.speakers[index - 1].actor
        for k in range(index - 2, max(-1, index - _TALK), -1):
            other = self.speakers[k].actor
            if here - self._paragraph(k) > _TALK or self.attributions[k].kind == "indirect":
                break
            if asker is not None and other not in (None, asker):
                return Answer(other, 0.6, (), self.state.name_before(other, self._opening(index)), "replies")
        return NOBODY

    def _signed(self, index: int) -> Answer:
        """A quotation that is a paragraph of its own, with "– Ann Poe." as the next one."""
        page, last = self.page, self.attributions[index].content[-1]
        number = page.paragraph[max(0, page.tokens(last)[1] - 1)] + 1
        if number >= len(page.bounds):
            return NOBODY
        first, end = page.bounds[number]
        names = self.state.sources.within(first, end) if end - first <= _SIGNATURE else []
        name = names[0] if names and page.words[first] in _DASHES else None
        if name is None or name.title_first != first + 1 or any(w.isalnum() for w in page.words[name.last : end]):
            return NOBODY
        if name.kind != "person" or name.actor is None:
            return NOBODY
        return Answer(name.actor, 0.9, (), ((name.first, name.last),), "signed")

    def _implied(self, index: int) -> Answer:
        """ "Ann Poe had won, adding that …": whoever the verb is told of."""
        page = self.page
        for span in self.attributions[index].cue:
            for verb in range(*page.tokens(span)):
                subject = page.controller(verb) if page.tags[verb] == "VBG" and page.quoted[verb] < 0 else None
                names = self.state.sources.within(subject, subject + 1) if subject is not None else []
                known = self.state.answers.get(subject) if subject is not None else None
                actor = names[0].actor if names else known.actor if known else None
                if actor is not None and subject is not None:
                    return Answer(actor, 0.7, (), ((subject, subject + 1),), "implied")
        return NOBODY

    def _opening(self, index: int) -> int:
        return min(self.page.token_from(self.attributions[index].content[0].start), len(self.page) - 1)

    def _paragraph(self, index: int) -> int:
        return self.page.paragraph[self._opening(index)]

    def _is_question(self, index: int) -> bool:
        last = self.attributions[index].content[-1]
        words = last.of(self.page.text).rstrip("\"”'’ \n")
        return words.endswith("?") and self.attributions[index].kind == "direct"

    def _speak_within(self) -> None:
        """Sources that are pronouns within quotation marks are known only after those are resolved."""
        for index, head in enumerate(self.state.heads):
            if head is not None and head.kind == "pronoun" and self.speakers[index].actor is None:
                self.speakers[index] = self._pronoun(head.token)

    def _speaker(self, head: Head, first: int, last: int) -> Answer:
        """Return who stands behind a source and mark them as acting."""
        answer = self.behind(head, first, last)
        if answer.actor is not None:
            self.actors[answer.actor].acts = not self.actors[answer.actor].passing
        return answer

    def behind(self, head: Head, first: int, last: int) -> Answer:
        """Return whom the head of a source stands for; one without a name becomes an actor."""
        if head.kind == "pronoun":
            return self._pronoun(head.token)
        if head.kind == "pair" and head.phrase is not None:
            return self.nominals.phrase_actor("group", head.phrase, self._pair(head.phrase), last, "pair")
        if head.name is not None:
            return self._named(head.name) if head.kind == "person" else self._other(head, head.name)
        if head.phrase is not None:
            return self.nominals.source(head.phrase, first, last)
        return NOBODY

    def _pronoun(self, token: int) -> Answer:
        known = self.state.answers.get(token, NOBODY)
        word = self.page.word(token)
        if known is NOBODY and word in ("it", "they") and self.page.quoted[token] < 0:
            only = self._spoke_before(token, "group" if word == "they" else "organisation")
            if only is None:
                only = self.nominals.bodies.only(token, word == "they")
            chain = ((token, token + 1), *self.state.name_before(only, token)) if only is not None else ()
            known = Answer(only, 0.6, (), chain, "pronoun") if only is not None else NOBODY
            self.state.refer(token, token + 1, "pronoun", known)
        if known.actor is not None:
            self.actors[known.actor].acts = not self.actors[known.actor].passing
        return known

    def _spoke_before(self, token: int, kind: str) -> int | None:
        """ "The Ledger reported … The yard, it added, …": the body or group whose words were the last ones."""
        index = min(self.state.asks.get(token, (0,)))
        for k in range(index - 1, max(-1, index - 3), -1):
            actor = self.speakers[k].actor
            if actor is not None:
                near = self.page.paragraph[token] - self._paragraph(k) <= _GOES_ON
                return actor if near and self.actors[actor].kind == kind else None
        return None

    def _named(self, name: Name) -> Answer:
        if name.actor is None:
            return Answer(None, 0.0, tuple(name.rivals[:4]), (), _AMBIGUOUS)
        return Answer(name.actor, 0.97, tuple(name.rivals[1:4]), ((name.first, name.last),), "name")

    def _other(self, head: Head, name: Name) -> Answer:
        """A name that is no person's: an organisation, a place that speaks for its government, a people."""
        if self.nominals.is_demonym(name):
            return self.nominals.compatriot(name)
        if name.actor is not None:
            return Answer(name.actor, 0.9, (), ((name.first, name.last),), "name")
        actor = self.nominals.worded("group" if head.kind == "people" else "organisation", " ".join(name.words))
        actor.forms[name.words] = actor.forms.get(name.words, 0) + 1
        name.actor = actor.number
        answer = Answer(actor.number, 0.9, (), ((name.first, name.last),), "name")
        self.state.refer(name.first, name.last, "name", answer)
        return answer

    def _pair(self, phrase: Phrase) -> str:
        """The names of those who speak together, each as full as the article gives it."""
        names = self.state.sources.within(phrase.first, phrase.last)
        names = [n for n in names if n.kind == "person"] if any(n.kind == "person" for n in names) else names
        full = [self.actors[n.actor].display if n.actor is not None else " ".join(n.words) for n in names]
        unique = list(dict.fromkeys(full))
        return ", ".join(unique[:-1]) + " and " + unique[-1] if len(unique) > 1 else unique[0]

    # --- within quotation marks ---------------------------------------------------------------------------------------

    def _quotations(self) -> None:
        for i, quoted in enumerate(self.page.quoted):
            if quoted >= 0:
                self.passers.meet(i)
            if quoted >= 0 and self.page.tags[i].startswith("PRP"):
                index = self.state.content[i]
                self.pronouns.quoted(i, self.speakers[index] if index >= 0 else NOBODY)

    # --- questions ----------------------------------------------------------------------------------------------------

    def answer(self, head: Head) -> Answer:
        """Return who a noun phrase refers to, without adding anybody."""
        known = self.state.answers.get(head.token)
        if known is not None:
            return known
        if head.name is not None:
            return self._named(head.name)
        return NOBODY
