"""Finding words again in a corrected text: exact, moved, ambiguous or orphan, and never silently somewhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.library.anchoring import place, place_all, select
from extract.records import Span

TEXT = (
    "The council met on Monday. “We will build the bridge in two years,” the mayor said. Residents were not "
    "convinced. “It is far too dear,” said Ms Ode, who runs the ferry. The vote is in May."
)


def find(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def moved(words: str, new: str, old: str = TEXT) -> tuple[str | None, str]:
    placed = place(select(old, find(words, old)), new)
    return (None if placed.span is None else placed.span.of(new)), placed.anchor


def test_unchanged_text_keeps_offsets() -> None:
    span = find("It is far too dear")
    assert place(select(TEXT, span), TEXT) == (span, "exact")


def test_words_that_were_pushed_down_are_exact() -> None:
    assert moved("“It is far too dear,”", "Updated at noon 🎉.\r\n" + TEXT) == ("“It is far too dear,”", "exact")
    assert moved("said", "A first line. " + TEXT) == ("said", "exact")


def test_changed_words_are_moved_with_their_borders() -> None:
    new = TEXT.replace("build the bridge in two years", "build a new bridge within two years")
    assert moved("We will build the bridge in two years", new) == (
        "We will build a new bridge within two years",
        "moved",
    )
    assert moved("“We will build the bridge in two years,”", new)[0] == "“We will build a new bridge within two years,”"


def test_words_that_are_gone_are_orphans() -> None:
    assert moved("“It is far too dear,”", TEXT[: TEXT.index("Residents")]) == (None, "orphan")
    assert moved("We will build the bridge in two years", "") == (None, "orphan")
    assert moved("said", "Nothing was uttered on the matter by anyone at all.") == (None, "orphan")


def test_a_short_word_elsewhere_is_not_the_same_word() -> None:
    assert (
        moved("said", "An unrelated article about football, as the coach said yesterday evening to fans.")[1] != "exact"
    )


def test_equal_words_are_told_apart_by_their_surroundings() -> None:
    old = "Ann said: “Never again.” Later that night Bob, too, said: “Never again.”"
    second = Span(old.rindex("“Never"), len(old))
    new = "Correction. " + old
    placed = place(select(old, second), new)
    assert placed.anchor == "exact" and placed.span == second.shift(len("Correction. "))


def test_a_tie_is_ambiguous() -> None:
    old = "Aaaa bbbb cccc dddd eeee ffff gggg. “Never again.” Hhhh iiii jjjj kkkk llll mmmm nnnn."
    new = "“Never again.” “Never again.” “Never again.”"
    assert place(select(old, find("“Never again.”", old)), new).anchor == "ambiguous"
    twice = "The plan for the harbour is bad for us all. " * 2
    changed = "The plan for the harbor is bad for us all. " * 2
    first = Span(0, 43)
    assert place(select(twice, first), changed).anchor in ("ambiguous", "orphan")


def test_parts_that_are_lost_make_the_rest_moved() -> None:
    selectors = [select(TEXT, find("We will build the bridge")), select(TEXT, find("It is far too dear"))]
    spans, anchor = place_all(selectors, TEXT[: TEXT.index("Residents")])
    assert [s.of(TEXT) for s in spans] == ["We will build the bridge"] and anchor == "moved"
    assert place_all(selectors, "x") == ([], "orphan")


words = st.text(st.sampled_from("abcde fgh.,“”é🎉\r\n"), max_size=120)


@settings(max_examples=100, deadline=None)
@given(words, words, words, st.data())
def test_words_pushed_by_any_insertion_are_found_where_they_went(
    before: str, text: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    placed = place(select(text, span), before + text + after)
    if not span:
        assert placed == (None, "orphan")
    elif placed.anchor == "exact":
        assert placed.span is not None and placed.span.of(before + text + after) == span.of(text)
    if placed.span is not None:
        assert 0 <= placed.span.start < placed.span.end <= len(before + text + after)


@settings(max_examples=80, deadline=None)
@given(words, words, st.integers(0, 120), st.integers(1, 60))
def test_any_two_texts_give_a_span_inside_or_an_orphan(old: str, new: str, start: int, size: int) -> None:
    placed = place(select(old, Span(min(start, len(old)), min(start + size, len(old)))), new)
    if placed.span is None:
        assert placed.anchor == "orphan"
    else:
        assert 0 <= placed.span.start < placed.span.end <= len(new)


@pytest.mark.parametrize("size", [20_000])
def test_long_texts_take_no_long_time(size: int) -> None:
    import time

    old = (
        "word and other words of a long text. " * (size // 37)
        + "“This was said once and never again by her.”"
        + " end" * 50
    )
    new = old.replace("said once and never", "said only once, never")
    before = time.process_time()
    assert moved("“This was said once and never again by her.”", new, old)[1] == "moved"
    assert time.process_time() - before < 2.0
