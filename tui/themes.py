"""Themes as data: four of our own in assets/themes, and a person's own in the settings' folder.

In: TOML files (Textual's theme fields, and `[variables]`). Out: `textual.theme.Theme`. A broken file is a warning that
names it, never a reason not to start.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from textual.theme import Theme

from extract.errors import SettingsError
from extract.locations import asset, config_dir

_DARK = ("#82b6f0", "#f0a987", "#8fd19e", "#d6a2e8", "#76cfd6", "#f297b8", "#dcc97a", "#aab2f5")
_LIGHT = ("#0b5cad", "#9a3412", "#1b6b3a", "#7a2e8e", "#0f6b74", "#a11d56", "#6b5900", "#4a45b5")
_ANSI = ("blue", "red", "green", "magenta", "cyan", "bright_red", "yellow", "bright_blue")
_FIELDS = {f.name for f in fields(Theme)}


def load_theme(file: Path) -> Theme:
    """Return the theme of one file. Raises SettingsError with file and reason."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        unknown = set(raw) - _FIELDS
        if unknown:
            raise SettingsError(f"{file}: a theme has no {', '.join(sorted(unknown))}.")
        theme = Theme(**{"name": file.stem, **raw})
        theme.to_color_system().generate()
    except SettingsError:
        raise
    except Exception as error:
        raise SettingsError(
            f"{file}: not a theme: {error}", hint="Compare it with Textual's guide on themes."
        ) from None
    return theme


def own_themes() -> Iterator[Theme]:
    """Yield the bundled themes."""
    for file in sorted(asset("themes").glob("*.toml")):
        yield load_theme(file)


def user_themes() -> tuple[list[Theme], list[str]]:
    """Return a person's own themes, and a warning for each file that is none."""
    themes, warnings = [], []
    folder = config_dir() / "themes"
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            themes.append(load_theme(file))
        except SettingsError as error:
            warnings.append(error.title)
    return themes, warnings


def default_variables(theme: Theme) -> dict[str, str]:
    """Return our variables for a theme that does not know them: Textual's own, or a terminal's sixteen colours."""
    if theme.ansi:
        return _ansi_variables()
    speakers = _DARK if theme.dark else _LIGHT
    return {
        **{f"speaker-{i}": colour for i, colour in enumerate(speakers)},
        "speaker-unknown": theme.secondary or theme.primary,
        "quote-wash": "white 4%" if theme.dark else "black 4%",
        "quote-text-style": "none",
        "stance-text-style": "underline",
        "selected-wash": "yellow 22%" if theme.dark else "yellow 35%",
        "selected-text-style": "none",
        "selected-ink": theme.foreground or ("white" if theme.dark else "black"),
        "preview-wash": "green 30%",
        "match-wash": "dodgerblue 30%",
        "match-current-wash": "orange 60%",
        "picked-wash": "steelblue 45%",
        "text-faint": "#9aa3ac" if theme.dark else "#5d6570",
    }


def _ansi_variables() -> dict[str, str]:
    """Return variables of the terminal's own palette: no wash, so lines and weights say what a mark is."""
    ground = "ansi_default"
    washes = ("quote-wash", "preview-wash", "match-wash", "picked-wash", "match-current-wash", "selected-wash")
    return {
        **{f"speaker-{i}": f"ansi_{name}" for i, name in enumerate(_ANSI)},
        **dict.fromkeys(washes, ground),
        "speaker-unknown": ground,
        "quote-text-style": "underline",
        "stance-text-style": "bold underline",
        "selected-text-style": "reverse",
        "selected-ink": ground,
        "text-faint": ground,
    }
