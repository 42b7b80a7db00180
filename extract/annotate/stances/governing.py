"""What stands over a verb: "*vowed to* scrap", "*refuses to* host", "*a plan to* build", "*used to* back".

In: a verb, noun or adjective. Out: a `Governing`: who wants it so, what the sign becomes, how sure it is. The walk goes
up a bounded number of heads.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extract.annotate.stances.authors import PROPOSALS
from extract.annotate.stances.lexicon import Lexicon, Operator
from extract.annotate.stances.syntax import (
    HOPS,
    RELATIVE,
    actors,
    attachment,
    children,
    first,
    fits,
    holders_of_noun,
    is_verb,
    negated,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset(("will", "'ll", "’ll", "shall", "wo", "gon"))
_DUTY = frozenset(("should", "must", "ought"))
_CHANCES = words_of("way option opportunity chance ability power means tool reason time authority right need place")
"""Nouns whose infinitive tells what can be, not what somebody wills: "has three ways to end it"."""
_BESIDES = words_of("after before since without by despite while until upon besides")
_ALL = words_of("everything anything all whatever utmost best")
_KIND_SIGN = {"wants": 1, "refuses": -1, "ends": -1}


@dataclass(slots=True)
class Governing:
    """What is above a word. `wills` says that somebody wants (or refuses) it; `holders` are they."""

    sign: int = 1
    factor: float = 1.0
    strength: float = 0.0
    wills: bool = False
    duty: bool = False
    holders: list[Token] = field(default_factory=list)
    chain: list[Token] = field(default_factory=list)
    flags: dict[str, Any] = field(default_factory=dict)


def governing(token: Token, lexicon: Lexicon) -> Governing:
    """Return what the words above a token make of it."""
    found = Governing()
    _own_auxiliaries(token, found)
    current = token
    for _ in range(HOPS):
        step = _step(current, lexicon)
        if step is None:
            if current.dep_ == "acl" and _infinitive(current) and current.head.lemma_.casefold() in _CHANCES:
                found.factor *= 0.5
            break
        above, operator = step
        if operator is not None:
            _apply(above, operator, found, current)
        elif current.dep_ != "conj":
            _unknown(current, above, found)
        current = above
        if above.pos_ in ("NOUN", "PROPN"):
            break
        _own_auxiliaries(above, found)
    return found


def _own_auxiliaries(verb: Token, found: Governing) -> None:
    """Here "will", "won't" show will, "should" a duty that whoever speaks lays on somebody."""
    for aux in children(verb, "aux"):
        if aux.lower_ in _WILL and not found.wills:
            found.holders = actors(verb)
            found.wills, found.strength = True, _future(verb, found.holders)
            found.chain.append(aux)
        elif aux.lower_ == "would" and not found.wills:
            found.holders = actors(verb)
            refused = negated(verb) and verb.dep_ == "ccomp"  # "said she would not accept it"
            announced = verb.dep_ == "ccomp" and verb.head.lemma_ in _ANNOUNCING and _takes_up(found.holders)
            sure = refused or announced or any(h.lemma_.casefold() in PROPOSALS for h in found.holders)
            found.wills, found.strength = True, 0.72 if sure else 0.68 if _speaks(found.holders) else 0.6
            found.chain.append(aux)
        elif aux.lower_ in ("can", "ca") and not found.wills and verb.lemma_ in _BEARING and negated(verb):
            found.holders = actors(verb)
            found.wills, found.strength = True, 0.64  # "we cannot allow it"
            found.chain.append(aux)
        elif aux.lower_ in _DUTY and not found.wills:
            found.wills, found.duty, found.strength = True, True, 0.72
            found.holders = []
            found.chain.append(aux)


_BEARING = words_of("allow let accept permit tolerate ignore abandon afford countenance condone")
"""Not to be able to do these is not to want it."""

_ANNOUNCING = frozenset(("say", "announce", "confirm", "declare", "add", "insist", "warn", "reiterate"))


def _takes_up(holders: list[Token]) -> bool:
    """Here "she said *she* would scrap it" is a promise."""
    return any(h.lower_ in ("he", "she", "they") for h in holders)


def _future(verb: Token, holders: list[Token]) -> float:
    """Here "will not host" and "we will host" show will; "will host" may only tell what is to come."""
    if negated(verb):
        return 0.76
    return 0.7 if _speaks(holders) else 0.48


def _speaks(holders: list[Token]) -> bool:
    return any(h.lower_ in ("i", "we") for h in holders)


def _step(token: Token, lexicon: Lexicon) -> tuple[Token, Operator | None] | None:
    """Return the word above and what it is, or None where the chain ends."""
    head, dep = attachment(token)
    if head.i == token.i:
        return None
    if dep == "conj" and is_verb(token) and is_verb(head) and first(token, "nsubj", "nsubjpass") is None:
        for _ in range(HOPS):  # the third of "vowed to end it, to ban it and to sue"
            if head.dep_ != "conj" or not is_verb(head.head) or first(head, "nsubj", "nsubjpass") is not None:
                break
            head = head.head
        return (head, None) if head.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "advcl") else None
    if dep == "conj" and head.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        return head, None  # "demanded that she resign and that the money be paid"
    if dep in ("xcomp", "ccomp", "oprd", "acomp", "attr", "dobj", "advcl"):
        if is_verb(head):
            operator = _operator(head, "verb", lexicon)
            if dep in ("dobj", "attr", "acomp", "oprd") and token.pos_ in ("NOUN", "PROPN"):
                return None
            if dep == "acomp":
                return (
                    (head, operator) if operator is not None and operator.kind in ("plain", "maybe", "past") else None
                )
            if dep == "advcl" and (operator is None or not _infinitive(token)):
                return None
            return None if _reports(token, head, operator, dep) else (head, operator)
        if head.pos_ == "ADJ" or head.tag_ == "VBN":
            operator = _operator(head, "adjective", lexicon)
            return (head, operator) if operator is not None else None
        return _noun_step(token, head, lexicon)
    if dep in ("acl", "relcl") and head.lower_ in _ALL and head.dep_ == "dobj" and _infinitive(token):
        return (head.head, _operator(head.head, "verb", lexicon)) if is_verb(head.head) else None
    if dep in ("acl", "pcomp", "pobj"):
        return _noun_step(token, head, lexicon)
    return None


def _noun_step(token: Token, head: Token, lexicon: Lexicon) -> tuple[Token, Operator | None] | None:
    upper = head.head if head.dep_ in ("prep", "agent") and token.dep_ in ("pcomp", "pobj") else head
    if token.dep_ == "pobj" and not is_verb(token):
        return None
    if token.dep_ == "pcomp" and head.lower_ in _BESIDES:
        return None  # "urged them to oppose it after citing her ban" does not oppose citing
    kinds = (("noun", upper.pos_ == "NOUN"), ("verb", is_verb(upper)), ("adjective", upper.pos_ == "ADJ"))
    for pos, possible in kinds:
        operator = _operator(upper, pos, lexicon) if possible else None
        if operator is not None:
            against = head.lower_ == "against" and operator.kind == "wants"  # "decided against recommending it"
            return upper, replace(operator, kind="refuses") if against else operator
    return None


def _operator(head: Token, pos: str, lexicon: Lexicon) -> Operator | None:
    if head.lower_ == "opposed" and any(c.lower_ == "as" for c in head.children):
        return None  # "as opposed to" only compares
    key = head.lemma_.casefold() if pos != "adjective" else head.lower_
    for operator in lexicon.operators[pos].get(key, ()):
        if fits(head, operator.particle) is not None:
            return operator
    if pos == "verb" and head.tag_ == "VBN":
        return next(iter(lexicon.operators["adjective"].get(head.lower_, ())), None)
    return None


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _reports(token: Token, head: Token, operator: Operator | None, dep: str) -> bool:
    """A finite clause under a verb is what is said, not what is willed: "insisted that he backs", "thinks she will"."""
    gerund = token.tag_ == "VBG" and first(token, "aux") is None  # "said he is going to" is finite
    if dep != "ccomp" or _infinitive(token) or gerund:
        return False
    if head.lemma_ in ("make", "let", "help", "see") and token.tag_ in ("VB", "VBP"):
        return False  # "vowed to make them pay"
    if operator is None or operator.kind not in ("wants", "refuses"):
        return True
    if head.lemma_ in ("want", "like", "demand", "urge", "recommend", "propose", "ask", "prefer", "request", "wish"):
        return False
    if any(c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ != "should" for c in token.children):
        return True  # "reiterated that the party must support her"
    return not any(c.dep_ == "aux" and c.lower_ in ("be", "should") for c in token.children) and token.tag_ != "VB"


def _apply(above: Token, operator: Operator, found: Governing, below: Token) -> None:
    found.chain.append(above)
    under = above.head if above.dep_ in ("acomp", "attr") else above
    turned = -1 if negated(above) or (under is not above and negated(under)) else 1
    kind = operator.kind
    if kind in ("wants", "refuses"):
        found.sign *= _KIND_SIGN[kind] * turned
        found.strength = max(operator.strength, found.strength) if found.wills else operator.strength
        found.wills, found.duty = True, False
        found.holders = _willing(above, operator)
    elif kind == "ends":
        found.sign *= -turned
        found.flags["reversed"] = True
        found.holders = found.holders or actors(above)
    elif kind == "denies":
        found.factor *= 0.5
        found.flags["denial"] = True
    elif kind == "past":
        if below.dep_ == "xcomp" and above.tag_ in ("VBD", "VBN"):
            found.factor *= 0.5
            found.flags["past"] = True
    elif kind == "maybe":
        found.factor *= 0.45
    elif kind == "plain" and above.lemma_ == "go" and above.tag_ == "VBG":
        found.wills, found.strength, found.holders = True, 0.66, actors(above)
    elif kind == "plain":
        found.sign *= 1 if below.dep_ in ("acomp", "attr") else turned
        _duty_verb(above, found)


def _duty_verb(above: Token, found: Governing) -> None:
    got = above.lemma_ == "get" and any(c.lemma_ == "have" for c in children(above, "aux"))  # "has got to"
    if (got or above.lemma_ in ("need", "have")) and not found.wills:
        found.wills, found.duty, found.strength = True, True, 0.62
        found.holders = []


def _willing(above: Token, operator: Operator) -> list[Token]:
    """Who wants it: the actor of the verb; nobody where it is passive ("was urged to"), unless an agent is named."""
    if above.pos_ == "NOUN":
        return holders_of_noun(above)
    if above.pos_ == "ADJ" or (above.tag_ == "VBN" and above.dep_ in ("acomp", "attr")):
        return actors(above.head) if is_verb(above.head) else [above.head]
    found = actors(above)
    if not found and above.tag_ == "VBN" and above.lower_ in ("determined", "committed", "prepared", "opposed", "set"):
        subject = first(above, "nsubjpass", "nsubj")
        return [subject] if subject is not None else []
    return [t for t in found if t.lower_ not in RELATIVE]


def _unknown(below: Token, above: Token, found: Governing) -> None:
    """A governing verb that no lexicon knows leaves some doubt."""
    if below.dep_ in ("xcomp", "ccomp"):
        found.factor *= 0.75
        if negated(above):
            found.factor *= 0.5
