"""The hashes of weights that are too few for a model's file, for the provenance of what they weigh.

In: the JSON files of assets/models. Out: a hash for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from extract.locations import asset

_NAMES = ("confidence", "pronouns", "sureness")


@lru_cache(maxsize=1)
def weight_hashes() -> Mapping[str, str | None]:
    """Return the SHA-256 of each file of weights, in hexadecimal, as `NAME_sha256`; None for one that is missing."""
    files = {name: asset("models", f"{name}.json") for name in _NAMES}
    return {
        f"{name}_sha256": hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        for name, path in files.items()
    }
