"""Walking through an article: next and previous of everything, back and forward, search, jump labels, panels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual import on

from extract.records import Span
from tui.screens.reader_base import ReaderBase
from tui.widgets.marks import Item, spans_of
from tui.widgets.modes import JumpBar, ModeBar, SearchBar

_QUOTE_MARKS = "[\"'“”‘’«»„‟‚‛`´]"
_TRAIL = 200


class Place(NamedTuple):
    """Where a reader was: the code point on top and what was selected."""

    top: int
    item: Item | None


def find_all(text: str, words: str, limit: int = 5_000) -> list[Span]:
    """Return where `words` occur, whatever their case, white space and form of quotation marks."""
    parts = [re.sub(_QUOTE_MARKS, lambda _: _QUOTE_MARKS, re.escape(part)) for part in words.split()]
    if not parts:
        return []
    found: list[Span] = []
    for match in re.finditer(r"\s+".join(parts), text, re.IGNORECASE):
        found.append(Span(*match.span()))
        if len(found) == limit:
            break
    return found


class Walking(ReaderBase):
    """What moves through the article."""

    def __init__(self, article_id: str, *, at: int | None = None, item: str | None = None) -> None:
        super().__init__(article_id, at=at, item=item)
        self._trail: list[Place] = []
        self._ahead: list[Place] = []
        self._matches: list[Span] = []
        self._match = -1

    # --- next and previous ------------------------------------------------------------------------------------------

    def action_walk(self, step: int) -> None:
        """Go to the next match while a search is on, else to the next of what the panel lists."""
        if self._matches:
            self._go_to_match(self._match + step)
        else:
            self._step(self.panel.items, step)

    def action_walk_person(self, step: int) -> None:
        """Go to the next person who is named, in text order."""
        people = [p for p in self._shown().people if p.mentions]
        people.sort(key=lambda p: p.mentions[0].start)
        self._step([Item("person", p.id) for p in people], step, panel="person")

    def action_walk_stance(self, step: int) -> None:
        """Go to the next stance, in text order."""
        stances = sorted(self._shown().stances, key=lambda s: s.evidence[:1])
        self._step([Item("stance", s.id) for s in stances], step, panel="stance")

    def action_walk_unreviewed(self, step: int) -> None:
        """Go to the next quote or stance nobody has decided on, in text order."""
        r = self._shown()
        things = [(q.content[:1], Item("quote", q.id)) for q in r.quotes if q.state == "unreviewed"]
        things += [(s.evidence[:1], Item("stance", s.id)) for s in r.stances if s.state == "unreviewed"]
        if not things:
            self.say(f"Everything listed is reviewed.{self.folded_words()}")
            return
        self._step([item for _, item in sorted(things)], step, panel="item")

    def action_walk_doubt(self, step: int) -> None:
        """Go to the unreviewed quote or stance the machine was least sure of, then to the next least sure."""
        r = self._shown()
        things = [(q.confidence, Item("quote", q.id)) for q in r.quotes if q.state == "unreviewed"]
        things += [(s.confidence, Item("stance", s.id)) for s in r.stances if s.state == "unreviewed"]
        items = [item for _, item in sorted(things)]
        if not items:
            self.say(f"Everything listed is reviewed.{self.folded_words()}")
        elif self.selected in items:
            self._step(items, step, panel="item")
        else:
            self.go_to(items[0], panel=items[0].kind)

    def action_walk_mention(self, step: int) -> None:
        """Go to the next mention of the person selected, or of the speaker of the quote selected."""
        person = self.person_at_hand()
        if person is None:
            self.say("Select a person, or a quote whose speaker is known.")
            return
        item = Item("person", person)
        spans = spans_of(self._shown(), item)
        if self.selected != item:
            self.go_to(item, panel="person", reveal=False)
        after = self._mention if self._mention_of == item else self.article.top - (step > 0)
        ahead = [s for s in spans if s.start > after] if step > 0 else [s for s in reversed(spans) if s.start < after]
        target = (ahead or (list(spans) if step > 0 else list(reversed(spans))))[:1]
        if target:
            self._mention, self._mention_of = target[0].start, item
            self.article.reveal(target[0])
            self.say(f"mention {spans.index(target[0]) + 1} of {len(spans)}")

    _mention = -1
    _mention_of: Item | None = None

    def person_at_hand(self) -> str | None:
        """Return the person selected, or the one behind the quote or stance selected."""
        look = self.article.look
        return look.owners.get(self.selected) if look and self.selected else None

    def _step(self, items: Sequence[Item], step: int, *, panel: str = "") -> None:
        """Go on from the selected item, or from the place on the screen where it is not among them."""
        if not items:
            self.say("Nothing of that kind here.")
            return
        if self.selected in items:
            at = items.index(self.selected) + step
        else:
            top = self._position(self.selected) if self.selected else self.article.top
            ahead = [i for i, item in enumerate(items) if self._position(item) >= top]
            at = (ahead[0] if step > 0 else ahead[0] - 1) if ahead else (0 if step > 0 else len(items) - 1)
        if not 0 <= at < len(items):
            self.say("From the start again." if step > 0 else "From the end again.")
        item = items[at % len(items)]
        self.go_to(item, panel=item.kind if panel == "item" else panel)

    def _position(self, item: Item) -> int:
        spans = spans_of(self._shown(), item)
        return spans[0].start if spans else 0

    def go_to(self, item: Item, *, panel: str = "", reveal: bool = True) -> None:
        """Select an item and remember where the reader was."""
        self.leave_trail()
        if panel:
            self.open_panel(panel)
        if self.selected == item and reveal:
            self.article.select(item)
        self.selected = item

    # --- back and forward -------------------------------------------------------------------------------------------

    def leave_trail(self) -> None:
        """Remember this place for going back."""
        here = Place(self.article.top, self.selected)
        if not self._trail or self._trail[-1] != here:
            self._trail = [*self._trail[-_TRAIL:], here]
        self._ahead.clear()

    def action_go_back(self) -> None:
        """Go back to where the reader was."""
        self._revisit(self._trail, self._ahead)

    def action_go_forward(self) -> None:
        """Go forward again after going back."""
        self._revisit(self._ahead, self._trail)

    def _revisit(self, source: list[Place], other: list[Place]) -> None:
        if not source:
            self.say("There is nowhere further to go.")
            return
        other.append(Place(self.article.top, self.selected))
        place = source.pop()
        if place.item is not None and place.item.kind != self.panel.KIND:
            self.open_panel(place.item.kind)
        self.selected = place.item
        self.article.scroll_to(y=self.article.index.line_of(place.top), animate=False)

    # --- search -----------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search in the article; with the keys in a panel, filter it."""
        if self.panel.has_focus_within:
            self.panel.open_filter()
            return
        self.leave_mode()
        self.leave_trail()
        self.query_one("#modes").remove_children()
        self.query_one("#modes").mount(SearchBar())

    @on(SearchBar.Asked)
    def _searched(self, event: SearchBar.Asked) -> None:
        self._matches = find_all(self.article.text, event.words)
        top = self.article.top
        first = next((i for i, m in enumerate(self._matches) if m.start >= top), 0)
        self._match = first if self._matches else -1
        self._show_matches(bool(event.words.strip()))

    def _go_to_match(self, index: int) -> None:
        self._match = index % len(self._matches)
        self._show_matches(True)

    def _show_matches(self, asked: bool) -> None:
        self.article.show_matches(self._matches, self._match)
        found = len(self._matches)
        words = f"{self._match + 1} of {found}" if found else ("not found" if asked else "")
        for bar in self.query(SearchBar):
            bar.count(words)
        self.header.status = words
        self._show_ruler()

    @on(SearchBar.Settled)
    def _search_settled(self) -> None:
        """Keep the matches to be walked with the keys back on the page."""
        self.query_one("#modes").remove_children()
        self.article.focus()

    def end_search(self) -> bool:
        """Forget the matches; tells whether there was a search."""
        bars = self.query(SearchBar)
        if not bars and not self._matches:
            return False
        bars.remove()
        self._matches, self._match = [], -1
        self._show_matches(False)
        self.article.focus()
        return True

    # --- jump labels ------------------------------------------------------------------------------------------------

    def action_jump(self) -> None:
        """Label every mark in sight."""
        marks = {m.start: m for m in reversed(self.article.visible_marks()) if m.layer != "cue"}
        self._jumps = [(offset, marks[offset].item) for offset in sorted(marks)]
        if not self._jumps:
            self.say("There is no mark in sight.")
            return
        bar = JumpBar(len(self._jumps))
        self._jumps = self._jumps[: len(bar.labels)]
        self.article.label(dict(zip((o for o, _ in self._jumps), bar.labels, strict=True)))
        self.enter_mode("jump", bar)

    _jumps: list[tuple[int, Item]] = []

    @on(JumpBar.Chosen)
    def _jumped(self, event: JumpBar.Chosen) -> None:
        self.article.label({})
        self.leave_mode()
        _, item = self._jumps[event.index]
        self.go_to(item, panel=item.kind)

    @on(ModeBar.Left)
    def _mode_left(self) -> None:
        self.article.label({})
        self.article.preview(None)
        self.article.pick(None)
        self.clear_selection()
        self.leave_mode()

    # --- panels -----------------------------------------------------------------------------------------------------

    def action_turn_panel(self, step: int) -> None:
        """Open the next panel."""
        self.panel_index = (self.panel_index + step) % len(self.panels)

    def action_swap_pane(self) -> None:
        """Give the keys to the panel, or back to the page."""
        if self.article.has_focus:
            self.remove_class("-no-side")
            self.panel.list.focus()
        else:
            self.article.focus()

    def action_focus_why(self) -> None:
        """Give the keys to the "why" card, or back to the page."""
        if self.inspector.has_focus:
            self.remove_class("-why")
            self.article.focus()
        else:
            self.remove_class("-no-side")
            self.add_class("-why")
            self.inspector.focus()

    def action_sort_panel(self) -> None:
        """Order the panel by the next thing it can be ordered by."""
        self.say(f"{self.panel.TITLE} by {self.panel.next_sort()}")

    def action_toggle_panel(self) -> None:
        """Put the panels away, or bring them back."""
        self.toggle_class("-no-side")
        if self.has_class("-no-side"):
            self.article.focus()
