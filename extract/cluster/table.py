"""Annotations ↔ Parquet: the contract's object as one row, with the contract's own names, nested as it is.

Two open-ended values, `why` and `run.config`, are JSON text, since Parquet needs every key named. A document that
failed is a row with `article.source` and `error` and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from extract.cluster.extra import needed
from extract.display import one_line
from extract.errors import InputError
from extract.records import SCHEMA, Annotations, from_json

if TYPE_CHECKING:
    import pyarrow

_BATCH_ROWS = 256


def schema() -> pyarrow.Schema:
    """Return the Arrow schema of the files."""
    pa = needed("pyarrow")
    text, number, real = pa.string(), pa.int64(), pa.float64()
    span = [("start", number), ("end", number)]
    spans = pa.list_(pa.struct(span))
    region = pa.struct([("kind", text), *span])
    mention = pa.struct([*span, ("form", text)])
    anonymity = pa.struct([("count", number), ("knowledge", pa.struct(span)), ("reason", pa.struct(span))])
    article = [(k, text) for k in ("id", "title", "byline", "outlet", "published", "language", "source")]
    person = [
        *((k, text) for k in ("id", "name", "kind", "role")),
        ("aliases", pa.list_(text)),
        ("mentions", pa.list_(mention)),
        ("role_span", pa.struct(span)),
        ("organisation", text),
        ("anonymity", anonymity),
    ]
    quote = [
        *((k, text) for k in ("id", "kind")),
        *((k, spans) for k in ("content", "cue", "source")),
        *((k, text) for k in ("speaker", "cue_class")),
        ("confidence", real),
        ("why", text),
    ]
    stance = [
        *((k, text) for k in ("id", "holder", "target", "target_person", "polarity")),
        ("evidence", spans),
        ("quote", text),
        ("confidence", real),
        ("why", text),
    ]
    run = [*((k, text) for k in ("version", "engine", "model", "model_sha256", "config")), ("remarks", pa.list_(text))]
    return pa.schema(
        [
            ("schema", text),
            ("article", pa.struct(article)),
            ("text", text),
            ("regions", pa.list_(region)),
            ("people", pa.list_(pa.struct(person))),
            ("quotes", pa.list_(pa.struct(quote))),
            ("stances", pa.list_(pa.struct(stance))),
            ("remarks", pa.list_(text)),
            ("run", pa.struct(run)),
            ("error", text),
        ]
    )


def to_batch(rows: Iterable[Mapping[str, Any]]) -> pyarrow.RecordBatch:
    """Return contract objects (from `to_json` or `error_json`) as rows of the schema."""
    return needed("pyarrow").RecordBatch.from_pylist([_flat(r) for r in rows], schema=schema())


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(row)
    for part in ("quotes", "stances"):
        if part in out:
            out[part] = [{**one, "why": _json(one["why"])} for one in out[part]]
    if out.get("run"):
        out["run"] = {**out["run"], "config": _json(out["run"]["config"])}
    return out


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _deep(row: dict[str, Any]) -> dict[str, Any]:
    """Return the contract object of a row: JSON text read, what is null because it was absent left out."""
    if row["error"] is not None:
        return {"schema": row["schema"], "article": {"source": row["article"]["source"]}, "error": row["error"]}
    for part in ("quotes", "stances"):
        row[part] = [{**one, "why": json.loads(one["why"])} for one in row[part] or ()]
    if row["run"]:
        row["run"]["config"] = json.loads(row["run"]["config"])
    for person in row["people"] or ():
        if person["anonymity"] is None:
            del person["anonymity"]
    return {k: v for k, v in row.items() if v is not None}


def read_parquet(path: str) -> Iterator[Annotations]:
    """Yield the annotations in a Parquet file, or all of a folder, that `extract_on_cluster` wrote; no error lines.

    `path` may be an fsspec URL. One batch of rows is in memory at a time. Raises InputError where a file is another's.
    """
    for row in read_rows(path):
        if row.get("error") is None:
            yield from_json(row)


def read_rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the contract objects of such files, the lines of failed documents among them."""
    fs, root = needed("fsspec").core.url_to_fs(path)
    files = sorted(f for f in fs.find(root) if f.endswith(".parquet")) if fs.isdir(root) else [root]
    if not files:
        raise InputError(f"no Parquet files in {one_line(path)}", hint="Give the folder that --cluster wrote to.")
    for file in files:
        yield from _rows_of(fs, file)


def _rows_of(fs: Any, file: str) -> Iterator[dict[str, Any]]:
    pa, pq = needed("pyarrow"), needed("pyarrow.parquet")
    try:
        with fs.open(file, "rb") as opened:
            table = pq.ParquetFile(opened)
            if not {"schema", "article", "text", "quotes"} <= set(table.schema_arrow.names):
                raise InputError(
                    f"{one_line(file)} is a Parquet file of something else", hint="onrecord adds what --cluster wrote."
                )
            for batch in table.iter_batches(batch_size=_BATCH_ROWS):
                yield from _checked(batch.to_pylist(), file)
    except (OSError, pa.ArrowException) as error:
        raise InputError(
            f"{one_line(file)} cannot be read as Parquet: {one_line(str(error))[:200]}",
            hint="If it was cut short, delete it and run the extraction again; what is finished is skipped.",
        ) from error


def _checked(rows: list[dict[str, Any]], file: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["schema"] != SCHEMA:
            raise InputError(f"{one_line(file)} is of schema {row['schema']!r}", hint=f"This onrecord reads {SCHEMA}.")
        yield _deep(row)
