from __future__ import annotations

import threading
import time
from concurrent.futures import CancelledError
from typing import Any

import pytest

from extract.bulk import AnnotationWorker, Job
from extract.errors import ModelError, OnrecordError
from extract.ingest import read_text
from extract.records import Article

pytestmark = pytest.mark.usefixtures("odd_child")


def article(words: str) -> Article:
    return read_text(f"The harbour master spoke. {words}", source="/n/a.txt")


class Seen:
    """Collects the states a worker tells, from whichever thread."""

    def __init__(self) -> None:
        self.states: list[tuple[str, str]] = []
        self._changed = threading.Condition()

    def __call__(self, job: Job) -> None:
        with self._changed:
            self.states.append((job.article.text[-7:], job.state))
            self._changed.notify_all()

    def wait_for(self, state: str, seconds: float = 10) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: any(s == state for _, s in self.states), seconds)


def test_states_run_from_queued_to_done_in_turn() -> None:
    seen = Seen()
    with AnnotationWorker(changed=seen) as worker:
        first, second = worker.submit(article("Word 1.")), worker.submit(article("Word 2."))
        assert first.result(20).article == first.article
        assert second.result(20).article == second.article
        seen.wait_for("done")
        time.sleep(0.05)
    assert [s for w, s in seen.states if w == "Word 2."] == ["queued", "running", "done"]
    assert first.state == "done"


def test_failures_come_as_errors_and_the_next_article_is_annotated() -> None:
    with AnnotationWorker() as worker:
        broken, dead, well = (worker.submit(article(w)) for w in ("BREAKS", "DIES", "Fine."))
        with pytest.raises(OnrecordError, match="could not be annotated"):
            broken.result(20)
        with pytest.raises(OnrecordError, match="ended unexpectedly"):
            dead.result(20)
        assert well.result(20).article.text.endswith("Fine.")
        assert (broken.state, dead.state) == ("failed", "failed")


def test_cancelling_what_is_queued_and_what_runs() -> None:
    seen = Seen()
    with AnnotationWorker(changed=seen) as worker:
        running, queued = worker.submit(article("HANGS")), worker.submit(article("Later."))
        seen.wait_for("running")
        assert queued.cancel() and queued.state == "cancelled"
        start = time.monotonic()
        assert running.cancel()
        with pytest.raises(CancelledError):
            running.result(10)
        assert time.monotonic() - start < 5
        assert running.state == "cancelled"
        assert worker.submit(article("After.")).result(20)
        assert not running.cancel()


def test_cancelling_all_and_closing_end_the_process() -> None:
    worker = AnnotationWorker()
    jobs = [worker.submit(article("HANGS")) for _ in range(3)]
    worker.cancel()
    for job in jobs:
        with pytest.raises(CancelledError):
            job.result(10)
    worker.close()
    with pytest.raises(OnrecordError, match="closed"):
        worker.submit(article(""))


def test_missing_models_are_told_with_each_article() -> None:
    config: Any = "no models"
    with AnnotationWorker(config) as worker, pytest.raises(ModelError):
        worker.submit(article("")).result(20)


def test_the_process_steps_back_behind_the_screen() -> None:
    with AnnotationWorker() as worker:
        run = worker.submit(article("NICE")).result(20).run
    assert run is not None and int(run.engine) >= 10
