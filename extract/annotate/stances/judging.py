"""Stances inside somebody's words: "the bill is a disgrace", "he should resign", "never in my country".

In: one token within the content of a quote. Out: findings held by whoever is quoted (`by_speaker`). The reporter's own
words are never judged here: the caller asks only for tokens that a quote with a speaker covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.annotate.stances.lexicon import Judgement, Lexicon
from extract.annotate.stances.polarity import judged
from extract.annotate.stances.reading import FIRST_PERSON, Finding
from extract.annotate.stances.syntax import (
    ADVERBS,
    after_preposition,
    children,
    coordinated,
    first,
    fits,
    is_verb,
    negated,
    objects,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_IDIOM = 6
_COPULAS = words_of("be seem look sound remain become feel appear")
_NOBODY = FIRST_PERSON | frozenset(("you", "there", "who", "what", "which", "anyone", "everyone", "nobody", "somebody"))
_DUTY = frozenset(("should", "must", "ought"))
_VAGUE = frozenset(("this", "it", "that", "these"))
_WHEN = frozenset(("after", "before", "when", "while", "since", "until", "as", "once"))
_NEED = frozenset(("needs", "need", "has", "have", "ought"))


def find_judgements(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what a speaker says of the subject of the clause that a verb heads."""
    if not is_verb(token):
        return
    subjects = _subjects(token)
    if token.lemma_ in _COPULAS or token.lower_ in _SHORT:
        yield from _copula(token, subjects, lexicon)
    yield from _needing(token, lexicon)
    if not subjects:
        return
    if token.lemma_ in ("have", "get"):
        yield from _having(token, subjects, lexicon)
    yield from _duty(token, subjects, lexicon)
    yield from _doing(token, subjects, lexicon)


_NEEDY = FIRST_PERSON | words_of("country nation people town city state america world party society team club")


def _needing(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "we need real change", "this town does not need a casino": what is needed."""
    if token.lemma_ != "need" or first(token, "xcomp") is not None:
        return
    subject, needed = first(token, "nsubj"), first(token, "dobj")
    passive = first(token, "nsubjpass")
    if passive is not None:  # "a tough penalty is needed"
        needed = passive
    elif subject is None or needed is None or subject.lower_ not in _NEEDY:
        return
    lemma = needed.lemma_.casefold()
    named = needed.pos_ in ("NOUN", "PROPN") or needed.lower_ in ("him", "her")
    if not named or lemma in lexicon.nouns["empty"]:
        return
    sign = -1 if negated(token) else 1
    named = needed.pos_ in ("PROPN", "PRON") or any(
        c.dep_ in ("amod", "compound", "prep", "relcl") for c in needed.children
    )
    yield _found(token, coordinated(needed), sign, 0.66 if named or sign < 0 else 0.56, "ought")


_SHORT = frozenset(("’s", "'s", "’re", "'re", "’m", "'m"))


def _subjects(verb: Token) -> list[Token]:
    subject = first(verb, "nsubj", "nsubjpass")
    if subject is None and verb.dep_ == "conj" and is_verb(verb.head):
        subject = first(verb.head, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ in _NOBODY:
        return []
    return coordinated(subject)


def _found(token: Token, targets: list[Token], sign: int, strength: float, frame: str, *chain: Token) -> Finding:
    return Finding(token, targets, sign, strength, frame, [], list(chain), by_speaker=True)


def _copula(token: Token, subjects: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    complement = first(token, "acomp", "attr", "oprd") or _late(token)
    if first(token, "expl") is not None:
        yield from _existing(token)
        return
    if complement is None and (idiom := _idiom(token, lexicon)) is not None and subjects:
        sign = -idiom.sign if negated(token) and idiom.sign else idiom.sign
        yield _found(token, subjects, sign or 0, idiom.strength, "judged", *children(token, "prep")[:1])
        return
    if complement is None:
        yield from _cleft(token, lexicon)
        return
    if complement.lower_ in ("what", "how", "who"):
        return
    if any(after_preposition(complement, f.target) for f in lexicon.frames["adjective"].get(complement.lower_, ())):
        return  # "are mad at Reyes" judges Reyes
    sign, strength, needs = judged(complement, lexicon)
    if not sign:
        sign, strength = _tail(complement, lexicon)
    if not sign or (sign < 0 and subjects and _mine(subjects[0])):
        return
    if sign > 0 and any(c.lower_ == "how" for c in complement.children):
        return  # "reminding us how great he is" is no praise
    if negated(token):
        sign, strength = -sign, strength * (1.0 if sign > 0 else 0.55)  # "not the problem" is faint praise
    clause = first(token, "xcomp", "ccomp", "csubj") or first(complement, "xcomp", "ccomp") or _for_somebody(token)
    if subjects and subjects[0].lower_ == "it" and clause is not None and clause.i > token.i:
        yield from _extraposed(token, complement, clause, sign, strength, lexicon)
    elif subjects:
        vague = subjects[0].lower_ in _VAGUE
        if vague and complement.lemma_ in lexicon.nouns["empty"]:
            return  # "and this is a good thing" may be about anything
        if vague and complement.pos_ == "NOUN" and _named(complement, lexicon):
            subjects = [complement]  # "this is the right scheme": the scheme is what is judged
        finding = _found(token, subjects, sign, strength, "judged", complement)
        finding.needs = needs
        yield finding
    elif (clause := first(token, "csubj")) is not None:
        yield _found(token, _of_clause(clause), sign, strength * 0.9, "judged", complement)


def _mine(subject: Token) -> bool:
    """Here "my eyesight is bad": nobody is against what is theirs."""
    return any(c.dep_ == "poss" and c.lower_ == "my" for c in subject.children)


def _idiom(copula: Token, lexicon: Lexicon) -> Judgement | None:
    """Here "is out of touch", "was over the top": words after a copula that judge together."""
    first_word = first(copula, "prep")
    if first_word is None:
        return None
    after = tuple(t.lower_ for t in first_word.doc[first_word.i + 1 : first_word.i + _IDIOM])
    entries = lexicon.judgements["adjective"].get(first_word.lower_, ())
    return next((e for e in entries if e.particle and after[: len(e.particle)] == e.particle), None)


def _late(token: Token) -> Token | None:
    """The complement of "His plan was *to be a bully*", and of "He’s a bully" where the parser saw a verb."""
    inner = first(token, "xcomp")
    if inner is not None and inner.lemma_ == "be":
        return first(inner, "acomp", "attr")
    return first(token, "dobj") if token.lower_ in _SHORT else None


def _existing(token: Token) -> Iterator[Finding]:
    """Here "there will be no amnesty", "there must be an inquiry": what is to be, and what is not."""
    auxiliary = next((c for c in children(token, "aux") if c.lower_ in _ORDAINING), None)
    matter = first(token, "attr", "nsubj", "dobj")
    if auxiliary is None or matter is None or matter.pos_ not in ("NOUN", "PROPN") or matter.lower_ in _CHANCE:
        return
    refused = negated(matter) or negated(token)
    if refused or auxiliary.lower_ in _DUTY:
        strength = 0.7 if auxiliary.lower_ in _DUTY or refused else 0.5
        yield _found(token, coordinated(matter), -1 if refused else 1, strength, "ought", auxiliary)


def _cleft(token: Token, lexicon: Lexicon) -> Iterator[Finding]:
    """Here "what is most infuriating is that he lies": whoever does what is judged."""
    asked, said = first(token, "csubj"), first(token, "ccomp")
    if asked is None or said is None or asked.doc[asked.left_edge.i].lower_ != "what":
        return
    inner = first(asked, "acomp", "attr") if asked.lemma_ in _COPULAS else asked
    doer = first(said, "nsubj", "nsubjpass")
    sign, strength, _ = judged(inner, lexicon) if inner is not None else (0, 0.0, "")
    if sign and doer is not None and doer.lower_ not in _NOBODY and doer.lower_ not in _VAGUE:
        yield _found(token, coordinated(doer), sign, strength * 0.9, "judged", inner or asked)


_ORDAINING = frozenset(("will", "'ll", "’ll", "wo", "must", "should", "can", "ca", "shall"))
_CHANCE = words_of("doubt way question need reason chance time change end shortage point one winner room")


def _for_somebody(token: Token) -> Token | None:
    return next((c for c in children(token, "advcl") if any(g.lower_ == "for" for g in c.children)), None)


def _of_clause(clause: Token) -> list[Token]:
    """What a clause that is judged is about: "*hosting a hub* is wrong", "what *the ministry* did is a disgrace"."""
    asked = next((c for c in clause.children if c.lower_ in ("what", "how") and c.i < clause.i), None)
    doer = first(clause, "nsubj") if asked is not None else None
    if doer is not None and doer is not asked and doer.lower_ not in _NOBODY:
        return coordinated(doer)
    return [clause]


def _named(complement: Token, lexicon: Lexicon) -> bool:
    """A complement that names a matter of its own and judges only by its adjective."""
    lemma = complement.lemma_.casefold()
    return lemma not in lexicon.judgements["noun"] and lemma in lexicon.nouns["relational"]


def _tail(complement: Token, lexicon: Lexicon) -> tuple[int, float]:
    """Here "not a legacy to look back on with pride": a polar noun in what belongs to the complement."""
    for inner in complement.doc[complement.i + 1 : complement.i + 9]:
        if not complement.is_ancestor(inner):
            continue
        if inner.pos_ == "NOUN" and inner.dep_ == "pobj" and inner.head.lower_ == "with":
            sign, strength, _ = judged(inner, lexicon)
            if not sign and inner.lemma_ in lexicon.frames["noun"]:
                frame = lexicon.frames["noun"][inner.lemma_][0]
                sign, strength = frame.sign or 0, frame.strength
            if sign:
                return sign, strength * 0.85
    return 0, 0.0


def _extraposed(
    token: Token, complement: Token, clause: Token, sign: int, strength: float, lexicon: Lexicon
) -> Iterator[Finding]:
    """Here "it would be wrong to scrap the levy": the judgement falls on what is done, and so on the levy."""
    doer = first(clause, "nsubj")
    if doer is not None and sign < 0 and doer.lower_ not in _NOBODY:  # "it is shameful for Reyes to blame them"
        yield _found(token, coordinated(doer), sign, strength * 0.9, "judged", complement)
        return
    targets = objects(clause)
    if not targets:
        return
    effect = next(iter(lexicon.effects["verb"].get(clause.lemma_, ())), None)
    if effect is not None and effect.sign:
        turned = -1 if negated(clause) else 1
        yield _found(clause, targets, sign * effect.sign * turned, strength * 0.9, "judged act", token, complement)
    elif clause.dep_ == "xcomp":
        yield _found(token, [clause], sign, strength * 0.75, "judged act", complement)


def _having(token: Token, subjects: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    """Here "has no idea what he is talking about", "has my full support"."""
    obj = first(token, "dobj")
    if obj is None:
        return
    words = [t.lower_ for t in obj.doc[obj.left_edge.i : obj.i + 1]]
    phrase = " ".join(words[1:] if words[0] in ("a", "an", "any") else words)
    denied = negated(token)
    for entry, sign, strength in _phrases(lexicon, "have"):
        if phrase == entry or phrase.endswith(" " + entry) or (denied and entry == f"no {phrase}"):
            yield _found(token, subjects, sign, strength, "has", obj)
            return


def _phrases(lexicon: Lexicon, pos: str) -> Iterable[tuple[str, int, float]]:
    for word, entries in lexicon.judgements[pos].items():
        for entry in entries:
            if entry.sign is not None:
                yield " ".join((word, *entry.particle)), entry.sign, entry.strength


def _duty(token: Token, subjects: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    """Here "he should resign": what the subject ought to do."""
    if not _ought(token):
        return
    passive = any(c.dep_ == "auxpass" for c in token.children)
    key = "be" if passive else token.lemma_.casefold()
    for entry in lexicon.judgements["duty"].get(key, ()):
        if _duty_fits(token, entry, passive) and entry.sign is not None:
            sign = -entry.sign if negated(token) else entry.sign
            yield _found(token, subjects, sign, entry.strength, "ought", *children(token, "aux"))
            return


def _ought(token: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in _DUTY for c in token.children):
        return True
    return token.dep_ == "xcomp" and token.head.lower_ in _NEED


_GOING_ON = frozenset(("prep", "prt", "acomp", "xcomp", "dobj"))


def _duty_fits(token: Token, entry: Judgement, passive: bool) -> bool:
    if passive:
        done, *rest = entry.particle or ("",)
        return done in (token.lower_, token.lemma_) and fits(token, tuple(rest)) is not None
    if entry.word == "be":
        return fits(token, entry.particle) is not None
    if entry.word == "go" and any(c.dep_ in _GOING_ON or c.lower_ in ADVERBS for c in token.children):
        return False  # "should go" is to leave, "should go on" or "should go with him" is not
    return not entry.particle or any(
        c.lower_ == entry.particle[0] or any(g.lower_ == entry.particle[0] for g in c.children) for c in token.children
    )


def _doing(token: Token, subjects: list[Token], lexicon: Lexicon) -> Iterator[Finding]:
    """Here "the levy will hurt families": a verb that judges its subject."""
    if any(c.dep_ in ("auxpass", "nsubjpass") or c.tag_ == "TO" for c in token.children) or _ought(token):
        return
    if first(token, "xcomp") is not None and token.lemma_ != "fail":
        return
    if token.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in token.children):
        return  # "after the army protected them" tells when
    for entry in lexicon.judgements["verb"].get(token.lemma_.casefold(), ()):
        if entry.sign is None or fits(token, entry.particle) is None:
            continue
        if entry.sign > 0 and not _praises(token, lexicon):
            return
        if entry.sign < 0 and not entry.particle and _to_the_bad(token, lexicon):
            return
        sign = -entry.sign if negated(token) else entry.sign
        yield _found(
            token,
            subjects,
            sign,
            entry.strength * (1.0 if not negated(token) else 0.9 if entry.sign > 0 else 0.55),
            "does",
            *children(token, "dobj"),
        )
        return


def _to_the_bad(token: Token, lexicon: Lexicon) -> bool:
    """Here "our soldiers kill terrorists": what is bad for the bad is not held against whoever does it."""
    obj = first(token, "dobj")
    return obj is not None and (judged(obj, lexicon).sign < 0 or obj.lemma_.casefold() in lexicon.judgements["trait"])


_ANYONE = words_of("someone somebody better more something answers answer less each any")


def _praises(token: Token, lexicon: Lexicon) -> bool:
    """Here "our teams are working" and "she worked in fields" praise nobody; "caps work" and "it helps farms" do."""
    if token.tag_ == "VBG" and not negated(token):
        return False
    if token.lemma_ == "care" and any(c.lower_ in ("about", "for") for c in token.children):
        return True
    if token.lemma_ in ("work", "deliver", "care", "listen", "shine", "succeed", "excel"):
        return (token.tag_ != "VBD" and first(token, "prep", "dobj") is None) or negated(token)
    obj = first(token, "dobj")
    return obj is not None and not (token.lemma_ == "deserve" and obj.lower_ in _ANYONE)
