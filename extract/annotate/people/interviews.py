"""Interviews by question and answer: who "A" is.

In: `Page`, names bound to actors. Out: the person who answers. "Q" is whoever writes, whom an article seldom names in
its text; it stays unknown.
"""

from __future__ import annotations

from collections import Counter

from extract.annotate.people.state import State

_SIDES = {"a": "answer", "answer": "answer", "q": "question", "question": "question"}


def side(state: State, index: int) -> str | None:
    """Return "answer" or "question" where an attribution's source is such a label of an interview, else None."""
    attribution = state.attributions[index]
    if not attribution.label or not attribution.source:
        return None
    return _SIDES.get(attribution.source[0].of(state.page.text).strip(" .:").casefold())


def interviewee(state: State) -> int | None:
    """Return the person named most often before the first label, where one is; None where two are equally often."""
    first = next((a.source[0] for a in state.attributions if a.label and a.source), None)
    if first is None:
        return None
    until = state.page.tokens(first)[0]
    named = Counter(n.actor for n in state.names if n.first < until and n.kind == "person" and n.actor is not None)
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
