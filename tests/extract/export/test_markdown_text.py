"""Article text as Markdown means its own words and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.display import displayable, one_line
from extract.export.markdown_text import OMITTED, Md, block, blockquote, inline, readable, words
from extract.records import Span
from tests.extract.export.commonmark import seen

HOSTILE = [
    "# Heading", "## x", "- item", "+ item", "* item", "1. item", "2) item", "> quote", "    code", "\tcode", "```",
    "~~~", "---", "***", "===", "a\n===", "a\n---", "| a | b |\n|---|---|", "a | b\n:-- | --:", "<b>bold</b>",
    "<script>", "<!-- x", "-->", "<!-- onrecord:end a-0123456789ab -->", "[link](http://x.example)", "![img](x)",
    "[[Wiki]]", "![[embed]]", "[a]: b", "[^1]", "*em*", "_em_", "**strong**", "__x__", "~~gone~~", "`code`", "``",
    "&amp;", "&lt;b&gt;", "&#35; x", "\\", "\\*", "trailing  ", "trailing\\", "%%hidden%%", "==marked==", "$x$",
    "$$y$$", "text ^q-abc", "^q-abc", "#tag", "a #tag", "https://evil.example/x", "<https://evil.example>",
    "\u202egnp.exe", "\x1b[31mred", "\x00", "\r\n\r\n# x", "\u2028# x", "-", "1.", "+", ">", "- [ ] task",
    "::: note", "{{ 7 * 7 }}", "{% raw %}", "<% x %>", "Setext\n-", "<div\n\n>", "&#x22;",
]  # fmt: skip

PIECES = st.lists(
    st.sampled_from([*HOSTILE, "word", " ", "\n", "\n\n", "é", "👩‍👧", "שלום", "\u00a0", "\u200b"]), max_size=8
)
TEXTS = st.one_of(PIECES.map("".join), PIECES.map(" ".join), PIECES.map("\n".join), st.text(max_size=60))


def level(text: str) -> str:
    """Words with white space levelled: all that Markdown itself may change."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_line_is_syntax(text):
    for made in (inline(text), block(text), blockquote(text)):
        shown = seen(made)
        assert shown.html == [] and shown.syntax == []


@given(TEXTS)
def test_inline_reads_as_the_words(text):
    shown = seen(inline(text))
    assert shown.html == [] and shown.syntax == []
    assert level(shown.words) == level(one_line(text))


@given(TEXTS)
def test_block_quotation_reads_as_the_words(text):
    shown = seen(blockquote(text))
    assert shown.html == [] and shown.syntax == []
    assert level(shown.words) == (level(displayable(text.replace("\r\n", "\n"))) or "…")


@given(TEXTS)
def test_every_line_of_a_block_quotation_is_in_it(text):
    assert all(line.startswith(">") for line in blockquote(text).split("\n"))


@given(TEXTS)
def test_in_a_list_item_too(text):
    shown = seen(f"- {inline('x' + text)}")
    assert shown.html == [] and set(shown.syntax) <= {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }


@given(TEXTS)
def test_obsidian_finds_no_syntax_of_its_own(text):
    made = block(text)
    bare = re.sub(r"\\.", "x", made)
    assert not re.search(r"\[\[|%%|==|(?<!\S)\^|(?:^|\s)#\w|\$", bare)


def test_paragraphs_and_line_breaks_of_the_source_stay():
    assert block("one\ntwo\n\n\n  three") == "one\ntwo\n\nthree"
    assert blockquote("one\n\ntwo") == "> one\n>\n> two"


def test_ordinary_prose_is_left_as_it_is():
    text = "“It's 5% more – since 2024,” she said (twice): yes; no? 3.5 & counting."
    assert inline(text) == text and isinstance(inline(text), Md)


def test_words_of_a_broken_quote_show_what_is_left_out():
    text = "“We go,” he said, “now.”"
    assert words(text, [Span(0, 8), Span(18, 24)]) == f"“We go,”{OMITTED}“now.”"


def test_words_over_paragraphs_keep_the_source_between_them():
    text = "“One.\n\n“Two.”"
    assert words(text, [Span(1, 5), Span(8, 12)]) == "One.\n\n“Two."


@pytest.mark.parametrize(
    ("text", "cut", "shown"),
    [
        ("They will not host “hubs” here.", "will not host “hubs", "will not host “hubs”"),
        ('They will not host "hubs" here.', 'will not host "hubs', 'will not host "hubs"'),
        ("A “return hub” nobody wants", "return hub” nobody", "“return hub” nobody"),
        ('He "wants" it', '"wants" it', '"wants" it'),
        ('He "wants" it', "wants", "wants"),
        ("« Non », dit-il", "« Non ", "« Non »"),
        ("„Nein“, sagt sie", "„Nein", "„Nein“"),
        ("“One.\n\n“Two.”", "“One.", "“One."),
    ],
)
def test_a_stretch_is_read_with_the_mark_it_lacks(text, cut, shown):
    start = text.index(cut)
    assert readable(text, [Span(start, start + len(cut))]) == shown


def test_a_mark_between_two_stretches_is_read_once():
    text = 'He wants "more" of it'
    assert readable(text, [Span(3, 14), Span(14, 21)]) == 'wants "more" of it'


def test_spans_out_of_order_are_read_in_order():
    assert words("one two", [Span(4, 7), Span(0, 3)]) == "one two"
