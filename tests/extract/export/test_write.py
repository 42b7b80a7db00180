"""A folder of notes: stable names, nothing lost, nothing touched that has not changed."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extract.errors import ExportError, NotFoundError, UsageError
from extract.export import Options, write_notes
from tests.extract.export.builders import FIRST, QUOTE, SECOND, TITLE, front


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its time of change."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in files}


def names(folder: Path) -> set[str]:
    return set(state(folder))


def test_articles_people_and_targets_each_have_a_note(library, notes):
    written = write_notes(library, [FIRST], notes, linked=True)
    people = {f"people/{name}.md" for name in ("Lena Brandt", "Tom Reyes", "Ruth Adeyemi")}
    assert names(notes) == {f"{TITLE}.md", "targets/higher fares.md", *people}
    assert len(written.changed) == 5 and not written.unchanged and not written.kept and not written.failed
    assert front(notes / f"{TITLE}.md")["onrecord"] == FIRST


def test_a_second_export_touches_nothing(library, notes):
    write_notes(library, None, notes, linked=True)
    before = state(notes)
    written = write_notes(library, None, notes, linked=True)
    assert state(notes) == before
    assert not written.changed and len(written.unchanged) == len(before)


def test_two_articles_of_one_title_have_two_notes_whichever_comes_first(library, notes):
    write_notes(library, [SECOND], notes)
    write_notes(library, [FIRST], notes)
    assert names(notes) == {f"{TITLE}.md", f"{TITLE} ({FIRST}).md"}
    assert front(notes / f"{TITLE}.md")["onrecord"] == SECOND
    before = state(notes)
    write_notes(library, None, notes)
    assert state(notes) == before


def test_links_lead_to_notes_and_blocks_that_are_there(library, notes):
    write_notes(library, None, notes, linked=True)
    for path in notes.rglob("*.md"):
        for target, block in re.findall(r"\[\[([^\]|#]*)(?:#\^([^\]|]+))?[^\]]*\]\]", path.read_text("utf-8")):
            linked = notes / f"{target}.md" if target else path
            assert linked.is_file()
            if block:
                assert f"\n^{block}\n" in linked.read_text("utf-8")


def test_block_ids_stand_alone_as_obsidian_wants(library, notes):
    write_notes(library, [FIRST], notes)
    lines = (notes / f"{TITLE}.md").read_text("utf-8").split("\n")
    at = lines.index(f"^{QUOTE}")
    assert lines[at - 1] == lines[at + 1] == "" and lines[at - 2].startswith("> ")


def test_decisions_show_and_a_rejected_quote_goes(library, notes):
    write_notes(library, [FIRST], notes)
    library.review.accept([QUOTE])
    library.review.reject(["q-aaaaaaaaaaa2"])
    written = write_notes(library, [FIRST], notes)
    text = (notes / f"{TITLE}.md").read_text("utf-8")
    assert len(written.changed) == 1 and "a tax on the sea" not in text
    assert "4 quotes (1 accepted, 1 rejected, 2 unreviewed)" in text
    block = text[: text.index(f"^{QUOTE}")]
    assert "unreviewed" not in block.rsplit("— [[", 1)[1]
    shown = write_notes(library, [FIRST], notes, options=Options(include_rejected=True))
    assert shown.changed and "*rejected*" in (notes / f"{TITLE}.md").read_text("utf-8")


def test_only_what_was_reviewed_where_that_is_asked_for(library, notes):
    library.review.accept([QUOTE])
    write_notes(library, [FIRST], notes, options=Options(unreviewed="omit"))
    text = (notes / f"{TITLE}.md").read_text("utf-8")
    assert f"^{QUOTE}" in text and "^q-aaaaaaaaaaa2" not in text and "5 not shown here" in text


def unsure(library):
    """Make the machine unsure of one quote of the first article, a spoken one."""
    with library.store.write():
        library.store.run("UPDATE quotes SET confidence = 0.39 WHERE id = 'q-aaaaaaaaaaa2'")


def test_what_the_machine_is_unsure_of_is_left_out_and_told(library, notes):
    unsure(library)
    write_notes(library, [FIRST], notes, linked=True)
    text, person = ((notes / name).read_text("utf-8") for name in (f"{TITLE}.md", "people/Tom Reyes.md"))
    assert "^q-aaaaaaaaaaa2" not in text and "^q-aaaaaaaaaaa2" not in person
    assert "2 not shown here (1 less than 40% sure; --min-confidence 0 shows them)" in text
    assert "1 not shown here (1 less than 40% sure; --min-confidence 0 shows them)" in person
    write_notes(library, [FIRST], notes, options=Options(min_confidence=0.0))
    text = (notes / f"{TITLE}.md").read_text("utf-8")
    assert "^q-aaaaaaaaaaa2" in text and "1 not shown here\n" in text


def test_what_a_person_accepted_is_shown_however_unsure_the_machine_was(library, notes):
    unsure(library)
    library.review.accept(["q-aaaaaaaaaaa2"])
    write_notes(library, [FIRST], notes)
    assert "^q-aaaaaaaaaaa2" in (notes / f"{TITLE}.md").read_text("utf-8")


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "html", "webanno"])
def test_formats_for_programs_and_pages_hold_what_the_machine_is_unsure_of(library, notes, format):
    unsure(library)
    written = write_notes(library, [FIRST], notes, format)
    assert any("q-aaaaaaaaaaa2" in path.read_text("utf-8") for path in written.changed)


def test_the_note_of_an_article_without_a_title_bears_its_files_name(library, notes):
    library.store.run("UPDATE articles SET title = NULL, source = '/clips/summit.txt' WHERE id = ?", (FIRST,))
    write_notes(library, [FIRST], notes)
    assert names(notes) == {"summit.md"}
    assert "\n# summit.txt\n" in (notes / "summit.md").read_text("utf-8")


def test_what_a_person_wrote_in_the_note_stays(library, notes):
    path = notes / f"{TITLE}.md"
    write_notes(library, [FIRST], notes)
    text = (
        path.read_text("utf-8")
        .replace("tags:\n", "rating: 5\ntags:\n")
        .replace("## Quotes", "My own heading\n\n## Quotes")
    )
    path.write_text(text + "\nMy own words below.\n", "utf-8")
    library.review.accept([QUOTE])
    written = write_notes(library, [FIRST], notes)
    text = path.read_text("utf-8")
    assert written.kept == (path,)
    assert "My own heading" in text and text.endswith("My own words below.\n") and front(path)["rating"] == 5
    assert text.index("My own heading") < text.index("## Updated by onrecord") < text.index("onrecord:begin")


def test_a_note_that_was_renamed_or_moved_is_found_again(library, notes):
    write_notes(library, [FIRST], notes)
    (notes / "reading").mkdir()
    (notes / f"{TITLE}.md").rename(notes / "reading" / "Ferries.md")
    library.review.accept([QUOTE])
    write_notes(library, [FIRST], notes)
    assert names(notes) == {"reading/Ferries.md"}
    assert "1 accepted" in (notes / "reading" / "Ferries.md").read_text("utf-8")


def test_a_file_of_the_persons_own_is_never_written_into(library, notes):
    notes.mkdir()
    own = notes / f"{TITLE}.md"
    own.write_text("Mine.", "utf-8")
    write_notes(library, [FIRST], notes)
    assert own.read_text("utf-8") == "Mine."
    assert names(notes) == {f"{TITLE}.md", f"{TITLE} ({FIRST}).md"}


@pytest.mark.parametrize("format", ["html", "json", "webanno"])
def test_nor_one_of_another_format(library, notes, format):
    from extract.export import FORMATS

    notes.mkdir()
    own = notes / f"{TITLE}{FORMATS[format].suffix}"
    own.write_text("Mine.", "utf-8")
    write_notes(library, [FIRST], notes, format)
    assert own.read_text("utf-8") == "Mine." and len(names(notes)) == 2


def test_an_empty_note_as_obsidian_makes_on_a_click_is_filled(library, notes):
    (notes / "people").mkdir(parents=True)
    (notes / "people" / "Lena Brandt.md").touch()
    write_notes(library, [FIRST], notes, linked=True)
    assert "harbour commissioner" in (notes / "people" / "Lena Brandt.md").read_text("utf-8")


def test_namesakes_are_kept_apart_in_names_and_links(library, notes):
    reading = library.reading(FIRST)
    brandt = next(p for p in reading.people if p.name == "Lena Brandt")
    library.review.rename_person(next(p.id for p in reading.people if p.name == "Tom Reyes"), "Lena Brandt")
    write_notes(library, [FIRST], notes, linked=True)
    people = {n for n in names(notes) if n.startswith("people/Lena Brandt")}
    assert len(people) == 2 and f"people/Lena Brandt ({brandt.person_id}).md" in people


def test_the_note_of_somebody_merged_says_where_to_look(library, notes):
    write_notes(library, None, notes, linked=True)
    ids = {p.name: p.id for p in library.reading(FIRST).people}
    own = notes / "people" / "Tom Reyes.md"
    own.write_text(own.read_text("utf-8") + "\nMet him in May.\n", "utf-8")
    for article in (FIRST, SECOND):
        here = {p.name: p.id for p in library.reading(article).people}
        library.review.merge_people(ids["Lena Brandt"], [i for n, i in here.items() if n in ("Lena Brandt", "Tom Reyes")
                                                         and i != ids["Lena Brandt"]])  # fmt: skip
    write_notes(library, None, notes, linked=True)
    merged = {p.stem for p in (notes / "people").iterdir() if "Judged to be the same person" in p.read_text("utf-8")}
    assert len(merged) == 1 and merged < {"Tom Reyes", "Lena Brandt"}
    text = (notes / "people" / f"{merged.pop()}.md").read_text("utf-8")
    assert re.search(r"the same person as \[\[people/(Lena Brandt|Tom Reyes)", text)
    assert "Met him in May." in own.read_text("utf-8")
    before = state(notes)
    write_notes(library, None, notes, linked=True)
    assert state(notes) == before


def test_one_folder_holds_names_that_differ_only_in_case(library, notes):
    notes.mkdir()
    (notes / f"{TITLE.upper()}.md").write_text("Mine.", "utf-8")
    write_notes(library, [FIRST], notes)
    assert names(notes) == {f"{TITLE.upper()}.md", f"{TITLE} ({FIRST}).md"}


@pytest.mark.parametrize("format", ["md", "json", "jsonl", "csv", "html", "webanno", "graphml", "dna"])
def test_every_format_is_written_once_and_then_left_alone(library, notes, format):
    written = write_notes(library, None, notes, format)
    assert written.changed and not written.failed
    before = state(notes)
    assert not write_notes(library, None, notes, format).changed
    assert state(notes) == before and not [n for n in before if n.endswith(".tmp")]


def test_tables_hold_every_article_and_the_ledger(library, notes):
    library.review.accept([QUOTE])
    library.review.undo()
    write_notes(library, None, notes, "csv")
    assert names(notes) == {f"onrecord-{t}.csv" for t in ("quotes", "people", "stances", "decisions")}
    with (notes / "onrecord-quotes.csv").open(encoding="utf-8", newline="") as file:
        assert {r["article_id"] for r in csv.DictReader(file)} == {FIRST, SECOND}
    with (notes / "onrecord-decisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["object_id"] for r in rows] == [QUOTE, QUOTE] and rows[1]["undoes"]


def test_lines_hold_one_object_an_article(library, notes):
    write_notes(library, None, notes, "jsonl")
    rows = [json.loads(line) for line in (notes / "onrecord.jsonl").read_text("utf-8").splitlines()]
    assert {r["article"]["id"] for r in rows} == {FIRST, SECOND}


def test_people_need_markdown(library, notes):
    person = library.people()[0].person_id
    write_notes(library, [], notes, people=[person])
    assert len(names(notes)) == 1
    with pytest.raises(UsageError, match="cannot hold a person"):
        write_notes(library, [], notes, "csv", people=[person])


def test_what_is_not_there_is_said(library, notes):
    with pytest.raises(NotFoundError):
        write_notes(library, ["a-ffffffffffff"], notes)
    with pytest.raises(UsageError, match="no format 'pdf'"):
        write_notes(library, None, notes, "pdf")
    assert not notes.exists()


def test_one_note_that_cannot_be_written_does_not_hold_up_the_rest(library, notes):
    write_notes(library, [FIRST], notes)
    (notes / f"{TITLE}.md").write_bytes((notes / f"{TITLE}.md").read_bytes() + b"\xff\xfe")
    library.review.accept([QUOTE])
    written = write_notes(library, None, notes)
    assert [p.name for p, _ in written.failed] == [f"{TITLE}.md"] and "UTF-8" in written.failed[0][1]
    assert [p.name for p in written.changed] == [f"{TITLE} ({SECOND}).md"]


def test_a_template_of_ones_own_wins_and_a_broken_one_is_named(library, notes, tmp_path, monkeypatch):
    own = tmp_path / "config" / "templates"
    own.mkdir(parents=True)
    monkeypatch.setenv("ONRECORD_CONFIG_DIR", str(tmp_path / "config"))
    (own / "article.md").write_text("Mine: {{ article.title }} {% for q in note.quotes %}{{ q.id }} {% endfor %}\n")
    write_notes(library, [FIRST], notes)
    assert f"Mine: {TITLE} {QUOTE}" in (notes / f"{TITLE}.md").read_text("utf-8")
    for broken, said in (
        ("{% if %}", "line 1"),
        ("\n{{ nothing.there }}", "line 2"),
        ("{{ ''.__class__.mro() }}", "line 1"),
    ):
        (own / "article.md").write_text(broken)
        os.utime(own / "article.md", ns=(1, hash(broken) % 10**9))
        with pytest.raises(ExportError, match=r"article\.md") as raised:
            write_notes(library, [FIRST], notes)
        assert said in raised.value.title
    assert "Mine" in (notes / f"{TITLE}.md").read_text("utf-8")


def test_a_template_of_ones_own_cannot_forget_to_escape(library, notes, tmp_path, monkeypatch):
    own = tmp_path / "config" / "templates"
    own.mkdir(parents=True)
    monkeypatch.setenv("ONRECORD_CONFIG_DIR", str(tmp_path / "config"))
    (own / "target.md").write_text("{{ page.row.label }}")
    target = library.targets()[0].target_id
    library.review.rename_target(target, "<b>x</b> [[y]]")
    write_notes(library, [], notes, targets=[target])
    (path,) = notes.rglob("*.md")
    assert r"\<b>x\</b> \[\[y\]\]" in path.read_text("utf-8")


def test_nothing_heavy_is_loaded_before_something_is_rendered():
    heavy = "{'jinja2', 'yaml', 'spacy', 'textual', 'sqlite3'}"
    code = f"import sys, extract.export, extract.verify; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
