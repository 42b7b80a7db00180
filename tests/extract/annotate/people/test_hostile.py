"""Any text at all: nothing raised, every span verbatim, every speaker a person of the article."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_WORDS = (
    "Ada Lund",
    "Mr. Lund",
    "Prime Minister Sir",
    "Dr",
    " said",
    " he said.",
    " she",
    " I ",
    "we",
    "the ministry",
    "Jr.",
)
_MORE = (
    "a Treasury source",
    "two people",
    "according to",
    "(D-Ohio)",
    "his wife,",
    "LONDON —",
    "WALLACE:",
    "👩‍🚒",
    "é",
    "-",
)
_SIGNS = (
    "“",
    "”",
    "'",
    "''",
    '"',
    ",",
    ".",
    ":",
    "\n",
    "\n\n",
    " — ",
    "\u202e",
    "\u200b",
    "\x1b[31m",
    "e\u0301",
    "\xa0",
    "«",
)
_PIECES = (*_WORDS, *_MORE, *_SIGNS)


def _check(r) -> None:
    ids = {p.id for p in r.people.people}
    assert len(ids) == len(r.people.people)
    for person in r.people.people:
        assert person.name.strip()
        for mention in person.mentions:
            assert 0 <= mention.start < mention.end <= len(r.text)
        if person.role_span is not None:
            assert " ".join(person.role_span.of(r.text).split()) == person.role
    for quote in r.quotes:
        assert quote.speaker is None or quote.speaker in ids
        assert 0 <= quote.confidence <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_mix_of_pieces(read, text):
    _check(read(text))


@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", "“", "”” said", "A" * 5000, "he " * 500, "Mr " * 200, "“I " * 200, "THE END. " * 50, "Lund-" * 300],
)
def test_shapes_nobody_writes(read, text):
    _check(read(text))


def test_many_namesakes_stay_quick(read):
    names = " ".join(f"{given} Poe spoke." for given in ("Ann", "Bea", "Cid", "Dan", "Eva", "Fay", "Gus", "Hal") * 20)
    r = read(names + " Poe said nothing. He left.")
    assert len(r.names()) == 8
    assert r.who("Poe said nothing") is None
