"""The extra `cluster`, asked for by name: a clear word where it is not installed."""

from __future__ import annotations

import importlib
from typing import Any

from extract.errors import OnrecordError


def needed(module: str) -> Any:
    """Return an optional module; raises OnrecordError that says what to install where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise OnrecordError(
            f"{module} is not installed, which work on corpora needs", hint="pip install 'onrecord[cluster]'"
        ) from error
