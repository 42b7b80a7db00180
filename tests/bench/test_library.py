"""What a library costs stays within its limits: a small one always, one of 10,000 articles with `-m long`.

`pytest tests/bench/test_library.py -m long -s` prints the table of `python -m tests.bench.library`.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import pytest
from rich.console import Console

from extract.library.library import Library
from tests.bench import library as bench


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[Library, float]]:
    """A library and how large its file was before anything was done in it, as a multiple of its text."""
    with bench.made_library(150) as lib:
        yield lib, bench.size(lib)[0]


@pytest.mark.parametrize("measure", bench.measures(), ids=lambda m: m.name)
def test_a_small_library_is_quick(small: tuple[Library, float], measure: bench.Measure) -> None:
    """Thrice the limit is allowed, since this runs wherever the suite does, beside whatever else."""
    assert statistics.median(measure.times(small[0])) < 3 * measure.limit


def test_the_file_of_a_small_library_is_hardly_larger_beside_its_text(small: tuple[Library, float]) -> None:
    assert small[1] < bench.FILE_TO_TEXT + 0.3


@pytest.mark.long
def test_a_large_library_is_quick_and_small() -> None:
    with bench.made_library(bench.ARTICLES) as lib:
        table, kept = bench.report(lib)
    Console(width=120).print(table)
    assert kept
