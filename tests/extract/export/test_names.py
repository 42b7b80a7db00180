"""File names hold on every platform, and links cannot be broken by a name."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.export.names import LONGEST_BYTES, Linker, file_stem, folded
from tests.extract.export.commonmark import seen


@given(st.text(max_size=300))
def test_any_title_is_a_name_on_every_platform(title):
    name = file_stem(title)
    assert name and name == name.strip() and not name.endswith(".") and not name.startswith(".")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f#^\[\]]', name)
    assert len(name.encode()) <= LONGEST_BYTES + 2
    assert unicodedata.normalize("NFC", name) == name
    assert file_stem(name) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry fares: who pays?", "Ferry fares - who pays"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("CON", "CON -"),
        ("nul.txt", "nul -"),
        ("summit.txt", "summit"),
        ("notes from the hearing.MD.html", "notes from the hearing"),
        ("The rise of Node.js", "The rise of Node.js"),
        (".md", "md"),
        ("  ", "Untitled"),
        ("...", "Untitled"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("[[x]] | y", "((x)) - y"),
        ("Zoë’s “plan”", "Zoë’s “plan”"),
    ],
)
def test_titles_and_their_names(title, name):
    assert file_stem(title) == name


def test_a_long_title_is_cut_between_words_and_never_within_a_character():
    name = file_stem("word " * 100)
    assert len(name) <= LONGEST_BYTES and name.endswith("word")
    assert file_stem("e\u0301" * 200).endswith("é")
    assert file_stem("x" * 139 + "a\u0323\u0302\u0315")[-1] == "x"


def test_names_that_some_systems_take_for_one_are_folded_together():
    assert folded("Straße É") == folded("STRASSE E\u0301")


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_wiki_link_is_one_link_whatever_the_name(title, label):
    made = Linker("wiki").to(f"people/{file_stem(title)}", label, "q-aaaaaaaaaaa1")
    assert made.startswith("[[people/") and made.endswith("]]") and "\n" not in made
    assert made.count("[") == made.count("]") == 2 and made.count("|") <= 1
    shown = seen(f"- {made}")
    assert shown.html == [] and set(shown.syntax) == {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }


@given(st.text(max_size=80))
def test_a_markdown_link_is_one_link_whatever_the_name(title):
    made = Linker("markdown", "../").to(f"people/{file_stem(title)}", title or "x")
    assert seen(made).syntax == ["link_open", "link_close"]


def test_links_may_be_left_out():
    assert Linker("none").to("people/Ada", "Ada *Lovelace*") == r"Ada \*Lovelace\*"
