"""Organisations gathered: one actor for all the names an article gives one body.

In: `Page` and the `Name`s of an article. Out: each organisation's name bound to the actor of its fullest form, so that
"GFO" and "the Ledger" go where "Grain and Feed Office" and "Dale Ledger" are. A short form that fits two is its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from extract.annotate.people.actors import Actor
from extract.annotate.people.lexicon import Lexicon, word_set
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page

Keys = tuple[str, ...]

_OF_ANOTHER = word_set(
    "committee commission council court assembly agency office department bureau ministry cabinet panel tribunal "
    "coalition campaign caucus army navy military forces force service services police lobby mission embassy"
)
"""Ends of names whose first word is the name of another: the "Ostravian Council" is not Ostravia."""
_CLUBS = word_set("rovers wanderers united city athletic")
"""Ends of names that go without "the" when they stand alone."""


def full_keys(page: Page, lex: Lexicon, names: Sequence[Name]) -> dict[Keys, Keys]:
    """Return, for the keys of every organisation's name, those of its fullest form. Linear in names."""
    acronyms: dict[Keys, Keys] = {}
    heads: dict[str, set[Keys]] = defaultdict(set)
    tails: dict[str, set[Keys]] = defaultdict(set)
    for name in sorted(names, key=lambda n: -len(n.keys)):
        acronyms.setdefault((_acronym(name.words),), name.keys)
        if len(name.keys) > 1:
            tails[name.keys[-1]].add(name.keys)
            if name.keys[-1] in lex.organisations - _OF_ANOTHER and not _is_members(name):
                heads[name.keys[0]].add(name.keys)
    pointed = {n.keys for n in names if page.word(n.first - 1) == "the"}
    found = {}
    for keys in {n.keys for n in names}:
        spelt = acronyms.get((keys[0].replace(".", ""),)) if len(keys) == 1 else None
        found[keys] = spelt or _only(keys, heads, tails, lex, keys in pointed) or keys
    return found


def _only(
    keys: Keys, heads: dict[str, set[Keys]], tails: dict[str, set[Keys]], lex: Lexicon, pointed: bool
) -> Keys | None:
    """The one longer name that a single word opens ("Quorvex" Semiconductor) or, after "the", ends (Dale "Ledger")."""
    word = keys[0]
    if len(keys) > 1 or word in lex.institutions:
        return None
    longer = heads[word]
    if word in lex.organisations:
        longer = tails[word] if pointed or word in _CLUBS else set()
    return next(iter(longer)) if len(longer) == 1 else None


def _is_members(name: Name) -> bool:
    """ "Quorn Supporters' Trust": a body of those who support, own or work at another."""
    return any("'" in word or "’" in word for word in name.words[1:])


def _acronym(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[:1].isupper()).lower() if len(words) > 2 else "\0"


def gather_bodies(page: Page, lex: Lexicon, names: Sequence[Name], new: Callable[[Name], Actor]) -> None:
    """Set the actor of each organisation's name; `new` makes one where its full name was not met."""
    bodies = sorted((n for n in names if n.kind == "organisation"), key=lambda n: -len(n.keys))
    full = full_keys(page, lex, bodies)
    known: dict[Keys, Actor] = {}
    for name in bodies:
        keys = full[name.keys]
        if keys not in known:
            known[keys] = new(name)
        actor = known[keys]
        words = written(name)
        before = name.first - 1
        if page.word(before) == "the" and page.words[before] == "The" and not page.opens[before]:
            words = ("The", *words)
        actor.forms[words] = actor.forms.get(words, 0) + 1
        name.actor = actor.number


def written(name: Name) -> tuple[str, ...]:
    """Return the words of a name as it is shown: no capitals throughout for a person, the suffix at the end."""
    words = name.words
    if name.kind == "person" and all(w.isupper() for w in words) and len("".join(words)) > 3:
        words = tuple(w.title() for w in words)
    return (*words, name.suffix) if name.suffix else words
