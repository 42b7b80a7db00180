"""The four panels: Quotes, People, Stances, Notes. In: a `Reading`. Out: rows. What they share is in `panel`."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby

from textual.content import Content

from extract.display import one_line
from extract.library.views import Reading
from tui.widgets.marks import Item, spans_of, speaker_colours
from tui.widgets.panel import Panel, Row
from tui.widgets.prompts import (
    POLARITY_WORDS,
    colour,
    excerpt,
    hung,
    person_prompt,
    quote_prompt,
    quoted,
    stance_prompt,
)


class QuotesPanel(Panel):
    """Quotes with speaker, kind, how sure, state."""

    KIND = "quote"
    TITLE = "Quotes"
    EMPTY = "No quotes in this article.\n\nSelect words with v, then enter, to add one."

    def rows(self, reading: Reading) -> list[Row]:
        """Return a row a quote."""
        room = self.room
        colours = speaker_colours(reading)
        names = {p.id: p.name for p in reading.people}
        return [
            Row(
                key=q.id,
                read=partial(quote_prompt, reading, q, colours, room),
                stamp=(q, names.get(q.speaker or ""), colours.get(q.speaker or "")),
                item=Item("quote", q.id),
                position=q.content[0].start if q.content else 0,
                doubt=q.confidence,
                name=names.get(q.speaker or "", ""),
                words=f"{q.kind} {q.state} {' '.join(q.tags)} " + " ".join(s.of(reading.text) for s in q.content),
            )
            for q in reading.quotes
        ]


class PeoplePanel(Panel):
    """People with role, share of words said, number of quotes and stances; those who speak first."""

    KIND = "person"
    TITLE = "People"
    SORTS = ("share", "position", "speaker")
    EMPTY = "Nobody is named in this article yet.\n\nSelect a name with v, then enter, to add a person."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Panel.sort, "share")

    def rows(self, reading: Reading) -> list[Row]:
        """Return a row a person, by share of words."""
        room = self.room
        colours = speaker_colours(reading)
        said = sum(p.words_said for p in reading.people)
        people = sorted(reading.people, key=lambda p: (-p.words_said, -len(p.quotes), -len(p.stances), p.kind, p.id))
        if self.sort == "position":
            people = sorted(reading.people, key=lambda p: (p.mentions[0].start if p.mentions else 0, p.id))
        return [
            Row(
                key=p.id,
                read=partial(person_prompt, p, colours, said, room),
                stamp=(p, said, colours.get(p.id)),
                item=Item("person", p.id),
                position=p.mentions[0].start if p.mentions else 0,
                name=p.name,
                words=" ".join([p.role or "", p.organisation or "", p.kind, *p.aliases, *p.tags]),
            )
            for p in people
        ]


class StancesPanel(Panel):
    """Stances by target, with who is for and who against side by side in the heading."""

    KIND = "stance"
    TITLE = "Stances"
    EMPTY = "No stances found in this article.\n\nSelect words with v, then enter, to add one."

    def rows(self, reading: Reading) -> list[Row]:
        """Return a heading a target, then a row a stance."""
        room = self.room
        colours = speaker_colours(reading)
        names = {p.id: p.name for p in reading.people}
        many = Counter(s.target_id for s in reading.stances)
        stances = sorted(reading.stances, key=lambda s: (-many[s.target_id], s.target, s.target_id, s.evidence[:1]))
        rows: list[Row] = []
        for target_id, group in groupby(stances, key=lambda s: s.target_id):
            members = list(group)
            heading = self._heading(reading, members, colours)
            rows.append(Row(f"target {target_id}", partial(Content.simplify, heading), (heading.plain, heading.spans)))
            rows += [
                Row(
                    key=s.id,
                    read=partial(stance_prompt, reading, s, colours, room),
                    stamp=(s, names.get(s.holder), colours.get(s.holder)),
                    item=Item("stance", s.id),
                    position=s.evidence[0].start if s.evidence else 0,
                    doubt=s.confidence,
                    name=names.get(s.holder, ""),
                    words=f"{s.target} {s.polarity} {POLARITY_WORDS[s.polarity]} {s.state} {' '.join(s.tags)} "
                    + excerpt(reading.text, s.evidence, 400),
                )
                for s in members
            ]
        return rows

    @staticmethod
    def _heading(reading: Reading, members: list, colours: dict[str, int]) -> Content:
        sides: list[Content] = []
        for polarity, word in POLARITY_WORDS.items():
            holders = {s.holder: None for s in members if s.polarity == polarity and s.state != "rejected"}
            people = [p for p in map(reading.person, holders) if p]
            if people:
                names = Content(", ").join(Content.styled(one_line(p.name), colour(colours, p.id)) for p in people)
                sides.append(Content.assemble((f"{word} ", "$text-faint"), names))
        target = Content.styled(one_line(members[0].target), "bold underline")
        return Content("\n").join([target, Content.styled("   ", "").join(sides)]) if sides else target


class NotesPanel(Panel):
    """Notes, on the article or on anything in it."""

    KIND = "note"
    TITLE = "Notes"
    SORTS = ("position",)
    EMPTY = "No notes yet.\n\nc writes one on what is selected, C opens $EDITOR."

    def rows(self, reading: Reading) -> list[Row]:
        """Return a row a note."""
        rows = []
        for note in reading.notes:
            item = Item("note", note.id)
            spans = spans_of(reading, item)
            about = "the article" if note.object_kind == "article" else note.object_kind
            what = excerpt(reading.text, spans[:1], 40) if spans else ""
            head = f"on {about}" + (f" {quoted(what)}" if what else "")
            read = partial(self._prompt, head, note.text)
            position = spans[0].start if spans else -1
            stamp = (head, note.text)
            rows.append(Row(note.id, read, stamp, item, position=position, words=f"{note.text} {what}"))
        return sorted(rows, key=lambda r: (r.position, r.key))

    def _prompt(self, head: str, words: str) -> Content:
        return Content.assemble((head, "$text-faint"), "\n", hung(words, self.room, 2, 4))


PANELS: tuple[type[Panel], ...] = (QuotesPanel, PeoplePanel, StancesPanel, NotesPanel)
