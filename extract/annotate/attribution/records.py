"""The values that pass between the rooms of attribution.

`Draft` is what a finder (rules or model) proposes and the rooms after it mend; `Attribution` is what leaves the
package. All spans are code points of the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.records import CueClass, QuoteKind, Span


@dataclass(frozen=True)
class Attribution:
    """Source, cue and content of one attribution, before anybody knows which person the source is.

    `source` is empty where the text names none. `confidence` is the calibrated probability that the attribution, its
    source span included, is right. `continues` is the index (in the same list) of the attribution whose speaker this
    one shares, where the text itself names no source here. `label` says that a transcript's label is the source.
    `inner_source` is whom the source reports ("A says B said": B). `why` is JSON: summary, engine, construction, cue,
    distance, denial….
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: QuoteKind
    cue_class: CueClass = "speech"
    confidence: float = 0.0
    why: Mapping[str, Any] = field(default_factory=dict)
    continues: int | None = None
    label: bool = False
    inner_source: tuple[Span, ...] = ()
    evidence: Mapping[str, float] = field(default_factory=dict, repr=False)
    """What the confidence was computed from."""


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution in the making. `score` is the finder's own, 0 to 1, not yet calibrated.

    `construction` names how the three parts stand to each other (keys of `explain.SENTENCES`). `marked` says that the
    content came from quotation marks. `joins` is the draft whose speaker this one shares.
    """

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    construction: str
    score: float = 0.5
    marked: bool = False
    label: bool = False
    lemma: str = ""
    cue_class: CueClass = "speech"
    joins: Draft | None = None
    engine: str = "rules"
    evidence: dict[str, float] = field(default_factory=dict)
    inner_source: list[Span] = field(default_factory=list)
    why: dict[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end
