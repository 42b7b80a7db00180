"""What of an article is shown: the cue classes asked for, and, where they are, the possible ones too. No Textual.

In: a whole `Reading`. Out: one without what is folded away, and how much that is. Nothing that a person decided on,
made or marked is ever folded away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from extract.library.views import QuoteView, Reading, StanceView
from extract.records import SURE_ENOUGH


def is_possible(thing: QuoteView | StanceView) -> bool:
    """Tell whether a machine only thinks a thing possible. What stands in quotation marks was said in any case."""
    if _touched(thing):
        return False
    if isinstance(thing, StanceView):
        return bool(thing.why.get("possible"))
    return thing.kind != "direct" and thing.confidence < SURE_ENOUGH


def sieve(whole: Reading, classes: Collection[str], *, possible: bool) -> tuple[Reading, dict[str, int]]:
    """Return what is to be shown of an article, and how many possible ones of each kind are folded away."""
    asked_for = [q for q in whole.quotes if q.cue_class in classes or q.state == "accepted" or q.origin == "person"]
    quotes = tuple(q for q in asked_for if possible or not is_possible(q))
    stances = tuple(s for s in whole.stances if possible or not is_possible(s))
    folded = {"quote": len(asked_for) - len(quotes), "stance": len(whole.stances) - len(stances)}
    if len(quotes) == len(whole.quotes) and len(stances) == len(whole.stances):
        return whole, folded
    kept = {thing.id for thing in (*quotes, *stances)}
    people = tuple(
        replace(
            p,
            quotes=tuple(i for i in p.quotes if i in kept),
            stances=tuple(i for i in p.stances if i in kept),
        )
        for p in whole.people
    )
    return replace(whole, quotes=quotes, stances=stances, people=people), folded


def _touched(thing: QuoteView | StanceView) -> bool:
    return bool(thing.state != "unreviewed" or thing.origin == "person" or thing.changed or thing.flagged or thing.tags)
