"""How right the people are, on articles written for it and annotated by hand: `python -m tests.bench.people [-v]`.

`python -m tests.bench.people FOLDER` measures on articles that you annotated the same way (`extract.training.annotated`
tells how). Ours are in gold/people, in the manner of newsrooms of many countries. Texts before number 91 were looked at
while the engine was mended, so their figures say what was reached there, not what an unseen article brings.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extract.annotate import Annotator
from extract.ingest import read_text
from extract.records import Annotations, Person, Quote, Span
from extract.training.annotated import Gold, plain, read_gold

GOLD = Path(__file__).parent / "gold" / "people"
_ROLE_WORD = re.compile(r"[\w'-]+")
_LIGHT = frozenset(("the", "a", "an", "former", "of", "at", "for", "and"))
_SAME_ROLE = 0.6
_FOUND = 0.5
"""Share of a quotation's characters that a quote must hold to be that quotation's."""


def shared(one: Span, other: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


class Judge:
    """Compares what was found in one article with what a reader found; counts into `sums`, tells errors in `log`."""

    def __init__(self, gold: Gold, found: Annotations, sums: Counter[str]) -> None:
        self.gold, self.found, self.sums = gold, found, sums
        self.person = {p.id: p for p in found.people}
        self.log: list[str] = []

    def run(self) -> None:
        """Judge everything."""
        self._names()
        self._persons()
        self._pronouns()
        self._speakers()

    def is_who(self, person: Person, who: str) -> bool:
        """Whether a person is whom the gold's id means: by full name, or by a word of the phrase failing that."""
        return self.gold.is_who(person.name, person.kind, who)

    def _mentions(self, form: str) -> list[tuple[Span, str]]:
        return [(Span(m.start, m.end), p.id) for p in self.found.people for m in p.mentions if m.form == form]

    def _names(self) -> None:
        """B³ (Bagga and Baldwin 1998) over name mentions; a person's name where no one is named lowers precision."""
        found = self._mentions("name")
        pairs: dict[int, int] = {}
        for k, (span, who) in enumerate(self.gold.names):
            best = max(range(len(found)), key=lambda j: shared(span, found[j][0]), default=None)
            if best is not None and shared(span, found[best][0]):
                pairs[k] = best
            else:
                self.log.append(f"name missed: {span.of(self.gold.text)} ({who})")
        golds, ours = Counter(w for _, w in self.gold.names), Counter(p for _, p in found)
        both = Counter((self.gold.names[k][1], found[j][1]) for k, j in pairs.items())
        back = {j: k for k, j in pairs.items()}
        self.sums["b3 gold"] += len(self.gold.names)
        for k, j in pairs.items():
            who, ours_id = self.gold.names[k][1], found[j][1]
            self.sums["b3 recall"] += both[who, ours_id] / golds[who]
        for j, (span, ours_id) in enumerate(found):
            if j in back:
                self.sums["b3 precision"] += both[self.gold.names[back[j]][1], ours_id] / ours[ours_id]
            if j in back or self.person[ours_id].kind == "person":
                self.sums["b3 found"] += 1
            if j not in back and self.person[ours_id].kind == "person":
                self.log.append(f"no name: {span.of(self.gold.text)}")

    def _persons(self) -> None:
        found = [p for p in self.found.people if p.kind == "person"]
        self.sums["persons gold"] += len(self.gold.people)
        self.sums["persons found"] += len(found)
        left = dict(self.gold.people)
        for person in found:
            who = next((w for w, names in left.items() if plain(person.name) in names), None)
            if who is None:
                self.log.append(f"no person: {person.name}")
                continue
            del left[who]
            self.sums["persons right"] += 1
            self._role(person, self.gold.roles[who])
        self.log += [f"person missed: {sorted(names)[0]}" for names in left.values()]

    def _role(self, person: Person, wanted: list[str]) -> None:
        self.sums["roles gold"] += bool(wanted)
        if not person.role:
            self.log += [f"role missed: {person.name}: {wanted[0]}"] if wanted else []
            return
        self.sums["roles found"] += 1
        right = any(_same_role(person.role, w) for w in wanted)
        self.sums["roles right"] += right
        if not right:
            self.log.append(f"role wrong: {person.name}: {person.role}")

    def _pronouns(self) -> None:
        found = self._mentions("pronoun")
        for span, who in self.gold.pronouns:
            answer = next((self.person[p] for s, p in found if shared(span, s)), None)
            self.sums["pronouns gold"] += who != "-"
            if answer is None:
                continue
            right = who != "-" and self.is_who(answer, who)
            self.sums.update({"pronouns answered": who != "-", "answers": 1, "answers right": right})
            if not right:
                around = self.gold.text[max(0, span.start - 40) : span.end + 20].replace("\n", " ")
                self.log.append(f"pronoun wrong: …{around}… {answer.name}, not {who}")

    def _speakers(self) -> None:
        for span, who in self.gold.quotes:
            quote = max(self.found.quotes, key=lambda q: _closeness(span, q), default=None)
            words = " ".join(span.of(self.gold.text)[:60].split())
            self.sums["quotes gold"] += 1
            if quote is None or _closeness(span, quote) < _FOUND:
                self.sums["quotes missed"] += 1
                self.log.append(f"quote missed: {words}")
                continue
            speaker = self.person.get(quote.speaker or "")
            verdict = "unknown" if speaker is None else "right" if self.is_who(speaker, who) else "wrong"
            self.sums[f"speakers {verdict}"] += 1
            if verdict != "right":
                self.log.append(f"speaker {verdict}: {words} → {speaker.name if speaker else '?'}, not {who}")


def _closeness(span: Span, quote: Quote) -> float:
    """Share of the marked words that a quote holds, or, where that is more, how much the two are one."""
    both = sum(shared(span, s) for s in quote.content)
    whole = span.end - span.start + sum(s.end - s.start for s in quote.content) - both
    return max(both / whole, 0.9 * both / (span.end - span.start))


def _same_role(ours: str, gold: str) -> bool:
    one, other = ({w for w in _ROLE_WORD.findall(plain(r).replace(".", "")) if w not in _LIGHT} for r in (ours, gold))
    if not one or not other:
        return False
    return one <= other or other <= one or 2 * len(one & other) / (len(one) + len(other)) >= _SAME_ROLE


def figures(sums: Counter[str]) -> list[tuple[str, str]]:
    """The rows of the table: what, and how right in percent."""

    def share(part: str, whole: str) -> str:
        return f"{100 * sums[part] / sums[whole]:.1f}" if sums[whole] else "–"

    p, r = sums["b3 precision"] / max(1, sums["b3 found"]), sums["b3 recall"] / max(1, sums["b3 gold"])
    return [
        ("name mentions, B³ F1 (P / R)", f"{200 * p * r / ((p + r) or 1):.1f} ({100 * p:.1f} / {100 * r:.1f})"),
        ("persons with the right full name, recall", share("persons right", "persons gold")),
        ("persons, precision", share("persons right", "persons found")),
        ("pronouns answered", share("pronouns answered", "pronouns gold")),
        ("answers right", share("answers right", "answers")),
        ("speakers of marked words right", share("speakers right", "quotes gold")),
        ("… wrong", share("speakers wrong", "quotes gold")),
        ("… unknown", share("speakers unknown", "quotes gold")),
        ("… words not found", share("quotes missed", "quotes gold")),
        ("roles right", share("roles right", "roles found")),
        ("roles found", share("roles found", "roles gold")),
    ]


def measure(golds: Iterable[Gold], annotator: Annotator) -> tuple[Counter[str], dict[str, list[str]]]:
    """Annotate and judge articles; return the sums and the errors of each article."""
    sums: Counter[str] = Counter()
    errors: dict[str, list[str]] = {}
    for gold in golds:
        judge = Judge(gold, annotator.annotate(read_text(gold.text, source=f"{gold.name}.txt")), sums)
        judge.run()
        errors[gold.name] = judge.log
    return sums, errors


def main(arguments: list[str]) -> None:
    """Measure and print; -v tells each error, folders are read instead of ours, other names choose articles."""
    folders = [Path(a) for a in arguments if Path(a).is_dir()] or [GOLD]
    chosen = tuple(a for a in arguments if a != "-v" and not Path(a).is_dir())
    paths = (p for folder in folders for p in sorted(folder.glob("*.txt")))
    golds = [read_gold(p) for p in paths if not chosen or p.stem.startswith(chosen)]
    sums, errors = measure(golds, Annotator())
    console = Console(width=110)
    if "-v" in arguments:
        for name, log in errors.items():
            console.print(name, style="bold", markup=False)
            for line in log:
                console.print(f"  {line}", markup=False, highlight=False)
    table = Table("what", "%", title=f"People of {len(golds)} articles")
    for row in figures(sums):
        table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
