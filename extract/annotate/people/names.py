"""Name mentions: which stretches of an article are somebody's or something's name.

In: `Page`. Out: `Name`s in text order: runs of capitalised words, cut at titles and where spaCy sees two entities, with
possessives, full stops and articles left outside. What kind of thing a name names is decided in `kinds`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.annotate.people.lexicon import Lexicon, Title, lexicon
from extract.annotate.people.page import Page
from extract.records import Span

_LINKS = frozenset({"of", "and", "for", "&", "the", "at", "in", "on", "to"})
_LONG = frozenset({"ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "LOC", "PRODUCT", "GPE"})
_NAMED = _LONG | {"PERSON", "NORP", "LANGUAGE"}
_TIME = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. christmas easter".split()
)
_NEVER = frozenset(
    "i i'm i've i'll i'd he she it we you they his her its our your their my this that these those there here what when where who"
    " why how which the a an and or but if so not no yes as at by for from in into of off on out over to up with then than"
    " also all both each every some any many most more few well now just only even still after before because since while"
    " although though however moreover meanwhile until unless whether oh ah hey ok okay please thanks thank hello sorry".split()
)
_LONGEST_RUN = 12


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


def span_of(page: Page, name: Name) -> Span:
    """Return the article's span of the name's words, without titles."""
    return page.span(name.first, name.last)


def find_names(page: Page, labels: Sequence[Span] = ()) -> list[Name]:
    """Return the names of an article in text order; `labels` are transcripts' labels, always names. Linear in tokens."""
    lex = lexicon()
    proper = _proper_words(page)
    names: list[Name] = []
    for number, (first, last) in enumerate(page.bounds):
        if page.titled[number]:
            continue
        for run in _runs(page, lex, proper, first, last):
            names += _cut(page, lex, *run)
    names = _sift(page, lex, names)
    names += _in_headlines(page, lex, names)
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
            made += _titled(page, lex, first, last)
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
    """ "D-N.C." in brackets after a name."""
    return page.word(name.first - 1) == "(" and name.words[0][1:2] == "-"


def _sift(page: Page, lex: Lexicon, names: list[Name]) -> list[Name]:
    """Drop parties in brackets and titles that stand alone; take sentence openers off ("Notice Poe smiling")."""
    givens: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in names:
        givens[name.keys[1:]].add(name.keys[0])
    found = []
    for name in names:
        alone = lex.title(page.words[name.first : name.last]) is not None and not name.titles
        common = len(name.keys) == 1 and page.opens[name.first] and (name.key in lex.roles or name.key in lex.groups)
        if (
            _is_party(page, name)
            or (common and not _ends_a_name(name, givens))
            or (alone and not _ends_a_name(name, givens))
        ):
            continue
        found.append(_without_opener(page, lex, name, givens[name.keys[1:]]))
    return found


def _ends_a_name(name: Name, givens: dict[tuple[str, ...], set[str]]) -> bool:
    return len(name.keys) == 1 and bool(givens.get(name.keys))


def _without_opener(page: Page, lex: Lexicon, name: Name, givens: set[str]) -> Name:
    """A word that has its capital only because it opens the sentence: the rest is somebody with another given name."""
    first = name.first
    odd = page.opens[first] and len(name.words) > 1 and not name.titles and name.keys[0] not in lex.given
    others = {g for g in givens if g != name.keys[0] and g in lex.given}
    if not odd or not others or page.joined(first + 1):
        return name
    return _name(page, lex, first + 1, name.last, first + 1, (), None) or name


def _is_name_word(page: Page, proper: set[str], i: int) -> bool:
    word = page.words[i]
    if not word[:1].isupper() or page.folded[i] in _NEVER or '"' in word:
        return False
    if page.folded[i] in _CALENDAR and page.entity[i] != "PERSON":
        return False
    if page.entity[i] in _TIME and page.folded[i] not in lexicon().given and word not in proper:
        return False
    if page.entity[i] in _NAMED or page.tags[i] in ("NNP", "NNPS"):
        return True
    return word in proper if page.opens[i] else True


def _runs(page: Page, lex: Lexicon, proper: set[str], first: int, last: int) -> list[tuple[int, int]]:
    found = []
    i = _after_dateline(page, first, last)
    while i < last:
        start = _particle_start(page, lex, proper, i, last)
        if start is None:
            i += 1
            continue
        end = _run_end(page, lex, proper, i, last)
        found.append((i, end))
        i = end
    return found


def _after_dateline(page: Page, first: int, last: int) -> int:
    """ "LONDON (Reuters) — …": where the paragraph's words begin."""
    for i in range(first, min(last, first + 8)):
        if page.words[i] in ("—", "–", "--", "-") and not (page.joined(i) and page.joined(i + 1)):
            return i + 1 if page.words[first].isupper() and len(page.words[first]) > 2 and i > first else first
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
        one_name = page.tags[j + 1] in ("NNP", "NNPS") or page.entity_no[j + 1] == page.entity_no[j - 1] != -1
        return 2 if page.words[j + 1][:1].isupper() or (one_name and page.entity[j - 1] in ("PERSON", "")) else 0
    if word == "." and page.joined(j) and len(page.words[j - 1]) == 1 and ahead:
        return 1
    if word == "\xa0" and ahead and page.words[j + 1][:1].isupper():
        return 1
    if word == "," and ahead and page.words[j + 1] in ("Jr.", "Sr.", "Jr", "Sr"):
        return 2
    if page.folded[j] in lex.particles:
        return _particle_step(page, lex, j, limit)
    if page.folded[j] == "of" and ahead and lex.title(page.words[j - 1 : j + 2]):
        return 2
    if page.folded[j] in _LINKS and page.entity_no[j] >= 0 and page.entity[j] in _LONG:
        return _link_step(page, j, limit)
    return 0


def _particle_step(page: Page, lex: Lexicon, j: int, limit: int) -> int:
    k = j
    while k < limit and k < j + 4 and (page.folded[k] in lex.particles or page.words[k] == "-"):
        k += 1
    return k - j + 1 if k < limit and page.words[k][:1].isupper() and page.folded[k] not in _NEVER else 0


def _link_step(page: Page, j: int, limit: int) -> int:
    """Grow over "of the" inside one entity."""
    k = j
    while k < limit and page.folded[k] in _LINKS and page.entity_no[k] == page.entity_no[j - 1]:
        k += 1
    inside = k < limit and page.entity_no[k] == page.entity_no[j - 1] and page.words[k][:1].isupper()
    return k - j + 1 if k > j and inside else 0


# --- cutting a run ----------------------------------------------------------------------------------------------------


def _cut(page: Page, lex: Lexicon, first: int, last: int) -> list[Name]:
    found = []
    start = first
    for cut in [*_seams(page, lex, first, last), last]:
        found += _titled(page, lex, start, cut)
        start = cut
    return found


def _seams(page: Page, lex: Lexicon, first: int, last: int) -> list[int]:
    """Token numbers where one name ends and another begins within a run."""
    seams = []
    for i in range(first + 1, last):
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
        ):
            seams.append(i)
        elif here in ("DATE", "TIME") and before == "PERSON":
            seams.append(i)
    return seams


def _starts_person(page: Page, lex: Lexicon, i: int, last: int) -> bool:
    longer = i + 1 < last and page.entity_no[i + 1] == page.entity_no[i]
    return page.folded[i] in lex.given or longer or page.entity[i - 1] == "NORP"


def _ends_in_title(page: Page, lex: Lexicon, first: int, i: int) -> bool:
    return any(lex.title(page.words[k:i]) for k in range(max(first, i - lex.longest_title), i))


def _titled(page: Page, lex: Lexicon, first: int, last: int) -> list[Name]:
    """Take the titles off a stretch; words before a title become its `before`."""
    if _opens_with_role(page, lex, first, last):
        first += 1
    found = _find_titles(page, lex, first, last)
    if found is None:
        name = _name(page, lex, first, last, first, (), None)
        return [name] if name else []
    title_first, titles, start = found
    before = (first, title_first) if title_first > first else None
    name = _name(page, lex, start, last, title_first, titles, before)
    return [name] if name else []


def _opens_with_role(page: Page, lex: Lexicon, first: int, last: int) -> bool:
    """ "Activist Ann Poe said …": a role noun that has its capital from opening the sentence."""
    word = page.folded[first]
    if not page.opens[first] or last - first < 3 or word not in lex.roles or word in lex.given:
        return False
    return lex.title([page.words[first]]) is None and page.folded[last - 1] not in lex.organisations


def _find_titles(page: Page, lex: Lexicon, first: int, last: int) -> tuple[int, tuple[Title, ...], int] | None:
    """Return (first token of the titles, titles, first token of the name), or None where the stretch has no title.

    A title inside the stretch counts where something stands after it that can be a name.
    """
    for i in range(first, last):
        titles: list[Title] = []
        j = i
        while j < last and (hit := _title_at(page, lex, j, last)) and page.words[min(j + 1, last - 1)] != "-":
            titles.append(hit)
            j += _width(page, j, hit)
        if titles and _may_precede(page, lex, titles, i, first, j, last):
            return i, tuple(titles), j
    return None


def _title_at(page: Page, lex: Lexicon, j: int, last: int) -> Title | None:
    for size in range(min(lex.longest_title + 1, last - j), 0, -1):
        words = page.words[j : j + size]
        title = lex.title(words) or (lex.title(["".join(words)]) if "-" in words else None)
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
    if i == first:
        return j < last or all(t.sort != "office" or len(t.words) > 1 or page.words[i].endswith(".") for t in titles)
    if j >= last:
        return False
    return page.entity[j] in ("PERSON", "") or page.folded[j] in lex.given or page.words[j - 1].endswith(".")


def _name(
    page: Page,
    lex: Lexicon,
    first: int,
    last: int,
    title_first: int,
    titles: tuple[Title, ...],
    before: tuple[int, int] | None,
) -> Name | None:
    while first < last and (page.folded[first] in ("the", "\xa0") or not page.words[first][:1].isalpha()):
        first += 1
    while last > first and not page.words[last - 1][:1].isalpha():
        last -= 1
    if first >= last:
        return None
    words = _words(page, first, last)
    suffix, end = "", last
    while len(words) > 1 and words[-1].rstrip(".").lower() in {s.rstrip(".") for s in lex.suffixes}:
        tail = words.pop()
        suffix = tail if lex.suffixes.get(tail.lower()) else suffix
        last = _drop_plain(page, lex, first, last)
    if suffix in ("Jr", "Sr") and page.word(end) == "." and page.joined(end):
        suffix += "."
    keys = tuple(w.rstrip(".") if len(w) > 2 and w.count(".") == 1 else w for w in _fold_all(words))
    label = _label(page, first, last)
    return Name(first, last, title_first, titles, tuple(words), keys, suffix, before, label)


def _drop_plain(page: Page, lex: Lexicon, first: int, last: int) -> int:
    """A degree or honour is no part of the name; Jr. and III are."""
    if lex.suffixes.get(page.folded[last - 1]) is False:
        return last - 1
    return last


def _fold_all(words: list[str]) -> list[str]:
    from extract.annotate.people.lexicon import fold

    return [fold(w) for w in words]


def _words(page: Page, first: int, last: int) -> list[str]:
    """The words of a token range, with what is written together put together again; a stray full stop is cut off."""
    words: list[str] = []
    for i in range(first, last):
        if page.words[i] in ("\xa0", ","):
            continue
        if words and page.joined(i) and (page.words[i] in "-‐‑." or words[-1][-1] in "-‐‑"):
            words[-1] += page.words[i]
        else:
            words.append(page.words[i])
    if words and words[-1].endswith(".") and words[-1].count(".") == 1 and len(words[-1]) > 4:
        words[-1] = words[-1][:-1]
    return words


def _label(page: Page, first: int, last: int) -> str:
    counts = Counter(page.entity[i] for i in range(first, last) if page.entity[i])
    if not counts:
        return ""
    label, count = counts.most_common(1)[0]
    return label if 2 * count >= last - first else ""


# --- headlines in title case ------------------------------------------------------------------------------------------


def _in_headlines(page: Page, lex: Lexicon, names: list[Name]) -> list[Name]:
    """Names in lines whose capitals mean nothing: those the body has, and long ones spaCy is sure of."""
    known = {n.keys for n in names}
    known |= {n.keys[-1:] for n in names if len(n.keys) > 1} | {n.keys[:1] for n in names if len(n.keys) > 1}
    longest = max((len(k) for k in known), default=1)
    found: list[Name] = []
    for number, (first, last) in enumerate(page.bounds):
        if page.titled[number]:
            found += _in_headline(page, lex, first, last, known, longest)
    return found


def _in_headline(
    page: Page, lex: Lexicon, first: int, last: int, known: set[tuple[str, ...]], longest: int
) -> list[Name]:
    found: list[Name] = []
    i = first
    while i < last:
        end = _known_end(page, i, last, known, longest) or _entity_end(page, lex, i, last)
        if end is None:
            i += 1
            continue
        found += _headline_name(page, lex, first, i, end)
        i = end
    return found


def _known_end(page: Page, i: int, last: int, known: set[tuple[str, ...]], longest: int) -> int | None:
    if not page.words[i][:1].isupper() or page.folded[i] in _NEVER:
        return None
    for size in range(min(2 * longest, last - i), 0, -1):
        if tuple(_fold_all(_words(page, i, i + size))) in known:
            return i + size
    return None


def _entity_end(page: Page, lex: Lexicon, i: int, last: int) -> int | None:
    """End of a personal name that opens with a given name and that spaCy calls a person."""
    if page.entity[i] != "PERSON" or page.folded[i] not in lex.given:
        return None
    j = i
    while j < last and page.entity_no[j] == page.entity_no[i]:
        j += 1
    return j if j - i in (2, 3) else None


def _headline_name(page: Page, lex: Lexicon, line: int, first: int, last: int) -> list[Name]:
    title_first, titles = first, ()
    for size in range(min(lex.longest_title, first - line), 0, -1):
        title = lex.title([w if w.endswith(".") else w.capitalize() for w in page.words[first - size : first]])
        if title and title.sort != "courtesy":
            title_first, titles = first - size, (title,)
            break
    name = _name(page, lex, first, last, title_first, titles, None)
    return [name] if name else []
