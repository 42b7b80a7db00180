"""Review: one key a decision. Accept, reject, speaker, type, merge, split, notes, tags, many at once, undo.

Every decision is written to the library at once; a correction that changes more than the one thing says so first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, get_args

from textual import on
from textual.content import Content

from extract.display import one_line
from extract.errors import OnrecordError
from extract.library.views import Done, NoteView, PersonView, QuoteView, StanceView
from extract.records import PersonKind, Polarity, QuoteKind
from tui.screens.reader_picker import NEW, Choice, Confirm, Picker
from tui.screens.reader_walk import Walking
from tui.widgets.inspector import Inspector
from tui.widgets.marks import Item, item_of, speaker_colours
from tui.widgets.prompts import colour, quote_prompt, short, stance_prompt

if TYPE_CHECKING:
    from tui.screens.reader_mentions import Chosen

_SURE = 0.9
_KEYS = "asdfghjkl"


class Reviewing(Walking):
    """What decides."""

    # --- how a decision is made -------------------------------------------------------------------------------------

    def decide(
        self, action: str, *args: object, after: Callable[[Done], None] | None = None, **options: object
    ) -> None:
        """Make a decision of `Library.review`; ask first where it changes more than the one thing."""

        def apply(yes: bool | None = True) -> None:
            if yes and (done := self._attempt(action, *args, **options)):
                self.done(done)
                if after is not None:
                    after(done)

        try:
            more = self.library.review.consequences(action, *args)
        except OnrecordError as error:
            self.complain(error)
            return
        if more:
            self.app.push_screen(Confirm(more, go_on="do it"), apply)
        else:
            apply()

    def _attempt(self, action: str, *args: object, **options: object) -> Done | None:
        try:
            return getattr(self.library.review, action)(*args, **options)
        except OnrecordError as error:
            self.complain(error)
            return None

    def thing(self, *kinds: str) -> Item | None:
        """Return what is selected where it is of one of the kinds; else say what to do."""
        if self.selected is not None and self.selected.kind in kinds:
            return self.selected
        self.say(f"Select a {' or '.join(kinds)} first: n goes to the next.")
        return None

    def ask(self, picker: Picker, then: Callable[[str], object]) -> None:
        """Have something picked, and go on with the answer; nothing happens where the picker is left."""

        def answered(answer: str | None) -> None:
            if answer:
                then(answer)

        self.app.push_screen(picker, answered)

    # --- accept, reject ---------------------------------------------------------------------------------------------

    def action_accept(self) -> None:
        """Accept what is selected and go on."""
        self._judge("accept")

    def action_reject(self) -> None:
        """Reject what is selected and go on."""
        self._judge("reject")

    def action_unreview(self) -> None:
        """Take the decision on what is selected back, and stay."""
        if item := self.thing("quote", "person", "stance"):
            self.decide("unreview", [item.id])

    def _judge(self, action: str) -> None:
        item = self.thing("quote", "person", "stance")
        if item is None:
            return
        following = self._following(item)
        done = self._attempt(action, [item.id])
        if done is not None:
            self.renew(done.changed)
            if following is None:
                listed = self._panel_of(item).TITLE.lower()
                self.say(f"All {listed} listed are reviewed.{self.folded_words(item.kind)}")
            else:
                self.go_to(following)

    def _following(self, item: Item) -> Item | None:
        """Return the next item of the list nobody has decided on; from its start again at its end."""
        items = list(self._panel_of(item).items)
        at = items.index(item) if item in items else -1
        states = self.article.look.states if self.article.look else {}
        open_ones = [i for i in (*items[at + 1 :], *items[: max(at, 0)]) if states.get(i) in ("unreviewed", "flagged")]
        return open_ones[0] if open_ones else None

    # --- speaker, type ----------------------------------------------------------------------------------------------

    def _people(self, leave_out: str | None = None) -> list[Choice]:
        """Return the people of the article to pick from, those who speak most first."""
        reading = self._shown()
        colours = speaker_colours(reading)
        people = sorted(reading.people, key=lambda p: (-len(p.quotes), -p.words_said, p.kind, p.name))
        return [
            Choice(
                p.id,
                Content.assemble(
                    (short(p.name), colour(colours, p.id)), ("  " + short(p.role or p.kind), "$text-faint")
                ),
                " ".join(p.aliases),
            )
            for p in people
            if p.id != leave_out
        ]

    def action_pick_speaker(self) -> None:
        """Pick who said a quote, or whose a stance is."""
        if item := self.thing("quote", "stance"):
            title = "Who said it?" if item.kind == "quote" else "Whose stance is it?"
            choices = self._people()
            if item.kind == "quote":
                choices.append(Choice("", Content.styled("unknown speaker", "italic $speaker-unknown"), "nobody none"))
            picker = Picker(title, choices, new="new person:")
            self.app.push_screen(picker, lambda answer: self._speaker_picked(item, answer))

    def _speaker_picked(self, item: Item, answer: str | None) -> None:
        if answer is None:
            return
        person: str | None = answer or None
        if answer.startswith(NEW):
            person = self._new_person(answer.removeprefix(NEW))
            if person is None:
                return
        self.set_speaker(item, person)

    def _new_person(self, name: str) -> str | None:
        """Add a person without mentions; returns their id."""
        before = {p.id for p in self._shown().people}
        done = self._attempt("add_person", self.article_id, name)
        if done is None:
            return None
        self.renew(done.changed)
        added = [p for p in self._shown().people if p.id not in before]
        return next((p.id for p in added if p.name == name), added[0].id if added else None)

    def set_speaker(self, item: Item, person: str | None) -> None:
        """Make a person the speaker of a quote or the holder of a stance."""
        self.decide("set_speaker" if item.kind == "quote" else "set_holder", item.id, person)

    @on(Inspector.RivalTaken)
    def _rival_taken(self, event: Inspector.RivalTaken) -> None:
        self.set_speaker(event.item, event.person_id)

    def action_pick_type(self) -> None:
        """Pick a quote's kind, a stance's polarity, or what a person is."""
        item = self.thing("quote", "stance", "person")
        if item is None:
            return
        kinds = {
            "quote": (QuoteKind, "set_quote_kind"),
            "stance": (Polarity, "set_polarity"),
            "person": (PersonKind, "set_person_kind"),
        }
        values, action = kinds[item.kind]
        choices = [Choice(v, v, key=v[0]) for v in get_args(values)]
        picker = Picker(f"This {item.kind} is", choices, find=False, hint="a letter picks")
        self.ask(picker, lambda answer: self.decide(action, item.id, answer))

    # --- people -----------------------------------------------------------------------------------------------------

    def _person(self) -> PersonView | None:
        person = self._shown().person(self.person_at_hand())
        if person is None:
            self.say("Select a person, or a quote whose speaker is known.")
        return person

    def action_merge_person(self) -> None:
        """Say that this person is somebody already listed."""
        if person := self._person():
            picker = Picker(
                f"{short(person.name)} is the same as…", self._people(person.id), hint="their mentions and quotes join"
            )
            self.ask(picker, lambda keep: self._merge(person.id, keep))

    def _merge(self, other: str, keep: str) -> None:
        self.decide("merge_people", keep, [other], after=lambda _: self.go_to(Item("person", keep), panel="person"))

    def action_split_person(self) -> None:
        """Say that some mentions of this person are somebody else's, or nobody's."""
        from tui.screens.reader_mentions import MentionsWindow

        person = self._person()
        if person is None:
            return
        if not person.mentions:
            self.say(f"{short(person.name)} is not mentioned in the text.")
            return
        window = MentionsWindow(short(person.name), self._shown().text, person.mentions, at=self._mention)
        self.app.push_screen(window, lambda chosen: self._split(person, chosen) if chosen else None)

    def _split(self, person: PersonView, chosen: Chosen) -> None:
        if chosen.what == "nobody":
            for span in chosen.spans:
                self.decide("remove_mention", person.id, span)
            return
        form = one_line(chosen.spans[0].of(self._shown().text))
        picker = Picker("Who are they?", [], new="a person named", typed=form)
        self.ask(picker, lambda name: self.decide("split_person", person.id, chosen.spans, name.removeprefix(NEW)))

    def action_rename(self) -> None:
        """Name a person or a stance's target anew."""
        if item := self.thing("person", "stance", "quote"):
            if item.kind == "stance":
                stance = item_of(self._shown(), item)
                if isinstance(stance, StanceView):
                    self._ask("The stance is on", stance.target, lambda w: self.decide("set_target", item.id, w))
            elif person := self._person():
                self._ask(
                    f"{short(person.name)} is called", person.name, lambda w: self.decide("rename_person", person.id, w)
                )

    def _ask(self, title: str, typed: str, then: Callable[[str], None]) -> None:
        picker = Picker(title, [], new="→", typed=typed)
        shown = NEW + one_line(typed).strip()
        self.ask(picker, lambda answer: then(typed if answer == shown else answer.removeprefix(NEW)))

    # --- notes, tags, flag ------------------------------------------------------------------------------------------

    def _about(self) -> tuple[str, str, NoteView | None]:
        """Return kind and id of what a note is about, and the note itself where one is selected."""
        item = self.selected
        if item is None:
            return "article", self.article_id, None
        if item.kind == "note":
            note = next((n for n in self._shown().notes if n.id == item.id), None)
            return ("article", self.article_id, None) if note is None else (note.object_kind, note.object_id, note)
        return item.kind, item.id, None

    def action_comment(self) -> None:
        """Write a note on what is selected, or on the article; change the note selected."""
        from tui.screens.reader_note import NoteWindow

        kind, object_id, note = self._about()
        window = NoteWindow(
            f"Note on {'the article' if kind == 'article' else f'this {kind}'}", note.text if note else ""
        )
        self.app.push_screen(window, lambda words: self.keep_note(kind, object_id, note, words))

    def keep_note(self, kind: str, object_id: str, note: NoteView | None, words: str | None) -> None:
        """Keep a note, new or changed."""
        if words and note is None:
            self.decide("note", kind, object_id, words)
        elif words and note is not None and words != note.text:
            self.decide("edit_note", note.id, words)

    def action_remove_note(self) -> None:
        """Remove the note selected; undo brings it back."""
        if item := self.thing("note"):
            self.decide("remove_note", item.id)

    def action_tag(self) -> None:
        """Tag what is selected; picking a tag it has takes it away."""
        if item := self.thing("quote", "person", "stance"):
            reading = self._shown()
            thing = item_of(reading, item)
            own = thing.tags if thing else ()
            known = sorted({*reading.article.tags, *own} | {t for q in reading.quotes for t in q.tags})
            choices = [Choice(t, f"{'− ' if t in own else '+ '}{one_line(t)}") for t in known]
            picker = Picker("Tag", choices, new="new tag:")
            self.ask(picker, lambda answer: self._tag(item, own, answer.removeprefix(NEW)))

    def _tag(self, item: Item, own: Sequence[str], tag: str) -> None:
        self.decide("untag" if tag in own else "tag", item.id, tag)

    def action_flag(self) -> None:
        """Flag what is selected to be checked, or take the flag away."""
        if item := self.thing("quote", "person", "stance"):
            thing = item_of(self._shown(), item)
            self.decide("flag", item.id, on=not (thing and thing.flagged))

    # --- many at once -----------------------------------------------------------------------------------------------

    def action_bulk_accept(self) -> None:
        """Choose which of the unreviewed are accepted, see them, and accept them."""
        scopes = {label: things for label, things in self._scopes().items() if things}
        if not scopes:
            self.say("Everything is reviewed.")
            return
        choices = [
            Choice(label, Content.assemble(label, (f"  {len(things)}", "$text-faint")), key=_KEYS[i])
            for i, (label, things) in enumerate(scopes.items())
        ]
        picker = Picker("Accept…", choices, find=False, hint="You will see them before anything is accepted.")
        self.ask(picker, lambda label: self._preview_bulk(label, scopes[label]))

    def _scopes(self) -> dict[str, list[QuoteView | StanceView]]:
        """Return what can be accepted at once, by how it is called."""
        r = self._shown()
        open_ones = [t for t in (*r.quotes, *r.stances) if t.state == "unreviewed" and not t.flagged]
        quotes = [t for t in open_ones if isinstance(t, QuoteView)]
        listed = {item.id for item in self.panel.items}
        person = r.person(self.person_at_hand())
        scopes: dict[str, list[QuoteView | StanceView]] = {
            f"quotes the machine is {_SURE:.0%} sure of, with a known speaker": [
                q for q in quotes if q.confidence >= _SURE and q.speaker
            ],
            f"what the panel {self.panel.TITLE} lists now": [t for t in open_ones if t.id in listed],
        }
        if person is not None:
            mine = [q for q in quotes if q.speaker == person.id]
            scopes[f"the quotes of {one_line(person.name)}"] = [*mine]
        scopes["all quotes with a known speaker"] = [q for q in quotes if q.speaker]
        scopes["everything unreviewed"] = open_ones
        return scopes

    def _preview_bulk(self, label: str, things: Sequence[QuoteView | StanceView]) -> None:
        reading = self._shown()
        colours = speaker_colours(reading)
        lines = [
            quote_prompt(reading, t, colours) if isinstance(t, QuoteView) else stance_prompt(reading, t, colours)
            for t in things
        ]
        title = f"Accept {len(things)}: {label}?"
        ids = [t.id for t in things]

        def apply(yes: bool | None) -> None:
            if yes:
                self.decide("accept", ids)

        self.app.push_screen(Confirm(title, lines, go_on=f"accept {len(things)}"), apply)

    # --- undo -------------------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Undo the last decision on this article, of today or of last year."""
        self._retrace("undo")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._retrace("redo")

    def _retrace(self, action: str) -> None:
        done = self._attempt(action, self.article_id)
        if done is None:
            return
        self.done(done)
        for kind, things in (
            ("quote", self._shown().quotes),
            ("stance", self._shown().stances),
            ("person", self._shown().people),
        ):
            hit = next((t.id for t in things if t.id in done.changed), None)
            if hit is not None:
                self.go_to(Item(kind, hit), panel=kind)  # pyright: ignore[reportArgumentType]
                return
