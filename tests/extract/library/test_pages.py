"""Pages of people and targets, the matrix, and changes of position: counts that say what they count, dated receipts."""

from __future__ import annotations

import pytest

from extract.errors import NotFoundError
from extract.library.library import Library
from tests.builders import Story


def vote(day: int, polarity: str, target: str = "the toll", role: str = "senator") -> Story:
    text = f"Ana Ruiz {polarity} {target} on day {day}. “Day {day} it is,” Ruiz said. “Quite so,” said Bo Lund."
    story = Story(text, f"https://example.org/vote/{day}", title=f"Vote {day}", published=f"2026-04-{day:02}")
    story.person("Ana Ruiz", role=role).person("Bo Lund", role="reporter")
    story.quote(f"“Day {day} it is,”", "Ana Ruiz", cue="said").quote("“Quite so,”", "Bo Lund")
    return story.stance("Ana Ruiz", target, polarity, f"{polarity} {target}")


@pytest.fixture
def votes(lib: Library) -> Library:
    for day, polarity, role in (
        (3, "supports", "senator"),
        (5, "opposes", "senator"),
        (9, "opposes", "senator for Vale"),
    ):
        lib.keep(vote(day, polarity, role=role).annotations())
    return lib


def test_a_persons_page_has_all_that_is_on_record(votes: Library) -> None:
    ana = votes.people("ruiz")[0]
    first = votes.quotes(speaker=ana.person_id)[0]
    votes.review.accept(first.id)
    page = votes.person(ana.person_id)
    assert (page.row.articles, page.row.quotes.accepted, page.row.quotes.unreviewed) == (3, 1, 2)
    assert [s.published for s in page.statements] == ["2026-04-09", "2026-04-05", "2026-04-03"]
    assert page.statements[0].exact == "“Day 9 it is,”" and page.statements[0].article_title == "Vote 9"
    assert [r[:2] for r in page.roles] == [("senator", "2026-04-03"), ("senator for Vale", "2026-04-09")]
    assert [s.polarity for s in page.stances] == ["supports", "opposes", "opposes"]
    assert page.outlets == (("The Example", 3),) and (page.words, page.all_words) == (12, 18)
    with pytest.raises(NotFoundError):
        votes.person("p-nobody")


def test_a_change_of_position_is_two_dated_receipts(votes: Library) -> None:
    ((before, after),) = votes.changes_of_position()
    assert (before.polarity, before.published, before.exact) == ("supports", "2026-04-03", "supports the toll")
    assert (after.polarity, after.published) == ("opposes", "2026-04-05")
    ana = votes.people("ruiz")[0].person_id
    assert votes.changes_of_position(ana) == [(before, after)]
    votes.review.reject(before.id)
    assert votes.changes_of_position() == []


def test_targets_are_renamed_defined_nested_and_merged(votes: Library) -> None:
    votes.keep(vote(11, "supports", "road pricing").annotations())
    toll, pricing = (votes.target(label).row.target_id for label in ("the toll", "road pricing"))
    r = votes.review
    assert r.consequences("merge_targets", toll, [pricing]) == "this also moves 1 stance"
    r.merge_targets(toll, [pricing])
    page = votes.target(pricing)
    assert (page.row.target_id, page.aliases, len(page.stances)) == (toll, ("road pricing",), 4)
    assert (page.row.supports.total, page.row.opposes.total, page.row.articles) == (2, 2, 4)
    assert [t.label for t in votes.targets()] == ["the toll"]
    r.undo()
    assert {t.label for t in votes.targets()} == {"the toll", "road pricing"}
    r.rename_target(pricing, "charges")
    r.define_target(pricing, "Any charge for using a road.")
    r.nest_target(toll, pricing)
    page = votes.target("road pricing")
    assert (page.row.label, page.row.definition) == ("charges", "Any charge for using a road.")
    assert [c.label for c in page.children] == ["the toll"]
    with pytest.raises(Exception, match="within itself"):
        r.nest_target(pricing, toll)
    votes.keep(vote(12, "opposes", "Charges").annotations())
    assert votes.target("charges").row.opposes.total == 1 and votes.check() == []


def test_the_matrix_shows_polarities_in_order_of_date(votes: Library) -> None:
    matrix = votes.matrix()
    assert [name for _, name in matrix.people] == ["Ana Ruiz"] and [t for _, t in matrix.targets] == ["the toll"]
    assert matrix.cells[0].polarities == ("supports", "opposes", "opposes") and matrix.cells[0].state == "unreviewed"
    votes.review.accept(matrix.cells[0].stances)
    assert votes.matrix().cells[0].state == "accepted"
    assert votes.matrix(limit_people=0).cells == ()


def test_lists_filter(votes: Library) -> None:
    article = votes.articles(sort="published")[0].id
    assert len(votes.quotes(article=article)) == 2 and len(votes.stances(polarity="opposes")) == 2
    assert len(votes.quotes(speaker="lund")) == 3 and votes.quotes(speaker="nobody") == []
    assert (
        len(votes.stances(target="THE TOLL", state="unreviewed")) == 3
        and len(votes.quotes(kind="direct", limit=4)) == 4
    )
    assert len(votes.stances(target="toll")) == 3 and not votes.stances(target="t%l") and not votes.stances(target="_")
    assert [p.name for p in votes.people(sort="name")] == ["Ana Ruiz", "Bo Lund"]
    assert votes.people(sort="last")[0].last_seen == "2026-04-09" and len(votes.people(limit=1, offset=1)) == 1
