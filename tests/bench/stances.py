"""How right the stances are, on articles written for it and annotated by hand: `python -m tests.bench.stances [-v]`.

`python -m tests.bench.stances FOLDER` measures on articles that you annotated the same way; ours are in gold/stances.
A file opens with the stances a reader found in it, a line each, then `---`, then the text:

    - Ames|union → merger|takeover        somebody whose name or role has one of these words opposes such a target
    ?+ Lowe → review                      arguable: counts neither way

The sign is + supports, - opposes, c conditional, m mixed, . any. A stance is right where holder, target and polarity
are. The frames were mended on these texts, so the figures say what was reached there, not what an unseen article
brings.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from extract.annotate import Annotator
from extract.ingest import read_text
from extract.records import Annotations, Stance

GOLD = Path(__file__).parent / "gold" / "stances"
_SIGNS = {"supports": "+", "opposes": "-", "conditional": "c", "mixed": "m"}
_LINE = re.compile(r"(\??)([-+cm.]) (.+) → (.+)")


@dataclass(frozen=True)
class GoldStance:
    """A stance as a reader found it; `holder` and `target` are patterns of which a word has to be there."""

    sign: str
    holder: re.Pattern[str]
    target: re.Pattern[str]
    arguable: bool


@dataclass(frozen=True)
class Gold:
    """One article and its stances."""

    name: str
    text: str
    stances: tuple[GoldStance, ...]


def read_gold(path: Path) -> Gold:
    """Read one annotated article. Raises ValueError where a line of the head is none."""
    head, _, text = f"\n{path.read_text(encoding='utf-8')}".partition("\n---\n")
    found = []
    for line in head.split("\n")[1:]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{path.name}: no stance: {line}")
        arguable, sign, holder, target = match.groups()
        patterns = (re.compile(words, re.IGNORECASE) for words in (holder, target))
        found.append(GoldStance(sign, *patterns, bool(arguable)))
    return Gold(path.stem, text, tuple(found))


def judge(gold: Gold, found: Annotations, sums: Counter[str]) -> list[str]:
    """Count an article's stances into `sums`; return what is wrong and what is missed, a line each."""
    log, met = [], set()
    for stance in found.stances:
        fits = [k for k, g in enumerate(gold.stances) if _is_about(g, stance, found)]
        right = [k for k in fits if gold.stances[k].sign in (".", _SIGNS[stance.polarity])]
        met.update(right)
        if any(not gold.stances[k].arguable for k in right):
            sums["right"] += 1
        elif right:
            sums["arguable"] += 1
        else:
            sums["wrong"] += 1
            sums["polarity wrong"] += any(not gold.stances[k].arguable for k in fits)
            log.append(f"wrong: {_holder(stance, found)} {stance.polarity} {stance.target} ({stance.confidence:.2f})")
    for k, wanted in enumerate(gold.stances):
        if not wanted.arguable:
            sums["gold"] += 1
            sums["found"] += k in met
            if k not in met:
                log.append(f"missed: {wanted.holder.pattern} {wanted.sign} {wanted.target.pattern}")
    return log


def _holder(stance: Stance, found: Annotations) -> str:
    person = found.person(stance.holder)
    return " / ".join((person.name, *person.aliases, person.role or "")) if person else ""


def _is_about(gold: GoldStance, stance: Stance, found: Annotations) -> bool:
    person = found.person(stance.target_person)
    target = f"{stance.target} / {person.name if person else ''}"
    return bool(gold.holder.search(_holder(stance, found)) and gold.target.search(target))


def measure(annotator: Annotator, folders: Iterable[Path] = (GOLD,)) -> tuple[Counter[str], dict[str, list[str]]]:
    """Annotate and judge the articles of some folders; return the sums and the errors of each."""
    sums: Counter[str] = Counter()
    golds = [read_gold(path) for folder in folders for path in sorted(folder.glob("*.txt"))]
    return sums, {g.name: judge(g, annotator.annotate(read_text(g.text, source=f"{g.name}.txt")), sums) for g in golds}


def shares(sums: Counter[str]) -> tuple[float, float]:
    """Precision and recall in percent."""
    return 100 * sums["right"] / max(1, sums["right"] + sums["wrong"]), 100 * sums["found"] / max(1, sums["gold"])


def main(arguments: list[str]) -> None:
    """Measure and print; -v tells each error, folders are read instead of ours."""
    console = Console(width=110, highlight=False)
    sums, errors = measure(Annotator(), [Path(a) for a in arguments if a != "-v"] or [GOLD])
    for name, log in errors.items() if "-v" in arguments else ():
        console.print(name, style="bold")
        for line in log:
            console.print(f"  {line}", markup=False)
    precision, recall = shares(sums)
    console.print(
        f"{len(errors)} articles, {sums['gold']} stances: precision {precision:.0f}, recall {recall:.0f};"
        f" polarity wrong {sums['polarity wrong']}, arguable {sums['arguable']}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
