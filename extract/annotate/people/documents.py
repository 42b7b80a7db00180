"""Whose words a report, a statement or a letter are, where the article has said it before.

In: `State`. Out: the author of a document that goes by its noun alone. "The council said in a statement … The statement
noted …" are the council's words, "A study by Border Watch … The study says …" Border Watch's. A document whose author
the article does not tell stays nobody's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from extract.annotate.people.lexicon import word_set
from extract.annotate.people.phrases import Phrase, base_end, singular
from extract.annotate.people.state import State

_MAKES = word_set(
    "provide release publish issue write send post produce commission sign tweet file run air unveil co-author"
)
_GIVES = word_set("make give issue release announce share offer break reveal publish confirm explain describe")
_PERCEIVES = word_set("see read appear mention name quote cite feature include identify list")
"""What is done to others in a document, or by whoever reads it."""
_WORDED = {
    "announce": "announcement",
    "state": "statement",
    "email": "email",
    "e-mail": "email",
    "write": "letter",
    "tweet": "tweet",
    "post": "post",
    "sue": "lawsuit",
    "rule": "ruling",
    "testify": "testimony",
}
"""What those write who do this: "Ann Poe emailed supporters … The email said"."""
_VOICED = word_set("say respond declare")
"""What a body does in a statement."""
_BY_NAME = word_set("ad advert advertisement tweet mailer flier flyer op-ed column speech")
"""What is called by the name of whoever is behind it: "the Poe ad"."""
WRITERS = word_set("author writer")
_WRITTEN = ("book", "letter", "column")
_PRINTED = word_set("article report story piece editorial column op-ed essay interview analysis profile")
_FEW = 1
"""Paragraphs from such a verb to its document."""
_SAYING = word_set("in on via through")
_FROM = word_set("by from")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "JJ", "RB", "CD", "HYPH", "DT", "VBN", "VBG")
_PUBLISHED = ("VBN", "RB", "IN", "NNP", "CD", "DT", "NN")
_ABOUT = word_set(
    "law bill act treaty constitution amendment biography documentary film movie show programme program play song"
    " lyrics verse headline headlines record records billboard sign signs rumour rumor speculation wisdom"
)
"""Documents that somebody else makes, or nobody, whosever they are."""
_REACH = 8
_LONGEST = 16
"""Tokens of a noun phrase that are looked at before its noun."""


class Documents:
    """The documents of one article and their authors, found at the first question. Linear in tokens."""

    def __init__(self, state: State) -> None:
        self.state, self.page = state, state.page
        self._meant: dict[str, tuple[int, int]] = {}
        """Noun → the author and the last mention of what no noun brought in."""

    def author(self, phrase: Phrase) -> tuple[int, int] | None:
        """Return the (actor, token of the document) whose words "the report" are, or None where nothing tells."""
        sort = self._sort(phrase.noun, phrase.plural)
        if sort is None:
            owner = self._owner(phrase.head) if phrase.noun in self.state.lex.documents - _ABOUT else None
            actor = self._actor(owner)
            return (actor, phrase.head) if actor is not None else None
        known = self._introduced[sort]
        at = bisect_left(known, phrase.head + 1, key=lambda k: k[1])
        for owner, token in reversed(known[:at]):
            actor = self._actor(owner)
            other = self._first.get(phrase.noun, token) < token and self.page.folded[token] != phrase.noun
            if actor is None or other:  # "A report cites the ministry's study. … The report said"
                continue
            if self.page.tags[token][:2] != "VB":
                return actor, token
            came_in = self._first.get(phrase.noun, phrase.head) < phrase.head  # "… provided a statement"
            if not came_in and self._is_still_meant(phrase, token, actor):
                self._meant[phrase.noun] = (actor, phrase.head)
                return actor, token
        return None

    def writer(self, phrase: Phrase) -> tuple[int, int] | None:
        """Return the (person, token) that "the author" is: whoever wrote the last book, letter or column before."""
        if phrase.noun not in WRITERS or self.page.folded[phrase.first] != "the":
            return None
        for token, owner in reversed(self._written[: bisect_left(self._written, (phrase.head, 0))]):
            actor = self._actor(owner)
            if actor is not None and self.state.actors[actor].kind == "person":
                return actor, token
        return None

    @cached_property
    def _written(self) -> list[tuple[int, int]]:
        """(Token, token of the author) of each book, letter and column, in text order."""
        sorts = {self._sort(noun, False) for noun in _WRITTEN}
        return sorted((at, owner) for sort in sorts if sort is not None for owner, at in self._introduced[sort])

    def maker(self, phrase: Phrase) -> tuple[int, int] | None:
        """Return the tokens of a phrase for whoever made a document: "an inspector's report", "a poll by a union"."""
        page = self.page
        if phrase.noun not in self.state.lex.documents - _ABOUT and self._sort(phrase.noun, phrase.plural) is None:
            return None
        owner = next((k for k in range(phrase.head - 1, phrase.first, -1) if page.tags[k] == "POS"), None)
        if owner is not None:
            return phrase.first, owner
        by = phrase.last + (page.tag(phrase.last) == "VBN")
        return (by + 1, base_end(page, by + 1, min(by + _REACH, len(page)))) if page.word(by) in _FROM else None

    def _actor(self, token: int | None) -> int | None:
        """Whoever a name, a pronoun or a phrase at a token stands for, where they can make a document."""
        if token is None:
            return None
        names = self.state.sources.within(token, token + 1)
        known = self.state.answers.get(token)
        actor = names[0].actor if names else known.actor if known else None
        makes = actor is not None and self.state.actors[actor].kind in ("person", "organisation", "group")
        return actor if makes else None

    def _is_still_meant(self, phrase: Phrase, verb: int, actor: int) -> bool:
        """What was announced, and not called a statement then, is "the statement" for a few lines."""
        page = self.page
        last = self._meant.get(phrase.noun, (actor, verb))
        at = last[1] if last[0] == actor else verb
        plain = phrase.head - phrase.first == 1 and page.folded[phrase.first] == "the"
        body = page.lemmas[verb] not in _VOICED or self.state.actors[actor].kind == "organisation"
        return plain and body and page.paragraph[phrase.head] - page.paragraph[at] <= _FEW

    @cached_property
    def _first(self) -> dict[str, int]:
        """Noun → the first token outside quotation marks where "a report" comes in."""
        found: dict[str, int] = {}
        for i, word in enumerate(self.page.folded):
            if word in self.state.lex.authored and self.page.quoted[i] < 0 and self._comes_in(i):
                found.setdefault(word, i)
        return found

    def _comes_in(self, i: int) -> bool:
        """Whether a noun has "a", "another" or no article before it and its adjectives."""
        least = i - _LONGEST
        while i > max(0, least) and self.page.tags[i - 1] in _NOMINAL and self.page.tags[i - 1] != "DT":
            i -= 1
        return self.page.folded[i - 1] not in ("the", "this", "that") and self.page.tags[i - 1] not in ("POS", "PRP$")

    def _sort(self, noun: str, plural: bool) -> int | None:
        authored = self.state.lex.authored
        return authored.get(noun, authored.get(singular(noun)) if plural else None)

    @cached_property
    def _introduced(self) -> dict[int, list[tuple[int, int]]]:
        """Sort → (token of the author, token) of each mention of a document that tells its author, in text order."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, tag in enumerate(self.page.tags):
            if self.page.quoted[i] >= 0 or tag[:2] not in ("NN", "VB"):
                continue
            sort = self._sort(self._document(i), tag == "NNS")
            if sort is None:
                continue
            if tag[:2] == "VB":
                owner = self._subject(i)
            else:
                owner = self._owner(i)
                owner = self._maker(i) if owner is None else owner
            if owner is not None:
                found[sort].append((owner, i))
        return found

    def _document(self, i: int) -> str:
        """The noun of a document at a token, or of the one that a verb there is for: "announced", "emailed"."""
        if self.page.tags[i][:2] == "NN":
            return self.page.folded[i] if self.page.tags[i] in ("NN", "NNS") else ""
        lemma = self.page.lemmas[i]
        return "statement" if lemma in _VOICED else _WORDED.get(lemma, "")

    def _subject(self, verb: int) -> int | None:
        subject = self.page.controller(verb)
        return None if subject is None or self.page.deps[subject] == "nsubjpass" else subject

    def _owner(self, i: int) -> int | None:
        """ "The ministry's report", "her letter", "a Border Watch study", "a study by Border Watch"."""
        page = self.page
        if page.word(i + 1) == ",":  # "The report, published on Monday by Border Watch, said"
            k = i + 2
            if page.tag(k) == "VBN":
                while k < i + _REACH and page.tag(k) in _PUBLISHED and page.word(k) not in _FROM:
                    k += 1
            if page.word(k) in _FROM:
                return self._first_named(k + 1)
        for k in range(i + 1, min(i + _REACH, len(page))):
            if page.folded[k] in _FROM and i in (page.heads[k], page.heads[page.heads[k]]):
                return self._first_named(k + 1)
            if page.folded[k] == "in" and page.folded[i] in _PRINTED and page.heads[k] == i:
                return self._paper(k + 1)
            if page.tags[k] not in ("IN", "NNP", "NN", "VBN", "JJ", "DT", "RB", "CD") or page.tags[k] == "MD":
                break
        return self._owner_before(i)

    def _owner_before(self, i: int) -> int | None:
        """Whose document: "the ministry's report", "her letter", else the body in "a Border Watch study"."""
        page, body, k = self.page, None, i - 1
        while k >= max(0, i - _LONGEST) and page.sentence[k] == page.sentence[i]:
            names = self.state.sources.within(k, k + 1)
            if page.tags[k] == "POS" and self.state.sources.within(k - 1, k):
                return k - 1
            if page.tags[k] == "PRP$":
                return k if body is None or page.folded[k] != "its" else body
            kinds = ("organisation", "person") if page.folded[i] in _BY_NAME else ("organisation",)
            if body is None and names and names[0].kind in kinds and names[0].actor is not None:
                body = k
            elif (names and body is None) or page.tags[k] not in _NOMINAL or page.tags[k] == "DT":
                break
            k = names[0].title_first - 1 if names else k - 1
        return body

    def _paper(self, first: int) -> int | None:
        """ "A report in The Harbour News": the organisation that prints it."""
        owner = self._first_named(first)
        actor = self._actor(owner)
        return owner if actor is not None and self.state.actors[actor].kind == "organisation" else None

    def _first_named(self, first: int) -> int | None:
        """Whoever is named after "by", with words for what they are before the name: "the think tank Border Watch"."""
        page = self.page
        for i in range(first, min(first + _REACH, len(page))):
            names = self.state.sources.within(i, i + 1)
            if names and names[0].actor is not None:
                follows = names[0].last < len(page) and page.tags[names[0].last] == "POS"
                return None if follows else i
            if page.tags[i] not in _NOMINAL:
                return None
        return None

    def _maker(self, i: int) -> int | None:
        """ "The council said in a statement", "the council has published a report": the subject of what is done."""
        page = self.page
        head = page.heads[i]
        if page.folded[head] in _SAYING and page.deps[i] == "pobj":
            verb = page.heads[head]
            if page.deps[verb] == "dobj" and page.lemmas[page.heads[verb]] in _GIVES:
                # "made the announcement in a post"
                verb = page.heads[verb]
            elif page.tags[verb][:2] == "VB" and page.lemmas[verb] in _PERCEIVES:
                return None
        elif page.deps[i] == "dobj" and page.lemmas[head] in _MAKES:
            verb = head
        else:
            return None
        return self._subject(verb) if page.tags[verb][:2] == "VB" else None
