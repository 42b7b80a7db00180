"""What `onrecord doctor` looks at: the library, the language pipeline, the models, the settings."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import OnrecordError
from tui.commands.shared import library_file, open_library

if TYPE_CHECKING:
    from extract.library import Library


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, whether it is right, and what was found."""

    what: str
    ok: bool
    said: str


def examine(library: Path | None, *, repair: bool) -> list[Finding]:
    """Look at everything; with `repair`, mend the library where it can be mended, after a backup beside it."""
    return [*_settings(), *_pipeline(), *_models(), *_library(library, repair=repair)]


def _settings() -> Iterator[Finding]:
    from tui.keymap import check_keymap
    from tui.settings import load_settings, settings_path

    try:
        settings, warnings = load_settings()
        check_keymap(settings.keys, source=str(settings_path()))
    except OnrecordError as error:
        yield Finding("settings", False, str(error))
        return
    if warnings:
        yield from (Finding("settings", False, w) for w in warnings)
    else:
        yield Finding("settings", True, str(settings_path()) if settings_path().exists() else "the defaults")


def _pipeline() -> Iterator[Finding]:
    from extract.annotate.pipeline import load_pipeline

    try:
        nlp = load_pipeline()
    except OnrecordError as error:
        yield Finding("spaCy pipeline", False, str(error))
    else:
        yield Finding("spaCy pipeline", True, f"{nlp.meta['name']} {nlp.meta['version']}")


def _models() -> Iterator[Finding]:
    from extract.annotate.attribution import Attributor
    from extract.annotate.stances.opinion import load_model

    attributor = Attributor(engine="model")
    said = "; ".join(attributor.remarks) or f"{attributor.model_name}, sha256 {str(attributor.model_sha256)[:12]}"
    yield Finding("attribution model", attributor.engine == "model", said)
    second = load_model()
    yield Finding(
        "stance model", second.remark is None, second.remark or f"{second.name}, sha256 {str(second.sha256)[:12]}"
    )


def _library(path: Path | None, *, repair: bool) -> Iterator[Finding]:
    file = library_file(path)
    if not file.exists():
        yield Finding("library", True, f"none yet at {file}")
        return
    try:
        with open_library(path) as lib:
            problems = lib.check()
            if problems and repair and all(p.mendable for p in problems):
                yield _mended(lib, file)
                problems = lib.check()
            said = [f"{p.kind}: {p.what}" for p in problems]
            if not said:
                yield Finding("library", True, f"{file}: {_counted(lib.stats())}")
    except OnrecordError as error:
        said = [str(error)]
    yield from (Finding("library", False, trouble) for trouble in said)
    if said and repair:
        yield from _rescued(file)


def _mended(lib: Library, file: Path) -> Finding:
    copy = _beside(file, "before-repair")
    lib.backup(copy)
    lib.repair()
    return Finding("repair", True, f"done; a copy of before is {copy}")


def _rescued(file: Path) -> Iterator[Finding]:
    """Save what can be read of a damaged library into another beside it; the damaged one is left as it is."""
    from extract.library.rescue import is_damaged, rescue

    try:
        if not is_damaged(file):
            return
        target = _beside(file, "rescued")
        saved = rescue(file, target)
    except OnrecordError as error:
        yield Finding("rescue", False, str(error))
        return
    counts = ", ".join(f"{saved[what]:,} {what}" for what in ("articles", "quotes", "stances", "decisions", "notes"))
    yield Finding("rescue", True, f"{counts} could be read and are in {target}; look at it, then put it in place")


def _beside(file: Path, word: str) -> Path:
    return file.with_name(f"{file.name}.{word}-{time.strftime('%Y%m%d-%H%M%S')}")


def _counted(stats: Mapping[str, Any]) -> str:
    """Return the numbers of a library in words."""
    counts = [f"{stats[what]:,} {what}" for what in ("articles", "people", "quotes", "stances", "notes", "decisions")]
    states = ", ".join(f"{stats[f'quotes_{state}']:,} {state}" for state in ("accepted", "rejected", "unreviewed"))
    counts[2] += f" ({states})"
    size = f"{stats['file_bytes'] / 1e6:,.1f} MB for {stats['text_bytes'] / 1e6:,.1f} MB of text"
    return ", ".join([*counts, f"schema {stats['schema']}", size])
