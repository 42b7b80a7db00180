"""Attributions of a text by either engine, as words instead of offsets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from extract.annotate.attribution import Attribution, Attributor
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.records import Article


@dataclass(frozen=True)
class Said:
    """One attribution in words; `raw` is the attribution itself."""

    source: str
    cue: str
    content: tuple[str, ...]
    kind: str
    raw: Attribution


@pytest.fixture(scope="session", params=["rules", "model"])
def attributor(request) -> Attributor:
    made = Attributor(engine=request.param)
    assert made.engine == request.param, made.remarks
    return made


@pytest.fixture(scope="session")
def rules() -> Attributor:
    return Attributor(engine="rules")


@pytest.fixture(scope="session")
def attribute(nlp) -> Callable[[Attributor, str], list[Said]]:
    def run(engine: Attributor, text: str) -> list[Said]:
        parsed = parse_many(nlp, [Article("a", text)])
        marks = [find_marks(p.text, [(q.start, q.end) for q in p.paragraphs]) for p in parsed]
        return [_said(text, a) for a in engine.attribute_many(parsed, marks)[0]]

    return run


def _said(text: str, a: Attribution) -> Said:
    words = {part: tuple(s.of(text) for s in getattr(a, part)) for part in ("source", "cue", "content")}
    return Said(" … ".join(words["source"]), " … ".join(words["cue"]), words["content"], a.kind, a)
