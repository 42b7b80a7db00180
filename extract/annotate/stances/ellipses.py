"""Answers without a verb of their own: "When it comes to the hubs, I repeat: never".

In: a sentence within the content of a quote. Out: findings held by whoever is quoted, about the topic it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import is_verb, objects

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


def find_ellipses(sentence: SpacySpan, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield answers without a verb of their own: "When it comes to the hubs, I repeat: never"."""
    text = sentence.text.casefold()
    topics = [t for t in lexicon.phrases["topic"] if t in text]
    if not topics:
        return
    answer = next(((w, -1) for w in lexicon.phrases["refuse"] if _has(text, w)), None)
    accepted = next(((w, 1) for w in lexicon.phrases["accept"] if _has(text, w)), None)
    if accepted is not None and re.search(r"\b(no|not|n[’']t)\b", text):
        answer = accepted
    if answer is None:
        return
    at = _token_of(sentence, text, answer[0])
    topic = _topic(sentence, text, topics[0])
    if at is not None and topic is not None and not (is_verb(at.head) and at.head.i > at.i):  # "will never abandon"
        yield Finding(at, [topic], answer[1], 0.74, "answer", by_speaker=True)


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _token_of(sentence: SpacySpan, text: str, words: str) -> Token | None:
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    if match is None:
        return None
    offset = sentence.start_char + match.start()
    return next((t for t in sentence if t.idx + len(t) > offset), None)


def _topic(sentence: SpacySpan, text: str, words: str) -> Token | None:
    """The first noun or gerund after the words that open a topic."""
    end = sentence.start_char + text.index(words) + len(words)
    for token in sentence:
        if token.idx >= end:
            if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod"):
                return token
            if token.pos_ in ("PROPN", "PRON") and token.dep_ != "compound":
                return token
            if token.tag_ == "VBG":
                return next((t for t in _after_gerund(token)), token)
    return None


def _after_gerund(verb: Token) -> list[Token]:
    """Return the objects of a gerund that names what is done ("hosting a hub")."""
    return [t for t in objects(verb) if t.pos_ in ("NOUN", "PROPN")]
