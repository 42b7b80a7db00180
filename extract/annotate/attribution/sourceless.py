"""Sources of cues that the parse gives no subject: "Stated Poe:", "a question for Ann Poe: “…”", "with a message: “…”".

In: a draft with a cue and no source, the words of the cue's paragraph. Out: the draft with the source that stands
beside the cue or governs it, where there is one; else the draft as it was.
"""

from __future__ import annotations

from extract.annotate.attribution.records import Draft
from extract.annotate.attribution.words import Range, Words

_HEADS = 4
"""How many heads up from a noun that is the cue its verb may be."""
_NAME = ("PROPN",)


def supply(draft: Draft, words: Words) -> None:
    """Give a draft without a source the one its own words name."""
    inside = words.inside(draft.cue[-1]) if draft.cue else range(0)
    if draft.source or not len(inside):
        return
    if _in_cue(draft, words, inside):
        return
    leads_in = words.text[inside[-1]] == ":" or (inside[-1] + 1 < len(words) and words.text[inside[-1] + 1] == ":")
    if not leads_in or not draft.content or draft.content[0].start < draft.cue[-1].end:
        return
    verbs = [k for k in inside if words.pos[k] in ("VERB", "AUX")]
    found = None if verbs else _named_before(words, inside) or _governing(words, inside)
    if found is not None:
        draft.source = [words.span(*found)]


def _in_cue(draft: Draft, words: Words, inside: range) -> bool:
    """ "Stated Ann Poe:": take the name out of the cue."""
    first = inside[0]
    names = [k for k in inside if words.pos[k] in _NAME and k > first]
    verb = words.pos[first] == "VERB" or words.lower[first].endswith("ed")  # "Stated" is tagged as a name
    if not verb or not names or any(k not in names for k in range(names[0], names[-1] + 1)):
        return False
    if any(words.text[k].isalpha() for k in inside if first < k < names[0] or k > names[-1]):
        return False
    draft.source = [words.span(names[0], names[-1] + 1)]
    draft.cue[-1] = words.span(first, names[0])
    return True


def _named_before(words: Words, inside: range) -> Range | None:
    """ "That comes as no surprise to pollster Ann Poe: “…”": somebody named last before the colon."""
    if words.text[inside[0]] != ":":
        return None
    last = inside[0] - 1
    if last < 0 or words.tokens[last].ent_type_ != "PERSON" or words.pos[last] != "PROPN" or words.quoted[last] >= 0:
        return None
    return words.noun_phrase(last) if words.noun_phrase(last)[1] == last + 1 else None


def _governing(words: Words, inside: range) -> Range | None:
    """ "Ann Poe cheered them with a simple message: “…”": whoever does what the cue's noun goes with."""
    k = inside[0]
    for _ in range(_HEADS):
        if words.pos[k] == "VERB":
            found = words.subject(k)
            return words.noun_phrase(found[0]) if found is not None and words.quoted[found[0]] < 0 else None
        if words.head[k] == k:
            return None
        k = words.head[k]
    return None
