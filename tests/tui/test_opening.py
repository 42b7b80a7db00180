"""Calls that only open a screen: understood without the verbs' parser, and as it would understand them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import opening
from tui.opening import Opening, asked_for

OPENING = [
    ([], Opening("library")),
    (["--library", "l.db"], Opening("library", Path("l.db"))),
    (["--library=l.db"], Opening("library", Path("l.db"))),
    (["demo"], Opening("demo")),
    (["--library", "l.db", "demo"], Opening("demo", Path("l.db"))),
    (["read", "a.txt"], Opening("article", None, "a.txt")),
    (["read", "-"], Opening("article", None, "-")),
    (["--library", "l.db", "read", "a.txt"], Opening("article", Path("l.db"), "a.txt")),
    (["read", "--library", "l.db", "a.txt"], Opening("article", Path("l.db"), "a.txt")),
    (["--library", "l.db", "read", "a.txt", "--library=m.db"], Opening("article", Path("m.db"), "a.txt")),
]
OTHERS = [
    ["--help"],
    ["read", "--help"],
    ["read"],
    ["read", "a.txt", "b.txt"],
    ["demo", "a.txt"],
    ["demo", "--library", "l.db"],
    ["--library"],
    ["--library="],
    ["list"],
    ["read", "--", "-odd-name.txt"],
    ["reed", "a.txt"],
]


@pytest.mark.parametrize(("call", "meant"), OPENING, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_a_call_that_opens_a_screen_is_understood_as_the_verbs_would(
    call: list[str], meant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_for(call) == meant
    monkeypatch.delenv("ONRECORD_LIBRARY", raising=False)
    opened: list[Opening] = []

    def note(*it: object) -> int:
        opened.append(Opening(*it))  # pyright: ignore
        return 0

    monkeypatch.setattr(opening, "read", lambda source, library: note("article", library, source))
    monkeypatch.setattr(opening, "open_library_screen", lambda library: note("library", library))
    monkeypatch.setattr(opening, "demo", lambda: note("demo", meant.library))  # the demo makes a library of its own
    from typer.testing import CliRunner

    from tui.verbs import app

    assert CliRunner().invoke(app, call).exit_code == 0
    assert opened == [meant]


@pytest.mark.parametrize("call", OTHERS, ids=" ".join)
def test_any_other_call_is_left_to_the_verbs(call: list[str]) -> None:
    assert asked_for(call) is None


def test_a_shell_that_completes_a_call_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ONRECORD_COMPLETE", "complete_bash")
    assert asked_for(["read", "a"]) is None
