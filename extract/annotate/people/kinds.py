"""What kind of thing each name names, decided over the whole article.

In: `Page`, `Name`s, the source spans of attributions. Out: each name's `kind`: person, organisation, place or other.
spaCy's labels are one witness among several: titles, given names, appositions, age, articles, organisation words, being
somebody's source, and what the same words are elsewhere in the article. Linear in the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.annotate.people.cutting import first_surnames, given
from extract.annotate.people.descriptions import COMPATRIOTS, PARTIES
from extract.annotate.people.evidence import SHIPS, Evidence, testify
from extract.annotate.people.lexicon import Lexicon, lexicon, word_set
from extract.annotate.people.likeness import Slips, is_swap
from extract.annotate.people.names import Name
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import singular
from extract.records import Span

_SCHOOLS = word_set("university college institute committee association department ministry council federation")
"""What no personal name has after its first word."""
_OF_PARTIES = PARTIES | word_set("christian social free national new progressive united")
_ARTICLES = frozenset({"los", "las", "les", "gli"})
"""What opens the name of a thing in other languages: "Los Hijos de Poe"."""
_SURE = 3.0
"""Votes an occurrence with which a name of plain words is somebody all the same."""
_STEADY = 2.5
"""The same where spaCy calls it a person every time."""
_HEARD = 2.0
_SAID = 3.5
"""Votes an occurrence of somebody with an office who speaks, whatever the surname is elsewhere."""
_PLACED = 0.28
"""Votes an occurrence for a place ("in Poe") that outweigh somebody of the name in the article."""
_SITES = word_set("school church hospital academy stadium airport prison mosque synagogue")
"""What is called after the place where it stands."""
_NUMBERS = word_set("one two three four five six seven eight nine ten")


def decide_kinds(page: Page, names: Sequence[Name], sources: Sequence[Span], labels: Sequence[Span] = ()) -> None:
    """Set `kind` on every name.

    `sources` are spans of attributions' sources, `labels` those that are transcripts' labels.
    """
    lex = lexicon()
    heads = _source_tokens(page, sources)
    table: dict[str, Evidence] = defaultdict(Evidence)
    for name in names:
        testify(page, lex, name, heads, table[name.key])
    _uncover(names, table)
    labelled = _source_tokens(page, labels)
    for name in names:
        table[name.key].firm = table[name.key].firm or name.first in labelled
    settled = {key: _verdict(lex, key, seen) for key, seen in table.items()}
    _mend_sites(names, table, settled)
    _mend_places(names, table, settled)
    _mend_teams(page, names, table, settled)
    _mend_modifiers(names, table, settled)
    _mend_singles(names, table, settled)
    for name in names:
        name.kind = settled[name.key]
        if any(t.sort in ("courtesy", "style") for t in name.titles) and name.kind != "person":
            name.kind = "person"


def _source_tokens(page: Page, sources: Sequence[Span]) -> set[int]:
    found: set[int] = set()
    for span in sources:
        for i in range(*page.tokens(span)):
            if page.words[i] in (",", "(") or page.folded[i] in ("of", "for", "from", "with"):
                break
            found.add(i)
    return found


def _uncover(names: Sequence[Name], table: dict[str, Evidence]) -> None:
    """Cut "Ann Poe Morning Show" down to the name it opens with, where the article speaks of Ann or Poe too."""
    lex = lexicon()
    singles = {n.key for n in names if len(n.keys) == 1}
    for name in names:
        keys = name.keys
        if len(keys) < 3 or keys[0] not in lex.given or name.titles or not ({keys[0], keys[1]} & singles):
            continue
        if name.label == "PERSON" or keys[-1] not in lex.productions:
            continue
        name.last -= len(name.keys) - 2
        name.words, name.keys, name.label = name.words[:2], keys[:2], "PERSON"
        seen = table[name.key]
        seen.count += 1
        seen.votes["person"] += 2


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _verdict(lex: Lexicon, key: str, seen: Evidence) -> str:
    keys = key.split()
    scores: dict[str, float] = {"person": 0.0, "organisation": 0.0, "place": 0.0, "other": 0.3}
    for sort, votes in seen.votes.items():
        scores[sort] += votes / max(1, seen.count) + min(2.0, 0.15 * votes)
    for sort, count in seen.labels.items():
        if sort:
            scores[sort] += 2.0 * count / seen.count + min(0.5, 0.1 * count)
    _by_shape(lex, keys, scores)
    if _is_office(lex, keys):
        return "role"
    if (len(keys) > 1 and keys[0].upper() in SHIPS) or len(key) == 1:
        return "other"
    if len(keys) > 1 and keys[-1].endswith("s") and singular(keys[-1]) in PARTIES and not {keys[0]} & _OF_PARTIES:
        return "other"  # "Senate Democrats" are some of them, "the Christian Democrats" a party
    if key in COMPATRIOTS and not seen.firm:
        return "other"
    if len(keys) == 1 and keys[0] in PARTIES and not seen.firm:
        scores["person"] = -9.0
    if keys in (["labor"], ["labour"]) or (keys[-1].endswith(("s", "ic")) and singular(keys[-1]) in PARTIES):
        scores["person"] = -9.0  # "the Christian Democrats", "his wife, Democratic nominee Ann Poe"
    body = len(keys) > 1 and keys[-1] in lex.organisations and not given(lex, keys[0])
    if seen.firm and scores["person"] > -9 and scores["organisation"] < (2 if body else 4):
        return "person"
    best = max(scores, key=lambda s: scores[s])
    if best == "person" and seen.count == seen.labels["place"] and seen.votes["person"] < seen.count:
        best = "place"  # "Hong Kong", though Hong is a given name
    if best != "person" and len(keys) > 1 and keys[-1] in lex.roles and keys[-1] not in lex.organisations:
        return "role"
    if len(keys) > 2 and keys[0] in lex.roles and keys[1] in ("of", "for"):
        return "role"
    if len(keys) == 1 and seen.pointed >= seen.count and not seen.firm and best == "person":
        return "other"
    if best == "person" and len(keys) == 1 and not _is_animate(lex, key, seen):
        return "other"
    if best == "person" and (_is_words_alone(seen) or _is_unheard_of(lex, key, seen)):
        return max(("organisation", "place", "other"), key=lambda s: scores[s])
    return best


def _is_words_alone(seen: Evidence) -> bool:
    """Plain words of which nothing much is said that is said of people only."""
    least = _STEADY if seen.steady else _SURE
    return seen.plain and not seen.firm and seen.votes["person"] < least * seen.count


def _is_unheard_of(lex: Lexicon, key: str, seen: Evidence) -> bool:
    """One word nobody is called by in full, which spaCy hardly ever calls a person: "Politicheck", "Opposition"."""
    if " " in key or seen.firm or key in lex.given:
        return False
    return seen.labels["person"] <= seen.count / 4 and seen.votes["person"] < _HEARD * seen.count


def _is_office(lex: Lexicon, keys: Sequence[str]) -> bool:
    """ "Planning Minister": an office in capitals, whose other words are nobody's given name."""
    title = lex.title([keys[-1].capitalize()])
    longer = lex.title([k.capitalize() for k in keys[-2:]])
    if len(keys) > 2 and longer is not None and longer.sort == "office":
        return True  # "Solomon Harbour Prime Minister", though Solomon is a given name
    return len(keys) > 1 and title is not None and title.sort == "office" and not any(k in lex.given for k in keys)


def _is_animate(lex: Lexicon, key: str, seen: Evidence) -> bool:
    """Whether one word that no full name carries is somebody: something was said of it that is said of people only."""
    if seen.votes["person"] >= 1.1 or seen.firm or (key in lex.given and seen.labels["person"] > seen.count / 2):
        return True
    if seen.steady and seen.votes["person"] >= 0.6 and not seen.votes["other"]:
        return True
    steady = seen.labels["person"] >= max(2, 0.6 * seen.count)
    return steady and seen.votes["person"] > 0 and not seen.votes["other"]


def _by_shape(lex: Lexicon, keys: list[str], scores: dict[str, float]) -> None:
    last = keys[-1]
    if len(keys) > 1 and last in lex.roles and last not in lex.organisations:
        scores["organisation"] -= 1.5
    if any(k in _SCHOOLS for k in keys[1:]) or (len(keys) > 1 and keys[0] in _ARTICLES):
        scores["person"] -= 3
    if last in _NUMBERS or (len(keys) > 1 and last in lex.productions):
        scores["person"] -= 3
    if len(keys) > 1 and given(lex, keys[0]) and keys[0] not in lex.particles and last not in lex.organisations:
        scores["person"] += 2.5 if len(keys) <= 4 else 0.5
    elif len(keys) == 1 and given(lex, keys[0]):
        scores["person"] += 0.8
    if any(len(k.rstrip(".")) == 1 or (k.count(".") > 1 and len(k) <= 6) for k in keys[:-1]):
        scores["person"] += 1
    if any(k in lex.particles for k in keys[1:-1]) and "of" not in keys:
        scores["person"] += 0.5
    if len(keys) > 1 and (last in lex.organisations or keys[0] in lex.organisations):
        scores["organisation"] += 3.5
    if len(keys) > 1 and last in lex.places:
        scores["place"] += 3
    if {"of", "and", "for", "&"} & set(keys[1:]):
        scores["organisation"] += 1.5
        scores["person"] -= 3
    if len(keys) == 1 and last in lex.groups:
        scores["other"] += 2


def _mend_places(names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str]) -> None:
    """ "N. Korea" is a place where "North Korea" is one."""
    ends = {n.keys[-1] for n in names if len(n.keys) > 1 and settled[n.key] == "place"}
    for name in names:
        short = len(name.keys) == 2 and name.keys[-1] in ends and len(name.keys[0].rstrip(".")) == 1
        if short and not table[name.key].firm:
            settled[name.key] = "place"


def _mend_sites(names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str]) -> None:
    """ "Ann Hook" is a place, said of nobody, where the article has an Ann Hook Elementary School."""
    sites = {" ".join(n.keys[:2]) for n in names if len(n.keys) > 2 and n.keys[-1] in _SITES}
    for key in sites & table.keys():
        if settled[key] == "person" and not table[key].firm and table[key].votes["person"] < 0:
            settled[key] = "place"


def _mend_teams(page: Page, names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str]) -> None:
    """A place and a plural, "the Shelby Rockets", are a team where the article speaks of Shelby too."""
    for name in names:
        place = len(name.keys) == 2 and settled.get(name.keys[0]) == "place" and page.tags[name.last - 1] == "NNPS"
        if place and not table[name.key].firm and settled[name.key] == "person":
            settled[name.key] = "organisation"


def _mend_modifiers(names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str]) -> None:
    """ "Dallas Virax" is nobody where the article speaks of Virax often and never as of somebody."""
    for name in names:
        seen = table[name.key]
        alone = table.get(name.keys[-1]) if len(name.keys) == 2 else None
        if alone is None or seen.firm or seen.labels["person"] or settled[name.key] != "person":
            continue
        if seen.votes["person"] >= _SAID * seen.count:
            continue
        if alone.count > 2 and not alone.labels["person"] and alone.votes["person"] <= 0.1 * alone.count:
            settled[name.key] = "other"


def _mend_singles(names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str]) -> None:
    """One word that is the surname or given name of a full personal name is that person, whatever spaCy calls it."""
    lex = lexicon()
    parts: dict[str, int] = defaultdict(int)
    for name in names:
        if len(name.keys) > 1 and settled[name.key] == "person":
            parts[name.keys[-1]] += 1
            parts[name.keys[0]] += 1
            for word in first_surnames(lex, name.keys):
                parts[word] += 1
    ends = {n.keys[-1] for n in names if len(n.keys) > 1 and settled[n.key] == "person"}
    alone = {n.key for n in names if len(n.keys) == 1} & ends
    surnames = {n.keys[0] for n in names if len(n.keys) == 1 and table[n.key].firm}
    for name in names:
        known = name.keys[-1] in surnames or name.keys[-1] in alone or (name.keys[-1] in ends and "." in name.keys[0])
        bare = len(name.keys) in (2, 3) and known and settled[name.key] == "organisation"
        if bare and not {name.keys[0], name.keys[-1]} & lexicon().organisations and "of" not in name.keys:
            settled[name.key] = "person"
    spoken_of = {n.key for n in names if len(n.keys) == 1 and settled[n.key] == "person"}
    for name in names:
        placed = len(name.keys) == 2 and settled[name.key] == "place" and given(lex, name.keys[0])
        placed = placed and name.keys[-1] not in lex.places
        if placed and name.keys[-1] in spoken_of and not table[name.key].votes["place"]:
            settled[name.key] = "person"  # "Ann Poe", a town for spaCy, where Poe says things
    tails = {n.keys[i:] for n in names if settled[n.key] == "person" for i in range(1, len(n.keys) - 1)}
    for name in names:
        if len(name.keys) > 1 and name.keys in tails and not table[name.key].firm:
            settled[name.key] = "person"
    for key in table:
        if " " not in key and key.endswith("s") and key[:-1] in ends and settled[key] != "person":
            settled[key] = "other"
    slips = Slips(ends)
    for key in table:
        alone = " " not in key and settled[key] != "person" and key not in lex.given
        if alone and any(is_swap(key, end) for end in slips.near(key)):
            settled[key] = "person"  # "Pohle" for "Phole"
    _mend_firms(names, table, settled, parts)
    for key, seen in table.items():
        if " " in key or settled[key] == "person" or not parts[key]:
            continue
        is_place = seen.labels["place"] >= seen.count / 2 and seen.votes["place"] > _PLACED * seen.count
        if not is_place or seen.firm:
            settled[key] = "person"


def _mend_firms(
    names: Sequence[Name], table: dict[str, Evidence], settled: dict[str, str], persons: dict[str, int]
) -> None:
    """One word that opens a body's name, or ends it and is said of bodies only ("Rovers"), is the body; never a person.

    `persons` has the words of personal names, which stay theirs.
    """
    lex = lexicon()
    full = [n.keys for n in names if len(n.keys) > 1 and settled[n.key] == "organisation"]
    first, last = {keys[0] for keys in full}, {keys[-1] for keys in full} & lex.organisations
    for key, seen in table.items():
        if key in persons or seen.firm or key in lex.given:
            continue
        if (key in first and settled[key] == "person") or (key in last and settled[key] in ("person", "other")):
            settled[key] = "organisation"
