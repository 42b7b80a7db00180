"""The engine as others call it: falling back, staying verbatim, staying linear."""

from __future__ import annotations

import cProfile

import pytest

from extract.annotate.attribution import Attributor
from extract.annotate.attribution.lexicon import load_lexicon
from extract.annotate.marks import find_marks
from extract.annotate.parse import parse_many
from extract.annotate.tagger.tagger import Tagger
from extract.errors import ModelError
from extract.records import Article

HOSTILE = [
    "",
    "\n\n \u200b\n",
    "“",
    "”””” “““",
    "'' '' ''",
    ":::: said said said",
    "\x1b[31mHe said “hi”\x1b[0m\u202e he said.",
    "[bold]“x,” said [/bold]",
    "“" * 400,
    "He said " * 300,
    "said: “a” " * 200,
    "👩‍🚀 “Go,” said Zoë\u0301 — “now.”\r\n“Wait,” said Ünal.\r\n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_borne_and_spans_are_sound(attributor, attribute, text):
    for said in attribute(attributor, text):
        raw = said.raw
        assert raw.content
        for span in (*raw.content, *raw.cue, *raw.source, *raw.inner_source):
            assert 0 <= span.start < span.end <= len(text)
        assert list(raw.content) == sorted(raw.content)
        assert all(a.end <= b.start for a, b in zip(raw.content, raw.content[1:], strict=False))
        assert 0.0 < raw.confidence < 1.0
        assert raw.why["summary"]


def test_attributions_come_in_text_order(attributor, attribute):
    text = "“A day,” said Ann. Ben said it rained. “Or two,” said Cem. Dora believes it will last."
    starts = [s.raw.content[0].start for s in attribute(attributor, text)]
    assert starts == sorted(starts)
    assert len(starts) >= 4


def test_without_its_model_the_rules_work_on_and_say_so(monkeypatch, attribute):
    def missing(*_args, **_kwargs):
        raise ModelError("weights.onnx: the model file is damaged", hint="Reinstall.")

    monkeypatch.setattr(Tagger, "load", missing)
    made = Attributor(engine="model")
    assert made.engine == "rules"
    assert made.model_name is None
    assert any("damaged" in remark for remark in made.remarks)
    (said,) = attribute(made, "“We stay,” said Ann Lee.")
    assert said.source == "Ann Lee"
    assert said.raw.why["engine"] == "rules"


def test_the_lexicon_knows_every_class():
    lexicon = load_lexicon()
    classes = {lexicon.verbs[v].cue_class for v in ("say", "tweet", "believe", "want", "rule", "show")}
    assert classes == {"speech", "writing", "thought", "wish", "decision", "evidence"}


def test_work_is_linear_in_quotation_marks(rules, nlp):
    """Calls are counted, not seconds: they do not depend on what else the machine does."""

    def calls(n: int) -> int:
        text = "“Yes,” she said.\n" * n + "“No,” he said. " * n
        parsed = parse_many(nlp, [Article("a", text)])
        marks = [find_marks(p.text, [(q.start, q.end) for q in p.paragraphs]) for p in parsed]
        counter = cProfile.Profile()
        counter.enable()
        rules.attribute_many(parsed, marks)
        counter.disable()
        return sum(entry.callcount for entry in counter.getstats())

    assert calls(160) < 8 * calls(20) * 1.5


def test_one_paragraph_after_another_goes_on(nlp):
    text = "Tom Byers left. “It is close,” Byers said.\n\n“And it will stay close.”\n\n“I see no way out.”\n\nHe left."
    article = Article("a-test", text)
    parsed = parse_many(nlp, [article])[0]
    marks = find_marks(text, [(p.start, p.end) for p in parsed.paragraphs])
    found = Attributor().attribute_many([parsed], [marks])[0]
    on = {" ".join(s.of(text) for s in a.content): a.continues for a in found}
    assert on["“And it will stay close.”"] is not None
    assert on["“I see no way out.”"] is not None


def test_a_headline_is_none_of_the_words_below_it(nlp):
    text = "Why I kept the shop open\n\nI told the council that the street was dying. Nobody listened."
    parsed = parse_many(nlp, [Article("a-test", text)])[0]
    marks = find_marks(text, [(p.start, p.end) for p in parsed.paragraphs])
    found = Attributor().attribute_many([parsed], [marks])[0]
    assert any("the street was dying" in s.of(text) for a in found for s in a.content)
    assert not any(s.start < 20 for a in found if a.cue for s in a.content)
