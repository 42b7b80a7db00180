"""How right the stances are, on articles written for it and annotated by hand: `python -m tests.bench.stances [-v]`.

`python -m tests.bench.stances FOLDER` measures on articles that you annotated the same way; ours are in gold/stances.
The format is that of `extract.training.views`, without the words that show each stance. A stance is right where holder,
target and polarity are. The frames were mended on these texts, so the figures say what was reached there, not what an
unseen article brings.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from extract.annotate import Annotator
from extract.ingest import read_text
from extract.records import Annotations
from extract.training.views import Gold, names_of, read_golds, target_of

GOLD = Path(__file__).parent / "gold" / "stances"


def judge(gold: Gold, found: Annotations, sums: Counter[str]) -> list[str]:
    """Count an article's stances into `sums`; return what is wrong and what is missed, a line each."""
    log, met = [], set()
    for stance in found.stances:
        holder = names_of(found.person(stance.holder))
        target = target_of(stance.target, found.person(stance.target_person))
        verdict, views = gold.verdict(holder, target, stance.polarity)
        met.update(views)
        if verdict in ("right", "arguable"):
            sums[verdict] += 1
        else:
            sums["wrong"] += 1
            sums["polarity wrong"] += verdict == "polarity"
            log.append(f"wrong: {holder} {stance.polarity} {stance.target} ({stance.confidence:.2f})")
    for k, wanted in enumerate(gold.stances):
        if not wanted.arguable:
            sums["gold"] += 1
            sums["found"] += k in met
            if k not in met:
                log.append(f"missed: {wanted.holder.pattern} {wanted.sign} {wanted.target.pattern}")
    return log


def measure(annotator: Annotator, folders: Iterable[Path] = (GOLD,)) -> tuple[Counter[str], dict[str, list[str]]]:
    """Annotate and judge the articles of some folders; return the sums and the errors of each."""
    sums: Counter[str] = Counter()
    golds = [gold for folder in folders for gold in read_golds(folder)]
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
