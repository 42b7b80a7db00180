"""Annotating away from the caller's process: many articles over all cores, or one at a time behind a live screen.

Models are loaded in child processes only, once each; nothing heavy is imported here.
"""

from __future__ import annotations

from extract.bulk.background import AnnotationWorker, Job
from extract.bulk.interrupt import stop_on_interrupt
from extract.bulk.many import Result, extract_many

__all__ = ["AnnotationWorker", "Job", "Result", "extract_many", "stop_on_interrupt"]
