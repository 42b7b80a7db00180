"""Nouns and adjectives that show a stance: "criticism of", "a critic of", "critical of".

In: a noun or an adjective. Out: findings. The holder is the possessor, whom it comes from, or the subject of the verb
around it ("voiced", "faced").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.filling import make_finding
from extract.annotate.stances.governing import governing
from extract.annotate.stances.lexicon import Frame, Lexicon
from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import (
    actors,
    after_preposition,
    children,
    coordinated,
    first,
    fits,
    holders_of_noun,
    is_passive,
    is_verb,
    members,
    negated,
    objects,
    undergoers,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_frames(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a noun of attitude shows: "voiced support for", "drew criticism from"."""
    for frame in lexicon.frames["noun"].get(lemma, ()):
        verb = token.head if token.dep_ in ("dobj", "attr", "nsubjpass") and is_verb(token.head) else None
        verb_lemma = verb.lemma_ if verb is not None else ""
        if frame.sign is None or fits(token, frame.particle) is None:
            return
        if verb is not None and (verb_lemma in lexicon.receive or _has_of(token, verb_lemma, frame)):
            yield from _received(token, frame, verb, lexicon)
            return
        if token.dep_ == "pobj" and token.head.lower_ == "under" and is_verb(token.head.head):
            yield from _received(token, frame, token.head.head, lexicon)  # "came under criticism from"
            return
        targets = after_preposition(token, frame.target)
        if not targets and verb is not None and verb_lemma in _GIVING:  # "gave the plan his backing"
            given = first(verb, "dative")
            targets = coordinated(given) if given is not None and given.pos_ != "ADP" else []
        if not targets and verb is not None and token.dep_ == "dobj":  # the parser hung the preposition on the verb
            targets = after_preposition(verb, [p for p in frame.target if p in ("for", "to", "of", "against")])
        if targets:
            yield from _held_noun(token, frame, verb, targets, lexicon)
            return


_GIVING = words_of("give offer lend pledge hand grant throw promise")


def _has_of(token: Token, verb: str, frame: Frame) -> bool:
    """Here "had the backing of the bank": the bank backs."""
    if verb not in ("have", "enjoy", "retain") or frame.sign != 1:
        return False
    preps = {c.lower_ for c in token.children if c.dep_ == "prep"}
    return bool(preps & {"of", "from"}) and not preps & {"for", "to"}


def _held_noun(
    token: Token, frame: Frame, verb: Token | None, targets: list[Token], lexicon: Lexicon
) -> Iterator[Finding]:
    sign, strength = frame.sign or 0, frame.strength
    above = governing(token, lexicon) if verb is None else governing(verb, lexicon)
    flags = {}
    given = verb is not None and (first(token, "poss") is None or verb.lemma_ in lexicon.give)
    if negated(token) or (verb is not None and given and negated(verb)):
        sign, strength = -sign, strength * 0.85  # but "did not alter her disapproval"
    if verb is not None and verb.lemma_ in lexicon.end:
        sign, flags = -sign, {"reversed": True}
    elif verb is not None and verb.lemma_ not in lexicon.give and first(token, "poss") is None:
        strength *= 0.65
    holders = _noun_holders(token, verb)
    finding = make_finding(token, targets, sign * above.sign, strength, "noun", holders, above)
    finding.flags.update(flags)
    if verb is not None:
        finding.chain.append(verb)
    if token.dep_ == "pobj":
        finding.shown.append(token.head)  # "in favour of"
    yield finding


_GIVING_WAY = words_of(
    "drop step withdraw resign abandon reject eschew scrap replace give bow quit ditch dump stand leave retire dismiss "
    "forgo skip shun drop"
)
_COMING = words_of("come rush leap jump rise spring run hurry hasten")


def _noun_holders(token: Token, verb: Token | None) -> list[Token]:
    owner = first(token, "poss")
    if owner is not None:
        return [owner]
    if token.lower_ in ("favour", "favor") and token.dep_ == "pobj" and token.head.head.lemma_ in _GIVING_WAY:
        return []  # "drop out in favour of", "scrapped it in favour of"
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "with"):  # "in favour of": what "in" hangs on
        upper = token.head.head
        if is_verb(upper):
            return actors(upper) or (undergoers(upper) if is_passive(upper) else [])
        return [upper] if upper.pos_ in ("NOUN", "PROPN") else []
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lemma_ in _COMING:
        return actors(token.head.head)  # "came to the defence of"
    if verb is not None and token.dep_ != "nsubjpass":
        return actors(verb)
    return holders_of_noun(token)


def _received(token: Token, frame: Frame, verb: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "The plan drew criticism from unions": the subject is the target."""
    owner = first(token, "poss")
    holders = after_preposition(token, ("from", "by", "among")) or after_preposition(verb, ("from",))
    if not holders:  # "drew Alba's scorn", "had the backing of the bank"
        holders = [owner] if owner is not None else after_preposition(token, ("of",))
    if holders:
        above = governing(verb, lexicon)
        sign = (frame.sign or 0) * (-1 if negated(verb) else 1)
        yield make_finding(token, actors(verb), sign, frame.strength, "received", holders, above)


def agent_frames(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a noun for whoever has the attitude shows: "a critic of the mayor"."""
    if any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in token.children):
        return  # "a film critic"
    for frame in lexicon.frames["agent"].get(lemma, ()):
        targets = after_preposition(token, frame.target) or _named_before(token)
        holders = _who_is(token) or members(token)
        if targets and holders and frame.sign is not None:
            sign = -frame.sign if negated(token) or negated(token.head) else frame.sign
            former = any(c.lower_ in ("former", "onetime", "one-time", "ex", "erstwhile") for c in token.children)
            flags = {"past": True} if former else {}
            shown = 0.6 if holders == [token] else 1.0  # "Abel's critics" says little that is worth a card
            strength = frame.strength * shown * (0.55 if former else 1.0)
            yield Finding(token, targets, sign, strength, "agent", holders, flags=flags, needs=frame.needs)
            return


def _named_before(token: Token) -> list[Token]:
    """Here "a Brexit supporter", "Putin's ally", "Trump critic Bob Corker"."""
    owner = first(token, "poss")
    if owner is not None:
        return [owner]
    named = [c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod") and (c.pos_ == "PROPN" or _is_name(c))]
    if not named and token.dep_ == "compound" and token.i > 0:
        before = token.nbor(-1)
        named = [before] if before.pos_ == "PROPN" and before.head in (token, token.head) else []
    return named[-1:]


def _is_name(token: Token) -> bool:
    """The tagger takes names before a noun for adjectives: "a *Reyes* supporter", but not "a *British* supporter"."""
    return token.pos_ == "ADJ" and token.text[:1].isupper() and token.ent_type_ in ("PERSON", "ORG") and token.i > 0


def _who_is(token: Token) -> list[Token]:
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in ("one", "some", "many"):
        token = token.head.head  # "was one of her supporters"
    if token.dep_ == "attr" and is_verb(token.head):
        return actors(token.head)
    if token.dep_ == "appos":
        return [token.head]
    appos = first(token, "appos")
    if appos is not None:
        return [appos]
    if token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN":
        return [token.head]
    if token.dep_ == "pobj" and token.head.lower_ == "as" and is_verb(token.head.head):
        return objects(token.head.head) or actors(token.head.head)  # "emerged as a critic of"
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        return [token]
    return []


# ---------------------------------------------------------------------------------------------- adjectives


def adjective_frames(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what an adjective of attitude shows: "critical of", "furious about"."""
    for frame in lexicon.frames["adjective"].get(token.lower_, ()):
        if token.tag_ in ("VBD", "VBG", "VBZ", "VBP", "VB") or frame.sign is None:
            continue
        if token.lower_ == "opposed" and any(c.lower_ == "as" for c in token.children):
            continue  # "as opposed to" only compares
        last = fits(token, frame.particle)
        if token.lower_ == "concerned" and any(c.lower_ == "with" for c in token.children):
            continue  # "is concerned with safety"
        targets = (after_preposition(last, frame.target) or _doer(last)) if last is not None else []
        if not targets:
            continue
        above = governing(token, lexicon)
        negative = negated(token) or (token.dep_ in ("acomp", "attr", "oprd") and negated(token.head))
        sign = -frame.sign if negative else frame.sign
        strength = frame.strength * (0.6 if negative and frame.sign < 0 else 1.0)
        yield make_finding(token, targets, sign, strength, "adjective", _described(token), above)
        return


def _doer(adjective: Token) -> list[Token]:
    """Here "ashamed that Reyes backed it", "felt betrayed when he left": whoever did what is felt."""
    for clause in children(adjective, ("ccomp", "advcl")):
        if any(c.lower_ in ("that", "when") for c in clause.children) and clause.i > adjective.i:
            doer = first(clause, "nsubj")
            return coordinated(doer) if doer is not None and doer.pos_ == "PROPN" else []
    return []


def _described(token: Token) -> list[Token]:
    if token.dep_ in ("acomp", "oprd", "attr", "ccomp") and is_verb(token.head):
        return actors(token.head)
    if is_passive(token) or token.tag_ == "VBN":
        return undergoers(token)
    if token.dep_ in ("amod", "acl", "relcl", "appos") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return [token.head]
    if token.dep_ in ("advcl", "conj", "ROOT", "xcomp"):
        own = children(token, "nsubj")
        return coordinated(own[0]) if own else actors(token)
    return []
