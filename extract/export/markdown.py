"""Markdown notes: one an article, one a person, one a target.

In: a `Reading`, `PersonPage` or `TargetPage` with options, and where other notes lie. Out: a `Note`: the values of
its front matter and its body, which `keeping` puts between the marker comments of a file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extract.display import one_line
from extract.export import keeping, templates
from extract.export.markdown_text import Md, blockquote, inline
from extract.export.names import Linker, own_title
from extract.export.notes import ArticleNote, NotePath, counted, plain_path, receipts, tag_name, tally
from extract.export.options import READABLE, Options, chosen, chosen_statements
from extract.library.views import PersonPage, Reading, Statement, TargetPage
from extract.records import SURE_ENOUGH

SIDES = (("For", "supports"), ("Against", "opposes"), ("On a condition", "conditional"), ("Mixed", "mixed"))


@dataclass(frozen=True, slots=True)
class Note:
    """One note before it meets its file: whose it is, front matter in order, body."""

    id: str
    front: dict[str, Any]
    body: str

    def text(self) -> str:
        """The note as a new file."""
        return keeping.compose(None, self.id, self.front, self.body).text


def render(reading: Reading, options: Options) -> str:
    """Return the note of one article as a new file would hold it."""
    return article_note(reading, options).text()


def article_note(reading: Reading, options: Options, path: NotePath = plain_path) -> Note:
    """Return the note of one article."""
    row = reading.article
    options = _for_notes(options)
    shown = chosen(reading, options)
    counts = [counted(tally(q.state for q in reading.quotes), "quote")]
    counts.append(counted(tally(s.state for s in reading.stances), "stance"))
    whole, sure, unsure = (len(r.quotes) + len(r.stances) for r in (reading, shown, chosen(reading, options.unsure())))
    counts.append(_left_out(whole - sure, unsure - sure, options))
    note = ArticleNote(shown, reading, options, path)
    body = templates.render("article.md", article=row, note=note, counts=" · ".join(filter(None, counts)))
    front = {
        "title": own_title(row),
        "author": row.byline,
        "outlet": row.outlet,
        "published": row.published,
        "source": row.source,
        "added": row.added_at[:10] or None,
        "tags": _tags("article", row.tags),
        "onrecord": row.id,
    }
    return Note(row.id, _front(front), body)


def person_note(page: PersonPage, options: Options, path: NotePath = plain_path) -> Note:
    """Return the note of one person across articles."""
    row = page.row
    share = f"{page.words / page.all_words:.0%} of the words quoted in their articles" if page.all_words else ""
    facts = [row.kind, row.role or "", counted(row.quotes, "quote"), counted(row.stances, "stance"), share]
    facts.append(", ".join(f"{outlet} ({n})" for outlet, n in page.outlets))
    links = Linker(options.links, up="../")
    options = _for_notes(options)
    stances, quotes = (chosen_statements(said, options) for said in (page.stances, page.statements))
    facts.append(_unsure((*page.stances, *page.statements), options))
    body = templates.render(
        "person.md",
        page=page,
        facts=" · ".join(filter(None, facts)),
        roles=_dated(page.roles),
        names=_dated(page.names) if len({n for n, _, _ in page.names}) > 1 else [],
        identity=[f"{e.judgement}: {e.b_name if e.a == row.person_id else e.a_name} ({e.by})" for e in page.edges],
        stances=[
            (_target(group, links, path), receipts(group, options, path, who=False)) for group in _grouped(stances)
        ],
        quotes=receipts(quotes, options, path, who=False),
        notes=[blockquote(n.text) for n in page.notes],
    )
    aliases = list(dict.fromkeys(n for n, _, _ in page.names if n != row.name))
    front = {"title": row.name, "aliases": aliases, "kind": row.kind, "role": row.role}
    front |= {"tags": _tags("person", ()), "onrecord": row.person_id}
    return Note(row.person_id, _front(front), body)


def target_note(page: TargetPage, options: Options, path: NotePath = plain_path) -> Note:
    """Return the note of one target: who stands where, on what evidence."""
    row = page.row
    links = Linker(options.links, up="../")
    options = _for_notes(options)
    stances = chosen_statements(page.stances, options)
    sides = [(head, [s for s in stances if s.polarity == polarity]) for head, polarity in SIDES]
    facts = [counted(getattr(row, polarity), polarity).replace(f"{polarity}s", polarity) for _, polarity in SIDES]
    facts.append(_unsure(page.stances, options))
    body = templates.render(
        "target.md",
        page=page,
        facts=" · ".join(filter(None, facts)),
        sides=[(head, receipts(group, options, path, who=True)) for head, group in sides],
        children=[links.to(path("target", c.target_id, c.label), c.label) for c in page.children],
        notes=[blockquote(n.text) for n in page.notes],
    )
    front = {"title": row.label, "aliases": [a for a in page.aliases if a != row.label]}
    front |= {"tags": _tags("target", ()), "onrecord": row.target_id}
    return Note(row.target_id, _front(front), body)


def _for_notes(options: Options) -> Options:
    return options.or_else(classes=READABLE, min_confidence=SURE_ENOUGH)


def _left_out(hidden: int, unsure: int, options: Options) -> str:
    """Say how many are not in the note, and how those come in that the machine was not sure enough of."""
    if not hidden:
        return ""
    least = f"{options.min_confidence or 0:.0%}"
    way = "--min-confidence 0 shows them"
    return f"{hidden} not shown here" + (f" ({unsure} less than {least} sure; {way})" if unsure else "")


def _unsure(statements: tuple[Statement, ...], options: Options) -> str:
    sure, unsure = (len(chosen_statements(statements, o)) for o in (options, options.unsure()))
    return _left_out(len(statements) - sure, unsure - sure, options)


def signpost(
    kind: str, old_id: str, name: str, now: tuple[str, str], options: Options, path: NotePath = plain_path
) -> Note:
    """Return what the note of a merged person or target says from then on: where to look. `now` is (id, name)."""
    there = Linker(options.links, up="../").to(path(kind, *now), now[1])
    body = f"# {inline(name)}\n\nJudged to be the same {kind} as {there}.\n"
    return Note(old_id, {"title": name, "tags": _tags("merged", ()), "onrecord": old_id}, body)


def _tags(kind: str, own: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([f"onrecord/{kind}", *filter(None, map(tag_name, own))]))


def _front(values: dict[str, Any]) -> dict[str, Any]:
    """Keep what is known, as one-line text that a terminal and YAML can hold; whole dates become dates."""
    out: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, str):
            out[key] = _date(one_line(value)) if key in ("published", "added") else one_line(value)
        elif value:
            out[key] = [one_line(item) for item in value]
    return out


def _date(value: str) -> str | datetime.date:
    try:
        return datetime.date.fromisoformat(value) if len(value) == 10 and value[4] == "-" else value
    except ValueError:
        return value


def _dated(rows: Iterable[tuple[str, str | None, str]]) -> list[str]:
    """One line for each name or role in its order, with the dates between which it was seen."""
    seen: dict[str, list[str]] = {}
    for text, date, _article in rows:
        seen.setdefault(text, []).append((date or "")[:10])
    return [f"{text} ({_between(dates)})" for text, dates in seen.items()]


def _between(dates: list[str]) -> str:
    known = sorted(filter(None, dates))
    if not known:
        return "date unknown"
    return known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _grouped(stances: Iterable[Statement]) -> list[list[Statement]]:
    ordered = sorted(stances, key=lambda s: (s.target or "", s.target_id or ""))
    return [list(group) for _, group in groupby(ordered, key=lambda s: (s.target or "", s.target_id or ""))]


def _target(group: list[Statement], links: Linker, path: NotePath) -> Md:
    label, target_id = group[0].target or "unknown", group[0].target_id
    return links.to(path("target", target_id, label), label) if target_id else inline(label)
