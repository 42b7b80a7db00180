"""A quick start: no garbage is collected while much is made and little dropped; what only keys need is loaded later."""

from __future__ import annotations

import gc
from importlib import import_module

_FOR_KEYS = ("extract.library.engine", "extract.library.review", "extract.library.keeping", "tui.screens.help")
"""What the first picture does without and the first keys need: decisions and help."""


def hold_collector() -> None:
    """Stop collecting: importing and building a screen would set it off dozens of times for nothing."""
    gc.disable()


def release_collector() -> None:
    """Collect again, without looking at what the start has made: that stays anyway."""
    gc.freeze()
    gc.enable()


def load_for_keys() -> None:
    """Import what the first keys need; for a thread, once the picture is there, so that no key waits for it."""
    for name in _FOR_KEYS:
        import_module(name)
