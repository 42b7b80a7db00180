"""Annotations made by hand, so that tests of the screens need no model: a short article, and one of any length."""

from __future__ import annotations

import random
import re

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

SHORT = """Bridge to close for a year
By Noor Halvorsen
The old rail bridge at Tamsin Weir will close for a year from May, the county engineer has announced.
“It is not safe to wait,” said Marit Oyelaran, the county engineer. “We found cracks in four of nine piers.”
Ms Oyelaran, who took up the post in 2021, said the work would cost about 40 million.
Shopkeepers are angry. “Nobody asked us,” Tobias Brandt, who runs the bakery on Weir Lane, told a meeting on Monday.
He opposes the closure and wants a ferry instead, unless the county pays compensation.
A person close to the council said a ferry had been “looked at and dropped”.
You may also like: ten bridges worth a detour
"""


def _find(text: str, words: str, nth: int = 0) -> Span:
    start = [m.start() for m in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


def short_article() -> Annotations:
    """The closing of a bridge: four quotes of three speakers, one unknown; a stance; boilerplate."""
    t = SHORT
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", t)]
    kinds = ["headline", "byline", *["body"] * 6, "boilerplate"]
    article = Article(
        id=article_id("https://weir.example/bridge", t),
        text=t,
        title="Bridge to close for a year",
        byline="Noor Halvorsen",
        outlet="The Weir Gazette",
        published="2026-04-14",
        language="en",
        source="https://weir.example/bridge",
        regions=tuple(Region(k, s.start, s.end) for k, s in zip(kinds, lines, strict=True)),  # pyright: ignore
    )

    def mention(words: str, form: str = "name", nth: int = 0) -> Mention:
        return Mention(*_find(t, words, nth), form)  # pyright: ignore

    people = (
        Person(
            "p1",
            "Marit Oyelaran",
            "person",
            "county engineer",
            ("Ms Oyelaran",),
            (mention("Marit Oyelaran"), mention("Ms Oyelaran")),
        ),
        Person("p2", "Tobias Brandt", "person", "baker", (), (mention("Tobias Brandt"), mention("He", "pronoun"))),
        Person(
            "p3",
            "a person close to the council",
            "unnamed",
            None,
            (),
            (mention("A person close to the council", "description"),),
        ),
        Person(
            "p4",
            "the county",
            "organisation",
            None,
            (),
            (mention("the county pays", "description")._replace(end=_find(t, "the county pays").end - 5),),
        ),
    )
    contents = [
        (_find(t, "“It is not safe to wait,”"), _find(t, "“We found cracks in four of nine piers.”")),
        (_find(t, "the work would cost about 40 million"),),
        (_find(t, "“Nobody asked us,”"),),
        (_find(t, "a ferry had been “looked at and dropped”"),),
    ]
    ids = quote_ids(article, contents)
    rivals = [
        {"person": "p1", "name": "Marit Oyelaran", "score": 0.21},
        {"person": "p4", "name": "the county", "score": 0.04},
    ]
    quotes = (
        Quote(
            ids[0],
            "direct",
            contents[0],
            (_find(t, "said"),),
            (_find(t, "Marit Oyelaran, the county engineer"),),
            "p1",
            confidence=0.98,
            why={
                "summary": "The verb “said” links the words to the name after it.",
                "engine": "rules",
                "construction": "said + name",
            },
        ),
        Quote(
            ids[1], "indirect", contents[1], (_find(t, "said", 1),), (_find(t, "Ms Oyelaran"),), "p1", confidence=0.93
        ),
        Quote(
            ids[2],
            "direct",
            contents[2],
            (_find(t, "told a meeting"),),
            (_find(t, "Tobias Brandt"),),
            "p2",
            confidence=0.71,
            why={
                "summary": "The name stands right after the words.",
                "engine": "model",
                "rivals": rivals,
                "chain": ["He", "Tobias Brandt"],
            },
        ),
        Quote(
            ids[3],
            "mixed",
            contents[3],
            (_find(t, "said", 2),),
            (_find(t, "A person close to the council"),),
            "p3",
            confidence=0.44,
        ),
    )
    evidence = (_find(t, "opposes the closure"),)
    condition = _find(t, "unless the county pays compensation")
    sid = stance_ids(article, [("Tobias Brandt", "the closure", evidence)])[0]
    stances = (
        Stance(
            sid,
            "p2",
            "the closure",
            "conditional",
            evidence,
            confidence=0.8,
            why={"summary": "“opposes” says so.", "condition": [{"start": condition.start, "end": condition.end}]},
        ),
    )
    return Annotations(article, people, quotes, stances, Run("0", "rules"))


_NAMES = (
    "Ada Moreau",
    "Ben Tanaka",
    "Cleo Nwosu",
    "Dag Lindholm",
    "Eva Petrov",
    "Finn O’Hara",
    "Gita Rao",
    "Hugo Sato",
    "Ines Vidal",
    "Jon Kiptoo",
)
_WORDS = [
    "council",
    "river",
    "budget",
    "harbour",
    "minister",
    "plan",
    "vote",
    "report",
    "school",
    "winter",
    "market",
    "train",
    "bridge",
    "farmers",
    "union",
    "letter",
    "court",
    "evening",
    "answer",
    "question",
    "number",
    "water",
    "light",
    "house",
    "paper",
    "story",
    "office",
    "morning",
    "people",
    "money",
    "street",
    "question",
]


def long_article(words: int, seed: int = 1) -> Annotations:
    """An article of about so many words, six marks a hundred words: a quote, its cue, names, now and then a stance."""
    rng = random.Random(seed)
    parts: list[str] = []
    at = count = 0
    contents: list[Span] = []
    cues: list[Span] = []
    sources: list[tuple[int, Span]] = []
    regions: list[Region] = []
    mentions: dict[int, list[Mention]] = {i: [] for i in range(len(_NAMES))}
    evidence: list[tuple[int, Span]] = []

    def put(piece: str) -> Span:
        nonlocal at
        parts.append(piece)
        at += len(piece)
        return Span(at - len(piece), at)

    def filler(n: int) -> str:
        return " ".join(rng.choice(_WORDS) for _ in range(n))

    while count < words:
        start = at
        who = rng.randrange(len(_NAMES))
        put(filler(rng.randint(15, 40)).capitalize() + ". ")
        contents.append(put("“" + filler(rng.randint(8, 25)).capitalize() + ",”"))
        put(" ")
        name = put(_NAMES[who])
        mentions[who].append(Mention(*name, "name"))
        sources.append((who, name))
        put(" ")
        cues.append(put("said"))
        put(" on Tuesday. ")
        put(filler(rng.randint(10, 30)).capitalize() + " ")
        other = rng.randrange(len(_NAMES))
        mentions[other].append(Mention(*put(_NAMES[other]), "name"))
        put(" ")
        span = put("backs the " + rng.choice(_WORDS))
        if rng.random() < 0.3:
            evidence.append((other, span))
        put(".")
        regions.append(Region("body", start, at))
        put("\n\n")
        count = at // 6
    text = "".join(parts)
    article = Article(
        "a-" + f"{words:012d}",
        text,
        title=f"A made article of {words} words",
        outlet="The Test",
        published="2026-01-02",
        regions=tuple(regions),
    )
    ids = quote_ids(article, [(c,) for c in contents])
    quotes = tuple(
        Quote(i, "direct", (c,), (cue,), (src,), f"p{who + 1}", confidence=0.5 + 0.5 * rng.random())
        for i, c, cue, (who, src) in zip(ids, contents, cues, sources, strict=True)
    )
    people = tuple(Person(f"p{i + 1}", n, "person", None, (), tuple(mentions[i])) for i, n in enumerate(_NAMES))
    keys = stance_ids(article, [(_NAMES[w], s.of(text)[10:], (s,)) for w, s in evidence])
    stances = tuple(
        Stance(i, f"p{w + 1}", s.of(text)[10:], "supports", (s,), confidence=0.8)
        for i, (w, s) in zip(keys, evidence, strict=True)
    )
    return Annotations(article, people, quotes, stances, Run("0", "rules"))
