"""The file explains itself: example queries run, every table and view is described, ids lead from one to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import locations
from extract.library.library import Library

QUERIES = sorted(locations.asset("queries").glob("*.sql"))


def test_there_are_five_example_queries() -> None:
    assert len(QUERIES) == 5 and all(q.read_text().startswith("-- ") for q in QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda p: p.stem)
def test_example_queries_answer(lib: Library, kept: str, query: Path) -> None:
    lib.review.accept(lib.reading(kept).quotes[0].id)
    rows = lib.store.rows(
        query.read_text(encoding="utf-8"), {"words": "tunnel"} if ":words" in query.read_text() else ()
    )
    assert rows
    if query.stem.startswith("1"):
        assert [r["speaker"] for r in rows] == ["Bob Ray"]
    if query.stem.startswith("2"):
        assert (rows[0]["target"], rows[0]["polarity"], rows[0]["holder"]) == ("the bridge plan", "opposes", "Bob Ray")
    if query.stem.startswith("3"):
        assert {r["name"]: r["words"] for r in rows} == {"Ann Lee": 6, "Bob Ray": 5, "A councillor": 3}
    if query.stem.startswith("4"):
        assert [r["quote"] for r in rows] == ["“a fine mess”"]
    if query.stem.startswith("5"):
        assert rows[0]["action"] == "accept"


def test_every_table_and_view_is_described(lib: Library) -> None:
    told = set(lib.store.column("SELECT name FROM about"))
    tables = {t for t in lib.store.db.table_names() if "_fts" not in t and not t.startswith(("sqlite_", "_sqlite"))}
    views = set(lib.store.db.view_names())
    assert told <= tables | views
    assert (tables | views) - told == {"about"}


def test_views_slice_words_and_surroundings_from_the_text(lib: Library, kept: str) -> None:
    text = lib.reading(kept).text
    for view in ("quote_spans", "stance_spans", "mentions"):
        rows = lib.store.rows(f"SELECT * FROM {view}")
        assert rows
        for row in rows:
            assert row["exact"] == text[row["start"] : row["end"]]
            assert row["suffix"] == text[row["end"] : row["end"] + 32]
            assert row["prefix"] == text[max(0, row["start"] - 32) : row["start"]]


def test_other_views_answer(lib: Library, kept: str) -> None:
    ids = [q.id for q in lib.reading(kept).quotes]
    lib.review.accept(ids[0])
    lib.review.reject(ids[1])
    waiting = lib.store.column("SELECT id FROM v_review_queue WHERE what = 'quote'")
    assert set(waiting) == set(ids[2:])
    people = {r["name"]: r for r in lib.store.rows("SELECT * FROM v_people")}
    assert (people["Ann Lee"]["quotes_accepted"], people["Bob Ray"]["quotes_rejected"]) == (1, 1)
    timeline = lib.store.rows("SELECT * FROM v_timeline")
    assert ids[1] not in {r["id"] for r in timeline} and {r["what"] for r in timeline} == {"quote", "stance"}
    assert {r["text"] for r in lib.store.rows("SELECT * FROM roles")} == {"mayor", "deputy mayor"}


def test_programs_that_know_sqlite_find_the_full_text_of_what_it_belongs_to(lib: Library, kept: str) -> None:
    """Datasette and sqlite-utils look for content="TABLE"; with it, the tables can be searched there as they stand."""
    for table, words in (("people", "Lee"), ("versions", "tunnel"), ("notes", "stored")):
        assert lib.store.db.table(table).detect_fts() == f"{table}_fts"
        lib.review.note("article", kept, "stored")
        assert list(lib.store.db.table(table).search(words)), table
