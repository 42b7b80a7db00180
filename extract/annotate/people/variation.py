"""Elegant variation: "the tall senator", "the union boss", a new description of whom the text right before is about.

In: `State`, `Descriptions`, the actors without a name by their nouns. Out: the one person that such a phrase describes
though the article has told no such role of anybody, or nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from extract.annotate.people.actors import Reference
from extract.annotate.people.descriptions import EVERYBODY, PARTIES, Descriptions, akin, is_body
from extract.annotate.people.introduced import introduction
from extract.annotate.people.lexicon import word_set
from extract.annotate.people.phrases import Phrase, is_role, sense
from extract.annotate.people.state import State
from extract.annotate.people.unnamed import lemma

RELATIONAL = word_set("spokesperson aide adviser lawyer source official deputy assistant ally friend supporter")
"""Senses of nouns that name one person by another: never a new word for somebody in focus."""
NEVER_NAMED = word_set(
    "narrator announcer voiceover voice-over interviewer questioner heckler caller emcee dispatcher interpreter"
    " translator bystander onlooker passer-by spectator anchorman cameraman impersonator impostor"
)
"""Whose part in a scene is all the article says of them."""
_OFFICIATING = word_set("moderator judge prosecutor juror referee umpire")
"""Who sits across from the one in focus."""
_CLOSING = frozenset("”’\"'»")
_GOES_ON = frozenset({"add", "continue", "conclude"})
"""Verbs whose subject is whoever has just spoken."""
_LEAD = 4
"""Paragraphs in which "the lawmaker" may be somebody whom the article names only later."""
_MAIN = ("ROOT", "conj")
_LEADING = ("ROOT", "conj", "ccomp", "parataxis")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Variation:
    """Answers for one article; `by_noun` grows while the sources are read."""

    def __init__(self, state: State, descriptions: Descriptions, by_noun: Mapping[str, Sequence[int]]) -> None:
        self.state, self.page, self.descriptions, self.by_noun = state, state.page, descriptions, by_noun

    def varied(self, phrase: Phrase) -> list[tuple[int, float]]:
        """Elegant variation: a new description of the only one the text right before is about.

        Taken only for the one subject of this paragraph (of this and the last where the phrase says more than a noun),
        where agreement allows it, and never for words that name one person by another (spokesman, aide, lawyer).
        """
        state = self.state
        if sense(state.lex, phrase.noun) in RELATIONAL or is_body(state.lex, phrase.noun):
            return []
        if phrase.noun in NEVER_NAMED | _OFFICIATING:
            return []
        brought = introduction(state, phrase)
        if brought is not None and self.page.paragraph[brought.first] > self._opening:
            return []  # "a driver" further up is whom "the driver" means, and nobody named since
        only = self._only_told(phrase)
        if only is None and self._is_definite(phrase):
            only = self.only_subject(phrase)
        if only is None and self.descriptions.age(phrase.first) is not None:
            only = self._last_subject(phrase)
        if only is None or self._is_of_another_body(phrase, only) or self._is_of_another_age(phrase, only):
            return []
        agreement = state.lex.roles.get(phrase.noun, (state.lex.kinship.get(phrase.noun, "-"), ""))[0]
        lean = state.actors[only].leans() * {"m": 1.0, "f": -1.0}.get(agreement, 0.0)
        return [(only, 0.5)] if lean >= 0 else []

    def _last_subject(self, phrase: Phrase) -> int | None:
        """Whom the sentence before is about, in this paragraph or the last: somebody of whom no age was told."""
        here, state = self.page.paragraph[phrase.first], self.state
        told = [r for r in state.before(phrase.first) if r.quoted < 0 and here - self.page.paragraph[r.first] <= 1]
        told = [r for r in told if self.page.sentence[r.first] < self.page.sentence[phrase.first]]
        last = [r for r in told if self.page.sentence[r.first] == self.page.sentence[told[-1].first]]
        subjects = self._leading([r for r in last if r.subject and self._is_person(r.actor)])
        only = subjects.pop() if len(subjects) == 1 else None
        return only if only is not None and state.actors[only].age is None else None

    def _is_of_another_body(self, phrase: Phrase, actor: int) -> bool:
        """ "The union's secretary" is nobody of whom the article has told an office elsewhere."""
        page, roles = self.page, self.state.actors[actor].roles
        if self.descriptions.is_of_another_body(self.state.actors[actor], phrase):
            return True
        owner = next((i for i in range(phrase.first + 1, phrase.head) if page.tags[i] == "POS"), 0) - 1
        if owner < 0 or page.folded[owner] not in self.state.lex.collectives | self.state.lex.organisations:
            return False
        return bool(roles) and not any(page.folded[owner] in role.modifiers for role in roles)

    def _is_of_another_age(self, phrase: Phrase, actor: int) -> bool:
        age = self.descriptions.age(phrase.first)
        return age is not None and self.state.actors[actor].age not in (None, age)

    def _is_of_another_party(self, phrase: Phrase, actor: int) -> bool:
        words = PARTIES & set(self.page.folded[phrase.first : phrase.head])
        known = PARTIES & {w for role in self.state.actors[actor].roles for w in role.modifiers}
        known |= PARTIES & self.state.actors[actor].descriptors
        return bool(words and known and not any(akin(w, k) for w in words for k in known))

    def _only_told(self, phrase: Phrase) -> int | None:
        """The one person that the sentences before, in this paragraph, are about; the phrase heads its own sentence."""
        page, state = self.page, self.state
        owned = any(page.tags[i] == "POS" for i in range(phrase.first, phrase.head))
        definite = (
            page.folded[phrase.first] == "the"
            and not owned
            and is_role(state.lex, phrase.noun)
            and phrase.noun not in EVERYBODY
        )
        if not definite or page.deps[page.heads[phrase.head]] not in _LEADING:
            return None
        opening, here = self._quotation_before(phrase.first), page.paragraph[phrase.first]
        told = [
            r
            for r in state.before(phrase.first)
            if r.quoted < 0 and (page.sentence[r.first] < page.sentence[phrase.first] or r.last <= opening)
        ]
        goes_on = page.lemmas[page.heads[phrase.head]] in _GOES_ON
        near = [r for r in told if page.paragraph[r.first] == here] or [
            r for r in told if goes_on and page.paragraph[r.first] == here - 1
        ]
        subjects = self._leading([r for r in near if r.subject])
        only = subjects.pop() if len(subjects) == 1 else None
        within = bool(near) and page.sentence[near[-1].first] == page.sentence[phrase.first]
        if only is None or not self._is_person(only) or (not within and self._is_anothers(phrase)):
            return None
        roles = state.actors[only].roles
        proper = any(
            page.tags[i] in ("NNP", "NNPS") and page.folded[i] not in PARTIES for i in range(phrase.first, phrase.head)
        )
        if self._is_of_another_party(phrase, only):
            return None
        beneath = any(head != phrase.noun and head.endswith(f" {phrase.noun}") for r in roles for head in r.heads)
        return None if (proper and roles) or beneath else only

    def _quotation_before(self, token: int) -> int:
        """Where the quotation opens that ends right before a token; 0 where none does."""
        page, start = self.page, self.page.bounds[self.page.paragraph[token]][0]
        i = token - 1
        while i > start and (page.quoted[i] >= 0 or not page.words[i][:1].isalnum()):
            i -= 1
        return i + 1 if any(page.quoted[k] >= 0 for k in range(i + 1, token)) else 0

    def _leading(self, subjects: Sequence[Reference]) -> set[int]:
        """The actors of subjects; where they are several, those of main clauses."""
        found = {r.actor for r in subjects}
        return found if len(found) < 2 else {r.actor for r in subjects if self._leads_clause(r)}

    def _leads_clause(self, reference: Reference) -> bool:
        """The subject of a main clause, or who it is by apposition: "His daughter, Ann Poe, said"."""
        page, i = self.page, reference.last - 1
        while page.deps[i] == "appos" and page.heads[i] < i:
            i = page.heads[i]
        return page.deps[page.heads[i]] in _MAIN

    def _is_anothers(self, phrase: Phrase) -> bool:
        """Tell whether the noun is the role of somebody named only later, or was somebody's without a name."""
        lead = self.page.paragraph[phrase.first] <= _LEAD
        holders = self.descriptions.by_sense.get(sense(self.state.lex, phrase.noun), ()) if lead else ()
        later = any(
            self.state.last_met(n, phrase.first) is None
            and not any("former" in role.modifiers for role in self.state.actors[n].roles)
            for n in holders
        )
        return later or bool(self.by_noun.get(lemma(phrase))) or introduction(self.state, phrase) is not None

    def only_subject(self, phrase: Phrase) -> int | None:
        """The one person the text before a phrase is about: of this paragraph where the phrase follows a quotation.

        In "A took on B after the front-runner had spoken" the front-runner is hardly A.
        """
        page, here = self.page, self.page.paragraph[phrase.first]
        told = [r for r in self.state.before(phrase.first) if r.quoted < 0 and self._is_person(r.actor)]
        beside = [r for r in told if page.sentence[r.first] == page.sentence[phrase.first]]
        start = next((i for i in range(phrase.first, 0, -1) if page.sentence[i - 1] != page.sentence[phrase.first]), 0)
        within = any(page.tags[i] in _FINITE for i in range(start, phrase.first))
        if beside and within and page.deps[page.heads[phrase.head]] not in _MAIN:
            others = {r.actor for r in beside} - {r.actor for r in beside if r.subject}
            return others.pop() if len(others) == 1 else None
        verb = page.heads[phrase.head]
        if beside and page.deps[verb] == "conj" and page.tags[verb][:2] == "VB":
            told = beside
        closing = page.words[phrase.first - 1][-1:] in _CLOSING if phrase.first else False
        subjects: set[int] = set()
        for reach in (0, 1, 2) if closing else (1, 2):
            near = [r for r in told if r.subject and here - page.paragraph[r.first] <= reach]
            subjects = subjects or self._leading(near)
        only = subjects.pop() if len(subjects) == 1 else None
        return None if only is None or self._is_about_another(only, phrase) else only

    def _is_about_another(self, only: int, phrase: Phrase) -> bool:
        """ "The nominee spoke after Ann Poe had left. ¶ The county governor said": the text is about the nominee."""
        page = self.page
        met = self.state.last_met(only, phrase.first)
        if met is None or page.deps[page.heads[met]] in _MAIN:
            return False
        first = page.bounds[page.paragraph[met]][0]
        own = self._above(met)  # "the union's chairman, Ann Poe, said"
        return any(
            page.deps[i] == "nsubj"
            and page.deps[page.heads[i]] == "ROOT"
            and page.quoted[i] < 0
            and page.sentence[i] == page.sentence[met]
            and i not in self.state.answers
            and i not in own
            and is_role(self.state.lex, page.folded[i])
            for i in range(first, met)
        )

    def _above(self, token: int) -> set[int]:
        """A token and what it hangs on, up to the verb."""
        found: set[int] = set()
        while token not in found and self.page.tags[token][:2] != "VB":
            found.add(token)
            token = self.page.heads[token]
        return found

    def _is_person(self, actor: int) -> bool:
        return self.state.actors[actor].kind == "person"

    def _is_definite(self, phrase: Phrase) -> bool:
        """A possessor and a role noun, "the" with a role noun and a word between, "the 34-year-old", a lead's noun."""
        counted = phrase.noun in self.state.lex.kinship and self.page.word(phrase.last) in ("-", "of")
        led = any(self.may_be_named(n, phrase) for n in self.by_noun.get(lemma(phrase), ()))
        if self.descriptions.age(phrase.first) is not None or counted or led:
            return True
        owned = any(self.page.tags[i] == "POS" for i in range(phrase.first, phrase.head))
        pointed = self.page.folded[phrase.first] == "the" and phrase.head - phrase.first > 1
        return (owned or pointed) and is_role(self.state.lex, phrase.noun)

    @cached_property
    def _opening(self) -> int:
        """The paragraph after the lead, up to which somebody may come in who is named later."""
        page = self.page
        return 1 + next((n for n, kind in enumerate(page.kinds) if kind == "body" and not page.titled[n]), 0)

    def may_be_named(self, actor: int, phrase: Phrase) -> bool:
        """Whoever a headline or lead brings in without a name ("A lawmaker has called …") is as a rule named later."""
        page, state = self.page, self.state
        came_in = page.paragraph[state.met[actor][0]] <= self._opening < page.paragraph[phrase.first]
        return came_in and sense(state.lex, phrase.noun) not in RELATIONAL
