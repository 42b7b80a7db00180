"""Text that is safe to show: one code point in, one code point out, so that every offset still holds.

Article text is untrusted. Control characters, escape sequences and bidirectional overrides would reach the terminal as
commands, so each is replaced by a visible stand-in. Stored text is never changed; this is the boundary that writes.
"""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_BREAKS = [0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029]
_CONTROL = [c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)]
_SURROGATES = range(0xD800, 0xE000)

_TABLE: dict[int, str] = {
    **dict.fromkeys((*_CONTROL, *_BIDI, *_SURROGATES, 65279), _REPLACEMENT),
    **dict.fromkeys(_BREAKS, " "),
    0x09: " ",
}
_LINE_TABLE: dict[int, str] = {**_TABLE, 0x0A: " "}
_UNSAFE = re.compile("[" + "".join(re.escape(chr(c)) for c in sorted(_TABLE)) + "]")


def displayable(text: str) -> str:
    """Return `text` with each unsafe code point replaced by one safe one; newlines stay.

    The result has the same length, so spans computed on the source hold on it.
    """
    return text.translate(_TABLE) if _UNSAFE.search(text) else text


def one_line(text: str) -> str:
    """Like `displayable`, with newlines as spaces too: for titles, table cells and messages."""
    return text.translate(_LINE_TABLE)
