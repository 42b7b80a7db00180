"""Who said what: the engine of attribution as the annotator uses it.

In: parsed texts with their quotation marks. Out: `Attribution`s, each list in text order. The model engine needs the
tagger's weights; where they are missing or damaged the rules do the work, and `engine` and `remarks` say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.annotate.attribution.borders import after_relative, mend, own_clause, own_sentence
from extract.annotate.attribution.confidence import load_weights
from extract.annotate.attribution.describe import second_hand
from extract.annotate.attribution.finish import finish, judge
from extract.annotate.attribution.lexicon import load_lexicon
from extract.annotate.attribution.model import find_drafts_many
from extract.annotate.attribution.records import Attribution, Draft
from extract.annotate.attribution.rules import find_drafts
from extract.annotate.attribution.sourceless import supply
from extract.annotate.attribution.transcripts import teaser
from extract.annotate.attribution.words import TextWords
from extract.annotate.marks import Marks
from extract.annotate.parse import ParsedText
from extract.errors import ModelError

if TYPE_CHECKING:
    from extract.annotate.tagger.tagger import Tagger


LEAN = 0.7
"""How far the tagger leans to finding more (see `Tagger.lean`); what is then too unlikely is left out again."""
LEAST_INDIRECT = 0.27
"""Both chosen on PolNeAR's development split, for the best F1 with at least 65 % of the indirect attributions found."""


class Attributor:
    """Finds attributions with the engine asked for, or the rules where the model cannot be had.

    `engine` is what is really used, `model_name` and `model_sha256` say which weights (None for rules), `remarks` are
    for the reader. `least_indirect` is the confidence below which speech without marks is left out; marked speech
    always stays. Raises ModelError only where the bundled cue lexicon itself cannot be read.
    """

    def __init__(self, engine: str = "model", least_indirect: float = LEAST_INDIRECT) -> None:
        self.engine: str = "rules"
        self.model_name: str | None = None
        self.model_sha256: str | None = None
        self.remarks: tuple[str, ...] = ()
        self._lexicon = load_lexicon()
        self._least = least_indirect if load_weights() else 0.0
        self._tagger = self._load_tagger() if engine == "model" else None

    def _load_tagger(self) -> Tagger | None:
        """The tagger, or None with a remark where its files are missing or damaged."""
        try:
            from extract.annotate.tagger.tagger import Tagger  # loads onnxruntime, so only where it is used

            tagger = Tagger.load()
            tagger.lean(LEAN)
        except (ModelError, ImportError) as error:
            self.remarks = (f"rules only: {getattr(error, 'title', error)}",)
            return None
        self.engine, self.model_name, self.model_sha256 = "model", tagger.name, tagger.sha256
        return tagger

    def attribute_many(self, parsed: Sequence[ParsedText], marks: Sequence[Marks]) -> list[list[Attribution]]:
        """Return the attributions of each text, in the order given."""
        words = [TextWords(p, m) for p, m in zip(parsed, marks, strict=True)]
        if self._tagger is not None:
            drafts = find_drafts_many(self._tagger, parsed, marks, words, self._lexicon)
        else:
            drafts = [find_drafts(p, m, self._lexicon, w) for p, m, w in zip(parsed, marks, words, strict=True)]
        return [self._finish(*each) for each in zip(parsed, marks, words, drafts, strict=True)]

    def _finish(self, parsed: ParsedText, marks: Marks, words: TextWords, drafts: list[Draft]) -> list[Attribution]:
        for draft in drafts:
            at = words.at(draft.cue[0].start) if draft.cue else None
            if at is not None and not draft.label:
                supply(draft, at)
                own_sentence(draft, at)
                own_clause(draft, at)
                after_relative(draft, at)
            if not draft.label:
                mend(draft, marks, parsed.text)
            at = words.at(draft.start) if draft.cue and draft.content else None
            if at is not None:
                second_hand(draft, at, self._lexicon)
        drafts = [d for d in drafts if not teaser(d, parsed, self._lexicon)]
        judged = judge(parsed.text, drafts, marks, self.engine)
        kept = [j for j in judged if j.kind != "indirect" or j.confidence >= self._least]
        return finish(parsed.text, kept, self._lexicon)
