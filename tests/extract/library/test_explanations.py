"""Explanations are kept once a kind, come back as they were, and read as plain JSON in SQL."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.library import explanations
from extract.library.library import Library
from extract.records import Annotations
from tests.extract.library.stories import bridge, others

NAMED = {
    "summary": "“said” has these words as its clause and “the mayor” as its subject. “the mayor” describes Ann Lee.",
    "cue": "said",
    "distance": 3,
    "rivals": [{"person": "p1", "name": "Ann Lee", "score": 0.93}],
    "denied": False,
    "note": None,
}


def explained(why: list[dict[str, Any]]) -> Annotations:
    """A story whose quotes have these explanations."""
    made = bridge().annotations()
    quotes = tuple(replace(q, why=w) for q, w in zip(made.quotes, why, strict=False))
    return replace(made, quotes=quotes + made.quotes[len(quotes) :])


def test_one_kind_of_explanation_is_kept_once_whatever_it_names(lib: Library) -> None:
    other = json.loads(json.dumps(NAMED).replace("said", "warned").replace("Ann Lee", "Bob Ray").replace("p1", "p2"))
    lib.keep(explained([NAMED, other | {"distance": 17}]))
    (shape,) = lib.store.column("SELECT shape FROM explanations WHERE shape LIKE '%rivals%'")
    for particular in ("said", "mayor", "Ann Lee", "p1", "0.93"):
        assert particular not in shape
    assert "has these words as its clause" in shape


def test_explanations_come_back_as_they_were(lib: Library) -> None:
    article = lib.keep(explained([NAMED])).article_id
    assert lib.reading(article).quotes[0].why == NAMED
    assert lib.annotations(article).quotes[0].why == NAMED
    assert lib.annotations(article, decided=False).quotes[0].why == NAMED


def test_the_view_shows_explanations_as_json_and_as_a_sentence(lib: Library) -> None:
    article = lib.keep(explained([NAMED])).article_id
    for quote in lib.reading(article).quotes:
        row = lib.store.row("SELECT * FROM v_why WHERE id = ?", (quote.id,))
        assert row is not None and row["what"] == "quote" and json.loads(row["why"]) == quote.why
        shown = lib.store.value("SELECT why FROM v_quotes WHERE id = ?", (quote.id,))
        assert shown == row["summary"] == quote.why.get("summary")
    for stance in lib.reading(article).stances:
        assert json.loads(lib.store.value("SELECT why FROM v_why WHERE id = ?", (stance.id,))) == stance.why


def test_what_a_person_added_says_so(lib: Library, kept: str) -> None:
    (added,) = lib.review.add_quote(kept, [(0, 5)]).changed
    assert lib.store.value("SELECT why FROM v_quotes WHERE id = ?", (added,)) == "added by a person"


def test_a_reviewed_quote_keeps_the_explanation_the_person_saw(lib: Library) -> None:
    before = explained([NAMED])
    article = lib.keep(before).article_id
    quote = lib.reading(article).quotes[0].id
    lib.review.accept(quote)
    simpler = {"summary": "Ann Lee is nearest.", "engine": "rules"}
    newer = replace(explained([simpler]), run=replace_run(before))
    report = lib.keep(newer).report
    assert report is not None and not report.conflicts
    assert lib.reading(article).quotes[0].why == NAMED
    assert lib.annotations(article, decided=False).quotes[0].why == {
        "summary": "Ann Lee is nearest.",
        "engine": "rules",
    }


def replace_run(annotations: Annotations) -> Any:
    assert annotations.run is not None
    return replace(annotations.run, version=annotations.run.version + ".later")


MARKS = ["⟦", "⟧", "⟦0⟧", "“", "”", '"', "\\", "\n", "Ann Lee", "p1", "é", "\u0001", "🙂", " ", "0"]
TEXTS = st.lists(st.sampled_from(MARKS), max_size=6).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.sampled_from([0.0, 0.5, 0.93, 12.25]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(why=st.dictionaries(TEXTS, VALUES, max_size=4))
def test_any_explanation_comes_back_and_the_view_agrees(lib: Library, why: dict[str, Any]) -> None:
    explainer = explanations.Explainer(lib.store, others(1, "Ann Lee").annotations())
    with lib.store.write():
        row = explainer.columns(why)
    shapes = explanations.shapes(lib.store, [row])
    back = explanations.of(row, shapes)
    assert back == why and json.dumps(back) == json.dumps(why)
    _put(lib, row)
    assert json.loads(lib.store.value("SELECT why FROM v_why WHERE id = 'q-any'")) == why


def _put(lib: Library, why: dict[str, Any]) -> None:
    """Give the one quote there is this explanation."""
    if not lib.store.value("SELECT 1 FROM quotes"):
        lib.keep(others(1, "Ann Lee").annotations())
        lib.store.run("UPDATE quotes SET id = 'q-any'")
    lib.store.update("quotes", "q-any", why)


@pytest.mark.parametrize("state", ["unreviewed", "accepted", "rejected"])
def test_what_is_true_of_nearly_every_row_takes_no_room(lib: Library, kept: str, state: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    if state != "unreviewed":
        (lib.review.accept if state == "accepted" else lib.review.reject)(quote)
    row = lib.store.row("SELECT state, decided, origin, added, anchor, placed FROM quotes WHERE id = ?", (quote,))
    decided = None if state == "unreviewed" else state
    assert row == {
        "state": state, "decided": decided, "origin": "machine", "added": 0, "anchor": "exact", "placed": None
    }  # fmt: skip


def test_a_shape_is_found_by_its_index(lib: Library, kept: str) -> None:
    asked: list[str] = []
    lib.store.conn.set_trace_callback(asked.append)
    explanations.columns(lib.store, {"summary": "a shape nobody had"})
    lib.store.conn.set_trace_callback(None)
    (lookup,) = [sql for sql in asked if sql.startswith("SELECT")]
    plan = [row[3] for row in lib.store.conn.execute(f"EXPLAIN QUERY PLAN {lookup}")]
    assert any("explanations_size" in step and "SEARCH" in step for step in plan)
