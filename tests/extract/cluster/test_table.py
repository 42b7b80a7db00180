from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.cluster import read_parquet
from extract.cluster.table import read_rows, schema, to_batch
from extract.errors import InputError
from extract.ingest import read_text
from extract.records import Annotations, Anonymity, Mention, Person, Quote, Run, Span, Stance, error_json, to_json

FULL = Annotations(
    read_text("By Ana Whitlock\n\n“No,” said 😀 Lena Ortiz.", source="/n/a.txt", published="2021-04-05"),
    people=(
        Person(
            "p1", "Lena Ortiz", "person", "minister", ("Ortiz",), (Mention(27, 37, "name"),), Span(1, 2), "Transport"
        ),
        Person("p2", "a source", "unnamed", anonymity=Anonymity(2, Span(3, 4), None)),
    ),
    quotes=(
        Quote("q-1", "direct", (Span(17, 21),), (Span(22, 26),), (), "p1", "speech", 0.5, {"cue": "said", "n": [1]}),
    ),
    stances=(Stance("s-1", "p1", "the deal", "opposes", (Span(17, 21),), None, "q-1", 0.25, {"summary": "x"}),),
    run=Run("1", "rules", config={"pipeline": "sm", "deep": {"a": 1}}, remarks=("rules only",)),
)


def test_every_field_of_the_contract_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    bare = Annotations(read_text("The harbour master spoke."))
    rows = [to_json(FULL), error_json("/n/bad.txt", "is empty"), to_json(bare)]
    with pq.ParquetWriter(path, schema()) as writer:
        writer.write_batch(to_batch(rows))
    assert [to_json(a) for a in read_parquet(str(path))] == [rows[0], rows[2]]
    assert list(read_parquet(str(tmp_path))) == [FULL, bare]
    assert list(read_rows(str(path)))[1] == rows[1]


def test_what_the_real_engines_make_comes_back_whole(annotator, tmp_path: Path) -> None:
    text = (
        "“We will not pay,” Mara Quill, the union's leader, said on Monday. A source close to the talks, who asked not "
        "to be named, said the ministers would back the deal if wages rose. Ms Quill opposes the deal.\n"
    )
    made = annotator.annotate(read_text(text))
    assert made.quotes and made.people
    with pq.ParquetWriter(tmp_path / "a.parquet", schema()) as writer:
        writer.write_batch(to_batch([to_json(made)]))
    assert [to_json(a) for a in read_parquet(str(tmp_path))] == [to_json(made)]


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.parquet").write_bytes(b"PAR1....")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "other.parquet")
    (tmp_path / "none").mkdir()
    for name in ("cut.parquet", "other.parquet", "none", "gone.parquet"):
        with pytest.raises(InputError) as error:
            list(read_parquet(str(tmp_path / name)))
        assert error.value.hint
