"""A path, an http(s) address or standard input → an `Article` with typed regions. One file a format.

Nothing heavy is loaded on import: trafilatura comes with the first web page, YAML with the first front matter.
"""

from __future__ import annotations

from extract.ingest.limits import Limits
from extract.ingest.sources import expand, read_all, read_bytes, read_source
from extract.ingest.text import read_text

__all__ = ["Limits", "expand", "read_all", "read_bytes", "read_source", "read_text"]
