"""How quick a library of 10,000 articles and 200,000 quotes is, and how large.

`pytest tests/bench/test_library.py --benchmark-only -o addopts=--import-mode=importlib`. The articles are made by
newsroom.py and stored nowhere; ONRECORD_BENCH_ARTICLES makes fewer, ONRECORD_BENCH_LIBRARY starts from a library made
before.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.library import open_library
from extract.library.library import Library
from tests.bench.newsroom import article

ARTICLES = int(os.environ.get("ONRECORD_BENCH_ARTICLES", "10000"))
MADE = os.environ.get("ONRECORD_BENCH_LIBRARY")

Benchmark = Any


@pytest.fixture(scope="module")
def lib(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("bench") / "library.db"
    if MADE:
        shutil.copyfile(Path(MADE), path)
    with open_library(path) as made:
        made.store.conn.execute("PRAGMA synchronous = OFF")
        for number in range(made.article_count(), ARTICLES):
            made.keep(article(number))
        made.store.conn.execute("PRAGMA synchronous = FULL")
        yield made


def within(benchmark: Benchmark, lib: Library, limit: float) -> None:
    """Note the size of the library; assert the median, twice the limit allowed on a machine with other work."""
    benchmark.extra_info.update(articles=lib.article_count(), quotes=lib.stats()["quotes"], limit_s=limit)
    assert benchmark.stats.stats.median < 2 * limit


def test_first_rows_of_the_library_screen(benchmark: Benchmark, lib: Library) -> None:
    assert len(benchmark(lib.articles, limit=200)) == 200
    within(benchmark, lib, 0.3)


def test_rows_with_most_to_review(benchmark: Benchmark, lib: Library) -> None:
    assert len(benchmark(lib.articles, limit=200, sort="unreviewed")) == 200
    within(benchmark, lib, 0.3)


def test_list_of_people(benchmark: Benchmark, lib: Library) -> None:
    assert benchmark(lib.people, limit=200)
    within(benchmark, lib, 0.3)


def test_page_of_a_person_in_many_articles(benchmark: Benchmark, lib: Library) -> None:
    busiest = lib.people(limit=1)[0]
    benchmark.extra_info.update(articles_of_person=busiest.articles, quotes_of_person=busiest.quotes.total)
    assert benchmark(lib.person, busiest.person_id).statements
    within(benchmark, lib, 0.2)


def test_matrix(benchmark: Benchmark, lib: Library) -> None:
    assert benchmark(lib.matrix).cells
    within(benchmark, lib, 0.3)


def test_opening_an_article(benchmark: Benchmark, lib: Library) -> None:
    ids = itertools.cycle([row.id for row in lib.articles(limit=100)])
    assert benchmark(lambda: lib.reading(next(ids))).quotes
    within(benchmark, lib, 0.05)


def test_a_decision(benchmark: Benchmark, lib: Library) -> None:
    quotes = itertools.cycle([s.id for s in lib.quotes(limit=500)])
    acts = itertools.cycle((lib.review.accept, lib.review.reject))
    benchmark.pedantic(lambda: next(acts)(next(quotes)), rounds=300)
    within(benchmark, lib, 0.005)


def test_undo(benchmark: Benchmark, lib: Library) -> None:
    lib.review.accept([s.id for s in lib.quotes(limit=200, offset=600)])
    acts = itertools.cycle((lib.review.undo, lib.review.redo))
    benchmark.pedantic(lambda: next(acts)(), rounds=20)
    within(benchmark, lib, 0.1)


def test_keeping_an_annotated_article(benchmark: Benchmark, lib: Library) -> None:
    numbers = itertools.count(1_000_000)
    benchmark.pedantic(lib.keep, setup=lambda: ((article(next(numbers)),), {}), rounds=100)
    within(benchmark, lib, 0.05)


@pytest.mark.parametrize(
    "query",
    [
        "money",
        "the",
        "harb*",
        '"first brick"',
        "speaker:okafor flood",
        "date:2020-01..2020-06 spring",
        "kind:direct brick",
    ],
)
def test_search(benchmark: Benchmark, lib: Library, query: str) -> None:
    assert benchmark(lib.search, query)
    within(benchmark, lib, 0.05)


def test_size_of_the_file(benchmark: Benchmark, lib: Library) -> None:
    stats = benchmark.pedantic(lib.stats, rounds=1)
    ratio = stats["file_bytes"] / stats["text_bytes"]
    benchmark.extra_info.update(
        ratio=round(ratio, 3), file_mb=stats["file_bytes"] >> 20, text_mb=stats["text_bytes"] >> 20
    )
    assert ratio < 3
