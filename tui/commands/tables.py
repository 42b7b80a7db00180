"""Verbs that look something up: tables on a terminal, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tui.commands.reports import tell
from tui.commands.shared import (
    COUNTS,
    JsonOption,
    LibraryOption,
    LimitOption,
    day,
    open_library,
    print_json,
    print_table,
    tally,
)

if TYPE_CHECKING:
    from extract.library.views import Statement

StateOption = Annotated[
    Literal["unreviewed", "accepted", "rejected"] | None, typer.Option("--state", help="Only those in this state.")
]
ArticleOption = Annotated[
    str | None, typer.Option("--article", help="Only of this article (its id or the start of it).")
]


def list_articles(
    query: Annotated[str, typer.Argument(help="Words of the title, outlet or byline.")] = "",
    sort: Annotated[
        Literal["added", "published", "title", "outlet", "unreviewed"], typer.Option(help="What to sort by.")
    ] = "added",
    limit: LimitOption = 500,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the articles kept in the library.

    Counts are accepted/rejected/unreviewed. Example: onrecord list --sort published
    """
    with open_library(library) as lib:
        rows = lib.articles(query=query, sort=sort, descending=sort not in ("title", "outlet"), limit=limit)
    if json:
        print_json(rows)
        return
    cells = ((r.id, day(r.published), r.outlet, r.title, r.people, tally(r.quotes), tally(r.stances)) for r in rows)
    print_table(
        ["id", "date", "outlet", "title", "people", "quotes", "stances"], cells, empty="No articles.", below=COUNTS
    )


def show(
    article: Annotated[str, typer.Argument(help="The article's id, or the start of it.")],
    report: Annotated[
        bool, typer.Option("--report", help="What its last correction or reannotation did to earlier work instead.")
    ] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Print one article's annotations: as its note has them, the unsure ones too; the JSON contract with --json.

    Example: onrecord show a-3f9a1c0d2b4e
    """
    with open_library(library) as lib:
        row = lib.article(article)
        if report:
            latest = lib.report(row.id)
            print_json(latest) if json else tell(row.title, latest)
            return
        if json:
            from extract.records import to_json

            print_json(to_json(lib.annotations(row.id)))
            return
        from extract.display import displayable, one_line
        from extract.export import Options
        from extract.export.markdown import article_note

        note = article_note(lib.reading(row.id), Options(links="none", min_confidence=0.0))
        facts = [row.id, row.byline, row.outlet, row.published, row.source]
        typer.echo(" · ".join(one_line(fact) for fact in facts if fact))
        typer.echo(displayable(note.body.lstrip("\n")))


def search(
    query: Annotated[
        list[str], typer.Argument(help='Words, "phrases", prefix*, speaker: outlet: date: kind: state: stance:')
    ],
    limit: LimitOption = 50,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Search articles, quotes, people and notes.

    Example: onrecord search 'housing speaker:okafor state:accepted'
    """
    with open_library(library) as lib:
        hits = lib.search(" ".join(query), limit=limit)
    if json:
        print_json(hits)
        return
    cells = ((h.kind, h.person_name, " ".join(h.context.split()), h.outlet, day(h.published), h.id) for h in hits)
    print_table(["kind", "who", "where it says so", "outlet", "date", "id"], cells, empty="Nothing found.")


def quotes(
    article: ArticleOption = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Only of speakers whose name holds this.")] = None,
    kind: Annotated[
        Literal["direct", "indirect", "mixed"] | None, typer.Option("--kind", help="Only this kind.")
    ] = None,
    state: StateOption = None,
    limit: LimitOption = 200,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List quotes with speaker, state and where they stand.

    Example: onrecord quotes --speaker okafor --state accepted --json
    """
    with open_library(library) as lib:
        found = lib.quotes(article=_full_id(lib, article), speaker=speaker, kind=kind, state=state, limit=limit)
    if json:
        print_json(found)
        return
    print_table(["id", "speaker", "quote", "kind", "state", "article"], _quote_cells(found), empty="No quotes.")


def _quote_cells(found: Iterable[Statement]) -> Iterable[tuple[Any, ...]]:
    for q in found:
        yield q.id, q.person_name or "unknown", " ".join(q.exact.split()), q.kind, q.state, q.article_title


def stances(
    article: ArticleOption = None,
    holder: Annotated[str | None, typer.Option("--holder", help="Only of holders whose name holds this.")] = None,
    target: Annotated[str | None, typer.Option("--target", help="Only on targets whose label holds this.")] = None,
    polarity: Annotated[
        Literal["supports", "opposes", "conditional", "mixed"] | None, typer.Option("--polarity", help="Only this one.")
    ] = None,
    state: StateOption = None,
    limit: LimitOption = 200,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List stances: who supports or opposes what, and the words that show it.

    Example: onrecord stances --target "rent cap" --polarity opposes
    """
    with open_library(library) as lib:
        found = lib.stances(
            article=_full_id(lib, article), speaker=holder, target=target, polarity=polarity, state=state, limit=limit
        )
    if json:
        print_json(found)
        return
    cells = (
        (s.id, s.person_name or "unknown", s.polarity, s.target, " ".join(s.exact.split()), s.state) for s in found
    )
    print_table(["id", "holder", "stance", "target", "evidence", "state"], cells, empty="No stances.")


def people(
    query: Annotated[str, typer.Argument(help="Part of a name.")] = "",
    sort: Annotated[Literal["quotes", "name", "last"], typer.Option(help="What to sort by.")] = "quotes",
    limit: LimitOption = 200,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the people on record across all articles.

    Counts are accepted/rejected/unreviewed. Example: onrecord people okafor
    """
    with open_library(library) as lib:
        rows = lib.people(query=query, sort=sort, limit=limit)
    if json:
        print_json(rows)
        return
    cells = ((r.person_id, r.name, r.kind, r.role, r.articles, tally(r.quotes), tally(r.stances)) for r in rows)
    print_table(
        ["id", "name", "kind", "role", "articles", "quotes", "stances"], cells, empty="No people.", below=COUNTS
    )


def _full_id(lib: Any, article: str | None) -> str | None:
    return lib.article(article).id if article else None


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    for name, verb in (
        ("list", list_articles),
        ("show", show),
        ("search", search),
        ("quotes", quotes),
        ("people", people),
        ("stances", stances),
    ):
        app.command(name)(verb)
