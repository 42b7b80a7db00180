"""Cues without a subject, and marked speech that a second cue only passes on."""

from __future__ import annotations

import pytest

from extract.annotate.attribution import Attributor


@pytest.fixture(scope="module", params=["rules", "model"])
def engine(request):
    return Attributor(engine=request.param)


def _source(attribute, engine, text: str, words: str) -> str:
    at = text.index(words)
    said = next(a.raw for a in attribute(engine, text) if any(c.start <= at < c.end for c in a.raw.content))
    return " ".join(s.of(text) for s in said.source)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“Stay calm,” Owen Tarn said, according to the Harwick Ledger. “It will pass.”", "Owen Tarn"),
        ("Owen Tarn cheered the volunteers with a simple message: “Stay calm.”", "Owen Tarn"),
    ],
)
def test_the_speaker_stands_beside_the_cue(attribute, engine, text, who):
    assert who in _source(attribute, engine, text, "Stay calm")


def test_somebody_named_last_before_a_colon_speaks(attribute):
    text = "The result does not surprise pollster Owen Tarn: “Stay calm. It was always close.”"
    assert "Owen Tarn" in _source(attribute, Attributor(engine="model"), text, "Stay calm")


def test_speech_that_fills_a_paragraph_goes_on_from_the_report_before(attribute):
    text = (
        "The sale took a week.\n\nOwen Tarn argued in an email that the sale had been rushed.\n\n"
        "“Nobody asked the members what they wanted to do with it.”\n\nThe board meets in May."
    )
    said = [a.raw for a in attribute(Attributor(engine="model"), text)]
    last = next(a for a in said if text[a.content[0].start :].startswith("“Nobody"))
    assert last.continues is not None
    assert said[last.continues].source[0].of(text) == "Owen Tarn"
