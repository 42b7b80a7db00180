"""The spaCy component: found by entry point, the annotator's records, spans displaCy draws, the documented example."""

from __future__ import annotations

import doctest

import pytest
import spacy

from extract.annotate import component
from extract.annotate.annotator import Annotator, Config
from extract.annotate.pipeline import DEFAULT_PIPELINE
from extract.records import Article

TEXT = (
    "“The harbour will open in May,” said Ada Lund, mayor of Kiruna.\n"
    "Carl Ek, who sat beside her, opposed the plan. He said: “We were never asked.”"
)


@pytest.fixture(scope="module")
def pipeline():
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("onrecord", config={"engine": "rules"})
    return nlp


def test_documented_example_runs():
    assert doctest.testmod(component).failed == 0
    assert doctest.testmod(component).attempted >= 5


def test_records_are_those_of_the_annotator(pipeline):
    doc = pipeline(TEXT)
    alone = Annotator(Config(engine="rules")).annotate(Article(doc._.onrecord.article.id, TEXT))
    assert [p.name for p in doc._.onrecord.people] == [p.name for p in alone.people]
    assert [(q.id, q.speaker, q.content) for q in doc._.onrecord.quotes] == [
        (q.id, q.speaker, q.content) for q in alone.quotes
    ]


def test_span_groups_carry_names_and_ids(pipeline):
    doc = pipeline(TEXT)
    people = {(s.text, s.label_, s.id_) for s in doc.spans["people"]}
    assert ("Ada Lund", "Ada Lund", "p1") in people
    assert {s.label_ for s in doc.spans["quotes"]} >= {"direct"}
    html = spacy.displacy.render(doc, style="span", options={"spans_key": "people"})
    assert "Ada Lund" in html


def test_text_and_parse_are_untouched(pipeline):
    before = spacy.load(DEFAULT_PIPELINE)(TEXT)
    after = pipeline(TEXT)
    assert [t.text for t in before] == [t.text for t in after]
    assert [t.dep_ for t in before] == [t.dep_ for t in after]


def test_empty_text_and_a_batch(pipeline):
    docs = list(pipeline.pipe(["", "Nothing was said.", TEXT]))
    assert [len(d._.onrecord.quotes) for d in docs][:2] == [0, 0]
    assert docs[2]._.onrecord.quotes


def test_without_a_parser_the_error_says_what_is_missing():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"engine": "rules"})
    with pytest.raises(ValueError, match="dependency parse"):
        nlp("Ada Lund spoke.")
