"""The page of an article: headline, a line about it, paragraphs. In: a `Reading`. Out: lines. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from extract.display import one_line
from extract.library.views import ArticleRow, Reading
from tui.widgets.wrap import Line, Paragraph, wrap

_HEAD = ("headline", "byline")


def page_lines(reading: Reading, paras: Sequence[Paragraph], width: int, *, fold: bool = True) -> list[Line]:
    """Return the lines of the page, with a title of our own where the text has none, and a line of outlet and date."""
    text = reading.text
    cut = next((i for i, p in enumerate(paras) if p.kind not in _HEAD), len(paras))
    head, rest = list(paras[:cut]), list(paras[cut:])
    lines = [Line(0, 0, "blank")]
    if not any(p.kind == "headline" for p in head) and not _begins_with_title(reading):
        lines += _written(reading.article.title, width, "title")
    lines += _close(wrap(text, head, width))
    at = head[-1].end if head else 0
    lines += [Line(at, at, "meta", words=words) for words in _wrapped_words(_about(reading.article, head), width)]
    lines.append(Line(at, at, "blank"))
    return lines + wrap(text, rest, width, fold=fold)


def _begins_with_title(reading: Reading) -> bool:
    title = _levelled(reading.article.title or "")
    return not title or _levelled(reading.text[: len(title) * 2 + 40]).startswith(title)


def _levelled(words: str) -> str:
    """Return words for a comparison that has to be quick rather than clever."""
    return " ".join(words.casefold().split())


def _written(words: str | None, width: int, kind: str) -> list[Line]:
    return [Line(0, 0, kind, words=w) for w in _wrapped_words(words or "", width)]


def _wrapped_words(words: str, width: int) -> list[str]:
    words = one_line(words)
    lines = wrap(words, [Paragraph(0, len(words), "title")], width) if words.strip() else []
    return [words[line.start : line.end] for line in lines if line.kind != "blank"]


def _close(lines: list[Line]) -> list[Line]:
    """Drop the blank line between the parts of the head: they belong together."""
    return [line for line in lines if line.kind != "blank"]


def _about(article: ArticleRow, head: Sequence[Paragraph]) -> str:
    """Return the line about an article, without the byline where the text has its own."""
    own = any(p.kind == "byline" for p in head)
    return about(replace(article, byline=None) if own else article)


def about(article: ArticleRow) -> str:
    """Return one line about an article: outlet, date, length."""
    minutes = max(1, round(article.words / 230))
    parts = [article.byline, article.outlet, day(article.published), f"{article.words:,} words", f"{minutes} min"]
    return " · ".join(p for p in parts if p)


def day(published: str | None) -> str | None:
    """Return a date as people write it, or what is known of it."""
    if not published:
        return None
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published
    return f"{at.day} {at:%B %Y}"
