"""Where onrecord keeps its files, by the platform's habits, and where its bundled ones are.

The environment wins over the platform: ONRECORD_LIBRARY names the library, ONRECORD_CONFIG_DIR the settings' folder.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import platformdirs

_APP = "onrecord"


def asset(*parts: str) -> Path:
    """Return the path of a bundled file, e.g. `asset("models", "card.md")`."""
    return Path(str(resources.files("assets"))).joinpath(*parts)


def library_path() -> Path:
    """Return the library that is used when none is named."""
    named = os.environ.get("ONRECORD_LIBRARY")
    return Path(named).expanduser() if named else platformdirs.user_data_path(_APP) / "library.db"


def config_dir() -> Path:
    """Return the folder of settings.toml, themes, lexicons and templates of the user."""
    named = os.environ.get("ONRECORD_CONFIG_DIR")
    return Path(named).expanduser() if named else platformdirs.user_config_path(_APP)


def log_path() -> Path:
    """Return the log file; its folder may not exist yet."""
    return platformdirs.user_log_path(_APP) / "onrecord.log"


def screens_path() -> Path:
    """Return the file that remembers how screens were left; its folder may not exist yet."""
    return platformdirs.user_state_path(_APP) / "screens.json"
