"""The pipeline's own rules for tokens."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("text", ["It is over,”Poe said.", 'It is over,"Poe said.', "It is over.“Go on."])
def test_marks_are_tokens_where_the_space_beside_them_was_lost(nlp, text) -> None:
    tokens = [token.text for token in nlp(text)]
    assert any(mark in tokens for mark in '”“"')
    assert "over" in tokens


def test_inches_and_letters_stay_as_they_are(nlp) -> None:
    assert [t.text for t in nlp("The 5'10\" keeper said so.")][-4:] == ["keeper", "said", "so", "."]
