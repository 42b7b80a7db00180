"""The "why" card: how the selected thing came about. In: a `Reading` and an item. Up: `RivalTaken` on a digit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from extract.display import displayable, one_line
from extract.library.views import PersonView, QuoteView, Reading, StanceView
from extract.records import Span
from tui import keys
from tui.widgets.marks import Item, item_of, speaker_colours, subject_of
from tui.widgets.modes import counted
from tui.widgets.prompts import POLARITY_WORDS, bar, colour, excerpt, hung, short, sureness
from tui.widgets.wrap import cells

_STATES = {"unreviewed": "not reviewed yet", "accepted": "accepted", "rejected": "rejected"}
Lines = list[Content]
_INDENT = 10


class Inspector(ScrollView, can_focus=True):
    """The card: on the line API, so that a new selection costs its own rows and no layout."""

    BINDINGS = [*keys.bindings("why")]

    DEFAULT_CSS = """
    Inspector { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class RivalTaken(Message):
        """A digit chose another speaker for a quote, or another holder for a stance."""

        item: Item
        person_id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.item: Item | None = None
        self.rivals: list[str] = []
        self._lines: Lines = []
        self._rows: Lines = []

    def show(self, reading: Reading | None, item: Item | None) -> None:
        """Show why `item` is as it is."""
        self.item, self.rivals = item, []
        if reading is None or item is None:
            self._write([Content.styled("Select something to see why it is attributed so.", "$text-faint")])
            return
        if item.kind == "note":
            self._note(reading, item)
            return
        thing = item_of(reading, item)
        if isinstance(thing, QuoteView):
            self._write(self._quote(reading, thing))
        elif isinstance(thing, StanceView):
            self._write(self._stance(reading, thing))
        elif isinstance(thing, PersonView):
            self._write(_person(reading, thing))

    def _write(self, lines: Lines) -> None:
        self._lines = lines
        width = max(24, self.scrollable_content_region.width)
        self._rows = [row for line in lines for row in _hang(line, width).wrap(width)]
        self.virtual_size = Size(width, len(self._rows))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of the card."""
        y += self.scroll_offset.y
        style = self.visual_style
        if y >= len(self._rows):
            return Strip.blank(self.size.width, style.rich_style)
        segments = self._rows[y].render_segments(style)
        return Strip(segments).adjust_cell_length(self.size.width, style.rich_style)

    def _on_resize(self, event: events.Resize) -> None:
        self._write(self._lines)

    def _note(self, reading: Reading, item: Item) -> None:
        note = next((n for n in reading.notes if n.id == item.id), None)
        about = subject_of(reading, item)
        lines = [Content.styled("Note" + (f" on a {about.kind}" if about else ""), "bold")]
        self._write(
            [
                *lines,
                Content(""),
                Content(displayable(note.text) if note else ""),
                _faint(f"written {note.at[:16]}" if note else ""),
            ]
        )

    def _quote(self, reading: Reading, quote: QuoteView) -> Lines:
        person = reading.person(quote.speaker)
        colours = speaker_colours(reading)
        head = Content.assemble(
            (short(person.name) if person else "unknown speaker", colour(colours, quote.speaker)),
            ("  " + (short(person.role) if person and person.role else ""), "$text-faint"),
        )
        return [
            head,
            *_field("source", _words(reading, quote.source) or "not named here"),
            *_field("cue", f"{_words(reading, quote.cue) or 'none'} · {quote.cue_class}"),
            *_field("content", f"{quote.kind} · {counted(_count(reading, quote.content))}"),
            *_reasons(reading, quote.why),
            *self._rivals(reading, quote.why, colours, quote.speaker),
            *_standing(quote),
        ]

    def _stance(self, reading: Reading, stance: StanceView) -> Lines:
        holder = reading.person(stance.holder)
        colours = speaker_colours(reading)
        head = Content.assemble(
            (short(holder.name) if holder else "unknown holder", colour(colours, stance.holder)),
            f" {POLARITY_WORDS[stance.polarity]} ",
            (short(stance.target, 90), "bold"),
        )
        return [
            head,
            *_field("evidence", excerpt(reading.text, stance.evidence, 160)),
            *(_field("only if", excerpt(reading.text, stance.condition, 160)) if stance.condition else ()),
            *_reasons(reading, stance.why),
            *self._rivals(reading, stance.why, colours, stance.holder),
            *_standing(stance),
        ]

    def _rivals(
        self, reading: Reading, why: Mapping[str, Any], colours: Mapping[str, int], chosen: str | None
    ) -> Lines:
        people = [(r, _listed(reading, r)) for r in why.get("rivals", ()) if isinstance(r, Mapping)]
        rows = [(r, p) for r, p in people if p is not None and p.id != chosen][:9]
        self.rivals = [p.id for _, p in rows]
        scores = [float(r.get("score") or 0) for r in why.get("rivals", ()) if isinstance(r, Mapping)]
        best = max(scores, default=0) or 1
        lines = [_faint("runners-up: w, then the digit")] if rows else []
        for n, (rival, person) in enumerate(rows, 1):
            score = float(rival.get("score") or 0) / best
            name = short(person.name)
            lines.append(
                Content.assemble(
                    (f" {n} ", Style(bold=True) + Style.from_meta({"rival": n})),
                    (name, colour(colours, person.id)),
                    (f"  {bar(round(score * 100), 100, 6)}", "$text-faint"),
                )
            )
        return lines

    def _on_click(self, event: events.Click) -> None:
        if rival := event.style.meta.get("rival"):
            self.action_take_rival(rival)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let digits through only where there is a rival of that number."""
        if action == "take_rival":
            return isinstance(parameters[0], int) and parameters[0] <= len(self.rivals)
        return True

    def action_take_rival(self, number: int) -> None:
        """Take the runner-up of that number."""
        if self.item is not None and 0 < number <= len(self.rivals):
            self.post_message(self.RivalTaken(self.item, self.rivals[number - 1]))


def _person(reading: Reading, person: PersonView) -> Lines:
    colours = speaker_colours(reading)
    forms = {f: sum(m.form == f for m in person.mentions) for f in ("name", "description", "pronoun")}
    said = sum(p.words_said for p in reading.people)
    lines = [Content.styled(short(person.name), colour(colours, person.id))]
    if person.role:
        lines += _field("role", person.role)
    if person.organisation:
        lines += _field("of", person.organisation)
    lines += _field("is", person.kind)
    if person.aliases:
        lines += _field("also", " · ".join(dict.fromkeys(person.aliases)))
    lines += _field(
        "named", " · ".join(f"{n} {f}{'s' * (n != 1)}" for f, n in forms.items() if n) or "only by a person"
    )
    if person.words_said:
        lines += _field(
            "said", f"{counted(person.words_said)}, {person.words_said / max(1, said):.0%} of all that is quoted"
        )
    for stance in (s for s in reading.stances if s.holder == person.id and s.state != "rejected"):
        lines += _field(POLARITY_WORDS[stance.polarity], stance.target)
    return [*lines, *_standing(person)]


def _listed(reading: Reading, rival: Mapping[str, Any]) -> PersonView | None:
    """Return the person of the article a rival is: by id, else by name, since people may have been joined since."""
    name = rival.get("name")
    return reading.person(rival.get("person")) or next(
        (p for p in reading.people if name and (name == p.name or name in p.aliases)), None
    )


def _faint(words: str) -> Content:
    return Content.styled(words, "$text-faint")


def _field(name: str, words: str) -> Lines:
    return [Content.assemble((f"{name:<10}", "$text-faint"), one_line(words))]


def _hang(line: Content, width: int) -> Content:
    """Wrap a field so that its words stay right of its name."""
    words = line.plain
    if cells(words) <= width or not line.spans or line.spans[0].end != _INDENT:
        return line
    return Content.assemble(
        (words[:_INDENT], "$text-faint"),
        hung(words[_INDENT:], width - _INDENT, 0, 9).replace("\n", "\n" + " " * _INDENT),
    )


def _words(reading: Reading, spans: Sequence[Span]) -> str:
    return excerpt(reading.text, spans, 70)


def _count(reading: Reading, spans: Iterable[Span]) -> int:
    return sum(len(s.of(reading.text).split()) for s in spans)


def _reasons(reading: Reading, why: Mapping[str, Any]) -> Lines:
    lines: Lines = []
    if why.get("summary"):
        lines += _field("why", str(why["summary"]))
    if why.get("engine"):
        construction = f" · {why['construction']}" if why.get("construction") else ""
        lines += _field("found by", f"{why['engine']}{construction}")
    chain = why.get("chain") or ()
    if len(chain) > 1:
        lines += _field("chain", " → ".join(_link(reading, link) for link in chain))
    for key, label in (("reported_by", "told by"), ("inner_source", "within"), ("denial", "denial")):
        if why.get(key):
            lines += _field(label, "yes" if why[key] is True else str(why[key]))
    return lines


def _link(reading: Reading, link: object) -> str:
    """Return the words of one link of a chain of mentions: a stretch of the text, or words already."""
    if isinstance(link, Mapping) and "start" in link and "end" in link:
        return excerpt(reading.text, [Span(int(link["start"]), int(link["end"]))], 40)
    return str(link.get("text", "")) if isinstance(link, Mapping) else str(link)


def _standing(thing: QuoteView | StanceView | PersonView) -> Lines:
    parts = [_STATES[thing.state]]
    if not isinstance(thing, PersonView):
        parts.insert(0, sureness(thing) + (" sure" if sureness(thing).endswith("%") else ""))
    if thing.origin == "person":
        parts.append("added by you")
    if thing.changed:
        parts.append("you changed " + ", ".join(sorted(thing.changed)))
    if thing.flagged:
        parts.append("check this")
    parts += [f"#{one_line(t)}" for t in thing.tags]
    return [_faint(" · ".join(parts))]
