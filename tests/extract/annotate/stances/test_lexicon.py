"""The lexicon's files: the bundled one, a user's own, and broken ones."""

from __future__ import annotations

import pytest

from extract.annotate.stances.lexicon import build_lexicon, load_lexicon, spellings
from extract.errors import SettingsError
from extract.locations import asset

BUNDLED = asset("lexicons", "stances.toml")


def test_the_bundled_lexicon_reads_and_its_tables_are_filled():
    lexicon = build_lexicon([BUNDLED])
    assert lexicon.frames["verb"]["criticise"][0].sign == -1
    assert lexicon.frames["verb"]["criticize"][0].sign == -1
    assert all(tables for tables in (*lexicon.frames.values(), *lexicon.effects.values(), *lexicon.judgements.values()))
    assert {"express", "voice"} <= lexicon.give


def test_no_frame_of_the_same_form_has_two_signs():
    for table in build_lexicon([BUNDLED]).frames.values():
        for entries in table.values():
            seen: dict[tuple, int | None] = {}
            for entry in entries:
                for slot in entry.target:
                    assert seen.setdefault((entry.particle, slot), entry.sign) == entry.sign, (entry, slot)


def test_a_users_entry_wins_and_none_silences(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[frame]]\npos = "verb"\nsign = "none"\nwords = "slam"\n[[frame]]\npos = "verb"\nsign = "-"\nwords = "diss"\n'
    )
    lexicon = build_lexicon([own, BUNDLED])
    assert lexicon.frames["verb"]["slam"][0].sign is None
    assert lexicon.frames["verb"]["diss"][0].sign == -1


def test_the_config_folder_is_read(tmp_path, monkeypatch, find):
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "mine.toml").write_text('[[frame]]\npos = "verb"\nsign = "-"\nwords = "diss"\n')
    monkeypatch.setenv("ONRECORD_CONFIG_DIR", str(tmp_path))
    load_lexicon.cache_clear()
    try:
        assert find("Ito dissed the treaty.", "Ito").rows == [("Ito", "opposes", "treaty")]
    finally:
        load_lexicon.cache_clear()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[frame]\n", "cannot be read"),
        ('[[frame]]\npos = "verb"\nsign = "-"\n', "words"),
        ('[[frame]]\npos = "werb"\nsign = "-"\nwords = "a"\n', "pos"),
        ('[[frame]]\npos = "verb"\nsign = "x"\nwords = "a"\n', "sign"),
        ('[[frame]]\npos = "verb"\nsign = "-"\nstrength = 3\nwords = "a"\n', "strength"),
        ('[[frame]]\npos = "verb"\nsign = "-"\nneeds = "luck"\nwords = "a"\n', "needs"),
        ('[[judgement]]\npos = "verb"\nsign = "-"\nneeds = 3\nwords = "a"\n', "needs"),
        ('[[frame]]\npos = "verb"\nsign = "-"\ntarget = "object"\nwords = "a"\n', "target"),
        ('[[operator]]\npos = "verb"\nkind = "likes"\nwords = "a"\n', "kind"),
        ('[[fram]]\npos = "verb"\n', "unknown table"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path, text, says):
    path = tmp_path / "broken.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=says) as error:
        build_lexicon([path])
    assert "broken.toml" in error.value.title
    assert error.value.hint


def test_spellings():
    assert spellings("criticise") == ["criticise", "criticize"]
    assert spellings("rise") == ["rise"]


def test_the_words_of_an_entry_may_stand_in_either_order(find, tmp_path, monkeypatch):
    (tmp_path / "lexicons").mkdir()
    entry = '[[frame]]\npos = "verb"\nsign = "-"\ntarget = ["about"]\nwords = "have cold feet"\n'
    (tmp_path / "lexicons" / "mine.toml").write_text(entry)
    monkeypatch.setenv("ONRECORD_CONFIG_DIR", str(tmp_path))
    load_lexicon.cache_clear()
    try:
        assert find("Ito had cold feet about the treaty.", "Ito").rows == [("Ito", "opposes", "treaty")]
    finally:
        load_lexicon.cache_clear()
