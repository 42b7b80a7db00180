"""Annotations made by hand, for tests that need no engine: name the words, the builder finds where they stand.

said = Story("Ann Lee said: “We will stay.”").person("Ann Lee", role="mayor").quote("“We will stay.”", "Ann Lee")
annotations = said.annotations()
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.records import (
    Annotations,
    Article,
    Mention,
    Person,
    Quote,
    Region,
    Run,
    Span,
    Stance,
    article_id,
    quote_ids,
    stance_ids,
)

RUN = Run(version="0.1", engine="rules", config={"tests": True})
OTHER_RUN = Run(version="0.2", engine="model", model="tests", model_sha256="0" * 64)


class Story:
    """An article under construction; words are looked up in the text, the nth time they stand there (from 0)."""

    def __init__(self, text: str, source: str | None = "https://example.org/story", **meta: Any) -> None:
        self.text = text
        self.meta = {"title": "A story", "outlet": "The Example", "published": "2026-03-01"} | meta
        self.source = source
        self.people: list[Person] = []
        self.quotes: list[dict[str, Any]] = []
        self.stances: list[dict[str, Any]] = []

    def span(self, words: str, nth: int = 0) -> Span:
        """Return where words stand."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def person(self, name: str, kind: Any = "person", mentions: Sequence[str] = (), **rest: Any) -> Story:
        """Add somebody; their name is a mention wherever it stands."""
        found = [self.span(name, n) for n in range(self.text.count(name))]
        marked = [Mention(s.start, s.end, "name") for s in found]
        marked += [Mention(*self.span(words), "description") for words in mentions]
        self.people.append(Person(f"p{len(self.people) + 1}", name, kind, mentions=tuple(sorted(marked)), **rest))
        return self

    def quote(
        self, words: str | Sequence[str], speaker: str | None = None, *, nth: int = 0, cue: str = "", **rest: Any
    ) -> Story:
        """Add a quote by somebody added before."""
        parts = [words] if isinstance(words, str) else list(words)
        content = tuple(self.span(part, nth) for part in parts)
        kind = rest.pop("kind", "direct" if parts[0][:1] in "“\"'‘«" else "indirect")
        cues = (self.span(cue),) if cue else ()
        self.quotes.append({"kind": kind, "content": content, "cue": cues, "speaker": self._id(speaker)} | rest)
        return self

    def stance(self, holder: str, target: str, polarity: str, evidence: str, **rest: Any) -> Story:
        """Add a stance of somebody added before; `quote` is the number (from 0) of the quote it rests on."""
        made = {"holder": self._id(holder), "target": target, "polarity": polarity, "evidence": (self.span(evidence),)}
        self.stances.append(made | rest)
        return self

    def _id(self, name: str | None) -> str | None:
        return next((p.id for p in self.people if p.name == name), None) if name else None

    def article(self) -> Article:
        """Return the article."""
        known = article_id(self.source, self.text)
        regions = (Region("body", 0, len(self.text)),) if self.text else ()
        return Article(id=known, text=self.text, source=self.source, regions=regions, **self.meta)

    def annotations(self, run: Run | None = RUN) -> Annotations:
        """Return everything, with ids as the engine derives them."""
        article = self.article()
        ids = quote_ids(article, [q["content"] for q in self.quotes])
        quotes = [
            Quote(i, **({"confidence": 0.8, "why": {"engine": "rules"}} | q))
            for i, q in zip(ids, self.quotes, strict=True)
        ]
        names = {p.id: p.name for p in self.people}
        keys = [(names[s["holder"]], s["target"], s["evidence"]) for s in self.stances]
        stances = []
        for new_id, made in zip(stance_ids(article, keys), self.stances, strict=True):
            number = made.pop("quote", None)
            quote = None if number is None else ids[number]
            made_up = {"confidence": 0.7, "why": {"engine": "rules"}} | made
            stances.append(Stance(new_id, quote=quote, **made_up))
            if number is not None:
                made["quote"] = number
        return Annotations(article, tuple(self.people), tuple(quotes), tuple(stances), run)
