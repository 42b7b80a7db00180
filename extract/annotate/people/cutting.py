"""Names cut out of runs of capitalised words: two entities side by side, titles, suffixes, possessives, full stops.

In: `Page` and a range of tokens. Out: `Name`s. "Texas Republican Ann Poe" is three names, "Prime Minister Sir Bo
Lee" one with two titles, "New Jersey Gov. Ann Poe" one whose title has words before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extract.annotate.people.lexicon import Lexicon, Title, fold, word_set
from extract.annotate.people.page import Page
from extract.annotate.people.phrases import singular


@dataclass(slots=True)
class Name:
    """One name in the text. Token ranges are half-open; `titles` stand before `first`, from `title_first` on.

    `keys` are the folded words without titles and suffix; `suffix` is Jr., III … where it tells people apart.
    `before` is the range of the capitalised words that stood before the title ("New Jersey" Gov. …).
    """

    first: int
    last: int
    title_first: int
    titles: tuple[Title, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    suffix: str = ""
    before: tuple[int, int] | None = None
    label: str = ""
    kind: str = ""
    actor: int | None = None
    rivals: list[tuple[int, float]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The folded words with single spaces."""
        return " ".join(self.keys)


OPENING = frozenset("“\"‘'(")
CLOSING = frozenset("”\"’')")
_MARKS = "“”\"‘’'()"
_CONNECTING = frozenset({"of", "for", "and", "at", "in", "on", "to", "against", "with"})
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]|ch|hs|kh|kw|my|py|sh|ts|tz|zh)?[wy]?[aeiou]{1,3}(?:ng|[hklmnprt])?"
_SYLLABLES = re.compile(rf"{_SYLLABLE}-{_SYLLABLE}")
_DOES = word_set(
    "says tells asks calls warns vows urges slams blasts hits wins loses leads trails quits resigns dies returns visits"
    " joins leaves backs rejects denies defends admits accuses apologises apologizes announces endorses pledges"
    " promises wants gets makes takes gives goes becomes thinks believes hopes refuses meets faces seeks signs"
)
_LONGEST_OFFICE = 4
"""Words that may stand before a role noun in one capitalised title ("Deputy Prison Reform Minister")."""


def cut(page: Page, lex: Lexicon, first: int, last: int) -> list[Name]:
    """Return the names in a run of capitalised words, tokens `[first, last)`."""
    found: list[Name] = []
    start = first
    office = _after_office(page, lex, first, last)
    for seam in [*sorted({*_seams(page, lex, first, last), *office}), last]:
        made = titled(page, lex, start, seam)
        for name in made if start in office else ():
            name.label = "PERSON"
        found += made
        start = seam + (seam < last and page.folded[seam] == "of")
    return found


def _seams(page: Page, lex: Lexicon, first: int, last: int) -> list[int]:
    """Token numbers where one name ends and another begins within a run."""
    seams = []
    for i in range(first + 1, last):
        if page.folded[i] == "of" and i - first > 1 and not any(page.is_word[first:i]):
            seams.append(i)  # "Ann Poe of Border Watch"
            continue
        before, here = page.entity[i - 1], page.entity[i]
        if page.joined(i) or page.words[i] in ("-", "\xa0") or page.folded[i] in lex.particles:
            continue
        if page.folded[i - 1] in lex.particles and i - 1 > first:
            continue
        other = page.entity_no[i] != page.entity_no[i - 1]
        if not other or _ends_in_title(page, lex, first, i):
            continue
        if (
            here == "PERSON"
            and before in ("NORP", "GPE", "ORG", "PERSON", "DATE")
            and _starts_person(page, lex, i, last)
        ) or (here in ("DATE", "TIME") and before == "PERSON"):
            seams.append(i)
    return seams


def _after_office(page: Page, lex: Lexicon, first: int, last: int) -> list[int]:
    """ "Inspector of Mines R. K. Poe": what a role noun is "of" ends where a given name or an initial begins."""
    before = first - 1
    if page.word(before) == "the":
        before -= 1
    office = page.word(before - 1)
    held = (
        office in lex.roles or singular(office) in lex.roles or lex.title(page.words[before - 1 : before]) is not None
    )
    if page.word(before) not in ("of", "for", "from", "in", "at", "to") or not held:
        return []
    if page.folded[first] in lex.given or _is_initial(page.words[first]) or page.entity[first] == "PERSON":
        return []
    if page.entity[first] == "GPE" and last - first == 3 and page.entity_no[first + 1] != page.entity_no[first]:
        return [first + 1]  # "special envoy for Cyprus Lakhdar Poe"
    for i in range(first + 1, last - 1):
        begins = page.entity[i] == "PERSON" != page.entity[i - 1]
        if page.folded[i] in lex.given or _is_initial(page.words[i]) or begins:
            return [i]
    return []


def _is_initial(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or (word.endswith(".") and len(word) == 2))


def _starts_person(page: Page, lex: Lexicon, i: int, last: int) -> bool:
    longer = i + 1 < last and page.entity_no[i + 1] == page.entity_no[i]
    return page.folded[i] in lex.given or longer or page.entity[i - 1] == "NORP"


def _ends_in_title(page: Page, lex: Lexicon, first: int, i: int) -> bool:
    return any(lex.title(page.words[k:i]) for k in range(max(first, i - lex.longest_title), i))


_RANKS = frozenset({"Gen", "Col", "Maj", "Lt", "Cap"})


def titled(page: Page, lex: Lexicon, first: int, last: int) -> list[Name]:
    """Take the titles off a stretch; words before a title become its `before`."""
    if _opens_with_role(page, lex, first, last):
        first += 1
    found = _find_titles(page, lex, first, last)
    if found is None:
        name = make_name(page, lex, first, last, first, (), None)
        return [name] if name else []
    title_first, titles, start = found
    before = (first, title_first) if title_first > first else None
    name = make_name(page, lex, start, last, title_first, titles, before)
    return [name] if name else []


def _opens_with_role(page: Page, lex: Lexicon, first: int, last: int) -> bool:
    """ "Activist Ann Poe said …": a role noun that has its capital from opening the sentence."""
    word = page.folded[first]
    if page.opens[first] and last - first > 1 and word not in lex.kinship and singular(word) in lex.kinship:
        return True  # "Sisters Ann and Bo Poe"
    plural = word.endswith("s") and word not in lex.given and singular(word) in lex.roles
    if plural and last - first == 2 and page.words[first][:1].isupper():
        return True  # "Presidents Poe and Lee"
    if not page.opens[first] or last - first < 3 or word not in lex.roles or word in lex.given:
        return False
    one = page.folded[first + 1] not in lex.given and page.entity_no[first + 1] == page.entity_no[first] >= 0
    if one and (page.entity[first] != "PERSON" or word in lex.shared) and page.entity[first] != "ORG":
        return False
    title = _title_at(page, lex, first + 1, last)
    if title is not None and title.sort == "office":
        return False  # "Tory MP Ann Poe": both words are her office
    return lex.title([page.words[first]]) is None and page.folded[last - 1] not in lex.organisations


def _find_titles(page: Page, lex: Lexicon, first: int, last: int) -> tuple[int, tuple[Title, ...], int] | None:
    """Return (first token of the titles, titles, first token of the name), or None where the stretch has no title.

    A title inside the stretch counts where something stands after it that can be a name.
    """
    for i in range(first, last):
        titles: list[Title] = []
        j = i
        while j < last and (hit := _title_at(page, lex, j, last)):
            width = _width(page, j, hit)
            if page.words[min(j + width, last - 1)] == "-" or (
                j + width >= last and _is_surname(page, titles, first, j)
            ):
                break
            if titles and titles[-1].sort == "office" and page.folded[j] in lex.given and last - j > 2:
                break  # "Gov. Earl Ray Poe"
            if titles and titles[-1].sort == "office" and page.words[j] in _RANKS and j + 2 == last:
                break  # "Defence Minister Gen Poe": a given name, for ranks have their full stop or stand first
            titles.append(hit)
            j += width
        if j < last and page.folded[j] in _CONNECTING:
            continue
        if titles and _may_precede(page, lex, titles, i, first, j, last):
            return i, tuple(titles), j
        office = _office_at(page, lex, first, i, last)
        if office is not None:
            return i, (office,), i + 1
    return None


def _is_surname(page: Page, titles: list[Title], first: int, j: int) -> bool:
    """Tell whether a word is a name though it may be a title: "Mr. King", Ann Bishop's "Ms. Bishop", "Bishop said"."""
    bare = j == first and not titles and page.tag(j + 1) != "NNP"
    return (bare or (bool(titles) and titles[-1].sort == "courtesy")) and page.words[j] in page.surnames


def _office_at(page: Page, lex: Lexicon, first: int, i: int, last: int) -> Title | None:
    """A role noun in capitals that no list of titles has, with a personal name behind it ("Harbour Warden Ann Poe")."""
    noun = page.folded[i] if page.folded[i] in lex.roles else singular(page.folded[i])
    if noun not in lex.roles or last - i < 3 or i - first > _LONGEST_OFFICE or page.joined(i + 1):
        return None
    ours = page.entity_no[i + 1]
    ahead = page.folded[i + 1] in lex.given or _is_initial(page.words[i + 1])
    ahead = ahead or (page.entity[i + 1] == "PERSON" and ours != page.entity_no[i])
    named = any(
        page.folded[k] in lex.given or (page.entity[k] == "PERSON" and page.entity_no[k] != ours)
        for k in range(first, i)
    )
    if not ahead or named or page.folded[last - 1] in lex.organisations:
        return None
    return Title((page.words[i],), "office", lex.roles[noun][0])


def _title_at(page: Page, lex: Lexicon, j: int, last: int) -> Title | None:
    for size in range(min(lex.longest_title + 2, last - j), 0, -1):
        words = page.words[j : j + size]
        title = lex.title(joined_words(page, j, j + size) if "-" in words else words)
        if title:
            return title
    return None


def _width(page: Page, j: int, title: Title) -> int:
    size = 0
    text = ""
    goal = "".join(title.words)
    while len(text) < len(goal):
        text += page.words[j + size]
        size += 1
    return size


def _may_precede(page: Page, lex: Lexicon, titles: list[Title], i: int, first: int, j: int, last: int) -> bool:
    """A title at the start of a stretch always counts; further in it must be followed by what reads as a name."""
    if j < last and page.folded[last - 1] in lex.organisations and page.entity[last - 1] != "PERSON":
        return False
    shouted = len(titles) == 1 and titles[0].words[0].isupper() and len(titles[0].words[0]) > 1
    if shouted and j == last - 1 and page.entity[j] not in ("PERSON", "") and page.folded[j] not in lex.given:
        return False
    if i == first:
        return j < last or all(t.sort != "office" or len(t.words) > 1 or page.words[i].endswith(".") for t in titles)
    if j >= last:
        return False
    short = titles[-1].words[-1].isupper() and titles[-1].sort == "office"  # "Congress MLA Jaya Poe"
    named = page.entity[j] in ("PERSON", "") or page.folded[j] in lex.given
    return named or short or page.words[j - 1].endswith(".")


def make_name(
    page: Page,
    lex: Lexicon,
    first: int,
    last: int,
    title_first: int,
    titles: tuple[Title, ...],
    before: tuple[int, int] | None,
) -> Name | None:
    """Return the name of tokens `[first, last)`, trimmed at both ends; None where nothing is left."""
    while first < last and (page.folded[first] in ("the", "\xa0") or not page.words[first][:1].isalpha()):
        first += 1
    while last > first and (not page.words[last - 1][:1].isalpha() or _is_copula(page, first, last - 1)):
        last -= 1
    if last - first > 2 and page.folded[last - 2 : last] == ["white", "house"] and page.folded[first] in lex.given:
        last -= 2  # "under an Ann Poe White House"
    if first >= last:
        return None
    words = joined_words(page, first, last)
    suffix, end = "", last
    while len(words) > 1 and words[-1].rstrip(".").lower() in {s.rstrip(".") for s in lex.suffixes}:
        tail = words.pop()
        suffix = tail if lex.suffixes.get(tail.lower()) else suffix
        last = _drop_plain(page, lex, first, last)
    if suffix in ("Jr", "Sr") and page.word(end) == "." and page.joined(end):
        suffix += "."
    keys = tuple(w.rstrip(".") if len(w) > 2 and w.count(".") == 1 else w for w in fold_all(words))
    label = _label(page, first, last)
    return Name(first, last, title_first, titles, tuple(words), keys, suffix, before, label)


def _is_copula(page: Page, first: int, i: int) -> bool:
    """ "Why Ann Poe Is Back": a verb in capitals ends no name."""
    return i > first and page.folded[i] in ("is", "are", "was", "were", "has", "isn't") and not page.joined(i)


def without_verb(page: Page, lex: Lexicon, name: Name, counts: Counter[tuple[str, ...]]) -> Name:
    """ "Ann Poe Resigns": a verb in capitals ends no name that the article gives without it."""
    short = name.keys[:-1]
    if (
        not short
        or name.keys[-1] not in _DOES
        or page.joined(name.last - 1)
        or name.last - name.first != len(name.keys)
    ):
        return name
    known = counts[short] or counts[short[-1:]] or (len(short) > 1 and short[0] in lex.given)
    cutback = make_name(page, lex, name.first, name.last - 1, name.title_first, name.titles, name.before)
    return cutback if known and cutback is not None else name


def _drop_plain(page: Page, lex: Lexicon, first: int, last: int) -> int:
    """A degree or honour is no part of the name; Jr. and III are."""
    if lex.suffixes.get(page.folded[last - 1]) is False:
        return last - 1
    return last


def first_surnames(lex: Lexicon, keys: tuple[str, ...]) -> list[str]:
    """Words that may stand for the whole where nobody is called so: Peña of Enrique Peña Soto, Seo of Seo-yeon Baik."""
    between = [k for k in keys[1:-1] if k not in lex.particles and k not in lex.given and len(k) > 2]
    return between + [k.split("-")[0] for k in keys if in_syllables(k)]


def given(lex: Lexicon, key: str) -> bool:
    """Tell whether a word, or the part before its hyphen, is a given name, or has the shape of one ("Ming-che")."""
    return key in lex.given or key.split("-")[0] in lex.given or in_syllables(key)


def in_syllables(key: str) -> bool:
    """Tell whether a folded word is two syllables as Korean and Chinese given names are written: "ming-che"."""
    return _SYLLABLES.fullmatch(key) is not None


def fold_all(words: list[str]) -> list[str]:
    """Return words folded for comparing, a nickname without its marks."""
    return [fold(w.strip(_MARKS)) for w in words]


def _sticks(before: str, word: str) -> bool:
    """Tell whether two tokens without a space between are one word: hyphens, an initial's stop, a nickname's marks."""
    return word in "-‐‑." or before[-1] in "-‐‑" or before in OPENING or word in CLOSING or word in ("'s", "’s")


def joined_words(page: Page, first: int, last: int) -> list[str]:
    """The words of a token range, with what is written together put together again; a stray full stop is cut off."""
    words: list[str] = []
    for i in range(first, last):
        if page.words[i] in ("\xa0", ",", "[", "]"):
            continue
        if words and page.joined(i) and _sticks(words[-1], page.words[i]):
            words[-1] += page.words[i]
        else:
            words.append(page.words[i])
    words = [word.rstrip(":") for word in words]  # "Ann Poe:" before a quotation without a space
    if words and words[-1].endswith(".") and words[-1].count(".") == 1 and len(words[-1]) > 4:
        words[-1] = words[-1][:-1]
    return words


def _label(page: Page, first: int, last: int) -> str:
    counts = Counter(page.entity[i] for i in range(first, last) if page.entity[i])
    if not counts:
        return ""
    label, count = counts.most_common(1)[0]
    return label if 2 * count >= last - first else ""
