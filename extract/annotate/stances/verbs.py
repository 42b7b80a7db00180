"""Verbs that show a stance: attitudes ("backed"), effects somebody wills or does ("vowed to scrap", "vetoed"), wishes.

In: a verb. Out: findings. Attitudes count when they are asserted; effects count under somebody's will, or as an act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.filling import make_finding
from extract.annotate.stances.governing import governing
from extract.annotate.stances.lexicon import Effect, Frame, Lexicon
from extract.annotate.stances.polarity import complement, dismissive, how_made, judged
from extract.annotate.stances.reading import Finding
from extract.annotate.stances.syntax import (
    ADVERBS,
    HOPS,
    actors,
    after_preposition,
    below_of,
    children,
    coordinated,
    first,
    fits,
    is_verb,
    negated,
    objects,
    phrasal,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_frames(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a verb shows: an attitude, somebody told to act, an effect that is wanted or done, a wish."""
    apart, below = phrasal(token), below_of(token)
    for frame in lexicon.frames["verb"].get(lemma, ()):
        last = fits(token, frame.particle, below) if frame.particle or not apart else None
        targets = _slot(token, last, frame, lexicon) if last is not None else []
        if targets:
            if frame.sign is not None:
                yield from _attitude(token, frame, targets, lexicon)
            return
    yield from _duty_wanted(token, lemma, lexicon)
    for effect in lexicon.effects["verb"].get(lemma, ()):
        if _kept_from_it(token, lexicon):
            return  # "blocked the city from enforcing the ban" is about the ban
        if fits(token, effect.particle, below) is None:
            continue
        if effect.sign is None:
            return
        targets = _supplied(token) or objects(token) or _effect_prepositions(token)
        if targets:
            yield from _effect(token, effect, targets, lexicon)
            return
    yield from _made(token, lexicon)
    yield from _refused_act(token, lexicon)
    yield from _bare_will(token, lemma, lexicon)


def _slot(token: Token, last: Token, frame: Frame, lexicon: Lexicon) -> list[Token]:
    for slot in frame.target:
        if slot == "object":
            found = [] if frame.particle and last.dep_ == "dobj" else objects(token)
            if last.lower_ in ADVERBS and last.dep_ == "prep" and (inner := first(last, "pobj")) is not None:
                found = [] if found else coordinated(inner)  # "took on the bank", but "took shots on his plan"
        elif slot == "subject":
            found = actors(token)
        elif slot == "as":
            found = (
                (after_preposition(token, frame.particle) or objects(token))
                if complement(token, lexicon)[1] or dismissive(token) is not None
                else []
            )
        else:
            if slot == "after" and last.lower_ == "after" and last.i > token.i + 1:
                continue  # "went there after school"
            found = _unless_told(after_preposition(last, (slot,)), token, slot) or (
                after_preposition(token, (slot,)) if last is not token else []
            )
        if found:
            return found
    return []


_LEANING = words_of(
    "support endorse back approve agree like trust respect favour favor vote appreciate believe love welcome accept "
    "defend stand think prefer condone call"
)
"""Not to do these is to be against; not to thank or nominate somebody need not be."""


_BORNE = frozenset(("stand", "stomach", "abide"))


def _effect_prepositions(token: Token) -> list[Token]:
    if first(token, "dobj", "ccomp", "xcomp") is not None:
        return []
    return after_preposition(token, ("with", "from", "on", "in", "for")) if token.lemma_ in _PREPOSITIONAL else []


_PREPOSITIONAL = words_of(
    "work cooperate collaborate withdraw crack invest quit pull turn walk back move step steer opt pay clamp cut scale"
)


def _supplied(token: Token) -> list[Token]:
    """Here "provide families *with shelter*": what somebody is given."""
    return after_preposition(token, ("with",)) if token.lemma_ in ("provide", "supply") else []


def _unless_told(found: list[Token], verb: Token, slot: str) -> list[Token]:
    """Here "called for players to wear black" is about what they do, not about the players."""
    if slot != "for" or not found:
        return found
    if verb.lemma_ in ("call", "ask") and first(verb, "dobj") is not None:
        return []  # "called Action for Children generous"
    clauses = (*children(found[0], ("acl", "relcl")), *children(verb, ("xcomp", "ccomp", "advcl")))
    told = any(c.i > found[0].i and any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children) for c in clauses)
    return [] if told else found


def _attitude(token: Token, frame: Frame, targets: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    sign, strength, name = frame.sign or 0, frame.strength, "verb"
    shown: list[Token] = []
    if frame.word == "blame" and "object" in frame.target and targets:
        targets = _blamed(targets)
    if "as" in frame.target:
        judge, sign = complement(token, lexicon)
        if judge is None and (judge := dismissive(token)) is not None:
            sign, strength = -1, 0.7
        shown, name = [judge] if judge is not None else [], "judged as"
    above = governing(token, lexicon)
    if frame.word in _BORNE and "object" in frame.target and not negated(token):
        return  # who "stood trial" likes none, but who "can't stand" somebody dislikes them
    if negated(token):
        kept = 0.5 if sign < 0 else 0.85 if frame.word in _LEANING else 0.55
        sign, strength = -sign, strength * kept
    if above.wills and not above.duty and not above.holders:
        return  # "was urged to support": nobody who is named wants it
    holders = [*(above.holders or actors(token)), *_along_with(token)]
    if frame.word == "be" and any(h.pos_ == "NOUN" and not h.ent_type_ for h in holders):
        strength *= 0.8
    if above.sign < 0 and sign < 0:
        strength *= 0.55  # who refuses to condemn need not support
    elif above.wills and frame.needs == "somebody":
        strength = max(strength, above.strength)
    for target in targets:
        if _is_fought(target, frame, lexicon):
            continue
        if frame.target[0] == "for" and _is_office(target, lexicon):
            continue  # "campaigned for mayor"
        head, turn = through_effect(target, lexicon)
        if is_verb(head) and head.lemma_.casefold() in lexicon.effects["verb"] and objects(head):
            continue  # "committed to reducing output" is found by what is reduced
        for about, turned in ((head, turn), (target, 1)) if turn < 0 else ((head, 1),):
            finding = make_finding(token, [about], sign * above.sign * turned, strength, name, holders, above)
            finding.by_speaker = above.duty and not above.holders
            finding.needs = "" if frame.needs == "somebody" and above.wills else frame.needs
            finding.shown += shown
            yield finding


_NEAR = 16


def _blamed(objects_: list[Token]) -> list[Token]:
    """Here "blamed the delay at the port on *the union*", where the parser hung "on" within the object."""
    head = objects_[0]
    near = head.doc[head.i + 1 : head.i + _NEAR]
    on = [t for t in near if t.lower_ == "on" and t.dep_ == "prep" and head.is_ancestor(t)]
    inner = first(on[-1], "pobj") if on else None
    return coordinated(inner) if inner is not None and inner.ent_type_ not in ("DATE", "TIME") else objects_


def _along_with(verb: Token) -> list[Token]:
    """Here "Reyes voted for it, along with *Osei* and *Lunn*": who else did it."""
    done_to = first(verb, "dobj")
    for prep in children(verb, "prep"):
        if done_to is not None and done_to.pos_ == "PROPN" and done_to.i < prep.i:
            continue  # "questioned Reyes, along with two others"
        if prep.lower_ in ("along", "together") and (inner := first(prep, "prep")) is not None:
            named = first(inner, "pobj")
            if named is not None and named.pos_ == "NOUN":  # "members Ann Osei and Jo Lunn": the names tell who
                after = verb.doc[named.i + 1 : named.i + 4]
                named = next((t for t in after if t.pos_ == "PROPN" and t.dep_ != "compound"), named)
            return coordinated(named) if named is not None else []
    return []


def _is_fought(target: Token, frame: Frame, lexicon: Lexicon) -> bool:
    """ "Battled the blaze", "fought the election", "blasted Harbour City": no matter one is against."""
    lemma = target.lemma_.casefold()
    if frame.word in ("fight", "battle", "attack"):
        return lemma in lexicon.nouns["cognate"] or lemma in lexicon.nouns["hazards"]
    return frame.word in lexicon.nouns["blows"] and target.ent_type_ in ("GPE", "LOC", "FAC")


def _is_office(noun: Token, lexicon: Lexicon) -> bool:
    return noun.lemma_.casefold() in lexicon.nouns["offices"] and noun.ent_type_ != "PERSON"


def _kept_from_it(token: Token, lexicon: Lexicon) -> bool:
    """Whether somebody is kept from an act that says itself what it is about, unlike "banned them from entering"."""
    for prep in token.children:
        act = first(prep, "pcomp") if prep.lower_ == "from" else None
        if act is not None:
            return act.lemma_ in lexicon.effects["verb"] or act.lemma_ in lexicon.frames["verb"]
    return False


_MATTERS = words_of("ban bar outlaw close shut deport remove withdraw")
"""Acts that are themselves for or against something."""


def _effect(token: Token, effect: Effect, targets: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    above = governing(token, lexicon)
    sign = (effect.sign or 0) * (-1 if negated(token) else 1)
    if above.wills:
        strength = above.strength * (0.6 if above.sign < 0 and sign < 0 else 1.0)
        by_speaker = above.duty and not above.holders
        finding = make_finding(token, targets, sign * above.sign, strength, "wanted effect", above.holders, above)
        finding.by_speaker = by_speaker
        yield finding
        if effect.word in _MATTERS:  # "vowed to close the prison": the closing is as much a matter as the prison
            turned = above.sign * (-1 if negated(token) else 1)
            act = make_finding(token, [token], turned, strength, "wanted act", above.holders, above)
            act.by_speaker = by_speaker
            yield act
    elif effect.act and not negated(token):
        for target in targets:
            names_a_matter = target.lemma_.casefold() in lexicon.nouns["relational"] or target.pos_ == "PROPN"
            strength = effect.act * (1.0 if names_a_matter else 0.75)
            yield make_finding(token, [target], sign * above.sign, strength, "act", actors(token), above)


def _made(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "promised to make childcare affordable": what is to become how."""
    state = first(token, "ccomp", "oprd", "acomp") if token.lemma_ in ("make", "keep") else None
    if state is None or state.pos_ != "ADJ":
        return
    sign = judged(state, lexicon).sign or how_made(state)
    matter = first(token, "dobj") or first(state, "nsubj")
    above = governing(token, lexicon)
    if sign and matter is not None and matter.pos_ in ("NOUN", "PROPN") and above.wills and not negated(token):
        finding = make_finding(
            token, coordinated(matter), sign * above.sign, 0.74, "wanted effect", above.holders, above
        )
        finding.by_speaker = above.duty and not above.holders
        finding.shown.append(state)
        yield finding


def _duty_wanted(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "wants Ferri to resign", "called on her to apologise": who should do it is the target."""
    duties = lexicon.judgements["duty"].get(lemma, ())
    below = below_of(token) if duties else None
    for duty in duties:
        if duty.sign is None or fits(token, duty.particle, below) is None:
            continue
        above = governing(token, lexicon)
        if not above.wills or above.duty or not above.holders:
            return
        targets = [t for t in _told(token) if t not in above.holders]
        if targets:
            sign = duty.sign * above.sign * (-1 if negated(token) else 1)
            finding = make_finding(token, targets, sign, duty.strength, "wanted of", above.holders, above)
            finding.needs = "somebody"
            yield finding
        return


_COMPELLING = frozenset(("make", "let", "have", "help"))


def _told(token: Token) -> list[Token]:
    """Whoever is to do what an infinitive or that-clause says."""
    own = first(token, "nsubj")
    if own is not None:
        return coordinated(own) if token.head.lemma_ not in _COMPELLING else []
    for _ in range(HOPS):  # "called on her to listen or resign"
        if token.dep_ != "conj" or not is_verb(token.head):
            break
        token = token.head
    head = token.head
    if head.lemma_ in _COMPELLING:
        return []  # "a plan to make firms stay"
    if token.dep_ == "xcomp" and is_verb(head):
        found = first(head, "dobj", "dative")
        return coordinated(found) if found is not None else after_preposition(head, ("on", "for", "upon"))
    return []


def _bare_will(token: Token, lemma: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "demanded an inquiry", "wants a ban on": a noun is what is wanted or refused."""
    operators = [o for o in lexicon.operators["verb"].get(lemma, ()) if o.kind in ("wants", "refuses")]
    for operator in operators:
        if lemma not in _FIRM and lemma not in _WITH_FOR:
            return
        last = fits(token, operator.particle)
        if last is None:
            continue
        targets = [t for t in _wanted(token, lemma) if _is_matter(t, lexicon)]
        if not targets or token.dep_ == "amod":  # "pledged delegates"
            continue
        sign = (1 if operator.kind == "wants" else -1) * (-1 if negated(token) else 1)
        above = governing(token, lexicon)
        for target in targets:
            head, turn = through_effect(target, lexicon)
            strength = operator.strength * 0.88
            if lemma == "seek" and token.dep_ == "relcl":
                strength *= 0.6  # "the records they sought" only tells what was looked for
            holders = above.holders or actors(token)
            yield make_finding(token, [head], sign * turn * above.sign, strength, "wanted", holders, above)
            if turn < 0:
                yield make_finding(token, [target], sign * above.sign, strength, "wanted", holders, above)
        return


_FIRM = words_of(
    "demand call want seek advocate reject oppose resist refuse refute propose recommend promise pledge request"
)
_WITH_FOR = words_of("call push press lobby plead appeal beg campaign wish long yearn petition fight rally")


_GAIN = words_of(
    "anonymity donation fund money cash loan investment job vote voter delegate nomination re-election office help"
)
"""What one wants for oneself is no stance: "is seeking donations"."""


def _refused_act(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "ruled out selling the club", "refused to resign": an act no lexicon knows, refused as a whole."""
    if token.dep_ not in ("xcomp", "pcomp") or token.tag_ != "VBG" or first(token, "dobj") is None:
        return
    above = governing(token, lexicon)
    if above.wills and above.sign < 0 and not negated(token):
        yield make_finding(token, [token], -1, above.strength * 0.95, "refused", above.holders, above)


def _wanted(token: Token, lemma: str) -> list[Token]:
    if first(token, "xcomp", "ccomp") is not None:
        return []
    if lemma in _WITH_FOR:  # "called a rough week for Poe" calls for nothing
        return after_preposition(token, ("for",)) if lemma != "call" or first(token, "dobj") is None else []
    return [t for t in objects(token) if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "PERSON"]


def _is_matter(noun: Token, lexicon: Lexicon) -> bool:
    """Attitudes and ends of things are no matters by themselves: "promised a veto", "demanded a withdrawal"."""
    lemma = noun.lemma_.casefold()
    if lemma in _GAIN:
        return False
    if through_effect(noun, lexicon)[0] is not noun:
        return True
    ends = any(effect.sign == -1 for effect in lexicon.effects["noun"].get(lemma, ()))
    return not ends and lemma not in lexicon.frames["noun"]


_UNDERGONE = words_of(
    "resignation dismissal ouster sacking impeachment removal expulsion recall defeat overthrow disqualification "
    "repeal abolition closure end demolition cancellation elimination termination eviction scrapping phase-out"
)


def through_effect(noun: Token, lexicon: Lexicon) -> tuple[Token, int]:
    """Here "an end to the war" is about the war, with the sign turned; what is to be furthered keeps its own name."""
    for effect in lexicon.effects["noun"].get(noun.lemma_.casefold(), ()):
        owned = ("compound", "poss") if effect.word in _UNDERGONE else ("compound",)  # "the bank's suspension of him"
        inner = after_preposition(noun, ("of", "to", "on", "from")) or children(noun, owned)
        if inner and effect.sign == -1:
            return inner[0], effect.sign
    return noun, 1
