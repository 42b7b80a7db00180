"""Writes stored/schema-N.db.gz, a library as the first release of a schema leaves it.

`python -m tests.extract.library.make_stored`
Run it once, when a schema is released; the file is what the migrations after it are tested from.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from extract.library import open_library
from tests.extract.library.stories import bridge, others

FOLDER = Path(__file__).parent / "stored"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with open_library(path) as lib:
            article = lib.keep(bridge().annotations()).article_id
            lib.keep(others(1, "Ann Lee", "mayor").annotations())
            quotes = [q.id for q in lib.reading(article).quotes]
            lib.review.accept(quotes[:2])
            lib.review.set_speaker(quotes[2], None)
            lib.review.note("quote", quotes[0], "stored")
            lib.review.reject(quotes[3])
            lib.review.undo()
            schema = lib.stats()["schema"]
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"schema-{schema}.db.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
