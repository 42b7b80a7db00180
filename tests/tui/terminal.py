"""A program run in a pseudo terminal, as in a terminal emulator: keys in, every byte it writes out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType

READER = """import sys
from pathlib import Path
from tui.app import run_app
sys.exit(run_app(Path(sys.argv[1]), open_article=sys.argv[2]))"""


class Terminal:
    """One run of a program, usually the reader on a library. `written` is all it has written so far."""

    def __init__(
        self, *arguments: object, code: str = READER, columns: int = 120, rows: int = 40, **environ: str
    ) -> None:
        self.written = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environ},
        )

    def read_until(self, wanted: bytes, seconds: float = 60.0) -> bytes:
        """Read until `wanted` has been written since the last call; returns what was read."""
        start, deadline = len(self.written), time.monotonic() + seconds
        while wanted not in self.written[start:]:
            if time.monotonic() > deadline:
                raise AssertionError(f"{wanted!r} was never written; the end was {self.written[-400:]!r}")
            self._read(0.2)
        return self.written[start:]

    def read_while(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        """Read as long as a condition holds."""
        deadline = time.monotonic() + seconds
        while condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"the wait never ended; the end was {self.written[-400:]!r}")
            self._read(0.05)

    def _read(self, seconds: float) -> bool:
        if select.select([self._master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                data = os.read(self._master, 65536)
                self.written += data
                return bool(data)
        return False

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def wait(self, seconds: float = 60.0) -> int:
        """Read to the end and return the exit status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.1)
        while self._read(0.1):
            pass
        return self.process.wait(timeout=5)

    @property
    def attributes(self) -> list:
        """How the terminal is set now (compare with `before`)."""
        return termios.tcgetattr(self._slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=10)
        os.close(self._master)
        os.close(self._slave)
