"""A quick start: the collector of garbage rests while a start makes much and drops little."""

from __future__ import annotations

import gc


def hold_collector() -> None:
    """Stop collecting: importing and building a screen would set it off dozens of times for nothing."""
    gc.disable()


def release_collector() -> None:
    """Collect again, without looking at what the start has made: that stays anyway."""
    gc.freeze()
    gc.enable()
