"""Words to the clipboard: the platform's own tool where the screen is local, the terminal (OSC 52) where it is not.

A terminal does not answer whether it took them, so the message says "sent to the terminal"; what is too long for it, or
finds no way at all, is written to a file and the message says where.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_LIMIT = 70_000
"""Bytes many terminals take by OSC 52 at most, base64 not counted."""


def native_tool(environ: Mapping[str, str]) -> list[str] | None:
    """Return the command that fills the clipboard where the person sits, or None over SSH and where there is none.

    tmux passes its buffer on to the terminal it runs in, whichever side of SSH that is.
    """
    if (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")) and not environ.get("TMUX"):
        return None
    tools: list[tuple[bool, list[str]]] = [
        (bool(environ.get("TMUX")), ["tmux", "load-buffer", "-w", "-"]),
        (sys.platform == "darwin", ["pbcopy"]),
        (sys.platform == "win32", ["clip"]),
        (bool(environ.get("WAYLAND_DISPLAY")), ["wl-copy"]),
        (bool(environ.get("DISPLAY")), ["xclip", "-selection", "clipboard"]),
        (bool(environ.get("DISPLAY")), ["xsel", "--clipboard", "--input"]),
    ]
    return next((command for fits, command in tools if fits and shutil.which(command[0])), None)


def copy(words: str, what: str, send: Callable[[str], None], plan_b: Path) -> str:
    """Copy `words`; returns one line for the reader. `send` is the way through the terminal, `plan_b` a file."""
    tool = native_tool(os.environ)
    if tool is not None:
        try:
            subprocess.run(tool, input=words.encode(), timeout=2, check=True, capture_output=True)
        except (OSError, subprocess.SubprocessError):
            pass
        else:
            return f"The {what} is copied."
    if len(words.encode()) <= _LIMIT:
        send(words)
        return f"The {what} was sent to the terminal's clipboard."
    plan_b.parent.mkdir(parents=True, exist_ok=True)
    plan_b.write_text(words, encoding="utf-8")
    return f"The {what} is too long for the terminal's clipboard; it is in {plan_b}"
