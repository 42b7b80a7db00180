"""Articles with their people annotated by hand, as `tests.bench.people` measures on and `pronouns` learns from.

A file opens with who is in it, a line each, then `---`, then the text with marks in it:

    P lee | Ann Lee=Ann R. Lee | chair of Harbour Homes; chair      a person, names that count as full, roles that count
    O trust | Harbour Trust                                         an organisation, by words of its name
    U src | source official                                         somebody unnamed, by words of the phrase
    [Ms Lee|lee] said [she|lee] knew. {lee:“Enough,”} [she|lee] said.

`[…|lee]` is a name or third-person pronoun and whose it is (`-`: nobody's who is listed), `{lee:…}` words in quotation
marks and who says them (`~spokesman`: somebody unnamed whose phrase has that word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.records import Span

_PRONOUN = re.compile(r"he|she|him|her|his|hers|himself|herself", re.I)
_OPENING = re.compile(r"\{([~\w]+):|\[")
_CLOSING = re.compile(r"\|([\w-]+)\]|\}")


@dataclass
class Gold:
    """One article with what a reader found in it; `who` are the ids of the head."""

    name: str
    text: str = ""
    people: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    names: list[tuple[Span, str]] = field(default_factory=list)
    pronouns: list[tuple[Span, str]] = field(default_factory=list)
    quotes: list[tuple[Span, str]] = field(default_factory=list)

    def is_who(self, name: str, kind: str, who: str) -> bool:
        """Whether somebody of that name and kind is whom an id means: by full name, or by a word of the phrase."""
        sort, words = self.others.get(who, ("U", [who.removeprefix("~").rstrip("s")]))
        if who in self.people:
            return plain(name) in self.people[who]
        kinds = ("unnamed", "group") if sort == "U" else ("organisation", "group")
        return kind in kinds and any(w.rstrip("s") in plain(name) for w in words)


def read_gold(path: Path) -> Gold:
    """Read one annotated article. Raises ValueError where a mark is not closed."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    gold = Gold(path.stem)
    for line in head.splitlines():
        sort, _, rest = line.partition(" ")
        parts = [p.strip() for p in rest.split("|")]
        if sort == "P":
            gold.people[parts[0]] = {plain(n) for n in parts[1].split("=")}
            gold.roles[parts[0]] = [r.strip() for r in "".join(parts[2:3]).split(";") if r.strip()]
        else:
            gold.others[parts[0]] = (sort, [plain(w) for w in parts[1].split()])
    _unmark(gold, body)
    return gold


def read_golds(folder: Path) -> Iterator[Gold]:
    """Yield the annotated articles of a folder, by name. Raises ValueError where a mark is not closed."""
    return (read_gold(path) for path in sorted(folder.glob("*.txt")))


def _unmark(gold: Gold, body: str) -> None:
    open_marks: list[tuple[str | None, int]] = []
    text, i = "", 0
    while i < len(body):
        opening, closing = _OPENING.match(body, i), _CLOSING.match(body, i) if open_marks else None
        if opening:
            open_marks.append((opening[1], len(text)))
            i = opening.end()
        elif closing:
            speaker, start = open_marks.pop()
            span = Span(start, len(text))
            if speaker is not None:
                gold.quotes.append((span, speaker))
            else:
                (gold.pronouns if _PRONOUN.fullmatch(span.of(text)) else gold.names).append((span, closing[1]))
            i = closing.end()
        else:
            text += body[i]
            i += 1
    if open_marks:
        raise ValueError(f"{gold.name}: a mark is opened and not closed")
    gold.text = text.strip("\n") + "\n"


def plain(name: str) -> str:
    """A name as it is compared: case, kind of apostrophe and white space do not matter."""
    return re.sub(r"\s+", " ", name.replace("’", "'").casefold()).strip()
