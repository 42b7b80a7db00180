"""Keeping articles: what comes back is what went in, twice is once, nonsense and halves are refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import NotFoundError, UsageError
from extract.library import open_library
from extract.library.library import Library
from extract.records import Mention, Region, Span, article_id
from tests.builders import OTHER_RUN, Story
from tests.extract.library.stories import bridge


def test_machines_own_comes_back_as_it_went_in(lib: Library) -> None:
    annotations = bridge().annotations()
    kept = lib.keep(annotations)
    assert kept.status == "new"
    assert lib.annotations(kept.article_id, decided=False) == annotations
    assert lib.annotations(kept.article_id) == annotations


def test_reading_shows_words_where_they_stand(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    assert [reading.text[q.content[0].start : q.content[0].end] for q in reading.quotes] == [
        "“We will stay, 🎉 whatever comes.”",
        "“No bridge without a tunnel,”",
        "the town had waited long enough",
        "“a fine mess”",
    ]
    ann = reading.people[0]
    assert (ann.name, ann.role, len(ann.quotes), ann.words_said) == ("Ann Lee", "mayor", 2, 6)
    assert reading.article.quotes.unreviewed == 4 and reading.article.people == 3


def test_adding_twice_finds_the_first(lib: Library, kept: str) -> None:
    again = lib.keep(bridge().annotations())
    assert (again.article_id, again.status, lib.article_count()) == (kept, "known", 1)
    found = lib.find(bridge().article())
    assert found is not None and found.same_text and found.article_id == kept


def test_same_words_from_another_place_are_the_same_article(lib: Library, kept: str) -> None:
    copy = bridge("https://mirror.example/x").annotations()
    assert lib.keep(copy).status == "known"
    found = lib.find(copy.article)
    assert found is not None and found.article_id == kept
    assert lib.keep(replace(copy, run=OTHER_RUN)).article_id == kept
    assert {q.id for q in lib.reading(kept).quotes} == {q.id for q in bridge().annotations().quotes}


def test_ids_of_other_makers_are_derived_anew(lib: Library) -> None:
    annotations = bridge().annotations()
    theirs = replace(
        annotations,
        quotes=tuple(replace(q, id=str(n)) for n, q in enumerate(annotations.quotes)),
        stances=tuple(replace(s, id="x", quote="1") for s in annotations.stances),
    )
    kept = lib.keep(theirs)
    assert lib.annotations(kept.article_id) == annotations


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\ufeffBOM",
        "a\0b",
        "\x1b[31mred\x1b[0m",
        "[red]markup[/]",
        "é" * 3,
        "\r\n\r\n",
        "‮txet",
        "'; DROP TABLE articles; --",
    ],
)
def test_hostile_texts_come_back_verbatim(lib: Library, text: str) -> None:
    story = Story(text, title=text or None, outlet=text)
    kept = lib.keep(story.annotations())
    reading = lib.reading(kept.article_id)
    assert reading.text == text
    assert lib.articles(query=text) is not None
    assert lib.check() == []


def test_half_a_character_is_refused_in_plain_words(lib: Library) -> None:
    with pytest.raises(UsageError, match="half a character"):
        lib.keep(Story("broken \ud800 here").annotations())
    assert lib.article_count() == 0


def test_annotations_that_contradict_themselves_leave_nothing(lib: Library) -> None:
    good = bridge().annotations()
    outside = replace(good, quotes=(replace(good.quotes[0], content=(Span(5, 99_999),)),))
    stranger = replace(good, quotes=(replace(good.quotes[0], speaker="p99"),))
    for bad in (outside, stranger):
        with pytest.raises(UsageError):
            lib.keep(bad)
    assert lib.article_count() == 0 and lib.stats()["quotes"] == 0


def test_removed_articles_find_their_decisions_when_kept_again(lib: Library, kept: str) -> None:
    first, second = lib.reading(kept).quotes[:2]
    ann = lib.reading(kept).people[0]
    lib.review.accept([first.id])
    lib.review.set_speaker(second.id, ann.id)
    lib.review.note("quote", first.id, "call her")
    lib.review.tag(kept, "bridge")
    assert lib.remove(kept) == 1
    assert lib.articles() == [] and lib.people() == [] and lib.check() == []
    assert lib.review.history()
    lib.keep(bridge().annotations())
    reading = lib.reading(kept)
    assert reading.quotes[0].state == "accepted" and reading.quotes[1].speaker == ann.id
    assert reading.notes[0].text == "call her" and reading.article.tags == ("bridge",)
    assert lib.check() == []


def test_unknown_articles_are_said_to_be_unknown(lib: Library, kept: str) -> None:
    assert lib.article(kept[:6]).id == kept
    for wrong in ("a-nothing", "", "a-", "%"):
        with pytest.raises(NotFoundError):
            lib.reading(wrong)


def test_place_and_reading_are_remembered(lib: Library, kept: str) -> None:
    assert lib.last_place() is None
    lib.save_place(kept, 42, {"tab": "quotes"})
    lib.mark_read(kept)
    reading = lib.reading(kept)
    assert (reading.place, reading.session, lib.last_place()) == (42, {"tab": "quotes"}, kept)
    assert reading.article.read_at is not None
    assert list(lib.texts()) == [(kept, reading.article.version_id, reading.text)]


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=words, cuts=st.lists(st.integers(0, 60), min_size=2, max_size=8), name=words)
def test_any_text_and_spans_come_back(lib: Library, text: str, cuts: list[int], name: str) -> None:
    ends = sorted(min(c, len(text)) for c in cuts)
    spans = [Span(a, b) for a, b in pairwise(ends) if b > a]
    story = Story(text, f"made:{text!r}", title=name or None)
    story.people = []
    annotations = story.person(name).annotations()
    person = replace(annotations.people[0], mentions=tuple(Mention(*s, "name") for s in spans))
    from extract.records import Quote, quote_ids

    ids = quote_ids(annotations.article, [[s] for s in spans])
    quotes = tuple(Quote(i, "indirect", (s,), speaker="p1") for i, s in zip(ids, spans, strict=True))
    made = replace(annotations, people=(person,), quotes=quotes)
    kept = lib.keep(made)
    if kept.status == "new":
        assert lib.annotations(kept.article_id) == made
        assert [q.content for q in lib.reading(kept.article_id).quotes] == [q.content for q in quotes]


def test_other_process_sees_what_was_kept(lib: Library, kept: str) -> None:
    before = lib.data_version()
    with open_library(lib.path) as second:
        second.review.accept(second.reading(kept).quotes[0].id)
    assert lib.data_version() != before
    assert lib.reading(kept).quotes[0].state == "accepted"


def test_regions_and_remarks_come_back(lib: Library) -> None:
    annotations = bridge().annotations()
    article = replace(
        annotations.article, regions=(Region("headline", 0, 4), Region("body", 5, 60)), remarks=("as cp1252",)
    )
    kept = lib.keep(replace(annotations, article=article))
    reading = lib.reading(kept.article_id)
    assert reading.regions == article.regions and reading.remarks == ("as cp1252",)
    assert reading.article.id == article_id(article.source, article.text)
