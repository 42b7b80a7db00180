"""The command line as a user meets it: real processes, real files, exit statuses."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import jsonschema
import pytest

from extract.locations import asset

ARTICLE = """Mayor opens new bridge

By Ada Lund

Mayor Tove Lindgren opened the bridge on Monday. "It took us nine years," Lindgren said. "It was worth each of them."

Her rival, Jonas Ek, said that he would have built it in four. He opposes the toll.
"""


def onrecord(*arguments, stdin=None, library=None, env=None, cwd=None):
    """Run the command in a process of its own; returns it finished, output as text."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")} | (env or {})
    if library is not None:
        environment["ONRECORD_LIBRARY"] = str(library)
    return subprocess.run(
        [sys.executable, "-m", "tui.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=cwd,
        timeout=120,
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A library with one small article in it, and the file it came from."""
    folder = tmp_path_factory.mktemp("kept")
    source = folder / "bridge.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    library = folder / "library.db"
    done = onrecord("add", source, library=library)
    assert done.returncode == 0, done.stderr
    return library, source


def verbs():
    """Every verb and, for groups, every verb below it."""
    import typer

    from tui.verbs import app

    group = typer.main.get_command(app)
    for name, command in group.commands.items():
        below = getattr(command, "commands", None)
        if below is None:
            yield (name,)
        else:
            yield from ((name, sub) for sub in below)


@pytest.mark.parametrize("verb", list(verbs()), ids=" ".join)
def test_the_help_of_every_verb_has_an_example(verb):
    import typer
    from typer.testing import CliRunner

    from tui.verbs import app

    shown = CliRunner().invoke(app, [*verb, "--help"])
    assert shown.exit_code == 0
    assert f"Example: onrecord {' '.join(verb)}" in " ".join(shown.output.split()), shown.output
    assert isinstance(app, typer.Typer)


def test_help_and_version_load_no_engine_and_no_screen():
    check = (
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "import tui.cli\n"
        "try: tui.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'onnxruntime', 'textual', 'numpy', 'trafilatura', 'sqlite_utils'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert onrecord("--version").stdout.startswith("onrecord ")


def test_misuse_ends_with_2_and_failed_work_with_1(tmp_path):
    assert onrecord("extract").returncode == 2
    assert onrecord("nosuchverb").returncode == 2
    assert onrecord("list", "--library", tmp_path / "none.db").returncode == 2
    missing = onrecord("extract", tmp_path / "none.txt")
    assert missing.returncode == 1
    assert "none.txt" in missing.stderr


@pytest.mark.parametrize("arguments", [(), ("demo",), ("read", "x.txt")])
def test_without_a_terminal_one_clear_line_and_2(arguments, tmp_path):
    done = onrecord(*arguments, library=tmp_path / "l.db")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert "Traceback" not in done.stderr


def test_extract_prints_the_contract_and_goes_on_past_a_bad_file(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(ARTICLE.replace("Lindgren", "Åkesson"), encoding="utf-8")
    done = onrecord("extract", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt", "--jobs", "1")
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    schema = json.loads(asset("schema", "onrecord-1.schema.json").read_text(encoding="utf-8"))
    for row in rows:
        jsonschema.validate(row, schema)
    assert ["error" in row for row in rows] == [False, True, False]
    assert "b.txt" in done.stderr
    speakers = {p["id"]: p["name"] for p in rows[2]["people"]}
    said = {rows[2]["text"][q["content"][0]["start"] : q["content"][0]["end"]]: q["speaker"] for q in rows[2]["quotes"]}
    assert any("nine years" in words and speakers.get(who) == "Tove Åkesson" for words, who in said.items())


def test_extract_reads_standard_input():
    done = onrecord("extract", "-", stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == ARTICLE


def test_an_article_added_twice_is_found_the_first_time(kept):
    library, source = kept
    again = onrecord("add", source, library=library)
    assert again.returncode == 0
    assert len(json.loads(onrecord("list", "--json", library=library).stdout)) == 1


def test_a_decision_stands_until_it_is_undone(kept):
    library, _ = kept
    quotes = json.loads(onrecord("quotes", "--json", library=library).stdout)
    first = quotes[0]["id"]
    assert onrecord("review", "accept", first, library=library).returncode == 0
    accepted = json.loads(onrecord("quotes", "--state", "accepted", "--json", library=library).stdout)
    assert [q["id"] for q in accepted] == [first]
    assert onrecord("review", "undo", library=library).returncode == 0
    assert json.loads(onrecord("quotes", "--state", "accepted", "--json", library=library).stdout) == []


def test_every_act_of_review_has_its_verb():
    from extract.library.review import Review
    from tui.commands.review import ACTS

    assert {act.method for act in ACTS} == set(Review.ACTIONS)


def test_acts_take_what_was_typed_to_the_library(kept):
    library, _ = kept
    article = json.loads(onrecord("list", "--json", library=library).stdout)[0]["id"]
    for words in (
        ("add-person", article, "Ola Frid", "--role", "diver", "--mentions", "0:3"),
        ("add-quote", article, "0:12", "14:20", "--kind", "indirect", "--cue", "22:26"),
        ("flag", article, "--off"),
        ("undo", article),
        ("redo",),
    ):
        done = onrecord("review", *words, "--json", library=library)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout).keys() >= {"batch", "changed", "message"}
    shown = json.loads(onrecord("show", article, "--json", library=library).stdout)
    assert [p["role"] for p in shown["people"] if p["name"] == "Ola Frid"] == ["diver"]
    (added,) = [q for q in shown["quotes"] if q["cue"] == [{"start": 22, "end": 26}]]
    assert (added["kind"], added["content"]) == ("indirect", [{"start": 0, "end": 12}, {"start": 14, "end": 20}])
    history = onrecord("review", "history", library=library).stdout
    assert "add_quote" in history and "{'" not in history


@pytest.mark.parametrize("stretch", ["12", "5:5", "9:3", "a:b", "-1:4"])
def test_what_is_no_stretch_is_refused(kept, stretch):
    library, _ = kept
    done = onrecord("review", "add-mention", "p-000000000000", "--", stretch, library=library)
    assert done.returncode == 2 and "stretch" in done.stderr and "START:END" in done.stderr


def test_show_is_for_the_eye_and_holds_everything(kept):
    library, _ = kept
    article = json.loads(onrecord("list", "--json", library=library).stdout)[0]["id"]
    shown = onrecord("show", article, library=library).stdout
    assert shown.startswith(article) and "## Quotes" in shown and "<!--" not in shown


def test_what_a_correction_did_to_decisions_is_told_by_name(tmp_path):
    library, source = tmp_path / "l.db", tmp_path / "bridge.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    assert onrecord("add", source, library=library).returncode == 0
    quotes = json.loads(onrecord("quotes", "--json", library=library).stdout)
    (decided,) = [q["id"] for q in quotes if "nine years" in q["exact"]]
    assert onrecord("review", "accept", decided, library=library).returncode == 0
    source.write_text(ARTICLE.replace("nine years", "ten long years"), encoding="utf-8")
    done = onrecord("add", source, library=library)
    assert done.returncode == 0 and f"{decided} moved, please check" in done.stderr
    told = onrecord("show", json.loads(onrecord("list", "--json", library=library).stdout)[0]["id"], "--report",
                    library=library)  # fmt: skip
    assert told.returncode == 0 and f"{decided} moved, please check" in told.stderr


def test_a_library_that_is_named_wins_over_the_environments(kept, tmp_path):
    library, _ = kept
    other = tmp_path / "other.db"
    for words in (("--library", other, "list"), ("list", "--library", other), ("doctor", "--library", other)):
        done = onrecord(*words, library=library)
        assert "other.db" in done.stderr + done.stdout, words
    assert onrecord("list", library=library).returncode == 0


def test_doctor_saves_what_can_be_read_of_a_damaged_library(kept, tmp_path):
    library, _ = kept
    damaged = tmp_path / "damaged.db"
    assert onrecord("backup", damaged, library=library).returncode == 0
    with closing(sqlite3.connect(damaged)) as conn:
        size = conn.execute("PRAGMA page_size").fetchone()[0]
        page = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotes_speaker'").fetchone()[0]
    data = bytearray(damaged.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    damaged.write_bytes(data)
    done = onrecord("doctor", "--repair", library=damaged)
    assert done.returncode == 1 and damaged.read_bytes() == data
    (rescued,) = tmp_path.glob("damaged.db.rescued-*")
    assert str(rescued) in done.stdout
    assert onrecord("doctor", library=rescued).returncode == 0
    for verb in ("quotes", "people"):
        now, before = (onrecord(verb, "--json", library=file).stdout for file in (rescued, library))
        assert json.loads(now) == json.loads(before)


def test_an_unknown_id_is_named_and_nothing_changes(kept):
    library, _ = kept
    done = onrecord("review", "accept", "q-nosuch", library=library)
    assert done.returncode == 1
    assert "q-nosuch" in done.stderr
    assert "Traceback" not in done.stderr


def test_export_writes_a_note_and_leaves_it_alone_the_second_time(kept, tmp_path):
    library, _ = kept
    assert onrecord("export", "-o", tmp_path / "notes", library=library).returncode == 0
    notes = sorted((tmp_path / "notes").rglob("*.md"))
    assert notes
    before = [(n.read_bytes(), n.stat().st_mtime_ns) for n in notes]
    assert "nine years" in notes[0].read_text(encoding="utf-8")
    assert onrecord("export", "-o", tmp_path / "notes", library=library).returncode == 0
    assert [(n.read_bytes(), n.stat().st_mtime_ns) for n in notes] == before


def test_tables_show_untrusted_text_without_control_codes(tmp_path):
    hostile = "Red \x1b[31malert\x1b]0;owned\x07 [red]bold[/red]\n\n" + ARTICLE
    source = tmp_path / "hostile.txt"
    source.write_text(hostile, encoding="utf-8")
    library = tmp_path / "l.db"
    assert onrecord("add", source, library=library).returncode == 0
    for verb in (
        ("list",),
        ("quotes",),
        ("people",),
        ("show", json.loads(onrecord("list", "--json", library=library).stdout)[0]["id"]),
    ):
        shown = onrecord(*verb, library=library).stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown
    assert "[red]bold[/red]" in onrecord("list", library=library).stdout


def test_ids_are_whole_however_narrow_the_terminal(kept):
    library, _ = kept
    narrow = {"FORCE_COLOR": "1", "COLUMNS": "50"}
    for verb in ("list", "quotes", "people"):
        rows = json.loads(onrecord(verb, "--json", library=library).stdout)
        shown = onrecord(verb, library=library, env=narrow).stdout
        assert max(len(line) for line in re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()) == 50
        assert all(row.get("id", row.get("person_id")) in shown for row in rows)


def test_search_finds_the_words_and_survives_odd_queries(kept):
    library, _ = kept
    hits = json.loads(onrecord("search", "nine years", "--json", library=library).stdout)
    assert any("nine years" in h["context"] for h in hits)
    for odd in ('"', "NEAR(", "a AND OR", "speaker:", "'; DROP TABLE quotes; --", "*"):
        assert onrecord("search", odd, "--json", library=library).returncode == 0, odd


def test_settings_are_shown_checked_and_edited(tmp_path):
    env = {"ONRECORD_CONFIG_DIR": str(tmp_path), "EDITOR": "true", "VISUAL": ""}
    assert onrecord("config", "path", env=env).stdout.strip() == str(tmp_path / "settings.toml")
    assert onrecord("config", "check", env=env).returncode == 0
    assert onrecord("config", "edit", env=env).returncode == 0
    assert "[reader]" in (tmp_path / "settings.toml").read_text(encoding="utf-8")
    (tmp_path / "settings.toml").write_text("[reader]\nmeasure = 'x'\n", encoding="utf-8")
    wrong = onrecord("config", "check", env=env)
    assert wrong.returncode == 1
    assert "reader.measure" in wrong.stderr
