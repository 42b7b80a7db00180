"""The annotate step as a whole: which engine runs after which, and nothing else.

paragraphs → quotation marks → parse → attributions (model or rules) → people → speakers → stances, which may bring in
groups that only hold one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extract import __version__
from extract.annotate.attribution import Attributor
from extract.annotate.config import Config
from extract.annotate.marks import find_marks
from extract.annotate.parse import ParsedText, parse_doc, parse_many
from extract.annotate.people import assign_speakers, find_people
from extract.annotate.pipeline import load_pipeline
from extract.annotate.stances import find_stances, load_model
from extract.annotate.weights import weight_hashes
from extract.records import Annotations, Article, Run, article_id

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_WORTH_SAYING = 1_000
"""Characters: fewer that are no prose (a ruler of dashes, a row of stars) are passed over without a word."""
_CHUNK_ARTICLES = 32
_CHUNK_CHARACTERS = 400_000


class Annotator:
    """Holds the loaded models; `annotate` may be called any number of times. Not for use by two threads at once.

    `nlp` is a pipeline that is loaded already; without it the one `config` names is loaded. Raises ModelError on
    construction where no spaCy pipeline is installed.
    """

    def __init__(self, config: Config | None = None, nlp: Language | None = None) -> None:
        self.config = config or Config()
        self.nlp = nlp or load_pipeline(self.config.pipeline)
        self.attributor = Attributor(engine=self.config.engine)

    def annotate(self, article: Article) -> Annotations:
        """Return everything found in one article."""
        return next(self.annotate_many([article]))

    def annotate_many(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """Yield the annotations of each article in order; memory depends on the longest article, not on how many."""
        for chunk in _chunks(articles):
            parsed = parse_many(self.nlp, chunk)
            yield from self._finish(chunk, parsed)

    def annotate_doc(self, doc: Doc) -> Annotations:
        """Return the annotations of a Doc that other pipes have parsed."""
        article = Article(id=article_id(None, doc.text), text=doc.text)
        return next(self._finish([article], [parse_doc(doc)]))

    def _finish(self, articles: list[Article], parsed: list[ParsedText]) -> Iterator[Annotations]:
        marks = [find_marks(p.text, [(q.start, q.end) for q in p.paragraphs]) for p in parsed]
        attributions = self.attributor.attribute_many(parsed, marks)
        for article, text, mark, found in zip(articles, parsed, marks, attributions, strict=True):
            people = find_people(text, mark, found, article)
            quotes = assign_speakers(article, text, mark, found, people)
            stances = find_stances(article, text, mark, people, quotes, threshold=self.config.stance_threshold)
            listed = people.with_holders({s.holder for s in stances})
            yield Annotations(article, listed, quotes, stances, self._run_on(text))

    def _run_on(self, text: ParsedText) -> Run:
        run = self.run
        if text.unread < _WORTH_SAYING:
            return run
        said = f"{text.unread:,} characters of it are no prose (signs, lists, repetition) and were not read"
        return replace(run, remarks=(*run.remarks, said))

    @property
    def run(self) -> Run:
        """The provenance of what this annotator makes."""
        a = self.attributor
        stances = load_model()
        settings = {
            "pipeline": self.nlp.meta["name"],
            "pipeline_version": self.nlp.meta["version"],
            "stance_model": stances.name,
            "stance_model_sha256": stances.sha256,
            **weight_hashes(),
        }
        remarks = a.remarks if stances.remark is None else (*a.remarks, stances.remark)
        return Run(__version__, a.engine, a.model_name, a.model_sha256, settings, remarks)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= _CHUNK_ARTICLES or size >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@lru_cache(maxsize=1)
def _default() -> Annotator:
    return Annotator()


def annotate(article: Article) -> Annotations:
    """Return everything found in `article`, with the models kept for the next call."""
    return _default().annotate(article)
