"""What the stance model learns from: questions with the answers of a reader, as lines of a file.

In: articles annotated by hand, and pairs of names from Directed Sentiment Extraction (Park, Pan and Joo 2021). Out: for
each question a label of `extract.annotate.stances.model` for everything it asks about, or None where it may be read
either way: arguable stances, conditional and mixed ones, and those that the sentence is not among the evidence of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.annotate import Annotator
from extract.annotate.marks import Marks, find_marks
from extract.annotate.parse import ParsedText, parse_many
from extract.annotate.people import People, assign_speakers, find_people
from extract.annotate.stances.asking import Asked
from extract.annotate.stances.engine import read_claims
from extract.annotate.stances.model import LABELS
from extract.annotate.stances.opinion import Question
from extract.errors import InputError
from extract.ingest import read_text
from extract.records import Article, Quote, Span
from extract.training.views import Gold, names_of, target_of

_OTHERS = 2
"""Of those that a passage names besides whoever the engine asks about, so many are asked about for a teacher."""

_SIGNS = {"+": "supports", "-": "opposes"}
_DIRECTIONS = (("p", "q", "p_pos_q", "p_neg_q"), ("q", "p", "q_pos_p", "q_neg_p"))


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the answers; `source` is the article or the file of pairs."""

    question: Question
    answers: tuple[str | None, ...]
    source: str


def answered_questions(golds: Iterable[Gold], annotator: Annotator) -> Iterator[Answered]:
    """Yield what the engine would ask of annotated articles, with the answers a reader gave."""
    for gold in golds:
        found = find(gold, annotator)
        asking = read_claims(found.article, found.parsed, found.marks, found.people, found.quotes)[1]
        by_id = asking.reading.by_id
        for asked in asking.asked:
            holder, base = names_of(by_id[asked.person]), found.parsed.paragraphs[asked.paragraph].base
            answers = []
            for token, target in asked.targets:
                sentence = Span(base + token.sent.start_char, base + token.sent.end_char)
                label = target_of(target.label, by_id.get(target.person or ""))
                answers.append(_answer(gold, sentence, holder, label))
            yield Answered(asking.question(asked), tuple(answers), gold.name)


def open_questions(golds: Iterable[Gold], annotator: Annotator, *, known: bool) -> Iterator[Answered]:
    """Yield, without answers, how others stand that the same passages name: what a teacher may answer.

    `known` leaves out what the engine itself asks, which `answered_questions` has with a reader's answers.
    """
    for gold in golds:
        found = find(gold, annotator)
        asking = read_claims(found.article, found.parsed, found.marks, found.people, found.quotes)[1]
        for asked in asking.asked:
            others: dict[str, Span] = {}
            for span, person, form in asking.mentions(asked.span):
                if form == "name" and person != asked.person:
                    others.setdefault(person, span)
            for person, span in list(others.items())[:_OTHERS]:
                targets = [(token, target) for token, target in asked.targets if target.person != person]
                if targets:
                    other = Asked(person, asked.paragraph, asked.span, targets, named=span)
                    yield Answered(asking.question(other), (None,) * len(targets), gold.name)
            if not known:
                yield Answered(asking.question(asked), (None,) * len(asked.targets), gold.name)


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine knows of an article before its stances are looked for."""

    article: Article
    parsed: ParsedText
    marks: Marks
    people: People
    quotes: tuple[Quote, ...]


def find(gold: Gold, annotator: Annotator) -> Found:
    """Return what the engine knows of an annotated article before its stances are looked for."""
    article = read_text(gold.text, source=f"{gold.name}.txt")
    parsed = parse_many(annotator.nlp, [article])[0]
    marks = find_marks(parsed.text, [(p.start, p.end) for p in parsed.paragraphs])
    attributions = annotator.attributor.attribute_many([parsed], [marks])[0]
    people = find_people(parsed, marks, attributions, article)
    return Found(article, parsed, marks, people, assign_speakers(article, parsed, marks, attributions, people))


def _answer(gold: Gold, sentence: Span, holder: str, target: str) -> str | None:
    answer: str | None = LABELS[0]
    for view in gold.stances:
        if view.is_about(holder, target):
            if not view.arguable and view.sign in _SIGNS and any(s.overlaps(sentence) for s in view.shown):
                return _SIGNS[view.sign]
            answer = None
    return answer


def pairs(path: Path, neutral: float) -> Iterator[Answered]:
    """Yield the pairs of a file of DSE, asked in both directions; of the neutral questions a share of `neutral`.

    A row is `{"text", "p": [start, end], "q": [start, end], "label"}`. Raises InputError naming the line that is wrong.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                for holder, target, for_it, against_it in _DIRECTIONS:
                    label = {for_it: "supports", against_it: "opposes"}.get(row["label"], LABELS[0])
                    question = Question(row["text"], _pair(row[holder]), (_pair(row[target]),), (_pair(row[target]),))
                    if label != LABELS[0] or _share(f"{holder}{row['text']}") < neutral:
                        yield Answered(question, (label,), path.stem)
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not a pair ({error!r})") from error


def _share(text: str) -> float:
    """A number from 0 to 1 that depends on the text alone."""
    return hashlib.sha256(text.encode()).digest()[0] / 256


def _pair(value: Any) -> tuple[int, int]:
    start, end = value
    return int(start), int(end)


def write(rows: Iterable[Answered], path: Path) -> int:
    """Write answered questions, a line of JSON each; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            q = row.question
            kept = {"text": q.text, "holder": q.holder, "names": q.names, "targets": q.targets}
            out.write(json.dumps(kept | {"answers": row.answers, "source": row.source}, ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[Answered]:
    """Yield the answered questions of a file. Raises InputError naming the line that is wrong."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                holder = _pair(row["holder"]) if row["holder"] is not None else None
                names, targets = (tuple(_pair(s) for s in row[key]) for key in ("names", "targets"))
                answers = tuple(row["answers"])
                if len(answers) != len(targets) or not set(answers) <= {*LABELS, None}:
                    raise ValueError(answers)
                yield Answered(Question(row["text"], holder, names, targets), answers, row["source"])
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not an answered question ({error!r})") from error
