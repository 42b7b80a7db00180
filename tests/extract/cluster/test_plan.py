from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.cluster.documents import documents
from extract.cluster.plan import find_partitions
from extract.errors import InputError, UsageError
from extract.ingest import Limits
from extract.records import Article

LIMITS = Limits()


def sources(inputs: list[str], size: int = 500) -> list[str]:
    return [s for p in find_partitions(inputs, size=size) for s, _ in documents(p, LIMITS)]


def rows(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"n{n}", "text": f"The harbour master spoke on day {n}. " + "Word. " * (n % 17)} for n in range(count)
    ]


@pytest.mark.parametrize("size", [1, 7, 100, 1000, 10**9])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_jsonl_cut_anywhere_gives_each_row_once_and_in_order(tmp_path: Path, size: int, ending: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((ending.join(json.dumps(r, ensure_ascii=False) for r in rows(40)) + ending * 3).encode())
    assert sources([str(path)], size=max(size, 1)) == [f"{path}#n{n}" for n in range(40)]


def test_parquet_by_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    plain = [{"text": r["text"], "extra": 1.5} for r in rows(45)]
    pq.write_table(pa.Table.from_pylist(plain), path, row_group_size=10)
    partitions = find_partitions([str(path)], size=1000)
    assert len(partitions) == 5
    assert sources([str(path)]) == [f"{path}#{n}" for n in range(1, 46)]


def test_packed_rows_and_files_of_text(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "z.jsonl.gz", "wt") as file:
        file.write("\n".join(json.dumps(r) for r in rows(3)))
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "deep/a.md", ".hidden.txt", "_tmp.txt", "x.png"):
        (tmp_path / name).write_text("The harbour master spoke.")
    found = sources([str(tmp_path)])
    assert found[:2] == [str(tmp_path / "b.txt"), str(tmp_path / "deep/a.md")]
    assert found[2:] == [f"{tmp_path}/z.jsonl.gz#n{n}" for n in range(3)]
    assert sources([str(tmp_path / "*.txt"), str(tmp_path / "b.txt")]) == [str(tmp_path / "b.txt")]


def test_bad_documents_come_as_errors_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_text("The harbour master spoke.")
    (tmp_path / "c.jsonl").write_text('{"text": "It was said."}\n{broken\n{"text": ""}\n[1]\n')
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b'{"text": "It was said."}\n' * 9)[:-12])
    found = [one for p in find_partitions([str(tmp_path)], size=500) for _, one in documents(p, LIMITS)]
    kinds = [isinstance(one, Article) for one in found]
    assert kinds[:6] == [False, True, True, False, False, False]
    assert kinds[-1] is False


def test_partitions_are_the_same_on_every_run_and_change_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows(50)))
    names = [p.name(i, "1") for i, p in enumerate(find_partitions([str(path)], size=900))]
    assert len(set(names)) == len(names) > 3
    assert names == [p.name(i, "1") for i, p in enumerate(find_partitions([str(tmp_path)], size=900))]
    assert names[0] != find_partitions([str(path)], size=900)[0].name(0, "2")
    path.write_text("\n".join(json.dumps(r) for r in rows(51)))
    assert not set(names) & {p.name(i, "1") for i, p in enumerate(find_partitions([str(path)], size=900))}


def test_an_input_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not really")
    for given in (str(tmp_path / "gone"), str(tmp_path / "*.rst"), str(tmp_path / "bad.parquet")):
        with pytest.raises(InputError):
            find_partitions([given], size=100)
    with pytest.raises(UsageError):
        find_partitions(["https://x.example/a"], size=100)


def test_storage_addresses_are_read_like_paths() -> None:
    import fsspec

    fs = fsspec.filesystem("memory")
    fs.pipe("/corpus/a.jsonl", "\n".join(json.dumps(r) for r in rows(5)).encode())
    assert sources(["memory://corpus"]) == [f"memory:///corpus/a.jsonl#n{n}" for n in range(5)] or sources(
        ["memory://corpus"]
    ) == [f"memory://corpus/a.jsonl#n{n}" for n in range(5)]
    fs.rm("/corpus", recursive=True)
