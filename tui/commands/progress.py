"""Progress of long work on stderr: how many, how fast, how long still, and what failed, listed at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from extract.display import one_line
from tui.commands.shared import say

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_EVERY = 30.0
"""Seconds between two progress lines where stderr is no terminal (a log)."""


class Progress:
    """Counts what is done; a live bar on a terminal, a line now and then in a log."""

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.counts: Counter[str] = Counter()
        self.failures: list[tuple[str, str]] = []
        self.interrupted = False
        self._words = 0
        self._started = self._said = time.monotonic()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._bar, self._task = _bar(self.total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def done(self, what: str, *, words: int = 0) -> None:
        """Count one piece of work: "added", "already there" …; `words` is its length, for the rate."""
        self.counts[what] += 1
        self._words += words
        self._show()

    def failed(self, source: str, error: str) -> None:
        """Count one failure; it is listed at the end."""
        self.failures.append((source, error))
        self._show()

    def _show(self) -> None:
        finished = sum(self.counts.values()) + len(self.failures)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=finished, words=self._rate())
            return
        now = time.monotonic()
        if now - self._said >= _EVERY:
            self._said = now
            total = f" of {self.total}" if self.total else ""
            say(f"{finished}{total} articles, {self._rate()}, {len(self.failures)} failed{self._remaining(finished)}")

    def _rate(self) -> str:
        seconds = max(time.monotonic() - self._started, 1e-6)
        return f"{self._words / seconds:,.0f} words/s"

    def _remaining(self, finished: int) -> str:
        if not self.total or not finished:
            return ""
        left = (time.monotonic() - self._started) / finished * (self.total - finished)
        return f", {left / 60:.0f} min to go"

    def report(self) -> int:
        """Say what was done and list what failed; returns the exit status: 130 interrupted, 1 failures, 0 else."""
        parts = [f"{n} {what}" for what, n in self.counts.items() if n]
        if self.failures:
            parts.append(f"{len(self.failures)} failed")
        say(", ".join(parts) + "." if parts else "Nothing to do.")
        for source, error in self.failures:
            say(f"  {one_line(source)}: {error}" if source not in error else f"  {error}")
        if self.interrupted:
            say("Interrupted; what is done is kept. Run it again to go on.")
            return 130
        return 1 if self.failures else 0


def _bar(total: int | None) -> tuple[RichProgress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    bar = RichProgress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    return bar, bar.add_task("articles", total=total, words="")
