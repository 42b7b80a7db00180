"""People: parsed text, marks and attributions in; all who act, speak or hold a stance out, each once, and who says
what.

Rooms, in the order they work: `page` (flat tokens), `names` (name mentions), `kinds` (what each names), `clustering`
(names gathered under actors), `roles`, `sources` and `phrases` (what a noun phrase says), `places`, `talk`, `clues` and
`focus` (pronouns), `descriptions`, `unnamed`, `resolver` (the passes over the text), `people` (records), `speakers`
(quotes), `acting` (those who only hold a stance). `lexicon` reads the word lists.
"""

from __future__ import annotations

from extract.annotate.people.people import People, Resolution, find_people
from extract.annotate.people.speakers import assign_speakers

__all__ = ["People", "Resolution", "assign_speakers", "find_people"]
