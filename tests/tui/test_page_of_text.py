"""Wrapping, marks and movement: pure values, in code points, at grapheme borders, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from extract.display import one_line
from extract.records import Region, Span
from tests.tui.made import long_article, short_article
from tui.screens.reader_walk import find_all
from tui.widgets import spans as by
from tui.widgets.marks import Item, LineIndex, Mark
from tui.widgets.wrap import Paragraph, cells, graphemes, is_narrow, paragraphs, shown, wrap

FAMILY = "👨‍👩‍👧"
ALPHABET = "ab .,-—“”\té\u0301漢字한👍🏽\u200d\ufe0f☎שלום\u00a0\u200b\x1b\u2028नमस्ते"
TEXTS = st.text(alphabet=st.sampled_from(list(ALPHABET)), max_size=300)


@given(TEXTS, st.integers(2, 40))
@settings(max_examples=300, deadline=None)
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    if not text.strip():
        return
    lines = [line for line in wrap(text, [Paragraph(0, len(text), "body")], width) if line.kind == "body"]
    at = 0
    for line in lines:
        assert not text[at : line.start].strip(" \t\u2028"), "only white space falls between lines"
        assert line.end >= line.start >= at
        assert cells(one_line(text[line.start : line.end])) <= max(width, 2)
        at = line.end
    assert not text[at:].strip(" \t\u2028")


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_lines_break_only_between_graphemes(text: str) -> None:
    shown_text = one_line(text)
    borders = {0, len(text)} | {g.start for g in graphemes(shown_text)} | {g.end for g in graphemes(shown_text)}
    for line in wrap(text, [Paragraph(0, len(text), "body")], 9):
        assert line.start in borders and line.end in borders


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_graphemes_cover_the_text_and_are_written_as_wide_as_they_are_counted(text: str) -> None:
    text = one_line(text)
    at = 0
    for g in graphemes(text):
        assert g.start == at
        at = g.end
        assert cell_len(shown(text, g)) == g.cells
    assert at == len(text)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("漢字", 4), (FAMILY, 2), ("a\u200db", 2), ("é", 1), ("e\u0301", 1), ("☎️", 2)]
)
def test_width_in_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_a_hand_wrapped_file_flows_again() -> None:
    rows = ["The council met on Tuesday and heard from three people who had not"] * 5 + ["spoken before."]
    text = "\n".join(rows) + "\n\n" + "\n".join(rows)
    assert len(paragraphs(text, [])) == 2


def test_one_line_a_paragraph_stays_so() -> None:
    text = short_article().article.text
    assert len(paragraphs(text, short_article().article.regions)) == len(text.splitlines())


def test_boilerplate_is_one_line_until_unfolded() -> None:
    text = "News.\nMore one\nMore two"
    regions = [Region("body", 0, 5), Region("boilerplate", 6, len(text))]
    paras = paragraphs(text, regions)
    assert [x.kind for x in wrap(text, paras, 40) if x.kind != "blank"] == ["body", "fold"]
    assert [x.kind for x in wrap(text, paras, 40, fold=False) if x.kind != "blank"] == ["body", *["boilerplate"] * 2]


def test_a_huge_line_without_a_space_is_cut() -> None:
    text = "x" * 5_000
    assert all(line.end - line.start <= 70 for line in wrap(text, [Paragraph(0, 5_000, "body")], 70))


def test_marks_are_found_by_line_and_can_be_taken_out() -> None:
    article = long_article(2_000)
    text = article.article.text
    lines = wrap(text, paragraphs(text, article.article.regions), 60)
    marks = [Mark(s.start, s.end, "quote", Item("quote", q.id)) for q in article.quotes for s in q.content]
    index = LineIndex(lines, marks)
    for mark in marks:
        touched = [y for y, x in enumerate(lines) if x.start < mark.end and mark.start < x.end and x.kind == "body"]
        assert list(index.lines_of(mark.span))[:: len(touched) or 1][:1] == touched[:1]
        assert all(mark in index.on(y) for y in touched)
    gone = index.drop(marks[0].item)
    assert gone and all(marks[0] not in index.on(y) for y in range(len(lines)))


@given(TEXTS, st.integers(0, 300))
@settings(max_examples=200, deadline=None)
def test_moving_always_stays_inside_and_makes_way(text: str, at: int) -> None:
    at = min(at, len(text))
    for move in (by.next_char, by.next_word, by.word_end, by.next_sentence):
        assert at <= move(text, at) <= len(text)
        assert move(text, at) > at or at == len(text)
    for move in (by.previous_char, by.previous_word, by.previous_sentence):
        assert 0 <= move(text, at) <= at
        assert move(text, at) < at or at == 0


def test_a_character_is_a_grapheme_to_the_cursor() -> None:
    text = f"a{FAMILY}b"
    assert by.next_char(text, 1) == 1 + len(FAMILY)
    assert by.snapped(text, Span(2, 3)) == Span(1, 1 + len(FAMILY))


def test_sentences_and_words() -> None:
    text = "It rained. “Nobody came,” he said. The end."
    assert by.sentence_at(text, 14).of(text) == "“Nobody came,” he said."
    assert by.word_at(text, 5).of(text) == "rained"
    assert text[by.next_sentence(text, 0) :].startswith("“Nobody")


def test_search_looks_past_case_space_and_quotation_marks() -> None:
    text = 'She said “No  Way” and "no\nway" again.'
    assert [m.of(text) for m in find_all(text, '"no way"')] == ["“No  Way”", '"no\nway"']
    assert find_all(text, "   ") == []


def test_narrow_text_is_known_as_such() -> None:
    assert is_narrow("“plain” — café, 3 €")
    assert not is_narrow("漢") and not is_narrow(unicodedata.normalize("NFD", "é"))
