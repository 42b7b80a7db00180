"""Attribution: parsed text and quotation marks in, who said what out (source, cue and content as spans).

Rooms: `records` (the values), `words` (tokens of a paragraph), `lexicon` (cue words), `marked` (speech within marks),
`clauses` (cues in the parse), `transcripts` (labels), `rules` (the engine without a model), `borders`, `finish`,
`explain`, `confidence`, and `attributor`, which is what others call. People are found elsewhere; here a source is a
span.
"""

from __future__ import annotations

from extract.annotate.attribution.attributor import Attributor
from extract.annotate.attribution.records import Attribution

__all__ = ["Attribution", "Attributor"]
