"""Where a third-person pronoun stands: its clause, who speaks there and to whom, who it cannot be.

In: `State`, the pronoun's token. Out: `Place`, the facts that `clues` compares each candidate with. Everything is
looked up around the pronoun, so the cost for one is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extract.annotate.people.actors import Actor, Reference
from extract.annotate.people.phrases import is_person
from extract.annotate.people.state import Answer, State
from extract.annotate.people.talk import Talk

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
POSSESSIVE = frozenset({"his", "her", "hers"})
REFLEXIVE = frozenset({"himself", "herself"})
_EITHER = frozenset({"he/she", "she/he", "his/her", "him/her", "her/his", "himself/herself"})
_ANYBODY = frozenset(
    {"anyone", "anybody", "everyone", "everybody", "someone", "somebody", "whoever", "nobody", "each", "every", "any"}
)
_INDEFINITE = frozenset({"a", "an", "any", "every", "each", "no", "another", "one"})
_REACH_AHEAD = 30
_REACH_NAMED = 60
_CLIMB = 12
"""Steps up the tree of a sentence, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: token, folded word, whether it is a subject, and who is speaking there if anybody is.

    `speaker` are the words' owner where the pronoun lies in reported words; `quoted` is the quotation it lies in (-1:
    the reporter's own words); `source_of` are token ranges of the content the pronoun is the source of; `surname` is
    that of the relative a possessive introduces ("his wife, Ann Poe": Poe); `principal` is whose lawyer, spokesman …
    reports; `asked` whom the words were put to; `content_from` is the first token of the reported words; `asker` put
    the question that the pronoun answers; `barred` cannot be meant (the subject of the clause of an object pronoun);
    `controller` is the subject of its clause, `governors` are those of the clauses around it, nearest first, `verbs`
    the verbs above the pronoun, `above` the nouns above it that no verb separates from it ("Poe and his allies");
    `last_speaker` spoke last; `topic` is who the paragraph has turned to since; `introduced` is the token of a full
    name that the sentence before brings in; `first_here` the token of the paragraph's first person; `main` is whom
    the article names most; `ahead` is the subject that follows a clause the pronoun stands in ("In her film, Poe …").
    `either` says "he or she", `anybody` that someone like "anyone" stands before it in the
    sentence, `somebody` that a person without a name does ("a voter"). `hardly` and `tied` cannot well be meant (the
    subject across a preposition, the relative whom a possessive introduces), nor can `told`, whom the words are
    spoken to; `named_after` and `named_next` are named in the rest of the sentence and in the next one, `spoken_of` in
    the words that the pronoun is the source of; `open_before` says that the last such pronoun was left unknown; `part`
    is what the pronoun is in its clause, `sentence` the number of its sentence.
    """

    token: int
    word: str
    subject: bool
    quoted: int = -1
    speaker: int | None = None
    source_of: tuple[tuple[int, int], ...] = ()
    surname: str = ""
    content_from: int = -1
    principal: int | None = None
    asked: int | None = None
    asker: int | None = None
    barred: frozenset[int] = frozenset()
    hardly: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()
    controller: int | None = None
    governors: tuple[int, ...] = ()
    verbs: frozenset[int] = frozenset()
    above: tuple[int, ...] = ()
    last_speaker: int | None = None
    topic: int | None = None
    introduced: int = -1
    first_here: int = -1
    main: int | None = None
    ahead: int | None = None
    named_after: frozenset[int] = frozenset()
    named_next: frozenset[int] = frozenset()
    spoken_of: frozenset[int] = frozenset()
    either: bool = False
    anybody: bool = False
    open_before: bool = False
    somebody: bool = False
    part: str = "subject"
    sentence: int = 0

    @property
    def cannot(self) -> frozenset[int]:
        """Who the pronoun can hardly mean, for one reason or another."""
        return self.barred | self.tied | self.told

    def hears(self, reference: Reference) -> bool:
        """Whether a mention is in the reporter's words, or in the quotation that the pronoun itself stands in."""
        own = any(a <= reference.first < b for a, b in self.source_of)
        return not own and reference.quoted in (-1, self.quoted)


class Places:
    """Tells where pronouns of one article stand, as far as its references are known by then."""

    def __init__(self, state: State) -> None:
        self.state, self.page, self.actors = state, state.page, state.actors
        self.talk = Talk(state)

    def of(self, i: int, speaker: int | None) -> Place:
        """Return the place of the pronoun at token `i`; `speaker` is whose words it lies in, as far as is known."""
        page, state = self.page, self.state
        word = page.folded[i]
        subject = page.deps[i] in ("nsubj", "nsubjpass") or word in ("he", "she")
        controller = page.controller(i)
        index = state.content[i]
        asked, topic = self.talk.asked(index), self._topic(i)
        if asked is not None:
            speaker = None
        barred, loose = (frozenset[int](), False) if subject else self._barred(i)
        governors, verbs, above = self._around(i, controller)
        anybody, somebody = self._unnamed_before(i)
        return Place(
            token=i,
            word=word,
            subject=subject,
            quoted=page.quoted[i],
            speaker=speaker,
            source_of=self._contents(i),
            surname=next((a.keys[-1] for a in self._tied(i) if len(a.keys) > 1), ""),
            content_from=page.token_from(state.attributions[index].content[0].start) if index >= 0 else -1,
            principal=self.talk.principal(i),
            asked=asked,
            asker=self.talk.asker(i),
            barred=frozenset() if loose else barred,
            hardly=barred if loose else frozenset(),
            tied=frozenset(a.number for a in self._tied(i)),
            told=self.talk.told(i, index),
            controller=controller,
            governors=governors,
            verbs=verbs,
            above=above,
            last_speaker=None
            if self.talk.replies(i) or topic not in (None, state.last_speaker)
            else state.last_speaker,
            topic=topic,
            introduced=self._introduced(i) if subject else -1,
            first_here=self._first_here(i),
            main=self._main,
            ahead=self._ahead(i),
            named_after=self._named(i, 0),
            named_next=self._named(i, 1),
            spoken_of=self._spoken_of(i),
            either=self._is_either(i),
            anybody=anybody,
            open_before=self._open_before(i),
            somebody=somebody,
            part=self._part(i, subject),
            sentence=page.sentence[i],
        )

    def _part(self, i: int, subject: bool) -> str:
        """What the pronoun is in its clause."""
        if i in self.state.asks:
            return "source"
        if self.page.folded[i] in REFLEXIVE:
            return "reflexive"
        if self.page.tags[i] == "PRP$":
            return "possessive"
        return "subject" if subject else "object"

    # --- the sentence -------------------------------------------------------------------------------------------------

    def _around(self, i: int, controller: int | None) -> tuple[tuple[int, ...], frozenset[int], tuple[int, ...]]:
        """Subjects of the clauses around the pronoun's own, verbs above it, and nouns above it within its clause."""
        page = self.page
        governors: list[int] = []
        verbs: set[int] = set()
        above: list[int] = []
        token = i
        for _ in range(_CLIMB):
            head = page.heads[token]
            if head == token:
                break
            if page.tags[head][:2] in ("VB", "MD"):
                verbs.add(head)
                subject = page.subjects.get(head)
                if subject is not None and subject not in (i, controller) and subject < i:
                    governors.append(subject)
            elif not verbs and head < i:
                above.append(head)
            token = head
        return tuple(governors), frozenset(verbs), tuple(above)

    def _named(self, i: int, later: int) -> frozenset[int]:
        """Who is named in the rest of the sentence, or in that many sentences later."""
        page, found = self.page, set[int]()
        for name in self.state.sources.within(i, min(len(page), i + _REACH_NAMED)):
            if name.actor is not None and page.sentence[name.first] == page.sentence[i] + later:
                found.add(name.actor)
        return frozenset(found)

    def _spoken_of(self, i: int) -> frozenset[int]:
        """Who is named in the words the pronoun is the source of."""
        spans = self._contents(i)
        names = (n for a, b in spans for n in self.state.sources.within(a, b))
        return frozenset(n.actor for n in names if n.actor is not None)

    def _ahead(self, i: int) -> int | None:
        """Cataphora: the named subject that follows in the sentence, where the pronoun stands in what goes before."""
        page = self.page
        for name in self.state.sources.within(i, min(len(page), i + _REACH_AHEAD)):
            if page.sentence[name.first] != page.sentence[i] or page.quoted[name.first] != page.quoted[i]:
                break
            if name.kind == "person" and name.actor is not None and page.deps[name.last - 1] == "nsubj":
                verb = page.heads[name.last - 1]
                return name.actor if self._is_below(i, verb) else None
        return None

    def _is_below(self, i: int, verb: int) -> bool:
        """Whether a token hangs from a verb, by way of something that comes before the verb."""
        token = i
        for _ in range(_CLIMB):
            head = self.page.heads[token]
            if head == verb:
                return token < verb and self.page.subjects.get(verb) != token
            if head == token:
                return False
            token = head
        return False

    def _is_either(self, i: int) -> bool:
        """ "He or she", "his/her"."""
        page = self.page
        after = page.word(i + 1) in ("or", "and", "/") and page.word(i + 2) in HE | SHE
        before = page.word(i - 1) in ("or", "and", "/") and page.word(i - 2) in HE | SHE
        return after or before

    def _unnamed_before(self, i: int) -> tuple[bool, bool]:
        """Whether "anyone" or "a voter" stands before the pronoun in its sentence and is nobody known."""
        page = self.page
        anybody = somebody = False
        for k in range(i - 1, max(-1, i - 30), -1):
            if page.sentence[k] != page.sentence[i]:
                break
            anybody = anybody or page.folded[k] in _ANYBODY
            if page.tags[k] == "NN" and k not in self.state.answers and is_person(self.state.lex, page.folded[k]):
                opens = [page.folded[j] for j in range(max(0, k - 4), k)]
                somebody = somebody or any(w in _INDEFINITE for w in opens)
        return anybody, somebody

    def _open_before(self, i: int) -> bool:
        """Whether the last pronoun of this agreement, in the same sentence or the one before, was left unknown."""
        page, answers = self.page, self.state.answers
        same = HE if page.folded[i] in HE else SHE
        for k in range(i - 1, max(-1, i - _REACH_NAMED), -1):
            if page.sentence[i] - page.sentence[k] > 1 or page.paragraph[i] != page.paragraph[k]:
                return False
            if page.folded[k] in same and page.quoted[k] == page.quoted[i]:
                return (known := answers.get(k)) is None or known.actor is None
        return False

    def _first_here(self, i: int) -> int:
        """The token of the first person of the paragraph in the reporter's own words, before the pronoun."""
        first = -1
        for reference in reversed(self.state.before(i)):
            if self.page.paragraph[reference.first] != self.page.paragraph[i]:
                break
            if reference.quoted < 0 and self.actors[reference.actor].kind in ("person", "unnamed"):
                first = reference.first
        return first

    @cached_property
    def _main(self) -> int | None:
        """Whom the article names most often."""
        people = [a for a in self.actors if a.kind == "person" and a.forms]
        return max(people, key=lambda a: (sum(a.forms.values()), -a.number)).number if people else None

    # --- what the pronoun is beside -----------------------------------------------------------------------------------

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

    def _barred(self, i: int) -> tuple[frozenset[int], bool]:
        """Who an object cannot be: the subject of its clause; and whether a preposition stands between."""
        page, token = self.page, i
        if page.tags[i] != "PRP" or page.folded[i] not in ("him", "her"):
            return frozenset(), False
        while page.deps[token] == "conj" and page.heads[token] < token:
            token = page.heads[token]
        verb = page.heads[token]
        loose = page.deps[token] == "pobj"
        if loose:
            verb = page.heads[verb]
        elif page.deps[token] not in ("dobj", "dative"):
            return frozenset(), False
        subject = page.controller(verb) if page.tags[verb][:2] == "VB" else None
        known = (self.state.answers.get(subject) or self._apposed(subject)) if subject not in (None, i) else None
        return frozenset() if known is None or known.actor is None else frozenset({known.actor}), loose

    def _apposed(self, token: int) -> Answer | None:
        """Who is named right after a subject without a name: "the minister, Ann Poe,"."""
        return self.state.answers.get(token + 2) if self.page.word(token + 1) == "," else None

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
