"""The engine as a spaCy component: `nlp.add_pipe("onrecord")` puts the same records on `doc._.onrecord`.

Quotes and people are also span groups (`doc.spans["quotes"]`, `doc.spans["people"]`) that displaCy can draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extract.annotate.annotator import Annotator


class OnrecordComponent:
    """A pipe that reads the parse of a Doc and leaves `Annotations` on it."""

    def __init__(self, annotator: Annotator) -> None:
        self.annotator = annotator

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with `doc._.onrecord` and its span groups set."""
        annotations = self.annotator.annotate_doc(doc)
        doc._.onrecord = annotations
        text_spans = (
            ("quotes", [(s, q.kind) for q in annotations.quotes for s in q.content]),
            ("people", [(m.span, p.name) for p in annotations.people for m in p.mentions]),
        )
        for group, spans in text_spans:
            found = [doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in spans]
            doc.spans[group] = [s for s in found if s is not None]
        return doc


def make_onrecord(nlp: Language, name: str) -> OnrecordComponent:
    """Build the component for `nlp.add_pipe("onrecord")` (spaCy's factory by entry point)."""
    from spacy.tokens import Doc

    from extract.annotate.annotator import Annotator

    if not Doc.has_extension("onrecord"):
        Doc.set_extension("onrecord", default=None)
    return OnrecordComponent(Annotator())
