"""Markdown → Article: front matter as facts, the body as plain paragraphs with the markup taken off.

A paragraph broken over several lines becomes one line, so that a sentence is whole; headings, list items and block
quotes are paragraphs too. Code, HTML and pictures are left out, the text of a link stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.ingest.article import Facts, build
from extract.ingest.decode import decode
from extract.ingest.front_matter import FrontMatter, first, split_front_matter
from extract.ingest.limits import Limits
from extract.records import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read_markdown(
    data: bytes, *, source: str | None, name: str, limits: Limits, declared: str | None = None
) -> Article:
    """Return the article of a Markdown file; a `url` or `source` in its front matter becomes the article's source.

    Raises InputError where it is empty, no text, or markup only.
    """
    from extract.ingest.url import canonical_url

    decoded = decode(data, name=name, declared=declared)
    head = split_front_matter(decoded.text, limit=limits.front_matter)
    facts = _facts(head)
    paragraphs = list(_paragraphs(decoded.text[head.body :]))
    if not facts.title:
        facts = Facts(_heading(decoded.text[head.body :]), facts.byline, facts.outlet, facts.published, facts.language)
    text = "\n\n".join(paragraphs) + "\n"
    given = first(head.values, "url", "canonical_url", "link", "source")
    source = (canonical_url(given) if isinstance(given, str) else None) or source
    return build(text, facts, source=source, name=name, remarks=(*decoded.remarks, *head.remarks))


def _facts(head: FrontMatter) -> Facts:
    return Facts(
        title=_text(first(head.values, "title", "headline")),
        byline=_text(first(head.values, "byline", "author", "authors", "by")),
        outlet=_text(first(head.values, "outlet", "publisher", "publication", "site", "website")),
        published=first(head.values, "published", "date", "date_published", "created"),
        language=_text(first(head.values, "lang", "language")),
    )


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None


def _tokens(body: str) -> list[Token]:
    from markdown_it import MarkdownIt

    try:
        return MarkdownIt("commonmark", {"maxNesting": 50}).parse(body)
    except RecursionError as error:
        raise InputError("the Markdown is nested too deeply", hint="Save it as plain text and add that.") from error


def _paragraphs(body: str) -> Iterator[str]:
    for token in _tokens(body):
        if token.type == "inline":
            yield from (line for line in map(str.strip, _plain(token).split("\n")) if line)


def _plain(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "text_special", "code_inline"):
            parts.append(child.content)
        else:
            parts.append(_BREAKS.get(child.type, ""))
    return "".join(parts)


def _heading(body: str) -> str | None:
    tokens = _tokens(body[:4000])
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return _plain(inside)
    return None
