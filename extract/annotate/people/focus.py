"""Who is in focus: candidates for a pronoun, scored.

In: the references so far, in text order, and the pronoun's place. Out: a ranking of actors. The score follows the
classic preferences (Lappin and Leass 1994, salience by recency and grammatical role; Hobbs 1978 and binding theory for
what a pronoun cannot be), with the speaker of reported words added. Looks back over a window of a few paragraphs only,
so the cost for one pronoun is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotate.people.actors import Actor, Reference
from extract.annotate.people.page import Page

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_POSSESSIVE = frozenset({"his", "her", "hers"})
_REFLEXIVE = frozenset({"himself", "herself"})

_WINDOW_PARAGRAPHS = 5
_WINDOW_REFERENCES = 40


@dataclass(slots=True)
class Weights:
    """What counts how much. Set by hand, then by coordinate search over hand-annotated articles."""

    sentence: tuple[float, ...] = (1.0, 0.75, 0.55, 0.4, 0.3, 0.22, 0.15)
    """Salience by distance in sentences of the reporter's own words (or of the quotation)."""
    near: float = 0.09
    paragraph: float = 0.1
    further: float = 0.1
    subject: float = 0.25
    subject_of_object: float = 0.2
    pronoun_chain: float = 0.15
    modifier: float = -0.15
    with_or_to: float = -0.1
    told: float = -0.25
    other_quote: float = -0.45
    own_content: float = -0.7
    reflexive: float = 1.0
    possessor: float = 0.4
    own: float = 0.3
    commanded: float = -1.0
    parallel: float = 0.15
    parallel_reported: float = 0.35
    agrees: float = 0.45
    disagrees: float = 2.5
    often_near: float = 0.06
    often: float = 0.03
    principal: float = 0.8
    barred: float = -3.0
    asker: float = -1.5
    last_speaker: float = 0.8
    topic: float = 0.5
    unnamed: float = -0.2
    same_surname: float = 0.5
    quoted_speaker: float = -1.5
    introduced: float = 0.4
    reported_subject: float = 0.42
    reported_other: float = 0.2


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: token, folded word, whether it is a subject, and who is speaking there if anybody is.

    `speaker` are the words' owner where the pronoun lies in reported words; `quoted` is the quotation it lies in (-1:
    the reporter's own words); `source_of` are token ranges of the content the pronoun is the source of; `surname` is
    that of the relative a possessive introduces ("his wife, Ann Poe": Poe); `principal` is whose lawyer, spokesman …
    reports, or who is asked; `content_from` is the first token of the reported words; `asker` put the question that
    the pronoun answers; `barred` cannot be meant (the subject of the clause of an object pronoun); `controller` is the
    subject of its clause; `last_speaker` spoke last; `topic` is who the paragraph has turned to since;
    `introduced` is the token of a full name that the sentence before brings in.
    """

    token: int
    word: str
    subject: bool
    quoted: int = -1
    speaker: int | None = None
    source_of: tuple[tuple[int, int], ...] = ()
    surname: str = ""
    content_from: int = -1
    principal: int | None = None
    asker: int | None = None
    barred: frozenset[int] = frozenset()
    controller: int | None = None
    last_speaker: int | None = None
    topic: int | None = None
    introduced: int = -1


def rank(
    page: Page, actors: Sequence[Actor], references: Sequence[Reference], place: Place, least: float = 0.0
) -> list[tuple[int, float]]:
    """Return the actors a third-person singular pronoun may refer to, best first, with scores.

    Agreement counts where the evidence for it weighs more than `least`.
    """
    best: dict[int, float] = {}
    count: dict[int, int] = {}
    here = page.paragraph[place.token]
    for step, reference in enumerate(reversed(references)):
        gap = here - page.paragraph[reference.first]
        if step >= _WINDOW_REFERENCES or gap > _WINDOW_PARAGRAPHS:
            break
        actor = actors[reference.actor]
        if actor.kind not in ("person", "unnamed") or actor.plural:
            continue
        score = _score(page, reference, place, gap)
        count[actor.number] = count.get(actor.number, 0) + 1
        if score > best.get(actor.number, -9.0):
            best[actor.number] = score
    ranked = [(n, s + _person_score(actors[n], place, count[n], least)) for n, s in best.items()]
    return sorted((r for r in ranked if r[1] > 0), key=lambda r: -r[1])


def _score(page: Page, reference: Reference, place: Place, gap: int) -> float:
    w = WEIGHTS
    distance = page.distance(reference.first, place.token)
    score = w.sentence[min(max(distance, 0), len(w.sentence) - 1)]
    score += w.near / (1 + (place.token - reference.first) / 8) - (w.paragraph + w.further * gap if gap else 0.0)
    if reference.subject:
        score += w.subject if place.subject else w.subject_of_object
    if reference.form == "pronoun" and reference.subject and place.subject and not gap and distance <= 1:
        score += w.pronoun_chain
    if reference.form == "name" and _is_modifier(page, reference):
        score += w.modifier
    if page.word(reference.first - 1) == "with" or page.deps[reference.last - 1] == "dative":
        score += w.with_or_to
    addressed = place.speaker is not None and reference.first < place.content_from and reference.actor != place.speaker
    if addressed and page.deps[reference.last - 1] in ("dobj", "dative"):
        score += w.told
    if reference.first == place.introduced:
        score += w.introduced
    if reference.quoted >= 0 and place.quoted != reference.quoted:
        score += w.other_quote
    if any(a <= reference.first < b for a, b in place.source_of):
        score += w.own_content
    if page.sentence[place.token] == page.sentence[reference.first]:
        score += _in_sentence(page, reference, place)
    return score


def _is_modifier(page: Page, reference: Reference) -> bool:
    """A possessive, or a noun that only modifies another ("Poe's plan", "the Poe plan")."""
    return page.tag(reference.last) in ("POS", "NN", "NNS") and page.deps[reference.last - 1] in (
        "poss",
        "compound",
        "nmod",
    )


def _in_sentence(page: Page, reference: Reference, place: Place) -> float:
    """Binding: a reflexive or possessive is most likely the subject.

    A subject is nobody named after "to" in its clause.
    """
    controls = place.controller is not None and reference.first <= place.controller < reference.last
    if place.word in _REFLEXIVE:
        return WEIGHTS.reflexive if controls else 0.0
    if place.word in _POSSESSIVE and page.tags[place.token] == "PRP$":
        own = WEIGHTS.own if page.word(place.token + 1) == "own" else 0.0
        return WEIGHTS.possessor + own if controls else 0.0
    if place.subject and not reference.subject and _commands(page, reference, place):
        return WEIGHTS.commanded
    if place.subject and reference.subject:
        reported = place.speaker is not None and reference.first >= place.content_from
        return WEIGHTS.parallel_reported if reported else WEIGHTS.parallel
    return 0.0


def _commands(page: Page, reference: Reference, place: Place) -> bool:
    """Principle C: in "In a reference to Poe, he said" Poe is not he (a possessor may be)."""
    last = reference.last - 1
    if page.deps[last] in ("poss", "compound", "nmod", "appos", "conj"):
        return False
    token = last
    for _ in range(6):
        token = page.heads[token]
        if page.tags[token][:2] == "VB":
            return page.subjects.get(token) == place.token
    return False


def _person_score(actor: Actor, place: Place, count: int, least: float) -> float:
    w, number = WEIGHTS, actor.number
    lean = actor.leans() * (1.0 if place.word in HE else -1.0) if sum(actor.agreement) > least else 0.0
    score = (w.agrees if lean > 0 else w.disagrees) * lean
    score += min(0.3, w.often_near * count) + min(0.25, w.often * sum(actor.forms.values()))
    score += w.principal if number == place.principal else 0.0
    score += w.asker if number == place.asker else 0.0
    score += w.barred if number in place.barred else 0.0
    score += w.last_speaker if place.source_of and number == place.last_speaker else 0.0
    score += w.topic if number == place.topic and number not in place.barred else 0.0
    score += w.same_surname if place.surname and actor.keys[-1:] == (place.surname,) else 0.0
    unnamed = actor.kind == "unnamed"
    score += w.unnamed if unnamed else 0.0
    if place.speaker is None or number != place.speaker:
        return score
    if place.quoted >= 0:
        return score + w.quoted_speaker
    return score if unnamed else score + (w.reported_subject if place.subject else w.reported_other)
