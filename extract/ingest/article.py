"""The last step of every format: a decoded text with what is known about it → an `Article`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extract.display import one_line
from extract.errors import InputError
from extract.ingest.decode import scalar
from extract.ingest.furniture import byline_names, stamped_date
from extract.ingest.language import language_of
from extract.ingest.regions import find_regions, part
from extract.records import Article, Region, article_id

_LONGEST_FIELD = 500
_WORD = re.compile(r"[^\W_]")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.I)
_NAMES = {"fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a format knows of an article beside its words; raw, as found. None where it does not say."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: object = None
    language: str | None = None


def build(text: str, facts: Facts, *, source: str | None, name: str, remarks: Iterable[str] = ()) -> Article:
    """Return the article of `text`. `source` is the canonical one (URL or path) and gives the id; `name` is for errors.

    Fields that `facts` lacks are taken from the text where a headline, byline or language can be seen in it.
    Raises InputError where the text holds no words.
    """
    text = scalar(text)
    if not _WORD.search(text):
        raise InputError(f"{one_line(name)} holds no words", hint="Give a file with the words of an article in it.")
    title = field(facts.title)
    regions = find_regions(text, title=title)
    language = _code(facts.language) or language_of(text)
    source = printable(source) if source else None
    return Article(
        id=article_id(source, text),
        text=text,
        title=title or field(part(text, regions, "headline")),
        byline=field(facts.byline) or field(_in_byline(text, regions, byline_names)),
        outlet=field(facts.outlet),
        published=iso_date(facts.published) or iso_date(_in_byline(text, regions, stamped_date)),
        language=language,
        source=source,
        regions=regions,
        remarks=(*remarks, *_foreign(language)),
    )


def field(value: object) -> str | None:
    """Return a metadata value as one line of at most 500 code points, or None where it holds nothing."""
    if not isinstance(value, str):
        return None
    line = " ".join(scalar(value).split())
    return line[:_LONGEST_FIELD] or None


def iso_date(value: object) -> str | None:
    """Return a date or date-time as ISO 8601, or None where it is neither that nor a plain English date."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    written = field(value)
    if written is None:
        return None
    try:
        stamp = dt.datetime.fromisoformat(written)
        return written[:10] if len(written) == 10 else stamp.isoformat()
    except ValueError:
        return _english_date(written)


def printable(source: str) -> str:
    """Return a path or URL that can be stored and printed: undecodable bytes of file names stand as U+FFFD."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not source.isascii() else source


def _english_date(written: str) -> str | None:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", written).strip()
    plain = re.sub(r"\b(sept)\b\.?|(?<=[a-z])\.", lambda m: "Sep" if m[1] else "", plain, flags=re.I)
    for form in ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%A %d %B %Y", "%A %B %d %Y", "%Y/%m/%d"):
        try:
            return dt.datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return None


def _in_byline(text: str, regions: Iterable[Region], find: Callable[[str], str | None]) -> str | None:
    """Return the first thing that `find` finds in a line of the byline."""
    lines = (line for r in regions if r.kind == "byline" for line in text[r.start : r.end].splitlines())
    return next((found for line in lines if (found := find(line.strip()))), None)


def _code(language: object) -> str | None:
    match = _LANGUAGE_CODE.match(language.strip()) if isinstance(language, str) else None
    return match.group().lower() if match else None


def _foreign(language: str | None) -> tuple[str, ...]:
    if language in (None, "en"):
        return ()
    return (f"the text seems to be in {_NAMES.get(language, language)}; onrecord's engines read English",)
