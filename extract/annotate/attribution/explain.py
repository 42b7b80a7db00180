"""Why an attribution was made, in one plain sentence for the reader.

In: the article's text and a draft. Out: a sentence that names cue, source and how they stand to the words.
"""

from __future__ import annotations

from extract.annotate.attribution.records import Draft

SENTENCES = {
    "cue after": "“{cue}”, right after these words, links them to “{source}”.",
    "inverted cue after": "“{cue}”, right after these words and before its subject, links them to “{source}”.",
    "cue before": "“{cue}” leads into these words; its subject is “{source}”.",
    "cue between": "“{cue}” stands between the two parts of these words and links both to “{source}”.",
    "sentence before": "“{source}” acts (“{cue}”) in the sentence right before these words, and is taken to say them.",
    "told before": "The sentence right before these words, in the same paragraph, tells of “{source}”.",
    "name and colon": "“{source}” and a colon stand right before these words.",
    "signed": "A dash and the name “{source}” stand right after these words.",
    "colon before": "The paragraph before ends in “{cue}” and a colon; its subject is “{source}”.",
    "label": "The transcript's label “{source}” stands before these words.",
    "clause": "“{cue}” has these words as its clause and “{source}” as its subject.",
    "clause before": "“{cue}” follows these words and has “{source}” as its subject.",
    "around": "“{cue}” is set into these words between commas, with “{source}” as its subject.",
    "infinitive": "“{cue}” has these words as what “{source}” is to do or have done.",
    "preposition": "“{cue}” takes these words as what “{source}” speaks of.",
    "object": "“{cue}” has these words as its object and “{source}” as its subject.",
    "noun": "“{cue}” names what “{source}” says, and these words fill it in.",
    "adjective": "“{cue}” says how sure “{source}” is of these words.",
    "introducer": "“{cue}” names “{source}” as the source of the whole sentence.",
    "hearsay": "“{cue}” says that this is somebody's claim; the text does not say whose.",
    "goes on from before": "These words open a paragraph with no cue of their own, right after the speech before it.",
    "nothing beside it": "These words stand within quotation marks, and nothing beside them says whose they are.",
    "tagged": "The model read “{cue}” as the cue and “{source}” as its source.",
}
_WITHOUT_SOURCE = "“{cue}” reports these words; the text names no source here."
_LONGEST = 60


def summary(text: str, draft: Draft) -> str:
    """Return the sentence for a draft."""
    cue = _short(" … ".join(s.of(text) for s in draft.cue))
    source = _short(" … ".join(s.of(text) for s in draft.source))
    pattern = SENTENCES.get(draft.construction, SENTENCES["tagged"])
    if not source and "{source}" in pattern:
        pattern = _WITHOUT_SOURCE if cue else SENTENCES["nothing beside it"]
    return pattern.format(cue=cue, source=source)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
