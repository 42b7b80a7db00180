"""Search: words, phrases, prefixes and filters; context is verbatim; odd syntax finds nothing and harms nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.library import terms
from extract.library.library import Library
from tests.extract.library.stories import bridge, others


@pytest.fixture
def full(lib: Library, kept: str) -> Library:
    lib.keep(others(1, "Cy Fox", "pilot").annotations())
    quote = lib.reading(kept).quotes[0].id
    lib.review.note("quote", quote, "Ring her about the tunnel")
    lib.review.accept(quote)
    return lib


def found(lib: Library, query: str) -> list[tuple[str, str]]:
    return [(h.kind, h.context[:14]) for h in lib.search(query)]


def test_words_look_everywhere(full: Library) -> None:
    assert {h.kind for h in full.search("tunnel")} == {"note", "quote", "article"}
    assert {h.kind for h in full.search("bridge")} == {"quote", "stance", "article"}
    assert found(full, "fox")[0] == ("person", "Cy Fox (pilot)")
    assert full.search("CAFE")[0].kind == "article"


def test_context_is_verbatim_and_matches_are_marked(full: Library) -> None:
    texts = {a: text for a, _, text in full.texts()}
    for hit in (*full.search("bridge"), *full.search("whatever"), *full.search("union*"), *full.search("“no bridge")):
        assert hit.matches and hit.article_id is not None
        if hit.kind in ("quote", "article", "stance"):
            assert hit.context in texts[hit.article_id]
            first = hit.matches[0]
            assert texts[hit.article_id][hit.position :].startswith(first.of(hit.context))
        assert {m.of(hit.context).casefold() for m in hit.matches} <= {"bridge", "whatever", "union", "no"}


def test_phrases_and_prefixes(full: Library) -> None:
    assert [h.kind for h in full.search('"bridge without"')] == ["quote", "article"]
    assert full.search('"without bridge"') == []
    assert [h.kind for h in full.search("whatev*")] == ["quote", "article"]
    assert full.search("whatev") == []
    assert [h.kind for h in full.search('"stay whatev"*')] == ["quote", "article"]


def test_filters_narrow(full: Library) -> None:
    assert {h.person_name for h in full.search("speaker:bob")} == {"Bob Ray"}
    assert [h.kind for h in full.search('speaker:"ann lee" waited')] == ["quote"]
    assert [h.state for h in full.search("state:accepted")] == ["accepted"]
    assert {h.outlet for h in full.search("outlet:harbour")} == {"The Harbour Post"}
    assert [h.kind for h in full.search("kind:indirect")] == ["quote"]
    assert [h.kind for h in full.search("kind:note tunnel")] == ["note"]
    assert (
        [h.kind for h in full.search("stance:opposes")] == ["stance"] == [h.kind for h in full.search("stance:bridge")]
    )
    assert full.search("stance:supports") == []


@pytest.mark.parametrize(
    ("date", "many"),
    [
        ("2026", 2),
        ("2026-02", 1),
        ("2026-02-03", 1),
        ("2026-02..2026-03", 2),
        ("..2026-02", 1),
        ("2026-03..", 1),
        ("2027", 0),
    ],
)
def test_dates_are_as_exact_as_they_are_typed(full: Library, date: str, many: int) -> None:
    assert len(list(full.search(f"date:{date} kind:article"))) == many


def test_pages_follow_each_other(full: Library) -> None:
    everything = full.search("number OR day OR bridge enough", limit=50) or full.search("bridge", limit=50)
    assert [h for n in range(len(everything)) for h in full.search("bridge", limit=1, offset=n)] == everything


def test_borders_that_move_are_found_where_they_are(full: Library, kept: str) -> None:
    quote = full.reading(kept).quotes[1]
    full.review.set_borders(quote.id, "content", [(quote.content[0].start, quote.content[0].start + 10)])
    assert [h.kind for h in full.search("tunnel")] == ["note", "article"]
    full.remove(kept)
    assert full.search("tunnel") == [] and full.check() == []


PIECES = [*"ab \"'*():;-^+~{}[]\\/|&<>=.,%_\0“é🎉", "speaker:", "date:", "kind:", "stance:", " NEAR ", " OR "]
odd = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd)
def test_nothing_that_is_typed_raises(full: Library, query: str) -> None:
    full.search(query)
    full.articles(query=query)
    full.people(query)
    full.targets(query)
    full.quotes(speaker=query)


@settings(max_examples=200, deadline=None)
@given(odd, odd)
def test_matches_are_the_words_asked_for(query: str, text: str) -> None:
    asked = terms.parse(query)
    for span in terms.find(text, asked.terms):
        words = [terms.fold(w) for w in terms._TOKEN.findall(span.of(text))]
        assert any(words[: len(t.words) - 1] == [terms.fold(w) for w in t.words[:-1]] for t in asked.terms)


def test_lists_of_articles_filter_and_sort(full: Library, kept: str) -> None:
    assert [a.title for a in full.articles(sort="title", descending=False)] == ["Day 1", "The bridge"]
    assert [a.title for a in full.articles(sort="published")] == ["Day 1", "The bridge"]
    assert full.articles(sort="unreviewed")[0].id == kept
    assert [a.id for a in full.articles(query="harbour post tunnel")] == [kept]
    assert full.article_count("harbour") == 1 and full.articles(limit=1, offset=1, sort="added")[0].id == kept


def test_same_story_twice_gives_two_hits(full: Library) -> None:
    full.keep(bridge("https://example.org/other", bridge().text + " More.").annotations())
    assert len([h for h in full.search("tunnel") if h.kind == "article"]) == 2


def test_the_first_match_is_found_far_down_and_never_half_a_word() -> None:
    asked = terms.parse('"harbour wall"').terms
    text = "x" * 1_495 + " harbours " + "filler words " * 400 + "the harbour wall stands"
    assert terms.first(text, asked).of(text) == "harbour wall"
    assert terms.first(text, terms.parse("harbour").terms).start == text.index("harbour wall")
    assert not terms.first(text, terms.parse("nowhere").terms)
