"""A reading brought up to date is the reading one would get anew, whatever was decided."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.library import open_library, reading
from extract.library.library import Library
from extract.library.review import Review
from extract.library.views import Done
from extract.records import Annotations
from tests.extract.library.stories import BRIDGE, bridge, others
from tests.extract.library.test_replay import ACTS, Act, do


def followed(acts: list[Act], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do acts, and after each compare every article's reading as refreshed with the one read anew."""
    said: list[Done] = []
    committed, taken_back = Review._commit, Review._take_back
    monkeypatch.setattr(Review, "_commit", lambda *a: said.append(committed(*a)) or said[-1])
    monkeypatch.setattr(Review, "_take_back", lambda *a: said.append(taken_back(*a)) or said[-1])
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l.db") as lib:
        stories = [bridge(), others(1, "Ann Lee", "mayor"), others(2, "Ann Lee", "mayor", also="Bob Ray and Cy Fox")]
        articles = [lib.keep(s.annotations()).article_id for s in stories]
        for act in acts:
            before = {a: lib.reading(a) for a in articles}
            said.clear()
            do(lib, articles, act)
            for article in articles if said else ():
                changed = frozenset().union(*(d.changed for d in said))
                if changed:
                    assert lib.refresh(before[article], changed) == lib.reading(article), (act, article)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40)), max_size=14))
def test_any_acts_leave_the_reading_as_it_is_read_anew(acts: list[Act]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        followed(acts, patch)


def test_every_act_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    followed([(name, n, n + 1) for n, name in enumerate(ACTS)], monkeypatch)


def test_a_decision_on_a_quote_reads_nothing_else_again(
    lib: Library, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lib.reading(kept)
    done = lib.review.accept(before.quotes[1].id)
    monkeypatch.setattr(reading, "object_rows", lambda *_: pytest.fail("the whole article was read"))
    after = lib.refresh(before, done.changed)
    assert [q.state for q in after.quotes] == ["unreviewed", "accepted", "unreviewed", "unreviewed"]
    assert after.quotes[0] is before.quotes[0] and after.people[0] is before.people[0]


def test_a_text_that_was_corrected_meanwhile_is_read_anew(lib: Library, kept: str) -> None:
    before = lib.reading(kept)
    done = lib.review.accept(before.quotes[1].id)
    corrected = bridge(text=BRIDGE + " More soon.").annotations()
    assert lib.keep(Annotations(corrected.article)).status == "corrected"
    assert lib.refresh(before, done.changed) == lib.reading(kept)
