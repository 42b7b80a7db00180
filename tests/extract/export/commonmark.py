"""What a CommonMark reader sees in a note: its words, and every piece of syntax."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@dataclass
class Seen:
    """The words in order, and the types of tokens that are not plain text."""

    words: str = ""
    syntax: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)


def seen(markdown: str) -> Seen:
    out = Seen()
    _walk(GFM.parse(markdown), out)
    return out


def _walk(tokens: list[Token], out: Seen) -> None:
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            out.html.append(token.content)
        elif token.type == "inline":
            _walk(token.children or [], out)
            out.words += "\n"
        elif token.type == "text":
            out.words += token.content
        elif token.type in ("softbreak", "hardbreak"):
            out.words += "\n"
            if token.type == "hardbreak":
                out.syntax.append(token.type)
        elif not token.type.startswith(("paragraph", "blockquote")):
            out.syntax.append(token.type)
