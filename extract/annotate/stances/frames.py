"""Stances that words show by their frame: "backed the bill", "criticism of the plan", "critical of", "wants to scrap".

In: one token of a parsed paragraph. Out: findings: who, on what, with which sign, read off the parse. Attitudes count
when they are asserted; effects ("scrap", "build") count under somebody's will ("vowed to scrap") or when they are done
as an act ("vetoed"). Words are looked up by lemma, so a token without an entry costs one look into a dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.annotate.stances.governing import Governing, governing
from extract.annotate.stances.lexicon import Effect, Frame, Lexicon
from extract.annotate.stances.polarity import complement_sign
from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import (
    actors,
    after_preposition,
    children,
    coordinated,
    first,
    holders_of_noun,
    is_passive,
    is_verb,
    negated,
    objects,
    undergoers,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits(token: Token, particle: tuple[str, ...]) -> Token | None:
    """Return the token that completes an entry of several words (itself for one word), None where it is missing."""
    last: Token | None = token
    for word in particle:
        last = next((c for c in _below(token, last) if word in (c.lower_, c.lemma_)), None)
        if last is None:
            return None
    return last


def _below(token: Token, last: Token | None) -> Iterator[Token]:
    yield from (c for c in token.children if c.i > token.i)
    if last is not None and last.i != token.i:
        yield from last.children


def find_frames(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a token's frames say, the surest first."""
    lemma = token.lemma_.casefold()
    if is_verb(token):
        yield from _verb(token, lemma, lexicon)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(token, lemma, lexicon)
        yield from _agent(token, lemma, lexicon)
    if token.pos_ in ("ADJ", "VERB"):
        yield from _adjective(token, lexicon)


# ---------------------------------------------------------------------------------------------- verbs


def _verb(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    for frame in lexicon.frames["verb"].get(lemma, ()):
        last = fits(token, frame.particle)
        targets = _slot(token, last, frame, lexicon) if last is not None else []
        if targets:
            if frame.sign is not None:
                yield from _attitude(token, frame, targets, lexicon)
            return
    yield from _duty_wanted(token, lemma, lexicon)
    for effect in lexicon.effects["verb"].get(lemma, ()):
        if any(c.lower_ == "from" and first(c, "pcomp") is not None for c in token.children):
            return  # "blocked the city from enforcing the ban" is about the ban
        targets = objects(token) if fits(token, effect.particle) is not None else []
        targets = targets or _effect_prepositions(token)
        if targets and effect.sign is not None:
            yield from _effect(token, effect, targets, lexicon)
            return
    yield from _refused_act(token, lexicon)
    yield from _bare_will(token, lemma, lexicon)


def _slot(token: Token, last: Token, frame: Frame, lexicon: Lexicon) -> list[Token]:
    for slot in frame.target:
        if slot == "object":
            found = [] if frame.particle and last.dep_ == "dobj" else objects(token)
        elif slot == "subject":
            found = actors(token)
        elif slot == "as":
            found = objects(token) if complement_sign(token, lexicon) else []
        else:
            found = after_preposition(last, (slot,)) or (after_preposition(token, (slot,)) if last is not token else [])
        if found:
            return found
    return []


def _effect_prepositions(token: Token) -> list[Token]:
    if first(token, "dobj", "ccomp", "xcomp") is not None:
        return []
    return after_preposition(token, ("with", "from", "on", "in", "for")) if token.lemma_ in _PREPOSITIONAL else []


_PREPOSITIONAL = words_of("work cooperate collaborate withdraw crack invest quit pull")


def _attitude(token: Token, frame: Frame, targets: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    sign, strength, name = frame.sign or 0, frame.strength, "verb"
    if "as" in frame.target:
        sign, name = complement_sign(token, lexicon), "judged as"
    above = governing(token, lexicon)
    if negated(token):
        sign, strength = -sign, strength * (0.85 if sign > 0 else 0.5)
    holders = above.holders or actors(token)
    if frame.word == "be" and any(h.pos_ == "NOUN" and not h.ent_type_ for h in holders):
        strength *= 0.8
    if above.sign < 0 and sign < 0:
        strength *= 0.55  # who refuses to condemn need not support
    elif above.wills and frame.somebody:
        strength = max(strength, above.strength)
    for target in targets:
        head, turn = _through_effect(target, lexicon)
        if is_verb(head) and head.lemma_.casefold() in lexicon.effects["verb"] and objects(head):
            continue  # "committed to reducing output" is found by what is reduced
        finding = _finding(token, [head], sign * above.sign * turn, strength, name, holders, above)
        finding.by_speaker = above.duty and not above.holders
        finding.somebody = frame.somebody and not above.wills
        yield finding


def _effect(token: Token, effect: Effect, targets: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    above = governing(token, lexicon)
    sign = (effect.sign or 0) * (-1 if negated(token) else 1)
    if above.wills:
        strength = above.strength
        by_speaker = above.duty and not above.holders
        finding = _finding(token, targets, sign * above.sign, strength, "wanted effect", above.holders, above)
        finding.by_speaker = by_speaker
        yield finding
    elif effect.act and not negated(token):
        for target in targets:
            names_a_matter = target.lemma_.casefold() in lexicon.nouns["relational"] or target.pos_ == "PROPN"
            strength = effect.act * (1.0 if names_a_matter else 0.75)
            yield _finding(token, [target], sign * above.sign, strength, "act", actors(token), above)


def _duty_wanted(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """ "wants Ferri to resign", "called on her to apologise": who should do it is the target."""
    for duty in lexicon.judgements["duty"].get(lemma, ()):
        if duty.sign is None or fits(token, duty.particle) is None:
            continue
        above = governing(token, lexicon)
        if not above.wills or above.duty or not above.holders:
            return
        targets = [t for t in _told(token) if t not in above.holders]
        if targets:
            sign = duty.sign * above.sign * (-1 if negated(token) else 1)
            finding = _finding(token, targets, sign, duty.strength, "wanted of", above.holders, above)
            finding.somebody = True
            yield finding
        return


def _told(token: Token) -> list[Token]:
    """Whoever is to do what an infinitive or that-clause says."""
    own = first(token, "nsubj")
    if own is not None:
        return coordinated(own)
    head = token.head
    if token.dep_ == "xcomp" and is_verb(head):
        found = first(head, "dobj", "dative")
        return coordinated(found) if found is not None else after_preposition(head, ("on", "for", "upon"))
    return []


def _bare_will(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """ "demanded an inquiry", "wants a ban on": a noun is what is wanted or refused."""
    operators = [o for o in lexicon.operators["verb"].get(lemma, ()) if o.kind in ("wants", "refuses")]
    for operator in operators:
        last = fits(token, operator.particle)
        if last is None:
            continue
        targets = _wanted(token, lemma)
        if not targets:
            continue
        sign = (1 if operator.kind == "wants" else -1) * (-1 if negated(token) else 1)
        above = governing(token, lexicon)
        for target in targets:
            head, turn = _through_effect(target, lexicon)
            strength = operator.strength * (0.93 if lemma in _FIRM else 0.72)
            yield _finding(
                token, [head], sign * turn * above.sign, strength, "wanted", above.holders or actors(token), above
            )
        return


_FIRM = words_of(
    "demand call urge insist want seek advocate reject oppose resist refuse refute offer propose recommend"
)
_WITH_FOR = words_of("call push press lobby ask plead appeal beg campaign wish long yearn petition fight rally")


def _refused_act(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """ "ruled out selling the club", "refused to resign": an act no lexicon knows, refused as a whole."""
    if token.dep_ not in ("xcomp", "pcomp") or token.tag_ != "VBG" or first(token, "dobj") is None:
        return
    above = governing(token, lexicon)
    if above.wills and above.sign < 0 and not negated(token):
        yield _finding(token, [token], -1, above.strength * 0.95, "refused", above.holders, above)


def _wanted(token: Token, lemma: str) -> list[Token]:
    if first(token, "xcomp", "ccomp") is not None:
        return []
    if lemma in _WITH_FOR:
        return after_preposition(token, ("for",))
    return [t for t in objects(token) if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "PERSON"]


def _through_effect(noun: Token, lexicon: Lexicon) -> tuple[Token, int]:
    """ "an end to the war" is about the war; with the sign of what is done to it."""
    for effect in lexicon.effects["noun"].get(noun.lemma_.casefold(), ()):
        inner = after_preposition(noun, ("of", "to", "on", "from")) or children(noun, ("compound", "poss"))
        if inner and effect.sign is not None:
            return inner[0], effect.sign
    return noun, 1


def _finding(
    token: Token,
    targets: Sequence[Token],
    sign: int,
    strength: float,
    frame: str,
    holders: Iterable[Token],
    above: Governing,
) -> Finding:
    return Finding(
        token,
        list(targets),
        sign,
        strength * above.factor,
        frame,
        list(holders),
        list(above.chain),
        False,
        dict(above.flags),
    )


# ---------------------------------------------------------------------------------------------- nouns


def _noun(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    for frame in lexicon.frames["noun"].get(lemma, ()):
        verb = token.head if token.dep_ in ("dobj", "attr", "nsubjpass") and is_verb(token.head) else None
        verb_lemma = verb.lemma_ if verb is not None else ""
        if frame.sign is None or fits(token, frame.particle) is None:
            return
        if verb is not None and verb_lemma in lexicon.receive:
            yield from _received(token, frame, verb, lexicon)
            return
        targets = after_preposition(token, frame.target)
        if not targets and verb is not None and token.dep_ == "dobj":  # the parser hung the preposition on the verb
            targets = after_preposition(verb, [p for p in frame.target if p in ("for", "at", "to", "of", "against")])
        if targets:
            yield from _held_noun(token, frame, verb, targets, lexicon)
            return


def _held_noun(
    token: Token, frame: Frame, verb: Token | None, targets: list[Token], lexicon: Lexicon
) -> Iterator[Finding]:
    sign, strength = frame.sign or 0, frame.strength
    above = governing(token, lexicon) if verb is None else governing(verb, lexicon)
    flags = {}
    if negated(token) or (verb is not None and negated(verb)):
        sign, strength = -sign, strength * 0.85
    if verb is not None and verb.lemma_ in lexicon.end:
        sign, flags = -sign, {"reversed": True}
    elif verb is not None and verb.lemma_ not in lexicon.give and first(token, "poss") is None:
        strength *= 0.7
    holders = _noun_holders(token, verb)
    finding = _finding(token, targets, sign * above.sign, strength, "noun", holders, above)
    finding.flags.update(flags)
    if verb is not None:
        finding.chain.append(verb)
    yield finding


def _noun_holders(token: Token, verb: Token | None) -> list[Token]:
    owner = first(token, "poss")
    if owner is not None:
        return [owner]
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "with"):  # "in favour of": what "in" hangs on
        upper = token.head.head
        if is_verb(upper):
            return actors(upper) or (undergoers(upper) if is_passive(upper) else [])
        return [upper] if upper.pos_ in ("NOUN", "PROPN") else []
    if verb is not None and token.dep_ != "nsubjpass":
        return actors(verb)
    return holders_of_noun(token)


def _received(token: Token, frame: Frame, verb: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """ "The plan drew criticism from unions": the subject is the target."""
    holders = after_preposition(token, ("from", "by", "among")) or after_preposition(verb, ("from",))
    if holders:
        above = governing(verb, lexicon)
        sign = (frame.sign or 0) * (-1 if negated(verb) else 1)
        yield _finding(token, actors(verb), sign, frame.strength, "received", holders, above)


def _agent(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    if any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in token.children):
        return  # "a film critic"
    for frame in lexicon.frames["agent"].get(lemma, ()):
        targets = after_preposition(token, frame.target) or _named_before(token)
        holders = _who_is(token)
        if targets and holders and frame.sign is not None:
            sign = -frame.sign if negated(token) or negated(token.head) else frame.sign
            former = any(c.lower_ in ("former", "onetime", "one-time", "ex", "erstwhile") for c in token.children)
            flags = {"past": True} if former else {}
            yield Finding(
                token, targets, sign, frame.strength * (0.55 if former else 1.0), "agent", holders, flags=flags
            )
            return


def _named_before(token: Token) -> list[Token]:
    """ "a Brexit supporter", "Putin's ally", "Trump critic Bob Corker"."""
    owner = first(token, "poss")
    if owner is not None:
        return [owner]
    named = [c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "PROPN"]
    if not named and token.dep_ == "compound" and token.i > 0:
        before = token.nbor(-1)
        named = [before] if before.pos_ == "PROPN" and before.head in (token, token.head) else []
    return named[-1:]


def _who_is(token: Token) -> list[Token]:
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
        return objects(token.head.head)
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        return [token]
    return []


# ---------------------------------------------------------------------------------------------- adjectives


def _adjective(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    for frame in lexicon.frames["adjective"].get(token.lower_, ()):
        if token.tag_ in ("VBD", "VBG", "VBZ", "VBP", "VB") or frame.sign is None:
            continue
        last = fits(token, frame.particle)
        targets = after_preposition(last, frame.target) if last is not None else []
        if not targets:
            continue
        above = governing(token, lexicon)
        negative = negated(token) or (token.dep_ in ("acomp", "attr", "oprd") and negated(token.head))
        sign = -frame.sign if negative else frame.sign
        strength = frame.strength * (0.6 if negative and frame.sign < 0 else 1.0)
        yield _finding(token, targets, sign, strength, "adjective", _described(token), above)
        return


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
