"""Readings, pages and statements by hand, for tests that need no engine and no library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extract.library.views import (
    ArticleRow,
    NoteView,
    PersonPage,
    PersonRow,
    PersonView,
    QuoteView,
    Reading,
    StanceView,
    Statement,
    Tally,
    TargetPage,
    TargetRow,
)
from extract.records import Annotations, Anonymity, Article, Mention, Person, Quote, Region, Run, Span, Stance

TEXT = """Ferry fares to rise in spring

By Ines Okafor

“We will not close a single pier,” harbour commissioner Lena Brandt said on Monday. “But fares have to rise.

“Nobody likes that, and I like it least.”

Islanders' spokesman Tom Reyes called the plan a tax on the sea, and said he would back it only if night boats stay.

The money is there, an official at the harbour board said, who asked not to be named because the budget is secret.

Mayor Ruth Adeyemi was on the quay.
"""

FIRST, SECOND = "a-0123456789ab", "a-ba9876543210"
TITLE = "Ferry fares to rise in spring"
QUOTE = "q-aaaaaaaaaaa1"


def span(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def s(words: str, nth: int = 0) -> Span:
    return span(TEXT, words, nth)


def mention(words: str, form: Any = "name") -> Mention:
    return Mention(*s(words), form)


def annotations() -> Annotations:
    article = Article(
        id="a-0123456789ab",
        text=TEXT,
        title="Ferry fares to rise in spring",
        byline="Ines Okafor",
        outlet="The Islander",
        published="2025-02-03",
        language="en",
        source="https://islander.example/ferry",
        regions=(
            Region("headline", *s("Ferry fares to rise in spring")),
            Region("body", s("“We will").start, len(TEXT)),
        ),
    )
    people = (
        Person("p1", "Lena Brandt", "person", "harbour commissioner", ("Brandt",), (mention("Lena Brandt"),),
               role_span=s("harbour commissioner"), organisation="harbour board"),
        Person("p2", "Tom Reyes", "person", "spokesman", (), (mention("Tom Reyes"), mention("he would", "pronoun"))),
        Person("p3", "an official at the harbour board", "unnamed", None, (),
               (mention("an official at the harbour board", "description"),),
               anonymity=Anonymity(1, None, s("because the budget is secret"))),
        Person("p4", "Ruth Adeyemi", "person", "Mayor", (), (mention("Ruth Adeyemi"),)),
    )  # fmt: skip
    quotes = (
        Quote("q-aaaaaaaaaaa1", "direct", (s("“We will not close a single pier,”"), s("“But fares have to rise."),
              s("“Nobody likes that, and I like it least.”")), (s("said"),), (s("harbour commissioner Lena Brandt"),),
              "p1", "speech", 0.97, {"summary": "The words follow “said”."}),
        Quote("q-aaaaaaaaaaa2", "indirect", (s("the plan a tax on the sea"),), (s("called"),), (s("Tom Reyes"),), "p2",
              "speech", 0.8, {}),
        Quote("q-aaaaaaaaaaa4", "indirect", (s("he would back it only if night boats stay"),), (), (), None, "thought",
              0.3, {}),
        Quote("q-aaaaaaaaaaa3", "indirect", (s("The money is there"),), (s("said", 2),),
              (s("an official at the harbour board"),), "p3", "speech", 0.9, {}),
    )  # fmt: skip
    stances = (
        Stance("s-bbbbbbbbbbb1", "p1", "higher fares", "supports", (s("fares have to rise"),), quote="q-aaaaaaaaaaa1",
               confidence=0.9),
        Stance("s-bbbbbbbbbbb2", "p2", "higher fares", "conditional", (s("he would back it only if night boats stay"),),
               quote="q-aaaaaaaaaaa4", confidence=0.7,
               why={"condition": [s("if night boats stay")._asdict()]}),
    )  # fmt: skip
    run = Run("0.1.0", "rules", None, None, {"pipeline": "sm"}, ("rules only",))
    return Annotations(article, people, quotes, stances, run)


def _row(**values: Any) -> dict[str, Any]:
    return values


def article_row(**values: Any) -> ArticleRow:
    row: dict[str, Any] = _row(
        id="a-0123456789ab", version_id=1, title="Ferry fares to rise in spring", outlet="The Islander",
        byline="Ines Okafor", published="2025-02-03", language="en", source="https://islander.example/ferry",
        added_at="2025-02-04T08:00:00Z", read_at=None, words=100, people=4, quotes=Tally(), stances=Tally(),
    )  # fmt: skip
    return ArticleRow(**{**row, **values})


def quote_view(**values: Any) -> QuoteView:
    row: dict[str, Any] = _row(
        id="q-aaaaaaaaaaa1", kind="direct", content=(Span(0, 1),), cue=(), source=(), speaker="p1", cue_class="speech",
        confidence=0.9, why={}, state="unreviewed", origin="machine",
    )  # fmt: skip
    return QuoteView(**{**row, **values})


def person_view(**values: Any) -> PersonView:
    row: dict[str, Any] = _row(
        id="p1", person_id="n-1", name="Lena Brandt", kind="person", role=None, organisation=None, aliases=(),
        mentions=(), role_span=None, state="unreviewed", origin="machine",
    )  # fmt: skip
    return PersonView(**{**row, **values})


def stance_view(**values: Any) -> StanceView:
    row: dict[str, Any] = _row(
        id="s-bbbbbbbbbbb1", holder="p1", target="higher fares", target_id="t-1", target_person=None,
        polarity="supports", evidence=(Span(0, 1),), condition=(), quote=None, confidence=0.9, why={},
        state="unreviewed", origin="machine",
    )  # fmt: skip
    return StanceView(**{**row, **values})


def reading(text: str = "x", **values: Any) -> Reading:
    row: dict[str, Any] = _row(
        article=article_row(), text=text, regions=(), people=(person_view(),),
        quotes=(quote_view(content=(Span(0, len(text)),)),), stances=(), notes=(),
    )  # fmt: skip
    return Reading(**{**row, **values})


def note_view(text: str, object_id: str = "a-0123456789ab", object_kind: Any = "article") -> NoteView:
    return NoteView("m-1", object_kind, object_id, text, "2025-02-05T09:00:00Z")


def statement(**values: Any) -> Statement:
    row: dict[str, Any] = _row(
        id="q-aaaaaaaaaaa1", kind="direct", article_id="a-0123456789ab", article_title="Ferry fares to rise in spring",
        outlet="The Islander", published="2025-02-03", person_id="n-1", person_name="Lena Brandt",
        exact="“We will not close a single pier,”", span=Span(46, 80), state="accepted", confidence=0.97,
        cue_class="speech",
    )  # fmt: skip
    return Statement(**{**row, **values})


def person_page(**values: Any) -> PersonPage:
    row = PersonRow(
        "n-1", "Lena Brandt", "person", "harbour commissioner", 1, Tally(1, 0, 0), Tally(0, 0, 1), "2025-02-03"
    )
    page: dict[str, Any] = _row(
        row=row, names=(("Lena Brandt", "2025-02-03", "a-0123456789ab"),),
        roles=(("harbour commissioner", "2025-02-03", "a-0123456789ab"),), statements=(statement(),),
        stances=(statement(id="s-bbbbbbbbbbb1", kind="stance", exact="fares have to rise", state="unreviewed",
                           target="higher fares", target_id="t-1", polarity="supports", cue_class=None),),
        outlets=(("The Islander", 1),), words=17, all_words=40, edges=(), notes=(),
    )  # fmt: skip
    return PersonPage(**{**page, **values})


def target_page(**values: Any) -> TargetPage:
    row = TargetRow("t-1", "higher fares", "Fares of the ferries", None, Tally(0, 0, 1), Tally(), Tally(), Tally(), 1)
    page: dict[str, Any] = _row(row=row, aliases=("fare rise",), children=(), stances=person_page().stances, notes=())
    return TargetPage(**{**page, **values})


def front(path: Path) -> dict:
    """The front matter of a note."""
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
