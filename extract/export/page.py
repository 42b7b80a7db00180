"""HTML: one self-contained page of an annotated article, its people, stances and notes beside it.

In: a `Reading`. Out: a page that loads nothing from elsewhere and runs no script: quotes are coloured by speaker, and
told apart without colour by the speaker's number and the line under the words. It prints, and follows light and dark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from markupsafe import Markup

from extract.display import displayable, one_line
from extract.export import templates
from extract.export.markdown_text import readable
from extract.export.notes import ANCHORS, VERBS, counted, how_said, role_of, second_hand, state_mark, tally
from extract.export.options import READABLE, Options, chosen
from extract.library.views import PersonView, QuoteView, Reading, StanceView
from extract.records import Span

SIGNS = {"supports": "+", "opposes": "−", "conditional": "?", "mixed": "±"}
COLOURS = 9
LINES = 5
"""How many colours and kinds of lines the template has for speakers; their product is how many can be told apart."""

_PARAGRAPH = re.compile(r"[^\r\n]+")


def render(reading: Reading, options: Options) -> str:
    """Return the page of one article."""
    return templates.render(
        "page.html", page=Page(chosen(reading, options.or_else(classes=READABLE)), reading, options)
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of mark over a stretch of text. `rank` is its place when marks nest, outermost first."""

    span: Span
    rank: int
    tag: str
    classes: str
    object_id: str = ""
    title: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One quote or stance as a panel lists it; `href` leads to it, "" where a corrected text no longer has it."""

    id: str
    words: str
    line: str
    sign: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the people as the panel shows them."""

    id: str
    number: str
    look: str
    name: str
    about: str
    counts: str
    quotes: list[Said]
    stances: list[Said]


class Page:
    """What the template is given. `whole` is the reading unfiltered: counts are made on it."""

    def __init__(self, reading: Reading, whole: Reading, options: Options) -> None:
        self.reading, self.whole, self.options = reading, whole, options
        speaking = [q.speaker for q in reading.quotes] + [s.holder for s in reading.stances]
        self.numbers = {p: n for n, p in enumerate(dict.fromkeys(filter(None, speaking)), 1)}

    @property
    def title(self) -> str:
        """The article's title on one line."""
        return one_line(self.reading.article.title) or "Untitled"

    @property
    def facts(self) -> list[str]:
        """Byline, outlet and date where they are known."""
        row = self.reading.article
        return [one_line(v) for v in (row.byline, row.outlet, row.published) if v]

    @property
    def source(self) -> str:
        """The article's address where it is one of the web; a path on somebody's machine is not shown."""
        source = one_line(self.reading.article.source or "")
        return source if re.match(r"https?://", source, re.I) else ""

    @property
    def counts(self) -> list[str]:
        """How many quotes and stances, in which state."""
        quotes, stances = tally(q.state for q in self.whole.quotes), tally(s.state for s in self.whole.stances)
        return [c for c in (counted(quotes, "quote"), counted(stances, "stance")) if c]

    @property
    def voices(self) -> list[Voice]:
        """Those who are quoted or hold a stance, in the order of the text."""
        by_id = {p.id: p for p in self.reading.people}
        return [self._voice(by_id[i]) for i in self.numbers if i in by_id]

    @property
    def unknown(self) -> list[Said]:
        """Quotes nobody could be found for."""
        return [self._quote(q) for q in self.reading.quotes if q.speaker is None]

    @property
    def silent(self) -> list[str]:
        """Those who are named and neither quoted nor given a stance."""
        return [one_line(p.name) for p in self.reading.people if p.id not in self.numbers]

    @property
    def notes(self) -> list[str]:
        """What the person at work noted."""
        return [displayable(n.text) for n in self.reading.notes]

    @property
    def paragraphs(self) -> Iterator[tuple[str, Markup]]:
        """(kind of region, marked-up text) of every paragraph."""
        text = self.reading.text
        for found in _PARAGRAPH.finditer(text):
            if found[0].strip():
                span = Span(*found.span())
                kind = next((r.kind for r in self.reading.regions if r.span.overlaps(span)), "body")
                yield kind, self._marked(span)

    @cached_property
    def _layers(self) -> list[Layer]:
        layers: list[Layer] = []
        for s in self.reading.stances:
            title = f"{self._name(s.holder)} {VERBS[s.polarity]} {one_line(s.target)}"
            layers += [
                Layer(e, 0, "span", f"evidence {s.polarity}", s.id, title, SIGNS[s.polarity]) for e in s.evidence
            ]
        for q in self.reading.quotes:
            who = f"{self._name(q.speaker)} · {self._how(q)}"
            look = f"quote {q.kind} {q.state} {self._look(q.speaker)}"
            layers += [Layer(c, 1, "mark", look, q.id, who, self._number(q.speaker)) for c in q.content]
            layers += [Layer(c, 2, "span", "cue") for c in q.cue] + [Layer(c, 2, "span", "source") for c in q.source]
        return sorted(layers, key=lambda layer: layer.span)

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Of the layers in order: where each starts, and how far any up to it reaches."""
        spans = [layer.span for layer in self._layers]
        return [s.start for s in spans], list(accumulate((s.end for s in spans), max))

    @cached_property
    def _begins(self) -> dict[str, Span]:
        """Where each object begins."""
        return {layer.object_id: layer.span for layer in reversed(self._layers)}

    def _marked(self, within: Span) -> Markup:
        """One paragraph cut wherever a mark begins or ends, each piece wrapped in the marks that lie on it."""
        starts, reach = self._places
        near = self._layers[bisect_right(reach, within.start) : bisect_left(starts, within.end)]
        here = [layer for layer in near if layer.span.overlaps(within)]
        edges = {within.start, within.end} | {e for layer in here for e in layer.span if within.start < e < within.end}
        cuts = sorted(edges)
        return Markup("").join(self._piece(Span(a, b), here) for a, b in pairwise(cuts))

    def _piece(self, span: Span, layers: list[Layer]) -> Markup:
        out = Markup("{}").format(displayable(span.of(self.reading.text)))
        for layer in sorted((la for la in layers if la.span.overlaps(span)), key=lambda la: -la.rank):
            out = _wrapped(out, layer, self._first(layer) and layer.span.start == span.start)
        return out

    def _first(self, layer: Layer) -> bool:
        """Whether this is where the object begins, so that its id is given once."""
        return bool(layer.object_id) and self._begins[layer.object_id] == layer.span

    def _voice(self, p: PersonView) -> Voice:
        role = [*role_of(p), p.kind if p.kind != "person" else ""]
        quotes = [q for q in self.reading.quotes if q.speaker == p.id]
        stances = [s for s in self.reading.stances if s.holder == p.id]
        counts = [counted(tally(q.state for q in self.whole.quotes if q.speaker == p.id), "quote")]
        return Voice(
            id=p.id,
            number=self._number(p.id),
            look=self._look(p.id),
            name=one_line(p.name),
            about=", ".join(one_line(r) for r in role if r),
            counts="".join(counts),
            quotes=[self._quote(q) for q in quotes],
            stances=[self._stance(s) for s in stances],
        )

    def _quote(self, q: QuoteView) -> Said:
        href = f"#{q.id}" if q.content else ""
        return Said(q.id, displayable(readable(self.reading.text, q.content) or q.words), self._how(q), href=href)

    def _stance(self, s: StanceView) -> Said:
        mark = state_mark(s.state, s.origin, s.confidence, self.options).strip("*")
        on = f"condition: “{readable(self.reading.text, s.condition)}”" if s.condition else ""
        line = " · ".join(
            filter(
                None,
                [f"{VERBS[s.polarity]} {s.target}", on, second_hand(s, self.reading), ANCHORS.get(s.anchor, ""), mark],
            )
        )
        shown = displayable(readable(self.reading.text, s.evidence) or s.words)
        return Said(s.id, shown, one_line(line), SIGNS[s.polarity], f"#{s.id}" if s.evidence else "")

    def _how(self, q: QuoteView) -> str:
        mark = state_mark(q.state, q.origin, q.confidence, self.options).strip("*")
        return one_line(" · ".join(filter(None, [how_said(q), ANCHORS.get(q.anchor, ""), mark])))

    def _name(self, person_id: str | None) -> str:
        p = self.reading.person(person_id)
        return one_line(p.name) if p else "speaker unknown"

    def _number(self, person_id: str | None) -> str:
        return str(self.numbers[person_id]) if person_id in self.numbers else "?"

    def _look(self, person_id: str | None) -> str:
        n = self.numbers.get(person_id or "", 0) - 1
        return f"c{n % COLOURS} l{n // COLOURS % LINES}" if n >= 0 else "nobody"


def _wrapped(inner: Markup, layer: Layer, first: bool) -> Markup:
    title = Markup(' title="{}"').format(layer.title) if layer.title else Markup("")
    if not first:
        return Markup('<{0} class="{1}"{2}>{3}</{0}>').format(layer.tag, layer.classes, title, inner)
    number = Markup('<a class="n" href="#in-{}">{}</a>').format(layer.object_id, layer.number)
    return Markup('<{0} class="{1}" id="{2}"{3}>{4}{5}</{0}>').format(
        layer.tag, layer.classes, layer.object_id, title, number, inner
    )
