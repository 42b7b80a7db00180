from __future__ import annotations

import codecs

import pytest

from extract.errors import InputError
from extract.ingest.decode import decode, scalar

WORDS = "“Non,” said José Muñoz — the café’s owner – on Monday. Prices rose by £5, he told the paper."


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        (WORDS.encode(), None),
        (codecs.BOM_UTF8 + WORDS.encode(), None),
        (WORDS.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "UTF-16"),
        (WORDS.encode("utf-16-le"), "UTF-16-LE"),
        (WORDS.encode("utf-16-be"), "UTF-16-BE"),
        (WORDS.encode("utf-32"), "UTF-32"),
        (WORDS.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_words_and_says_when_it_was_found_out(data: bytes, remark: str | None) -> None:
    decoded = decode(data, name="a.txt")
    assert decoded.text == WORDS
    assert list(decoded.remarks) == [] if remark is None else remark in decoded.remarks[0]


def test_latin1_is_told_from_cp1252_by_bytes_the_latter_does_not_have() -> None:
    decoded = decode("caf\xe9 \x81 and more words follow here".encode("latin-1"), name="a.txt")
    assert decoded.text.startswith("café")
    assert "latin-1" in decoded.remarks[0]


def test_a_cyrillic_file_is_not_read_as_windows_latin() -> None:
    words = "Министр сказал, что переговоры прошли успешно и что соглашение будет подписано в понедельник утром. " * 5
    decoded = decode(words.encode("cp1251"), name="a.txt")
    assert decoded.text == words


def test_utf8_with_a_damaged_byte_keeps_its_other_accents() -> None:
    decoded = decode(WORDS.encode() + b" \xff end", name="a.txt")
    assert "José Muñoz — the café’s" in decoded.text
    assert "damaged" in decoded.remarks[0]


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf  \n"[3:], b"\x00" * 100])
def test_nothing_in_it_is_said_with_the_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"empty\.txt is empty"):
        decode(data, name="empty.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01" + b"\0" * 64,
    ],
    ids=["pdf", "zip", "png", "bytes", "elf"],
)
def test_binaries_are_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(InputError) as error:
        decode(data, name="x\x1b[31m\n.bin")
    assert error.value.hint
    assert "\x1b" not in str(error.value.title) and "\n" not in error.value.title


def test_a_stray_nul_does_not_make_an_article_a_binary() -> None:
    text = WORDS + "\x00" + WORDS
    assert decode(text.encode(), name="a.txt").text == text


def test_a_declared_charset_is_believed_only_if_the_bytes_fit() -> None:
    assert decode("naïve".encode("latin-1"), name="p", declared="ISO-8859-1").text == "naïve"
    assert decode("naïve “x”".encode(), name="p", declared="ascii;nonsense").text == "naïve “x”"
    assert decode("日本語です".encode("shift_jis"), name="p", declared="shift_jis").text == "日本語です"


def test_lone_surrogates_become_storable() -> None:
    assert scalar("a\ud800b😀") == "a\ufffdb😀"
