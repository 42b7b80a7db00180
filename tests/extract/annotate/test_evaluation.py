"""The measures: a perfect reader, an empty one, and one whose every fault is known."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from extract.annotate.evaluation import calibration, evaluate_quotes, format_report, read_gold
from extract.annotate.matching import best_matching
from extract.errors import InputError
from extract.records import Annotations, Quote, Span

TEXT = "“We stay,” Ann Lee said. Ben Okoro believes it will rain. The mayor called it “a farce” twice."


def span(words: str) -> list[list[int]]:
    start = TEXT.index(words)
    return [[start, start + len(words)]]


GOLD = [
    {"content": span("“We stay,”"), "cue": span("said"), "source": span("Ann Lee")},
    {"content": span("it will rain"), "cue": span("believes"), "source": span("Ben Okoro")},
    {"content": span("it “a farce” twice"), "cue": span("called"), "source": span("The mayor")},
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, "attributions": GOLD}) + "\n", encoding="utf-8")
    return read_gold(path)


class Reader:
    def __init__(self, items):
        self.items = items

    def annotate_many(self, articles):
        for article in articles:
            parts = [{k: tuple(Span(*s) for s in item[k]) for k in ("content", "cue", "source")} for item in self.items]
            yield Annotations(article, quotes=tuple(Quote("q", "direct", confidence=0.9, **p) for p in parts))


def test_gold_itself_is_perfect(gold):
    report = evaluate_quotes(gold, Reader(GOLD))
    for measure in ("content_match", "attribution", "attribution_strict", "exact_content"):
        assert report[measure] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert [report["by_kind"][k]["gold"] for k in ("direct", "mixed", "indirect")] == [1, 1, 1]
    assert report["calibration"]["ece"] == pytest.approx(0.1)
    assert "100.00" in format_report(report)


def test_nothing_found_is_nothing(gold):
    report = evaluate_quotes(gold, Reader([]))
    assert report["attribution"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert report["calibration"]["ece"] is None
    assert format_report(report)


def test_a_wrong_source_counts_against_attribution_only(gold):
    wrong = [GOLD[0], {**GOLD[1], "source": span("Ann Lee")}, GOLD[2]]
    report = evaluate_quotes(gold, Reader(wrong))
    assert report["content_match"]["f1"] == 100.0
    assert report["attribution"]["r"] == pytest.approx(66.67)


def test_a_source_where_gold_has_none_is_wrong(gold):
    silent = [{**item, "source": []} for item in GOLD]
    assert evaluate_quotes(gold, Reader(silent))["attribution"]["r"] == 0.0


def test_a_repeated_prediction_is_a_false_one(gold):
    report = evaluate_quotes(gold, Reader([*GOLD, GOLD[0]]))
    assert report["attribution"]["r"] == 100.0
    assert report["attribution"]["p"] == 75.0


def test_half_of_the_tokens_make_a_match(gold):
    half = {**GOLD[1], "content": span("it will")}  # two of three tokens
    third = {**GOLD[1], "content": span("rain")}  # one of three
    assert evaluate_quotes(gold, Reader([half]))["content_match"]["p"] == 100.0
    assert evaluate_quotes(gold, Reader([third]))["content_match"]["p"] == 0.0


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        '{"id": "x"}',
        '{"id": "x", "text": "abc", "attributions": [{"content": [[0, 9]]}]}',
        '{"id": "x", "text": "abc", "attributions": [{"content": 3}]}',
        "[]",
    ],
)
def test_what_is_no_gold_is_said_with_its_line(tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "", "attributions": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2"):
        read_gold(path)


def test_matching_is_the_best_there_is():
    rng = random.Random(7)
    for _ in range(60):
        n, m = rng.randint(1, 4), rng.randint(1, 4)
        weights = {(i, j): rng.choice((1.0, 1.5, 2.0, 3.0)) for i in range(n) for j in range(m) if rng.random() < 0.6}
        found = best_matching(weights)
        assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
        assert sum(weights[p] for p in found) == pytest.approx(_brute(weights, n, m))


def _brute(weights, n, m):
    columns = [*range(m), *[None] * n]
    return max(
        sum(weights.get((i, j), 0.0) for i, j in enumerate(order) if j is not None)
        for order in itertools.permutations(columns, n)
    )


def test_calibration_by_hand():
    figures = calibration([(0.95, True), (0.95, False), (0.25, False), (0.25, False)])
    assert figures["ece"] == pytest.approx((abs(0.95 - 0.5) * 2 + 0.25 * 2) / 4)
    assert figures["brier"] == pytest.approx((0.05**2 + 0.95**2 + 2 * 0.25**2) / 4)
