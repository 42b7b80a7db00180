"""A text edited in the person's own editor. In: the app, words. Out: the words as they are then, or the trouble."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from textual.app import App


def edited(app: App[object], words: str) -> str | OnrecordError:
    """Return `words` as left by $VISUAL or $EDITOR, the screen given back meanwhile; an error where that fails."""
    from textual.app import SuspendNotSupported

    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(words, encoding="utf-8")
        try:
            with app.suspend():
                status = subprocess.run([*command, str(file)], check=False).returncode
        except SuspendNotSupported:
            return UsageError("This terminal cannot be lent to an editor.", hint="c writes the note here.")
        except OSError as error:
            return UsageError(
                f"{command[0]} cannot be started: {error.strerror}", hint="Set EDITOR, or write it with c."
            )
        if status:
            return UsageError(f"{command[0]} ended with status {status}.", hint="The note is as it was.")
        return file.read_text(encoding="utf-8", errors="replace")
