"""Names in lines whose capitals mean nothing: headlines in title case, headings, signatures.

In: `Page` and the names found in sentences. Out: more `Name`s: those the body has too, personal names that spaCy sees
in the line, and lines that are a name and nothing else.
"""

from __future__ import annotations

from extract.annotate.people.cutting import Name, fold_all, joined_words, make_name
from extract.annotate.people.lexicon import Lexicon, lexicon
from extract.annotate.people.page import Page

_HEADING = 4
"""Words in capitals that make a heading."""


def run_in(page: Page, first: int, last: int) -> int:
    """Return where the words of a paragraph begin that opens with a heading in capitals; `first` where it has none."""
    i, words = first, []
    while i < last and (page.words[i].isupper() or not page.words[i][:1].isalpha()):
        words += [page.words[i]] if page.words[i].isalpha() else []
        i += 1
    if i < last and words and i > first and words[-1] == page.words[i - 1] and len(words[-1]) == 1:
        words.pop()  # "… OF THE YEAR A man": the article opens the sentence
        i -= 1
    shouted = len(words) >= _HEADING and sum(len(w) > 3 for w in words) > 1
    return i if shouted and i < last and page.words[i][:1].isupper() and page.words[i - 1] not in (":", ",") else first


def in_headlines(page: Page, lex: Lexicon, names: list[Name], headings: bool = True) -> list[Name]:
    """Names in lines whose capitals mean nothing: those the body has, and long ones spaCy is sure of.

    `headings`: whether a paragraph may open with such a line.
    """
    known = {n.keys for n in names}
    known |= {n.keys[-1:] for n in names if len(n.keys) > 1} | {n.keys[:1] for n in names if len(n.keys) > 1}
    longest = max((len(k) for k in known), default=1)
    found: list[Name] = []
    for number, (first, last) in enumerate(page.bounds):
        last = last if page.titled[number] else run_in(page, first, last) if headings else first
        if last > first:
            found += _in_headline(page, lex, first, last, known, longest)
    return found


def _in_headline(
    page: Page, lex: Lexicon, first: int, last: int, known: set[tuple[str, ...]], longest: int
) -> list[Name]:
    found: list[Name] = []
    i = first
    while i < last:
        end = _filled_end(page, lex, i, last, known)
        end = end or _known_end(page, i, last, known, longest) or _entity_end(page, lex, i, last)
        if end is None:
            i += 1
            continue
        found += _headline_name(page, lex, first, i, end)
        i = end
    return found


def _filled_end(page: Page, lex: Lexicon, i: int, last: int, known: set[tuple[str, ...]]) -> int | None:
    """ "Ann Poe: We Were Right", where the body has Poe alone."""
    follows = i + 1 < last and page.words[i + 1][:1].isupper() and not page.joined(i + 1)
    return i + 2 if follows and page.folded[i] in lex.given and (page.folded[i + 1],) in known else None


def _known_end(page: Page, i: int, last: int, known: set[tuple[str, ...]], longest: int) -> int | None:
    if not page.words[i][:1].isupper() or page.folded[i] in lexicon().function_words:
        return None
    for size in range(min(2 * longest, last - i), 0, -1):
        if tuple(fold_all(joined_words(page, i, i + size))) in known:
            return i + size
    return None


def _entity_end(page: Page, lex: Lexicon, i: int, last: int) -> int | None:
    """End of a personal name that opens with a given name and that spaCy calls a person, or that is the whole line."""
    if page.folded[i] not in lex.given:
        return None
    if page.words[i].isupper() and (end := _in_capitals(page, lex, i, last)):
        return end
    if page.entity[i] != "PERSON":
        return _whole_line(page, lex, i, last)
    j = i
    while j < last and page.entity_no[j] == page.entity_no[i]:
        j += 1
    return j if j - i in (2, 3) else None


def _in_capitals(page: Page, lex: Lexicon, i: int, last: int) -> int | None:
    """ "ANN POE IN HOT WATER": a given name and words that no dictionary has."""
    j = i + 1
    while j < last and page.words[j].isupper() and (page.folded[j] in lex.given or not page.is_word[j]):
        j += 1
    return j if 1 < j - i < 4 and page.folded[j - 1] not in lex.organisations | lex.places else None


def _whole_line(page: Page, lex: Lexicon, i: int, last: int) -> int | None:
    """A signature: "Priya Poe", with words no dictionary has after the given name."""
    while last > i and not page.words[last - 1][:1].isalnum():
        last -= 1
    opens = i == 0 or page.paragraph[i - 1] != page.paragraph[i]
    names = [page.words[k] for k in range(i, last)]
    plain = any(page.is_word[k] for k in range(i + 1, last)) or page.folded[last - 1] in lex.organisations | lex.places
    return last if opens and 2 <= len(names) <= 5 and names[-1][:1].isupper() and not plain else None


def _headline_name(page: Page, lex: Lexicon, line: int, first: int, last: int) -> list[Name]:
    title_first, titles = first, ()
    for size in range(min(lex.longest_title, first - line), 0, -1):
        title = lex.title([w if w.endswith(".") else w.capitalize() for w in page.words[first - size : first]])
        if title and title.sort != "courtesy":
            title_first, titles = first - size, (title,)
            break
    name = make_name(page, lex, first, last, title_first, titles, None)
    return [name] if name else []
