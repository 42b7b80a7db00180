"""Growth of the people engine: cost per word stays flat from 1,000 to 50,000 words, and small beside the parse.

Run the whole range with `pytest tests/bench/test_people_growth.py -m long -s`. CPU time is measured, not wall time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from extract.annotate.attribution import Attributor
from extract.annotate.marks import find_marks
from extract.annotate.parse import ParsedText, parse_many
from extract.annotate.people import assign_speakers, find_people
from extract.records import Article

_GIVEN = (
    "Ada",
    "Bo",
    "Carl",
    "Dana",
    "Erik",
    "Gwen",
    "Hugo",
    "Ines",
    "Jon",
    "Kira",
    "Leo",
    "Mia",
    "Nils",
    "Olga",
    "Paul",
)
_SYLLABLES = (
    "ber",
    "lund",
    "vik",
    "dahl",
    "mar",
    "tov",
    "ren",
    "sol",
    "hag",
    "nor",
    "pet",
    "ulv",
    "gran",
    "holm",
    "bruk",
)
_ROLES = (
    "mayor",
    "minister",
    "senator",
    "chairman",
    "spokeswoman",
    "professor",
    "engineer",
    "farmer",
    "coach",
    "judge",
)
_PLACES = ("Leeds", "Turin", "Cork", "Accra", "Pune", "Oslo", "Tartu", "Gdansk", "Kumasi", "Cardiff")


def _paragraph(rng: random.Random) -> str:
    surname = "".join(rng.sample(_SYLLABLES, 2)).capitalize()
    name = f"{rng.choice(_GIVEN)} {surname}"
    role, place = rng.choice(_ROLES), rng.choice(_PLACES)
    return (
        f"{name}, a {role} from {place}, said the plan for the harbour would cost more than anyone had admitted. "
        f"“I have read every page of it, and they have not,” {surname} said on Tuesday. He told reporters that his "
        f"office would publish the figures, and that officials in {place} had seen them. The {role} left soon after. "
        f"“It is what it is,” she added, according to people familiar with the talks."
    )


def _roll(rng: random.Random) -> str:
    """A line of a list: everybody in it is named here only."""
    one, two, three, four = ("".join(rng.sample(_SYLLABLES, 4)).capitalize() for _ in range(4))
    return f"{rng.choice(_GIVEN)} {one} met Mr. {two} near {three}, said {rng.choice(_GIVEN)} {four}."


def _text(words: int, make: Callable[[random.Random], str] = _paragraph) -> str:
    rng = random.Random(words)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        paragraphs.append(make(rng))
        count += len(paragraphs[-1].split())
    return "\n".join(paragraphs)


def _part(parsed: ParsedText, words: int) -> ParsedText:
    """The first paragraphs of a parsed text, about so many words."""
    kept, count = [], 0
    for paragraph in parsed.paragraphs:
        if count >= words:
            break
        kept.append(paragraph)
        count += len(paragraph.tokens)
    return ParsedText(parsed.text[: kept[-1].end], kept)


def _seconds(parsed: ParsedText) -> float:
    """CPU seconds of people and speakers for a parsed text, the better of two."""
    article = Article("a-bench", parsed.text)
    marks = find_marks(parsed.text, [(p.start, p.end) for p in parsed.paragraphs])
    attributions = Attributor(engine="rules").attribute_many([parsed], [marks])[0]
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        people = find_people(parsed, marks, attributions, article)
        assign_speakers(article, parsed, marks, attributions, people)
        best = min(best, time.process_time() - start)
    return best


def _growth(nlp, sizes: list[int], make: Callable[[random.Random], str] = _paragraph) -> list[tuple[int, float]]:
    parsed = parse_many(nlp, [Article("a-bench", _text(sizes[-1], make))])[0]
    return [(words, _seconds(_part(parsed, words))) for words in sizes]


def test_cost_per_word_is_flat_to_5k(nlp):
    (small, first), (large, second) = _growth(nlp, [1_000, 5_000])
    assert second / large < 2.0 * first / small + 2e-6


def test_cost_per_word_is_flat_where_every_name_is_another(nlp):
    (small, first), (large, second) = _growth(nlp, [5_000, 20_000], _roll)
    assert second / large < 2.0 * first / small + 2e-6


@pytest.mark.long
def test_cost_per_word_is_flat_to_50k(nlp):
    rows = _growth(nlp, [1_000, 5_000, 20_000, 50_000])
    for words, seconds in rows:
        print(f"{words:>7,} words  {seconds:6.3f} s  {1e6 * seconds / words:5.1f} µs a word")
    assert rows[-1][1] / rows[-1][0] < 2.0 * rows[0][1] / rows[0][0] + 2e-6


@pytest.mark.long
def test_people_are_cheap_beside_the_parse(nlp):
    article = Article("a-bench", _text(5_000))
    start = time.process_time()
    parsed = parse_many(nlp, [article])[0]
    parse = time.process_time() - start
    assert _seconds(parsed) < 0.2 * parse
