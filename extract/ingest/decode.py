"""Bytes → text, with a remark wherever the encoding had to be found out.

Order: byte-order mark, the charset a page declares, strict UTF-8, UTF-16 by its pattern of zeros, then a single-byte
guess. Windows-1252 comes before the guesses of charset-normalizer: English news that is not Unicode is nearly always
that, and a statistical guess needs more high bytes than such a text holds.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from extract.display import one_line
from extract.errors import InputError

_BOMS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_MAGIC = {
    b"%PDF-": ("a PDF", "save its text, e.g. with pdftotext, and add that"),
    b"PK\x03\x04": ("a zip archive or an office document", "save the document as plain text and add that"),
    b"\xd0\xcf\x11\xe0": ("an old office document", "save the document as plain text and add that"),
    b"{\\rtf": ("an RTF document", "save the document as plain text and add that"),
    b"\x1f\x8b": ("gzip-compressed", "unpack it first"),
    b"\x89PNG": ("a picture", "onrecord reads text"),
    b"\xff\xd8\xff": ("a picture", "onrecord reads text"),
    b"GIF8": ("a picture", "onrecord reads text"),
    b"SQLite format 3": ("a database", "give it with --library if it is an onrecord library"),
    b"PAR1": ("a Parquet file", "only Parquet written by `onrecord extract --cluster` is read, by `onrecord add`"),
    b"\x7fELF": ("a program", "onrecord reads text"),
    b"MZ\x90\x00": ("a program", "onrecord reads text"),
}
_ODD_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 65_536
_MOST_ODD = 0.02
_HIGH = bytes(range(0x80, 0x100))


class Decoded(NamedTuple):
    """The text of a file and what the reader should know about how it was decoded."""

    text: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """Return the text of `data`; `declared` is the charset that a server or page gives for it.

    `name` is used in errors. Raises InputError where there is nothing in it or it is no text.
    """
    if not data.strip(b"\x00\t\n\r\f\v "):
        raise InputError(f"{one_line(name)} is empty", hint="Give a file with the words of an article in it.")
    _refuse_known_binaries(data, name)
    decoded = _by_mark(data, name) or _as_declared(data, declared) or _unmarked(data)
    _refuse_noise(decoded.text, name)
    return decoded


def scalar(text: str) -> str:
    """Return `text` with lone surrogates (from JSON escapes or HTML entities) as U+FFFD, so that it can be stored."""
    return _SURROGATE.sub("\ufffd", text)


def _refuse_known_binaries(data: bytes, name: str) -> None:
    for magic, (what, mend) in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{one_line(name)} is {what}, not text", hint=f"To mend it: {mend}.")


def _refuse_noise(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    if len(_ODD_CONTROL.findall(sample)) > max(2, _MOST_ODD * len(sample)):
        raise InputError(f"{one_line(name)} is not text", hint="onrecord reads plain text, Markdown, HTML and JSONL.")


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as error:
                if codec == "utf-8-sig":
                    return _mended(data[len(mark) :])
                raise InputError(
                    f"{one_line(name)} starts as {codec.upper()} but is damaged at byte {error.start}",
                    hint="Save it again as UTF-8.",
                ) from error
            return Decoded(text, () if codec == "utf-8-sig" else (f"decoded as {codec.upper()}",))
    return None


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared).name
        # Browsers read these two as Windows-1252 (WHATWG Encoding Standard), and so pages are written that way.
        codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec
        text = data.decode(codec)
    except (LookupError, UnicodeDecodeError, ValueError, TypeError):
        return None
    return Decoded(text, () if codec == "utf-8" else (f"decoded as {codec}, as the page declares",))


def _unmarked(data: bytes) -> Decoded:
    wide = _utf16_by_pattern(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _single_byte(data)


def _utf16_by_pattern(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if max(even, odd) < 0.5 or min(even, odd) > 0.1:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    try:
        return Decoded(data.decode(codec), (f"decoded as {codec.upper()} (no byte-order mark; found by its pattern)",))
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few damaged bytes: a cp1252 reading would spoil every other accent in it."""
    text = data.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), len(_NON_ASCII.findall(text))
    return _mended(data) if good - bad > 3 * bad else None


_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def _mended(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    return Decoded(text, (f"{text.count(chr(0xFFFD))} damaged UTF-8 characters stand as \ufffd",))


def _single_byte(data: bytes) -> Decoded:
    high = sum(data[:_SAMPLE].count(bytes([b])) for b in _HIGH)
    if high <= 0.15 * len(data[:_SAMPLE]):
        try:
            return Decoded(data.decode("cp1252"), ("decoded as cp1252 (Windows Latin), which was guessed",))
        except UnicodeDecodeError:
            return Decoded(data.decode("latin-1"), ("decoded as latin-1, which was guessed",))
    return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            return Decoded(data.decode(best.encoding), (f"decoded as {best.encoding}, which was guessed",))
        except (UnicodeDecodeError, LookupError):
            pass
    return Decoded(data.decode("latin-1"), ("decoded as latin-1, which was guessed",))
