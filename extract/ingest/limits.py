"""How much of a source is taken, and for how long it is waited for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read. Sizes are bytes, times seconds.

    `seconds` is for one page as a whole, redirects and slow servers included. `front_matter` bounds the YAML head of a
    Markdown file, `row` one line of a JSONL file.
    """

    file_bytes: int = 64_000_000
    page_bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    front_matter: int = 64_000
    row: int = 16_000_000
