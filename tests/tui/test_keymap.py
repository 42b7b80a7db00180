"""A person's keys: wrong ones are refused with file, action and reason; the usual ones do not clash."""

import pytest

from extract.errors import SettingsError
from tui.keymap import check_keymap
from tui.keys import ACTIONS


def _refused(keymap):
    with pytest.raises(SettingsError) as caught:
        check_keymap(keymap, source="settings.toml")
    return caught.value.title


def test_the_usual_keys_pass_when_said_again():
    check_keymap({a.id: a.keys for a in ACTIONS}, source="settings.toml")


def test_another_key_and_several_are_taken():
    check_keymap({"accept": "ctrl+t", "reject": "Z,ctrl+g"}, source="settings.toml")


def test_an_unknown_action_is_named_with_the_one_that_was_meant():
    assert _refused({"acept": "y"}) == "settings.toml: keys.acept: there is no such action; did you mean accept?"


@pytest.mark.parametrize("key", ["ctl+y", "spacebar", "a b", ""])
def test_what_is_no_key_is_refused(key):
    assert "settings.toml: keys.accept: " in _refused({"accept": key})


def test_one_key_for_two_actions_of_a_screen_is_refused_and_both_are_named():
    title = _refused({"accept": "x"})
    assert "accept" in title
    assert "reject" in title


def test_punctuation_and_its_name_are_one_key():
    assert "help" in _refused({"accept": "?"})
