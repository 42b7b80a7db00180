"""Article in, annotations out: structure, quotation marks, attribution, people, stances.

`annotate(article)` is the short way; `Annotator` keeps the models between calls. Both load spaCy and the model only
when something is annotated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.annotate.annotator import Annotator, annotate
    from extract.annotate.config import Config

__all__ = ["Annotator", "Config", "annotate"]


def __getattr__(name: str) -> Any:
    if name == "Config":
        from extract.annotate.config import Config

        return Config
    if name in __all__:
        from extract.annotate import annotator

        return getattr(annotator, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
