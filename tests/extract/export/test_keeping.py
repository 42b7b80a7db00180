"""What a person wrote in a note outlives every export."""

from __future__ import annotations

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.export.front_matter import split
from extract.export.keeping import UPDATED, compose, owner

ID = "a-0123456789ab"
FRONT = {"title": "One: two", "published": datetime.date(2025, 2, 3), "tags": ["onrecord/article"], "onrecord": ID}
BODY = "# One\n\nbody\n"


def first(body: str = BODY, front: dict = FRONT) -> str:
    return compose(None, ID, front, body).text


def front_of(text: str) -> dict:
    head, _ = split(text)
    assert head is not None
    return yaml.safe_load(head.strip().strip("-"))


def test_a_new_note_has_front_matter_then_marked_body():
    text = first()
    assert front_of(text) == FRONT
    assert owner(text) == ID
    assert text.index("onrecord:begin") < text.index("# One") < text.index("onrecord:end")


def test_nothing_changed_means_nothing_changed():
    assert compose(first(), ID, FRONT, BODY).text == first()


def test_a_new_body_takes_the_place_of_the_old_one():
    text = compose(first(), ID, FRONT, "# One\n\nnewer\n").text
    assert "newer" in text and "body" not in text and text.count("onrecord:begin") == 1
    assert text == first("# One\n\nnewer\n")


def test_words_around_the_marks_stay_to_the_letter():
    head, rest = first().split("<!-- onrecord:begin", 1)
    text = head + "Mine,  before. \n\n<!-- onrecord:begin" + rest + "\nMine after, no final newline"
    again = compose(text, ID, FRONT, "other\n").text
    assert "Mine,  before. \n\n" in again and again.endswith("\nMine after, no final newline")
    assert compose(again, ID, FRONT, "other\n").text == again


def test_an_edit_inside_is_kept_and_the_newer_text_follows():
    edited = first().replace("body", "body, as I see it")
    done = compose(edited, ID, FRONT, "newer\n")
    assert done.kept
    assert done.text.index("body, as I see it") < done.text.index(UPDATED) < done.text.index("onrecord:begin")
    assert done.text.index("onrecord:begin") < done.text.index("newer")
    again = compose(done.text, ID, FRONT, "newest\n")
    assert not again.kept and again.text.count(UPDATED) == 1 and "body, as I see it" in again.text
    assert "newest" in again.text and "newer" not in again.text


def test_an_edit_inside_is_left_alone_while_there_is_nothing_newer():
    edited = first().replace("body", "body, as I see it")
    done = compose(edited, ID, FRONT, BODY)
    assert done.text == edited and not done.kept


def test_a_second_edit_is_kept_as_well():
    text = compose(first().replace("body", "first edit"), ID, FRONT, "newer\n").text
    text = compose(text.replace("newer", "second edit"), ID, FRONT, "newest\n").text
    assert all(words in text for words in ("first edit", "second edit", "newest"))


def test_an_editor_that_trims_lines_or_changes_line_ends_has_edited_nothing():
    crlf = first("a\n\nb\n").replace("\n", "\r\n")
    done = compose(crlf, ID, FRONT, "newer\n")
    assert not done.kept and "newer\r\n" in done.text
    assert done.text.count("\n") == done.text.count("\r\n")


@pytest.mark.parametrize("gone", ["begin", "end"])
def test_a_note_whose_mark_was_taken_out_is_the_persons_and_a_fresh_one_follows(gone):
    broken = "".join(line for line in first().splitlines(True) if f"onrecord:{gone}" not in line)
    done = compose(broken, ID, FRONT, "newer\n")
    assert done.text.startswith(broken) and "newer" in done.text
    assert compose(done.text, ID, FRONT, "newer\n").text == done.text


def test_keys_the_person_added_stay_with_their_comments_and_order():
    text = (
        first()
        .replace("title:", "# mine\nrating: 5   # of 5\ntitle:", 1)
        .replace("onrecord: a", "desk: {a: [1, 2]}\nonrecord: a")
    )
    again = compose(text, ID, {**FRONT, "title": "Other"}, BODY).text
    assert "# mine\nrating: 5   # of 5\ntitle: Other\n" in again and "desk: {a: [1, 2]}\n" in again
    assert front_of(again) == {**FRONT, "title": "Other", "rating": 5, "desk": {"a": [1, 2]}}


def test_a_value_the_person_changed_stays():
    text = first().replace("title: 'One: two'", "title: Mine")
    again = compose(text, ID, {**FRONT, "title": "Corrected"}, BODY).text
    assert front_of(again)["title"] == "Mine"
    assert front_of(compose(again, ID, {**FRONT, "title": "Corrected again"}, BODY).text)["title"] == "Mine"


def test_a_key_the_person_deleted_stays_deleted():
    text = first().replace("published: 2025-02-03\n", "")
    assert "published" not in front_of(compose(text, ID, FRONT, "newer\n").text)


def test_a_key_that_is_no_longer_known_goes_and_one_that_is_now_comes():
    front = {k: v for k, v in FRONT.items() if k != "published"} | {"outlet": "The Islander"}
    again = compose(first(), ID, front, BODY).text
    assert front_of(again) == front


def test_tags_of_both_stand():
    text = first().replace("- onrecord/article\n", "- onrecord/article\n- mine\n")
    again = compose(text, ID, {**FRONT, "tags": ["onrecord/article", "budget"]}, BODY).text
    assert front_of(again)["tags"] == ["onrecord/article", "mine", "budget"]
    without = again.replace("- budget\n", "")
    final = compose(without, ID, {**FRONT, "tags": ["onrecord/article", "budget"]}, BODY).text
    assert front_of(final)["tags"] == ["onrecord/article", "mine"]


def test_front_matter_that_is_no_yaml_is_left_alone():
    text = first().replace("title: 'One: two'", "title: [broken")
    again = compose(text, ID, {**FRONT, "title": "New"}, "newer\n").text
    assert "title: [broken" in again and "newer" in again


def test_front_matter_the_person_took_out_does_not_come_back():
    _, rest = split(first())
    assert split(compose(rest, ID, FRONT, "newer\n").text)[0] is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_the_title_holds_the_front_matter_reads_back(title, other):
    from extract.display import one_line

    title, other = one_line(title), one_line(other)
    text = first(front={**FRONT, "title": title})
    assert front_of(text)["title"] == title
    again = compose(text, ID, {**FRONT, "title": other}, BODY).text
    assert front_of(again)["title"] == other
    assert compose(again, ID, {**FRONT, "title": other}, BODY).text == again


@given(st.text(max_size=80), st.text(max_size=80), st.text(st.characters(codec="utf-8"), max_size=80))
def test_user_text_around_is_kept_whatever_it_is(before, after, body):
    head, rest = split(first())
    assert head is not None
    text = f"{head}{before}\n{rest}{after}"
    again = compose(text, ID, FRONT, "newer " + body.replace("<", "")).text
    assert again.startswith(head + before)
    assert again.endswith(after)


LINES = st.sampled_from(
    ["Mine", "", "---", "<!-- mine -->", "## Heading", "> quoted", "- item", "title: other", "  x: y", "^q-1"]
)


@given(st.data(), st.lists(LINES, min_size=1, max_size=4), st.booleans())
def test_whatever_a_person_adds_anywhere_is_never_lost(data, added, crlf):
    lines = first("# One\n\n> body\n\n^q-1\n").split("\n")
    at = data.draw(st.integers(0, len(lines)))
    text = "\n".join([*lines[:at], *(f"{line} kept-{n}" for n, line in enumerate(added)), *lines[at:]])
    text = text.replace("\n", "\r\n") if crlf else text
    for body in ("newer\n", "newer\n", "newest\n"):
        text = compose(text, ID, {**FRONT, "title": body.strip()}, body).text
        assert all(f"kept-{n}" in text for n in range(len(added)))
        assert compose(text, ID, {**FRONT, "title": body.strip()}, body).text == text
    assert "newest" in text


@given(st.data())
def test_whatever_a_person_deletes_the_next_export_is_whole_and_then_rests(data):
    lines = first("# One\n\n> body\n").split("\n")
    cut = sorted((data.draw(st.integers(0, len(lines))), data.draw(st.integers(0, len(lines)))))
    text = "\n".join(lines[: cut[0]] + lines[cut[1] :])
    done = compose(text, ID, FRONT, "newest\n").text
    assert "newest" in done and done.count("onrecord:end") >= 1
    assert compose(done, ID, FRONT, "newest\n").text == done
