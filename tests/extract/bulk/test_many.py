from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from extract.bulk import extract_many, stop_on_interrupt
from extract.errors import ModelError, OnrecordError
from extract.ingest import read_text
from extract.records import Article


def article(words: str, n: int = 0) -> Article:
    return read_text(f"The harbour master spoke on day {n}. {words}", source=f"/n/{n}.txt")


def write(folder: Path, count: int, words: str = "") -> list[str]:
    paths = [folder / f"{n:03}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(f"The harbour master spoke on day {n}. {words}")
    return [str(p) for p in paths]


@pytest.mark.usefixtures("odd_child")
def test_results_come_in_the_order_of_the_sources_from_several_processes(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    paths = write(folder, 30, "MEETS")
    results = list(extract_many([str(folder)], jobs=2))
    assert [r.source for r in results] == paths
    assert all(r.annotations and r.annotations.article == r.article for r in results)
    assert len({r.annotations.run.config["pid"] for r in results if r.annotations and r.annotations.run}) == 2


@pytest.mark.usefixtures("odd_child")
def test_unordered_gives_the_same_results(tmp_path: Path) -> None:
    paths = write(tmp_path, 20)
    assert sorted(r.source for r in extract_many(paths, jobs=2, ordered=False)) == paths


@pytest.mark.usefixtures("odd_child")
def test_bad_sources_are_errors_in_their_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n....")
    rows = [{"text": "Row one of the set."}, {"no": "text"}, {"text": "Row three of the set."}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "void.jsonl").write_text("\n")
    (tmp_path / "good.txt").write_text("The harbour master spoke.")
    names = ["empty.txt", "gone.txt", "picture.txt", "set.jsonl", "void.jsonl", "good.txt"]
    results = list(extract_many([str(tmp_path / n) for n in names], jobs=1))
    assert [bool(r.annotations) for r in results] == [False, False, False, True, False, True, False, True]
    assert all(r.error is not None and r.error.hint for r in results if r.annotations is None)


@pytest.mark.usefixtures("odd_child")
@pytest.mark.parametrize(("word", "said"), [("BREAKS", "KeyError"), ("DIES", "process")])
def test_an_article_that_breaks_its_process_is_the_only_one_lost(word: str, said: str) -> None:
    articles = [article(word if n in (3, 9) else "All was well.", n) for n in range(14)]
    results = list(extract_many(articles, jobs=2))
    assert [n for n, r in enumerate(results) if r.annotations is None] == [3, 9]
    assert said in str(results[3].error)
    assert "/n/3.txt" in str(results[3].error)


@pytest.mark.usefixtures("odd_child")
def test_an_article_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.bulk.process._SECONDS", 1.0)
    results = list(extract_many([article("HANGS", 0), article("", 1)], jobs=1))
    assert [r.error is None for r in results] == [False, True]


def test_a_process_that_cannot_start_is_one_error_for_the_whole_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.bulk.process._PROGRAM", "import no_such_module")
    start = time.monotonic()
    with pytest.raises(OnrecordError, match="cannot start"):
        list(extract_many([article("", n) for n in range(500)], jobs=2))
    assert time.monotonic() - start < 30


@pytest.mark.usefixtures("odd_child")
def test_names_that_are_no_unicode_can_be_printed(tmp_path: Path) -> None:
    for name, words in ((b"bad\xff.txt", b""), (b"good\xff.txt", b"The harbour master spoke.")):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(words)
    results = list(extract_many([str(tmp_path)], jobs=1))
    assert [r.error is None for r in results] == [False, True]
    for result in results:
        f"{result.source} {result.error}".encode()


@pytest.mark.usefixtures("odd_child")
def test_what_is_known_is_read_and_not_annotated() -> None:
    known = {article("", n).id for n in range(0, 10, 2)}
    results = list(extract_many([article("", n) for n in range(10)], jobs=2, skip=lambda a: a.id in known))
    assert [r.skipped for r in results] == [True, False] * 5
    assert all(r.article is not None and (r.annotations is None) == r.skipped for r in results)


@pytest.mark.usefixtures("odd_child")
def test_sources_are_taken_only_a_few_ahead_of_the_work() -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield article("", taken)

    results = extract_many(endless(), jobs=2)
    for _ in range(40):
        next(results)
    assert taken < 40 + 60
    results.close()


@pytest.mark.usefixtures("odd_child")
def test_stopping_finishes_what_is_in_hand_and_begins_nothing_new() -> None:
    stop = threading.Event()
    results = []
    for result in extract_many([article("SLOW", n) for n in range(200)], jobs=2, stop=stop):
        results.append(result)
        stop.set()
    assert 1 <= len(results) < 40
    assert all(r.annotations is not None for r in results)


@pytest.mark.usefixtures("odd_child")
def test_missing_models_are_one_error_for_the_whole_run() -> None:
    config: Any = "no models"
    with pytest.raises(ModelError, match="no pipeline"):
        list(extract_many([article("")], config, jobs=1))


@pytest.mark.usefixtures("odd_child")
def test_no_process_is_left_behind() -> None:
    results = extract_many((article("", n) for n in range(100)), jobs=2)
    first = next(results)
    assert first.annotations is not None and first.annotations.run is not None
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(first.annotations.run.config["pid"], 0)


def test_the_first_interrupt_asks_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(1)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
    assert signal.getsignal(signal.SIGINT) is before


def test_importing_bulk_loads_no_models() -> None:
    heavy = "{'spacy', 'numpy', 'onnxruntime', 'multiprocessing'}"
    code = f"import sys, extract.bulk; sys.exit(str({heavy} & set(sys.modules) or ''))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).stderr.strip() == b""


def test_the_real_engines_find_the_same_in_a_child_as_here(annotator, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("“We will not pay,” Mara Quill, the union's leader, said. She said that talks were over.")
    (result,) = extract_many([str(path)], jobs=1)
    assert result.annotations is not None
    here = annotator.annotate(result.annotations.article)
    assert result.annotations.quotes == here.quotes
    assert result.annotations.people == here.people
