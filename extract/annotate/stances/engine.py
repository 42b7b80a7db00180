"""The pass over an article that finds its stances: one look at every token, work only where a word has an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.annotate.parse import Paragraph, ParsedText
from extract.annotate.stances.acts import spoken_acts
from extract.annotate.stances.asking import Asking
from extract.annotate.stances.assemble import assemble
from extract.annotate.stances.claiming import claims_of
from extract.annotate.stances.claims import Claim
from extract.annotate.stances.comparing import find_choices, find_comparisons
from extract.annotate.stances.ellipses import find_ellipses
from extract.annotate.stances.epithets import find_epithets, find_sides, find_verdicts
from extract.annotate.stances.feelings import find_feelings
from extract.annotate.stances.frames import find_frames
from extract.annotate.stances.judging import find_judgements
from extract.annotate.stances.lexicon import Lexicon, load_lexicon
from extract.annotate.stances.moods import find_moods
from extract.annotate.stances.opinion import Opinion, load_opinion
from extract.annotate.stances.reading import Finding, Known, Reading
from extract.annotate.stances.sureness import Row, rows_of
from extract.annotate.stances.targets import Targets
from extract.annotate.stances.traits import find_traits
from extract.records import Article, Quote, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.annotate.marks import Marks


def find_stances(
    article: Article,
    parsed: ParsedText,
    marks: Marks,
    people: Known,
    quotes: Sequence[Quote],
    *,
    threshold: float | None = None,
    opinion: Callable[[], Opinion | None] = load_opinion,
) -> tuple[Stance, ...]:
    """Return the stances of an article, in text order.

    `threshold` is the least confidence that is kept, None for the default one, which is set for precision; what is less
    sure than the default is marked `possible` in `why`. `opinion` gives the model that is asked for a second opinion,
    or None for the frames alone. Raises SettingsError where a lexicon of the user is wrong.
    """
    if not parsed.paragraphs:
        return ()
    model = opinion()
    rows, reading = read_rows(article, parsed, marks, people, quotes, model)
    return assemble(rows, reading, threshold, weighed=model is not None)


def read_rows(
    article: Article,
    parsed: ParsedText,
    marks: Marks,
    people: Known,
    quotes: Sequence[Quote],
    model: Opinion | None,
) -> tuple[list[Row], Reading]:
    """Return what may be the stances of an article, `model` asked where there is one, and the reading they rest on."""
    claims, asking = read_claims(article, parsed, marks, people, quotes)
    if model is not None:
        claims += asking.claims(model)
    return rows_of(claims, asking.reading, asking.views), asking.reading


def read_claims(
    article: Article, parsed: ParsedText, marks: Marks, people: Known, quotes: Sequence[Quote]
) -> tuple[list[Claim], Asking]:
    """Return what the frames find in an article, and what a model can be asked of it."""
    reading = Reading(article, parsed, marks, people, quotes, load_lexicon())
    targets = Targets(reading)
    asking = Asking(reading, targets)
    claims: list[Claim] = []
    for paragraph in parsed.paragraphs:
        reading.paragraph = paragraph
        targets.read_paragraph(paragraph.tokens)
        found = [c for finding in _findings(paragraph, reading) for c in claims_of(finding, reading, targets)]
        if paragraph.kind != "caption":
            asking.read_paragraph(paragraph, found)
        claims += found
    return claims, asking


def _findings(paragraph: Paragraph, reading: Reading) -> Iterator[Finding]:
    lexicon = reading.lexicon
    for token in paragraph.tokens:
        if token.pos_ not in _TRIGGERS:
            continue
        yield from find_frames(token, lexicon)
        yield from find_sides(token)
        yield from find_choices(token, lexicon)
        if _quoted(reading.offset(token), reading):
            yield from _said(token, lexicon)
    for sentence in paragraph.sentences():
        if _quoted(paragraph.base + sentence.start_char + len(sentence.text) // 2, reading):
            yield from find_ellipses(sentence, lexicon)


def _said(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """What a word shows that somebody says, as whose opinion it stands."""
    if token.pos_ in ("VERB", "AUX"):
        yield from find_judgements(token, lexicon)
        yield from spoken_acts(token, lexicon)
    else:
        yield from find_traits(token, lexicon)
        yield from find_epithets(token, lexicon)
        yield from find_verdicts(token, lexicon)
    if token.pos_ in ("ADJ", "VERB"):
        yield from find_moods(token)
    yield from find_feelings(token, lexicon)
    yield from find_comparisons(token, lexicon)


_TRIGGERS = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"))


def _quoted(offset: int, reading: Reading) -> bool:
    quote = reading.quote_at(offset)
    return quote is not None and quote.speaker is not None
