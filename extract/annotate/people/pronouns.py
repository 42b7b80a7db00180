"""Pronouns: where one stands, what it cannot be, and who it is.

In: `State`. Out: answers for he, she, him, her, his … in the reporter's words and within quotation marks, and for I
and we within them. `focus` scores the candidates; here are the facts it asks for.
"""

from __future__ import annotations

from extract.annotate.people.descriptions import Descriptions
from extract.annotate.people.focus import Focus
from extract.annotate.people.places import FIRST_PLURAL, FIRST_SINGULAR, HE, SHE, Places
from extract.annotate.people.state import Answer, State

THIRD = HE | SHE


class Pronouns:
    """Resolves pronouns of one article, one at a time, in text order."""

    def __init__(self, state: State, descriptions: Descriptions) -> None:
        self.state, self.page, self.actors, self.descriptions = state, state.page, state.actors, descriptions
        self.places, self.focus = Places(state), Focus(state)

    # --- the reporter's words -----------------------------------------------------------------------------------------

    def narrated(self, i: int) -> None:
        """Resolve a third-person pronoun outside quotation marks."""
        speaker = None if self.state.asks.get(i) else self.state.speaks(i)
        self._keep(i, self.focus.answer(self.places.of(i, speaker)))

    def _keep(self, i: int, answer: Answer) -> None:
        self.state.answers[i] = answer
        if answer.actor is None:
            return
        self.state.refer(i, i + 1, "pronoun", answer)
        if answer.score > 0.75:
            self.actors[answer.actor].agree("m" if self.page.folded[i] in HE else "f", 0.4)
        if self.page.tags[i] == "PRP$":
            self.kin(i, answer.actor)

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
        if word in FIRST_SINGULAR or word in FIRST_PLURAL:
            if speaker.actor is not None:
                answer = Answer(speaker.actor, speaker.score, (), speaker.chain, "first person")
                self.state.refer(i, i + 1, "pronoun", answer)
        elif word in THIRD:
            self._keep(i, self.focus.answer(self.places.of(i, speaker.actor)))


def is_pronoun(state: State, i: int) -> bool:
    """Tell whether a token is a third-person singular pronoun."""
    return state.page.folded[i] in THIRD and state.page.tags[i].startswith("PRP")
