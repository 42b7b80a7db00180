"""The ledger: append-only, undone and redone across restarts, a bulk action as one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extract.errors import NotFoundError, UsageError
from extract.library import open_library
from extract.library.library import Library
from tests.extract.library.stories import bridge, others


def states(lib: Library, article: str) -> list[str]:
    return [q.state for q in lib.reading(article).quotes]


def test_undo_and_redo_survive_restarts(path: Path) -> None:
    with open_library(path) as lib:
        article = lib.keep(bridge().annotations()).article_id
        ids = [q.id for q in lib.reading(article).quotes]
        lib.review.accept(ids[:3])
        lib.review.reject(ids[3])
    with open_library(path) as lib:
        assert states(lib, article) == ["accepted"] * 3 + ["rejected"]
        assert lib.review.undo().changed == {ids[3]}
        assert lib.review.undo(article).changed == set(ids[:3])
        assert states(lib, article) == ["unreviewed"] * 4
        assert lib.review.undo().batch is None
    with open_library(path) as lib:
        lib.review.redo()
        assert states(lib, article) == ["accepted"] * 3 + ["unreviewed"]
        lib.review.redo(article)
        assert states(lib, article) == ["accepted"] * 3 + ["rejected"]
        assert lib.review.redo().batch is None
        assert lib.check() == []


def test_a_new_decision_ends_redo(lib: Library, kept: str) -> None:
    first, second = [q.id for q in lib.reading(kept).quotes[:2]]
    lib.review.accept(first)
    lib.review.undo()
    lib.review.reject(second)
    assert lib.review.redo().batch is None
    assert states(lib, kept)[:2] == ["unreviewed", "rejected"]


def test_undo_of_one_article_leaves_others(lib: Library, kept: str) -> None:
    other = lib.keep(others(1, "Cy Fox").annotations()).article_id
    here, there = lib.reading(kept).quotes[0].id, lib.reading(other).quotes[0].id
    lib.review.accept(here)
    lib.review.accept(there)
    lib.review.undo(kept)
    assert states(lib, kept)[0] == "unreviewed" and states(lib, other) == ["accepted"]


def test_undo_takes_back_what_it_names_though_the_field_was_set_again(lib: Library) -> None:
    a = lib.keep(others(1, "Cy Fox").annotations()).article_id
    b = lib.keep(others(2, "Cy Fox").annotations()).article_id
    x, y = lib.reading(a).people[0].id, lib.reading(b).people[0].id
    quote = lib.reading(a).quotes[0].id
    lib.review.judge(x, y, "same")
    lib.review.accept(quote)
    lib.review.judge(x, y, "different")
    lib.review.undo(a)
    assert lib.reading(a).quotes[0].state == "unreviewed"
    assert [e.judgement for e in lib.person(x).edges] == ["different"]
    lib.review.undo()
    assert lib.person(x).row.articles == 2
    lib.review.undo()
    assert lib.person(x).row.articles == 1 and lib.check() == []


def test_nothing_in_the_ledger_is_ever_changed_or_dropped(lib: Library, kept: str) -> None:
    lib.review.accept(lib.reading(kept).quotes[0].id)
    for sql in ("UPDATE decisions SET new = NULL", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            lib.store.conn.execute(sql)


def test_history_says_who_did_what_when(lib: Library, kept: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    lib.review.accept(quote)
    lib.review.undo()
    undo, accept = lib.review.history(kept)
    assert (accept.action, accept.field, accept.old, accept.new, accept.by) == (
        "accept",
        "state",
        "unreviewed",
        "accepted",
        "person",
    )
    assert (undo.action, undo.undoes) == ("undo", str(accept.id))


def test_a_bulk_action_with_an_unknown_id_changes_nothing(lib: Library, kept: str) -> None:
    with pytest.raises(NotFoundError):
        lib.review.accept([lib.reading(kept).quotes[0].id, "q-000000000000"])
    assert states(lib, kept) == ["unreviewed"] * 4 and lib.review.history() == []
    with pytest.raises(UsageError):
        lib.review.accept([kept])


def test_accepting_again_adds_nothing(lib: Library, kept: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    lib.review.accept(quote)
    assert lib.review.accept(quote).batch is None
    assert len(lib.review.history()) == 1
