"""How the page is looked at, and what is taken from it: layers, one person, focus, copy, browser, $EDITOR, export.

In: the reader as it stands. Out: the same article seen otherwise, or words elsewhere.
"""

from __future__ import annotations

from extract.display import one_line
from extract.library.views import QuoteView, StanceView
from extract.records import Span
from tui.screens.reader_edit import Editing
from tui.widgets.article import ArticleView
from tui.widgets.marks import Layer, item_of
from tui.widgets.page import day
from tui.widgets.paint import LayerState
from tui.widgets.prompts import quoted

_TURNS: dict[LayerState, LayerState] = {"shown": "dim", "dim": "hidden", "hidden": "shown"}
_LAYER_WORDS = {"quote": "Quotes", "cue": "Cues", "person": "People", "stance": "Stances"}


class ReaderTools(Editing):
    """What changes the view, and what takes away."""

    # --- view -------------------------------------------------------------------------------------------------------

    def action_turn_layer(self, layer: Layer) -> None:
        """Turn a layer on: shown, dim, hidden, shown."""
        look = self.article.look
        if look is not None:
            state = _TURNS[look.layers[layer]]
            self.article.set_layer(layer, state)
            self.say(f"{_LAYER_WORDS[layer]}: {state}")

    def action_one_person(self) -> None:
        """Dim everything but the words and mentions of one person; again: everything."""
        look = self.article.look
        if look is None:
            return
        person = None if look.only else self._shown().person(self.person_at_hand())
        if person is None and not look.only:
            self.say("Select a person, or a quote whose speaker is known.")
            return
        self.article.set_view(only=person.id if person else None, plain=look.plain)
        self.header.status = f"only {one_line(person.name)}" if person else ""

    def action_focus_mode(self) -> None:
        """Leave only the text; again: everything."""
        self.toggle_class("-focus")
        look = self.article.look
        if look is not None:
            self.article.set_view(only=look.only, plain=self.has_class("-focus"))
        self.article.focus()

    def action_fold(self) -> None:
        """Fold or unfold what is not read as news."""
        self.article.fold = not self.article.fold

    def on_article_view_fold_clicked(self, event: ArticleView.FoldClicked) -> None:
        """Unfold by mouse."""
        self.action_fold()

    def action_measure(self, step: int) -> None:
        """Make the lines longer or shorter."""
        self.article.measure = max(40, min(120, self.article.measure + step))
        self.say(f"{self.article.measure} characters a line")

    def action_leave(self) -> None:
        """Leave what is open, one thing at a time: search, filter, one person, the card, focus mode, the panel."""
        look = self.article.look
        if self.end_search() or self.panel.close_filter():
            return
        if look is not None and look.only:
            self.action_one_person()
        elif self.has_class("-why"):
            self.action_focus_why() if self.inspector.has_focus else self.remove_class("-why")
        elif self.has_class("-focus"):
            self.action_focus_mode()
        elif not self.article.has_focus:
            self.article.focus()
        else:
            self.selected = None

    # --- take away --------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the quote or stance selected with who, where and when; without one, the article's source."""
        thing = item_of(self._shown(), self.selected)
        if isinstance(thing, QuoteView):
            self.copy_text(self._receipt(thing.content, thing.speaker), "quote")
        elif isinstance(thing, StanceView):
            self.copy_text(self._receipt(thing.evidence, thing.holder), "stance")
        elif thing is not None:
            self.copy_text(f"{thing.name}{', ' + thing.role if thing.role else ''}", "name")
        else:
            self.copy_text(self._source(), "source")

    def _receipt(self, spans: tuple[Span, ...], person_id: str | None) -> str:
        reading = self._shown()
        person = reading.person(person_id)
        words = " […] ".join(s.of(reading.text) for s in spans)
        who = (person.name + (f", {person.role}" if person.role else "")) if person else "speaker unknown"
        return f"{quoted(words)}\n— {who}\n{self._source()}"

    def _source(self) -> str:
        a = self._shown().article
        return ", ".join(p for p in (a.title, a.outlet, day(a.published), a.source) if p)

    def action_report(self) -> None:
        """Show what the last change of this article did to earlier work."""
        self.onrecord.open_report(self.article_id)

    def action_open_url(self) -> None:
        """Open the article's page in the browser."""
        source = self._shown().article.source or ""
        if source.startswith(("http://", "https://")):
            self.app.open_url(source)
            self.say("Opening the article's page…")
        else:
            self.say("This article has no web address.")

    def action_comment_in_editor(self) -> None:
        """Write a note in $EDITOR."""
        from tui.editor import edited

        kind, object_id, note = self._about()
        words = edited(self.app, note.text if note else "")
        if isinstance(words, str):
            self.keep_note(kind, object_id, note, words.strip() or None)
        else:
            self.complain(words)

    def action_export(self) -> None:
        """Write the article's note as Markdown."""
        self.onrecord.export(self.article_id)
