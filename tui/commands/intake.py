"""Verbs that take articles in: `add` keeps them, `extract` prints what is found without a library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tui.commands.reports import tell
from tui.commands.shared import LibraryOption, open_library, say

if TYPE_CHECKING:
    from extract.annotate import Config
    from extract.bulk import Result
    from extract.export.stream import Failed
    from extract.library import Library
    from extract.records import Annotations, Article
    from tui.commands.progress import Progress

Sources = Annotated[list[str], typer.Argument(help="Files, folders, globs, http(s) URLs, or - for stdin.")]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help="Worker processes; by default one a core.")]
EngineOption = Annotated[Literal["model", "rules"], typer.Option("--engine", help="The trained model, or rules only.")]
PipelineOption = Annotated[str, typer.Option("--pipeline", help="sm, md, lg, or the name of a spaCy package.")]
PossibleOption = Annotated[
    float | None,
    typer.Option("--stance-threshold", min=0, max=1, help="Keep stances from this confidence on; lower finds more."),
]


def add(
    sources: Sources,
    jobs: JobsOption = None,
    engine: EngineOption = "model",
    pipeline: PipelineOption = "sm",
    stance_threshold: PossibleOption = None,
    library: LibraryOption = None,
) -> None:
    """Annotate articles and keep them in the library; what is in it already is not added twice.

    Results of a cluster (a folder or file of Parquet) are kept as they are. Interrupted, it keeps what is done; run
    again, it goes on where it was. Example: onrecord add clippings/ --jobs 2
    """
    from extract.annotate import Config
    from extract.bulk import extract_many, stop_on_interrupt
    from tui.commands.progress import Progress

    config = Config(pipeline=pipeline, engine=engine, stance_threshold=stance_threshold)
    articles, tables = _sorted_out(sources)
    with open_library(library, create=True) as lib, stop_on_interrupt() as stop, Progress(len(articles)) as progress:
        for source in tables:
            _add_table(lib, source, progress)
        known = _Known(lib)
        for result in extract_many(articles, config, jobs=jobs, ordered=False, skip=known, stop=stop):
            _take_in(lib, result, known, progress)
        progress.interrupted = stop.is_set()
    raise typer.Exit(progress.report())


def _sorted_out(sources: list[str]) -> tuple[list[str], list[str]]:
    """Return articles, folders and globs spelled out, and tables of a cluster's results."""
    from extract.ingest import expand

    tables = [s for s in sources if s.endswith(".parquet") or any(Path(s).glob("*.parquet"))]
    return list(expand(s for s in sources if s not in tables)), tables


class _Known:
    """Tells whether the library has this very text annotated; where it has an older text, the article keeps its id."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, article: Article) -> bool:
        found = self._library.find(article)
        return found is not None and found.same_text and found.annotated


def _take_in(library: Library, result: Result, known: _Known, progress: Progress) -> None:
    if result.error is not None:
        progress.failed(result.source, str(result.error))
    elif result.annotations is None or known(result.annotations.article):
        progress.done("already there")
    else:
        kept = library.keep(result.annotations)
        progress.done("added" if kept.status == "new" else kept.status, words=_words(result.annotations))
        _say_remarks(result.annotations)
        if kept.report is not None:
            tell(f"{result.source}: {kept.status}", kept.report)


def _say_remarks(annotations: Annotations) -> None:
    remarks = (*annotations.article.remarks, *(annotations.run.remarks if annotations.run else ()))
    for remark in remarks:
        say(f"{annotations.article.source or 'stdin'}: {remark}")


def _words(annotations: Annotations) -> int:
    return annotations.article.text.count(" ") + 1


def _add_table(library: Library, source: str, progress: Progress) -> None:
    from extract.cluster import read_parquet

    known = _Known(library)
    for result in read_parquet(source):
        if known(result.article):
            progress.done("already there")
        else:
            kept = library.keep(result)
            progress.done("added" if kept.status == "new" else kept.status)
            if kept.report is not None:
                tell(f"{result.article.source or result.article.id}: {kept.status}", kept.report)


def extract(
    sources: Sources,
    format: Annotated[
        Literal["jsonl", "json", "md", "csv"], typer.Option("--format", "-f", help="What to print.")
    ] = "jsonl",
    jobs: JobsOption = None,
    engine: EngineOption = "model",
    pipeline: PipelineOption = "sm",
    stance_threshold: PossibleOption = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", help='A Dask scheduler\'s address, or "local"; needs pip install "onrecord[cluster]".'
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="With --cluster: the folder (or fsspec URL) for Parquet.")
    ] = None,
) -> None:
    """Annotate articles and print what is found, without a library; one line an article in the contract onrecord/1.

    Example: onrecord extract article.txt --format jsonl
    """
    from extract.annotate import Config

    config = Config(pipeline=pipeline, engine=engine, stance_threshold=stance_threshold)
    if cluster is not None:
        _extract_on_cluster(sources, cluster, output, config, jobs)
        return
    from extract.bulk import extract_many, stop_on_interrupt
    from extract.export import write_annotations
    from extract.ingest import expand
    from tui.commands.progress import Progress

    spelled_out = list(expand(sources))
    with stop_on_interrupt() as stop, Progress(len(spelled_out)) as progress:
        results = extract_many(spelled_out, config, jobs=jobs, stop=stop)
        write_annotations(_counted(results, progress), format, sys.stdout, many=len(spelled_out) != 1)
        progress.interrupted = stop.is_set()
    raise typer.Exit(progress.report())


def _counted(results: Iterator[Result], progress: Progress) -> Iterator[Annotations | Failed]:
    from extract.export.stream import Failed

    for result in results:
        if result.error is not None:
            progress.failed(result.source, str(result.error))
            yield Failed(result.source, result.error.title)
        elif result.annotations is not None:
            progress.done("annotated", words=_words(result.annotations))
            _say_remarks(result.annotations)
            yield result.annotations


def _extract_on_cluster(sources: list[str], cluster: str, output: str | None, config: Config, jobs: int | None) -> None:
    """Annotate on Dask into partitioned Parquet, and say how it went."""
    from extract.cluster import Report as ClusterReport
    from extract.cluster import extract_on_cluster
    from extract.errors import UsageError

    if output is None:
        raise UsageError("--cluster writes Parquet and needs a place for it.", hint="Add --output FOLDER.")

    def told(report: ClusterReport, partitions: int) -> None:
        say(f"{report.partitions} of {partitions} partitions, {report.documents:,} articles, {report.words:,} words")

    report = extract_on_cluster(cluster, sources, output, config, jobs=jobs, progress=told)
    say(
        f"{report.documents:,} articles annotated, {report.failed:,} failed; {report.written} partitions written, "
        f"{report.skipped} were there already, {len(report.lost)} lost."
    )
    for name, error in report.lost:
        say(f"  {name}: {error}")
    raise typer.Exit(1 if report.failed or report.lost else 0)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("add")(add)
    app.command("extract")(extract)
