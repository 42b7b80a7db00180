"""Any sequence of acts: the cache is what the ledger says, and undoing all of them gives the start again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import OnrecordError
from extract.library import open_library
from extract.library.library import Library
from extract.library.replay import differences
from extract.records import Mention
from tests.extract.library.stories import bridge, others

Act = tuple[str, int, int]

ACTS = (
    *("accept", "reject", "unreview", "speaker", "unknown", "kind", "borders", "polarity", "holder", "target"),
    *("add_quote", "add_person", "add_stance", "rename", "role", "merge", "different", "same", "unsure", "split"),
    *("note", "tag", "untag", "flag", "mention", "unmention", "rename_target", "nest", "merge_targets", "undo", "redo"),
)


def do(lib: Library, articles: list[str], act: Act) -> None:
    """Do one act on things picked by number; what is refused is refused."""
    name, x, y = act
    article = articles[x % len(articles)]
    reading, r = lib.reading(article), lib.review
    quotes, people, stances = reading.quotes, reading.people, reading.stances
    quote, person, other = quotes[y % len(quotes)], people[y % len(people)], people[(x + y) % len(people)]
    everybody = lib.people()
    anybody, whoever = everybody[x % len(everybody)].person_id, everybody[y % len(everybody)].person_id
    stance = stances[y % len(stances)] if stances else None
    targets = [t.target_id for t in lib.targets()]
    mention = person.mentions[0] if person.mentions else Mention(0, 3, "name")
    todo: dict[str, Any] = {
        "accept": lambda: r.accept([quote.id, person.id]),
        "reject": lambda: r.reject([quote.id, *([stance.id] if stance else [])]),
        "unreview": lambda: r.unreview(quote.id),
        "speaker": lambda: r.set_speaker(quote.id, person.id),
        "unknown": lambda: r.set_speaker(quote.id, None),
        "kind": lambda: r.set_quote_kind(quote.id, ("direct", "indirect", "mixed")[x % 3]),
        "borders": lambda: r.set_borders(quote.id, ("content", "cue", "source")[x % 3], [(y, y + 4 + x)]),
        "polarity": lambda: stance and r.set_polarity(stance.id, ("supports", "mixed", "conditional")[y % 3]),
        "holder": lambda: stance and r.set_holder(stance.id, other.id),
        "target": lambda: stance and r.set_target(stance.id, f"thing {y % 3}"),
        "add_quote": lambda: r.add_quote(article, [(x, x + 5), (x + 7, x + 9)], speaker=person.id),
        "add_person": lambda: r.add_person(article, f"New {y}", mentions=[Mention(x, x + 3, "name")]),
        "add_stance": lambda: r.add_stance(article, person.id, f"thing {x % 3}", "supports", [(x, x + 6)], quote.id),
        "rename": lambda: r.rename_person(person.id, f"Name {y}"),
        "role": lambda: r.set_role(person.id, ("", "clerk", "judge")[x % 3]),
        "merge": lambda: r.merge_people(person.id, [other.id]),
        "different": lambda: r.judge(anybody, whoever, "different"),
        "same": lambda: r.judge(anybody, whoever, "same"),
        "unsure": lambda: r.judge(anybody, whoever, "unsure"),
        "split": lambda: r.split_person(person.id, [mention[:2]], f"Part {x}"),
        "note": lambda: r.note("quote", quote.id, f"note {y}"),
        "tag": lambda: r.tag(quote.id, f"tag{y % 2}"),
        "untag": lambda: r.untag(quote.id, f"tag{y % 2}"),
        "flag": lambda: r.flag(person.id, bool(x % 2)),
        "mention": lambda: r.add_mention(person.id, (x, x + 2)),
        "unmention": lambda: r.remove_mention(person.id, mention[:2]),
        "rename_target": lambda: targets and r.rename_target(targets[y % len(targets)], f"label {x % 4}"),
        "nest": lambda: targets and r.nest_target(targets[x % len(targets)], targets[y % len(targets)]),
        "merge_targets": lambda: targets and r.merge_targets(targets[x % len(targets)], targets[y % len(targets)]),
        "undo": lambda: r.undo((None, article)[y % 2]),
        "redo": lambda: r.redo((None, article)[y % 2]),
    }
    try:
        todo[name]()
    except OnrecordError:
        assert not lib.store.conn.in_transaction


def snapshot(lib: Library) -> dict[str, list[dict[str, Any]]]:
    """Everything the ledger decides, as it stands."""
    tables = ("quotes", "stances", "actors", "people", "tags", "flags")
    found = {table: lib.store.rows(f"SELECT * FROM {table}") for table in tables}
    for table in tables:
        for row in found[table]:
            row.pop("nr", None)  # a number is given anew to what comes back
    edges = lib.store.rows("SELECT a, b, judgement, score, reasons FROM v_identity")
    found["identity"] = [edge | dict(zip("ab", sorted((edge["a"], edge["b"])), strict=True)) for edge in edges]
    found["notes"] = lib.store.rows("SELECT id, text FROM notes ORDER BY id")
    used = "SELECT * FROM targets WHERE id IN (SELECT target_id FROM stances) ORDER BY id"
    found["targets"] = lib.store.rows(used)
    return {t: sorted(rows, key=str) for t, rows in found.items()}


def played(acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l.db") as lib:
        stories = [bridge(), others(1, "Ann Lee", "mayor"), others(2, "Ann Lee", "mayor", also="Bob Ray and Cy Fox")]
        articles = [lib.keep(s.annotations()).article_id for s in stories]
        start = snapshot(lib)
        for act in acts:
            do(lib, articles, act)
            assert list(differences(lib.store)) == [], act
        assert lib.check() == []
        after = snapshot(lib)
        undone = 0
        while lib.review.undo().batch:
            undone += 1
        assert snapshot(lib) == start
        assert lib.check() == []
        for _ in range(undone):
            lib.review.redo()
        assert snapshot(lib) == after


acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40)), max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts)
def test_any_acts_replay_and_undo(sequence: list[Act]) -> None:
    played(sequence)


@pytest.mark.long
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts)
def test_very_many_acts_replay_and_undo(sequence: list[Act]) -> None:
    played(sequence)


def test_what_comes_back_may_have_another_number() -> None:
    played([("split", 2, 0), ("split", 0, 0), ("undo", 2, 1)])


def test_every_act_is_among_those_played() -> None:
    """A round through all of them in order, so that none is left to chance."""
    played([(name, n, n + 1) for n, name in enumerate(ACTS)])
