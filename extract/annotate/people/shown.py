"""Which form of a person's name is shown: the fullest, but no jibe, title or headline that it stands in.

In: actors with the written forms of their names, the words that end the article's shorter names. Out: `shown` set where
"Ann Poe" is the rule and "Honest Ann Poe", "Ann Poe Wins" or "Los Hijos de Poe" the exception.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.annotate.people.actors import Actor
from extract.annotate.people.lexicon import Lexicon, fold


def choose_shown(lex: Lexicon, actors: Iterable[Actor], endings: set[str]) -> None:
    """Set the form to show on the actors whose longest is not their name; `endings` are folded last words of names."""
    for actor in actors:
        if actor.kind == "person" and len(actor.forms) > 1:
            _choose(lex, actor, endings)


def _choose(lex: Lexicon, actor: Actor, endings: set[str]) -> None:
    plain = [f for f in actor.forms if len(f) > 1 and _is_plain(lex, f, endings)]
    longest = max(actor.forms, key=len)
    if not plain or len(longest) < 3 or longest in plain:
        return
    short = max(plain, key=lambda f: (len(f), actor.forms[f]))
    within = " ".join(short) in " ".join(longest) or short[-1] == longest[-1]
    if within:
        actor.shown = short


def _is_plain(lex: Lexicon, form: tuple[str, ...], endings: set[str]) -> bool:
    """Whether a form opens with a given name or an initial and ends as names of the article do."""
    first = fold(form[0])
    opens = (first in lex.given and first not in lex.particles) or "." in form[0] or len(first) == 1
    return opens and (len(form) < 3 or fold(form[-1]) in endings)
