"""How much a clause is asserted: questions, conditions, doubts (negation is the frames' business).

In: the trigger of a frame and the words above it. Out: a `Modality`: a factor on the confidence, whether the sign
turns, the condition as a span of tokens, and flags for the reader (denial, past, question, hypothetical, irony).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.annotate.stances.syntax import clauses_up, negated, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEAK_AUX = {"may": 0.55, "might": 0.5, "could": 0.55, "should": 0.3, "must": 0.3, "ought": 0.3}
ASKING = words_of("ask wonder question query inquire enquire")
_ASKING_FIRST = words_of("will would do does did can could should is are has have")
_OPINION = words_of("think believe suppose feel reckon expect imagine consider")
_PAST = words_of("once previously formerly initially originally formerly")
_JOKING = words_of("joke quip jest tease")
_MEANING = words_of("mean imply suggest indicate show prove say")
_NOTIONS = words_of(
    "belief stereotype notion idea perception myth rumour rumor suggestion impression fear fears concern claim charge "
    "allegation assertion argument theory suspicion possibility"
)
_DRIVING = words_of("mislead trick force coerce pressure push fool bully talk lure goad scare manipulate shame trap")
_FAR = 60
_NO_TERMS = frozenset(("win", "elect", "re-elect", "reelect", "choose", "offer", "ask", "invite"))
"""A promise for after an election is a stance, not a condition on one; nor does "if asked" set terms."""
_IF = frozenset(("if", "unless", "provided", "providing", "assuming"))
_TENTATIVE = words_of("perhaps maybe possibly allegedly reportedly supposedly apparently")


@dataclass(slots=True)
class Modality:
    """What stands over a claim."""

    factor: float = 1.0
    turns: bool = False
    condition: tuple[Token, Token] | None = None
    flags: dict[str, Any] = field(default_factory=dict)

    def weaken(self, by: float, flag: str | None = None) -> None:
        """Lower the confidence, and say why."""
        self.factor *= by
        if flag is not None:
            self.flags[flag] = True


def modality(trigger: Token, chain: Iterable[Token] = (), *, duty: bool = False) -> Modality:
    """Return what questions, conditions, auxiliaries and adverbs make of a claim; "should" does not weaken a `duty`."""
    found = Modality()
    own = {trigger.i, *(t.i for t in chain)}
    for node in clauses_up(trigger):
        _auxiliaries(node, found, node.i in own and not duty)
        if node.i in own or node.dep_ in ("acomp", "attr", "dobj", "conj"):
            _conditions(node, found)
            if node.dep_ == "ccomp" and node.i < node.head.i:  # "She would back it, she said, only if …"
                _conditions(node.head, found)
        if _subordinate(node, found):
            break
    if _is_question(trigger):
        found.weaken(0.3, "question")
    return found


def _auxiliaries(node: Token, found: Modality, own: bool) -> None:
    for child in node.children:
        if child.dep_ == "aux" and own and child.lower_ in _WEAK_AUX:
            if child.lower_ == "could" and negated(node):
                continue  # "could not support it" supports it no more than "cannot"
            found.weaken(_WEAK_AUX[child.lower_])
        elif child.dep_ in ("nsubj", "nsubjpass") and own and child.left_edge.lower_ in ("not", "few", "hardly"):
            found.weaken(0.3)  # "not all of them are hostile"
        elif child.dep_ == "advmod" and child.lower_ in _TENTATIVE:
            found.weaken(0.85 if child.lower_ == "reportedly" else 0.6)
        elif child.dep_ == "advmod" and own and child.lower_ in _PAST:
            found.weaken(0.85 if child.lower_ == "previously" else 0.55, "past")


def _subordinate(node: Token, found: Modality) -> bool:
    """Look at what a clause hangs on; True where looking further up says nothing more."""
    head, dep = node.head, node.dep_
    if _opens_speech(head, node):
        return True  # what is said inside marks does not hang on the clause that reports it
    if _inverted(node):
        found.weaken(0.2, "hypothetical")
        return True
    mark = next((c for c in node.children if c.dep_ in ("mark", "advmod") and c.lower_ in (*_IF, "whether")), None)
    if mark is not None and dep in ("advcl", "ccomp", "acl", "pcomp", "relcl", "dep"):
        found.weaken(0.2, "hypothetical")
        return True
    if dep == "ccomp" and head.lemma_ in ASKING:
        found.weaken(0.3, "question")
    elif dep == "ccomp" and head.lemma_ == "deny":
        found.weaken(0.45, "denial")
    elif dep == "ccomp" and head.lemma_ in _OPINION and negated(head):
        found.turns = not found.turns
        found.factor *= 0.85
    elif dep == "ccomp" and head.lemma_ in _JOKING:
        found.weaken(0.5, "irony")
    elif dep == "ccomp" and head.lemma_ in _MEANING and negated(head):
        found.weaken(0.2)  # "which does not mean that doctors respect him"
    elif (
        dep in ("acl", "ccomp")
        and head.pos_ == "NOUN"
        and head.lemma_ in _NOTIONS
        and any(c.lower_ == "that" for c in node.children)
    ):
        found.weaken(0.25)  # "stereotypes such as the belief that they are greedy"
    elif dep == "pcomp" and head.lower_ == "into" and head.head.lemma_ in _DRIVING:
        found.weaken(0.4)  # "was misled into supporting it"
    return False


def _inverted(node: Token) -> bool:
    """Here "Had they backed her, …", "Should he win, …", "Were it to pass, …"."""
    if node.pos_ not in ("VERB", "AUX") or node.dep_ == "relcl":
        return False
    subject = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    opening = node.left_edge
    return subject is not None and opening.lower_ in ("had", "should", "were") and opening.i + 1 == subject.left_edge.i


def _opens_speech(head: Token, node: Token) -> bool:
    """Tell whether a quotation opens between a verb and the clause that the parser hangs on it."""
    return head.i < node.i and any(t.is_quote for t in head.doc[head.i + 1 : node.i + 1])


def _conditions(node: Token, found: Modality) -> None:
    for child in node.children:
        if child.dep_ != "advcl" and not (child.dep_ in ("prep", "mark") and child.lower_ in _IF):
            continue
        opening = next((c for c in child.children if c.dep_ in ("mark", "advmod") and c.lower_ in _IF), None)
        if opening is None and not _as_long_as(child):
            continue
        if opening is not None and (_concessive(opening) or child.lemma_ in _NO_TERMS or _takes_office(child)):
            continue
        left, right = child.left_edge, child.right_edge
        while right.i > left.i and (right.is_punct or right.is_quote or right.is_space):
            right = right.nbor(-1)
        found.condition = (left, right)


def _takes_office(clause: Token) -> bool:
    """Here "if she takes office" is when a promise falls due."""
    taken = any(c.lower_ in ("office", "power") for c in clause.children)
    return taken and clause.lemma_ in ("take", "assume", "enter")


def _as_long_as(clause: Token) -> bool:
    edge = clause.left_edge
    words = [t.lower_ for t in edge.doc[max(0, edge.i - 2) : edge.i + 4]]
    return "long" in words and words.count("as") >= 2


def _concessive(mark: Token) -> bool:
    """'Even if', 'as if' and 'what if' set no condition."""
    before = mark.nbor(-1).lower_ if mark.i > 0 else ""
    return before in ("even", "as", "what", "wonder", "see", "ask")


def _asked(node: Token) -> bool:
    """Here "*will the museum* accept a gift": an auxiliary that opens a clause before its subject."""
    subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
    opening = node.left_edge
    return (
        subject is not None
        and opening.dep_ == "aux"
        and opening.head == node
        and opening.lower_ in _ASKING_FIRST
        and opening.i < subject.i
        and node.dep_ in ("ROOT", "ccomp", "conj")
    )


def _is_question(trigger: Token) -> bool:
    """Whether a question mark ends the sentence of the trigger, which is not in a clause that is only added to it."""
    if any(node.dep_ in ("relcl", "appos") for node in clauses_up(trigger)):
        return False
    if any(_asked(node) for node in clauses_up(trigger)):
        return True
    for token in trigger.doc[trigger.i : min(trigger.sent.end + 1, trigger.i + _FAR)]:
        if token.text in (".", "!", ";"):
            return False
        if token.text == "?":
            return True
    return False
