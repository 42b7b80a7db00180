"""The settings file: defaults, checks that name file, key and reason, and a template that loads."""

import re

import pytest

from extract.errors import SettingsError
from tui.settings import Settings, library_file, load_settings, template


def _load(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_no_file_means_the_defaults(tmp_path):
    assert load_settings(tmp_path / "none.toml") == (Settings(), [])


def test_the_template_says_the_defaults_and_loads_with_every_line_switched_on(tmp_path):
    switched_on = re.sub(r"^# (\w+ = .+)$", r"\1", template(), flags=re.M)
    settings, warnings = _load(tmp_path, switched_on)
    assert warnings == []
    assert settings.reader == Settings().reader
    assert settings.export == Settings().export
    assert settings.keys == {"accept": "a"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reader = 3", "reader must be a table"),
        ("[reader]\nmeasure = 'wide'", "reader.measure must be a whole number, not 'wide'"),
        ("[reader]\nmeasure = 20", "reader.measure must be between 40 and 120, not 20"),
        ("[reader]\nclasses = ['shouting']", "reader.classes: 'shouting' is none of speech, writing"),
        ("[annotate]\nengine = 'magic'", "annotate.engine: 'magic' is none of model, rules"),
        ("[export]\nlinked = 1", "export.linked must be true or false, not 1"),
        ("[keys]\naccept = 3", "keys.accept must be a text"),
        ("[reader\n", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_named_with_its_file(tmp_path, text, said):
    with pytest.raises(SettingsError) as caught:
        _load(tmp_path, text)
    assert said in caught.value.title
    assert str(tmp_path / "settings.toml") in caught.value.title


def test_an_unknown_key_is_a_warning_with_the_one_that_was_meant(tmp_path):
    settings, warnings = _load(tmp_path, "[reader]\nmesure = 60\n[libary]\npath = 'x'\n")
    assert settings == Settings()
    assert [w.split(": ", 1)[1] for w in warnings] == [
        "there is no setting libary; did you mean library?",
        "there is no setting reader.mesure; did you mean reader.measure?",
    ]


def test_the_library_of_the_settings_is_used_where_none_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_LIBRARY", "")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text(f"[library]\npath = '{tmp_path / 'mine.db'}'\n")
    assert library_file(None) == tmp_path / "mine.db"
    assert library_file(tmp_path / "other.db") == tmp_path / "other.db"
    monkeypatch.setenv("ONRECORD_LIBRARY", str(tmp_path / "named.db"))
    assert library_file(None) == tmp_path / "named.db"
