"""`onrecord review ACTION ID…`: each act of review the reader knows, for scripts. Every one can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tui.commands.shared import JsonOption, LibraryOption, LimitOption, open_library, print_json, print_table, say

if TYPE_CHECKING:
    from pathlib import Path

    from extract.library.views import Done
    from extract.records import Span

review_app = typer.Typer(
    help="Decide: accept, reject, correct, add, merge, split, note, tag, undo.",
    epilog="Example: onrecord review accept q-3f9a1c0d2b4e",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Ids = Annotated[list[str], typer.Argument(help="Ids as shown by onrecord quotes, stances, people, show --json.")]
Id = Annotated[str, typer.Argument(help="The id of what is meant.")]
Article = Annotated[str, typer.Argument(help="The article's id, or the start of it.")]
Spans = Annotated[list[str], typer.Argument(help="Stretches START:END, in code points of the article's text.")]
Kind = Literal["direct", "indirect", "mixed"]
CueClass = Literal["speech", "writing", "thought", "wish", "decision", "evidence"]
Polarity = Literal["supports", "opposes", "conditional", "mixed"]
PersonKind = Literal["person", "organisation", "group", "unnamed"]


def _do(library: Path | None, json: bool, method: str, *args: Any, **named: Any) -> None:
    with open_library(library) as lib:
        done: Done = getattr(lib.review, method)(*args, **named)
    if json:
        print_json(done)
    else:
        say(done.message)


def _spans(texts: Sequence[str]) -> tuple[Span, ...]:
    from extract.errors import UsageError
    from extract.records import Span

    found = []
    for text in texts:
        start, _, end = text.partition(":")
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            raise UsageError(f"{text!r} is no stretch of text.", hint="Write START:END, for example 120:168.")
        found.append(Span(int(start), int(end)))
    return tuple(found)


@review_app.command()
def accept(ids: Ids, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Accept quotes, stances or people. Example: onrecord review accept q-3f9a1c0d2b4e"""
    _do(library, json, "accept", ids)


@review_app.command()
def reject(ids: Ids, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Reject quotes, stances or people. Example: onrecord review reject s-3f9a1c0d2b4e"""
    _do(library, json, "reject", ids)


@review_app.command()
def unreview(ids: Ids, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Put back to unreviewed. Example: onrecord review unreview q-3f9a1c0d2b4e"""
    _do(library, json, "unreview", ids)


@review_app.command()
def speaker(
    quote: Id,
    person: Annotated[str, typer.Argument(help='The id of a person of the article, or "unknown".')],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Say whose words they are. Example: onrecord review speaker q-3f9a1c0d2b4e unknown"""
    _do(library, json, "set_speaker", quote, None if person == "unknown" else person)


@review_app.command()
def kind(quote: Id, kind: Kind, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say what kind of quote it is. Example: onrecord review kind q-3f9a1c0d2b4e mixed"""
    _do(library, json, "set_quote_kind", quote, kind)


@review_app.command("class")
def cue_class(quote: Id, cue_class: CueClass, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say what the cue reports. Example: onrecord review class q-3f9a1c0d2b4e thought"""
    _do(library, json, "set_cue_class", quote, cue_class)


@review_app.command()
def polarity(stance: Id, polarity: Polarity, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say where the holder stands. Example: onrecord review polarity s-3f9a1c0d2b4e conditional"""
    _do(library, json, "set_polarity", stance, polarity)


@review_app.command()
def holder(stance: Id, person: Id, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say whose stance it is. Example: onrecord review holder s-3f9a1c0d2b4e p-0d2b4e3f9a1c"""
    _do(library, json, "set_holder", stance, person)


@review_app.command()
def target(
    stance: Id,
    label: Annotated[str, typer.Argument(help="What the stance is about.")],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Say what it is about. Example: onrecord review target s-3f9a1c0d2b4e "rent cap" """
    _do(library, json, "set_target", stance, label)


@review_app.command()
def borders(
    object_id: Id,
    part: Literal["content", "cue", "source", "evidence", "condition"],
    spans: Spans,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Move the borders of a part. Example: onrecord review borders q-3f9a1c0d2b4e content 120:168"""
    _do(library, json, "set_borders", object_id, part, _spans(spans))


@review_app.command("add-quote")
def add_quote(
    article: Article,
    spans: Spans,
    kind: Annotated[Kind | None, typer.Option(help="By default told from the quotation marks.")] = None,
    speaker: Annotated[str | None, typer.Option(help="The id of a person of the article.")] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Add a missed quote. Example: onrecord review add-quote a-3f9a1c0d2b4e 120:168 --speaker p-0d2b4e3f9a1c"""
    _do(library, json, "add_quote", article, _spans(spans), kind=kind, speaker=speaker)


@review_app.command("add-person")
def add_person(
    article: Article,
    name: Annotated[str, typer.Argument(help="The full name.")],
    kind: Annotated[PersonKind, typer.Option(help="What they are.")] = "person",
    role: Annotated[str | None, typer.Option(help="Their role.")] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Add somebody who was missed. Example: onrecord review add-person a-3f9a1c0d2b4e "Leila Farouk" --role nurse"""
    _do(library, json, "add_person", article, name, kind=kind, role=role)


@review_app.command("add-mention")
def add_mention(
    person: Id,
    span: Annotated[str, typer.Argument(help="START:END")],
    form: Annotated[Literal["name", "description", "pronoun"], typer.Option(help="How they are referred to.")] = "name",
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Say that a stretch refers to somebody. Example: onrecord review add-mention p-0d2b 12:14 --form pronoun"""
    _do(library, json, "add_mention", person, _spans([span])[0], form)


@review_app.command("add-stance")
def add_stance(
    article: Article,
    holder: Annotated[str, typer.Argument(help="The id of a person of the article.")],
    target: Annotated[str, typer.Argument(help="What it is about.")],
    polarity: Polarity,
    spans: Spans,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Add a missed stance. Example: onrecord review add-stance a-3f9a p-0d2b "rent cap" opposes 120:168"""
    _do(library, json, "add_stance", article, holder, target, polarity, _spans(spans))


@review_app.command()
def rename(person: Id, name: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Give a person another name. Example: onrecord review rename p-0d2b4e3f9a1c "Adaeze Okafor" """
    _do(library, json, "rename_person", person, name)


@review_app.command()
def role(person: Id, role: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say what a person's role is. Example: onrecord review role p-0d2b4e3f9a1c mayor"""
    _do(library, json, "set_role", person, role)


@review_app.command("person-kind")
def person_kind(person: Id, kind: PersonKind, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say what somebody is. Example: onrecord review person-kind p-0d2b4e3f9a1c organisation"""
    _do(library, json, "set_person_kind", person, kind)


@review_app.command()
def merge(keep: Id, others: Ids, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say that people are one and the same. Example: onrecord review merge p-0d2b4e3f9a1c p-3f9a1c0d2b4e"""
    _do(library, json, "merge_people", keep, others)


@review_app.command()
def split(person: Id, name: str, spans: Spans, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Make some mentions a person of their own. Example: onrecord review split p-0d2b "Chidi Okafor" 812:825"""
    _do(library, json, "split_person", person, _spans(spans), name)


@review_app.command()
def judge(
    a: Id,
    b: Id,
    judgement: Literal["same", "different", "unsure"],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Judge whether two people of the library are one. Example: onrecord review judge p-0d2b p-3f9a different"""
    _do(library, json, "judge", a, b, judgement)


@review_app.command()
def note(
    object_kind: Literal["article", "quote", "person", "stance", "target"],
    object_id: Id,
    text: Annotated[str, typer.Argument(help="The note.")],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Write a note on something. Example: onrecord review note quote q-3f9a1c0d2b4e "Check the tape." """
    _do(library, json, "note", object_kind, object_id, text)


@review_app.command("edit-note")
def edit_note(note: Id, text: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Change a note. Example: onrecord review edit-note n-3f9a1c0d2b4e "Checked." """
    _do(library, json, "edit_note", note, text)


@review_app.command("remove-note")
def remove_note(note: Id, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Take a note away. Example: onrecord review remove-note n-3f9a1c0d2b4e"""
    _do(library, json, "remove_note", note)


@review_app.command()
def tag(object_id: Id, tag: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Tag something. Example: onrecord review tag q-3f9a1c0d2b4e housing"""
    _do(library, json, "tag", object_id, tag)


@review_app.command()
def untag(object_id: Id, tag: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Take a tag away. Example: onrecord review untag q-3f9a1c0d2b4e housing"""
    _do(library, json, "untag", object_id, tag)


@review_app.command()
def flag(
    object_id: Id,
    on: Annotated[bool, typer.Option("--on/--off", help="Set the flag or lower it.")] = True,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Flag something as to be checked. Example: onrecord review flag q-3f9a1c0d2b4e"""
    _do(library, json, "flag", object_id, on)


@review_app.command("rename-target")
def rename_target(target: Id, label: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Give a target another label. Example: onrecord review rename-target t-3f9a1c0d2b4e "rent cap" """
    _do(library, json, "rename_target", target, label)


@review_app.command("define-target")
def define_target(target: Id, text: str, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Say what a target means. Example: onrecord review define-target t-3f9a "The 3 per cent cap of 2026." """
    _do(library, json, "define_target", target, text)


@review_app.command("merge-targets")
def merge_targets(keep: Id, others: Ids, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Make several targets one. Example: onrecord review merge-targets t-3f9a t-0d2b"""
    _do(library, json, "merge_targets", keep, others)


@review_app.command("nest-target")
def nest_target(
    target: Id,
    parent: Annotated[str, typer.Argument(help='The id of the wider target, or "none".')],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Put a target under a wider one. Example: onrecord review nest-target t-3f9a t-0d2b"""
    _do(library, json, "nest_target", target, None if parent == "none" else parent)


@review_app.command()
def undo(
    article: Annotated[str | None, typer.Argument(help="Only the last act on this article.")] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Take the last act back, a bulk one as one. Example: onrecord review undo"""
    _do(library, json, "undo", article)


@review_app.command()
def redo(
    article: Annotated[str | None, typer.Argument(help="Only the last act on this article.")] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Do again what was undone last. Example: onrecord review redo"""
    _do(library, json, "redo", article)


@review_app.command()
def history(
    article: Annotated[str | None, typer.Argument(help="Only decisions on this article.")] = None,
    limit: LimitOption = 100,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Print the ledger of decisions, newest first. Example: onrecord review history --json"""
    with open_library(library) as lib:
        rows = lib.review.history(article, limit=limit)
    if json:
        print_json(rows)
        return
    cells = ((r.at, r.action, r.object_id, r.field, _short(r.old), _short(r.new)) for r in rows)
    print_table(["when", "action", "on", "field", "before", "after"], cells, empty="No decisions yet.")


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def register(app: typer.Typer) -> None:
    """Add the verb with its actions to the command line."""
    app.add_typer(review_app, name="review")
