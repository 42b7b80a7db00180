"""Quotation marks: what each style resolves to, and what holds of any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.annotate.marks import (
    AT_CLOSING,
    AT_OPENING,
    INSIDE,
    INSIDE_NESTED,
    INSIDE_OPEN,
    MAX_DEPTH,
    OUTSIDE,
    Marks,
    find_marks,
)


def lines(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


def marks_of(text: str) -> Marks:
    return find_marks(text, lines(text))


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in marks_of(text).spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["“We go,”", "“Now.”"]),
        ('"We go," he said. "Now."', ['"We go,"', '"Now."']),
        ("''We go,'' he said. ''Now.''", ["''We go,''", "''Now.''"]),
        ("``We go,'' he said.", ["``We go,''"]),
        ("‘We go,’ he said. ‘Now.’", ["‘We go,’", "‘Now.’"]),
        ("'We go,' he said. 'Now.'", ["'We go,'", "'Now.'"]),
        ("`We go,' he said.", ["`We go,'"]),
        ("«Nous partons», dit-il.", ["«Nous partons»"]),
        ("« On part », dit-il.", ["« On part »"]),
        ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
        ("„Gut“, sagte sie. „Gut”, er.", ["„Gut“", "„Gut”"]),
        ("‚Doch‘, sagte sie.", ["‚Doch‘"]),
        ("„He said ‚no‘ again“", ["„He said ‚no‘ again“", "‚no‘"]),
        ("«outer ‹inner› more»", ["«outer ‹inner› more»", "‹inner›"]),
        ("”We go,” he said.", ["”We go,”"]),
        ("”We go,“ he said.", ["”We go,“"]),
        ('“We go," he said.', ['“We go,"']),
        ("“Yes”—“No”—“Maybe”", ["“Yes”", "“No”", "“Maybe”"]),
        ('He said:"No blank before."And then', ['"No blank before."']),
        ("“Why?”he asked.“Because.”", ["“Why?”", "“Because.”"]),
        ('"We go -- "', ['"We go -- "']),
        ("'...we go,' he said", ["'...we go,'"]),
        ('"...we go," he said', ['"...we go,"']),
        ("(“Yes,” he said.) [‘No’]", ["“Yes,”", "‘No’"]),
    ],
)
def test_every_style_is_found_whole(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers’ plan and the workers' demands weren't met.", []),
        ("‘I don’t know,’ said the drivers’ leader, ‘what they’re at.’", ["‘I don’t know,’", "‘what they’re at.’"]),
        ("‘The politicians’ salaries aren’t high,’ she said.", ["‘The politicians’ salaries aren’t high,’"]),
        ("'The Smiths' house is gone,' she said.", ["'The Smiths' house is gone,'"]),
        ("He called it 'the players' revolt' and left.", ["'the players' revolt'"]),
        ("'We won't go': union hits out at 'easy cuts' in drivers' pay", ["'We won't go'", "'easy cuts'"]),
        ("rock 'n' roll in the '90s was the boys' 'thing'", ["'thing'"]),
        ("‘Twas the night before the ‘big’ match", ["‘big’"]),
        ("Tony ‘the Tiger’ O’Neill said: ‘It’s ours.’", ["‘the Tiger’", "‘It’s ours.’"]),
        ("O'Brien's 'quote' isn't from five o'clock", ["'quote'"]),
        ('He is 6\'2" tall and "big" too', ['"big"']),
        ('The 12" record and the 7" single; "Hello," he said.', ['"Hello,"']),
    ],
)
def test_single_marks_are_told_from_apostrophes_and_inches(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“She told me ‘go home’ twice,” he said.",
        "‘She told me “go home” twice,’ he said.",
        "\"She told me 'go home' twice,\" he said.",
        "''She told me 'go home' twice,'' he said.",
        "“She told me “go home” twice,” he said.",
        '"She told me "go home" twice," he said.',
        "«She told me “go home” twice,» he said.",
    ],
)
def test_nested_quotations_have_depth_two(text: str) -> None:
    outer, inner = marks_of(text).spans
    assert (outer.depth, inner.depth) == (1, 2)
    assert text[inner.inner_start : inner.inner_end] == "go home"
    assert text[outer.inner_start : outer.inner_end] == text[text.index("She") : text.index(" he said") - 1].rstrip(
        "”’\"'»"
    )


def test_speech_over_paragraphs_is_linked_as_one() -> None:
    text = "He began: “First we go.\n\n“Then we stay.\n\n“Then we rest,” he said. “Really.”"
    found = marks_of(text)
    assert [s.closed for s in found.spans] == [False, False, True, True]
    assert [s.continues for s in found.spans] == [None, 0, 1, None]
    assert found.chain(2) == [0, 1, 2]
    assert found.chain(3) == [3]


@pytest.mark.parametrize("opening", ["“", '"', "''", "‘", "«"])
def test_every_style_goes_on_over_paragraphs(opening: str) -> None:
    closing = {"“": "”", "‘": "’", "«": "»"}.get(opening, opening)
    text = f"{opening}First we go.\n{opening}Then we stay,{closing} he said."
    first, second = marks_of(text).spans
    assert not first.closed
    assert second.closed
    assert second.continues == 0


def test_speech_goes_on_where_only_the_last_paragraph_closes() -> None:
    text = "“First we go.\nThen we stay,” he said."
    first, second = marks_of(text).spans
    assert (first.closed, second.closed, second.continues) == (False, True, 0)
    assert text[second.start : second.end] == "Then we stay,”"
    assert second.start == second.inner_start


def test_a_paragraph_between_ends_what_was_left_open() -> None:
    text = "“First we go.\nHe paused for a while.\n“Then we stay,” he said."
    assert [s.continues for s in marks_of(text).spans] == [None, None]


def test_a_stray_mark_spoils_its_own_paragraph_only() -> None:
    text = "He said “we go and left.\nIt rained. Nobody came.\n“Fine,” she said. “Then stay.”"
    spans = marks_of(text).spans
    assert [text[s.start : s.end] for s in spans] == ["“we go and left.", "“Fine,”", "“Then stay.”"]
    assert [s.closed for s in spans] == [False, True, True]


def test_an_unclosed_mark_ends_before_the_next_opening_one() -> None:
    text = "He said, “we go. She said, “we stay.”"
    first, second = marks_of(text).spans
    assert text[first.start : first.end] == "“we go. She said,"
    assert (first.closed, second.closed) == (False, True)


def test_questions_about_positions() -> None:
    text = "He said “we ‘go’ now” and left. “Well"
    found = marks_of(text)
    at = text.index("go")
    assert found.inside(at)
    assert found.outermost(at) == 0
    assert not found.inside(0)
    assert not found.inside(text.index(" and"))
    assert found.covers(at, at + 2) == 0
    assert found.covers(at, len(text)) is None
    assert [found.outer[k] for k in found.between(0, len(text))] == [0, 2]
    assert list(found.between(text.index("and"), text.index("left"))) == []
    states = found.states(len(text))
    assert states[0] == OUTSIDE
    assert states[text.index("“we")] == AT_OPENING
    assert states[text.index("we")] == INSIDE
    assert states[at] == INSIDE_NESTED
    assert states[text.index("”")] == AT_CLOSING
    assert states[text.index("Well")] == INSIDE_OPEN


_SIGNS = st.sampled_from(
    [*list("“”\"‘’'«»„‚`‹›"), "''", "``", "\n", " ", "s", "s ", "word ", ", ", ". ", "don't ", "90s "]
)


@given(st.lists(_SIGNS, max_size=60).map("".join))
@example("“\n”")
@example("''''")
@example('"a "b "c "d "e "f" g" h" i')
def test_what_holds_of_any_text(text: str) -> None:
    paragraphs = lines(text)
    found = find_marks(text, paragraphs)
    assert list(found.spans) == sorted(found.spans, key=lambda s: (s.start, -s.end))
    for number, span in enumerate(found.spans):
        assert 0 <= span.start <= span.inner_start <= span.inner_end <= span.end <= len(text)
        assert any(a <= span.start and span.end <= b for a, b in paragraphs), "a span stays within its paragraph"
        assert 1 <= span.depth <= MAX_DEPTH
        assert span.closed or span.end == span.inner_end
        if span.continues is not None:
            before = found.spans[span.continues]
            assert span.continues < number
            assert not before.closed
            assert text[before.end : span.start].count("\n") >= 1
        for other in found.spans[number + 1 :]:
            assert other.start >= span.end or other.end <= span.end, "spans are apart or nested, never crossing"
    for position in range(len(text)):
        held = [k for k, s in enumerate(found.spans) if s.depth == 1 and s.start <= position < s.end]
        assert found.outermost(position) == (held[0] if held else None)
        assert (found.states(len(text))[position] != OUTSIDE) == bool(held)


@given(st.lists(_SIGNS, max_size=30).map("".join), st.text(max_size=20))
def test_a_paragraph_does_not_change_those_before_it(text: str, more: str) -> None:
    text = text.rstrip("\n") + "\n"
    before = marks_of(text).spans
    after = marks_of(text + more).spans
    assert after[: len(before)] == before


@pytest.mark.parametrize("unit", ['"', "“", "'a ", "‘a’ ", "“a ", "“a” ", "«", "“ \n", "‘n ", "s' ", "''", '"a "b'])
def test_time_is_linear_in_hostile_input(unit: str) -> None:
    def spent(repeats: int) -> float:
        text = unit * repeats
        began = time.process_time()
        find_marks(text, lines(text)).states(len(text))
        return time.process_time() - began

    spent(2_000)
    small = max(min(spent(4_000) for _ in range(3)), 1e-4)
    assert min(spent(32_000) for _ in range(3)) < 8 * 4 * small + 0.05
