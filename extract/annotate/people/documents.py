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
from extract.annotate.people.phrases import Phrase, singular
from extract.annotate.people.state import State

_MAKES = word_set("release publish issue write send post produce commission sign tweet file run air unveil co-author")
_GIVES = word_set("make give issue release announce share offer break reveal publish confirm explain describe")
_PERCEIVES = word_set("see read appear mention name quote cite feature include identify list")
"""What is done to others in a document, or by whoever reads it."""
_SAYING = word_set("in on via through")
_FROM = word_set("by from")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "JJ", "RB", "CD", "HYPH", "DT", "VBN", "VBG")
_PUBLISHED = ("VBN", "RB", "IN", "NNP", "CD", "DT", "NN")
_REACH = 8


class Documents:
    """The documents of one article and their authors, found at the first question. Linear in tokens."""

    def __init__(self, state: State) -> None:
        self.state, self.page = state, state.page

    def author(self, phrase: Phrase) -> tuple[int, int] | None:
        """Return the (actor, token of the document) whose words "the report" are, or None where nothing tells."""
        sort = self._sort(phrase.noun, phrase.plural)
        if sort is None:
            return None
        known = self._introduced[sort]
        at = bisect_left(known, phrase.head + 1, key=lambda k: k[1])
        if not at:
            return None
        actor, token = known[at - 1]
        if self._first.get(phrase.noun, token) < token and self.page.folded[token] != phrase.noun:
            return None  # "A report cites the ministry's study. … The report said": that is another document
        return actor, token

    @cached_property
    def _first(self) -> dict[str, int]:
        """Noun → the first token outside quotation marks where it stands."""
        found: dict[str, int] = {}
        for i, word in enumerate(self.page.folded):
            if word in self.state.lex.authored and self.page.quoted[i] < 0:
                found.setdefault(word, i)
        return found

    def _sort(self, noun: str, plural: bool) -> int | None:
        authored = self.state.lex.authored
        return authored.get(noun, authored.get(singular(noun)) if plural else None)

    @cached_property
    def _introduced(self) -> dict[int, list[tuple[int, int]]]:
        """Sort → (author, token) of each mention of a document that tells its author, in text order."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, word in enumerate(self.page.folded):
            sort = self._sort(word, self.page.tags[i] == "NNS")
            if sort is None or self.page.tags[i] not in ("NN", "NNS") or self.page.quoted[i] >= 0:
                continue
            actor = self._owner(i)
            if actor is None:
                actor = self._maker(i)
            if actor is not None and self.state.actors[actor].kind in ("person", "organisation", "group"):
                found[sort].append((actor, i))
        return found

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
            if page.tags[k] not in ("IN", "NNP", "NN", "VBN", "JJ", "DT", "RB", "CD") or page.tags[k] == "MD":
                break
        k = i - 1
        while k >= 0 and page.sentence[k] == page.sentence[i]:
            names = self.state.sources.within(k, k + 1)
            if page.tags[k] == "POS" and self.state.sources.within(k - 1, k):
                return self.state.sources.within(k - 1, k)[0].actor
            if page.tags[k] == "PRP$":
                known = self.state.answers.get(k)
                return known.actor if known else None
            if names and names[0].kind == "organisation" and names[0].actor is not None:
                return names[0].actor
            if page.tags[k] not in _NOMINAL or names or page.tags[k] == "DT":
                return None
            k -= 1
        return None

    def _first_named(self, first: int) -> int | None:
        """Whoever is named after "by", with words for what they are before the name: "the think tank Border Watch"."""
        page = self.page
        for i in range(first, min(first + _REACH, len(page))):
            names = self.state.sources.within(i, i + 1)
            if names and names[0].actor is not None:
                follows = names[0].last < len(page) and page.tags[names[0].last] == "POS"
                return None if follows else names[0].actor
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
        if page.tags[verb][:2] != "VB":
            return None
        subject = page.controller(verb)
        if subject is None or page.deps[subject] == "nsubjpass":
            return None
        names = self.state.sources.within(subject, subject + 1)
        if names:
            return names[0].actor
        known = self.state.answers.get(subject)
        return known.actor if known else None
