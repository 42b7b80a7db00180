"""Acts that somebody calls for, named by their own words: "urged ministers *to publish the report*".

In: a verb of which no frame and no effect said anything. Out: findings whose target is the act itself: its verb with
its object, or with where it goes. What is done to which object is the business of `verbs`; here the act is the matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.filling import make_finding
from extract.annotate.stances.governing import Governing, governing
from extract.annotate.stances.lexicon import Lexicon
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import children, coordinated, first, fits, negated, objects, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLING = words_of(
    "urge call demand appeal press insist recommend propose beg plead exhort implore beseech advise petition lobby "
    "push advocate challenge pressure ask want vote instruct order campaign prefer like request encourage"
)
_PROPOSING = frozenset(("propose", "recommend", "advocate", "suggest"))
_PROMISING = _PROPOSING | {"promise", "vow", "pledge", "vote"}
"""What is one's own act by these words is held as firmly as what others are called on to do."""

_PRIVATE = words_of(
    "know see hear say tell speak think ask thank remember imagine guess be have get go come do make look talk note "
    "hope feel understand believe mention identify name quote sit leave meet wait stay let help refrain intervene "
    "confirm consider acknowledge call interpret explain answer clarify respond elaborate describe discuss run listen"
)
"""Acts that are nobody's policy: "wanted to know", "asked him to come"."""


def wanted_acts(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the act that somebody calls for, or is against, where the verb of it says nothing by itself."""
    if token.dep_ not in ("xcomp", "ccomp", "conj", "advcl", "acl") or token.tag_ not in ("VB", "VBN", "VBP", "VBG"):
        return
    above = governing(token, lexicon)
    if not above.wills or above.duty or not above.holders:
        return
    caller = next((t for t in above.chain if t.lemma_ in _CALLING or t.lemma_ in _PROMISING), None)
    if caller is None or (token.tag_ == "VBG" and caller.lemma_ not in _PROPOSING):
        return
    sign = above.sign * (-1 if negated(token) else 1)
    matter = _to_come_about(token)
    if matter is not None:
        yield make_finding(token, coordinated(matter), sign, 0.78, "wanted", above.holders, above)
    elif _is_policy(token, caller, above):
        strength = _ASKED if caller.lemma_ == "ask" else 0.8
        yield make_finding(token, [token], sign, strength, "wanted act", above.holders, above)


_ASKED = 0.62
"""What somebody is asked to do may be no more than a question of procedure."""

_COMING_ABOUT = words_of("continue begin start proceed resume happen remain stay follow")


def _to_come_about(token: Token) -> Token | None:
    """The matter that is to be done or to go on: "demanded that *a case* be registered", "for *talks* to begin"."""
    passive = token.lemma_ not in _ALTERING and first(token, "auxpass") is not None
    goes_on = token.lemma_ in _COMING_ABOUT or (
        token.lemma_ == "go" and any(c.lower_ in ("on", "ahead", "forward", "through") for c in token.children)
    )
    if not passive and not (goes_on and first(token, "dobj") is None):
        return None
    matter = first(token, "nsubjpass", "nsubj")
    if matter is None and token.dep_ in ("xcomp", "acl", "ccomp", "advcl"):  # "called for talks to begin"
        told = (p for p in token.head.children if p.dep_ == "prep" and p.lower_ in ("for", "on") and p.i < token.i)
        matter = next((n for p in told if (n := first(p, "pobj")) is not None), None)
        matter = matter or (first(token.head, "dobj") if token.dep_ == "xcomp" else None)
    if matter is None or matter.pos_ not in ("NOUN", "PROPN") or matter.ent_type_ in ("PERSON", "GPE", "NORP"):
        return None
    return matter if matter.lemma_ not in _SOMEBODY else None


_ALTERING = words_of(
    "understand interpret read see consider view change alter place put move amend treat do make take leave lose blame "
    "turn"
)
"""What these are done to is not wanted by it."""

_SOMEBODY = words_of("people man woman child worker person everyone somebody member player resident minister")


def _is_policy(token: Token, caller: Token, above: Governing) -> bool:
    if token.lemma_ in _PRIVATE and not _goes_somewhere(token):
        return False
    if first(token, "auxpass") is not None or any(c.tag_ == "MD" and c.lower_ != "should" for c in token.children):
        return False
    if caller.lemma_ in _PROMISING:
        return first(token, "dobj") is not None or caller.lemma_ == "vote"
    told = (
        first(caller, "dobj", "dative")
        or first(token, "nsubj")
        or next((p for p in caller.children if p.dep_ == "prep" and p.lower_ in ("on", "to", "for", "upon")), None)
    )
    if told is None or told.lower_ in FIRST_PERSON:
        return False
    return told.i not in {h.i for h in above.holders}


def _goes_somewhere(token: Token) -> bool:
    return token.lemma_ in ("go", "come", "return") and any(
        c.dep_ == "prep" and c.lower_ in ("to", "back") for c in token.children
    )


_DECIDING = frozenset(("vote", "decide"))
_SHUTTING = words_of("close shut sell split merge demolish cut fire sack dismiss suspend raise build approve fight")


def decided_acts(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what was voted or decided, by its act: who "voted to close the school" is for closing it."""
    if token.dep_ != "xcomp" or token.head.lemma_ not in _DECIDING or token.lemma_ not in _SHUTTING:
        return
    above = governing(token, lexicon)
    if above.wills and above.holders and not negated(token):
        yield make_finding(token, [token], above.sign, 0.84, "decided", above.holders, above)


# ------------------------------------------------------------------------------------------------ within a quote

_DUTY = words_of("should must ought")
_NEED = words_of("need needs have has")
_NO_ORDER = words_of(
    "look let remember imagine note see say listen thank ask trust believe forgive excuse mark guess wait suppose hear "
    "watch call think forget consider mind god bless take go come get keep have be do try tell talk"
)
"""Verbs whose imperative is a way of speaking: "look", "remember", "thank God", "take my word"."""


def spoken_acts(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a speaker says ought to be done: "hospitals should offer scans", "pay the workers", "let us wait"."""
    if token.tag_ not in ("VB", "VBP", "VBN", "VBG"):
        return
    duty = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in _DUTY), None)
    if duty is not None and token.tag_ == "VBN" and any(c.lower_ == "have" for c in token.children):
        yield from _left_undone(token, duty)
    elif _has_words(token, lexicon):
        yield from _ordered_words(token, lexicon)
    elif duty is not None or _needs_to(token) or _time_to(token):
        above = duty or token.head
        matter = _to_come_about(token)
        if matter is not None:
            yield Finding(
                token, coordinated(matter), -1 if negated(token) else 1, 0.66, "ought", [], [above], by_speaker=True
            )
        elif first(token, "auxpass") is None and (token.lemma_ not in _PRIVATE or _goes_somewhere(token)):
            yield _said(token, -1 if negated(token) else 1, 0.74, above)
    elif _ordered(token):
        yield _said(token, -1 if negated(token) else 1, 0.7)


def _ordered_words(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "Save our libraries!", "Repeal the levy": an order whose verb says what it means for its object."""
    if not _ordered(token):
        return
    lemma = token.lemma_.casefold()
    effects = (e for e in lexicon.effects["verb"].get(lemma, ()) if _fits(token, e.particle))
    frames = (f for f in lexicon.frames["verb"].get(lemma, ()) if _fits(token, f.particle) and "object" in f.target)
    entry = next(effects, None) or next(frames, None)
    if entry is not None and entry.sign:
        sign = -entry.sign if negated(token) else entry.sign
        yield Finding(token, objects(token), sign, 0.7, "ought", by_speaker=True)


def _has_words(token: Token, lexicon: Lexicon) -> bool:
    """Whether a lexicon says itself what the act means for its object or its subject."""
    lemma = token.lemma_.casefold()
    tables = (lexicon.effects["verb"], lexicon.frames["verb"], lexicon.judgements["duty"])
    return any(
        all_fit for table in tables for entry in table.get(lemma, ()) if (all_fit := _fits(token, entry.particle))
    )


def _fits(token: Token, particle: tuple[str, ...]) -> bool:
    return fits(token, particle) is not None


def _said(token: Token, sign: int, strength: float, *chain: Token) -> Finding:
    return Finding(token, [token], sign, strength, "ought", [], list(chain), by_speaker=True)


def _left_undone(token: Token, duty: Token) -> Iterator[Finding]:
    """Here "the governor should have spoken to them": whoever left it undone is blamed."""
    subject = first(token, "nsubj")
    if subject is not None and subject.lower_ not in FIRST_PERSON and subject.pos_ in ("NOUN", "PROPN", "PRON"):
        sign = 1 if negated(token) else -1
        finding = Finding(token, coordinated(subject), -1, 0.72, "ought", [], [duty], by_speaker=True)
        finding.needs = "somebody"
        if sign < 0 or subject.pos_ != "PRON":
            yield finding


def _needs_to(token: Token) -> bool:
    got = token.head.lower_ == "got" and any(c.lemma_ == "have" for c in children(token.head, "aux"))
    return token.dep_ == "xcomp" and (got or (token.head.lower_ in _NEED and token.head.tag_ in ("VBP", "VBZ")))


def _time_to(token: Token) -> bool:
    """Here "it is time to talk": the noun that an infinitive completes, of a verb of being in the present."""
    noun = token.head
    return (
        token.dep_ in ("acl", "relcl", "advcl")
        and noun.lower_ == "time"
        and noun.dep_ == "attr"
        and noun.head.tag_ in ("VBZ", "VBP")
        and first(token, "aux") is not None
    )


def _ordered(token: Token) -> bool:
    """An imperative that heads a sentence of its own, with an object or a goal."""
    if token.tag_ not in ("VB", "VBP") or token.lemma_ in _NO_ORDER:
        return False
    subject = first(token, "nsubj", "nsubjpass", "expl")
    if subject is not None:  # "we do not pay witnesses" is a policy
        now = any(c.lower_ == "do" for c in children(token, "aux"))
        return subject.lower_ == "we" and now and negated(token) and token.lemma_ not in _PRIVATE
    if first(token, "aux") is not None and not negated(token):
        return False
    before = token.nbor(-1) if token.i > 0 else None
    opens = (
        before is None
        or before.is_punct
        or before.is_quote
        or before.is_space
        or before.lower_ in ("please", "n't", "not", "n’t")
    )
    return opens and first(token, "dobj") is not None
