"""`onrecord review ACTION ID…`: each act of review the reader knows, for scripts. Every one can be undone.

`ACTS` says what the acts are; the commands are made from it. An act's arguments go to the method of `Review` in their
order, its options by their names.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tui.commands.shared import JsonOption, LibraryOption, LimitOption, open_library, print_json, print_table, say

if TYPE_CHECKING:
    from extract.library.views import Done
    from extract.records import Mention, Span

review_app = typer.Typer(
    help="Decide: accept, reject, correct, add, merge, split, note, tag, undo.",
    epilog="Example: onrecord review accept q-3f9a1c0d2b4e",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Kind = Literal["direct", "indirect", "mixed"]
CueClass = Literal["speech", "writing", "thought", "wish", "decision", "evidence"]
Polarity = Literal["supports", "opposes", "conditional", "mixed"]
PersonKind = Literal["person", "organisation", "group", "unnamed"]
Part = Literal["content", "cue", "source", "evidence", "condition"]
Form = Literal["name", "description", "pronoun"]
Judgement = Literal["same", "different", "unsure"]
Object = Literal["article", "quote", "person", "stance", "target"]


# --- what an act is given ---------------------------------------------------------------------------------------------


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Given:
    """One argument or option of an act: its name, type and help, and how the method takes what was typed."""

    name: str
    annotation: Any
    read: Callable[[Any], Any] = _as_it_is
    default: Any = inspect.Parameter.empty
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its verb on the command line, the method of `Review` that does it, help, an example, what it takes."""

    verb: str
    method: str
    help: str
    example: str
    takes: tuple[Given, ...]


def argument(
    name: str, kind: Any = str, help: str = "The id of what is meant.", read: Callable[[Any], Any] = _as_it_is
) -> Given:
    """Something that has to be given."""
    return Given(name, Annotated[kind, typer.Argument(help=help)], read)


def option(name: str, kind: Any, default: Any, help: str, read: Callable[[Any], Any] = _as_it_is) -> Given:
    """Something that may be given, by name."""
    return Given(name, Annotated[kind, typer.Option(help=help)], read, default, by_name=True)


def _unless(nothing: str) -> Callable[[str], str | None]:
    return lambda value: None if value == nothing else value


def _spans(texts: Sequence[str] | None) -> tuple[Span, ...]:
    return tuple(map(_span, texts or ()))


def _span(text: str) -> Span:
    from extract.errors import UsageError
    from extract.records import Span

    start, _, end = text.partition(":")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise UsageError(f"{text!r} is no stretch of text.", hint="Write START:END, for example 120:168.")
    return Span(int(start), int(end))


def _mentions(texts: Sequence[str] | None) -> tuple[Mention, ...]:
    from extract.records import Mention

    return tuple(Mention(span.start, span.end, "name") for span in _spans(texts))


STRETCHES = "Stretches START:END, in code points of the article's text."
IDS = argument("ids", list[str], "Ids as shown by onrecord quotes, stances, people, show --json.")
OTHERS = argument("others", list[str], "Ids as shown by onrecord people, or show --json.")
ARTICLE = argument("article", str, "The article's id, or the start of it.")
LAST_ON = Given(
    "article", Annotated[str | None, typer.Argument(help="Only the last act on this article.")], default=None
)
SPANS = argument("spans", list[str], STRETCHES, _spans)
SPAN = argument("span", str, "START:END, in code points of the article's text.", _span)
QUOTE, STANCE, PERSON = argument("quote"), argument("stance"), argument("person")
THING, NOTE, TARGET, KEEP = argument("object_id"), argument("note"), argument("target"), argument("keep")
TEXT, NAME, TAG = argument("text", help="The words."), argument("name", help="The full name."), argument("tag", help="")
LABEL = argument("label", help="What the stance is about.")
PERSON_OR_UNKNOWN = argument("person", str, 'The id of a person of the article, or "unknown".', _unless("unknown"))
WIDER = argument("parent", str, 'The id of the wider target, or "none".', _unless("none"))


def _spans_option(name: str) -> Given:
    return option(name, list[str] | None, None, f"START:END of the {name}; may be repeated.", _spans)


ACTS = (
    Act("accept", "accept", "Accept quotes, stances or people.", "q-3f9a1c0d2b4e", (IDS,)),
    Act("reject", "reject", "Reject quotes, stances or people.", "s-3f9a1c0d2b4e", (IDS,)),
    Act("unreview", "unreview", "Put back to unreviewed.", "q-3f9a1c0d2b4e", (IDS,)),
    Act("speaker", "set_speaker", "Say whose words they are.", "q-3f9a1c0d2b4e unknown", (QUOTE, PERSON_OR_UNKNOWN)),
    Act("kind", "set_quote_kind", "Say what kind of quote it is.", "q-3f9a1c0d2b4e mixed",
        (QUOTE, argument("kind", Kind, "What it is."))),
    Act("class", "set_cue_class", "Say what the cue reports.", "q-3f9a1c0d2b4e thought",
        (QUOTE, argument("cue_class", CueClass, "What it reports."))),
    Act("polarity", "set_polarity", "Say where the holder stands.", "s-3f9a1c0d2b4e conditional",
        (STANCE, argument("polarity", Polarity, "Where they stand."))),
    Act("holder", "set_holder", "Say whose stance it is.", "s-3f9a1c0d2b4e p-0d2b4e3f9a1c", (STANCE, PERSON)),
    Act("target", "set_target", "Say what it is about.", 's-3f9a1c0d2b4e "rent cap"', (STANCE, LABEL)),
    Act("borders", "set_borders", "Move the borders of a part.", "q-3f9a1c0d2b4e content 120:168",
        (THING, argument("part", Part, "Which part."), SPANS)),
    Act("add-quote", "add_quote", "Add a missed quote.", "a-3f9a1c0d2b4e 120:168 --speaker p-0d2b4e3f9a1c",
        (ARTICLE, SPANS,
         option("kind", Kind | None, None, "By default told from the quotation marks."),
         option("speaker", str | None, None, "The id of a person of the article."),
         _spans_option("cue"), _spans_option("source"))),
    Act("add-person", "add_person", "Add somebody who was missed.", 'a-3f9a1c0d2b4e "Leila Farouk" --role nurse',
        (ARTICLE, NAME,
         option("kind", PersonKind, "person", "What they are."),
         option("role", str | None, None, "Their role."),
         option("mentions", list[str] | None, None, "START:END where they are named; may be repeated.", _mentions))),
    Act("add-mention", "add_mention", "Say that a stretch refers to somebody.", "p-0d2b 12:14 --form pronoun",
        (PERSON, SPAN, option("form", Form, "name", "How they are referred to."))),
    Act("remove-mention", "remove_mention", "Say that a stretch does not refer to somebody.", "p-0d2b 12:14",
        (PERSON, SPAN)),
    Act("add-stance", "add_stance", "Add a missed stance.", 'a-3f9a p-0d2b "rent cap" opposes 120:168',
        (ARTICLE, argument("holder", str, "The id of a person of the article."), LABEL,
         argument("polarity", Polarity, "Where they stand."), SPANS,
         option("quote", str | None, None, "The id of the quote it rests on."))),
    Act("rename", "rename_person", "Give a person another name.", 'p-0d2b4e3f9a1c "Adaeze Okafor"', (PERSON, NAME)),
    Act("role", "set_role", "Say what a person's role is.", "p-0d2b4e3f9a1c mayor",
        (PERSON, argument("role", str, "The role."))),
    Act("person-kind", "set_person_kind", "Say what somebody is.", "p-0d2b4e3f9a1c organisation",
        (PERSON, argument("kind", PersonKind, "What they are."))),
    Act("merge", "merge_people", "Say that people are one and the same.", "p-0d2b4e3f9a1c p-3f9a1c0d2b4e",
        (KEEP, OTHERS)),
    Act("split", "split_person", "Make some mentions a person of their own.", 'p-0d2b "Chidi Okafor" 812:825',
        (PERSON, NAME, SPANS)),
    Act("judge", "judge", "Judge whether two people of the library are one.", "p-0d2b p-3f9a different",
        (argument("a"), argument("b"), argument("judgement", Judgement, "Whether they are."))),
    Act("note", "note", "Write a note on something.", 'quote q-3f9a1c0d2b4e "Check the tape."',
        (argument("object_kind", Object, "What it is a note on."), THING, TEXT)),
    Act("edit-note", "edit_note", "Change a note.", 'n-3f9a1c0d2b4e "Checked."', (NOTE, TEXT)),
    Act("remove-note", "remove_note", "Take a note away.", "n-3f9a1c0d2b4e", (NOTE,)),
    Act("tag", "tag", "Tag something.", "q-3f9a1c0d2b4e housing", (THING, TAG)),
    Act("untag", "untag", "Take a tag away.", "q-3f9a1c0d2b4e housing", (THING, TAG)),
    Act("flag", "flag", "Flag something as to be checked.", "q-3f9a1c0d2b4e",
        (THING, Given("on", Annotated[bool, typer.Option("--on/--off", help="Set the flag or lower it.")],
                      default=True, by_name=True))),
    Act("rename-target", "rename_target", "Give a target another label.", 't-3f9a1c0d2b4e "rent cap"',
        (TARGET, LABEL)),
    Act("define-target", "define_target", "Say what a target means.", 't-3f9a "The 3 per cent cap of 2026."',
        (TARGET, TEXT)),
    Act("merge-targets", "merge_targets", "Make several targets one.", "t-3f9a t-0d2b", (KEEP, OTHERS)),
    Act("nest-target", "nest_target", "Put a target under a wider one.", "t-3f9a t-0d2b", (TARGET, WIDER)),
    Act("undo", "undo", "Take the last act back, a bulk one as one.", "", (LAST_ON,)),
    Act("redo", "redo", "Do again what was undone last.", "", (LAST_ON,)),
)  # fmt: skip


# --- the commands -----------------------------------------------------------------------------------------------------


def command(act: Act) -> Callable[..., None]:
    """Return the function that typer makes the command of an act from."""

    def run(**typed: Any) -> None:
        given = {taken: taken.read(typed[taken.name]) for taken in act.takes}
        with open_library(typed["library"]) as lib:
            done: Done = getattr(lib.review, act.method)(
                *(value for taken, value in given.items() if not taken.by_name),
                **{taken.name: value for taken, value in given.items() if taken.by_name},
            )
        print_json(done) if typed["json"] else say(done.message)

    takes = (*act.takes, Given("json", JsonOption, default=False), Given("library", LibraryOption, default=None))
    run.__doc__ = f"{act.help} Example: onrecord review {act.verb} {act.example}".rstrip()
    run.__annotations__ = {taken.name: taken.annotation for taken in takes}
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter(t.name, keyword, default=t.default, annotation=t.annotation) for t in takes]
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    return run


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
    cells = ((r.at[:19], r.action, r.object_id, r.field, in_words(r.old), in_words(r.new)) for r in rows)
    print_table(["when (UTC)", "action", "on", "field", "before", "after"], cells, empty="No decisions yet.")


def in_words(value: Any) -> str:
    """Return what a decision says of a field, short enough for a cell."""
    match value:
        case {"judgement": said} | {"anchor": said} | {"row": {"name": said}}:
            text = str(said)
        case {"row": _, "spans": {"content": words} | {"evidence": words}}:
            return in_words(words)
        case {"spans": [*spans]}:
            text = " … ".join(span["exact"] for span in spans)
        case {"text": said}:
            text = str(said)
        case _:
            text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def register(app: typer.Typer) -> None:
    """Add the verb with its actions to the command line."""
    for act in ACTS:
        review_app.command(act.verb)(command(act))
    review_app.command()(history)
    app.add_typer(review_app, name="review")
