"""The settings file: what may be set, read from TOML, checked on load with file, key and reason.

In: `settings.toml` of `extract.locations.config_dir()` (or a path). Out: `Settings`, frozen, every value checked. A
wrong value raises SettingsError; an unknown key is only a warning, with the key that was probably meant.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from extract.errors import SettingsError
from extract.locations import config_dir, library_path
from extract.records import CueClass

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Which library is used where neither --library nor ONRECORD_LIBRARY names one."""

    path: str = ""
    """A file; empty means the platform's data folder."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the reader looks and moves."""

    theme: str = "onrecord-dark"
    """One of onrecord's themes, Textual's, or a theme file of yours in the themes folder."""
    measure: int = 72
    """Columns of a line of text, 40 to 120."""
    classes: tuple[str, ...] = ("speech", "writing")
    """Cue classes shown as quotes: speech, writing, thought, wish, decision, evidence."""
    possible: bool = False
    """Show what is only possible too: indirect quotes and stances that the machine is not sure of."""


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """Which engines annotate."""

    pipeline: str = "sm"
    """sm, md, lg, or the name of an installed spaCy package."""
    engine: str = "model"
    """model, or rules."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How notes are written from within the reader."""

    directory: str = "notes"
    """The folder notes are written to; relative ones count from where onrecord was started."""
    unreviewed: str = "mark"
    """mark, omit or include."""
    linked: bool = False
    """Write a note of each person and target of an article too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `keys` maps the id of an action to the keys that do it, comma separated."""

    library: LibrarySettings = field(default_factory=LibrarySettings)
    reader: ReaderSettings = field(default_factory=ReaderSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    export: ExportSettings = field(default_factory=ExportSettings)
    keys: Mapping[str, str] = field(default_factory=dict)


_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("annotate", "engine"): ("model", "rules"),
    ("export", "unreviewed"): ("mark", "omit", "include"),
    ("reader", "classes"): get_args(CueClass),
}
_RANGES = {("reader", "measure"): range(40, 121)}
_SECTIONS: dict[str, type] = {
    "library": LibrarySettings,
    "reader": ReaderSettings,
    "annotate": AnnotateSettings,
    "export": ExportSettings,
}


def settings_path() -> Path:
    """Return where the settings file is looked for; it need not exist."""
    return config_dir() / FILE_NAME


def library_file(named: Path | None) -> Path:
    """Return the library to use: the one named, else ONRECORD_LIBRARY's, the settings' or the platform's.

    Raises SettingsError where the settings would have to say and cannot be read.
    """
    if named is not None or os.environ.get("ONRECORD_LIBRARY"):
        return named or library_path()
    chosen = load_settings()[0].library.path
    return Path(chosen).expanduser() if chosen else library_path()


def load_settings(path: Path | None = None) -> tuple[Settings, list[str]]:
    """Return the settings and warnings about unknown keys; the defaults where there is no file.

    Raises SettingsError where the file is no TOML or a value is not what it must be.
    """
    file = path or settings_path()
    if not file.exists():
        return Settings(), []
    import tomllib

    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}", hint="onrecord config edit opens it.") from None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from None
    return _settings(raw, file)


def _settings(raw: Mapping[str, Any], file: Path) -> tuple[Settings, list[str]]:
    warnings = _unknown(raw, [*_SECTIONS, "keys"], file, "")
    sections: dict[str, Any] = {}
    for name, section_type in _SECTIONS.items():
        table = raw.get(name, {})
        if not isinstance(table, Mapping):
            raise SettingsError(f"{file}: {name} must be a table.", hint=f"Write [{name}] on a line of its own.")
        known = get_type_hints(section_type)
        warnings += _unknown(table, known, file, f"{name}.")
        values = {k: _checked(file, name, k, known[k], v) for k, v in table.items() if k in known}
        sections[name] = section_type(**values)
    return Settings(**sections, keys=_keys(raw.get("keys", {}), file)), warnings


def _unknown(table: Mapping[str, Any], known: Any, file: Path, prefix: str) -> list[str]:
    import difflib

    warnings = []
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, list(known), n=1)
            meant = f"; did you mean {prefix}{close[0]}?" if close else ""
            warnings.append(f"{file}: there is no setting {prefix}{key}{meant}")
    return warnings


def _checked(file: Path, section: str, key: str, kind: Any, value: Any) -> Any:
    where = f"{file}: {section}.{key}"
    if get_origin(kind) is tuple:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise SettingsError(f"{where} must be a list of words, not {value!r}.")
        value = tuple(value)
    elif type(value) is not kind:
        raise SettingsError(f"{where} must be {_NAMES[kind]}, not {value!r}.")
    choices = _CHOICES.get((section, key))
    for one in value if isinstance(value, tuple) else (value,):
        if choices and one not in choices:
            raise SettingsError(f"{where}: {one!r} is none of {', '.join(choices)}.")
    allowed = _RANGES.get((section, key))
    if allowed and isinstance(value, int) and value not in allowed:
        raise SettingsError(f"{where} must be between {allowed.start} and {allowed.stop - 1}, not {value}.")
    return value


_NAMES = {str: "a text in quotation marks", int: "a whole number", bool: "true or false"}


def _keys(table: Any, file: Path) -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise SettingsError(f"{file}: keys must be a table.", hint="Write [keys] on a line of its own.")
    for action, keys in table.items():
        if not isinstance(keys, str):
            raise SettingsError(f'{file}: keys.{action} must be a text such as "n,down", not {keys!r}.')
    return dict(table)


def template() -> str:
    """Return a settings file that says everything that can be set, all commented out."""
    lines = ["# onrecord's settings. Take the # away from what you want to change.", ""]
    for name, section_type in _SECTIONS.items():
        lines += [f"[{name}]", f"# {(section_type.__doc__ or '').strip()}"]
        section = section_type()
        lines += [f"# {key} = {_toml(getattr(section, key))}" for key in get_type_hints(section_type)]
        lines.append("")
    return "\n".join(
        [*lines, "[keys]", "# The id of an action (see ? in the reader) and the keys that do it.", '# accept = "a"', ""]
    )


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{v}"' for v in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
