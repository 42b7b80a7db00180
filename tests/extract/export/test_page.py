"""The HTML page: nothing from elsewhere, nothing that runs, the article's words to the letter."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.display import displayable
from extract.export import Options, export_article, reading_of
from extract.records import Span
from tests.extract.export import builders

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Seen(HTMLParser):
    """Tags, attributes, and the words of the article and of everything."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p" and "article" in self.open:
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open and "p" in self.open and "a" not in self.open:
            self.paragraphs[-1] += data

    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.tags if a.get("id")]


def page(reading=None, **options) -> str:
    return export_article(reading or reading_of(builders.annotations()), "html", options=Options(**options))


def test_the_page_loads_nothing_and_runs_nothing():
    made = page()
    tags = {tag for tag, _ in Seen(made).tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "video", "svg"}
    assert not re.search(r"url\(|@import|src=|javascript:|\bon\w+=", made)
    outside = [a["href"] for t, a in Seen(made).tags if a.get("href") and not str(a["href"]).startswith("#")]
    assert outside == ["https://islander.example/ferry"]


def test_every_link_within_leads_somewhere_and_ids_are_given_once():
    seen = Seen(page())
    ids = seen.ids()
    assert len(set(ids)) == len(ids)
    assert {str(a["href"])[1:] for _, a in seen.tags if str(a.get("href", "")).startswith("#")} <= set(ids)


def test_the_articles_words_stand_there_to_the_letter():
    source = [line for line in builders.TEXT.split("\n") if line.strip()]
    assert Seen(page()).paragraphs == source


def test_speakers_are_told_apart_without_colour():
    made = page()
    marks = [str(a["class"]) for t, a in Seen(made).tags if t == "mark"]
    assert "quote direct unreviewed c0 l0" in marks and "quote indirect unreviewed c1 l0" in marks
    assert '<a class="n" href="#in-q-aaaaaaaaaaa2">2</a>the plan a tax' in made


def test_more_speakers_than_colours_get_another_line():
    people = tuple(builders.person_view(id=f"p{n}", name=f"N{n}") for n in range(12))
    quotes = tuple(builders.quote_view(id=f"q-{n}", speaker=f"p{n}", content=(Span(n, n + 1),)) for n in range(12))
    made = page(builders.reading("x" * 12, people=people, quotes=quotes))
    looks = [str(a["class"]).split("unreviewed ")[1] for t, a in Seen(made).tags if t == "mark"]
    assert len(set(looks)) == 12


def test_an_unknown_speaker_is_shown_as_such():
    made = page(builders.reading("words", quotes=(builders.quote_view(speaker=None, content=(Span(0, 5),)),)))
    assert "Speaker unknown" in made and "nobody" in made


def test_a_path_on_somebodys_machine_is_not_published():
    assert "/home/me" not in page(builders.reading("x", article=builders.article_row(source="/home/me/x.txt")))
    assert "javascript" not in page(builders.reading("x", article=builders.article_row(source="javascript:alert(1)")))


@pytest.mark.parametrize("state", ["unreviewed", "accepted"])
def test_states_are_said(state):
    made = page(builders.reading("words", quotes=(builders.quote_view(state=state, content=(Span(0, 5),)),)))
    assert ("unreviewed, 90% sure" in made) == (state == "unreviewed")
    assert f"1 {state}" in made


@given(st.text(alphabet="<>&\"'/abc \n\r\u202e\x1b=-!", min_size=1, max_size=80), st.data())
def test_hostile_words_are_words(text, data):
    cuts = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(cuts), data.draw(cuts)))) for _ in range(6)]
    quotes = [builders.quote_view(id=f"q-{i}", content=(s,)) for i, s in enumerate(spans[:3]) if s]
    stances = [builders.stance_view(id=f"s-{i}", evidence=(s,), target=text) for i, s in enumerate(spans[3:]) if s]
    reading = builders.reading(
        text, people=(builders.person_view(name=text, role=text),), quotes=tuple(quotes), stances=tuple(stances),
        notes=(builders.note_view(text),), article=builders.article_row(title=text, byline=text),
    )  # fmt: skip
    made = page(reading)
    seen = Seen(made)
    paragraphs = [p for p in re.split(r"[\r\n]+", text) if p.strip()]
    assert seen.paragraphs == [displayable(p) for p in paragraphs]
    ids = seen.ids()
    assert len(set(ids)) == len(ids)
    assert not {t for t, _ in seen.tags} & {"b", "c", "script", "abc"}
