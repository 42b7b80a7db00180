"""A corrected article, a new run: a person's word stays, the rest is replaced, and what became of it is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.library.library import Library
from extract.library.views import QuoteView
from extract.records import Annotations
from tests.builders import OTHER_RUN, Story
from tests.extract.library.stories import BRIDGE, bridge


def quote(lib: Library, article: str, object_id: str) -> QuoteView:
    return next(q for q in lib.reading(article).quotes if q.id == object_id)


def rerun(changed: Annotations | None = None) -> Annotations:
    return replace(changed or bridge().annotations(), run=OTHER_RUN)


def without(annotations: Annotations, number: int) -> Annotations:
    gone = annotations.quotes[number].id
    stances = tuple(replace(s, quote=None) if s.quote == gone else s for s in annotations.stances)
    return replace(annotations, quotes=tuple(q for q in annotations.quotes if q.id != gone), stances=stances)


# --- the same text, another run ---------------------------------------------------------------------------------------


def test_a_new_run_replaces_what_nobody_touched(lib: Library, kept: str) -> None:
    said = bridge().annotations()
    better = replace(said, quotes=tuple(replace(q, confidence=0.99, why={"engine": "model"}) for q in said.quotes))
    again = lib.keep(rerun(better))
    assert again.status == "reannotated" and again.report is not None
    assert (again.report.new, again.report.gone, again.report.conflicts) == ((), (), ())
    assert lib.annotations(kept) == rerun(better) == lib.annotations(kept, decided=False)
    assert lib.reading(kept).run["engine"] == "model" and lib.check() == []


def test_decisions_survive_a_new_run_and_conflicts_are_told(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    bob = reading.people[1]
    first, second, third, _ = reading.quotes
    lib.review.set_speaker(first.id, bob.id)
    lib.review.accept(second.id)
    lib.review.reject(third.id)
    said = bridge().annotations()
    new = [replace(said.quotes[0], speaker="p3"), replace(said.quotes[1], kind="mixed"), said.quotes[2], said.quotes[3]]
    report = lib.keep(rerun(replace(said, quotes=tuple(new)))).report
    assert report is not None
    after = lib.reading(kept).quotes
    assert after[0].speaker == bob.id and after[1].kind == "direct" and after[1].state == "accepted"
    assert after[2].state == "rejected" and after[3].state == "unreviewed"
    told = dict(report.conflicts)
    assert "Bob Ray" in told[first.id] and "A councillor" in told[first.id]
    assert "direct" in told[second.id] and "mixed" in told[second.id]
    assert set(told) == {first.id, second.id} and report.words[first.id].startswith("“We will stay")
    assert lib.report(kept) == report and lib.check() == []
    own = lib.annotations(kept, decided=False)
    assert own.quotes[0].speaker == "p3" and own.quotes[1].kind == "mixed"
    lib.review.undo(), lib.review.undo(), lib.review.undo()
    assert lib.reading(kept).people[2].id == quote(lib, kept, first.id).speaker


def test_agreement_with_the_person_is_no_conflict(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    lib.review.set_speaker(reading.quotes[0].id, reading.people[1].id)
    said = bridge().annotations()
    new = replace(said, quotes=(replace(said.quotes[0], speaker="p2"), *said.quotes[1:]))
    report = lib.keep(rerun(new)).report
    assert report is not None and report.conflicts == ()


def test_what_a_person_touched_stays_though_the_run_does_not_find_it(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    lib.review.note("quote", reading.quotes[1].id, "ask the union")
    lib.review.accept(reading.quotes[3].id)
    report = lib.keep(rerun(without(without(without(bridge().annotations(), 3), 1), 0))).report
    assert report is not None and set(report.gone) == {reading.quotes[n].id for n in (0, 1, 3)}
    after = lib.reading(kept)
    assert [q.id for q in after.quotes] == [reading.quotes[n].id for n in (1, 2, 3)]
    assert after.quotes[2].state == "accepted" and after.notes[0].object_id == reading.quotes[1].id
    assert len(lib.annotations(kept, decided=False).quotes) == 1
    back = lib.keep(bridge().annotations())
    assert back.report is not None and back.report.new == (reading.quotes[0].id,)
    assert lib.reading(kept).quotes == tuple(
        replace(q, state="accepted") if q.id == reading.quotes[3].id else q for q in reading.quotes
    )
    assert lib.check() == []


def test_other_borders_of_the_same_words_are_the_same_quote(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    lib.review.reject(reading.quotes[2].id)
    lib.review.set_speaker(reading.quotes[3].id, reading.people[0].id)
    story = bridge()
    story.quotes[2]["content"] = (story.span("that the town had waited long enough"),)
    story.quotes[3]["content"] = (story.span("a fine mess"),)
    report = lib.keep(rerun(story.annotations())).report
    after = lib.reading(kept)
    assert report is not None and len(after.quotes) == 4 and report.new == ()
    assert quote(lib, kept, reading.quotes[2].id).state == "rejected"
    assert quote(lib, kept, reading.quotes[2].id).content == reading.quotes[2].content
    kept_speaker = quote(lib, kept, reading.quotes[3].id)
    assert kept_speaker.speaker == reading.people[0].id and kept_speaker.content[0].of(BRIDGE) == "a fine mess"
    assert lib.check() == []


def test_people_keep_their_ids_under_another_name(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    ann = reading.people[0]
    lib.review.set_role(ann.id, "mayor since 2020")
    story = bridge()
    story.people[0] = replace(story.people[0], name="Mayor Ann Lee")
    lib.keep(rerun(story.annotations()))
    after = next(p for p in lib.reading(kept).people if p.id == ann.id)
    assert (after.name, after.role) == ("Mayor Ann Lee", "mayor since 2020") and lib.check() == []


def test_merges_and_added_things_survive_a_new_run(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    ann, bob, _ = reading.people
    lib.review.merge_people(ann.id, [bob.id])
    (added,) = lib.review.add_quote(kept, [(0, 5)], speaker=ann.id).changed
    lib.keep(rerun())
    after = lib.reading(kept)
    assert after.people[0].merged == (bob.id,) and quote(lib, kept, added).origin == "person"
    assert lib.check() == []


# --- a corrected text -------------------------------------------------------------------------------------------------

CORRECTED = BRIDGE.replace("Mayor Ann Lee", "Update: Mayor Ann Lee").replace(
    "the town had waited long enough", "the town had by now waited long enough"
)


def corrected(drop_last: bool = False) -> Story:
    text = CORRECTED[: CORRECTED.index("A councillor")] if drop_last else CORRECTED
    story = Story(text, "https://example.org/bridge", title="The bridge", published="2026-02-04")
    story.person("Ann Lee", role="mayor", mentions=["Lee added"]).person("Bob Ray", role="deputy mayor")
    story.quote("“We will stay, 🎉 whatever comes.”", "Ann Lee", cue="said")
    return story.quote("“No bridge without a tunnel,”", "Bob Ray", cue="told")


def test_a_corrected_text_is_a_new_version_and_decisions_follow(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    first, second, third, fourth = reading.quotes
    lib.review.accept([first.id, third.id, fourth.id])
    begin = BRIDGE.index("without a tunnel")
    lib.review.set_borders(second.id, "content", [(begin, begin + 16)])
    again = lib.keep(corrected(drop_last=True).annotations())
    report = again.report
    assert again.status == "corrected" and again.article_id == kept and report is not None
    after = lib.reading(kept)
    assert after.text.startswith("Update:") and after.article.version_id != reading.article.version_id
    assert quote(lib, kept, first.id).content[0].of(after.text) == "“We will stay, 🎉 whatever comes.”"
    assert quote(lib, kept, first.id).anchor == "exact" and quote(lib, kept, first.id).state == "accepted"
    assert quote(lib, kept, second.id).content[0].of(after.text) == "without a tunnel"
    changed = quote(lib, kept, third.id)
    assert (changed.anchor, changed.content[0].of(after.text)) == ("moved", "the town had by now waited long enough")
    orphan = quote(lib, kept, fourth.id)
    assert (orphan.anchor, orphan.content, orphan.words, orphan.state) == ("orphan", (), "“a fine mess”", "accepted")
    assert report.moved == (third.id,) and report.orphaned == (fourth.id,)
    assert report.words[fourth.id] == "“a fine mess”"
    assert lib.check() == []


def test_an_orphan_comes_home_when_its_words_come_back(lib: Library, kept: str) -> None:
    fourth = lib.reading(kept).quotes[3]
    lib.review.note("quote", fourth.id, "keep me")
    lib.keep(corrected(drop_last=True).annotations())
    assert quote(lib, kept, fourth.id).anchor == "orphan"
    lib.keep(corrected().annotations())
    home = quote(lib, kept, fourth.id)
    assert home.anchor == "exact" and home.content[0].of(CORRECTED) == "“a fine mess”"
    lib.keep(bridge().annotations())
    assert quote(lib, kept, fourth.id).content == fourth.content
    assert lib.reading(kept).notes[0].text == "keep me" and lib.check() == []


def test_undo_works_across_a_correction(lib: Library, kept: str) -> None:
    first, second = lib.reading(kept).quotes[:2]
    lib.review.accept(first.id)
    begin = BRIDGE.index("without a tunnel")
    lib.review.set_borders(second.id, "content", [(begin, begin + 16)])
    lib.keep(corrected().annotations())
    lib.review.undo()
    assert quote(lib, kept, second.id).content[0].of(CORRECTED) == "“No bridge without a tunnel,”"
    lib.review.redo()
    assert quote(lib, kept, second.id).content[0].of(CORRECTED) == "without a tunnel"
    lib.review.undo(), lib.review.undo()
    assert quote(lib, kept, first.id).state == "unreviewed" and lib.check() == []


def test_looking_at_what_moved_settles_it(lib: Library, kept: str) -> None:
    third = lib.reading(kept).quotes[2]
    lib.review.accept(third.id)
    lib.keep(corrected().annotations())
    assert quote(lib, kept, third.id).anchor == "moved"
    lib.review.accept(third.id)
    assert quote(lib, kept, third.id).anchor == "exact" and quote(lib, kept, third.id).changed == frozenset()
    lib.review.undo()
    assert quote(lib, kept, third.id).anchor == "moved" and lib.check() == []


@pytest.mark.parametrize("times", [3])
def test_many_corrections_there_and_back_lose_nothing(lib: Library, kept: str, times: int) -> None:
    reading = lib.reading(kept)
    lib.review.accept([q.id for q in reading.quotes])
    lib.review.set_speaker(reading.quotes[2].id, reading.people[1].id)
    for _ in range(times):
        lib.keep(corrected(drop_last=True).annotations())
        lib.keep(bridge().annotations())
    after = lib.reading(kept)
    assert {q.id: (q.state, q.words or q.content[0].of(after.text)) for q in after.quotes}.keys() == {
        q.id for q in reading.quotes
    }
    assert all(q.state == "accepted" for q in after.quotes)
    assert quote(lib, kept, reading.quotes[2].id).speaker == reading.people[1].id
    assert lib.check() == []


def test_a_correction_that_says_nothing_but_the_text_is_kept(lib: Library) -> None:
    said = Story("A plain note of some words.", None, title=None, outlet=None, published=None).annotations()
    first = lib.keep(said)
    corrected = replace(said.article, id=first.article_id, text="A plain note of some more words.")
    assert lib.keep(Annotations(corrected)).status == "corrected"
    assert lib.reading(first.article_id).text == "A plain note of some more words."
