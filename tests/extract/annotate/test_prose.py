"""What is read of a text and what is not: prose is, in any amount; what only looks like text is not."""

from __future__ import annotations

import pytest

from extract.annotate.parse import paragraphs
from extract.annotate.prose import prose
from extract.ingest import read_text
from extract.training.annotated import read_gold
from tests.bench.people import GOLD
from tests.extract.hostile.ugly import ugly

NEWS = "\n".join(read_gold(path).text for path in sorted(GOLD.glob("*.txt")))
SAID = "“We will not pay,” said Mara Quill, the union's leader, who had waited all morning for the council to answer.\n"
PARTLY_READ = ("yaml", "spaces", "empty lines", "address")
UGLY = {name: text for name, text in ugly(100_000).items() if name not in PARTLY_READ}


def read(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in prose(text, paragraphs(text))]


def test_news_is_read_whole() -> None:
    assert read(NEWS) == [line for line in NEWS.split("\n") if line.strip()]


@pytest.mark.parametrize("name", UGLY)
def test_what_is_no_prose_is_not_read(name: str) -> None:
    assert read(UGLY[name]) == []


@pytest.mark.parametrize("name", UGLY)
def test_prose_around_it_is_read(name: str) -> None:
    text = f"{NEWS}\n{UGLY[name]}\n{NEWS}"
    left_out = len(NEWS) * 2 - sum(map(len, read(text)))
    assert left_out < 12_000  # the windows at its two borders, and line ends


def test_a_short_text_is_read_whatever_it_holds() -> None:
    text = "No.\n" * 900
    assert len(read(text)) == 900


def test_a_statement_between_rows_of_a_table_is_read() -> None:
    rows = "".join(f"{i} {i * 7 % 31} {i * 5 % 13} 0.{i}\n" for i in range(150))
    table = rows + NEWS[:1_500].rpartition("\n")[0] + "\n" + SAID + rows
    assert SAID.strip() in read(table)
    assert not any(line.startswith("17 ") for line in read(table))


def test_what_was_not_read_is_said(annotator) -> None:
    made = annotator.annotate(read_text(SAID * 3 + UGLY["random words"]))
    assert made.run is not None and any("no prose" in remark for remark in made.run.remarks)
    assert not any("no prose" in remark for remark in annotator.annotate(read_text(SAID)).run.remarks)
