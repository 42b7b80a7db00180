"""Throughput of bulk work: two processes beside one, reading alone, and memory from few files to many.

Run with `pytest tests/bench/test_bulk.py -m long -s`, on a machine with nothing else to do: the ratio of wall times is
of use only then. The CPU figures hold on a busy one too: two processes that share the work evenly take half of their
common CPU seconds each, so the speed-up that a quiet machine gives is 2 × (CPU of one) / (CPU of two).
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.bulk import extract_many
from extract.ingest import expand, read_source, read_text
from extract.locations import asset
from extract.records import Article

pytestmark = pytest.mark.long
_COPIES = 24


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The sample articles, each often enough; sources differ so that they count as different."""
    samples = [Path(p).read_text(encoding="utf-8") for p in expand([str(asset("samples"))])]
    assert samples
    return [read_text(samples[n % len(samples)], source=f"/bench/{n}.txt") for n in range(_COPIES)]


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _run(articles: list[Article], jobs: int) -> tuple[float, float]:
    """Wall and CPU seconds of annotating, loading of the models included."""
    wall, cpu = time.monotonic(), _cpu()
    assert all(r.annotations for r in extract_many(articles, jobs=jobs))
    return time.monotonic() - wall, _cpu() - cpu


def test_two_processes_beside_one(articles: list[Article]) -> None:
    words = sum(len(a.text.split()) for a in articles)
    load = min(_run(articles[:1], 1)[1] for _ in range(2))
    (wall_1, cpu_1), (wall_2, cpu_2) = _run(articles, 1), _run(articles, 2)
    work_1, work_2 = cpu_1 - load, cpu_2 - 2 * load
    print(
        f"\n{words} words; loading {load:.1f} s CPU a process"
        f"\n  one process   {wall_1:6.1f} s wall  {work_1:6.1f} s CPU  {words / work_1:8.0f} words a CPU second"
        f"\n  two processes {wall_2:6.1f} s wall  {work_2:6.1f} s CPU  {words / work_2:8.0f} words a CPU second"
        f"\n  speed-up: wall {wall_1 / wall_2:.2f}, by CPU {2 * work_1 / work_2:.2f}"
        f"\n  load average {os.getloadavg()[0]:.1f}"
    )
    assert 2 * work_1 / work_2 >= 1.7


def test_reading_alone(articles: list[Article], tmp_path: Path) -> None:
    for n, article in enumerate(articles * 10):
        (tmp_path / f"{n}.txt").write_text(article.text, encoding="utf-8")
    start = time.process_time()
    size = sum(len(read_source(p).text) for p in expand([str(tmp_path)]))
    seconds = time.process_time() - start
    print(f"\nreading plain text: {size / seconds / 1e6:.1f} million characters a CPU second")
    assert seconds / (size / 1e6) < 2


def test_memory_stays_flat_from_ten_files_to_ten_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    # Children that annotate nothing: it is this process that must not gather what passes through it.
    program = (
        "import sys; sys.path.append(sys.argv[1])\nimport types\nfrom extract.records import Annotations\n"
        "m = types.ModuleType('extract.annotate.annotator')\n"
        "class Annotator:\n    def __init__(self, config): pass\n"
        "    def annotate_many(self, articles): return map(Annotations, articles)\n"
        "    annotate = Annotations\n"
        "m.Annotator = Annotator\np = types.ModuleType('extract.annotate'); p.__path__ = []\n"
        "sys.modules['extract.annotate'], sys.modules['extract.annotate.annotator'] = p, m\n"
        "from extract.bulk.child import main\nmain()\n"
    )
    monkeypatch.setattr("extract.bulk.process._PROGRAM", program)

    def made(count: int) -> Iterator[Article]:
        return (read_text(f"Nora Bell spoke {n} times. " * 400, source=f"/n/{n}.txt") for n in range(count))

    peaks = []
    for count in (10, 100, 10_000):
        assert sum(1 for r in extract_many(made(count), jobs=2) if r.annotations) == count
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"\npeak memory of the parent after 10, 100 and 10,000 articles: {', '.join(f'{p:.0f} MiB' for p in peaks)}")
    assert peaks[2] - peaks[1] < 30  # 10,000 articles hold 100 MB of text
