"""A person's own keys, checked: every action exists, every key is one, no two actions of a screen share one.

In: the `[keys]` table of the settings. Out: nothing, or a SettingsError that names file, action and reason.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping

from textual.keys import Keys, _character_to_key

from extract.errors import SettingsError
from tui.keys import ACTIONS, Action

_MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_NAMED = {key.value for key in Keys} | {"space", "tab", "enter", "escape", "backspace", "delete", "insert"}
_TOGETHER = ({"app", "reader"}, {"app", "library"})
"""Scopes that are live at once; elsewhere the narrower one wins on purpose (q leaves a mode or list, not onrecord)."""
_HINT = "onrecord config edit opens the file; ? in the reader lists the actions."


def check_keymap(keymap: Mapping[str, str], *, source: str) -> None:
    """Raise SettingsError where an action or key does not exist, or where one key would do two things on one screen."""
    known = {a.id: a for a in ACTIONS}
    for action, keys in keymap.items():
        if action not in known:
            close = difflib.get_close_matches(action, known, n=1)
            meant = f"; did you mean {close[0]}?" if close else ""
            raise SettingsError(f"{source}: keys.{action}: there is no such action{meant}", hint=_HINT)
        for key in _split(keys):
            if not _is_key(key):
                raise SettingsError(f"{source}: keys.{action}: {key!r} is no key.", hint=_HINT)
        if not _split(keys):
            raise SettingsError(f"{source}: keys.{action}: no key is given.", hint=_HINT)
    _check_clashes(keymap, source)


def _split(keys: str) -> list[str]:
    return [k.strip() for k in keys.split(",") if k.strip()]


def _is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not all(m in _MODIFIERS for m in modifiers):
        return False
    return len(name) == 1 or name in _NAMED or name in _punctuation()


def _punctuation() -> set[str]:
    return {_character_to_key(chr(c)) for c in range(0x21, 0x7F)}


def _same(key: str) -> str:
    """Return a key's one name: "?" and "question_mark" are one key."""
    return _character_to_key(key) if len(key) == 1 else key


def _check_clashes(keymap: Mapping[str, str], source: str) -> None:
    """Raise where a key that was set would do two things at once."""
    taken: dict[str, list[Action]] = defaultdict(list)
    for action in ACTIONS:
        for key in _split(keymap.get(action.id, action.keys)):
            for other in taken[_same(key)]:
                shared = other.scope == action.scope or {other.scope, action.scope} in _TOGETHER
                if shared and (action.id in keymap or other.id in keymap):
                    said = f"{source}: keys: {key!r} would be both {other.id} and {action.id}."
                    raise SettingsError(
                        said, hint=f"Give one of them another key; usual ones: {other.keys}; {action.keys}"
                    )
            taken[_same(key)].append(action)
