"""How screens were left, for the next start: orders, filters, the row under the cursor; by library, in one small file.

In and out: a mapping of plain values a screen. The file is the platform's state, never the library's: losing it loses
no work. Where it cannot be read or written, screens start as they come.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from extract.locations import screens_path


class Memory:
    """What is remembered of the screens on one library."""

    def __init__(self, library: Path) -> None:
        self._library = str(library.absolute())

    def of(self, screen: str) -> dict[str, Any]:
        """Return what a screen kept; nothing where it kept nothing."""
        kept = _read().get(self._library, {}).get(screen, {})
        return kept if isinstance(kept, dict) else {}

    def keep(self, screen: str, values: dict[str, Any]) -> None:
        """Remember a screen's values; libraries that are gone are forgotten."""
        everything = _read()
        here = everything.setdefault(self._library, {})
        if here.get(screen) == values:
            return
        here[screen] = values
        _write({name: kept for name, kept in everything.items() if Path(name).exists()})


def _read() -> dict[str, Any]:
    try:
        found = json.loads(screens_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}


def _write(everything: dict[str, Any]) -> None:
    file = screens_path()
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(file)
