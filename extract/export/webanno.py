"""W3C Web Annotation (JSON-LD): each quote and stance as an annotation on the article, for Hypothesis-like tools.

In: a `Reading`. Out: an AnnotationCollection with its one page. What a corrected text no longer has is left out: it
has no target. Every stretch is selected twice, by its words with
their surroundings (TextQuoteSelector) and by its place in code points (TextPositionSelector), as the Web Annotation
Data Model (W3C Recommendation, 2017) defines them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extract import __version__
from extract.export.contract import dumps
from extract.export.notes import VERBS
from extract.export.options import Options, chosen
from extract.library.views import QuoteView, Reading, StanceView
from extract.records import Span

CONTEXT = 32
"""Code points of prefix and suffix."""


def render(reading: Reading, options: Options) -> str:
    """Return one article's annotations as indented JSON-LD."""
    shown = chosen(reading, options)
    items = [_quote(q, shown) for q in shown.quotes if q.content]
    items += [_stance(s, shown) for s in shown.stances if s.evidence]
    name = f"urn:onrecord:{reading.article.id}:annotations"
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationCollection",
        "label": reading.article.title or reading.article.id,
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }
    return dumps(collection, indent=2) + "\n"


def _quote(q: QuoteView, reading: Reading) -> dict[str, Any]:
    bodies = [_body("classifying", f"{q.kind} {q.cue_class}"), *_speaker(q.speaker, reading), *_review(q)]
    return _annotation(q.id, reading, "identifying", bodies, q.content)


def _stance(s: StanceView, reading: Reading) -> dict[str, Any]:
    holder = reading.person(s.holder)
    said = f"{holder.name if holder else 'unknown'} {VERBS[s.polarity]} {s.target}"
    bodies = [_body("describing", said), _body("classifying", s.polarity), *_speaker(s.holder, reading), *_review(s)]
    return _annotation(s.id, reading, "assessing", bodies, s.evidence)


def _annotation(
    object_id: str, reading: Reading, motivation: str, bodies: list[dict[str, Any]], spans: Iterable[Span]
) -> dict[str, Any]:
    targets = list(_targets(reading, spans))
    return {
        "id": f"urn:onrecord:{reading.article.id}:{object_id}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {
            "id": "urn:onrecord",
            "type": "Software",
            "name": f"onrecord {reading.run.get('version', __version__)}",
        },
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _targets(reading: Reading, spans: Iterable[Span]) -> Iterator[dict[str, Any]]:
    text = reading.text
    for span in spans:
        quoted = {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - CONTEXT) : span.start],
            "suffix": text[span.end : span.end + CONTEXT],
        }
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        yield {"source": _source(reading), "selector": [quoted, place]}


def _source(reading: Reading) -> str:
    """The article's own address; a file on somebody's machine is named by its id alone."""
    source = reading.article.source or ""
    return source if source.startswith(("http://", "https://")) else f"urn:onrecord:{reading.article.id}"


def _speaker(person_id: str | None, reading: Reading) -> list[dict[str, Any]]:
    p = reading.person(person_id)
    return [_body("identifying", p.name)] if p else []


def _review(item: QuoteView | StanceView) -> list[dict[str, Any]]:
    return [_body("moderating", item.state), *(_body("tagging", tag) for tag in item.tags)]


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
