"""Questions about one clause of a dependency parse: who acts, on what, and what governs it.

In: spaCy tokens parsed with the labels of the English pipelines (ClearNLP). Out: tokens. Every walk is bounded, so the
cost of a question does not depend on the length of the sentence or on how deep hostile input is nested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def words_of(text: str) -> frozenset[str]:
    """Return the words of a string as a set."""
    return frozenset(text.split())


HOPS = 8
"""How far up a chain of verbs is followed."""

RELATIVE = frozenset(("which", "who", "that", "whom", "whose"))
OBJECT_CONTROL = words_of(
    "urge ask tell force persuade allow invite order encourage press push call lobby advise beg implore want expect "
    "need require help let make convince pressure compel warn challenge"
)


def children(token: Token, deps: str | Iterable[str]) -> list[Token]:
    """Return the direct dependents with one of the labels, in text order."""
    wanted = (deps,) if isinstance(deps, str) else tuple(deps)
    return [c for c in token.children if c.dep_ in wanted]


def first(token: Token, *deps: str) -> Token | None:
    """Return the first direct dependent with one of the labels, or None."""
    return next((c for c in token.children if c.dep_ in deps), None)


def coordinated(head: Token, limit: int = HOPS) -> list[Token]:
    """Return a noun with those coordinated to it: "A, B and C" gives three."""
    found = [head]
    while len(found) < limit and (nxt := first(found[-1], "conj") or _listed(found[-1])) is not None:
        if nxt.pos_ in ("VERB", "AUX"):
            break
        found.append(nxt)
    return found


def _listed(name: Token) -> Token | None:
    """The second of a list of names, which the parser takes for an apposition: "Ann Osei, *Jo Lunn*, and Bo Reyes"."""
    if name.pos_ != "PROPN" or name.dep_ == "appos":
        return None
    after = first(name, "appos")
    if after is None or after.pos_ != "PROPN" or not after.ent_type_ == name.ent_type_ != "":
        return None
    return after if first(after, "conj") is not None else None


def fits(token: Token, particle: tuple[str, ...], below: Below | None = None) -> Token | None:
    """Return the last token of an entry of several words (itself for one word), None where one is missing.

    `below` is `below_of(token)`, for whoever tries many entries.
    """
    if not particle:
        return token
    near = below_of(token) if below is None else below
    if particle[0] not in near.words:
        return None
    fitting = [c for c in near.tokens if _belongs(c, token, particle)]
    found = [next((c for c in fitting if word in (c.lower_, c.lemma_)), None) for word in particle]
    if None in found:
        return None
    return max((c for c in found if c is not None), key=lambda c: c.i)


@dataclass(frozen=True, slots=True)
class Below:
    """What may complete an entry, and the words and lemmas of these tokens."""

    tokens: list[Token]
    words: set[str]


def below_of(token: Token) -> Below:
    """Return what may complete an entry: the words after a token that hang on it, and those that hang on these."""
    after = [c for c in token.children if c.i > token.i and c.dep_ != "conj"]
    tokens = [*after, *(c for child in after for c in child.children)]
    return Below(tokens, {word for c in tokens for word in (c.lower_, c.lemma_)})


ADVERBS = words_of("on off out up down in away apart back over ahead forward")
"""What makes another verb of a verb: "take on", "hold up"."""


def _belongs(word: Token, head: Token, entry: tuple[str, ...]) -> bool:
    """Tell whether a word may complete an entry: "take *on* the bank", but neither "take action *on*" nor "take it *in*
    good faith"."""
    if word.head != head:
        return word.dep_ not in ("prep", "prt") or word.head.lower_ in entry or word.head.lemma_ in entry
    if word.dep_ != "prep" or word.lower_ not in ADVERBS or first(head, "dobj") is None:
        return True
    inner = first(word, "pobj")
    return inner is None or inner.lower_ in entry or inner.lemma_ in entry


def phrasal(verb: Token) -> bool:
    """Tell whether an adverb makes another verb of it: "blasted *out* a statement" blasts nobody."""
    return any(c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ == "together") for c in verb.children)


def is_verb(token: Token) -> bool:
    """Tell whether a token heads a clause by its tag."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: with an auxiliary ("was backed") or as a reduced clause ("a bill backed by")."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _agents(verb: Token) -> list[Token]:
    by = next((c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
    pobj = first(by, "pobj") if by is not None else None
    return coordinated(pobj) if pobj is not None else []


def _own_subject(verb: Token, deps: tuple[str, ...]) -> list[Token] | None:
    """The verb's own subject; a relative pronoun gives what it stands for. None where it has none of its own."""
    subjects = children(verb, deps)
    if not subjects and verb.tag_ == "VBG" and (owner := first(verb, "poss")) is not None:
        return [owner]  # "her calling him a liar"
    if not subjects:
        return [] if first(verb, "csubj") is not None else None  # "says *widening the park* will protect them"
    before = [s for s in subjects if s.i < verb.i and s.lower_ not in ("both", "all", "each")]
    subject = before[-1] if before else subjects[0]  # of two the nearer: "the opposition Unity Front"
    if subject.lower_ in RELATIVE and subject.tag_ in ("WDT", "WP", "IN", "DT") and verb.dep_ == "relcl":
        return [verb.head]
    if subject.lower_ in ("who", "which") and verb.dep_ in ("relcl", "advcl", "ccomp") and verb.head.pos_ in _NOMINAL:
        return [verb.head]
    return coordinated(subject)


_NOMINAL = ("NOUN", "PROPN", "PRON")


def actors(verb: Token) -> list[Token]:
    """Return who does what the verb says: subject, agent, or the subject of what governs it; [] for nobody."""
    if is_passive(verb):
        return _agents(verb)
    return _subject_up(verb) or _swallowed(verb)


_ASIDE = 12


def _swallowed(verb: Token) -> list[Token]:
    """The name before a main verb whose subject the parser put into the phrase before: "On Monday Hodge blasted"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBZ", "VBP") or first(verb, "nsubj", "expl") is not None:
        return []
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].is_punct or verb.doc[at].pos_ in ("ADV", "AUX", "SPACE")):
        at -= 1
    if verb.doc[at + 1].text == ",":  # "In May Hodge, pressed by Poe, blasted": not whoever the aside ends with
        at = next((t.i - 1 for t in reversed(verb.doc[max(verb.sent.start, at - _ASIDE) : at + 1]) if t.text == ","), 0)
    name = verb.doc[at]
    return [name] if name.pos_ == "PROPN" and name.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") else []


def undergoers(verb: Token) -> list[Token]:
    """Return who or what a passive verb is done to."""
    own = _own_subject(verb, ("nsubjpass", "nsubj"))
    if own is not None:
        return own
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    return _subject_up(verb)


def attachment(verb: Token) -> tuple[Token, str]:
    """Return a verb's head and label; a finite verb coordinated to an infinitive belongs to the clause above it.

    "urged him to resign and *accused* her": the parser often hangs "accused" on "resign".
    """
    head, dep = verb.head, verb.dep_
    if dep == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP") and head.tag_ == "VB" and is_verb(head.head):
        return head.head, "conj"
    return head, dep


def _subject_up(verb: Token) -> list[Token]:
    """Follow control, coordination and participles up to a subject."""
    deps: tuple[str, ...] = ("nsubj",)
    for _ in range(HOPS):
        own = _own_subject(verb, deps)
        if own is not None:
            return own
        head, dep = attachment(verb)
        deps = ("nsubj", "nsubjpass")
        blaming = _blaming(head) if dep == "pcomp" else None
        if blaming is not None:
            blamed = _done_to(blaming)
            if blamed:
                return blamed  # "lashed out at them for shooting it down", "was praised for ending it"
            verb = head
        elif dep == "prep" or dep == "pcomp":
            verb = head
        elif dep in ("xcomp", "ccomp") and is_verb(head) and head.lemma_ in OBJECT_CONTROL:
            controller = first(head, "dobj", "dative", "nsubjpass")
            return coordinated(controller) if controller is not None and dep == "xcomp" else _none_or_up(head, dep)
        elif dep in ("conj", "xcomp", "ccomp", "advcl", "acomp", "attr", "dep", "oprd") and head.i != verb.i:
            verb = head
        elif dep in ("acl", "relcl") and head.dep_ == "attr" and head.pos_ in ("ADJ", "NUM"):
            verb = head.head  # "became the first to back it"
        elif dep in ("acl", "relcl") and head.pos_ in _NOMINAL:
            return _of_noun(verb, head)
        elif dep == "pobj" and head.dep_ == "agent":
            return undergoers(head.head)  # "was scolded by doctors for promoting it"
        elif dep == "pobj" and head.dep_ == "prep":
            verb = head
        else:
            return []
    return []


_ACCUSING = frozenset(("accuse", "suspect", "convict", "acquit", "guilty"))


def _blaming(preposition: Token) -> Token | None:
    """The verb that with "for" or "of" and a gerund tells of what somebody does: "mocked A and B *for* backing it"."""
    verb = preposition.head
    if preposition.lower_ == "of":
        return verb if verb.lemma_ in _ACCUSING and is_verb(verb) else None
    if preposition.lower_ != "for":
        return None
    for _ in range(HOPS):  # the preposition may hang on the last of those who are blamed
        if verb.dep_ not in ("conj", "appos", "dobj") or is_verb(verb):
            break
        verb = verb.head
    return verb if is_verb(verb) else None


_MEANS = words_of("use need apply cite employ have find seek take make reserve spend raise")


def _done_to(verb: Token) -> list[Token]:
    """Whom a verb with "for" and a gerund blames or rewards for what the gerund says."""
    if verb.lemma_ in _MEANS:
        return []
    return objects(verb) or after_preposition(verb, ("at", "on", "against", "to", "with"))


_SENDING = frozenset(("send", "write", "deliver", "submit", "address"))
_SOME = frozenset(("many", "several", "those", "few", "some", "dozens"))


def _none_or_up(head: Token, dep: str) -> list[Token]:
    return _own_subject(head, ("nsubj", "nsubjpass")) or (_subject_up(head) if dep == "xcomp" else [])


def _of_noun(verb: Token, noun: Token) -> list[Token]:
    """Whoever acts in a clause under a noun: the noun itself ("a group opposing"), or its holder ("his bid to end")."""
    if noun.lower_ in _SOME and noun.dep_ == "pobj" and is_verb(noun.head.head.head):
        return actors(noun.head.head.head)  # "is one of many slamming him"
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "to"
        and is_verb(noun.head.head)
        and noun.head.head.lemma_ in _SENDING
    ):
        return actors(noun.head.head)  # "sent a letter to senators opposing the bill"
    if verb.tag_ == "VBG" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return [noun]
    return holders_of_noun(noun) or ([noun] if noun.ent_type_ else [])


def holders_of_noun(noun: Token) -> list[Token]:
    """Return whose a noun is: its possessor, who it comes from, or the subject of the verb it completes."""
    owner = first(noun, "poss")
    if owner is not None:
        return [owner]
    for prep in children(noun, "prep"):
        if prep.lower_ in ("by", "from", "among"):
            pobj = first(prep, "pobj")
            if pobj is not None:
                return coordinated(pobj)
    maker = noun.nbor(-1) if noun.i > noun.left_edge.i else noun
    if maker.dep_ == "compound" and maker.head == noun and maker.ent_type_ in _WHO and noun.lemma_ in _MADE:
        return [maker]  # "weighs a Pentagon proposal to"
    if noun.dep_ in ("dobj", "attr") and is_verb(noun.head):
        return actors(noun.head)
    if noun.dep_ in ("appos",):
        return [noun.head]
    return []


_WHO = frozenset(("PERSON", "ORG", "GPE"))
_MADE = words_of("proposal plan bid effort push attempt drive pledge promise vow threat campaign bill request")


def members(noun: Token) -> list[Token]:
    """Who is named of a group: "unions, *including* A and B", "states *led by* A", "supporters *such as* A"."""
    for child in noun.children:
        listed = child.dep_ == "prep" and (child.lower_ == "including" or (child.lower_ == "as" and _such(child)))
        if listed and (inner := first(child, "pobj")) is not None:
            return coordinated(inner)
        if child.dep_ == "acl" and child.lower_ in ("led", "headed", "chaired") and (by := first(child, "agent")):
            inner = first(by, "pobj")
            return coordinated(inner) if inner is not None else []
    return []


def _such(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


def objects(verb: Token) -> list[Token]:
    """Return what a verb is done to, in active, passive and relative clauses."""
    if is_passive(verb):
        return undergoers(verb)
    own = first(verb, "dobj")
    if own is not None:
        if own.lower_ in RELATIVE and verb.dep_ == "relcl":
            return [verb.head]
        return coordinated(own)
    if verb.dep_ == "relcl" and first(verb, "nsubj") is not None and _gap(verb):
        return [verb.head]
    small = first(verb, "ccomp")
    if small is not None and not is_verb(small):  # "consider him unfit": the subject of the small clause
        inner = first(small, "nsubj")
        return [inner] if inner is not None else []
    return [small] if small is not None and misread(small) else []


def misread(token: Token) -> bool:
    """Tell whether a noun after a plural was read as its verb: "slammed the *returns deal*"."""
    subject = first(token, "nsubj")
    if subject is None or subject.i != token.i - 1 or subject.tag_ != "NNS" or token.tag_ not in ("VBP", "VB"):
        return False
    return all(c.dep_ in ("nsubj", "prep", "relcl", "punct", "advcl") for c in token.children)


def _gap(verb: Token) -> bool:
    """A relative clause lacks its object where its subject is not the relative pronoun itself."""
    subject = first(verb, "nsubj")
    return subject is not None and subject.lower_ not in RELATIVE and first(verb, "ccomp", "xcomp") is None


def after_preposition(token: Token, words: Iterable[str]) -> list[Token]:
    """Return what follows one of the prepositions under a token: nouns (coordinated ones too) or a gerund."""
    wanted = frozenset(words)
    for prep in token.children:
        if prep.lower_ in wanted and prep.dep_ in ("prep", "agent", "dative", "prt", "mark", "advmod"):
            found = _complement(prep)
            if found:
                return found
    return []


def _complement(prep: Token) -> list[Token]:
    inner = first(prep, "pobj", "pcomp")
    if inner is not None:
        return coordinated(inner)
    chained = first(prep, "prep")  # "out of", "because of"
    return _complement(chained) if chained is not None else []


def negated(token: Token) -> bool:
    """Tell whether a verb, adjective or noun stands under an odd number of negations of its own clause."""
    return sum(_negates(child, token) for child in token.children) % 2 == 1


_NEVER = frozenset(("never", "neither", "nor", "hardly", "scarcely", "barely"))


def _negates(child: Token, token: Token) -> bool:
    if child.dep_ == "dobj" and child.lower_ in ("nothing", "nobody", "none"):
        return True
    if child.dep_ == "neg" or child.lower_ in _NEVER or (child.dep_ == "det" and child.lower_ == "no"):
        return True
    if child.dep_ == "advmod" and child.lower_ == "longer":  # "no longer"
        return any(g.lower_ == "no" for g in child.children) and not any(c.lower_ == "no" for c in token.children)
    below = [g.lower_ for g in child.children]
    if child.dep_ in ("nsubj", "nsubjpass"):
        return "no" in below or "neither" in below
    return child.dep_ == "aux" and any(g.dep_ == "neg" for g in child.children)


def clauses_up(token: Token) -> Iterator[Token]:
    """Yield the token and the heads above it, at most a fixed number."""
    for _ in range(HOPS * 2):
        yield token
        if token.head.i == token.i:
            return
        token = token.head
