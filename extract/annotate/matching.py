"""One-to-one matching of greatest total weight, for measuring predictions against gold.

In: the weight of each pair that may match. Out: the chosen pairs. Exact (Kuhn 1955, in the O(n²m) form with
potentials), component by component, since pairs that share neither side cannot compete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]


def best_matching(weights: Mapping[Pair, float]) -> list[Pair]:
    """Return the one-to-one pairs (left, right) of greatest total weight; weights must be positive."""
    chosen: list[Pair] = []
    for lefts, rights in _components(weights):
        flip = len(lefts) > len(rights)
        rows, columns = (rights, lefts) if flip else (lefts, rights)
        table = [[weights.get((c, r) if flip else (r, c), 0.0) for c in columns] for r in rows]
        for row, column in enumerate(_assign(table)):
            pair = (columns[column], rows[row]) if flip else (rows[row], columns[column])
            if pair in weights:
                chosen.append(pair)
    return sorted(chosen)


def _components(pairs: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """The connected components of the graph of pairs, as (lefts, rights)."""
    left, right = defaultdict(set), defaultdict(set)
    for i, j in pairs:
        left[i].add(j)
        right[j].add(i)
    found, seen = [], set()
    for root in left:
        if root in seen:
            continue
        rows, columns, queue = set(), set(), [root]
        while queue:
            i = queue.pop()
            if i not in rows:
                rows.add(i)
                columns |= left[i]
                queue.extend(k for j in left[i] for k in right[j])
        seen |= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _assign(table: list[list[float]]) -> list[int]:
    """The column of each row in an assignment of greatest weight; no more rows than columns."""
    width = len(table[0])
    row_price, column_price = [0.0] * (len(table) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, len(table) + 1):
        owner[0], at, back = row, 0, [0] * (width + 1)
        slack, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while owner[at]:
            used[at] = True
            here, step, nearest = owner[at], float("inf"), 0
            for column in range(1, width + 1):
                if used[column]:
                    continue
                cost = -table[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < slack[column]:
                    slack[column], back[column] = cost, at
                if slack[column] < step:
                    step, nearest = slack[column], column
            for column in range(width + 1):
                if used[column]:
                    row_price[owner[column]] += step
                    column_price[column] -= step
                else:
                    slack[column] -= step
            at = nearest
        while at:
            owner[at] = owner[back[at]]
            at = back[at]
    columns = [0] * len(table)
    for column in range(1, width + 1):
        if owner[column]:
            columns[owner[column] - 1] = column - 1
    return columns
