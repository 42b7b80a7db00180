"""Plain text → Article. The text is the file as decoded, verbatim: nothing is trimmed, CRLF stays CRLF."""

from __future__ import annotations

from extract.ingest.article import Facts, build
from extract.ingest.decode import decode
from extract.records import Article


def read_plain(data: bytes, *, source: str | None, name: str, declared: str | None = None) -> Article:
    """Return the article of a plain-text file; raises InputError where it is empty or no text."""
    decoded = decode(data, name=name, declared=declared)
    return build(decoded.text, Facts(), source=source, name=name, remarks=decoded.remarks)


def read_text(
    text: str,
    *,
    source: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Article:
    """Return the article of words already decoded, with what is known about it; raises InputError where it has none."""
    facts = Facts(title, byline, outlet, published, language)
    return build(text, facts, source=source, name=source or "the text")
