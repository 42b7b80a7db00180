"""Writing notes from within the screens, as the settings say. Out: one line for the person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extract.errors import UsageError
from tui.settings import ExportSettings

if TYPE_CHECKING:
    from extract.export.options import Unreviewed
    from extract.library import Library


def export_notes(
    library: Library,
    settings: ExportSettings,
    *,
    articles: Iterable[str] = (),
    people: Iterable[str] = (),
    targets: Iterable[str] = (),
) -> str:
    """Write the notes of articles, people and targets; returns what happened, in one line.

    Raises OnrecordError where the folder, or one of the files, cannot be written.
    """
    from extract.export import Options, write_notes

    folder = Path(settings.directory).expanduser()
    options = Options(unreviewed=cast("Unreviewed", settings.unreviewed))
    written = write_notes(
        library, articles, folder, options=options, people=people, targets=targets, linked=settings.linked
    )
    if written.failed:
        file, reason = written.failed[0]
        raise UsageError(f"{file} could not be written: {reason}", hint="Set export.directory to a folder of yours.")
    if written.kept:
        return f"Written to {folder.resolve()}; your own changes were kept beside the newer text."
    if written.changed:
        return f"{len(written.changed)} written to {folder.resolve()}"
    return f"{folder.resolve()} has it already, nothing changed."
