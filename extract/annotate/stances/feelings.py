"""What somebody or something does to a speaker: "he scares me", "the wall makes us proud", "I fear that she will win".

In: one verb or adjective within the content of a quote. Out: findings held by whoever is quoted, about what moves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.polarity import how_made, judged
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import coordinated, first, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVED = words_of("me us everyone everybody people americans voters families women millions")
_WANTING = {"hope": 1, "pray": 1, "wish": 1, "fear": -1, "dread": -1}
_WANTING_ADJECTIVES = {
    "hopeful": 1, "afraid": -1, "scared": -1, "terrified": -1, "worried": -1, "fearful": -1, "frightened": -1,
}  # fmt: skip
_OUTCOMES = {"win": 1, "succeed": 1, "prevail": 1, "lose": -1, "fail": -1}
_HEARING = words_of("hear see watch listen read have let know")


def find_feelings(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a verb or adjective of feeling says of what causes it."""
    if token.pos_ in ("VERB", "AUX"):
        yield from _moves(token, lexicon)
        yield from _makes(token, lexicon)
    yield from _outcome(token)


def _heard(noun: Token) -> list[Token]:
    """Of "hearing him talk" as a noun: him."""
    below = next((c for c in noun.children if c.lemma_.casefold() in _HEARING and c.tag_ == "VBG"), None)
    heard = first(below, "dobj") if below is not None else None
    return [heard] if heard is not None else []


def _found(token: Token, targets: list[Token], sign: int, strength: float, *chain: Token) -> Finding:
    return Finding(token, targets, sign, strength, "feeling", [], list(chain), by_speaker=True)


def _moves(verb: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "Reyes scares me", "what he said disgusted us"."""
    entry = next((e for e in lexicon.judgements["feeling"].get(verb.lemma_.casefold(), ()) if not e.particle), None)
    moved = first(verb, "dobj")
    if entry is None or entry.sign is None or moved is None or moved.lower_ not in _MOVED:
        return
    sign = -entry.sign if negated(verb) else entry.sign
    faint = (0.6 if negated(verb) else 1.0) * (1.0 if moved.lower_ in FIRST_PERSON else 0.85)
    targets = _causes(verb)
    if targets:
        yield _found(verb, targets, sign, entry.strength * faint, moved)


def _makes(verb: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "makes me sick", "makes us proud"."""
    if verb.lemma_ not in ("make", "render", "leave"):
        return
    small = first(verb, "ccomp", "xcomp", "oprd", "acomp")
    if small is None or small.pos_ not in ("ADJ", "VERB"):
        return
    moved = first(verb, "dobj") or first(small, "nsubj")
    if moved is None:
        return
    if moved.lower_ not in ("me", "us"):
        sign = judged(small, lexicon).sign or how_made(small)
        somebody = moved.pos_ == "PROPN" or moved.lower_ in ("he", "him", "she", "her")
        targets = coordinated(moved) if somebody else _causes(verb)  # "renders him unfit", "makes us less safe"
        if moved.lower_ == "it":
            return  # "may make it necessary to wait"
        if small.pos_ == "ADJ" and sign and targets and not (somebody and sign > 0):
            yield _found(verb, targets, -sign if negated(verb) else sign, 0.7, small)
        return
    frame = next(iter(lexicon.frames["adjective"].get(small.lower_, ())), None)
    sign = frame.sign if frame is not None else judged(small, lexicon).sign
    targets = _causes(verb)
    if sign and targets:
        yield _found(verb, targets, sign, 0.7, small)


def _causes(verb: Token) -> list[Token]:
    """What a feeling is about: the subject; of "hearing him talk" whom one hears, of "what he said" who said it."""
    subject = first(verb, "nsubj", "csubj")
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        subject = first(verb.head, "nsubj", "csubj")
    if subject is None or subject.lower_ in FIRST_PERSON or subject.lower_ in ("you", "what", "who", "which", "there"):
        return []
    if subject.dep_ == "csubj":
        if subject.lemma_ in _HEARING:
            heard = first(subject, "dobj") or (
                first(clause, "nsubj") if (clause := first(subject, "ccomp", "xcomp")) is not None else None
            )
            return [heard] if heard is not None else []
        doer = first(subject, "nsubj")
        return [doer] if doer is not None and doer.lower_ not in ("what", "who", *FIRST_PERSON) else []
    return _heard(subject) or coordinated(subject)


def _outcome(token: Token) -> Iterator[Finding]:
    """Here "I hope Reyes wins", "I am afraid that he will win": whose luck is hoped for or feared."""
    head = token.head
    if token.lemma_ not in _OUTCOMES or token.dep_ not in ("ccomp", "acl", "advcl", "xcomp") or head is token:
        return
    wanted = _WANTING.get(head.lemma_, 0) if head.pos_ == "VERB" else _WANTING_ADJECTIVES.get(head.lower_, 0)
    feeler = first(head, "nsubj") or first(head.head, "nsubj")
    subject = first(token, "nsubj")
    if not wanted or subject is None or feeler is None or feeler.lower_ not in ("i", "we") or negated(head):
        return
    sign = wanted * _OUTCOMES[token.lemma_] * (-1 if negated(token) else 1)
    yield _found(token, coordinated(subject), sign, 0.74, head)
