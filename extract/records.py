"""The vocabulary of onrecord as small frozen values, and their JSON form (contract `onrecord/1`).

Offsets are Unicode code points into the article's own text, half-open. Nothing here reads files, loads models or knows
the library. `to_json` gives what `onrecord extract --format jsonl` prints; `from_json` takes it back.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

SCHEMA = "onrecord/1"

RegionKind = Literal["headline", "byline", "body", "caption", "boilerplate"]
PersonKind = Literal["person", "organisation", "group", "unnamed"]
MentionForm = Literal["name", "description", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
CueClass = Literal["speech", "writing", "thought", "wish", "decision", "evidence"]
Polarity = Literal["supports", "opposes", "conditional", "mixed"]

SURE_ENOUGH = 0.4
"""How sure the machine has to be of an annotation for it to be shown, unreviewed, where nobody asks for the possible
ones. Below it more than half of the attributions in the writer's own words do not hold."""

Why = Mapping[str, Any]
"""Why an annotation was made, JSON values only. Usual keys: `summary` (plain words, one sentence), `engine` (model |
rules | label), `construction`, `cue`, `distance`, `rivals` ([{"person", "name", "score"}…], best first), `denial`,
`reported_by`, `inner_source`, `chain` (mentions from the source to the name), `condition` ([{"start", "end"}])."""


class Span(NamedTuple):
    """A stretch of text, `[start, end)` in code points."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """Return the words of this span, verbatim."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class Region(NamedTuple):
    """A typed stretch of the text."""

    kind: RegionKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The stretch without its kind."""
        return Span(self.start, self.end)


class Mention(NamedTuple):
    """A span that refers to somebody."""

    start: int
    end: int
    form: MentionForm

    @property
    def span(self) -> Span:
        """The stretch without its form."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Article:
    """A piece of news as it came in: one exact text with what is known about it.

    `id` is derived from the canonical source (see `article_id`); `source` is the path or URL it was read from;
    `published` is an ISO 8601 date or date-time. `remarks` are for the reader: "decoded as cp1252".
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    regions: tuple[Region, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What an article gives of an unnamed source: how many, what they know, why no name. None where it does not say."""

    count: int | None = None
    knowledge: Span | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One who acts, speaks or holds a stance in an article: a person, organisation, group or unnamed source."""

    id: str
    name: str
    kind: PersonKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    role_span: Span | None = None
    organisation: str | None = None
    anonymity: Anonymity | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution as the reader sees it: content, cue and source as spans, and whose words they are."""

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    cue_class: CueClass = "speech"
    confidence: float = 0.0
    why: Why = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stance:
    """Holder → target → polarity, with the words that show it and the quote it rests on."""

    id: str
    holder: str
    target: str
    polarity: Polarity
    evidence: tuple[Span, ...]
    target_person: str | None = None
    quote: str | None = None
    confidence: float = 0.0
    why: Why = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """Which machine made the annotations: software version, engine, model and its hash, with remarks ("rules only")."""

    version: str
    engine: str
    model: str | None = None
    model_sha256: str | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """An article with everything found in it."""

    article: Article
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stances: tuple[Stance, ...] = ()
    run: Run | None = None

    def person(self, person_id: str | None) -> Person | None:
        """Return the person of that id, or None."""
        return next((p for p in self.people if p.id == person_id), None)


# --- identity ---------------------------------------------------------------------------------------------------------


def _digest(prefix: str, length: int, *parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return prefix + hashlib.sha256(joined).hexdigest()[:length]


def normalised(text: str) -> str:
    """Return `text` for comparing: NFKC, case folded, quotation marks and white space levelled."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    levelled = re.sub(r"[\"'“”‘’«»„‟‚‛`´]+", "'", folded)
    return " ".join(levelled.split())


def article_id(source: str | None, text: str) -> str:
    """Return the id of an article: from its canonical source (URL or path), or from its words where there is none."""
    return _digest("a-", 12, source) if source else _digest("a-", 12, normalised(text))


def content_ids(prefix: str, article: str, keys: Iterable[str]) -> list[str]:
    """Return one id a key: hash of article id, normalised key and which repetition of that key it is (from 0).

    So a quote keeps its id as long as its words stand, whatever else is found around it.
    """
    seen: dict[str, int] = {}
    ids = []
    for key in keys:
        norm = normalised(key)
        nth = seen.get(norm, 0)
        seen[norm] = nth + 1
        ids.append(_digest(prefix, 12, article, norm, str(nth)))
    return ids


def quote_ids(article: Article, contents: Iterable[Sequence[Span]]) -> list[str]:
    """Return the ids (`q-…`) of quotes by their contents, given in text order."""
    return content_ids("q-", article.id, (" … ".join(s.of(article.text) for s in spans) for spans in contents))


def stance_ids(article: Article, stances: Iterable[tuple[str, str, Sequence[Span]]]) -> list[str]:
    """Return the ids (`s-…`) of stances given as (holder's name, target, evidence); polarity may be corrected later."""
    keys = (f"{holder} → {target} → {' … '.join(s.of(article.text) for s in ev)}" for holder, target, ev in stances)
    return content_ids("s-", article.id, keys)


# --- JSON -------------------------------------------------------------------------------------------------------------


def _spans_out(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans]


def _span_out(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _spans_in(rows: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(r["start"], r["end"]) for r in rows)


def _span_in(row: Mapping[str, int] | None) -> Span | None:
    return None if row is None else Span(row["start"], row["end"])


def _person_out(p: Person) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": p.id,
        "name": p.name,
        "kind": p.kind,
        "role": p.role,
        "aliases": list(p.aliases),
        "mentions": [{"start": m.start, "end": m.end, "form": m.form} for m in p.mentions],
        "role_span": _span_out(p.role_span),
        "organisation": p.organisation,
    }
    if p.anonymity is not None:
        a = p.anonymity
        out["anonymity"] = {"count": a.count, "knowledge": _span_out(a.knowledge), "reason": _span_out(a.reason)}
    return out


def _person_in(row: Mapping[str, Any]) -> Person:
    a = row.get("anonymity")
    return Person(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        role=row.get("role"),
        aliases=tuple(row.get("aliases", ())),
        mentions=tuple(Mention(m["start"], m["end"], m["form"]) for m in row.get("mentions", ())),
        role_span=_span_in(row.get("role_span")),
        organisation=row.get("organisation"),
        anonymity=Anonymity(a.get("count"), _span_in(a.get("knowledge")), _span_in(a.get("reason"))) if a else None,
    )


def _quote_out(q: Quote) -> dict[str, Any]:
    return {
        "id": q.id,
        "kind": q.kind,
        "content": _spans_out(q.content),
        "cue": _spans_out(q.cue),
        "source": _spans_out(q.source),
        "speaker": q.speaker,
        "cue_class": q.cue_class,
        "confidence": round(q.confidence, 4),
        "why": dict(q.why),
    }


def _quote_in(row: Mapping[str, Any]) -> Quote:
    fields: dict[str, Any] = {part: _spans_in(row.get(part, ())) for part in ("content", "cue", "source")}
    fields |= {k: row[k] for k in ("id", "kind", "speaker", "cue_class", "confidence", "why") if k in row}
    return Quote(**fields)


def _stance_out(s: Stance) -> dict[str, Any]:
    return {
        "id": s.id,
        "holder": s.holder,
        "target": s.target,
        "target_person": s.target_person,
        "polarity": s.polarity,
        "evidence": _spans_out(s.evidence),
        "quote": s.quote,
        "confidence": round(s.confidence, 4),
        "why": dict(s.why),
    }


def _stance_in(row: Mapping[str, Any]) -> Stance:
    plain = ("id", "holder", "target", "target_person", "polarity", "quote", "confidence", "why")
    return Stance(evidence=_spans_in(row["evidence"]), **{k: row[k] for k in plain if k in row})


_META = ("id", "title", "byline", "outlet", "published", "language", "source")


def to_json(annotations: Annotations) -> dict[str, Any]:
    """Return the contract's object for one article (see assets/schema/onrecord-1.schema.json)."""
    a = annotations.article
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "article": {k: getattr(a, k) for k in _META},
        "text": a.text,
        "regions": [r._asdict() for r in a.regions],
        "people": [_person_out(p) for p in annotations.people],
        "quotes": [_quote_out(q) for q in annotations.quotes],
        "stances": [_stance_out(s) for s in annotations.stances],
    }
    if a.remarks:
        out["remarks"] = list(a.remarks)
    if annotations.run is not None:
        run = annotations.run
        out["run"] = {
            "version": run.version,
            "engine": run.engine,
            "model": run.model,
            "model_sha256": run.model_sha256,
            "config": dict(run.config),
            "remarks": list(run.remarks),
        }
    return out


def error_json(source: str | None, error: str) -> dict[str, Any]:
    """Return the contract's line for a source that could not be annotated."""
    return {"schema": SCHEMA, "article": {"source": source}, "error": error}


def from_json(row: Mapping[str, Any]) -> Annotations:
    """Return the annotations of one contract object.

    Raises ValueError where the schema is another one or the line is an error line, KeyError where a field is missing.
    """
    if row.get("schema") != SCHEMA:
        raise ValueError(f"expected schema {SCHEMA!r}, found {row.get('schema')!r}")
    if "error" in row:
        raise ValueError(f"no annotations: {row['error']}")
    article = Article(
        text=row["text"],
        regions=tuple(Region(r["kind"], r["start"], r["end"]) for r in row.get("regions", ())),
        remarks=tuple(row.get("remarks", ())),
        **{k: row["article"].get(k) for k in _META},
    )
    run = row.get("run")
    return Annotations(
        article=article,
        people=tuple(_person_in(p) for p in row.get("people", ())),
        quotes=tuple(_quote_in(q) for q in row.get("quotes", ())),
        stances=tuple(_stance_in(s) for s in row.get("stances", ())),
        run=Run(**{**run, "remarks": tuple(run.get("remarks", ()))}) if run else None,
    )


def with_id(article: Article, known: str) -> Article:
    """Return the article under the id of one already known, e.g. when its text was corrected."""
    return replace(article, id=known)
