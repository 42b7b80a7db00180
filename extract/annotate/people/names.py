"""Name mentions: which stretches of an article are somebody's or something's name.

In: `Page`. Out: `Name`s in text order: runs of capitalised words, cut at titles and where spaCy sees two entities, with
possessives, full stops and articles left outside. What kind of thing a name names is decided in `kinds`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.annotate.people.cutting import (
    CLOSING,
    OPENING,
    Name,
    cut,
    in_syllables,
    make_name,
    titled,
    without_verb,
)
from extract.annotate.people.headlines import in_headlines, run_in
from extract.annotate.people.lexicon import Lexicon, lexicon
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import is_group
from extract.records import Span

_LINKS = frozenset({"of", "and", "for", "&", "the", "at", "in", "on", "to"})
_LONG = frozenset({"ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "LOC", "PRODUCT", "GPE"})
_NAMED = _LONG | {"PERSON", "NORP", "LANGUAGE"}
_TIME = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_BRACKETS = ("[", "]")
_LONGEST_RUN = 12
_SIDES = frozenset({"pro", "anti", "non", "post", "pre"})
"""What makes a modifier of a name: "the pro-Poe Unity Fund" is not called Poe Unity Fund."""

_ELIDED = re.compile(r"(?:d|l|dell|all)[’'][A-ZÀ-ÖØ-Þ]")
"""A name's word with its particle: "d'Arcy", "l’Estrange"."""
_GIVEN = ("",)
"""Under no surname: the first words of all full names. Under "" and a surname: those of all who have it."""
_ASKING = frozenset({"are", "is", "was", "were", "did", "does", "has", "have", "had", "should", "would", "could", "am"})
"""What opens a question and no name."""
_AUXILIARIES = _ASKING | {"do", "can"}
_OFFICES = re.compile(r"[A-Z]{2,4}s")
_STATE = re.compile(r"N\.[CDHJMY]\.|S\.[CD]\.|R\.I\.|D\.C\.")
_PARTY = re.compile(r"[A-Z]-[A-Z]")

__all__ = ["Name", "find_names"]


def find_names(page: Page, labels: Sequence[Span] = ()) -> list[Name]:
    """Return the names of an article in text order.

    `labels` are transcripts' labels, always names. Linear in tokens.
    """
    lex = lexicon()
    proper = _proper_words(page)
    names: list[Name] = []
    for number, (first, last) in enumerate(page.bounds):
        if page.titled[number]:
            continue
        heading = first if labels else run_in(page, first, last)
        for run in _runs(page, lex, proper, max(heading, _after_dateline(page, first, last, not labels)), last):
            names += cut(page, lex, *run)
    names = _sift(page, lex, names)
    names += in_headlines(page, lex, names, headings=not labels)
    names = _with_labels(page, lex, names, labels)
    return sorted(names, key=lambda n: n.first)


def _with_labels(page: Page, lex: Lexicon, names: list[Name], labels: Sequence[Span]) -> list[Name]:
    """Read each label as one name, with its titles, instead of what was found there; "Q" and "HOST" are no names."""
    taken: set[int] = set()
    made: list[Name] = []
    for span in labels:
        first, last = page.tokens(span)
        if last - first > 6 or page.folded[last - 1] in lex.roles or page.folded[last - 1] in lex.groups:
            continue
        if last > first and len(page.words[last - 1]) > 1:
            made += titled(page, lex, first, last)
            taken.update(range(first, last))
    return [n for n in names if n.first not in taken] + made


def _proper_words(page: Page) -> set[str]:
    """Words seen with a capital inside a sentence: they may be names where a sentence opens with them."""
    found = set()
    for i, word in enumerate(page.words):
        if word[:1].isupper() and not page.opens[i] and not page.titled[page.paragraph[i]]:
            found.add(word)
    return found


def _is_party(page: Page, name: Name) -> bool:
    """ "D-N.C." after a name, in brackets or between commas."""
    return page.word(name.first - 1) in ("(", ",") and _PARTY.match(name.words[0]) is not None


def _is_pageant(page: Page, name: Name) -> bool:
    """ "A former Miss Harbour": what somebody won, and not who she is."""
    missed = bool(name.titles) and name.titles[-1].words == ("Miss",) and len(name.keys) == 1
    before = name.title_first - 1
    called = page.word(before) in OPENING and page.word(name.last) in CLOSING
    return missed and (page.tag(before) in ("DT", "JJ", "PRP$") or called)


def _is_common(page: Page, lex: Lexicon, name: Name, small: set[str]) -> bool:
    """One noun that has its capital from opening a sentence: who somebody is, or a body the text also writes small."""
    word = name.key
    noun = word in lex.roles or word in lex.kinship or (is_group(lex, word) and name.label != "PERSON")
    noun = noun or word in lex.groups
    return len(name.keys) == 1 and page.opens[name.first] and (noun or (word in lex.collectives and word in small))


def _sift(page: Page, lex: Lexicon, names: list[Name]) -> list[Name]:
    """Drop parties in brackets and titles that stand alone; take sentence openers off ("Watch Poe smiling")."""
    givens: dict[tuple[str, ...], set[str]] = defaultdict(set)
    counts = Counter(n.keys for n in names)
    for name in names:
        givens[name.keys[1:]].add(name.keys[0])
    givens[_GIVEN] = {n.keys[0] for n in names if len(n.keys) > 1}
    for name in names:
        if len(name.keys) > 1:
            givens["", name.keys[-1]].add(name.keys[0])
    small = {word for word in page.words if word in lex.collectives}
    found = []
    for name in names:
        alone = lex.title(page.words[name.first : name.last]) is not None and not name.titles
        common = _is_common(page, lex, name, small)
        if (
            _is_party(page, name)
            or _is_pageant(page, name)
            or (common and not _ends_a_name(name, givens))
            or (alone and not _ends_a_name(name, givens))
        ):
            continue
        once = counts[name.keys] == 1
        if _is_dubbed(page, lex, name, counts, givens) or _opens_with_office(page, lex, name, givens):
            name = make_name(page, lex, name.first + 1, name.last, name.first + 1, (), None) or name
        name = without_verb(page, lex, name, counts)
        found.append(_without_opener(page, lex, name, givens[name.keys[1:]]) if once else name)
    return found


def _opens_with_office(page: Page, lex: Lexicon, name: Name, givens: dict[tuple[str, ...], set[str]]) -> bool:
    """ "Skipper Poe", where the article has a skipper in small letters and an Ann Poe."""
    word = name.keys[0]
    office = len(name.keys) == 2 and word in lex.roles and word not in lex.given and word in page.words
    return office and len(givens["", name.keys[-1]] - {word}) > 0


def _ends_a_name(name: Name, givens: dict[tuple[str, ...], set[str]]) -> bool:
    return len(name.keys) == 1 and bool(givens.get(name.keys))


def _is_dubbed(
    page: Page, lex: Lexicon, name: Name, counts: Counter[tuple[str, ...]], givens: dict[tuple[str, ...], set[str]]
) -> bool:
    """ "Did Poe", "Injecting Poe", "Crooked Ann Poe": a word of the dictionary before somebody who has a name."""
    first, *rest = name.keys
    if not rest or name.titles or not page.is_word[name.first] or page.joined(name.first + 1):
        return False
    if first in lex.given or {first, rest[0]} & lex.particles or rest[-1] in lex.organisations | lex.productions:
        return False
    if len(rest) > 1 or rest[0] in lex.given:
        return rest[0] in lex.given and (counts[tuple(rest)] > 0 if len(rest) > 1 else rest[0] in givens[_GIVEN])
    verb = first in _AUXILIARIES or first.endswith(("ing", "ed")) or page.words[name.first].isupper()
    return verb and any(g != first and g in lex.given for g in givens["", rest[0]])


def _without_opener(page: Page, lex: Lexicon, name: Name, givens: set[str]) -> Name:
    """A word that has its capital only because it opens the sentence: the rest is somebody with another given name."""
    first = name.first
    odd = page.opens[first] and len(name.words) > 1 and not name.titles and name.keys[0] not in lex.given
    named = name.label == "PERSON" and page.tags[first] == "NNP" and page.tag(name.last) != "VBG"
    odd = odd and not (named and name.keys[0] not in lex.roles)
    if not odd or page.joined(first + 1) or not any(g != name.keys[0] and g in lex.given for g in givens):
        return name
    return make_name(page, lex, first + 1, name.last, first + 1, (), None) or name


def _is_name_word(page: Page, proper: set[str], i: int) -> bool:
    word = page.words[i]
    capital = word[:1].isupper() or _ELIDED.match(word) is not None
    if not capital or page.folded[i] in lexicon().function_words or '"' in word:
        return False
    if page.folded[i] in lexicon().calendar and page.entity[i] != "PERSON":
        return False
    if word in ("X", "X.") and page.word(i - 1) == "on":
        return False  # "wrote on X. Poe left"
    if _OFFICES.fullmatch(word) and page.folded[i][:-1] in lexicon().roles:
        return False  # "Labor MPs" are some, and nobody's name
    if page.entity[i] in _TIME and page.folded[i] not in lexicon().given and word not in proper:
        return False
    if _STATE.fullmatch(word) and page.word(i - 1) == "," and page.words[i - 2][:1].isupper():
        return False  # "in Newark, N.J. Ann Poe, the former chairman, …"
    if page.opens[i] and page.folded[i] in _ASKING and word not in proper:
        return False  # "Are Ann Poe and Bo Lee really …?"
    if page.tags[i] == "VBG" and page.opens[i] and word not in proper:
        return False
    if page.folded[i] in lexicon().given and _nickname(page, lexicon(), i + 1, len(page)):
        return True
    if page.entity[i] in _NAMED or page.tags[i] in ("NNP", "NNPS"):
        return True
    return not page.opens[i] or word in proper or _is_foreign(page, i)


def _is_foreign(page: Page, i: int) -> bool:
    """A word that opens a sentence with letters or in syllables English has not, and a capitalised one behind it."""
    if page.word(i + 1) == "-" and page.joined(i + 1) and page.joined(i + 2) and page.words[i + 3 : i + 4]:
        return page.words[i + 3][:1].isupper() and in_syllables(f"{page.folded[i]}-{page.folded[i + 2]}")
    follows = i + 1 < len(page) and page.words[i + 1][:1].isupper() and not page.joined(i + 1)
    return follows and not page.words[i].replace("’", "").isascii() and page.words[i].isalpha()


def _runs(page: Page, lex: Lexicon, proper: set[str], first: int, last: int) -> list[tuple[int, int]]:
    found = []
    i = first
    while i < last:
        start = _particle_start(page, lex, proper, i, last)
        if start is None:
            i += 1
            continue
        end = _run_end(page, lex, proper, i, last)
        found.append((i, end))
        i = end
    return found


def _after_dateline(page: Page, first: int, last: int, prose: bool) -> int:
    """ "LONDON (Reuters) — …" and, outside transcripts, "LONDON: …": where the paragraph's words begin."""
    for i in range(first, min(last, first + 8)):
        if prose and page.words[i] == ":" and i > first:
            return i + 1 if all(w.isupper() for w in page.words[first:i] if w.isalpha()) else first
        if page.words[i] in ("—", "–", "--", "-") and not (page.joined(i) and page.joined(i + 1)):
            city = page.words[first].isupper() and len(page.words[first]) > 2 and i > first
            named = all(w[:1].isupper() or not w[:1].isalpha() for w in page.words[first:i])
            return i + 1 if city and named else first
    return first


def _particle_start(page: Page, lex: Lexicon, proper: set[str], i: int, last: int) -> int | None:
    """A run begins at a name word, or at "al" of "al-Sisi"."""
    if _is_name_word(page, proper, i):
        return i
    hyphened = i + 2 < last and page.words[i + 1] == "-" and page.joined(i + 1) and page.joined(i + 2)
    if page.folded[i] in ("al", "el", "bin", "ben") and hyphened and page.words[i + 2][:1].isupper():
        return i
    return None


def _run_end(page: Page, lex: Lexicon, proper: set[str], i: int, last: int) -> int:
    limit = min(last, i + _LONGEST_RUN)
    j = i + 1
    if page.joined(i) and page.word(i - 1) == "-" and page.word(i - 2) in _SIDES:
        limit = j
    while j < limit:
        if page.sentence[j] != page.sentence[j - 1] and not _abbreviated(page, lex, j - 1):
            break
        step = _step(page, lex, proper, j, limit)
        if not step:
            break
        j += step
    return j


def _abbreviated(page: Page, lex: Lexicon, i: int) -> bool:
    word = page.words[i]
    return word.endswith(".") and (len(word) == 2 or word in lex.titles or word.count(".") > 1)


def _step(page: Page, lex: Lexicon, proper: set[str], j: int, limit: int) -> int:
    """How many tokens the run grows by at `j`: 1 for a name word, more with what joins on, 0 where it ends."""
    word = page.words[j]
    if _is_name_word(page, proper, j):
        return 1
    ahead = j + 1 < limit
    if word in "-‐‑" and page.joined(j) and ahead and page.joined(j + 1) and page.words[j + 1][:1].isalpha():
        return 2 if _one_word(page, lex, j) else 0
    if (owners := _owners(page, lex, j, limit)) is not None:
        return owners
    if word == "." and page.joined(j) and len(page.words[j - 1]) == 1 and ahead:
        return 1
    if word in OPENING and (nickname := _nickname(page, lex, j, limit)):
        return nickname
    if word in _BRACKETS and (supplied := _supplied(page, j, limit)):
        return supplied
    if word == "\xa0" and ahead and page.words[j + 1][:1].isupper():
        return 1
    if word == "," and ahead and page.words[j + 1] in ("Jr.", "Sr.", "Jr", "Sr"):
        return 2
    if word == "in" and page.words[j + 1 : j + 2] in (["'"], ["’"]) and page.words[j + 2 : j + 3] == ["t"]:
        return 4 if j + 3 < limit and page.words[j + 3][:1].isupper() else 0  # "Ann in 't Poe"
    if page.folded[j] in lex.particles:
        return _particle_step(page, lex, j, limit)
    if page.folded[j] == "of" and ahead and lex.title(page.words[j - 1 : j + 2]):
        return 2
    if page.folded[j] == "of" and _names_a_thing(page, lex, j, limit):
        return 2
    if page.folded[j] in _LINKS and page.entity_no[j] >= 0 and page.entity[j] in _LONG:
        return _link_step(page, j, limit)
    return 0


def _supplied(page: Page, j: int, limit: int) -> int:
    """How many tokens at a bracket belong to a name that an editor filled up: "[Ann] Poe", "Ann [Poe]"."""
    if page.words[j] == "]":
        fits = j + 1 < limit and page.words[j + 1][:1].isupper() and "[" in page.words[max(0, j - 3) : j]
        return 2 if fits else 0
    k = j + 1
    while k < min(limit, j + 4) and page.words[k][:1].isupper() and len(page.words[k]) > 1:
        k += 1
    return k - j + 1 if j + 1 < k < limit and page.words[k] == "]" else 0


def _one_word(page: Page, lex: Lexicon, j: int) -> bool:
    """Whether a hyphen at `j` joins two parts of one name: "Asante-Boateng", "Ming-che", and not "Trump-era"."""
    if page.words[j + 1][:1].isupper():
        return True
    if page.tags[j + 1] in ("VBN", "VBD", "VBG") and page.is_word[j + 1]:
        return False  # "a Poe-backed bill"
    one_name = page.tags[j + 1] in ("NNP", "NNPS") or page.entity_no[j + 1] == page.entity_no[j - 1] != -1
    if one_name and page.entity[j - 1] in ("PERSON", ""):
        return True
    acronym = page.words[j - 1].isupper()
    common = page.folded[j + 1] in lex.function_words or page.tags[j + 1] in ("IN", "RP", "RB")
    return not acronym and not common and in_syllables(page.folded[j - 1] + "-" + page.folded[j + 1])


def _owners(page: Page, lex: Lexicon, j: int, limit: int) -> int | None:
    """How many tokens "' Union" of "Shipwrights' Union" takes: members, a saint or "the Grocer" own a body."""
    if page.words[j] not in ("'", "’", "'s", "’s") or not page.joined(j) or page.entity[j - 1] == "NORP":
        return None
    k = j + 1
    while k < limit and page.words[k][:1].isupper() and not page.joined(k):
        k += 1
    body = k > j + 1 and page.folded[k - 1] in lex.organisations
    members = is_group(lex, page.folded[j - 1]) or _are_many(page, j, k - 1)
    named = page.word(j - 2) in ("st", "st.") or (page.word(j - 2) == "the" and page.folded[j - 1] not in lex.given)
    return k - j if body and (members or named) else None


def _are_many(page: Page, j: int, body: int) -> bool:
    """Owners no list has, before a bare apostrophe at `j`: "the" stands before them, or spaCy sees one organisation."""
    if page.words[j] not in ("'", "’"):
        return False
    first = j - 1
    while first > 0 and page.words[first - 1][:1].isupper() and page.folded[first - 1] != "the":
        first -= 1
    one = page.entity[j - 1] == "ORG" and page.entity_no[j - 1] == page.entity_no[body]
    return one or (page.word(first - 1) == "the" and page.entity[j - 1] != "PERSON")


def _nickname(page: Page, lex: Lexicon, j: int, limit: int) -> int:
    """How many tokens a nickname in marks takes, with the word after it (Robert “Bob” Poe); 0 where none is."""
    inside = j + 3 < limit and page.words[j + 1][:1].isupper() and page.words[j + 2] in CLOSING
    called = page.folded[j - 1] in lex.given or (len(page.words[j - 1]) == 2 and page.folded[j - 2] in lex.given)
    fits = inside and page.words[j + 3][:1].isupper() and called
    return 4 if fits and page.joined(j + 1) and page.joined(j + 2) and not page.joined(j + 3) else 0


def _names_a_thing(page: Page, lex: Lexicon, j: int, limit: int) -> bool:
    """ "Charter of Rural Rights", where spaCy sees no entity: what follows "of" ends as laws and institutions do."""
    k = j + 1
    while k < limit and page.words[k][:1].isupper() and page.entity[k] in ("", "ORG", "LAW"):
        k += 1
    plain = page.entity[j - 1] in ("", "ORG", "LAW") and page.folded[j - 1] not in lex.given
    return plain and k > j + 1 and page.folded[k - 1] in lex.productions | lex.organisations


def _particle_step(page: Page, lex: Lexicon, j: int, limit: int) -> int:
    k = j
    while k < limit and k < j + 4 and (page.folded[k] in lex.particles or page.words[k] == "-"):
        k += 1
    return k - j + 1 if k < limit and page.words[k][:1].isupper() and page.folded[k] not in lex.function_words else 0


def _link_step(page: Page, j: int, limit: int) -> int:
    """Grow over "of the" inside one entity."""
    k = j
    while k < limit and page.folded[k] in _LINKS and page.entity_no[k] == page.entity_no[j - 1]:
        k += 1
    inside = k < limit and page.entity_no[k] == page.entity_no[j - 1] and page.words[k][:1].isupper()
    return k - j + 1 if k > j and inside else 0
