"""File names and links that hold on every platform: a title or a name in, a name safe for Windows, macOS, Linux and
Obsidian out.

Nothing of Markdown's or Obsidian's syntax survives in a name, since a wiki link cannot be escaped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote

from extract.display import one_line
from extract.export.markdown_text import Md, inline
from extract.export.options import Links
from extract.library.views import ArticleRow

LONGEST_BYTES = 140
"""Of a name without its suffix, in UTF-8: leaves room for an id, a suffix and a temporary name under 255."""

_SWAPS = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "<": "(", ">": ")", '"': "'", "`": "'", ";": ",", "|": "-"}
)
_SWAPS |= dict.fromkeys(map(ord, "/\\:*_~=^"), "-") | dict.fromkeys(map(ord, "#?$\ufffd"), "")
_LABEL_SWAPS = {k: v for k, v in _SWAPS.items() if chr(k) not in '/:?"'}
_PLACE = re.compile(r"(?:https?:/|~|[A-Za-z]:|)[/\\]\S*?(?P<last>[^/\\\s]*?)(?:\.\w{1,5})?[/\\]?(?:[?#]\S*)?")
"""An address or path, which stands for the title of an article that has none."""

_SUFFIXES = re.compile(r"(?<=[^\s.])(?:\.(?:txt|text|md|markdown|x?html?))+$", re.I)
"""Of a file that an article without a title is called by: the note's own suffix takes their place."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)", re.I)
_DROPPED = ("Cf", "Cc", "Co", "Cs", "Cn")


def file_stem(title: str, *, otherwise: str = "Untitled") -> str:
    """Return a file name, without suffix, for a title: readable, portable, never empty."""
    place = _PLACE.fullmatch(title.strip())
    readable = re.sub(r"\s*:\s+", " - ", _clean(unquote(place["last"]) if place else title))
    name = _tidy(readable.translate(_SWAPS))
    name = _SUFFIXES.sub("", _tidy(_shortened(name, LONGEST_BYTES)).rstrip(". ").lstrip(". "))
    if _RESERVED.match(name):
        name = f"{name} -"
    return name or otherwise


def own_title(row: ArticleRow) -> str | None:
    """Return the article's title, None where the library shows its file's name, source or id for want of one."""
    instead = (row.id, row.source, (row.source or "").rpartition("/")[2])
    return row.title if row.title and row.title not in instead else None


def folded(name: str) -> str:
    """Return a name as file systems that ignore case and composition compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


@dataclass(frozen=True, slots=True)
class Linker:
    """How one note points at others: `links` as chosen; `up` leads from the note's folder to the export folder."""

    links: Links
    up: str = ""

    def to(self, path: str, label: str, block_id: str | None = None) -> Md:
        """Return a link to the note at `path` (below the export folder, no suffix; "" is the note itself).

        `block_id` points at one quote or stance in it.
        """
        anchor = f"#^{block_id}" if block_id else ""
        if self.links == "wiki":
            target, shown = f"{path}{anchor}", _label(label)
            return Md(f"[[{target}]]" if shown == target else f"[[{target}|{shown}]]")
        if self.links == "markdown" and path:
            return Md(f"[{inline(label)}](<{self.up}{quote(path)}.md{quote(anchor, safe='#')}>)")
        return inline(label)


def _label(label: str) -> str:
    return _tidy(_clean(label).translate(_LABEL_SWAPS)) or "untitled"


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", one_line(text))
    return "".join(c for c in composed if c == "\u200d" or unicodedata.category(c) not in _DROPPED)


def _tidy(name: str) -> str:
    return " ".join(re.sub(r"%{2,}", "%", re.sub(r"-{2,}", "-", name)).split()).strip()


def _shortened(name: str, most: int) -> str:
    """Cut at a word where one is near, never within a character and its combining marks."""
    if len(name.encode()) <= most:
        return name
    cut = name.encode()[:most].decode(errors="ignore")
    while cut and (unicodedata.combining(name[len(cut)]) or cut[-1] == "\u200d"):
        cut = cut[:-1]
    return cut.rsplit(" ", 1)[0] if " " in cut[len(cut) // 2 :] else cut
