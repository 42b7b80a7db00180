"""What a person names → Articles: paths, folders, globs, http(s) addresses and "-" for standard input.

`expand` never fails: what cannot be read is passed on as it was named, and reading it says what is wrong with it. So
one bad source among many stops none of the others.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extract.display import one_line
from extract.errors import InputError
from extract.ingest.html import read_html
from extract.ingest.limits import Limits
from extract.ingest.markdown import read_markdown
from extract.ingest.rows import jsonl_rows, row_article
from extract.ingest.text import read_plain
from extract.ingest.url import canonical_url, is_url
from extract.records import Article

STDIN = "-"
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_GLOB = re.compile(r"[*?\[]")


def expand(sources: Iterable[str]) -> Iterator[str]:
    """Yield each source once: the files of folders (recursive, sorted, no hidden ones) and globs, the rest as is."""
    seen: set[str] = set()
    for source in sources:
        for one in _expanded(source):
            if one not in seen:
                seen.add(one)
                yield one


def read_source(source: str, *, limits: Limits | None = None) -> Article:
    """Return the one article at a path, http(s) address or "-". Raises InputError, which names the source and the mend.

    A JSONL file must hold one row; use `read_all` where there may be more.
    """
    articles = list(_first_two(read_all(source, limits=limits)))
    if len(articles) > 1:
        raise InputError(
            f"{one_line(source)} holds more than one article",
            hint="Add it with `onrecord add` and open the articles from the library.",
        )
    if isinstance(articles[0], InputError):
        raise articles[0]
    return articles[0]


def read_all(source: str, *, limits: Limits | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of a source: one, or one a row of a JSONL file, where a bad row comes as its InputError.

    Raises InputError where the source as a whole cannot be read.
    """
    limits = limits or Limits()
    if is_url(source):
        yield _read_url(source, limits)
        return
    if is_data_set(source):
        yield from _rows(source, limits)
        return
    data, name, path = _bytes_of(source, limits)
    kind = FORMATS.get(path.suffix.lower()) if path else None
    yield read_bytes(data, source=str(path) if path else None, format=kind, name=name, limits=limits)


def is_data_set(source: str) -> bool:
    """Tell whether a source is a file of many articles, which `read_all` streams row by row."""
    return not is_url(source) and FORMATS.get(Path(source).suffix.lower()) == "jsonl"


def read_bytes(
    data: bytes,
    *,
    source: str | None,
    format: str | None = None,
    name: str | None = None,
    limits: Limits | None = None,
) -> Article:
    """Return the article of a file's bytes; `format` is text, markdown or html, found from the bytes where it is None.

    `name` is used in errors (default: the source). Raises InputError where there is no article in it.
    """
    limits = limits or Limits()
    name = name or source or "the input"
    format = format or _format_of(data)
    if format == "html":
        return read_html(data, source=source, name=name)
    if format == "markdown":
        return read_markdown(data, source=source, name=name, limits=limits)
    return read_plain(data, source=source, name=name)


def _format_of(data: bytes) -> str:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return "html"
    return "markdown" if re.match(rb"---[ \t]*\r?\n[A-Za-z_]+:", start) else "text"


def _first_two(articles: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
    for _, article in zip(range(2), articles, strict=False):
        yield article


def _rows(source: str, limits: Limits) -> Iterator[Article | InputError]:
    path = Path(source).expanduser()
    none = True
    with _opened(source) as file:
        name = str(path.resolve())
        for number, row in jsonl_rows(file, name=name, longest=limits.row):
            none = False
            try:
                yield row if isinstance(row, InputError) else row_article(row, name=name, number=number)
            except InputError as error:
                yield error
    if none:
        raise InputError(f"{one_line(name)} holds no rows", hint='Each line is one {"text": …} object.')


def _read_url(url: str, limits: Limits) -> Article:
    from extract.ingest.fetch import fetch

    page = fetch(url, limits=limits)
    kind = {"text/plain": "text", "text/markdown": "markdown"}.get(page.media_type or "", "html")
    if page.media_type is None:
        kind = _format_of(page.data)
    source = canonical_url(page.url, front=True)
    if kind == "html":
        article = read_html(page.data, source=source, name=url, declared=page.charset, url=page.url)
    elif kind == "markdown":
        article = read_markdown(page.data, source=source, name=url, limits=limits, declared=page.charset)
    else:
        article = read_plain(page.data, source=source, name=url, declared=page.charset)
    return _remarked(article, page.remarks)


def _remarked(article: Article, remarks: tuple[str, ...]) -> Article:
    from dataclasses import replace

    return replace(article, remarks=(*article.remarks, *remarks)) if remarks else article


def _bytes_of(source: str, limits: Limits) -> tuple[bytes, str, Path | None]:
    if source == STDIN:
        return _bounded(sys.stdin.buffer.read(limits.file_bytes + 1), "standard input", limits), "standard input", None
    with _opened(source) as file:
        data = file.read(limits.file_bytes + 1)
    return _bounded(data, source, limits), source, Path(source).expanduser().resolve()


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    """Open a file; whatever the system says against opening or reading it is told as an InputError."""
    path = Path(source).expanduser()
    try:
        if path.is_dir():
            raise InputError(
                f"no articles in the folder {one_line(source)}",
                hint=f"onrecord reads files that end in {', '.join(FORMATS)}; name others one by one.",
            )
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise _missing(source) from error
    except PermissionError as error:
        raise InputError(f"{one_line(source)} may not be read", hint="Check its permissions.") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{one_line(source)} cannot be read: {one_line(reason)}", hint="Check the path.") from error


def _bounded(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.file_bytes:
        raise InputError(
            f"{one_line(name)} is larger than {limits.file_bytes / 1e6:.0f} MB",
            hint="Split it, or use `onrecord extract --cluster` for corpora.",
        )
    return data


def _missing(source: str) -> InputError:
    if re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        return InputError(
            f"{one_line(source)} is no address onrecord reads", hint="Give a path, or an http(s) address."
        )
    if _GLOB.search(source):
        return InputError(
            f"no file matches {one_line(source)}", hint="Check the pattern; quote it to keep the shell out."
        )
    return InputError(f"there is no file {one_line(source)}", hint="Check the path.")


def _expanded(source: str) -> Iterator[str]:
    if source == STDIN or is_url(source):
        yield source
        return
    path = os.path.expanduser(source)  # noqa: PTH111 (a Path would drop "./" and a trailing slash from what was named)
    if os.path.isdir(path):  # noqa: PTH112
        yield from _or_itself(source, _walk(path))
    elif _GLOB.search(source) and not os.path.lexists(path):
        yield from _or_itself(source, _globbed(path))
    else:
        yield source


def _or_itself(source: str, found: Iterator[str]) -> Iterator[str]:
    one = next(found, None)
    yield source if one is None else one
    yield from found


def _globbed(pattern: str) -> Iterator[str]:
    for match in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207
        if os.path.isdir(match):  # noqa: PTH112
            if not pattern.endswith("**"):
                yield from _walk(match)
        else:
            yield match


def _walk(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            shown = [e for e in entries if not e.name.startswith(".")]
            found = sorted(shown, key=lambda e: (e.is_dir(follow_symlinks=False), e.name))
    except OSError:
        yield folder  # reading it will say why it cannot be looked into
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif Path(entry.name).suffix.lower() in FORMATS and _is_file(entry):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # a link to itself
