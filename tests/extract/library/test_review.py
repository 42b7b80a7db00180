"""Each act of review: what it changes, what follows from it, what is refused."""

from __future__ import annotations

import pytest

from extract.errors import NotFoundError, UsageError
from extract.library.library import Library
from extract.library.review import Review
from extract.records import Mention
from tests.extract.library.stories import BRIDGE, bridge


def test_a_new_speaker_takes_the_stances_that_rest_on_the_quote(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    ann, quote = reading.people[0], reading.quotes[1]
    assert lib.review.consequences("set_speaker", quote.id, ann.id) == (
        "this also gives 1 stance resting on it to the new speaker"
    )
    done = lib.review.set_speaker(quote.id, ann.id)
    after = lib.refresh(reading, done.changed)
    assert after.quotes[1].speaker == ann.id and after.stances[0].holder == ann.id
    assert after.quotes[1].changed == {"speaker"} and done.changed == {quote.id, after.stances[0].id}
    assert lib.people()[0].quotes.total == 3
    lib.review.undo()
    assert lib.reading(kept) == reading


def test_unknown_is_a_speaker_one_can_choose(lib: Library, kept: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    lib.review.set_speaker(quote, None)
    after = lib.reading(kept).quotes[0]
    assert after.speaker is None and after.changed == {"speaker"}
    assert lib.annotations(kept).quotes[0].speaker is None
    assert lib.annotations(kept, decided=False).quotes[0].speaker == "p1"


def test_kind_cue_class_polarity_target_borders(lib: Library, kept: str) -> None:
    reading, r = lib.reading(kept), lib.review
    quote, stance = reading.quotes[2].id, reading.stances[0].id
    r.set_quote_kind(quote, "mixed")
    r.set_cue_class(quote, "thought")
    r.set_polarity(stance, "conditional")
    r.set_target(stance, "the tunnel")
    begin = BRIDGE.index("long enough")
    r.set_borders(quote, "content", [(begin, begin + 11)])
    after = lib.reading(kept)
    assert (after.quotes[2].kind, after.quotes[2].cue_class) == ("mixed", "thought")
    assert after.quotes[2].content[0].of(after.text) == "long enough"
    assert after.quotes[2].changed == {"kind", "cue_class", "content"}
    assert (after.stances[0].polarity, after.stances[0].target) == ("conditional", "the tunnel")
    assert [h.id for h in lib.search('"waited long"') if h.kind == "quote"] == []
    assert [h.id for h in lib.search('"long enough"') if h.kind == "quote"] == [quote]


@pytest.mark.parametrize("spans", [[(5, 5)], [(9, 4)], [(-1, 4)], [(0, 10**6)], [(0, 9), (5, 12)], []])
def test_impossible_borders_are_refused(lib: Library, kept: str, spans: list) -> None:
    quote = lib.reading(kept).quotes[0].id
    with pytest.raises(UsageError):
        lib.review.set_borders(quote, "content", spans)
    with pytest.raises(UsageError):
        lib.review.set_borders(quote, "evidence", [(0, 4)])
    assert lib.review.history() == []


def test_what_a_person_adds_is_theirs_and_vanishes_with_undo(lib: Library, kept: str) -> None:
    r = lib.review
    begin = BRIDGE.index("opposed")
    done = r.add_person(kept, "The union", "organisation", mentions=[Mention(begin, begin + 7, "description")])
    (union,) = done.changed
    (quote,) = r.add_quote(kept, [(begin, begin + 7)], speaker=union).changed
    (stance,) = r.add_stance(kept, union, "tolls", "opposes", [(begin, begin + 7)], quote).changed
    reading = lib.reading(kept)
    made = next(q for q in reading.quotes if q.id == quote)
    assert (made.origin, made.speaker, made.kind, made.confidence) == ("person", union, "indirect", 1.0)
    assert next(s for s in reading.stances if s.id == stance).target == "tolls"
    assert len(lib.annotations(kept).quotes) == 5 and len(lib.annotations(kept, decided=False).quotes) == 4
    for _ in range(3):
        r.undo()
    assert len(lib.reading(kept).quotes) == 4 and len(lib.reading(kept).people) == 3
    for _ in range(3):
        r.redo()
    assert lib.reading(kept) == reading and lib.check() == []


def test_kind_of_an_added_quote_is_seen_from_its_marks(lib: Library, kept: str) -> None:
    def kind(words: str) -> str:
        at = BRIDGE.index(words)
        (made,) = lib.review.add_quote(kept, [(at, at + len(words))]).changed
        return next(q.kind for q in lib.reading(kept).quotes if q.id == made)

    assert kind("“No bridge without") == "direct"
    assert kind("it “a fine mess”") == "mixed"
    assert kind("her deputy".title().replace("Deputy", "deputy")) == "indirect"


def test_merge_within_an_article_and_back(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    ann, bob, _ = reading.people
    lib.review.merge_people(bob.id, [ann.id])
    after = lib.reading(kept)
    assert [p.name for p in after.people] == ["Bob Ray", "A councillor"]
    merged = after.people[0]
    assert merged.merged == (ann.id,) and len(merged.quotes) == 3 and "Ann Lee" in merged.aliases
    assert {q.speaker for q in after.quotes[:3]} == {bob.id}
    assert len(lib.annotations(kept).people) == 2
    lib.review.undo()
    assert lib.reading(kept) == reading


def test_split_gives_the_mention_its_quote_and_keeps_them_apart(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    ann = reading.people[0]
    added = next(m for m in ann.mentions if m.span.of(BRIDGE) == "Lee added")
    assert lib.review.consequences("split_person", ann.id, [added.span], "Kim Lee") == "this also moves 1 quote"
    lib.review.split_person(ann.id, [added.span], "Kim Lee")
    after = lib.reading(kept)
    kim = next(p for p in after.people if p.name == "Kim Lee")
    assert after.quotes[2].speaker == kim.id and kim.origin == "person" and kim.mentions[0].span == added.span
    assert kim.person_id != next(p for p in after.people if p.name == "Ann Lee").person_id
    lib.review.undo()
    assert lib.reading(kept) == reading
    with pytest.raises(UsageError):
        lib.review.split_person(ann.id, [(0, 2)], "Nobody")


def test_people_can_be_renamed_and_described(lib: Library, kept: str) -> None:
    ann = lib.reading(kept).people[0].id
    assert lib.review.consequences("rename_person", ann, "Anna Lee") == (
        "this also renames the speaker of 2 quotes in 1 article"
    )
    lib.review.rename_person(ann, "Anna Lee")
    lib.review.set_role(ann, "mayor of Harwick")
    lib.review.set_person_kind(ann, "group")
    lib.review.add_mention(ann, (0, 5), "description")
    person = lib.reading(kept).people[0]
    assert (person.name, person.role, person.kind) == ("Anna Lee", "mayor of Harwick", "group")
    assert person.mentions[0] == Mention(0, 5, "description")
    assert lib.people("anna")[0].name == "Anna Lee"
    lib.review.remove_mention(ann, (0, 5))
    assert lib.reading(kept).people[0].mentions[0].start == 6
    for wrong in ("", "   "):
        with pytest.raises(UsageError):
            lib.review.rename_person(ann, wrong)


def test_notes_are_kept_edited_removed_and_brought_back(lib: Library, kept: str) -> None:
    quote = lib.reading(kept).quotes[0].id
    (note,) = lib.review.note("quote", quote, "ask [bold]her[/] “why”").changed
    lib.review.edit_note(note, "asked")
    assert [n.text for n in lib.reading(kept).notes] == ["asked"]
    lib.review.remove_note(note)
    assert lib.reading(kept).notes == ()
    lib.review.undo()
    lib.review.undo()
    assert [n.text for n in lib.reading(kept).notes] == ["ask [bold]her[/] “why”"]
    with pytest.raises(UsageError):
        lib.review.note("quote", quote, " \n")
    with pytest.raises(UsageError):
        lib.review.note("stance", quote, "mixed up")


def test_tags_and_flags_go_on_anything(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    for thing in (kept, reading.quotes[0].id, reading.people[0].id, reading.stances[0].id):
        lib.review.tag(thing, "#to check")
        lib.review.flag(thing)
    after = lib.reading(kept)
    assert after.article.tags == after.quotes[0].tags == after.people[0].tags == ("to-check",)
    assert after.quotes[0].flagged and after.stances[0].flagged
    assert lib.articles(query="to-check")[0].id == kept
    lib.review.untag(kept, "to check")
    lib.review.flag(reading.quotes[0].id, on=False)
    assert lib.article(kept).tags == () and not lib.reading(kept).quotes[0].flagged


def test_rejected_things_leave_the_contract_but_not_the_reader(lib: Library, kept: str) -> None:
    reading = lib.reading(kept)
    lib.review.reject([reading.quotes[0].id, reading.people[1].id, reading.stances[0].id])
    plain = lib.annotations(kept)
    assert len(plain.quotes) == 3 and [p.name for p in plain.people] == ["Ann Lee", "A councillor"]
    assert plain.stances == () and plain.quotes[0].speaker is None
    assert len(lib.reading(kept).quotes) == 4 and lib.reading(kept).people[0].quotes == (reading.quotes[2].id,)


def test_every_action_is_offered_by_name(lib: Library, kept: str) -> None:
    reading, r = lib.reading(kept), lib.review
    assert all(text for text in Review.ACTIONS.values()) and len(Review.ACTIONS) >= 30
    r.act("accept", [q.id for q in reading.quotes])
    r.act("set-speaker", [reading.quotes[0].id, reading.people[1].id])
    r.act("merge_people", [p.id for p in reading.people])
    r.act("note", ["quote", reading.quotes[0].id], text="by name")
    assert lib.reading(kept).quotes[0].state == "accepted" and len(lib.reading(kept).people) == 1
    r.act("undo")
    for name, ids in (("explode", []), ("accept", []), ("set_speaker", []), ("merge_people", [reading.people[0].id])):
        if name == "accept":
            assert r.act(name, ids).batch is None
            continue
        with pytest.raises(UsageError):
            r.act(name, ids)
    with pytest.raises(UsageError):
        r.act("accept", [reading.quotes[0].id], speed="fast")


@pytest.mark.parametrize("wrong", ["", "q-", "x-123", "q-zzzzzzzzzzzz", "p-000000000000", "'; --"])
def test_unknown_ids_are_said_to_be_unknown(lib: Library, kept: str, wrong: str) -> None:
    with pytest.raises(NotFoundError):
        lib.review.accept(wrong)
    with pytest.raises((NotFoundError, UsageError)):
        lib.review.rename_person(wrong, "x")


def test_a_speaker_of_another_article_is_refused_unless_they_are_here_too(lib: Library, kept: str) -> None:
    other = lib.keep(bridge("https://example.org/2", BRIDGE + " More later.").annotations()).article_id
    there = lib.reading(other).people[0].id
    here = lib.reading(kept)
    if lib.reading(other).people[0].person_id == here.people[0].person_id:
        lib.review.set_speaker(here.quotes[1].id, there)
        assert lib.reading(kept).quotes[1].speaker == here.people[0].id
    councillor = next(p for p in lib.reading(other).people if p.kind == "unnamed")
    with pytest.raises(UsageError, match="not in this article"):
        lib.review.set_speaker(here.quotes[1].id, councillor.id)
