"""Articles annotated with their stances: what a reader said of them is read, and what is no annotation is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.training.views import read_gold, read_golds

TEXT = "The mayor was proud of the\nweir. Later she called the levy a mistake.\n"


def gold(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("\n".join((*lines, "---", TEXT)), encoding="utf-8")
    return path


def test_stances_and_the_words_that_show_them_are_read(tmp_path: Path) -> None:
    found = read_gold(gold(tmp_path, "+ mayor → weir ~ proud of the weir ~ was proud", "?- mayor → levy|tax"))
    assert found.text == TEXT
    proud, levy = found.stances
    assert [s.of(TEXT) for s in proud.shown] == ["proud of the\nweir", "was proud"]
    assert (proud.arguable, levy.arguable, levy.shown) == (False, True, ())


def test_an_article_may_have_no_stance(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\n{TEXT}", encoding="utf-8")
    assert [g.stances for g in read_golds(tmp_path)] == [()]


@pytest.mark.parametrize(
    ("holder", "target", "polarity", "verdict"),
    [
        ("The Mayor", "the weir", "supports", "right"),
        ("mayor", "tax", "opposes", "arguable"),
        ("mayor", "weir", "opposes", "polarity"),
        ("mayor", "tax", "supports", "wrong"),
        ("somebody", "weir", "supports", "wrong"),
    ],
)
def test_what_a_reader_would_say(tmp_path: Path, holder, target, polarity, verdict) -> None:
    found = read_gold(gold(tmp_path, "+ mayor → weir", "?- mayor → levy|tax"))
    assert found.verdict(holder, target, polarity)[0] == verdict


@pytest.mark.parametrize(
    ("line", "said"), [("mayor → weir", "no stance"), ("+ mayor → weir ~ ashamed of it", "ashamed")]
)
def test_what_is_no_annotation_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_gold(gold(tmp_path, line))
