"""Why the annotations of a version were made, all of them in one compressed JSON value: `{object id: why}`.

In: a version's number. Out: explanations by id. Written out they would be larger than the articles; together they
shrink to a tenth. A thing whose explanation must outlive the run that gave it (a person reviewed it) carries it in
its own row.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from extract.library.rows import Row, dump, load
from extract.library.store import Store

Explanations = dict[str, dict[str, Any]]


def write(store: Store, version_id: int, explained: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the explanations of a version in place of those before."""
    packed = zlib.compress(dump({i: dict(why) for i, why in explained.items()}).encode("utf-8", "surrogatepass"), 9)
    store.run("INSERT OR REPLACE INTO explanations VALUES (?, ?)", (version_id, packed))


def read(store: Store, version_id: int) -> Explanations:
    """Return the explanations of a version."""
    packed = store.value("SELECT explained FROM explanations WHERE version_id = ?", (version_id,))
    return {} if packed is None else json.loads(zlib.decompress(packed))


def of(row: Row, explained: Explanations) -> dict[str, Any]:
    """Return the explanation of one row: its own, else that of its version."""
    return load(row["why"]) if row["why"] is not None else explained.get(row["id"], {})


def pin(store: Store, table: str, rows: Mapping[str, Row]) -> None:
    """Write the explanations of these rows into the rows themselves, before a new run replaces those of the version."""
    read_already: dict[int, Explanations] = {}
    for row in rows.values():
        version_id = row["version_id"]
        if row["why"] is None:
            if version_id not in read_already:
                read_already[version_id] = read(store, version_id)
            row["why"] = dump(read_already[version_id].get(row["id"], {}))
            store.run(f"UPDATE {table} SET why = ? WHERE id = ?", (row["why"], row["id"]))
