"""Verbs that take articles in: `add` keeps them, `extract` prints what is found without a library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tui.commands.shared import LibraryOption, open_library, say

if TYPE_CHECKING:
    from extract.bulk import Result
    from extract.library import Library
    from extract.records import Article

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

    Can be interrupted and run again: it goes on where it was. Example: onrecord add clippings/ --jobs 2
    """
    from extract.annotate import Config
    from tui.commands.progress import Progress

    with open_library(library, create=True) as lib, Progress() as progress:
        known = _Known(lib, run_matters=True)
        config = Config(pipeline=pipeline, engine=engine, stance_threshold=stance_threshold)
        for result in _results(sources, config, jobs, progress, skip=known):
            if result.annotations is not None:
                _keep(lib, result, progress)
    progress.count("already there", known.count)
    raise typer.Exit(progress.report("added"))


class _Known:
    """Tells whether the library has this very text annotated, so that it need not be annotated again."""

    def __init__(self, library: Library, *, run_matters: bool) -> None:
        self.library = library
        self.run_matters = run_matters
        self.count = 0

    def __call__(self, article: Article) -> bool:
        found = self.library.find(article)
        known = found is not None and found.same_text and found.annotated
        self.count += known
        return known


def _keep(library: Library, result: Result, progress: object) -> None:
    from extract.records import with_id

    annotations = result.annotations
    assert annotations is not None
    del progress, with_id
    kept = library.keep(annotations)
    if kept.report is not None:
        r = kept.report
        say(
            f"{annotations.article.title or result.source}: {kept.status}; {len(r.new)} new, {len(r.gone)} gone, "
            f"{len(r.moved)} moved, {len(r.ambiguous)} ambiguous, {len(r.orphaned)} orphaned, "
            f"{len(r.conflicts)} in conflict with decisions"
        )


def extract(
    sources: Sources,
    format: Annotated[
        Literal["jsonl", "json", "md", "csv"], typer.Option("--format", "-f", help="What to print.")
    ] = "jsonl",
    jobs: JobsOption = None,
    engine: EngineOption = "model",
    pipeline: PipelineOption = "sm",
    stance_threshold: PossibleOption = None,
) -> None:
    """Annotate articles and print what is found, without a library.

    Example: onrecord extract article.txt --format jsonl
    """
    from extract.annotate import Config
    from extract.export import write_annotations
    from tui.commands.progress import Progress

    config = Config(pipeline=pipeline, engine=engine, stance_threshold=stance_threshold)
    with Progress() as progress:
        results = _results(sources, config, jobs, progress)
        write_annotations(results, format, sys.stdout)
    raise typer.Exit(progress.report("annotated"))
