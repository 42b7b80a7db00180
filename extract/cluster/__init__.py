"""Corpora beyond one machine: Dask distributed spreads partitions, each worker annotates, Parquet is what comes out.

Needs the extra `cluster` (dask, pyarrow, fsspec); nothing of it is imported before it is used.
"""

from __future__ import annotations

from extract.cluster.run import Report, extract_on_cluster
from extract.cluster.table import read_parquet

__all__ = ["Report", "extract_on_cluster", "read_parquet"]
