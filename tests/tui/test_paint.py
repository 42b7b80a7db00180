"""Which style a piece of a line wears: kinds differ, later lie over earlier, layers and persons can be dimmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.library import open_library
from extract.library.views import Reading
from extract.records import Span
from tests.tui.made import short_article
from tui.widgets.marks import LAYERS, Item, Mark, marks_of, speaker_colours
from tui.widgets.paint import Look
from tui.widgets.wrap import Line


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    with open_library(tmp_path / "library.db") as library:
        return library.reading(library.keep(short_article()).article_id)


def styles_at(look: Look, words: str, marks: Sequence[Mark] | None = None) -> tuple[str, ...]:
    text = look.reading.text
    at = text.index(words)
    pieces = look.pieces(Line(0, len(text), "body"), marks_of(look.reading) if marks is None else marks)
    return next(p.styles for p in pieces if p.start <= at < p.end)


def test_pieces_cover_the_line_without_gaps(reading: Reading) -> None:
    look = Look.at(reading)
    look.select(Item("quote", reading.quotes[0].id))
    at = 40
    for piece in look.pieces(Line(40, 200, "body"), marks_of(reading)):
        assert piece.start == at and piece.end > piece.start
        at = piece.end
    assert at == 200


def test_kinds_wear_different_styles(reading: Reading) -> None:
    look = Look.at(reading)
    worn = {styles_at(look, words)[1] for words in ("It is not safe", "said Marit", "Marit", "opposes")}
    assert worn == {"article--quote", "article--cue", "article--person", "article--stance"}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_can_be_dimmed_and_hidden(reading: Reading, layer: str) -> None:
    words = {"quote": "It is not safe", "cue": "said Marit", "person": "Marit Oyel", "stance": "opposes"}[layer]
    look = Look.at(reading)
    look.layers[layer] = "dim"  # pyright: ignore[reportArgumentType]
    assert styles_at(look, words) == ("article--body", "article--dimmed")
    look.layers[layer] = "hidden"  # pyright: ignore[reportArgumentType]
    assert styles_at(look, words) == ("article--body",)


def test_only_one_person(reading: Reading) -> None:
    look = Look.at(reading)
    look.only = reading.quotes[0].speaker
    assert "article--quote" in styles_at(look, "It is not safe")
    assert styles_at(look, "Nobody asked us") == ("article--body", "article--dimmed")
    assert styles_at(look, "Shopkeepers") == ("article--body", "article--dimmed")


def test_the_selection_lies_over_the_marks_even_where_its_parts_overlap(reading: Reading) -> None:
    look = Look.at(reading)
    look.select(Item("quote", reading.quotes[1].id))
    assert styles_at(look, "the work would cost")[-1] == "article--selected"
    assert styles_at(look, "Ms Oyelaran")[-1] == "article--selected"
    look.selected_spans = (Span(0, 400),)
    assert styles_at(look, "Tobias")[-1] == "article--selected"


def test_a_match_is_told_from_the_one_stood_on(reading: Reading) -> None:
    look = Look.at(reading)
    text = reading.text
    first, second = text.index("ferry"), text.rindex("ferry")
    look.matches, look.match = (Span(first, first + 5), Span(second, second + 5)), 1
    assert styles_at(look, "ferry")[-1] == "article--match"
    assert styles_at(look, text[second:])[-1] == "article--match-current"


def test_every_speaker_has_a_colour_of_their_own(reading: Reading) -> None:
    colours = speaker_colours(reading)
    speakers = {q.speaker for q in reading.quotes}
    assert speakers <= set(colours)
    assert len({colours[s] for s in speakers if s}) == len(speakers)


def test_the_margin_says_state_and_polarity(reading: Reading) -> None:
    look = Look.at(reading)
    at = reading.text.index("“It is not")
    margin = look.margin(Line(at, at + 60, "body"), marks_of(reading))
    assert (margin.state, margin.bar) == ("·", "│")
    at = reading.text.index("He opposes")
    assert look.margin(Line(at, at + 60, "body"), marks_of(reading)).sign == "~"
    look.plain = True
    assert look.margin(Line(at, at + 60, "body"), marks_of(reading)).sign == " "
