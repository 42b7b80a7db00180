"""The parent's side of one child process: started when first needed, asked one thing at a time, restarted when it dies.

The child is a plain subprocess on two pipes: `multiprocessing` passes on file descriptors that a Textual app has
replaced, and its pools break as a whole when one process dies.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extract
from extract.bulk.frames import receive, send
from extract.display import one_line
from extract.errors import OnrecordError
from extract.ingest import Limits
from extract.records import Article

if TYPE_CHECKING:
    from extract.annotate.annotator import Config

_ROOT = str(Path(extract.__file__).parent.parent)
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from extract.bulk.child import main; main()"
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_START_SECONDS = 300.0


_SECONDS = 300.0
_SECONDS_PER_CHARACTER = 0.001
_RENEW_AFTER = 40_000_000
"""Code points after which a child is renewed: spaCy keeps every new word it meets for as long as it lives."""


class ChildDied(Exception):
    """The child process ended, or was ended, in the middle of a request."""


class Child:
    """One child process with loaded models. Not for two threads at once, except `kill`."""

    def __init__(self, config: Config | None = None, *, limits: Limits | None = None, niceness: int = 0) -> None:
        self._start = (config, limits or Limits(), niceness)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.closed = False
        self._killed = False
        self.characters = 0
        """Code points read since the process started."""

    def ask(self, what: str, given: list[Any], *, seconds: float) -> list[Any]:
        """Return the child's reply.

        Raises ChildDied where it ends or takes over `seconds`, OnrecordError where it cannot start or load its models.
        """
        process = self._running()
        return self._exchange(process, (what, given), seconds)

    def kill(self) -> None:
        """End the process at once, whatever it is doing; the next request starts a new one."""
        with self._lock:
            self._killed = True
        self._end()

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except (OSError, ValueError):
                continue  # a half-written message to a process that is gone

    def close(self) -> None:
        """End the process for good: what is asked from now on is lost."""
        self.closed = True
        self.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self.closed:
                raise ChildDied
            process = self._process
            if process is not None and process.poll() is None:
                return process
            self._process = process = _launch()
            self._killed = False
        self.characters = 0
        self._load(process)
        return process

    def _load(self, process: subprocess.Popen[bytes]) -> None:
        try:
            trouble = self._exchange(process, ("start", self._start), _START_SECONDS)
        except ChildDied as error:
            if self.closed or self._killed:
                raise
            raise OnrecordError(
                "the process that annotates cannot start", hint="See `onrecord doctor`; memory may be short."
            ) from error
        if isinstance(trouble, OnrecordError):
            self.kill()
            raise trouble

    def _exchange(self, process: subprocess.Popen[bytes], message: object, seconds: float) -> Any:
        assert process.stdin is not None and process.stdout is not None
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, message)
            return receive(process.stdout)
        except (OSError, EOFError, ValueError) as error:
            self._end()
            raise ChildDied from error
        finally:
            timer.cancel()


def ask_safely(child: Child, what: str, given: list[Any]) -> list[Any]:
    """Return the child's reply; where it dies of them, ask one by one, so that only what it dies of is lost.

    Raises OnrecordError where the child cannot start or load its models.
    """
    size = sum(len(one.text) if isinstance(one, Article) else 10_000 for one in given)
    try:
        reply = child.ask(what, given, seconds=_SECONDS + size * _SECONDS_PER_CHARACTER)
    except ChildDied:
        if len(given) == 1 or child.closed:
            return [lost(one) for one in given]
        return [reply for one in given for reply in ask_safely(child, what, [one])]
    child.characters += size
    if child.characters > _RENEW_AFTER:
        child.kill()
    return reply


def lost(given: str | Article) -> OnrecordError:
    """Return the error of an article or source that its process did not survive."""
    name = (given.source or given.title or given.id) if isinstance(given, Article) else given
    return OnrecordError(
        f"{one_line(name)} ended the process that worked on it, or took too long",
        hint="It may need more memory than there is; try it alone with --jobs 1.",
    )


def _launch() -> subprocess.Popen[bytes]:
    # -P: an article folder with a file named json.py must not be imported from. A session of its own: Ctrl-C is ours.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ONE_THREAD},
        start_new_session=True,
    )
