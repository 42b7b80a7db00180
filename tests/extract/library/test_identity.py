"""One person across articles: linked with reasons, namesakes apart, merges and splits that can be taken back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.library.clusters import Edge, Node, derive
from extract.library.library import Library
from extract.library.linking import Trait, compare
from extract.library.naming import filed_under
from tests.extract.library.stories import others


def keep(lib: Library, *stories: object) -> list[str]:
    """Keep stories; return the person id of the first person of each."""
    made = [lib.keep(s.annotations()).article_id for s in stories]  # pyright: ignore
    return [next(p for p in lib.reading(a).people if p.quotes).person_id for a in made]


def test_same_name_and_role_are_one_person(lib: Library) -> None:
    a, b = keep(lib, others(1, "Keir Starmer", "prime minister"), others(2, "Sir Keir Starmer", "the prime minister"))
    assert a == b
    page = lib.person(a)
    assert page.row.articles == 2 and len(page.statements) == 2 and page.statements[0].published == "2026-03-02"
    assert [n[0] for n in page.names] == ["Keir Starmer", "Sir Keir Starmer"]


def test_namesakes_stay_apart_until_told(lib: Library) -> None:
    a, b, c = keep(lib, others(1, "John Smith", "baker"), others(2, "John Smith", "judge"), others(3, "John Smith"))
    assert len({a, b, c}) == 3
    edges = lib.suggestions()
    assert edges and all("same full name" in e.reasons for e in edges)
    lib.review.judge(a, b, "same")
    assert lib.person(a).row.articles == 2 and lib.person(b).row.person_id == a
    assert [r[0] for r in lib.person(a).roles] == ["baker", "judge"]
    lib.review.undo()
    assert lib.person(a).row.articles == 1


def test_not_the_same_is_remembered(lib: Library) -> None:
    a, b = keep(lib, others(1, "John Smith"), others(2, "John Smith"))
    assert len(lib.suggestions()) == 1
    lib.review.judge(a, b, "different")
    assert lib.suggestions() == [] and lib.person(a).edges[0].judgement == "different"
    (c,) = keep(lib, others(3, "John Smith", also="Cy Fox"))
    assert lib.person(a).row.person_id != lib.person(b).row.person_id
    lib.review.judge(a, c, "same")
    assert lib.person(c).row.person_id == a and lib.person(b).row.person_id == b
    assert lib.check() == []


def test_the_last_word_wins(lib: Library) -> None:
    a, b, c = keep(lib, others(1, "A One"), others(2, "B Two"), others(3, "C Three"))
    r = lib.review
    r.judge(a, b, "same")
    r.judge(b, c, "same")
    assert lib.person(c).row.person_id == a and lib.person(a).row.articles == 3
    r.judge(a, c, "different")
    assert lib.person(a).row.person_id != lib.person(c).row.person_id
    assert "you once said they are different" in (r.consequences("merge_people", a, [c]) or "")
    r.judge(a, c, "same")
    assert lib.person(a).row.articles == 3
    for _ in range(4):
        r.undo()
    assert [p.articles for p in lib.people()] == [1, 1, 1] and lib.check() == []


def test_a_person_who_was_linked_by_the_machine_can_be_parted(lib: Library) -> None:
    stories = [others(n, "Keir Starmer", "prime minister") for n in (1, 2, 3)]
    ids = [lib.keep(s.annotations()).article_id for s in stories]
    actors = [lib.reading(i).people[0].id for i in ids]
    assert lib.person(actors[0]).row.articles == 3
    lib.review.judge(actors[0], actors[2], "different")
    assert lib.person(actors[0]).row.articles == 2 and lib.person(actors[2]).row.articles == 1
    lib.review.undo()
    assert lib.person(actors[0]).row.articles == 3 and lib.check() == []


def test_groups_and_unnamed_sources_are_never_linked(lib: Library) -> None:
    for number, kind in ((1, "group"), (2, "unnamed")):
        for day in (number, number + 10):
            story = others(day, "A Home Office source")
            story.people[0] = story.people[0].__class__("p1", "A Home Office source", kind, "adviser")
            lib.keep(story.annotations())
    assert lib.suggestions() == [] and {p.articles for p in lib.people()} == {1}


def test_company_and_surname_give_reasons(lib: Library) -> None:
    a, b = keep(
        lib,
        others(1, "Ngozi Eze", also="Cy Fox and Di Orr and Ed Poe"),
        others(2, "Ngozi Eze", also="Cy Fox and Di Orr and Ed Poe"),
    )
    assert a == b
    keep(lib, others(3, "Eze", "analyst"), others(4, "Ngozi Eze", "analyst"))
    reasons = {r for e in lib.suggestions() for r in e.reasons}
    assert "same surname" in reasons and "same role: analyst" in reasons


def test_two_of_one_name_in_one_article_are_not_joined_through_a_third() -> None:
    nodes = [Node(1, "x", "a1"), Node(2, "y", "a2"), Node(3, "z", "a2")]
    edges = [Edge("x", "y", "same", None), Edge("x", "z", "same", None)]
    assert derive(nodes, edges) == {"x": "x", "y": "x", "z": "z"}


def test_names_are_compared_without_titles_and_accents_stay() -> None:
    assert filed_under("Sir Keir  Starmer") == filed_under("keir starmer") == "starmer keir"
    a = Trait("a", "a", "person", "ana lópez", "minister", "Treasury")
    b = Trait("b", "b", "person", "ana lópez", "minister for roads", "treasury")
    score, reasons = compare(a, b)
    assert score == 1.0 and reasons == ["same full name", "same role: minister", "same organisation: Treasury"]
    assert compare(a, Trait("c", "c", "organisation", "ana lópez", None, None)) == (0.0, [])


ids = st.integers(0, 7)
judged = st.tuples(ids, ids, st.sampled_from(["same", "different"]), st.booleans())


@settings(max_examples=100, deadline=None)
@given(st.lists(judged, max_size=14), st.permutations(range(14)))
def test_clusters_obey_the_last_word_whatever_the_order(found: list, order: list[int]) -> None:
    nodes = [Node(n, f"n{n}", f"a{n % 5}") for n in range(8)]
    edges = [
        Edge(*sorted((f"n{a}", f"n{b}")), judgement if mine else "same", number if mine else None)
        for number, (a, b, judgement, mine) in enumerate(found, 1)
        if a != b
    ]
    one = {(e.a, e.b): e for e in edges}
    shuffled = [list(one.values())[i] for i in order if i < len(one)]
    clusters = derive(nodes, one.values())
    assert derive(nodes[::-1], shuffled) == clusters
    decided = [e for e in one.values() if e.decision is not None]
    if decided:
        last = max(decided, key=lambda e: e.decision or 0)
        assert (clusters[last.a] == clusters[last.b]) == (last.judgement == "same")
    if not any(e.judgement == "same" for e in decided):
        for e in decided:
            assert clusters[e.a] != clusters[e.b]
    for node, root in clusters.items():
        assert clusters[root] == root and int(root[1:]) <= int(node[1:])
