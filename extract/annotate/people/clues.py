"""What speaks for and against each person a pronoun may mean, as named numbers.

In: `Page`, the references so far, a pronoun's `Place`. Out: candidates, each with its clues; `focus` weighs them. The
clues follow the classic preferences (Lappin and Leass 1994, salience by recency and grammatical role; Hobbs 1978 and
binding theory for what a pronoun cannot be; Grosz, Joshi and Weinstein 1995 for who the talk is about), with whoever
speaks the reported words added. Looks back over a few paragraphs only, so the cost for one pronoun is bounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.annotate.people.actors import Actor, Reference
from extract.annotate.people.page import Page
from extract.annotate.people.places import HE, POSSESSIVE, REFLEXIVE, SHE, Place
from extract.annotate.people.state import State

_WINDOW_PARAGRAPHS = 6
_WINDOW_REFERENCES = 60
_FAR = 6
"""Sentences beyond which all are equally far."""
_UNFIT = -0.4
"""Agreement below which somebody is not counted among those who fit."""

_ASKING = frozenset({"host", "reporter", "anchor", "moderator", "correspondent", "interviewer", "journalist"})
"""Whose work is to put questions: they are there, and seldom spoken of."""

Clues = dict[str, float]


@dataclass(slots=True)
class Candidate:
    """Somebody a pronoun may mean: their mentions before it, latest first, how well they agree, and the clues."""

    actor: Actor
    fit: float
    mentions: list[Reference] = field(default_factory=list)
    clues: Clues = field(default_factory=dict)

    def latest(self, place: Place, *, subject: bool = False) -> Reference | None:
        """The latest mention in the words around a pronoun, not in what it is the source of; or the latest subject."""
        return next((m for m in self.mentions if place.hears(m) and (m.subject or not subject)), None)


def candidates(state: State, place: Place) -> list[Candidate]:
    """Return who is near enough to be meant, last mentioned first, with their clues."""
    page, actors, references = state.page, state.actors, state.before(place.token, _WINDOW_REFERENCES)
    found: dict[int, Candidate] = {}
    here, sign = page.paragraph[place.token], 1.0 if place.word in HE else -1.0
    for reference in reversed(references):
        if here - page.paragraph[reference.first] > _WINDOW_PARAGRAPHS:
            break
        actor = actors[reference.actor]
        if actor.kind in ("person", "unnamed") and not actor.plural:
            known = found.setdefault(actor.number, Candidate(actor, sign * actor.leans()))
            known.mentions.append(reference)
    row = list(found.values())
    fitting = [c for c in row if c.fit > _UNFIT and c.actor.number not in place.cannot]
    _order(page, fitting, place)
    chain = _chain(page, references, place)
    if place.ahead is not None and place.ahead not in found:
        row.append(Candidate(actors[place.ahead], sign * actors[place.ahead].leans()))
    for candidate in row:
        clues = candidate.clues
        clues.update(_agreement(candidate))
        if candidate.actor.number == place.ahead:
            clues["ahead"] = 1.0
        if not candidate.mentions:
            clues["only ahead"] = 1.0
            continue
        clues.update(_recency(page, candidate, place))
        clues.update(_role(page, candidate.mentions[0], place))
        clues.update(_syntax(page, candidate, place))
        clues.update(_talk(page, candidate, place))
        clues.update(_standing(state, candidate, place))
        clues.update(chain.get(candidate.actor.number, {}))
    return row


def nobody(page: Page, row: Sequence[Candidate], place: Place) -> Clues:
    """Return what speaks for leaving a pronoun unknown."""
    fitting = [c for c in row if c.mentions and c.fit > _UNFIT and c.actor.number not in place.cannot]
    near = sum(page.distance(c.mentions[0].first, place.token) <= 1 for c in fitting)
    return {
        "one": 1.0,
        f"fit {min(len(fitting), 4)}": 1.0,
        f"near {min(near, 3)}": 1.0,
        "either": float(place.either),
        "open before": float(place.open_before),
        "anybody": float(place.anybody),
        "somebody": float(place.somebody),
    }


# --- among the others -------------------------------------------------------------------------------------------------


def _order(page: Page, fitting: Sequence[Candidate], place: Place) -> None:
    """Who was mentioned last, and who was last a subject, among those who fit: in the reporter's words, then in all."""
    for rank, candidate in enumerate(fitting):
        candidate.clues[f"recent {min(rank, 3)}"] = 1.0
    heard = [(m.first, c) for c in fitting if (m := c.latest(place)) is not None]
    for rank, (_, candidate) in enumerate(sorted(heard, key=lambda h: -h[0])):
        candidate.clues[f"told {min(rank, 3)}"] = 1.0
    subjects = [(m.first, c) for c in fitting if (m := c.latest(place, subject=True)) is not None]
    for rank, (_, candidate) in enumerate(sorted(subjects, key=lambda s: -s[0])):
        candidate.clues[f"subject {min(rank, 3)}"] = 1.0
    for back in (0, 1):
        there = [(m.first, c) for c in fitting for m in c.mentions if place.sentence - page.sentence[m.first] == back]
        if there:
            min(there, key=lambda t: t[0])[1].clues[f"opens sentence {back}"] = 1.0
    if len(fitting) == 1:
        fitting[0].clues["alone"] = 1.0
    for back, name in ((0, "alone in sentence"), (1, "alone before")):
        there = [c for c in fitting if any(page.sentence[m.first] == place.sentence - back for m in c.mentions)]
        if len(there) == 1:
            there[0].clues[name] = 1.0
    most = max((len(c.mentions) for c in fitting), default=0)
    for candidate in fitting:
        candidate.clues["share"] = len(candidate.mentions) / most
    strong = [c for c in fitting if c.fit > -_UNFIT]
    if len(strong) == 1:
        strong[0].clues["alone agrees"] = 1.0


def _chain(page: Page, references: Sequence[Reference], place: Place) -> dict[int, Clues]:
    """Who the last pronouns of this agreement meant."""
    same = HE if place.word in HE else SHE
    found: dict[int, Clues] = {}
    order = 0
    here = page.paragraph[place.token]
    for step, reference in enumerate(reversed(references)):
        if order > 1 or step > _WINDOW_REFERENCES or here - page.paragraph[reference.first] > 1:
            break
        if reference.form != "pronoun" or page.folded[reference.first] not in same:
            continue
        if (reference.quoted >= 0) != (place.quoted >= 0) or (place.quoted >= 0 and reference.quoted != place.quoted):
            continue
        clues = found.setdefault(reference.actor, {})
        near = page.sentence[place.token] - page.sentence[reference.first]
        gap = here - page.paragraph[reference.first]
        where = f"{min(near, 2)}" if not gap else "paragraph before"
        clues.setdefault(f"chain {order} {where}", reference.score)
        if reference.subject and order == 0:
            clues[f"chain subject {where}"] = reference.score
        order += 1
    return found


# --- of one candidate -------------------------------------------------------------------------------------------------


def _agreement(candidate: Candidate) -> Clues:
    fit, evidence = candidate.fit, sum(candidate.actor.agreement)
    strength = "sure" if evidence > 1.0 else "likely" if evidence > 0.0 else "none"
    found = {"agrees": max(fit, 0.0), "disagrees": max(-fit, 0.0)}
    if strength != "none":
        found[f"{'agrees' if fit > 0 else 'disagrees'} {strength}"] = 1.0
    else:
        found["agreement unknown"] = 1.0
    return found


def _recency(page: Page, candidate: Candidate, place: Place) -> Clues:
    last, subject = candidate.mentions[0], candidate.latest(place, subject=True)
    distance = min(max(page.distance(last.first, place.token), 0), _FAR)
    gap = page.paragraph[place.token] - page.paragraph[last.first]
    found = {
        f"sentences {min(distance, 4)}": 1.0,
        f"paragraphs {min(gap, 3)}": 1.0,
        "near": 1.0 / (1.0 + (place.token - last.first) / 8),
        "tokens": math.log1p(place.token - last.first) / 4,
    }
    if page.sentence[last.first] == page.sentence[place.token]:
        found["same sentence"] = 1.0
    if subject is None:
        found["no subject"] = 1.0
    else:
        back = min(max(page.distance(subject.first, place.token), 0), 4)
        found[f"subject sentences {back}"] = 1.0
        found[f"subject paragraphs {min(page.paragraph[place.token] - page.paragraph[subject.first], 2)}"] = 1.0
        verb = page.heads[subject.last - 1]
        if page.heads[verb] == verb:
            found[f"main clause {min(back, 2)}"] = 1.0
    if last.quoted >= 0 and last.quoted != place.quoted:
        found["quoted"] = 1.0
    if candidate.latest(place) is None:
        found["only heard"] = 1.0
    return found


def _role(page: Page, last: Reference, place: Place) -> Clues:
    """The last mention: its part in the sentence and its form."""
    end = last.last - 1
    dep = page.deps[end]
    if last.subject:
        role = "subject"
    elif dep in ("poss", "compound", "nmod") or page.tags[end] == "PRP$" or page.tag(last.last) == "POS":
        role = "modifier"
    elif dep in ("dobj", "dative", "attr", "appos", "conj", "nsubj", "nsubjpass"):
        role = dep if dep not in ("nsubj", "nsubjpass") else "object subject"
    elif dep == "pobj":
        of = page.folded[page.heads[end]]
        role = f"after {of}" if of in ("by", "to", "with", "of", "for") else "after"
    else:
        role = "other"
    form = last.form if last.form != "name" else ("full name" if last.last - last.first > 1 else "name")
    if place.part == "object" and role in ("dobj", "dative", "after", "after to", "after with", "after for"):
        role += " too"
    return {f"role {role}": 1.0, f"form {form}": 1.0}


def _syntax(page: Page, candidate: Candidate, place: Place) -> Clues:
    """Clauses and binding: who the pronoun's own clause, and those around it, are about."""
    found: Clues = {}
    for m in candidate.mentions:
        if page.sentence[m.first] != page.sentence[place.token]:
            break
        if place.controller is not None and m.first <= place.controller < m.last:
            found["controls"] = 1.0
            if place.word in REFLEXIVE:
                found["controls reflexive"] = 1.0
            elif place.word in POSSESSIVE and page.word(place.token + 1) == "own":
                found["controls own"] = 1.0
        for depth, token in enumerate(place.governors):
            if m.first <= token < m.last:
                found.setdefault(f"governs {min(depth, 1)}", 1.0)
        if any(m.first <= token < m.last for token in place.above):
            found["above"] = 1.0
        if page.deps[m.last - 1] in ("dobj", "dative") and page.heads[m.last - 1] in place.verbs:
            found["object above"] = 1.0
        if place.subject and not m.subject and m.form == "name" and _commands(page, m, place):
            found["commanded"] = 1.0
        if place.subject and m.subject:
            found["parallel"] = 1.0
        if place.subject and m.form == "pronoun" and _is_fronted(page, m, place):
            found["fronted"] = 1.0
        if place.speaker is not None and m.first >= place.content_from:
            found["told of"] = 1.0
    return found


def _is_fronted(page: Page, reference: Reference, place: Place) -> bool:
    """ "Asked about her vote, she said": what comes before the clause's subject and hangs from its verb."""
    verb, token = page.heads[place.token], reference.first
    for _ in range(6):
        head = page.heads[token]
        if head in (verb, token):
            return head == verb
        if head in page.subjects:
            return False
        token = head
    return False


def _commands(page: Page, reference: Reference, place: Place) -> bool:
    """Principle C: in "In a reference to Poe, he said" Poe is not he (a possessor may be, and so may "as for Poe")."""
    last = reference.last - 1
    if page.word(reference.first - 2) == "as" or page.deps[last] in ("poss", "compound", "nmod", "appos", "conj"):
        return False
    token = last
    for _ in range(6):
        token = page.heads[token]
        if page.tags[token][:2] == "VB":
            return page.subjects.get(token) == place.token
    return False


def _talk(page: Page, candidate: Candidate, place: Place) -> Clues:
    """Who speaks, is spoken to and is spoken of."""
    number, last = candidate.actor.number, candidate.mentions[0]
    found: Clues = {}
    if number == place.principal:
        found["principal"] = 1.0
    if number == place.asker:
        found["asker"] = 1.0
    for name, who in (
        ("barred", place.barred),
        ("hardly", place.hardly),
        ("tied", place.tied),
        ("addressed", place.told),
    ):
        if number in who:
            found[name] = 1.0
    if number == place.last_speaker:
        found["last speaker"] = 1.0
        if place.source_of:
            found["last speaker again"] = 1.0
    if number == place.topic and number not in place.cannot:
        found["topic"] = 1.0
    if any(m.first == place.introduced for m in candidate.mentions):
        found["introduced"] = 1.0
    if number in place.spoken_of:
        found["own words"] = 1.0
    if number in place.named_after:
        found["after"] = 1.0
    if number in place.named_next:
        found["next"] = 1.0
    if number == place.asked:
        found["asked"] = 1.0
    if place.speaker is None:
        return found
    if number == place.speaker:
        found["speaks quoted" if place.quoted >= 0 else "speaks"] = 1.0
    elif last.first < place.content_from and page.deps[last.last - 1] in ("dobj", "dative"):
        found["told"] = 1.0
    return found


def _standing(state: State, candidate: Candidate, place: Place) -> Clues:
    """What the article makes of somebody: how often named, where first, whether named at all."""
    actor, mentions, page = candidate.actor, candidate.mentions, state.page
    here = page.paragraph[place.token]
    within = [m for m in mentions if page.paragraph[m.first] == here]
    found = {
        "often near": min(5, len(mentions)) / 5,
        "often here": min(4, len(within)) / 4,
        "often": math.log1p(min(20, sum(actor.forms.values()))) / 3,
    }
    if within and within[-1].first == place.first_here:
        found["first here"] = 1.0
    if actor.kind == "unnamed":
        found["passing" if actor.passing else "unnamed"] = 1.0
    if place.surname and actor.keys[-1:] == (place.surname,):
        found["same surname"] = 1.0
    first = state.met[actor.number][0]
    if first == mentions[-1].first and len(mentions) == 1:
        found["new"] = 1.0
        if page.distance(first, place.token) == 1:
            found["new before"] = 1.0
    if page.paragraph[first] == 0:
        found["opening"] = 1.0
    if any(head.rsplit(" ", 1)[-1] in _ASKING for role in actor.roles for head in role.heads):
        found["asks"] = 1.0
    if actor.number == place.main:
        found["main"] = 1.0
    return found
