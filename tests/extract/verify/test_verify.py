"""A draft's quotations against the record."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.library.views import Statement
from extract.records import Span
from extract.verify import render_findings, verify_draft
from extract.verify.draft import quotations
from extract.verify.naming import same_person

PIER = (
    "“We will not close a single pier this year,” … “But fares have to rise. Nobody likes that – and I like it least.”"
)
TAX = "The plan is a tax on the sea, and a stupid one."


def statement(exact: str, name: str | None = "Lena Brandt", **values) -> Statement:
    row = {
        "id": f"q-{abs(hash(exact)) % 10**12:012d}", "kind": "direct", "article_id": "a-0123456789ab",
        "article_title": "Ferry fares to rise", "outlet": "The Islander", "published": "2025-02-03",
        "person_id": f"n-{name}" if name else None, "person_name": name, "exact": exact, "span": Span(0, len(exact)),
        "state": "accepted", "confidence": 0.9, "cue_class": "speech",
    }  # fmt: skip
    return Statement(**{**row, **values})


RECORD = [statement(PIER), statement(TAX, "Tom Reyes"), statement("The budget is secret", None)]


def check(draft: str, record=RECORD):
    return verify_draft(draft, record)


@pytest.mark.parametrize(
    ("draft", "status"),
    [
        ("“We will not close a single pier this year,” Brandt said.", "verbatim"),
        ('"we will not close a single pier this year", said Ms Brandt', "verbatim"),
        ("‘But fares have to rise.’", "verbatim"),
        ("She spoke of “a tax on the sea”.", "verbatim"),
        ("“Nobody likes that -- and I like it least.”", "verbatim"),
        ("“Nobody likes that — and I like it least.”", "verbatim"),
        ("“We will not close a single pier this year. But fares have to rise.”", "verbatim"),
        ("“We will not close a single pier.”", "truncated"),
        ("“We will not close a single pier,” she said.", "verbatim"),
        ("“We will not close a single pier … But fares have to rise.”", "truncated"),
        ("“We will not close a single pier [...] fares have to rise.”", "truncated"),
        ("“We will not close [any] pier this year.”", "altered"),
        ("“We shall not close a single pier this year.”", "altered"),
        ("“We will close a single pier this year.”", "altered"),
        ("“Fares have to rise.”", "truncated"),
        ("“… fares have to rise.”", "verbatim"),
        ("“The moon is made of cheese.”", "not-on-record"),
        ("“fares … pier”", "not-on-record"),
        ("“*We will not close* a single pier this year,” she said", "verbatim"),
        (r"“We will not close a single pier \[…\] fares have to rise.”", "truncated"),
        ("> We will not close a single pier this year.\n> — Lena Brandt\n", "verbatim"),
        ("> “But fares have to rise.”\n>\n> — [[people/Tom Reyes|Tom Reyes]], spokesman\n", "other-speaker"),
        ("“The plan is a tax on the sea,” said harbour commissioner Lena Brandt.", "other-speaker"),
        ("Lena Brandt, the commissioner, said: “The plan is a tax on the sea”.", "other-speaker"),
        ("“The plan is a tax on the sea,” he told the Daily Gull.", "verbatim"),
        ("“The plan is a tax on the sea,” Reyes told Radio Gull.", "verbatim"),
        ("“The plan is a tax on the sea,” said Prime Minister Reyes.", "verbatim"),
        ("“The plan is a tax on the sea,” said Ann Reyes.", "other-speaker"),
        ("“The plan is a tax on the sea,” said T. Reyes.", "verbatim"),
        ("According to Brandt, it is “a tax on the sea”.", "other-speaker"),
        ("“The budget is secret,” said Lena Brandt.", "verbatim"),
    ],
)
def test_status(draft, status):
    (finding,) = check(draft)
    assert finding.status == status
    assert (finding.receipt is None) == (status == "not-on-record")


def test_the_receipt_is_the_statement_itself():
    (finding,) = check("“But fares have to rise.”")
    assert finding.receipt is RECORD[0]


def test_the_span_holds_the_quotation_with_its_marks():
    draft = "Zoë 👩‍👧 wrote: “But fares have to rise.” And on."
    (finding,) = check(draft)
    assert finding.draft_span.of(draft) == "“But fares have to rise.”"
    assert finding.quotation == "But fares have to rise."


def test_the_difference_is_shown_word_by_word():
    (finding,) = check("“We shall not close a single pier this year.”")
    changed = [(c.kind, c.draft, c.record) for c in finding.diff if c.kind != "equal"]
    assert changed == [("replaced", "shall", "will")]


def test_a_dropped_not_is_never_verbatim():
    (finding,) = check("“We will close a single pier this year.”")
    assert ("left out", "", "not") in finding.diff


def test_a_truncation_says_what_the_record_goes_on_with():
    (finding,) = check("“We will not close a single pier.”")
    assert "this year" in finding.detail


def test_an_unknown_speaker_on_record_is_said_and_not_guessed():
    (finding,) = check("“The budget is secret,” said Lena Brandt.")
    assert "unknown" in finding.detail


def test_of_two_that_said_the_same_the_one_the_draft_names_is_taken():
    record = [statement("It is over."), statement("It is over.", "Tom Reyes", id="q-2")]
    (finding,) = check("“It is over,” said Reyes.", record)
    assert finding.status == "verbatim" and finding.receipt is record[1]


@pytest.mark.parametrize(
    ("exact", "kind", "quotation", "status"),
    [
        ("the plan a tax on the sea", "indirect", "the plan a tax on the sea", "not-on-record"),
        ('the plan "a tax on the sea"', "mixed", "a tax on the sea", "verbatim"),
        ('the plan "a tax on the sea"', "mixed", "the plan a tax on the sea", "not-on-record"),
        ('that the plan was "a tax on the sea"', "mixed", "that the plan was", "not-on-record"),
        (
            "that the cap would dry up “the very homes” it protects “for now”",
            "mixed",
            "the very homes … for now",
            "verbatim",
        ),
    ],
)
def test_the_articles_own_words_are_not_the_speakers(exact, kind, quotation, status):
    record = [statement(exact, "Tom Reyes", kind=kind)]
    (finding,) = check(f"He said: “{quotation}”", record)
    assert finding.status == status and finding.receipt is record[0]
    assert ("article's words" in finding.detail) == (status == "not-on-record")


@pytest.mark.parametrize(
    ("name", "known", "same"),
    [
        ("Brandt", "Lena Brandt", True),
        ("Lena", "Lena Brandt", True),
        ("Ms Brandt", "Lena Brandt", True),
        ("L. Brandt", "Lena Brandt", True),
        ("Prime Minister Lena Brandt", "Lena Brandt", True),
        ("Sir Keir", "Keir Starmer", True),
        ("Home Office", "a Home Office source", True),
        ("Maria Lena Brandt", "Lena Brandt", True),
        ("Tom Brandt", "Lena Brandt", False),
        ("T. Brandt", "Lena Brandt", False),
        ("Reyes", "Lena Brandt", False),
        ("", "Lena Brandt", False),
    ],
)
def test_names_of_one_person(name, known, same):
    assert same_person(name, known) == same


def test_what_was_rejected_is_no_record():
    assert check("“It is over.”", [statement("It is over.", state="rejected")])[0].status == "not-on-record"


def test_speech_over_paragraphs_is_one_quotation():
    found = quotations("“One is here.\n\n“Two is there,” she said.")
    assert [q.words for q in found] == ["One is here.\nTwo is there,"]


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ("“Go.” Tom Reyes said the plan was bad.", [()]),
        ("“Go?” Tom Reyes asked.", [("Tom Reyes",)]),
        ("“Go?” Tom Reyes said the plan was as bad as any other he had seen.", [()]),
        ("“One,” Lena Brandt said. “Two.”", [("Lena Brandt",), ("Lena Brandt",)]),
        ("“One.” Lena Brandt said no. “Two.”", [(), ()]),
        ("“One,” Lena Brandt said.\n\n“Two.”", [("Lena Brandt",), ()]),
        ("Lena Brandt said Tom Reyes had called it “a tax”.", [("Lena Brandt", "Tom Reyes")]),
        ("The Home Office said it was “a tax”.", [("Home Office",)]),
        ("On Monday Brandt said: “go”", [("Brandt",)]),
        ("She told the Daily Gull: “go”", [()]),
        ("“Go,” said the harbour commissioner, Lena Brandt.", [("Lena Brandt",)]),
        ("“Go,” he told Radio Gull.", [()]),
        ("According to the mayor, Ruth Adeyemi, it is “a tax”.", [("Ruth Adeyemi",)]),
        ("> Go now.\n> — Lena Brandt, commissioner", [("Lena Brandt",)]),
    ],
)
def test_who_is_named_beside_a_quotation(draft, names):
    assert [q.names for q in quotations(draft)] == names


def test_places_in_a_block_quotation_are_those_of_the_draft():
    draft = "Before.\n\n> Said “one thing”\n> and “another”.\n\n> All of it.\n"
    assert [q.span.of(draft) for q in quotations(draft)] == ["“one thing”", "“another”", "All of it."]


def test_front_matter_code_and_comments_are_not_read():
    draft = '---\ntitle: "Not a quotation"\n---\n\n```\nprint("nor this")\n```\n\n<!-- "nor this" -->\n\n“But fares.”'
    assert [q.words for q in quotations(draft)] == ["But fares."]


def test_several_quotations_come_in_their_order():
    draft = "“Cheese.” he said.\n\n> “But fares have to rise.”\n\n- “a tax on the sea”\n- “more cheese”\n"
    assert [f.status for f in check(draft)] == ["not-on-record", "verbatim", "verbatim", "not-on-record"]


def test_findings_as_lines():
    draft = "First.\n“We shall not close a single pier this year,” said Brandt."
    shown = render_findings(check(draft), draft)
    assert shown.startswith("2:1  ≠ altered")
    assert "[-will-] {+shall+}" in shown and "Lena Brandt · The Islander, 2025-02-03, Ferry fares to rise" in shown
    assert "\x1b" not in shown and "\x1b[33m" in render_findings(check(draft), draft, colour=True)
    assert render_findings([], "") == "There are no quotations in this draft."


def test_hostile_words_reach_no_terminal():
    draft = "“\x1b]0;x\x07 \u202eevil”"
    assert not set(render_findings(check(draft), draft)) & {"\x1b", "\x07", "\u202e"}


@given(st.text(alphabet="“”\"'‘’>«» \n.…[]abAB-—*_`", max_size=120))
def test_any_draft_is_read(draft):
    for finding in check(draft):
        assert 0 <= finding.draft_span.start < finding.draft_span.end <= len(draft)
    render_findings(check(draft), draft)


def test_long_hostile_drafts_stay_quick():
    started = time.process_time()
    for draft in (
        "“" * 20_000,
        '"a ' * 5_000,
        "> " * 20_000,
        "A " * 20_000 + "“b c d”",
        "> “a\n\n" * 4_000,
        "```\n" * 5_000,
        "--- " * 9_000,
    ):
        quotations(draft)
    assert time.process_time() - started < 5


def test_code_within_a_line_is_no_quotation():
    assert (
        quotations('The flag `"no piers"` and ``a "tick ` b"`` are code; “fares rise” is not.')[0].words == "fares rise"
    )
    assert len(quotations('The flag `"no piers"` and ``a "tick ` b"`` are code; “fares rise” is not.')) == 1
    assert len(quotations("A lone ` and “fares rise”.\n\nAnother ` and “piers close”.")) == 2


def test_of_several_receipts_in_one_article_the_shortest_is_shown():
    long = statement("Piers cost money. … Fares have to rise. … Nobody likes that.")
    short = statement("Fares have to rise.")
    for record in ([long, short], [short, long]):
        (found,) = check("“Fares have to rise,” Brandt said.", record)
        assert found.status == "verbatim" and found.receipt == short


def test_where_the_article_breaks_in_is_no_difference_of_words():
    record = [statement("Piers cost money. … Fares have to rise by a tenth in May. … Nobody likes that.")]
    (found,) = check("“Fares have to rise by a half in May.”", record)
    assert found.status == "altered"
    assert [(c.kind, c.record, c.draft) for c in found.diff if c.kind != "equal"] == [("replaced", "tenth", "half")]


def test_a_long_receipt_is_shown_where_the_words_stand():
    filler = "There is a great deal to be said about harbours and their upkeep. " * 20
    record = [statement(f"{filler}Fares have to rise. {filler}")]
    draft = "“Fares have to rise,” Brandt said."
    shown = render_findings(check(draft, record), draft)
    receipt = next(line for line in shown.splitlines() if "on record:" in line)
    assert "Fares have to rise." in receipt and len(receipt) < 360 and receipt.count("…") == 2
