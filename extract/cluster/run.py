"""Partitions → annotated Parquet, on Dask distributed: a machine's own cores (`local`) or a cluster's address.

Each Dask worker annotates in a child process of its own (see extract.bulk.process), so that a document that kills it
costs that document only. A result's file appears by renaming, whole or not at all; a rerun leaves out what is there.
Dask itself gives a partition to another worker when its worker is lost.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from extract import __version__
from extract.bulk.process import Child, ask_safely
from extract.cluster.documents import Document, documents
from extract.cluster.extra import needed
from extract.cluster.plan import Partition, find_partitions, open_input
from extract.cluster.table import schema, to_batch
from extract.display import one_line
from extract.errors import OnrecordError, UsageError
from extract.ingest import Limits
from extract.records import Annotations, Article, error_json, to_json

if TYPE_CHECKING:
    from extract.annotate.annotator import Config

PARTITION_BYTES = 2_000_000
"""Bytes of input a partition: a minute or two of one worker's time, all that is lost when a worker is."""

_BATCH = 16


@dataclass(slots=True)
class Report:
    """What was done: documents annotated and failed in this run, partitions by what became of them."""

    documents: int = 0
    failed: int = 0
    words: int = 0
    written: int = 0
    skipped: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)
    """(name, error) of partitions that were not written; run again to try them again."""

    @property
    def partitions(self) -> int:
        """How many there are in all."""
        return self.written + self.skipped + len(self.lost)


def extract_on_cluster(
    address: str,
    inputs: Sequence[str],
    out_dir: str,
    config: Config | None = None,
    *,
    jobs: int | None = None,
    partition_bytes: int = PARTITION_BYTES,
    progress: Callable[[Report, int], None] | None = None,
    limits: Limits | None = None,
) -> Report:
    """Annotate text, JSONL and Parquet files into `out_dir` as Parquet files of the contract's shape.

    `address` is a scheduler's (tcp://host:8786) or "local", where `jobs` says how many workers (default: one a core).
    Inputs and `out_dir` are paths or fsspec URLs that every worker can reach. `progress` is called with the report and
    the number of partitions after each one. Raises InputError where there is nothing to read, UsageError where
    `out_dir` holds the results of something else, OnrecordError where no scheduler answers or the extra is missing.
    """
    limits = limits or Limits()
    partitions = find_partitions(inputs, size=partition_bytes)
    about = f"{__version__} {sorted(asdict(config).items()) if config else ''}"
    names = [p.name(i, about) for i, p in enumerate(partitions)]
    finished = _finished(out_dir, names)
    report = Report(skipped=len(finished))
    todo = [(p, n) for p, n in zip(partitions, names, strict=True) if n not in finished]
    if todo:
        with _client(address, jobs) as client:
            _spread(client, todo, (out_dir, config, limits), report, progress)
        _sweep(out_dir, names)
    return report


def _finished(out_dir: str, names: Sequence[str]) -> set[str]:
    fs, root = open_input(out_dir)
    fs.makedirs(root, exist_ok=True)
    there = {path.rsplit("/", 1)[-1] for path in fs.find(root, maxdepth=1)}
    parts = {name for name in there if name.startswith("part-")}
    if strange := parts - set(names):
        raise UsageError(
            f"{one_line(out_dir)} holds results of other inputs, settings or versions, e.g. {min(strange)}",
            hint="Write to another folder, or empty this one.",
        )
    return parts


def _sweep(out_dir: str, names: Sequence[str]) -> None:
    """Remove what workers that were killed had begun to write."""
    fs, root = open_input(out_dir)
    for path in fs.find(root, maxdepth=1):
        file = path.rsplit("/", 1)[-1]
        if file.endswith(".unfinished") and file.removeprefix(".").startswith(tuple(names)):
            fs.rm(path)


@contextmanager
def _client(address: str, jobs: int | None) -> Iterator[Any]:
    distributed = needed("distributed")
    if address == "local":
        options = {"n_workers": jobs, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(address, timeout="15s")
    except (OSError, ValueError, TimeoutError) as error:
        raise OnrecordError(
            f"no Dask scheduler answers at {one_line(address)}",
            hint="Start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`.",
        ) from error
    with client:
        yield client


def _spread(
    client: Any,
    todo: Sequence[tuple[Partition, str]],
    settings: tuple[str, Config | None, Limits],
    report: Report,
    progress: Callable[[Report, int], None] | None,
) -> None:
    total = len(todo) + report.skipped
    futures = {
        client.submit(
            annotate_partition, partition, name, *settings, key=f"onrecord-{name}", pure=False, retries=1
        ): name
        for partition, name in todo
    }
    for future in needed("distributed").as_completed(futures):
        error = future.exception()
        if error is not None:
            report.lost.append((futures[future], f"{type(error).__name__}: {one_line(str(error))[:300]}"))
        else:
            done, failed, words = future.result()
            report.documents += done
            report.failed += failed
            report.words += words
            report.written += 1
        future.release()
        if progress is not None:
            progress(report, total)


_own = threading.local()


def annotate_partition(
    partition: Partition, name: str, out_dir: str, config: Config | None, limits: Limits
) -> tuple[int, int, int]:
    """Write one partition's result; returns (documents annotated, documents failed, words). Runs on a worker."""
    counts = [0, 0, 0]
    with _whole(out_dir, name) as file:
        pq = needed("pyarrow.parquet")
        with pq.ParquetWriter(file, schema(), compression="zstd") as writer:
            for rows in _annotated(documents(partition, limits), config, limits):
                writer.write_batch(to_batch(rows))
                for row in rows:
                    counts["error" in row] += 1
                    counts[2] += len(row.get("text", "").split())
    return counts[0], counts[1], counts[2]


def _annotated(found: Iterator[Document], config: Config | None, limits: Limits) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(found, _BATCH)):
        articles = [one for _, one in batch if isinstance(one, Article)]
        replies = iter(ask_safely(_child(config, limits), "annotate", articles) if articles else [])
        rows = []
        for source, one in batch:
            made = next(replies) if isinstance(one, Article) else one
            rows.append(to_json(made) if isinstance(made, Annotations) else error_json(source, str(made)))
        yield rows


def _child(config: Config | None, limits: Limits) -> Child:
    """Return this worker thread's own child, its models loaded once for all partitions of one setting."""
    if getattr(_own, "made_for", None) != (config, limits):
        if hasattr(_own, "child"):
            _own.child.kill()
        _own.child, _own.made_for = Child(config, limits=limits), (config, limits)
    return _own.child


@contextmanager
def _whole(out_dir: str, name: str) -> Iterator[Any]:
    """Give a file to write that bears its name only once it is complete."""
    fs, root = open_input(out_dir)
    unfinished = f"{root}/.{name}.{uuid.uuid4().hex[:8]}.unfinished"
    try:
        with fs.open(unfinished, "wb") as file:
            yield file
        fs.mv(unfinished, f"{root}/{name}")
    except BaseException:
        if fs.exists(unfinished):
            fs.rm(unfinished)
        raise
