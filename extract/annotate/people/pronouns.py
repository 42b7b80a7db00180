"""Pronouns: where one stands, what it cannot be, and who it is.

In: `State`. Out: answers for he, she, him, her, his … in the reporter's words and within quotation marks, and for I
and we within them. `focus` scores the candidates; here are the facts it asks for.
"""

from __future__ import annotations

from extract.annotate.people import focus
from extract.annotate.people.actors import Actor
from extract.annotate.people.descriptions import Descriptions
from extract.annotate.people.focus import Place
from extract.annotate.people.state import MARGIN, Answer, State

THIRD = focus.HE | focus.SHE
_REPLIES = frozenset({"replied", "replies", "answered", "answers", "responded", "responds", "retorted", "countered"})
_ADDRESSING = frozenset({"ask", "urge", "beg", "order", "advise", "invite", "persuade", "implore", "press"})
_NO_SOURCE = 0.3
_QUOTED = 0.45
"""Margins for a pronoun that is nobody's source, and for one within quotation marks, of which more are wrong. Chosen on
articles annotated by hand, where they cost five answers in a hundred and spare a fifth of the wrong ones."""
_ASKING = frozenset({"host", "reporter", "anchor", "moderator", "correspondent", "interviewer", "journalist"})
_ASKS = 0.8
"""What somebody with one of these roles loses as the "he" of a quotation."""
_GIVEN_NAME = 0.8
"""What a given name weighs as evidence of agreement: too little to leave words with nobody but its bearer unknown."""
_TOLD = 8
"""Tokens after a verb of saying in which whoever is told stands."""
_REACH_AHEAD = 30
_AHEAD = 1.7
"""Score of the subject that follows a possessive which opens the sentence ("In her film, Poe …")."""


class Pronouns:
    """Resolves pronouns of one article, one at a time, in text order."""

    def __init__(self, state: State, descriptions: Descriptions) -> None:
        self.state, self.page, self.actors, self.descriptions = state, state.page, state.actors, descriptions

    # --- the reporter's words -----------------------------------------------------------------------------------------

    def narrated(self, i: int) -> None:
        """Resolve a third-person pronoun outside quotation marks."""
        state, word = self.state, self.page.folded[i]
        speaker = None if state.asks.get(i) else state.speaks(i)
        place = self._place(i, speaker)
        ranked = focus.rank(self.page, self.actors, state.before(i), place)
        if not ranked and place.source_of:
            ranked = focus.rank(self.page, self.actors, state.before(i), place, least=_GIVEN_NAME)
        if not ranked or (self._fronted(i) and i not in state.asks):
            best = dict(ranked)
            for actor, score in self._ahead(i, word):
                best[actor] = max(score, best.get(actor, 0.0))
            ranked = sorted(best.items(), key=lambda r: -r[1])
        self._keep(i, state.decide(ranked, i, i + 1, "pronoun", MARGIN if place.source_of else _NO_SOURCE))

    def _keep(self, i: int, answer: Answer) -> None:
        self.state.answers[i] = answer
        if answer.actor is None:
            return
        self.state.refer(i, i + 1, "pronoun", answer)
        if answer.score > 0.75:
            self.actors[answer.actor].agree("m" if self.page.folded[i] in focus.HE else "f", 0.4)
        if self.page.tags[i] == "PRP$":
            self.kin(i, answer.actor)

    def _fronted(self, i: int) -> bool:
        """A possessive among the first words of a sentence."""
        first = max(0, i - 3)
        opens = first == 0 or self.page.sentence[first] != self.page.sentence[i]
        return self.page.tags[i] == "PRP$" and opens

    def _ahead(self, i: int, word: str) -> list[tuple[int, float]]:
        """Cataphora: the subject that follows in the same sentence."""
        page = self.page
        for name in self.state.sources.within(i, min(len(page), i + _REACH_AHEAD)):
            if page.sentence[name.first] != page.sentence[i]:
                break
            if name.kind == "person" and name.actor is not None and page.deps[name.last - 1] == "nsubj":
                lean = self.actors[name.actor].leans() * (1 if word in focus.HE else -1)
                return [(name.actor, _AHEAD)] if lean > -0.3 else []
        return []

    # --- the place of a pronoun ---------------------------------------------------------------------------------------

    def _place(self, i: int, speaker: int | None) -> Place:
        page, state = self.page, self.state
        word = page.folded[i]
        subject = page.deps[i] in ("nsubj", "nsubjpass") or word in ("he", "she")
        controller = page.controller(i)
        index = state.content[i]
        addressee, topic = self._addressee(index), self._topic(i)
        if addressee is not None:
            speaker = None
        return Place(
            token=i,
            word=word,
            subject=subject,
            quoted=page.quoted[i],
            speaker=speaker,
            source_of=self._contents(i),
            surname=next((n.keys[-1] for n in self._tied(i) if len(n.keys) > 1), ""),
            content_from=page.token_from(state.attributions[index].content[0].start) if index >= 0 else -1,
            principal=addressee if addressee is not None else self._principal(i),
            asker=self._asker(i),
            barred=self._barred(i, subject, controller),
            controller=controller,
            last_speaker=None if self._replies(i) or topic not in (None, state.last_speaker) else state.last_speaker,
            topic=topic,
            introduced=self._introduced(i) if subject else -1,
        )

    def _introduced(self, i: int) -> int:
        """The token of a person's first full name, where the sentence before brings in nobody else."""
        page = self.page
        new: list[int] = []
        for reference in reversed(self.state.before(i, 8)):
            if (
                page.sentence[i] - page.sentence[reference.first] > 1
                or page.paragraph[i] != page.paragraph[reference.first]
            ):
                break
            first = reference.form == "name" and self.state.met[reference.actor][0] == reference.first
            if first and reference.last - reference.first > 1 and page.sentence[reference.first] < page.sentence[i]:
                new.append(reference.first)
        return new[0] if len(new) == 1 else -1

    def _contents(self, i: int) -> tuple[tuple[int, int], ...]:
        asked = self.state.asks.get(i, ())
        return tuple(self.page.tokens(s) for index in asked for s in self.state.attributions[index].content)

    def _tied(self, i: int) -> list[Actor]:
        return [self.actors[n] for _, n in self.state.ties.get(i, ())]

    def _principal(self, i: int) -> int | None:
        """Whose lawyer, spokesman or mother reports the words token `i` lies in."""
        index = self.state.content[i]
        head = self.state.heads[index] if index >= 0 else None
        if head is None or head.kind not in ("phrase", "person"):
            return None
        first, last = self.page.tokens(self.state.attributions[index].source[0])
        owners = {n.actor for n in self.state.sources.within(first, last) if n.kind == "person" and n is not head.name}
        for k in range(first, min(head.token, last)):
            known = self.state.answers.get(k) if self.page.tags[k] == "PRP$" else None
            owners |= {known.actor} if known is not None else set()
        owners -= {None, head.name.actor if head.name is not None else None}
        return owners.pop() if len(owners) == 1 else None

    def _barred(self, i: int, subject: bool, controller: int | None) -> frozenset[int]:
        """Who a pronoun cannot be: the subject of an object's clause, the relative a possessive introduces."""
        found = {actor.number for actor in self._tied(i)}
        if self._replies(i):
            found |= self._questioner(min(self.state.asks[i]))
        if self.page.quoted[i] >= 0 and self.state.content[i] >= 0:
            found |= self._spoken_to(self.state.content[i])
        is_object = not subject and self.page.tags[i] == "PRP" and not self.page.folded[i].endswith("self")
        if is_object and controller is not None and controller != i:
            known = self.state.answers.get(controller) or self._apposed(controller)
            if known is not None and known.actor is not None:
                found.add(known.actor)
        return frozenset(found)

    def _apposed(self, token: int) -> Answer | None:
        """Who is named right after a subject without a name: "the minister, Ann Poe,"."""
        return self.state.answers.get(token + 2) if self.page.word(token + 1) == "," else None

    def _addressee(self, index: int) -> int | None:
        """Who is asked or urged in an indirect report: "he" in "A asked B if he would" is B, not A."""
        if index < 0 or self.state.attributions[index].kind != "indirect":
            return None
        for span in self.state.attributions[index].cue:
            last = self.page.tokens(span)[1]
            if any(self.page.lemmas[k] in _ADDRESSING for k in range(*self.page.tokens(span))):
                known = self.state.answers.get(last) or self.state.answers.get(last - 1)
                return known.actor if known is not None else None
        return None

    def _replies(self, i: int) -> bool:
        """Tell whether the pronoun is the source of a reply: not the one who spoke last."""
        cues = (s for index in self.state.asks.get(i, ()) for s in self.state.attributions[index].cue)
        return any(self.page.folded[k].rstrip(":") in _REPLIES for s in cues for k in range(*self.page.tokens(s)))

    def _questioner(self, index: int) -> set[int]:
        """Who put the question right before an attribution: “…?” asked Ann Poe."""
        state, page = self.state, self.page
        before = index - 1
        if before < 0 or not state.attributions[before].cue:
            return set()
        asks = any(page.lemmas[k] == "ask" for s in state.attributions[before].cue for k in range(*page.tokens(s)))
        head = state.heads[before]
        known = state.answers.get(head.token) if asks and head is not None else None
        if known is None or known.actor is None or head is None:
            return set()
        here = page.paragraph[page.token_from(state.attributions[index].content[0].start)]
        return {known.actor} if abs(here - page.paragraph[head.token]) <= 1 else set()

    def _spoken_to(self, index: int) -> set[int]:
        """Who is told or asked the words of an attribution, or asked for them: they are "you" in it, never "he"."""
        page, state = self.page, self.state
        found = self._questioner(index)
        for span in state.attributions[index].cue:
            first, last = page.tokens(span)
            for k in range(first, min(last + _TOLD, len(page))):
                known = state.answers.get(k)
                told = page.deps[k] in ("dobj", "dative") and first <= page.heads[k] < last and page.quoted[k] < 0
                if told and known is not None and known.actor is not None:
                    found.add(known.actor)
        return found

    def _topic(self, i: int) -> int | None:
        """Who the paragraph was about in the sentences before, in the reporter's own words, or None.

        Where it opens with the words said, the one before tells, unless somebody spoke in it.
        """
        page = self.page
        here = page.paragraph[i]
        first = page.bounds[here][0]
        opens = page.quoted[first] >= 0 and here > 0
        silent = opens and all(page.quoted[k] < 0 for k in range(*page.bounds[here - 1]))
        for reference in reversed(self.state.before(i, 12)):
            at = page.paragraph[reference.first]
            if at != here and not (silent and at == here - 1):
                return None
            told = reference.quoted < 0 and (
                self.state.content[reference.first] < 0 or self._is_of_the_cue(reference.last - 1)
            )
            told = told and page.sentence[reference.first] < page.sentence[i]
            if told and reference.subject and self.actors[reference.actor].kind in ("person", "unnamed"):
                return reference.actor
        return None

    def _is_of_the_cue(self, token: int) -> bool:
        """The subject of the very verb of saying, though the words said are taken to begin with it."""
        attribution = self.state.attributions[self.state.content[token]]
        head = self.page.heads[token]
        return any(first <= head < last for first, last in (self.page.tokens(s) for s in attribution.cue))

    def _asker(self, i: int) -> int | None:
        """ "A asked him …, to which he replied": who asked is not who answers."""
        page = self.page
        if page.word(i - 1) != "which" or page.word(i - 2) != "to":
            return None
        for reference in reversed(self.state.before(i, 12)):
            if page.sentence[reference.first] != page.sentence[i]:
                break
            if reference.subject and reference.form == "name":
                return reference.actor
        return None

    # --- kinship ------------------------------------------------------------------------------------------------------

    def kin(self, i: int, owner: int) -> None:
        """After a possessor at token `i`: keep a tie ("his wife, Ann") or follow one ("his wife")."""
        page, state = self.page, self.state
        for noun, other in state.ties.get(i, ()):
            self.descriptions.tie(owner, noun, other)
        at = i + 1
        while page.tag(at) in ("JJ", "HYPH") and at < i + 4:
            at += 1
        noun = page.word(at)
        if noun not in state.lex.kinship or state.sources.within(at, at + 3):
            return
        other = self.descriptions.relative(owner, noun)
        if other is not None and other != owner:
            chain = ((i, at + 1), *state.name_before(other, i))
            possessor = state.answers.get(i)
            state.refer(i, at + 1, "description", Answer(other, 0.7, (), chain, "description"))
            if possessor is not None:
                state.answers[i] = possessor

    # --- within quotation marks ---------------------------------------------------------------------------------------

    def quoted(self, i: int, speaker: Answer) -> None:
        """Resolve a pronoun within quotation marks; `speaker` is whose words these are."""
        word = self.page.folded[i]
        if word in focus.FIRST_SINGULAR or word in focus.FIRST_PLURAL:
            if speaker.actor is not None:
                answer = Answer(speaker.actor, speaker.score, (), speaker.chain, "first person")
                self.state.refer(i, i + 1, "pronoun", answer)
        elif word in THIRD:
            place = self._place(i, speaker.actor)
            ranked = focus.rank(self.page, self.actors, self.state.before(i), place)
            ranked = sorted(((n, s - _ASKS * self._asks(n)) for n, s in ranked), key=lambda r: -r[1])
            self._keep(i, self.state.decide(ranked, i, i + 1, "pronoun", _QUOTED))

    def _asks(self, actor: int) -> bool:
        """Tell whether somebody's work is to put questions: they are there, and seldom spoken of."""
        return any(head.rsplit(" ", 1)[-1] in _ASKING for role in self.actors[actor].roles for head in role.heads)


def is_pronoun(state: State, i: int) -> bool:
    """Tell whether a token is a third-person singular pronoun."""
    return state.page.folded[i] in THIRD and state.page.tags[i].startswith("PRP")
