"""Stances: who stands where on what, with the words that show it.

In: an article, its parse, marks, people and quotes. Out: stances. The order: frames over the parse (`frames`),
judgements within somebody's words (`judging`), what weakens or turns them (`governing`, `modality`), holders
(`reading`, `guessing`), targets (`targets`, `gathering`), claims (`claiming`); what a model says of everybody's words
(`asking`, `model`); how sure each stance is (`clues`, `sureness`); and the whole put together (`assemble`). The words
are data (`lexicon`).
"""

from __future__ import annotations

from extract.annotate.stances.engine import find_stances
from extract.annotate.stances.opinion import load_model

__all__ = ["find_stances", "load_model"]
