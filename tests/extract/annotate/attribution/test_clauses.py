"""Speech, thought, wishes, decisions and evidence without quotation marks."""

from __future__ import annotations

import pytest

CASES = [
    ("The minister said the bridge was safe.", "The minister", "the bridge was safe", "speech"),
    ("Residents, officials said, would be home by Sunday.", "officials", "would be home by Sunday", "speech"),
    ("Fares will rise in March, the operator said.", "the operator", "Fares will rise in March", "speech"),
    ("According to the audit, the fund is empty.", "the audit", "the fund is empty", "speech"),
    ("Ms Brandt tweeted that the line was dead.", "Ms Brandt", "the line was dead", "writing"),
    ("The deputy believes that the deal will hold.", "The deputy", "the deal will hold", "thought"),
    ("Farmers want the quota to go.", "Farmers", "the quota to go", "wish"),
    ("The court ruled that the contract was void.", "The court", "the contract was void", "decision"),
    ("The survey shows that half of tenants skip meals.", "The survey", "half of tenants skip meals", "evidence"),
]


@pytest.mark.parametrize(("text", "source", "content", "cue_class"), CASES, ids=[c[0][:30] for c in CASES])
def test_source_content_and_class(attributor, attribute, text, source, content, cue_class):
    (said,) = attribute(attributor, text)
    assert said.kind == "indirect"
    assert said.source.strip(" ,") == source
    assert content in said.content[-1]
    assert said.raw.cue_class == cue_class


def test_an_elided_subject_is_taken_from_the_main_verb(attributor, attribute):
    found = attribute(attributor, "Mr Tan said the fee was fair, adding that nobody had complained.")
    assert [s.source for s in found] == ["Mr Tan", "Mr Tan"]
    assert found[1].cue == "adding"


def test_coordinated_cues_share_their_source(attributor, attribute):
    found = attribute(attributor, "Ms Osei praised the clerks and warned that recounts cost money.")
    assert {s.source for s in found} == {"Ms Osei"}
    assert "warned" in {s.cue for s in found}


def test_hearsay_without_a_name_stays_without_a_name(attributor, attribute):
    for said in attribute(attributor, "The dam is expected to open in spring."):
        assert said.source == ""


def test_why_speaks_in_plain_words(attributor, attribute):
    (said,) = attribute(attributor, "“Not on my watch,” Ms Osei told the Daily Lamp.")
    why = said.raw.why
    assert why["summary"].startswith("“told") or "“told" in why["summary"]
    assert "“Ms Osei”" in why["summary"]
    assert why["cue"].startswith("told")
    assert why["engine"] in ("model", "rules")
    assert why["construction"] == "cue after"
    assert why["distance"] <= 3
