from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.ingest import Limits, expand, read_all, read_source
from extract.records import Article


@pytest.fixture
def folder(tmp_path: Path, story: str) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "deep/c.txt",
        "deep/er/d.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "photo.png",
        "deep/notes.docx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story)
    return tmp_path


def test_folders_are_walked_in_order_without_hidden_or_unknown_files(folder: Path) -> None:
    found = [str(Path(p).relative_to(folder)) for p in expand([str(folder)])]
    assert found == ["a.md", "b.txt", "deep/c.txt", "deep/er/d.TXT"]


def test_globs_literal_names_and_repetitions(folder: Path) -> None:
    (folder / "odd[1].txt").write_text("The mayor dropped the toll.")
    named = [str(folder / "*.txt"), str(folder / "odd[1].txt"), str(folder / "b.txt"), "-", "https://x.example/a"]
    found = list(expand(named))
    assert found == [str(folder / "b.txt"), str(folder / "odd[1].txt"), "-", "https://x.example/a"]
    deep = list(expand([str(folder / "**" / "*.txt")]))
    assert str(folder / "deep/c.txt") in deep


def test_what_cannot_be_found_is_passed_on_and_fails_when_it_is_read(folder: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    named = [str(folder / "none.txt"), str(folder / "*.rst"), str(empty), "ftp://x.example/a"]
    assert list(expand(named)) == named
    for source, said in zip(
        named, ["there is no file", "no file matches", "no articles in the folder", "no address"], strict=True
    ):
        with pytest.raises(InputError, match=said) as error:
            read_source(source)
        assert source in error.value.title and error.value.hint


def test_a_link_that_leads_round_in_circles_ends(folder: Path) -> None:
    (folder / "deep" / "round").symlink_to(folder)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert len(list(expand([str(folder)]))) == 4
    with pytest.raises(InputError, match=r"loop\.txt cannot be read"):
        read_source(str(folder / "loop.txt"))


def test_the_source_of_a_file_is_its_real_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "link.txt").symlink_to("b.txt")
    assert read_source("b.txt").source == str((folder / "b.txt").resolve())
    assert read_source("link.txt").id == read_source("deep/../b.txt").id


def test_names_with_newlines_and_undecodable_bytes(tmp_path: Path, story: str) -> None:
    odd = tmp_path / "two\nlines \x1b[31m.txt"
    odd.write_text(story)
    assert read_source(str(odd)).source == str(odd.resolve())
    odd.write_text("")
    with pytest.raises(InputError) as error:
        read_source(str(odd))
    assert "\n" not in error.value.title and "\x1b" not in error.value.title
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text(story)
    article = read_source(os.fsdecode(raw))
    assert article.source is not None
    article.source.encode()


def test_a_name_with_a_nul_or_too_long_is_an_input_error() -> None:
    for source in ("a\x00b.txt", "x" * 5000):
        with pytest.raises(InputError):
            read_source(source)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text("The mayor dropped the toll.")
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read_source(str(path))


def test_permission_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="may not be read") as error:
        read_source(str(tmp_path / "a.txt"))
    assert "permissions" in error.value.hint


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("word " * 1000)
    with pytest.raises(InputError, match="larger than"):
        read_source(str(path), limits=Limits(file_bytes=1000))
    with pytest.raises(InputError):
        read_source("/dev/zero", limits=Limits(file_bytes=1000))


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("Toll dropped\n\nThe mayor of Eastwick dropped the toll on Monday.\n", "Toll dropped"),
        ("---\ntitle: From the head\n---\nThe mayor dropped the toll.\n", "From the head"),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(data: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    article = read_source("-")
    assert (article.title, article.source) == (title, None)


def test_a_page_on_standard_input_is_a_page(story_page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(story_page.encode())))
    assert read_source("-").outlet == "The Harbour Post"


def test_rows_of_jsonl_each_with_its_own_id_and_errors_in_their_place(tmp_path: Path, story: str) -> None:
    rows = [
        {"id": "x1", "title": "One", "text": story, "publisher": "Post", "published": "2031-04-05"},
        {"text": ""},
        {"url": "https://a.example/n?utm_medium=m", "body": story},
        {"schema": "onrecord/1", "article": {"title": "Kept", "source": "/n/k.txt"}, "text": story},
        {"text": "bad \ud800 surrogate in it"},
        ["no object"],
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([json.dumps(r) for r in rows] + ["{broken", "[" * 100_000, ""]))
    found = list(read_all(str(path)))
    good = [a for a in found if isinstance(a, Article)]
    assert [a.source for a in good] == [f"{path}#x1", "https://a.example/n", "/n/k.txt", f"{path}#5"]
    assert (good[0].title, good[0].outlet, good[0].published) == ("One", "Post", "2031-04-05")
    assert good[3].text == "bad \ufffd surrogate in it"
    bad = [str(e) for e in found if isinstance(e, InputError)]
    assert [said in text for said, text in zip(["row 2", "row 6", "line 7", "line 8"], bad, strict=True)] == [True] * 4
    with pytest.raises(InputError, match="more than one article"):
        read_source(str(path))
