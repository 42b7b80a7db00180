"""Watching: notes written again as decisions are made."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace

from extract.export import watch
from extract.library import open_library
from tests.extract.export import builders
from tests.extract.export.builders import FIRST, QUOTE, SECOND, TITLE, front


class Watching:
    """A watch in a thread, and what it wrote each time."""

    def __init__(self, library, articles, folder, **more):
        self.stop, self.wrote = threading.Event(), queue.Queue()
        arguments = {"stop": self.stop, "every": 0.01, "on_written": self.wrote.put, **more}
        self.thread = threading.Thread(target=watch, args=(library.path, articles, folder), kwargs=arguments)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(20)
        assert not self.thread.is_alive()

    def names(self) -> set[str]:
        return {p.name for p in self.wrote.get(timeout=20).changed}


def test_watching_writes_again_as_decisions_are_made(library, notes):
    with Watching(library, [FIRST], notes) as watching:
        assert watching.names() == {f"{TITLE}.md"}
        with open_library(library.path) as other:
            other.review.accept([QUOTE])
        watching.names()
        assert "1 accepted" in (notes / f"{TITLE}.md").read_text("utf-8")
        library.review.undo()
        watching.names()
        assert "0 accepted" in (notes / f"{TITLE}.md").read_text("utf-8")


def test_watching_writes_only_what_was_touched_and_what_comes_in(library, notes):
    with Watching(library, None, notes) as watching:
        assert len(watching.names()) == 2
        library.review.accept([library.reading(SECOND).quotes[0].id])
        (name,) = watching.names()
        assert "1 accepted" in (notes / name).read_text("utf-8") and front(notes / name)["onrecord"] == SECOND
        third = builders.annotations()
        library.keep(replace(third, article=replace(third.article, id="a-333333333333", text="Other.", title="Third",
                                                    source="x.txt"), people=(), quotes=(), stances=()))  # fmt: skip
        assert watching.names() == {"Third.md"}


def test_watching_renders_everything_again_after_a_decision_across_articles(library, notes):
    with Watching(library, None, notes) as watching:
        watching.names()
        library.review.rename_target(library.targets()[0].target_id, "dearer fares")
        assert len(watching.names()) == 2
