"""Adding and mending: a selection becomes a quote, mention, person or stance; borders move with a preview."""

from __future__ import annotations

from textual import events, on
from textual.content import Content

from extract.display import one_line
from extract.library.views import QuoteView, StanceView
from extract.records import Mention, Span
from tui.screens.reader_picker import NEW, Choice, Picker
from tui.screens.reader_review import Reviewing
from tui.widgets.article import ArticleView
from tui.widgets.marks import Item, item_of
from tui.widgets.modes import BordersBar, VisualBar
from tui.widgets.prompts import excerpt, quoted


class Editing(Reviewing):
    """What adds and mends."""

    # --- a selection by keyboard or mouse ---------------------------------------------------------------------------

    def action_visual(self) -> None:
        """Put a cursor into the text: at what is selected where that is in sight, else at the first word in sight."""
        visible = self.article.visible
        spans = self.article.look.selected_spans if self.article.look else ()
        at = next((s.start for s in spans if visible.start <= s.start < visible.end), visible.start)
        self._open_visual(at, None)

    def _open_visual(self, cursor: int, anchor: int | None) -> None:
        bar = VisualBar(self.article.text, cursor, anchor, self.article.line_step)
        self.enter_mode("visual", bar)

    @on(VisualBar.Moved)
    def _visual_moved(self, event: VisualBar.Moved) -> None:
        if self.mode == "visual":
            self.article.pick(event.span, event.cursor)

    @on(ArticleView.SpanPicked)
    def _picked_by_mouse(self, event: ArticleView.SpanPicked) -> None:
        self._dragged = event.span

    _dragged: Span | None = None

    def on_text_selected(self, event: events.TextSelected) -> None:
        """Take a selection made with the mouse on as if it had been made by keys."""
        span, self._dragged = self._dragged, None
        if span and self.mode in (None, "visual"):
            self._open_visual(span.end, span.start)

    @on(VisualBar.CopyAsked)
    def _visual_copy(self, event: VisualBar.CopyAsked) -> None:
        self._end_visual()
        self.copy_text(event.span.of(self.article.text), "selection")

    def copy_text(self, words: str, what: str) -> None:
        """Copy words to the clipboard."""
        self.onrecord.copy(words, what)

    def _end_visual(self) -> None:
        self.article.pick(None)
        self.clear_selection()
        self.leave_mode()

    @on(VisualBar.AddAsked)
    def _add_asked(self, event: VisualBar.AddAsked) -> None:
        span = event.span
        words = excerpt(self.article.text, [span], 50)
        choices = [
            Choice("quote", "a quote", key="q"),
            Choice("indirect", "a quote in the writer's words", key="i"),
            Choice("mention", "a mention of somebody listed", key="m"),
            Choice("person", "a new person, named here", key="p"),
            Choice("stance", "evidence of a stance", key="s"),
            Choice("copy", "only copy it", key="y"),
        ]
        picker = Picker(f"{quoted(words)} is", choices, find=False, hint="a letter picks")
        self.ask(picker, lambda answer: self._add(answer, span))

    def _add(self, what: str, span: Span) -> None:
        self._end_visual()
        if what == "copy":
            self.copy_text(span.of(self.article.text), "selection")
        elif what in ("quote", "indirect"):
            kind = "indirect" if what == "indirect" else None
            self._ask_person("Who said it?", lambda p: self._add_quote(span, kind, p), unknown=True)
        elif what == "mention":
            form = "pronoun" if span.of(self.article.text).casefold() in _PRONOUNS else "name"
            self._ask_person("Who is it?", lambda p: p and self.decide("add_mention", p, span, form))
        elif what == "person":
            words = " ".join(one_line(span.of(self.article.text)).split())
            self._ask("They are called", words, lambda name: self._add_person(name, span))
        else:
            self._ask_person("Whose stance is it?", lambda p: p and self._add_stance(span, p))

    def _ask_person(self, title: str, then, *, unknown: bool = False) -> None:  # noqa: ANN001
        choices = self._people()
        if unknown:
            choices.append(Choice("", Content.styled("unknown speaker", "italic"), "nobody none"))

        def picked(answer: str | None) -> None:
            if answer is not None:
                then(self._new_person(answer.removeprefix(NEW)) if answer.startswith(NEW) else answer or None)

        self.app.push_screen(Picker(title, choices, new="new person:"), picked)

    def _select_new(self, kind: str, before: set[str]) -> None:
        things = {"quote": self._shown().quotes, "person": self._shown().people, "stance": self._shown().stances}[kind]
        added = next((t.id for t in things if t.id not in before), None)
        if added:
            self.go_to(Item(kind, added), panel=kind)  # pyright: ignore[reportArgumentType]

    def _add_quote(self, span: Span, kind: str | None, speaker: str | None) -> None:
        before = {q.id for q in self._shown().quotes}
        after = lambda _: self._select_new("quote", before)  # noqa: E731
        self.decide("add_quote", self.article_id, (span,), kind=kind, speaker=speaker, after=after)

    def _add_person(self, name: str, span: Span) -> None:
        before = {p.id for p in self._shown().people}
        after = lambda _: self._select_new("person", before)  # noqa: E731
        self.decide("add_person", self.article_id, name, mentions=(Mention(*span, "name"),), after=after)

    def _add_stance(self, span: Span, holder: str) -> None:
        targets = sorted({s.target for s in self._shown().stances})
        picker = Picker("On what?", [Choice(t, one_line(t)) for t in targets], new="new target:")
        self.ask(picker, lambda answer: self._ask_polarity(span, holder, answer.removeprefix(NEW)))

    def _ask_polarity(self, span: Span, holder: str, target: str) -> None:
        before = {s.id for s in self._shown().stances}
        after = lambda _: self._select_new("stance", before)  # noqa: E731
        choices = [Choice(p, p, key=p[0]) for p in ("supports", "opposes", "conditional", "mixed")]
        picker = Picker(f"On {target} they are", choices, find=False)
        self.ask(
            picker,
            lambda p: self.decide("add_stance", self.article_id, holder, target, p, (span,), after=after),
        )

    # --- borders ----------------------------------------------------------------------------------------------------

    def action_borders(self) -> None:
        """Move the borders of the quote or stance selected."""
        item = self.thing("quote", "stance")
        thing = item_of(self._shown(), item) if item else None
        if isinstance(thing, QuoteView):
            parts = {"content": thing.content, "cue": thing.cue, "source": thing.source}
        elif isinstance(thing, StanceView):
            parts = {"evidence": thing.evidence, "condition": thing.condition}
        else:
            return
        if any(parts.values()):
            self.enter_mode("borders", BordersBar(self.article.text, parts))

    @on(BordersBar.Moved)
    def _border_moved(self, event: BordersBar.Moved) -> None:
        if self.mode == "borders":
            self.article.preview(event.spans)
            self.article.reveal(Span(max(0, event.edge - 1), event.edge))

    @on(BordersBar.Kept)
    def _borders_kept(self, event: BordersBar.Kept) -> None:
        self.article.preview(None)
        self.leave_mode()
        if self.selected is not None:
            for part, spans in event.parts.items():
                self.decide("set_borders", self.selected.id, part, spans)


_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "we",
        "us",
        "our",
        "ours",
        "you",
        "your",
        "yours",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "who",
        "whom",
    ]
)
