"""What reaches the terminal, byte by byte: no control sequence of an article, no colour where none is wanted."""

from __future__ import annotations

import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from extract.library import open_library
from extract.records import Annotations, Article, Mention, Person, Quote, Region, Run, Span, Stance, article_id
from tests.tui.made import short_article
from tests.tui.terminal import Terminal

EVIL = (
    "\x1b]0;TITLEGONE\x07 \x1b[31mREDGONE\x1b[0m \x9b32mCSIGONE \x1bPqSIXELGONE\x1b\\ \x7fDEL \x08BS \x85NEL \u2028LS "
    "\u202eRLO\u202c \x0eSO \x1b[?1049lALTGONE \x1bcRESETGONE \x1b]52;c;RVZJTA==\x07CLIPGONE "
    "[/] [@click=app.quit]x[/] [$x]"
)
FORBIDDEN = [
    b"\x1b]0;TITLEGONE",
    b"\x1b[31mREDGONE",
    "\x9b32m".encode(),
    b"\x1bPq",
    "\u202e".encode(),
    "\u2028".encode(),
    "\x85".encode(),
    b"\x7f",
    b"\x0e",
    b"\x1bcRESET",
    b"\x1b[?1049lALTGONE",
    b"\x1b]52;c;RVZJTA",
]


def hostile() -> Annotations:
    """An article whose every part is hostile: text, title, names, roles, targets, reasons, source."""
    text = f"{EVIL} said Mallory. “{EVIL}” she said, backing {EVIL}.\r\n"
    text += "A line\x0bwith\x0cbreaks\u2029and the end \u200b here."
    name = Span(text.index("Mallory"), text.index("Mallory") + 7)
    start = text.index("“")
    quote = Span(start, text.index("”") + 1)
    evidence = Span(text.index("backing"), len(text) - 60)
    article = Article(
        article_id(None, text),
        text,
        title=EVIL,
        byline=EVIL,
        outlet=EVIL,
        published=EVIL,
        source="https://x.example/" + EVIL,
        regions=(Region("body", 0, len(text)),),
    )
    why = {
        "summary": EVIL,
        "engine": EVIL,
        "chain": [EVIL, EVIL],
        "rivals": [{"person": "p1", "name": EVIL, "score": 0.4}],
    }
    people = (
        Person("p1", "Mallory " + EVIL, "person", EVIL, (EVIL,), (Mention(*name, "name"),), organisation=EVIL),
        Person("p2", EVIL, "organisation", EVIL),
    )
    quotes = (Quote("q-" + "0" * 12, "direct", (quote,), (), (name,), "p2", confidence=0.5, why=why),)
    stances = (Stance("s-" + "0" * 12, "p1", EVIL, "supports", (evidence,), why=why),)
    return Annotations(article, people, quotes, stances, Run("0", "rules"))


def kept(tmp_path: Path, annotations: Annotations) -> tuple[Path, str]:
    file = tmp_path / "library.db"
    with open_library(file) as library:
        return file, library.keep(annotations).article_id


def test_no_control_sequence_of_an_article_reaches_the_terminal(tmp_path: Path) -> None:
    file, article = kept(tmp_path, hostile())
    with open_library(file) as library:
        library.review.note("article", article, EVIL)
        library.review.tag(library.reading(article).quotes[0].id, "tag")
    with Terminal(file, article) as terminal:
        terminal.read_until(b"Mallory")
        for keys, wanted in (
            ("n", b"content"),
            ("\t", b"1 quote"),
            ("n", b"role"),
            ("\t", b"for "),
            ("n", b"evidence"),
            ("\t", b"on the article"),
            ("n", b"Note"),
            ("e", b"evidence"),
            ("s", b"Whose stance"),
            ("\x1b", b"evidence"),
            ("S", b"The stance is on"),
            ("\x1b", b"evidence"),
            ("A", b"Accept"),
            ("\x1b", b"evidence"),
            ("m", b"quotes join"),
            ("\x1b", b"evidence"),
        ):
            terminal.press(keys)
            terminal.read_until(wanted)
        terminal.press("q")
        assert terminal.wait() == 0
    # The terminal's own sequences are taken out first: what is left may hold nothing of the article's.
    for evil in FORBIDDEN:
        assert evil not in terminal.written, evil
    assert b"TITLEGONE" in terminal.written
    assert b"@click=app.quit" in terminal.written


def colours(written: bytes) -> set[bytes]:
    """Return the parameters of colour among all SGR sequences."""
    found: set[bytes] = set()
    for parameters in re.findall(rb"\x1b\[([0-9;]*)m", written):
        codes = parameters.split(b";")
        found |= {c for c in codes if re.fullmatch(rb"3[0-8]|4[0-8]|9[0-7]|10[0-7]", c)}
    return found


def test_no_color_means_no_colour_at_all(tmp_path: Path) -> None:
    file, article = kept(tmp_path, short_article())
    with Terminal(file, article, NO_COLOR="1") as terminal:
        terminal.read_until(b"reviewed")
        for keys, wanted in (("n", b"found by"), ("a", b"1/5"), ("s", b"Who said it"), ("\x1b", b"Bridge")):
            terminal.press(keys)
            terminal.read_until(wanted)
        terminal.press("q")
        assert terminal.wait() == 0
    assert colours(terminal.written) == set()
    assert re.search(rb"\x1b\[[0-9;]*4[;m]", terminal.written), "quotes are underlined"


def test_with_colour_there_is_colour(tmp_path: Path) -> None:
    file, article = kept(tmp_path, short_article())
    with Terminal(file, article) as terminal:
        terminal.read_until(b"reviewed")
        terminal.press("q")
        assert terminal.wait() == 0
    assert colours(terminal.written)


@pytest.mark.parametrize("how", ["q", "\x11"])
def test_leaving_gives_the_terminal_back(tmp_path: Path, how: str) -> None:
    file, article = kept(tmp_path, short_article())
    with Terminal(file, article) as terminal:
        terminal.read_until(b"reviewed")
        terminal.press(how)
        assert terminal.wait() == 0
        assert terminal.attributes == terminal.before
    assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")


def test_a_decision_outlives_a_kill(tmp_path: Path) -> None:
    file, article = kept(tmp_path, short_article())
    with Terminal(file, article) as terminal:
        terminal.read_until(b"reviewed")
        terminal.press("n")
        terminal.read_until(b"found by")
        terminal.press("a")
        terminal.read_until(b"1/5")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.wait()
    with open_library(file) as library:
        assert library.reading(article).quotes[0].state == "accepted"


def test_an_article_without_anything_opens(tmp_path: Path) -> None:
    bare = replace(short_article(), people=(), quotes=(), stances=())
    file, article = kept(tmp_path, bare)
    with Terminal(file, article, columns=80, rows=24) as terminal:
        terminal.read_until(b"No quotes in this article")
        terminal.press("q")
        assert terminal.wait() == 0
