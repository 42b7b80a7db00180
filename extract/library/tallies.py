"""Counts that say what they count: accepted, rejected, unreviewed.

In: which things, and by what to count them. Out: `Tally`s. What nobody reviewed is not in the index of states (there
is too much of it), so it is counted as all less the reviewed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.library.store import Store
from extract.library.views import Tally


def tallies(
    store: Store, key: str, source: str, args: tuple, totals: Mapping[Any, int] | None = None
) -> dict[Any, Tally]:
    """Return {key: Tally}. `source` is what follows FROM up to a WHERE; `o` is the table that has the states.

    `totals` saves counting all where that is known.
    """
    if totals is None:
        totals = dict(store.conn.execute(f"SELECT {key}, count(*) FROM {source} GROUP BY 1", args).fetchall())
    counts = {found: {"unreviewed": total} for found, total in totals.items()}
    for found, state, count in store.conn.execute(
        f"SELECT {key}, o.state, count(*) FROM {source} AND o.state <> 'unreviewed' GROUP BY 1, 2", args
    ):
        counts[found][state] = count
        counts[found]["unreviewed"] -= count
    return {found: Tally(**states) for found, states in counts.items()}
