from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from extract.cluster import Report, extract_on_cluster, read_parquet
from extract.cluster.table import read_rows
from extract.errors import InputError, OnrecordError, UsageError

# Models that take a while and die of a word, in place of those that take seconds to load.
ODD_MODELS = """
import sys; sys.path.append(sys.argv[1])
import os, time, types
from extract.records import Annotations

class Annotator:
    def __init__(self, config): pass
    def annotate_many(self, articles):
        return map(self.annotate, articles)
    def annotate(self, article):
        time.sleep(0.02)
        if "DIES" in article.text:
            os._exit(9)
        return Annotations(article)

package, module = types.ModuleType("extract.annotate"), types.ModuleType("extract.annotate.annotator")
package.__path__, module.Annotator = [], Annotator
sys.modules["extract.annotate"], sys.modules["extract.annotate.annotator"] = package, module
from extract.bulk.child import main
main()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Two worker processes that a nanny restarts; a preload puts the odd models into each, restarted ones too."""
    preload = tmp_path_factory.mktemp("preload") / "odd.py"
    preload.write_text(f"import extract.bulk.process as p\np._PROGRAM = {ODD_MODELS!r}\n")
    made = LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50, preload=str(preload)
    )
    with made:
        yield made


def write_rows(path: Path, count: int, **bad: str) -> list[str]:
    texts = [bad.get(f"n{n}", f"The harbour master spoke on day {n}.") for n in range(count)]
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": t}) + "\n" for n, t in enumerate(texts)))
    return [f"{path}#n{n}" for n in range(count)]


def found(folder: Path) -> Counter[str]:
    return Counter(str(row["article"]["source"]) for row in read_rows(str(folder)))


def test_every_document_once_and_none_lost_when_a_worker_is_killed(cluster: LocalCluster, tmp_path: Path) -> None:
    names = write_rows(tmp_path / "a.jsonl", 300)
    killed: list[int] = []

    def kill_one(report: Report, total: int) -> None:
        if report.written == 3 and not killed:
            with Client(cluster) as client:
                pids: dict[str, int] = client.run(os.getpid)
            killed.append(min(pids.values()))
            os.kill(killed[0], signal.SIGKILL)

    out = tmp_path / "out"
    report = extract_on_cluster(
        cluster.scheduler_address, [str(tmp_path / "a.jsonl")], str(out), partition_bytes=1500, progress=kill_one
    )
    assert killed and not report.lost
    assert report.written > 8
    assert found(out) == Counter(names)
    assert len(list(read_parquet(str(out)))) == 300
    assert all(p.name.startswith("part-") for p in out.iterdir())


def test_a_bad_document_is_a_line_with_its_error_and_stops_nothing(cluster: LocalCluster, tmp_path: Path) -> None:
    names = write_rows(tmp_path / "a.jsonl", 40, n7="DIES of it", n11="", n12="\x00\x00")
    report = extract_on_cluster(cluster.scheduler_address, [str(tmp_path)], str(tmp_path / "out"))
    assert (report.documents, report.failed, report.lost) == (37, 3, [])
    rows = {row["article"]["source"]: row for row in read_rows(str(tmp_path / "out"))}
    assert len(rows) == 40
    assert "ended the process" in rows[names[7]]["error"]


def test_a_rerun_skips_what_is_finished(cluster: LocalCluster, tmp_path: Path) -> None:
    names = write_rows(tmp_path / "a.jsonl", 60)
    out = tmp_path / "out"

    def run() -> Report:
        return extract_on_cluster(
            cluster.scheduler_address, [str(tmp_path / "a.jsonl")], str(out), partition_bytes=1000
        )

    first = run()
    parts = sorted(out.glob("part-*"))
    parts[1].unlink()
    before = {p: p.stat().st_mtime_ns for p in out.glob("part-*")}
    second = run()
    assert (second.written, second.skipped) == (1, first.written - 1)
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert found(out) == Counter(names)
    third = run()
    assert (third.written, third.documents) == (0, 0)


def test_a_folder_with_other_results_is_left_alone(cluster: LocalCluster, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.jsonl", 3)
    out = tmp_path / "out"
    extract_on_cluster(cluster.scheduler_address, [str(tmp_path / "a.jsonl")], str(out))
    write_rows(tmp_path / "a.jsonl", 4)
    with pytest.raises(UsageError, match="other inputs"):
        extract_on_cluster(cluster.scheduler_address, [str(tmp_path / "a.jsonl")], str(out))


def test_no_scheduler_and_no_input(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        extract_on_cluster("local", [str(tmp_path / "gone")], str(tmp_path / "out"))


def test_importing_the_room_loads_none_of_the_extra() -> None:
    heavy = "{'dask', 'distributed', 'pyarrow', 'fsspec'}"
    code = f"import sys, extract.cluster; sys.exit(str({heavy} & set(sys.modules) or ''))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).stderr.strip() == b""


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked: Any = None
    monkeypatch.setitem(sys.modules, "fsspec", blocked)
    with pytest.raises(OnrecordError) as error:
        list(read_parquet("/n/a.parquet"))
    assert "onrecord[cluster]" in error.value.hint
