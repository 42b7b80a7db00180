"""A web page → Article, with trafilatura: title, byline, outlet, date, canonical URL and the paragraphs of the article.

The page is parsed, never run; what trafilatura finds to be navigation, comments and advertising is left out. The
headline comes first in the text, each paragraph on a line of its own with a blank line between.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from extract.display import one_line
from extract.errors import InputError
from extract.ingest.article import Facts, build
from extract.ingest.decode import decode
from extract.ingest.url import canonical_url, same_site
from extract.records import Article, normalised

if TYPE_CHECKING:
    from trafilatura.settings import Document

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{2,20})", re.I)
_CONTROL = re.compile(r"&#(?:x0*([0-9a-f]{1,4})|0*(\d{1,5}))(?!\w);?", re.I)
_FEWEST_WORDS = 25
_TAG = re.compile("<[a-zA-Z]")
_MOST_TAGS = 120_000
_MOST_CHARACTERS = 10_000_000
"""Beyond these a page is refused unparsed: trafilatura's time grows with the square of some kinds of tags. News pages
have a few thousand tags."""
_LARGE = 2_000_000
"""Pages of more characters than this are read without trafilatura's slower second opinions."""


def read_html(
    data: bytes, *, source: str | None, name: str, declared: str | None = None, url: str | None = None
) -> Article:
    """Return the article of a page. `url` is where it was fetched from; `declared` the charset of the HTTP header.

    The page's canonical URL becomes the source where it is of the same site as `url` (or the page is a saved file).
    Raises InputError where there is no article on the page.
    """
    charset = _META_CHARSET.search(data[:4096])
    decoded = decode(data, name=name, declared=declared or (charset[1].decode("ascii") if charset else None))
    _refuse_huge(decoded.text, name)
    page = _extract(_CONTROL.sub(_without_control, decoded.text), url)
    paragraphs = _paragraphs(page.text if page else None)
    if page is None or sum(len(p.split()) for p in paragraphs) < _FEWEST_WORDS:
        raise InputError(
            f"no article found on {one_line(name)}",
            hint="Open it in a browser, copy the article's words into a text file, and add that.",
        )
    return build(
        _text(page.title, paragraphs),
        _facts(page, decoded.text),
        source=_source(page.url, source, url),
        name=name,
        remarks=decoded.remarks,
    )


def _refuse_huge(html: str, name: str) -> None:
    if len(html) > _MOST_CHARACTERS or sum(1 for _ in _TAG.finditer(html)) > _MOST_TAGS:
        raise InputError(
            f"{one_line(name)} is too large a page to be one article",
            hint="Open it in a browser, copy the article's words into a text file, and add that.",
        )


def _without_control(entity: re.Match[str]) -> str:
    """Return the entity, or U+FFFD where it stands for what XML cannot hold: one such would lose the whole page."""
    code = int(entity[1], 16) if entity[1] else int(entity[2])
    bad = (code < 0x20 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)
    return "\ufffd" if bad else entity[0]


def _extract(html: str, url: str | None) -> Document | None:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(  # pyright: ignore
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            fast=len(html) > _LARGE,
            # A date only where the page states one: htmldate's guesses from running text are often another day's.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return None  # what a parser trips over in a broken page is, to the reader, a page with no article


def _paragraphs(text: str | None) -> list[str]:
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return [line.removeprefix("- ") for line in lines if line and line != "-"]


def _text(title: str | None, paragraphs: list[str]) -> str:
    known = " ".join((title or "").split())
    repeated = not known or any(normalised(p) == normalised(known) for p in paragraphs[:3])
    return "\n\n".join(paragraphs if repeated else [known, *paragraphs]) + "\n"


def _facts(page: Document, html: str) -> Facts:
    lang = _LANG.search(html[:4096])
    byline = ", ".join(a.strip() for a in page.author.split(";")) if page.author else None
    return Facts(page.title, byline, page.sitename, page.date, page.language or (lang[1] if lang else None))


def _source(stated: str | None, source: str | None, url: str | None) -> str | None:
    canonical = canonical_url(stated) if stated else None
    if canonical is None or (url and not same_site(canonical, url)):
        return canonical_url(url, front=True) if url else source
    return canonical
