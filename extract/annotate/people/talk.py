"""Who speaks, to whom, and for whom, where a pronoun stands.

In: `State`, a token or an attribution's index. Out: actors: whose words somebody reports, who is told or asked them,
who put the question that they answer.
"""

from __future__ import annotations

from extract.annotate.people.state import State

_REPLIES = frozenset({"replied", "replies", "answered", "answers", "responded", "responds", "retorted", "countered"})
_ADDRESSING = frozenset({"ask", "urge", "beg", "order", "advise", "invite", "persuade", "implore", "press"})
_TELLING = _ADDRESSING | {"tell", "assure", "remind", "warn", "inform", "thank", "address", "greet"}
_TOLD = 8
"""Tokens after a verb of saying in which whoever is told stands."""


class Talk:
    """Answers for one article, as far as its references are known by then."""

    def __init__(self, state: State) -> None:
        self.state, self.page = state, state.page

    def principal(self, i: int) -> int | None:
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

    def asked(self, index: int) -> int | None:
        """Who is asked or urged in an indirect report: "he" in "A asked B if he would" is B, not A."""
        if index < 0 or self.state.attributions[index].kind != "indirect":
            return None
        for span in self.state.attributions[index].cue:
            last = self.page.tokens(span)[1]
            if any(self.page.lemmas[k] in _ADDRESSING for k in range(*self.page.tokens(span))):
                known = self.state.answers.get(last) or self.state.answers.get(last - 1)
                return known.actor if known is not None else None
        return None

    def replies(self, i: int) -> bool:
        """Tell whether the pronoun is the source of a reply: not the one who spoke last."""
        cues = (s for index in self.state.asks.get(i, ()) for s in self.state.attributions[index].cue)
        return any(self.page.folded[k].rstrip(":") in _REPLIES for s in cues for k in range(*self.page.tokens(s)))

    def told(self, i: int, index: int) -> frozenset[int]:
        """Who the words that hold the pronoun, or that it is the source of, are spoken to."""
        found = self._questioner(min(self.state.asks[i])) if self.replies(i) else set[int]()
        if index >= 0 and self.page.quoted[i] >= 0:
            found |= self._spoken_to(index)
        return frozenset(found)

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
                told = (
                    page.lemmas[page.heads[k]] in _TELLING
                    and page.deps[k] in ("dobj", "dative")
                    and first <= page.heads[k] < last
                    and page.quoted[k] < 0
                )
                if told and known is not None and known.actor is not None:
                    found.add(known.actor)
        return found

    def asker(self, i: int) -> int | None:
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
