"""How good the quotes are: gold attributions and an annotator in, the figures that the README claims out.

An attribution counts as right when its content overlaps a gold one with token IoU of at least 0.5, one to one, and
their sources share a token (both without a source counts as right). Tokens are runs of word characters or single
other signs. The kind (direct, mixed, indirect) of gold and predicted contents alike is computed here from the
quotation marks. Calibration is the expected calibration error over ten bins (Naeini, Cooper & Hauskrecht 2015). Needs
no training extras.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from extract.annotate.marks import Marks, find_marks
from extract.annotate.matching import best_matching
from extract.annotate.parse import paragraphs
from extract.errors import InputError
from extract.records import Annotations, Article

ROLES = ("content", "source", "cue")
MEASURES = ("content_match", "attribution", "attribution_strict", "exact_content")
KINDS = ("direct", "mixed", "indirect")
ENOUGH = 0.5
"""Token IoU from which on two contents may match, and two sources are the same for `attribution_strict`."""
BINS = 10
_FORMAT = 'A line is {"id", "text", "attributions": [{"content", "cue", "source"}]}, each a list of [start, end].'
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
_FIRST, _SECOND = 1000.0, 10.0
"""Weights that make the matching prefer more pairs first, right sources next, and closer contents last."""

Spans = Sequence[tuple[int, int]]
Parts = tuple[Spans, Spans, Spans]
"""Content, cue and source."""


class SupportsAnnotate(Protocol):
    """What is measured: anything that annotates articles."""

    def annotate_many(self, articles: Iterable[Article]) -> Iterable[Annotations]:
        """Yield the annotations of each article, in order."""
        ...


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold attributions; each maps content, cue and source to spans."""

    id: str
    text: str
    attributions: tuple[Mapping[str, Spans], ...]


def read_gold(path: Path) -> list[GoldArticle]:
    """Read gold attributions from JSON lines: {"id", "text", "attributions": [{"content", "cue", "source"}]}.

    Each of the three is a list of [start, end) in code points of the row's text. Raises InputError naming file and
    line.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found.append(_gold(json.loads(line)))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(f"{path}, line {number}: no gold article ({error})", hint=_FORMAT) from error
    return found


def _gold(row: Mapping[str, Any]) -> GoldArticle:
    text = row["text"]
    items = tuple({role: _spans(item.get(role) or [], len(text)) for role in ROLES} for item in row["attributions"])
    return GoldArticle(str(row["id"]), text, items)


def _spans(value: Any, length: int) -> Spans:
    spans = [(int(s), int(e)) for s, e in value]
    if any(not 0 <= s < e <= length for s, e in spans):
        raise ValueError(f"a span of {spans} lies outside the text")
    return spans


# --- measuring --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """One attribution as sets of token numbers."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    kind: str


class _Tokens:
    """Token offsets of a text."""

    def __init__(self, text: str) -> None:
        found = [m.span() for m in _TOKEN.finditer(text)]
        self.starts = [s for s, _ in found]
        self.ends = [e for _, e in found]

    def cover(self, spans: Spans) -> frozenset[int]:
        """The tokens that share a character with any of the spans."""
        out: set[int] = set()
        for start, end in spans:
            out.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(out)


def evaluate_quotes(rows: Sequence[GoldArticle], annotator: SupportsAnnotate) -> dict[str, Any]:
    """Return the figures (percentages; JSON values only) of an annotator's quotes on gold articles."""
    counts: Counter[str] = Counter()
    judged: list[tuple[float, bool]] = []
    articles = [Article(id=row.id, text=row.text, source=row.id) for row in rows]
    for row, found in zip(rows, annotator.annotate_many(articles), strict=True):
        right = _count(counts, row, [(q.content, q.cue, q.source) for q in found.quotes])
        judged += [(q.confidence, r) for q, r in zip(found.quotes, right, strict=True)]
    return {"articles": len(rows), **_report(counts), "calibration": calibration(judged)}


def judge(row: GoldArticle, predicted: Sequence[Parts]) -> list[bool]:
    """Return of each predicted (content, cue, source) whether it is right as an attribution."""
    return _count(Counter(), row, predicted)


def _items(text: str, tokens: _Tokens, marks: Marks, parts: Iterable[Parts]) -> list[_Item]:
    return [
        _Item(tokens.cover(content), tokens.cover(cue), tokens.cover(source), _kind(text, content, marks))
        for content, cue, source in parts
    ]


def _kind(text: str, content: Spans, marks: Marks) -> str:
    """Direct: every word of the content stands within quotation marks; mixed: some do; indirect: none."""
    inside = [marks.inside(m.start()) for s, e in content for m in _WORD.finditer(text, s, e)]
    if not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union; 0 where one is empty."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def _source_right(gold: frozenset[int], pred: frozenset[int]) -> bool:
    return bool(gold & pred) if gold else not pred


def _pairs(gold: Sequence[_Item], pred: Sequence[_Item]) -> dict[tuple[int, int], float]:
    """The weight of each pair whose contents overlap enough."""
    holders: dict[int, list[int]] = {}
    for j, item in enumerate(pred):
        for token in item.content:
            holders.setdefault(token, []).append(j)
    weights = {}
    for i, item in enumerate(gold):
        for j in {j for token in item.content for j in holders.get(token, ())}:
            share = _share(item.content, pred[j].content)
            if share >= ENOUGH:
                right = _source_right(item.source, pred[j].source)
                weights[i, j] = _FIRST + _SECOND * right + share
    return weights


def _count(counts: Counter[str], row: GoldArticle, predicted: Sequence[Parts]) -> list[bool]:
    """Add one article to the counts; return of each prediction whether its attribution is right."""
    marks = find_marks(row.text, [(s, e) for s, e, _ in paragraphs(row.text)])
    tokens = _Tokens(row.text)
    gold = _items(row.text, tokens, marks, ((a["content"], a["cue"], a["source"]) for a in row.attributions))
    pred = _items(row.text, tokens, marks, predicted)
    for side, items in (("gold", gold), ("pred", pred)):
        for item in items:
            counts.update((f"{side}", f"{side} {item.kind}"))
    for role in ROLES:
        wanted = frozenset[int]().union(*(getattr(x, role) for x in gold))
        given = frozenset[int]().union(*(getattr(x, role) for x in pred))
        counts[f"gold tokens {role}"] += len(wanted)
        counts[f"pred tokens {role}"] += len(given)
        counts[f"both tokens {role}"] += len(wanted & given)
    right = [False] * len(pred)
    for i, j in best_matching(_pairs(gold, pred)):
        for measure in _hits(gold[i], pred[j]):
            counts.update((measure, f"{measure} gold {gold[i].kind}", f"{measure} pred {pred[j].kind}"))
            right[j] |= measure == "attribution"
    return right


def _hits(gold: _Item, pred: _Item) -> list[str]:
    """The measures by which a matched pair counts."""
    hits = ["content_match"]
    if _source_right(gold.source, pred.source):
        hits.append("attribution")
    if (not gold.source and not pred.source) or _share(gold.source, pred.source) >= ENOUGH:
        hits.append("attribution_strict")
    if gold.content == pred.content:
        hits.append("exact_content")
    return hits


# --- reporting --------------------------------------------------------------------------------------------------------


def _figures(hits_of_pred: int, pred: int, hits_of_gold: int, gold: int) -> dict[str, float]:
    p = hits_of_pred / pred if pred else 0.0
    r = hits_of_gold / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 2), "r": round(100 * r, 2), "f1": round(100 * f1, 2)}


def _report(c: Counter[str]) -> dict[str, Any]:
    tokens = {
        role: _figures(
            c[f"both tokens {role}"], c[f"pred tokens {role}"], c[f"both tokens {role}"], c[f"gold tokens {role}"]
        )
        for role in ROLES
    }
    by_kind = {
        kind: {
            "gold": c[f"gold {kind}"],
            "pred": c[f"pred {kind}"],
            **{
                m: _figures(c[f"{m} pred {kind}"], c[f"pred {kind}"], c[f"{m} gold {kind}"], c[f"gold {kind}"])
                for m in MEASURES
            },
        }
        for kind in KINDS
    }
    whole = {m: _figures(c[m], c["pred"], c[m], c["gold"]) for m in MEASURES}
    return {"gold": c["gold"], "pred": c["pred"], "tokens": tokens, **whole, "by_kind": by_kind}


def calibration(judged: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """Return confidence against share right in ten bins, with expected calibration error and Brier score.

    `judged` has a pair (confidence, was right) for each prediction. Figures are fractions; None where there is nothing.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    rows = []
    error = 0.0
    for k, held in enumerate(bins):
        mean = sum(c for c, _ in held) / len(held) if held else None
        share = sum(r for _, r in held) / len(held) if held else None
        if mean is not None and share is not None:
            error += abs(mean - share) * len(held) / len(judged)
        rows.append({"from": k / BINS, "to": (k + 1) / BINS, "n": len(held), "confidence": mean, "right": share})
    brier = sum((c - r) ** 2 for c, r in judged) / len(judged) if judged else None
    return {"ece": error if judged else None, "brier": brier, "bins": rows}


def format_report(report: Mapping[str, Any]) -> str:
    """Return the figures as a plain table."""
    lines = [f"{report['articles']} articles, {report['gold']} gold attributions, {report['pred']} quotes found", ""]
    lines.append(f"{'':26}{'precision':>10}{'recall':>10}{'F1':>10}")
    lines += [_row(m.replace("_", " "), report[m]) for m in MEASURES]
    lines += [_row(f"tokens of {role}s", report["tokens"][role]) for role in ROLES]
    for kind in KINDS:
        held = report["by_kind"][kind]
        lines += ["", f"{kind}: {held['gold']} gold, {held['pred']} found"]
        lines += [_row("  " + m.replace("_", " "), held[m]) for m in ("content_match", "attribution")]
    cal = report["calibration"]
    if cal["ece"] is not None:
        lines += ["", f"confidence: expected calibration error {cal['ece']:.3f}, Brier score {cal['brier']:.3f}"]
        lines += [
            f"  {b['from']:.1f}-{b['to']:.1f}{b['n']:8}   says {b['confidence']:.2f}, right {b['right']:.2f}"
            for b in cal["bins"]
            if b["n"]
        ]
    return "\n".join(lines)


def _row(name: str, figures: Mapping[str, float]) -> str:
    return f"{name:26}{figures['p']:10.2f}{figures['r']:10.2f}{figures['f1']:10.2f}"
