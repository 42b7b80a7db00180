"""Articles made by a script from templates, for libraries of any size; nothing of them is stored.

`article(number)` gives the annotations of one made-up article: about 1,100 words, 20 quotes, 8 people out of 600,
2 stances.
"""

from __future__ import annotations

import random
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

RUN = Run(version="1.0", engine="model", model="bench", model_sha256="f" * 64)
_GIVEN = [
    "Ada",
    "Ben",
    "Cleo",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jonas",
    "Kofi",
    "Lena",
    "Marek",
    "Nadia",
    "Omar",
    "Petra",
    "Quentin",
    "Rosa",
    "Samir",
    "Tess",
]
_FAMILY = [
    "Abbott",
    "Barros",
    "Calder",
    "Dietz",
    "Eriksen",
    "Fontaine",
    "Grieve",
    "Haddad",
    "Ivanov",
    "Jansen",
    "Kowal",
    "Lindqvist",
    "Moreau",
    "Nakata",
    "Okafor",
    "Pereira",
    "Quist",
    "Rahman",
    "Sorensen",
    "Takacs",
    "Ueda",
    "Varga",
    "Whelan",
    "Xu",
    "Yilmaz",
    "Zanetti",
    "Ashdown",
    "Bellamy",
    "Corrigan",
    "Dunmore",
]
_ROLES = [
    "mayor of {0}",
    "leader of the {0} council",
    "head of the {0} hospital trust",
    "union organiser in {0}",
    "professor at {0} University",
    "minister for housing",
    "chief of police in {0}",
    "director of the {0} port authority",
    "member of parliament for {0}",
]
_PLACES = [
    "Harwick",
    "Osterby",
    "Valmere",
    "Kestrel",
    "Dunholm",
    "Marrow",
    "Pinefield",
    "Saltash",
    "Torvik",
    "Lindale",
    "Brackwater",
    "Eastmoor",
]
_SUBJECTS = [
    "the harbour",
    "the tram line",
    "the school",
    "the flood wall",
    "the clinic",
    "the budget",
    "the wind farm",
    "the housing plan",
]
_VERBS = ["said", "told", "warned", "added", "argued", "insisted", "explained", "replied", "announced", "promised"]
_CLAIMS = (
    "cannot be built before the spring of next year, because nobody has found the money that it needs",
    "will cost {1} million more than anybody was told, and the people who live beside it have a right to know why",
    "has been promised to this town for {1} years, and we are still waiting for the first brick to be laid",
    "is the best thing that could happen to families here, whatever the other side would like us to believe",
    "was decided behind closed doors by {1} people who have never set foot in the street that it will run through",
    "should go ahead on the condition that every one of the {1} households is paid before a single tree is felled",
)
_FILLER = (
    "Work on {0} began after a vote of {1} to {2} last autumn, and has gone on since then with few interruptions.",
    "Figures published on Tuesday show that {1} of {3} residents answered the survey, fewer than in any year before.",
    "The report, which runs to {3} pages, lists {1} delays and puts most down to the weather and late deliveries.",
    "A second hearing on {0} is planned for the {2}th of next month, when plans will be shown in the town hall.",
)


def people() -> list[tuple[str, str]]:
    """Return the 600 people of this world as (name, role)."""
    rng = random.Random(600)
    names = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    return [(name, rng.choice(_ROLES).format(rng.choice(_PLACES))) for name in names]


_PEOPLE = people()


def article(number: int, quotes: int = 20, run: Run = RUN) -> Annotations:
    """Return the annotations of article `number`; the same number gives the same article."""
    rng = random.Random(number)
    maker = _Maker(rng)
    cast = rng.sample(_PEOPLE, 8)
    for name, role in cast:
        maker.introduce(name, role)
    for _ in range(quotes):
        maker.speak(rng.randrange(8))
    for _ in range(2):
        maker.stand(rng.randrange(8))
    return maker.finish(number, run)


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.parts: list[str] = []
        self.size = 0
        self.cast: list[tuple[str, str, list[Mention], Span]] = []
        self.quotes: list[dict[str, Any]] = []
        self.stances: list[tuple[int, str, str, Span]] = []

    def write(self, words: str) -> Span:
        start = self.size
        self.parts.append(words)
        self.size += len(words)
        return Span(start, self.size)

    def fill(self) -> None:
        rng = self.rng
        numbers = [rng.randrange(3, 40) for _ in range(2)] + [rng.randrange(100, 900)]
        self.write(rng.choice(_FILLER).format(rng.choice(_SUBJECTS), *numbers) + "\n\n")

    def introduce(self, name: str, role: str) -> None:
        name_span = self.write(name)
        self.write(", ")
        role_span = self.write(role)
        self.write(
            f", spoke about {self.rng.choice(_SUBJECTS)} on {self.rng.choice(('Monday', 'Friday', 'Sunday'))}.\n"
        )
        self.cast.append((name, role, [Mention(*name_span, "name")], role_span))

    def speak(self, who: int) -> None:
        rng = self.rng
        claim = f"{rng.choice(_SUBJECTS)} {rng.choice(_CLAIMS)}".format("", rng.randrange(2, 99))
        direct = rng.random() < 0.7
        content = self.write(f"“{claim[0].upper()}{claim[1:]},”" if direct else f"That {claim},")
        self.write(" ")
        family = self.write(self.cast[who][0].split()[1])
        self.write(" ")
        cue = self.write(rng.choice(_VERBS))
        self.write(" in an interview. ")
        self.cast[who][2].append(Mention(*family, "name"))
        why = {
            "summary": f"{self.cast[who][0]} is the subject of “{rng.choice(_VERBS)}”, which governs the quotation.",
            "engine": "model",
            "construction": "quote, subject, verb",
            "cue": "said",
            "distance": rng.randrange(20),
            "rivals": [{"person": f"p{who + 1}", "name": self.cast[who][0], "score": 0.93}],
        }
        kind = "direct" if direct else "indirect"
        confidence = rng.random()
        self.quotes.append(
            {
                "kind": kind,
                "content": (content,),
                "cue": (cue,),
                "source": (family,),
                "who": who,
                "why": why,
                "confidence": confidence,
            }
        )
        self.fill()

    def stand(self, who: int) -> None:
        subject, polarity = self.rng.choice(_SUBJECTS), self.rng.choice(("supports", "opposes", "conditional"))
        family = self.cast[who][0].split()[1]
        self.stances.append((who, subject, polarity, self.write(f"{family} {polarity} {subject} in every vote.")))
        self.write("\n\n")

    def finish(self, number: int, run: Run) -> Annotations:
        rng, text = self.rng, "".join(self.parts)
        source = f"https://bench.example/{number}"
        published = f"20{rng.randrange(15, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        made = Article(
            id=article_id(source, text),
            text=text,
            title=f"Article {number} about {rng.choice(_SUBJECTS)}",
            outlet=f"The {rng.choice(_PLACES)} Gazette",
            published=published,
            language="en",
            source=source,
            regions=(Region("body", 0, len(text)),),
        )
        cast = tuple(
            Person(f"p{i + 1}", name, "person", role=role, mentions=tuple(sorted(mentions)), role_span=role_span)
            for i, (name, role, mentions, role_span) in enumerate(self.cast)
        )
        ids = quote_ids(made, [q["content"] for q in self.quotes])
        quotes = tuple(
            Quote(i, speaker=f"p{q.pop('who') + 1}", **q)
            for i, q in zip(ids, [dict(q) for q in self.quotes], strict=True)
        )
        keys = [(self.cast[who][0], subject, (evidence,)) for who, subject, _, evidence in self.stances]
        stances = tuple(
            Stance(i, f"p{who + 1}", subject, polarity, (evidence,), confidence=0.8, why={"engine": "model"})
            for i, (who, subject, polarity, evidence) in zip(stance_ids(made, keys), self.stances, strict=True)
        )
        return Annotations(made, cast, quotes, stances, run)
