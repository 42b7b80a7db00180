"""Phrases without a name: "the premier" is somebody named, "a Home Office source" is somebody unnamed, "the report"
nobody.

In: `State`, `Descriptions`. Out: answers for definite descriptions in the reporter's words and for every source that
is a phrase; new actors for groups, unnamed sources and organisations that go by a phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict

from extract.annotate.people.actors import Actor, Role
from extract.annotate.people.body_nouns import POINTING, BodyNouns
from extract.annotate.people.descriptions import COMPATRIOTS, PARTIES, Descriptions
from extract.annotate.people.documents import WRITERS, Documents
from extract.annotate.people.introduced import introduction, last_many, last_unnamed
from extract.annotate.people.names import Name
from extract.annotate.people.pairs import pair_meant
from extract.annotate.people.phrases import Phrase, phrase_at, sense
from extract.annotate.people.state import MARGIN, Answer, State
from extract.annotate.people.unnamed import SINGLE, anonymity, lemma, sort_of, wording
from extract.annotate.people.variation import NEVER_NAMED, RELATIONAL, Variation
from extract.records import PersonKind

_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "every", "each", "no"})
_PRESS = frozenset(
    {
        "paper",
        "newspaper",
        "daily",
        "magazine",
        "outlet",
        "website",
        "site",
        "broadcaster",
        "network",
        "tabloid",
        "publication",
    }
)
_ANYBODY = frozenset({"man", "woman", "source", "insider", "official", "person", "figure", "aide", "informant"})
_FEW = re.compile(r"^(?:several|some|many|a few|both|two|three|four|five|six)\b")
_PLURAL = ("s", "ese", "ish", "ch")


class Nominals:
    """Resolves phrases of one article."""

    def __init__(self, state: State, descriptions: Descriptions) -> None:
        self.state, self.page, self.descriptions = state, state.page, descriptions
        self.documents = Documents(state)
        self.by_noun: dict[str, list[int]] = defaultdict(list)
        self.by_words: dict[str, int] = {}
        self.bodies = BodyNouns(state)
        self.variation = Variation(state, descriptions, self.by_noun)

    # --- in the reporter's words --------------------------------------------------------------------------------------

    def narrated(self, i: int) -> int:
        """Resolve the description that opens with "the" at token `i`, if there is one.

        Return the next token to read.
        """
        end = self.page.bounds[self.page.paragraph[i]][1]
        phrase = self.descriptions.definite(i, end)
        if phrase is None or self._names_follow(phrase, end):
            return i + 1
        ranked = self._named_by(phrase) or self._unnamed_by(phrase)
        if not ranked and self.descriptions.age(i) is not None:
            ranked = self.variation.varied(phrase)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return i + 1
        self.state.refer(phrase.first, phrase.last, "description", self._answer(phrase, ranked, 0.9))
        return phrase.last

    def _names_follow(self, phrase: Phrase, end: int) -> bool:
        """ "The premier Dan Hoxha" is a name with its role, "the premier's-" and "the premier job" no description."""
        if self.state.sources.within(phrase.head, min(end, phrase.last + 1)):
            return True
        if self.page.word(phrase.last) == ",":  # "the party's chairman, Alhaji Bo Poe,"
            apposed = self.state.sources.within(phrase.last + 1, min(end, phrase.last + 2))
            if apposed and apposed[0].kind == "person" and apposed[0].title_first == phrase.last + 1:
                return True
        return self.page.word(phrase.last) == "-" or self.page.tag(phrase.last) in ("NN", "NNS")

    def _named_by(self, phrase: Phrase) -> list[tuple[int, float]]:
        if self.in_headline(phrase):
            return self.descriptions.rank(
                phrase, lambda actor: phrase.first if self.state.actors[actor].forms else None
            )
        return self.descriptions.rank(phrase, lambda actor: self.state.last_met(actor, phrase.first))

    def in_headline(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands in the first line, and that is no sentence: whom it means is named below."""
        page, number = self.page, self.page.paragraph[phrase.first]
        closed = page.words[page.bounds[number][1] - 1] in (".", "”", '"', "’", "'")
        return number == 0 and len(page.bounds) > 1 and (page.titled[0] or page.kinds[0] == "headline" or not closed)

    def _unnamed_by(self, phrase: Phrase) -> list[tuple[int, float]]:
        known = [n for n in self.by_noun.get(lemma(phrase), ()) if self.state.last_met(n, phrase.first) is not None]
        return [(known[-1], 0.8)] if known and not self.variation.may_be_named(known[-1], phrase) else []

    def _answer(self, phrase: Phrase, ranked: list[tuple[int, float]], most: float) -> Answer:
        best, score = ranked[0]
        chain = ((phrase.first, phrase.last), *self.state.name_before(best, phrase.first))
        return Answer(best, min(most, 0.45 + 0.3 * score), tuple(ranked[:4]), chain, "description")

    # --- as sources ---------------------------------------------------------------------------------------------------

    def source(self, phrase: Phrase, first: int, last: int) -> Answer:
        """Return who a source that is a phrase stands for; makes the actor of an unnamed one."""
        known = self.state.answers.get(phrase.head)
        if known is not None and known.actor is not None and known.why in ("description", "unnamed"):
            return known
        two = pair_meant(self.state, phrase)
        if two is not None:
            return self.phrase_actor("group", phrase, two, last, "pair")
        masthead = self._masthead(phrase)
        if masthead is not None:
            return self.phrase_actor("organisation", phrase, masthead, last, "name")
        described = self.described(phrase)
        if described is not None:
            return described
        press = self._press(phrase)
        if press is not None:
            return press
        sort = sort_of(self.page, self.state.lex, phrase, last)
        if sort == "thing" and self.page.word(phrase.last) == "who":
            sort = "group" if phrase.plural else "unnamed"
        author = self.author(phrase) if sort in ("document", "thing") or phrase.noun in WRITERS else None
        if author is not None:
            return author
        if sort in ("document", "thing"):
            return Answer(None, 0.0, (), ((phrase.first, phrase.last),), sort)
        if sort == "organisation":
            return self._organisation(phrase, first, last)
        return self._person(sort, phrase, first, last)

    def _masthead(self, phrase: Phrase) -> str | None:
        """ "The Northern Caller reported", "Harbour City's Plain Dealer": a name, though its noun may be somebody's."""
        page, first = self.page, phrase.first
        for k in range(phrase.head, first, -1):
            if page.tags[k] == "POS":
                first = k
                break
        words = page.words[first + 1 : phrase.last]
        if not words or not all(w[:1].isupper() and not w.isupper() for w in words):
            return None
        known = len(words) > 1 and page.entity[phrase.head] == "ORG"
        inside = page.words[first] == "The" and not page.opens[first]  # "according to The Watchman"
        opens = page.words[first] == "The" or page.tags[first] == "POS"
        plain = known and self.state.lex.title(words[-1:]) is None  # "the Evening Reader"
        return " ".join(words) if inside or (opens and known) or plain else None

    def _press(self, phrase: Phrase) -> Answer | None:
        """ "The Morning Ledger said … The paper said": the organisation that spoke last, in the paragraphs before."""
        page, state = self.page, self.state
        plain = all(tag in ("JJ", "HYPH", "VBN", "RB", "NN") for tag in page.tags[phrase.first + 1 : phrase.head])
        if phrase.noun not in _PRESS or page.folded[phrase.first] != "the" or not plain:
            return None
        here = page.paragraph[phrase.first]
        for reference in reversed(state.before(phrase.first)):
            if here - page.paragraph[reference.first] > 2:
                return None
            spoke = any(i in state.asks for i in range(reference.first, reference.last))
            actor = state.actors[reference.actor]
            if spoke and actor.kind == "organisation" and actor.forms:
                answer = self._answer(phrase, [(reference.actor, 0.5)], 0.7)
                state.refer(phrase.first, phrase.last, "description", answer)
                return answer
        return None

    def author(self, phrase: Phrase) -> Answer | None:
        """ "Analysis by the think tank Border Watch", "the ministry's report", later "the report": whose words."""
        known = self.documents.author(phrase) or self.documents.writer(phrase)
        if known is None:
            return self._unnamed_author(phrase)
        actor, token = known
        chain = ((phrase.first, phrase.last), (token, token + 1), *self.state.name_before(actor, phrase.last))
        return Answer(actor, 0.7, (), chain, "author")

    def _unnamed_author(self, phrase: Phrase) -> Answer | None:
        """ "An inspector's report", "a statement from a union": the words of an inspector, of a union."""
        made = self.documents.maker(phrase)
        maker = phrase_at(self.page, self.state.lex, *made) if made is not None else None
        if maker is None or sort_of(self.page, self.state.lex, maker, maker.last) in ("document", "thing"):
            return None
        return self.source(maker, maker.first, maker.last)

    def described(self, phrase: Phrase) -> Answer | None:
        """Whoever has the role of a phrase like "the state's former strategist" or a headline's "Senator from Ohio"."""
        opening = self.page.folded[phrase.first]
        if phrase.plural or opening in _INDEFINITE or self.page.tag(phrase.first) == "CD":
            return None
        ranked = self._named_by(phrase) or self.variation.varied(phrase)
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return None
        self._add_role(self.state.actors[ranked[0][0]], phrase)
        answer = self._answer(phrase, ranked, 0.85)
        self.state.refer(phrase.first, phrase.last, "description", answer)
        return answer

    def is_demonym(self, name: Name) -> bool:
        """ "The Lithuanian", "the Conservative": a people's or party's name where one person is meant."""
        page, i = self.page, name.last - 1
        single = page.tags[i] in ("NN", "NNP", "JJ") and not page.folded[i].endswith(_PLURAL)
        alone = name.last - name.first == 1 and page.tag(name.last)[:2] not in ("NN", "JJ")
        many = (
            name.label == "NORP"
            or page.folded[i] in COMPATRIOTS
            or (page.folded[i] in PARTIES and not page.words[i].isupper())
        )
        paper = page.words[name.first - 1] == "The" and not page.opens[name.first - 1]  # "according to The Watchman"
        return single and alone and many and page.word(name.first - 1) == "the" and not paper

    def compatriot(self, name: Name) -> Answer:
        """Return the only person the text before "the Lithuanian" is about, else nobody."""
        phrase = Phrase(name.first - 1, name.last, name.last - 1, self.page.folded[name.first], False)
        only = self.variation.only_subject(phrase)
        if only is None:
            return Answer(None, 0.0, (), ((phrase.first, phrase.last),), "description of nobody named")
        answer = self._answer(phrase, [(only, 0.5)], 0.7)
        self.state.refer(phrase.first, phrase.last, "description", answer)
        return answer

    def _add_role(self, actor: Actor, phrase: Phrase) -> None:
        """A description that turned out to be somebody without a role is the role."""
        if actor.roles:
            return
        first = phrase.first + (self.page.folded[phrase.first] == "the")
        span = self.page.span(first, phrase.last)
        words = frozenset(self.page.folded[first : phrase.last])
        text = " ".join(span.of(self.page.text).split())
        actor.roles.append(Role(text, span, (phrase.noun,), modifiers=words))
        self.descriptions.index(actor)

    # --- without a name -----------------------------------------------------------------------------------------------

    def _organisation(self, phrase: Phrase, first: int, last: int) -> Answer:
        """ "The ministry": whom it stands for; "the Hoxha campaign": an organisation by that name."""
        known = self.bodies.meant(phrase, last)
        if known is None or known.actor is None:
            known = self._same_body(phrase) or known
        return known or self.phrase_actor("organisation", phrase, wording(self.page, phrase, first, last), last)

    def _same_body(self, phrase: Phrase) -> Answer | None:
        """ "The campaign" is "the Hoxha campaign" from before."""
        if self.page.folded[phrase.first] != "the" or phrase.head != phrase.first + 1:
            return None
        met = [(self.state.last_met(n, phrase.first), n) for n in self.by_noun.get(lemma(phrase), ())]
        met = [(at, n) for at, n in met if at is not None and self.state.actors[n].kind == "organisation"]
        return self._found(max(met)[1], phrase) if met else None

    def _person(self, sort: PersonKind, phrase: Phrase, first: int, last: int) -> Answer:
        if phrase.noun in SINGLE and phrase.head == phrase.first:
            many = last_many(self.state, phrase)
            if many is not None:
                of = _FEW.sub("the", many.phrase) if phrase.noun == "another" else many.phrase
                return self.phrase_actor(sort, phrase, f"{phrase.noun} of {of}", last)
        plain = self.page.tags[phrase.first][:2] in ("NN", "JJ") and not phrase.plural and sort == "unnamed"
        if plain and self.in_headline(phrase) and phrase.noun != "source":
            return Answer(None, 0.0, (), ((phrase.first, phrase.last),), "description of nobody named")
        owned = any(self.page.tags[i] == "POS" for i in range(phrase.first, phrase.head))
        relational = sense(self.state.lex, phrase.noun) in RELATIONAL
        bare = phrase.head - phrase.first <= 1 or not (relational or owned)
        opening = self.page.tags[phrase.first] == "PRP$" and phrase.noun not in self.state.lex.kinship
        opening = opening or self.page.folded[phrase.first] in POINTING
        ends = last <= phrase.last + 1 or self.page.word(phrase.last) in (",", "-", "–", "—")
        unknown = sort == "group" or phrase.noun in NEVER_NAMED or self._plays(phrase)
        if opening and not phrase.plural and bare and ends:
            known = self._unnamed_by(phrase)
            if not known and phrase.noun in _ANYBODY:
                known = last_unnamed(self.state, phrase)
            brought = None if known else introduction(self.state, phrase)
            if brought is not None:
                self.phrase_actor(sort, brought, wording(self.page, brought, brought.first, brought.last), brought.last)
                known = self._unnamed_by(phrase)
            if not known and unknown:
                return self.phrase_actor(sort, phrase, wording(self.page, phrase, first, last), last)
            if not known:
                return Answer(None, 0.0, (), ((phrase.first, phrase.last),), "description of nobody named")
            return self._found(known[0][0], phrase)
        known = self.taken_up(phrase)
        return known or self.phrase_actor(sort, phrase, wording(self.page, phrase, first, last), last)

    def _plays(self, phrase: Phrase) -> bool:
        """ "The Poe impersonator": somebody told of by another's name is not named."""
        within = self.state.sources.within(phrase.first, phrase.head)
        return any(n.kind == "person" and n.last == phrase.head for n in within)

    def taken_up(self, phrase: Phrase) -> Answer | None:
        """ "The governors" are the "twelve governors" from before, where those are the only ones."""
        if self.page.folded[phrase.first] != "the" or phrase.head != phrase.first + 1 or not phrase.plural:
            return None
        met = self.by_noun.get(lemma(phrase), ())
        known = [n for n in met if self.state.last_met(n, phrase.first) is not None and self.state.actors[n].plural]
        return self._found(known[0], phrase) if len(known) == 1 else None

    def phrase_actor(self, kind: PersonKind, phrase: Phrase, words: str, last: int, why: str = "unnamed") -> Answer:
        """Return the actor that goes by these words, made where it is new."""
        actor = self.worded(kind, words)
        if kind == "unnamed" and actor.anonymity is None:
            actor.anonymity = anonymity(self.page, phrase, last)
        actor.plural = phrase.plural
        self.remember(actor, phrase)
        return self._found(actor.number, phrase, why)

    def remember(self, actor: Actor, phrase: Phrase) -> None:
        """Let a later "the source" mean this actor."""
        noun = lemma(phrase)
        if actor.number not in self.by_noun[noun]:
            self.by_noun[noun].append(actor.number)

    def _found(self, number: int, phrase: Phrase, why: str = "unnamed") -> Answer:
        answer = Answer(number, 0.85, (), ((phrase.first, phrase.last),), why)
        self.state.refer(phrase.first, phrase.last, "description", answer)
        return answer

    def worded(self, kind: PersonKind, words: str) -> Actor:
        """Return the actor of a phrase, the same one for the same words."""
        key = words.casefold()
        if key not in self.by_words:
            actor = Actor(len(self.state.actors), kind, phrase=words)
            self.state.actors.append(actor)
            self.by_words[key] = actor.number
        return self.state.actors[self.by_words[key]]
