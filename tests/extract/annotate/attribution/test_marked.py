"""Speech within quotation marks: whose it is, and where it begins and ends."""

from __future__ import annotations

import pytest

CASES = [
    # quote, then cue
    ("“We lost the bid,” said Amina Yusuf on Friday.", "Amina Yusuf", ["“We lost the bid,”"]),
    ("“We lost the bid,” Amina Yusuf said on Friday.", "Amina Yusuf", ["“We lost the bid,”"]),
    ("'We were robbed out there,' said O'Dowd.", "O'Dowd", ["'We were robbed out there,'"]),
    ("''It is a start,'' Ms. Reyes said.", "Ms. Reyes", ["''It is a start,''"]),
    ("“Will it rain?” asked the groundsman.", "the groundsman", ["“Will it rain?”"]),
    (
        "“It works in mice,” said Lena Fischer, who led the trial and wrote the paper.",
        "Lena Fischer",
        ["“It works in mice,”"],
    ),
    # cue, then quote
    ("Justice Rao said: “The order is stayed until Monday.”", "Justice Rao", ["“The order is stayed until Monday.”"]),
    ('The coach replied, "Ask me after the match."', "The coach", ['"Ask me after the match."']),
    ("Nodding at the pitch, Moyo said, “This is home.”", "Moyo", ["“This is home.”"]),
    (
        "Dr Ann Okoro, the hospital's head of surgery, said: “We are full.”",
        "Dr Ann Okoro, the hospital's head of surgery",
        ["“We are full.”"],
    ),
    ("Party chair Hanna Lind: “We will not stand aside.”", "Party chair Hanna Lind", ["“We will not stand aside.”"]),
    # split by the cue
    (
        "“The trouble,” Professor Iyer said, “is that nobody measured it.”",
        "Professor Iyer",
        ["“The trouble,”", "“is that nobody measured it.”"],
    ),
    (
        "“We tried everything,” she said. “Nothing worked for us.”",
        "she",
        ["“We tried everything,”", "“Nothing worked for us.”"],
    ),
    # the speaker stands nearer to somebody else's name
    (
        "Turning to Mr Varga, Ms Toth said: “You have had nine years.”",
        "Ms Toth",
        ["“You have had nine years.”"],
    ),
    # other introductions
    ("“Nothing is signed,” according to the union.", "the union", ["“Nothing is signed,”"]),
    ("“Best night of my life.” — Rosa Diaz", "Rosa Diaz", ["“Best night of my life.”"]),
]


@pytest.mark.parametrize(("text", "source", "content"), CASES, ids=[c[0][:40] for c in CASES])
def test_the_speaker_and_the_borders(attributor, attribute, text, source, content):
    (said,) = attribute(attributor, text)
    assert said.source.strip(" ,").startswith(source.split(",")[0])
    assert list(said.content) == content
    assert said.kind == "direct"


def test_mixed_speech_keeps_the_clause(attributor, attribute):
    (said,) = attribute(attributor, 'The board said the offer was "an insult" to its members.')
    assert said.kind == "mixed"
    assert said.source == "The board"
    assert said.content == ('the offer was "an insult" to its members',)


@pytest.mark.parametrize(
    "text",
    [
        "He read “War and Peace” twice on the ferry.",
        "The so-called “mini-budget” undid the pound.",
        "Diego “El Tren” Paz scored late in the second half.",
        "They marched past the Rialto, where “Casablanca” was showing.",
        "Her column in “The Harbour Weekly” runs every Friday.",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_no_speech(rules, attribute, text):
    assert attribute(rules, text) == []


def test_speech_with_nothing_beside_it_has_no_source(attributor, attribute):
    text = "The hall emptied at nine.\n“I have waited eleven years for this night.”\nOutside, it rained."
    (said,) = [s for s in attribute(attributor, text) if s.kind == "direct"]
    assert said.source == ""
    assert said.raw.continues is None


def test_a_cue_verb_in_the_passive_claims_no_title(rules, attribute):
    assert attribute(rules, "“Harbour Lights (1974)” was written by Tom Hale.") == []


def test_someone_asked_is_not_the_one_who_asks(attributor, attribute):
    found = attribute(attributor, "Asked whether he would stand again, Senator Diaz said he had not decided.")
    by_content = {s.content[0]: s for s in found}
    assert by_content["he had not decided"].source == "Senator Diaz"
    assert all(s.source != "Senator Diaz" for s in found if "whether" in s.content[0])
