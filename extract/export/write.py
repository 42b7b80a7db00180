"""A folder of notes kept up to date from the library.

In: a library, what to export, a folder. Out: files, each replaced whole or left as it is, and `Written`, which says
what happened to each. One file that cannot be written does not hold up the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import ExportError, NotFoundError, UsageError
from extract.export.files import read_text, sweep, write_pieces, write_text
from extract.export.formats import Format, Recorded, format_named
from extract.export.names import file_stem, folded
from extract.export.notes import FOLDERS
from extract.export.options import Options
from extract.export.shelf import Shelf

if TYPE_CHECKING:
    from extract.export.markdown import Note
    from extract.library.library import Library
    from extract.library.views import DecisionRow

EVERYTHING = 10**9
"""More rows than a library holds."""

TABLES = {"csv": ("quotes", "people", "stances", "decisions")}
"""The formats that make several files, and which."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: files written, files that held it already, files in which a person's edit within onrecord's
    marks
    was kept beside the newer text, and (file, reason) of those that could not be written."""

    changed: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()

    def __add__(self, other: Written) -> Written:
        """Both together."""
        return Written(
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.kept + other.kept,
            self.failed + other.failed,
        )


def write_notes(
    library: Library,
    articles: Iterable[str] | None,
    directory: Path | str,
    format: str = "md",
    options: Options | None = None,
    *,
    people: Iterable[str] = (),
    targets: Iterable[str] = (),
    linked: bool = False,
) -> Written:
    """Write articles (None: all), people and targets of the library into a folder; made where it is missing.

    Articles lie in the folder itself, people in people/, targets in targets/. With `linked`, Markdown notes of the
    people and targets that the articles link to are written too. Raises UsageError for an unknown format or one that
    cannot hold people or targets, NotFoundError for an unknown id, ExportError where the folder or a template fails
    altogether.
    """
    return Export(library, Path(directory).expanduser(), format_named(format), options or Options()).write(
        articles, people=people, targets=targets, linked=linked
    )


class Export:
    """One folder, format and set of options; may be told to write any number of times."""

    def __init__(self, library: Library, directory: Path, format: Format, options: Options) -> None:
        self.library, self.directory, self.format, self.options = library, directory, format, options
        self.shelf = Shelf(directory, format.suffix, self._namesakes)
        self._stems: dict[str, Counter[str]] = {}

    def write(
        self,
        articles: Iterable[str] | None,
        *,
        people: Iterable[str] = (),
        targets: Iterable[str] = (),
        linked: bool = False,
    ) -> Written:
        """Write as `write_notes` says."""
        ids = self.all_articles() if articles is None else [self.library.article(a).id for a in articles]
        people, targets = list(people), list(targets)
        for below in FOLDERS.values():
            sweep(self.directory / below)
        across = {"person", "target"} <= set(self.format.kinds)
        if (people or targets) and not across:
            raise UsageError(f"{self.format.name} cannot hold a person or a target", hint="Use --format md for them.")
        if self.format.together:
            return self._together(ids) if ids else Written()
        if linked and across:
            people, targets = self._linked(ids, people, targets)
        written = sum((self._attempt(*job) for job in self._jobs(ids, people, targets)), Written())
        return written + self._signposts() if linked and across and articles is None else written

    def all_articles(self) -> list[str]:
        """The ids of every article, oldest first."""
        return [row.id for row in self.library.articles(sort="added", descending=False, limit=EVERYTHING)]

    def _jobs(self, ids: Sequence[str], people: Sequence[str], targets: Sequence[str]) -> Iterator[tuple[str, str]]:
        yield from (("article", i) for i in ids)
        yield from (("person", i) for i in people)
        yield from (("target", i) for i in targets)

    def _attempt(self, kind: str, object_id: str) -> Written:
        """Write one file; what goes wrong with it is told, and does not stop the others."""
        path = self.directory
        try:
            title, note = self._render(kind, object_id)
            path = self.shelf.file(kind, object_id if isinstance(note, str) else note.id, title)
            return _written(path, note) if isinstance(note, str) else _merged(path, note)
        except ExportError as error:
            if "template" in error.title:
                raise
            return Written(failed=((path, str(error)),))

    def _render(self, kind: str, object_id: str) -> tuple[str, Note | str]:
        if kind == "article":
            reading = self.library.reading(object_id)
            title = reading.article.title
            if self.format.name != "md":
                return title, self.format.render(reading, self.options)
            from extract.export.markdown import article_note

            return title, article_note(reading, self.options, self.shelf.path)
        from extract.export.markdown import person_note, target_note

        if kind == "person":
            person = self.library.person(object_id, limit=EVERYTHING)
            return person.row.name, person_note(person, self.options, self.shelf.path)
        target = self.library.target(object_id, limit=EVERYTHING)
        return target.row.label, target_note(target, self.options, self.shelf.path)

    def _signposts(self) -> Written:
        """Notes left of people and targets that were merged into others since: each now says where to look."""
        from extract.export.markdown import signpost

        done = Written()
        for kind, known in (("person", self._people), ("target", self._targets)):
            for old in self.shelf.held(kind):
                now = self._now(kind, old) if old not in known else None
                if now is not None:
                    path = self.shelf.file(kind, old, "")
                    done += _merged(path, signpost(kind, old, path.stem, now, self.options, self.shelf.path))
        return done

    def _now(self, kind: str, old: str) -> tuple[str, str] | None:
        """The id and name of what a person or target was merged into; None where it is gone altogether."""
        try:
            if kind == "person":
                row = self.library.person(old, limit=1).row
                return row.person_id, row.name
            target = self.library.target(old, limit=1).row
            return target.target_id, target.label
        except NotFoundError:
            return None

    def _together(self, ids: Sequence[str]) -> Written:
        """Write the one set of files of a format that takes all articles together."""
        tables = TABLES.get(self.format.name, ("",))
        paths = {t: self.directory / f"onrecord{'-' * bool(t)}{t}{self.format.suffix}" for t in tables}
        changed = write_pieces(paths, self.format.pieces(self._recorded(ids), self.options))
        return Written(tuple(changed), tuple(p for p in paths.values() if p not in changed))

    def _recorded(self, ids: Sequence[str]) -> Iterator[Recorded]:
        """The readings in turn, each with its decisions; those across articles come with the first."""
        decided: dict[str | None, list[DecisionRow]] = defaultdict(list)
        if self.format.name == "csv":
            for row in reversed(self.library.review.history(None, limit=EVERYTHING)):
                decided[row.article_id if row.article_id else ids[0]].append(row)
        for article_id in ids:
            yield Recorded(self.library.reading(article_id), tuple(decided.pop(article_id, ())))

    def _linked(self, ids: Sequence[str], people: list[str], targets: list[str]) -> tuple[list[str], list[str]]:
        """Add the people with a name and the targets of these articles."""
        for article_id in ids:
            reading = self.library.reading(article_id)
            people += [p.person_id for p in reading.people if p.kind != "unnamed" and p.state != "rejected"]
            targets += [s.target_id for s in reading.stances if s.target_id and s.state != "rejected"]
        return list(dict.fromkeys(people)), list(dict.fromkeys(targets))

    def _namesakes(self, kind: str, title: str) -> int:
        names = {"person": self._people, "target": self._targets}.get(kind, {})
        if kind not in self._stems:
            self._stems[kind] = Counter(folded(file_stem(name)) for name in names.values())
        return self._stems[kind][folded(file_stem(title))]

    @cached_property
    def _people(self) -> dict[str, str]:
        rows = self.library.people(limit=EVERYTHING)
        return {r.person_id: r.name for r in rows if r.kind != "unnamed"}

    @cached_property
    def _targets(self) -> dict[str, str]:
        return {r.target_id: r.label for r in self.library.targets(limit=EVERYTHING)}


def _written(path: Path, text: str) -> Written:
    return Written(changed=(path,)) if write_text(path, text) else Written(unchanged=(path,))


def _merged(path: Path, note: Note) -> Written:
    """Put a note into its file, beside what a person wrote there."""
    from extract.export.keeping import compose

    composed = compose(read_text(path), note.id, note.front, note.body)
    done = _written(path, composed.text)
    return Written(done.changed, done.unchanged, (path,)) if composed.kept else done
