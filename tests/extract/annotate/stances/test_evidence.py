"""The words that show a stance: whole phrases, verbatim, with balanced marks."""

from __future__ import annotations

import pytest

READ = [
    ('Ferri said she "wants to save the pier"after the storm.', "Ferri|she", "wants to save the pier"),
    ('Ferri will not host "floating camps" in the bay.', "Ferri", 'will not host "floating camps"'),
    ("Ferri called the toll “a tax on the poor and a disgrace”.", "Ferri", "called the toll “a tax on the poor”"),
    ("Ferri spoke in favour of the ferry on Monday.", "Ferri", "in favour of the ferry"),
    ("Ferri accused Ames of lying, and left.", "Ferri", "accused Ames of lying"),
    ("Ferri has no confidence in the auditor.", "Ferri", "has no confidence in the auditor"),
]


@pytest.mark.parametrize(("text", "holder", "shown"), READ, ids=[r[2] for r in READ])
def test_evidence_is_a_whole_phrase_with_its_marks(find, text, holder, shown):
    found = find(text, holder, "Ames", threshold=0.3)
    words = [found.words(s) for s in found.stances]
    assert any(shown.split("”")[0] in w for w in words), words
    assert all(w.count("“") == w.count("”") and w.count('"') % 2 == 0 for w in words)


def test_evidence_does_not_run_over_the_border_of_a_quotation(find):
    text = '"The ferry, which my grandfather built and which all of us took to school, is old. I back it," Ferri said.'
    said = text[: text.rindex('"') + 1]
    found = find(text, "Ferri", quotes=[("Ferri", said)], threshold=0.1)
    assert found.stances
    for stance in found.stances:
        assert all(not (e.start < len(said) < e.end) for e in stance.evidence)
        assert '"' not in found.words(stance)


def test_an_answer_shows_its_sentence(find):
    text = '"When it comes to the quarry, or the pit, as they call it, I repeat: never in Kesh," Dunne said.'
    found = find(text, "Dunne", quotes=[("Dunne", text[: text.rindex('"') + 1])])
    assert (
        found.words(found.stances[0])
        == "When it comes to the quarry, or the pit, as they call it, I repeat: never in Kesh"
    )


def test_words_far_from_their_target_are_two_stretches(find):
    road = "on the old road from the mill by the church of Saint Anne to the weir at the end of the long valley "
    text = f"The toll {road * 2}was condemned by Ferri."
    (stance,) = find(text, "Ferri", threshold=0.1).stances
    assert [e.of(text) for e in stance.evidence] == ["toll", "was condemned"]
