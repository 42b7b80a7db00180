"""The second opinion: a small model's view of who is for or against whom in a sentence, beside that of the frames.

In: the claims of the frames, the people. Out: the same claims, surer or less sure, and claims of the model where the
frames are silent and it is sure. The model costs most of this room, so only sentences are read that name a person of
the article and another name, and hold a word of attitude. Where the model is missing the frames stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from extract.annotate.stances.assemble import DEFAULT_THRESHOLD, Claim
from extract.annotate.stances.evidence import readable
from extract.annotate.stances.reading import Holder, Reading
from extract.annotate.stances.syntax import children, first, joining
from extract.annotate.stances.targets import Target, Targets
from extract.errors import ModelError
from extract.records import Polarity, Span

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

PROPOSE = 0.57
"""Least chance at which the model speaks by itself at the default threshold; chosen on annotated articles and on the
rows of DSE's training split that were kept apart. On whole articles fewer than half of its own proposals hold."""

_NEAR = 2
_NEARER = 0.1
"""Between two names with no more words than these on the way through the parse the model needs so much less."""

MAX_PAIRS = 2
"""Pairs of a sentence that may be asked about, the nearest first."""

_WORDS_A_PAIR = 75
"""An article may ask about a pair for so many of its words: each costs a pass of the encoder."""

_HOLDING = frozenset(("nsubj", "nsubjpass", "appos", "conj", "poss", "ROOT"))
_MAX_LOOKED_AT = 24
_MAX_WORDS = 50
_COMPLEMENTS = ("dobj", "acomp", "attr", "oprd", "xcomp", "ccomp", "prt")
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "FAC", "LOC", "PRODUCT"))


_PLACES = frozenset(("GPE", "LOC", "NORP", "FAC"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The stance model; without it `remark` says why. `name` and `sha256` are for the provenance of what it weighs."""

    model: Opinion | None
    name: str | None = None
    sha256: str | None = None
    remark: str | None = None


class Opinion(Protocol):
    """What is needed of the model: chances of neutral, a for b, b for a, a against b, b against a, for each row."""

    def score(self, rows: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> np.ndarray:
        """[n, 5] chances; each row is (sentence, span of a, span of b)."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: its words as a span of the article, their last token, and the person it is, if one."""

    span: Span
    token: Token
    person: str | None

    @property
    def may_hold(self) -> bool:
        """Whether it is one of the article's people and stands where holders stand: as a subject, mostly."""
        agent = self.token.dep_ == "pobj" and self.token.head.dep_ == "agent"
        return self.person is not None and (agent or self.token.dep_ in _HOLDING)


@lru_cache(maxsize=1)
def load_model() -> Loaded:
    """Return the bundled model, or none with a remark where its files are missing or damaged. Loaded once a process."""
    try:
        from extract.annotate.stances.model import StanceModel  # loads onnxruntime, so only where it is used

        model = StanceModel.load()
    except (ModelError, ImportError) as error:
        return Loaded(None, remark=f"stances without a second opinion: {getattr(error, 'title', error)}")
    return Loaded(model, model.name, model.sha256)


def load_opinion() -> Opinion | None:
    """Return the bundled model, or None where it cannot be had; `load_model` says why."""
    return load_model().model


class SecondOpinion:
    """Collects the questions of one article, asks them together, and weighs the answers."""

    def __init__(self, reading: Reading, targets: Targets) -> None:
        self.reading, self.targets = reading, targets
        mentions = ((m.span, p.id, m.form) for p in reading.people.people for m in p.mentions)
        self._mentions = {span.end: (span, pid) for span, pid, form in mentions if form != "pronoun"}
        self._hints = reading.lexicon.hints()
        self._rows: list[tuple[int, str, tuple[int, int], tuple[int, int]]] = []
        self._pairs: list[tuple[Named, Named, int, Target | None, Target | None]] = []

    # ---------------------------------------------------------------------------------------- questions

    def read_sentence(self, sentence: SpacySpan) -> None:
        """Take note of the pairs of names in a sentence of the current paragraph."""
        if not 3 < len(sentence) <= _MAX_WORDS or sentence[-1].text == "?":
            return
        if not any(token.lemma_ in self._hints for token in sentence):
            return
        names = self._names(sentence)
        if len(names) < 2 or not any(n.person for n in names):
            return
        base = self.reading.paragraph.base + sentence.start_char
        for rank, (one, other) in enumerate(self._pairs_of(names)):
            spans = [(s.span.start - base, s.span.end - base) for s in (one, other)]
            self._rows.append((rank, sentence.text, spans[0], spans[1]))
            self._pairs.append(
                (one, other, self.reading.paragraph.index, self.targets.of(one.token), self.targets.of(other.token))
            )

    def _pairs_of(self, names: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
        """The pairs of different names with a person among them and an attitude between them, the nearest first."""
        pairs = [(one, other) for k, one in enumerate(names) for other in names[k + 1 :]]
        pairs = [p for p in pairs if (p[0].may_hold or p[1].may_hold) and p[0].person != p[1].person]
        pairs.sort(key=lambda p: p[1].span.start - p[0].span.end)
        likely = (p for p in pairs[:_MAX_LOOKED_AT] if self._attitude_between(p[0].token, p[1].token))
        return islice(likely, MAX_PAIRS)

    def _names(self, sentence: SpacySpan) -> list[Named]:
        base = self.reading.paragraph.base
        found: dict[int, Named] = {}
        for token in sentence:
            known = self._mentions.get(base + token.idx + len(token))
            if known is not None:
                found[known[0].end] = Named(known[0], token, known[1])
        for ent in sentence.ents:
            start, end = base + ent.start_char, base + ent.end_char
            modifies = ent.root.dep_ in ("amod", "compound", "nmod", "poss")
            if (
                ent.label_ in _NAMES
                and not modifies
                and not any(n.span.start < end and start < n.span.end for n in found.values())
            ):
                found[end] = Named(Span(start, end), ent.root, None)
        return [found[k] for k in sorted(found)]

    # ---------------------------------------------------------------------------------------- answers

    def weigh(self, claims: list[Claim], model: Opinion) -> list[Claim]:
        """Return the claims with the model's view counted in, and those it proposes."""
        if not self._rows:
            return claims
        rows, pairs = self._affordable()
        chances = model.score(rows)
        views: dict[tuple[int, int], tuple[float, float]] = {}
        proposed: list[Claim] = []
        for (one, other, where, about_one, about_other), row in zip(pairs, chances, strict=True):
            for holder, target, about, up, down in (
                (one, other, about_other, row[1], row[3]),
                (other, one, about_one, row[2], row[4]),
            ):
                views[holder.span.end, target.span.end] = (float(up), float(down))
                claim = self._proposal(holder, target, about, where, float(up), float(down))
                if claim is not None:
                    proposed.append(claim)
        for claim in claims:
            self._reconsider(claim, views)
        return [*claims, *_unsaid(proposed, claims)]

    def _affordable(self) -> tuple[list[Any], list[Any]]:
        """The questions that the length of the article pays for: the nearest pair of every sentence first."""
        room = MAX_PAIRS + sum(len(p.tokens) for p in self.reading.parsed.paragraphs) // _WORDS_A_PAIR
        order = sorted(range(len(self._rows)), key=lambda k: self._rows[k][0])[:room]
        return [self._rows[k][1:] for k in order], [self._pairs[k] for k in order]

    def _proposal(
        self, holder: Named, target: Named, about: Target | None, where: int, up: float, down: float
    ) -> Claim | None:
        if holder.person is None or not holder.may_hold or about is None or holder.person == about.person:
            return None
        if target.person is None and target.token.ent_type_ in _PLACES and not _reached(target.token):
            return None  # "Osei said the country …" is seldom about the country
        polarity: Polarity = "supports" if up > down else "opposes"
        near = len(joining(holder.token, target.token)) <= _NEAR
        sure = _confidence(max(up, down) + (_NEARER if near else 0.0))
        if sure < 0.25:
            return None
        self.reading.paragraph = self.reading.parsed.paragraphs[where]
        quote = self.reading.quote_at(holder.span.start)
        speaker = quote.speaker if quote is not None and quote.speaker != holder.person else None
        stretch = Span(min(holder.span.start, target.span.start), max(holder.span.end, target.span.end))
        evidence = tuple(readable(stretch, self.reading))
        named = Holder(holder.person, 1.0, "named")
        return Claim(
            named,
            about,
            polarity,
            sure * (0.8 if speaker else 1.0),
            evidence,
            "model",
            target.span,
            None,
            speaker,
            None,
            {},
        )

    def _attitude_between(self, holder: Token, target: Token) -> bool:
        """Tell whether the clauses that join two names hold a word of attitude, and ask or doubt nothing."""
        path = joining(holder, target)
        if any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for token in path for c in token.children):
            return False
        if _another_acts(path, holder, target):
            return False
        words = {t.lemma_.casefold() for token in path for t in (token, *children(token, _COMPLEMENTS))}
        return bool(words & self._hints)

    def _reconsider(self, claim: Claim, views: dict[tuple[int, int], tuple[float, float]]) -> None:
        """Agreement takes away some of the remaining doubt, disagreement some of the confidence."""
        if claim.polarity not in ("supports", "opposes") or claim.holder_end is None:
            return
        view = views.get((claim.holder_end, claim.target.span.end))
        if view is None:
            return
        same, against = view if claim.polarity == "supports" else view[::-1]
        if same > 0.5:
            claim.confidence += (1 - claim.confidence) * 0.5 * same
            claim.flags["model"] = round(same, 2)
        elif against > 0.6:
            claim.confidence *= 1 - 0.5 * against
            claim.flags["model"] = round(-against, 2)
        elif same < 0.1:
            claim.confidence *= 0.85


def _reached(name: Token) -> bool:
    """Tell whether a name stands where what is judged or done reaches it: "blames *China*", "anger at *Congress*"."""
    if name.dep_ == "pobj":
        return name.head.lower_ in ("of", "for", "against", "on", "about", "by", "at")
    return name.dep_ in ("dobj", "poss", "appos", "conj", "nsubjpass")


def _another_acts(path: Sequence[Token], one: Token, other: Token) -> bool:
    """Tell whether a clause between two names has a subject of its own: "said the *hearing* told nothing of Alba"."""
    for token in path:
        if token.dep_ in ("ccomp", "relcl", "acl", "pcomp"):
            subject = first(token, "nsubj", "nsubjpass")
            if subject is not None and subject.lower_ not in _SAME and not _within(subject, one, other):
                return True
    return False


_SAME = frozenset(("he", "she", "they", "it", "who", "which", "that"))


def _within(subject: Token, one: Token, other: Token) -> bool:
    return any(subject == t or subject.is_ancestor(t) for t in (one, other))


def _confidence(chance: float) -> float:
    """How sure a proposal of the model is: the default threshold at `PROPOSE`, and rising half as fast above it."""
    if chance < PROPOSE:
        return DEFAULT_THRESHOLD * chance / PROPOSE
    return DEFAULT_THRESHOLD + (chance - PROPOSE) / 2


def _unsaid(proposed: Iterable[Claim], claims: Sequence[Claim]) -> Iterator[Claim]:
    """What the model proposes and no frame has said or contradicted."""
    said = {(c.holder.person, c.target.person or c.target.head) for c in claims}
    places = {(c.holder.person, e) for c in claims for e in c.evidence}
    for claim in proposed:
        key = (claim.holder.person, claim.target.person or claim.target.head)
        shown = any(who == claim.holder.person and e.overlaps(claim.trigger) for who, e in places)
        if key not in said and not shown:
            yield claim
