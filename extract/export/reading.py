"""Plain annotations as a `Reading`, so that what has no library goes through the same exports.

In: `Annotations`. Out: a `Reading` in which everything is the machine's and unreviewed.
"""

from __future__ import annotations

from dataclasses import asdict

from extract.library.rows import called
from extract.library.views import ArticleRow, PersonView, QuoteView, Reading, StanceView, Tally
from extract.records import Annotations, Person, Quote, Span, Stance


def reading_of(annotations: Annotations) -> Reading:
    """Return the annotations as a reading nobody has reviewed. Raises nothing."""
    article = annotations.article
    return Reading(
        article=_row(annotations),
        text=article.text,
        regions=article.regions,
        people=tuple(_person(p, annotations) for p in annotations.people),
        quotes=tuple(_quote(q) for q in annotations.quotes),
        stances=tuple(_stance(s) for s in annotations.stances),
        notes=(),
        remarks=article.remarks,
        run=asdict(annotations.run) if annotations.run else {},
    )


def _row(annotations: Annotations) -> ArticleRow:
    a = annotations.article
    return ArticleRow(
        id=a.id,
        version_id=0,
        title=a.title or called(a.source) or "",
        outlet=a.outlet,
        byline=a.byline,
        published=a.published,
        language=a.language,
        source=a.source,
        added_at="",
        read_at=None,
        words=len(a.text.split()),
        people=len(annotations.people),
        quotes=Tally(unreviewed=len(annotations.quotes)),
        stances=Tally(unreviewed=len(annotations.stances)),
    )


def _person(p: Person, annotations: Annotations) -> PersonView:
    said = [q for q in annotations.quotes if q.speaker == p.id]
    return PersonView(
        id=p.id,
        person_id=p.id,
        name=p.name,
        kind=p.kind,
        role=p.role,
        organisation=p.organisation,
        aliases=p.aliases,
        mentions=p.mentions,
        role_span=p.role_span,
        state="unreviewed",
        origin="machine",
        quotes=tuple(q.id for q in said),
        stances=tuple(s.id for s in annotations.stances if s.holder == p.id),
        words_said=sum(_words(annotations.article.text, q.content) for q in said if q.kind != "indirect"),
        anonymity=p.anonymity,
    )


def _words(text: str, spans: tuple[Span, ...]) -> int:
    return sum(len(s.of(text).split()) for s in spans)


def _quote(q: Quote) -> QuoteView:
    return QuoteView(
        id=q.id,
        kind=q.kind,
        content=q.content,
        cue=q.cue,
        source=q.source,
        speaker=q.speaker,
        cue_class=q.cue_class,
        confidence=q.confidence,
        why=q.why,
        state="unreviewed",
        origin="machine",
    )


def _stance(s: Stance) -> StanceView:
    return StanceView(
        id=s.id,
        holder=s.holder,
        target=s.target,
        target_id="",
        target_person=s.target_person,
        polarity=s.polarity,
        evidence=s.evidence,
        condition=tuple(Span(c["start"], c["end"]) for c in s.why.get("condition") or ()),
        quote=s.quote,
        confidence=s.confidence,
        why=s.why,
        state="unreviewed",
        origin="machine",
    )
