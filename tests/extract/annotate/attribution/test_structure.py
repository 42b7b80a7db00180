"""Quotations over several paragraphs, answers, transcripts, second-hand speech, denials."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.annotate.attribution import Attributor
from extract.annotate.attribution.borders import own_sentence
from extract.annotate.attribution.lexicon import stems
from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import TextWords
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.records import Article, Region, Span

STATEMENT = """Ms Lindqvist said: "We have looked at every account. We found nothing.
"We will look again, because the members asked us to.
"And when we have finished, we will publish all of it."
On Tuesday the ministry confirmed that it had received the file."""


def test_one_quotation_over_paragraphs_is_one_with_a_span_each(attributor, attribute):
    found = attribute(attributor, STATEMENT)
    (quote,) = [s for s in found if s.kind == "direct"]
    assert quote.source == "Ms Lindqvist"
    assert quote.content == (
        '"We have looked at every account. We found nothing.',
        '"We will look again, because the members asked us to.',
        '"And when we have finished, we will publish all of it."',
    )


def test_a_cue_in_the_last_paragraph_serves_the_whole(rules, attribute):
    text = '"We counted the votes twice.\n"We counted them again on Sunday," said the returning officer.'
    (quote,) = attribute(rules, text)
    assert quote.source == "the returning officer"
    assert len(quote.content) == 2


def test_a_paragraph_of_speech_goes_on_with_the_same_speaker_and_says_it_is_less_sure(rules, attribute):
    first, second = attribute(rules, "“We are staying,” Mr Obi said.\n“My father built this house with his hands.”")
    assert second.source == ""
    assert second.raw.continues == 0
    assert second.raw.confidence < first.raw.confidence


def test_an_answer_is_not_given_to_the_one_who_asked(attributor, attribute):
    found = attribute(attributor, "“Why now?” she asked.\n“Because they can hear us.”")
    answer = next(s for s in found if "Because" in s.content[0])
    assert answer.source == ""
    assert answer.raw.continues is None


def test_a_colon_reaches_into_the_next_paragraph(attributor, attribute):
    text = "In a letter to staff on Monday, the chief executive wrote:\n“I know this is hard to hear.”"
    quote = next(s for s in attribute(attributor, text) if s.kind == "direct")
    assert quote.source == "the chief executive"


def test_who_acts_in_the_sentence_before_speaks_within_the_marks(attributor, attribute):
    text = "“An apology,” says Edwin. Marcus, asked the same an hour later, smiles. “He can have one when I get mine.”"
    said = {s.content: s.source for s in attribute(attributor, text) if s.kind == "direct"}
    assert {c: s.rstrip(",") for c, s in said.items()} == {
        ("“An apology,”",): "Edwin",
        ("“He can have one when I get mine.”",): "Marcus",
    }


def test_after_speech_a_gesture_of_he_or_she_changes_no_speaker(rules, attribute):
    (said,) = attribute(rules, "“We lost a week,” said Tom Breck. He shrugs. “We will not lose a second one.”")
    assert said.source == "Tom Breck" and len(said.content) == 2


def test_a_new_quotation_over_paragraphs_without_a_cue_is_one_and_goes_on_from_the_one_before(attributor, attribute):
    text = (
        '"I have come to the end of what I can do here," Dr Simon Abara wrote in an email to staff.\n'
        '"We inherited a deficit. We inherited crumbling buildings. And we were told that help was on its way.\n'
        '"It never came."\n'
        "The email was sent on Sunday."
    )
    first, second = [s for s in attribute(attributor, text) if s.kind == "direct"]
    assert (first.source, second.source) == ("Dr Simon Abara", "")
    assert len(second.content) == 2 and second.raw.continues == 0


def test_a_short_sentence_is_no_title(attributor, attribute):
    text = "“They promised us a bridge,” said Edwin Moor.\n“That's a lie.”\nThe meeting went on until midnight."
    assert [s.content for s in attribute(attributor, text) if s.kind == "direct"] == [
        ("“They promised us a bridge,”",),
        ("“That's a lie.”",),
    ]


@pytest.mark.parametrize(
    ("source", "kept"),
    [("Edwin. Marcus,", "Edwin"), ("Sens. Jane Holt and Al Poe", "Sens. Jane Holt and Al Poe"), ("Edwin", "Edwin")],
)
def test_a_source_ends_where_its_sentence_does(nlp, source, kept):
    text = f"“Never,” says {source} smiled at the crowd."
    parsed = parse_many(nlp, [Article("a", text)])[0]
    words = TextWords(parsed, find_marks(text, [(0, len(text))])).of(parsed.paragraphs[0])
    at = text.index(source)
    draft = Draft([Span(0, 8)], [Span(9, 13)], [Span(at, at + len(source))], "inverted cue after")
    own_sentence(draft, words)
    assert draft.source[0].of(text) == kept


TRANSCRIPT = """HOST: Welcome back. With us is the transport minister.
OKELLO: Thank you. Glad to be here.
HOST: Will fares go up in March?
OKELLO (laughing): No. I have said it before.
(CROSSTALK)
Nobody in my department has asked for it.
HOST: Thank you, minister.
The Morning Hour is broadcast on weekdays."""


def test_a_transcript_goes_by_its_labels(attributor, attribute):
    found = attribute(attributor, TRANSCRIPT)
    found = [s for s in found if s.raw.label]
    assert [s.source for s in found] == ["HOST", "OKELLO", "HOST", "OKELLO", "HOST"]
    assert found[-1].content == ("Thank you, minister.",)
    assert found[-2].content == ("No. I have said it before.", "Nobody in my department has asked for it.")
    assert all(s.raw.label and s.kind == "direct" and s.raw.why["engine"] == "label" for s in found)


def test_a_notice_with_a_colon_makes_no_transcript(attributor, attribute):
    text = "UPDATE: The road has reopened.\nThe queue was four miles long.\nUPDATE: It has closed again."
    assert not [s for s in attribute(attributor, text) if s.raw.label]


def test_second_hand_speech_names_both(attributor, attribute):
    (said,) = attribute(attributor, "Reuters reported that Mr Okafor had told aides he would step down.")
    assert said.source == "Reuters"
    assert said.raw.why["inner_source"] == "Mr Okafor"


def test_denials_and_silence_are_marked(attributor, attribute):
    found = attribute(attributor, "The agent denied that talks had begun. The club refused to comment on the fee.")
    assert [s.raw.why.get("denial") for s in found] == [True, True]
    (plain,) = attribute(attributor, "The agent said that talks had begun.")
    assert "denial" not in plain.raw.why


def test_boilerplate_is_never_read(attributor, nlp):
    text = "The mayor said the bridge was safe.\n'I was ruined': actor says studio lied"
    start = text.index("'I was")
    article = Article("a", text, regions=(Region("body", 0, start), Region("boilerplate", start, len(text))))
    parsed = parse_many(nlp, [article])
    marks = [find_marks(p.text, [(q.start, q.end) for q in p.paragraphs]) for p in parsed]
    found = attributor.attribute_many(parsed, marks)[0]
    assert len(found) == 1
    assert found[0].content[0].end < start


def test_a_teaser_is_nobodys_speech(attributor, attribute):
    assert attribute(attributor, "Read more: 'I lost everything': the town the bank forgot") == []


def test_the_papers_own_but_clause_is_not_reported(attributor, attribute):
    text = 'Kelly said the side "owed the supporters one", but the manager laughed.'
    kelly = next(s for s in attribute(attributor, text) if s.source == "Kelly")
    assert kelly.content == ('the side "owed the supporters one"',)


def test_the_source_ends_before_what_is_told_of_it(attributor, attribute):
    text = "“It is a mess,” one director — who asked not to be named — told the Irish Ledger."
    quote = next(s for s in attribute(attributor, text) if s.kind == "direct")
    assert quote.source.startswith("one director")
    assert not quote.source.endswith(("who", "—"))


def test_a_statement_takes_in_nothing_of_the_sentence_before_its_cue(attributor, attribute):
    text = "Talks will begin in Oslo on Friday, it is understood. " + STATEMENT
    (quote,) = [s for s in attribute(attributor, text) if s.source == "Ms Lindqvist"]
    assert quote.kind == "direct"
    assert len(quote.content) == 3


def test_what_is_told_of_a_source_is_none_of_its_words(attributor, attribute):
    text = "According to port officials, who spoke on condition of anonymity, at least nine crews have left."
    (said,) = attribute(attributor, text)
    assert said.content == ("at least nine crews have left",)


def test_a_cue_that_the_tagger_took_for_an_adjective_is_still_one_of_speech(attribute):
    engine = Attributor(engine="model")  # the rules go by the tags
    text = "Cllr Amy Moor, who chairs the board, insisted members had ‘read every page’."
    (said,) = [s for s in attribute(engine, text) if s.kind == "mixed"]
    assert (said.source.split(",")[0], said.raw.cue_class) == ("Cllr Amy Moor", "speech")


def test_words_in_marks_under_an_unknown_cue_count_as_speech(monkeypatch, attribute):
    engine = Attributor(engine="model")
    monkeypatch.setattr(engine, "_lexicon", replace(engine._lexicon, verbs={}, nouns={}))
    (said,) = attribute(engine, "The mayor called the ruling “a gift to nobody”.")
    assert said.raw.cue_class == "speech"


@pytest.mark.parametrize(
    ("form", "base"), [("insisted", "insist"), ("fuming", "fume"), ("quipped", "quip"), ("replied", "reply")]
)
def test_the_base_of_a_form_is_among_its_stems(form, base):
    assert base in stems(form)
