"""What the templates of notes are given: the words of quotes and stances, who and where, as values of ready Markdown.

In: a filtered `Reading`, `PersonPage` or `TargetPage`. Out: small frozen values whose `Md` fields are printed as they
are and whose plain strings are escaped by the template engine. Nothing is worded here that the article did not say,
beside labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extract.export.markdown_text import Md, blockquote, inline, readable
from extract.export.names import Linker, file_stem
from extract.export.options import Options
from extract.library.views import PersonView, QuoteView, Reading, StanceView, State, Statement, Tally
from extract.records import Span

FOLDERS = {"article": "", "person": "people/", "target": "targets/"}
"""Where the notes of each kind lie below the export folder."""

VERBS = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "takes a conditional stand on",
    "mixed": "takes a mixed stand on",
}

ANCHORS = {
    "moved": "moved in the corrected text: please check",
    "ambiguous": "in several places of the corrected text: please check",
    "orphan": "no longer in the corrected text",
}

NotePath = Callable[[str, str, str], str]
"""(kind, id, title) → the note's path below the export folder, without suffix."""


def plain_path(kind: str, _object_id: str, title: str) -> str:
    """Return the path a note gets where nothing else claims it."""
    return FOLDERS[kind] + file_stem(title)


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of a note: verbatim words, one line that says whose they are, the block id it can be linked by."""

    id: str
    words: Md
    line: Md


@dataclass(frozen=True, slots=True)
class Card:
    """One line about somebody: a link or name, what they are, what is on record of them."""

    id: str
    name: Md
    about: Md
    counts: str


class ArticleNote:
    """The parts of the note of one article. `whole` is the reading unfiltered: counts are made on it."""

    def __init__(self, reading: Reading, whole: Reading, options: Options, path: NotePath) -> None:
        self.reading, self.whole, self.options, self.path = reading, whole, options, path
        self.links = Linker(options.links)

    @property
    def quotes(self) -> list[Entry]:
        """The quotes in the order of the text."""
        return [
            Entry(q.id, blockquote(self._words(q.content) or q.words), self._quote_line(q)) for q in self.reading.quotes
        ]

    @property
    def stances(self) -> list[Entry]:
        """The stances in the order of their evidence."""
        return [
            Entry(s.id, blockquote(self._words(s.evidence) or s.words), self._stance_line(s))
            for s in self.reading.stances
        ]

    @property
    def people(self) -> list[Card]:
        """Those who are quoted or hold a stance, and have a name."""
        return [self._card(p) for p in self.reading.people if p.kind != "unnamed" and self._speaks(p)]

    @property
    def unnamed(self) -> list[Card]:
        """Sources the article does not name."""
        return [self._card(p) for p in self.reading.people if p.kind == "unnamed"]

    @property
    def silent(self) -> list[Card]:
        """Those who are named and neither quoted nor given a stance."""
        return [self._card(p) for p in self.reading.people if p.kind != "unnamed" and not self._speaks(p)]

    @property
    def notes(self) -> list[Entry]:
        """What the person at work noted, with a link to what it is about."""
        return [Entry(n.id, blockquote(n.text), self._about(n.object_id)) for n in self.reading.notes]

    def _words(self, spans: Iterable[Span]) -> str:
        return readable(self.reading.text, spans)

    def _speaks(self, p: PersonView) -> bool:
        return any(q.speaker == p.id for q in self.whole.quotes) or any(s.holder == p.id for s in self.whole.stances)

    def _who(self, person_id: str | None) -> Md:
        p = self.reading.person(person_id)
        if p is None:
            return Md("*speaker unknown*")
        if p.kind == "unnamed" or p.state == "rejected":
            return inline(p.name or "unnamed source")
        return self.links.to(self.path("person", p.person_id, p.name), p.name)

    def _quote_line(self, q: QuoteView) -> Md:
        p = self.reading.person(q.speaker)
        who = self._who(q.speaker) + (f", {inline(p.role)}" if p and p.role else "")
        return self._line(who, inline(how_said(q)), q)

    def _stance_line(self, s: StanceView) -> Md:
        target = (
            self.links.to(self.path("target", s.target_id, s.target), s.target) if s.target_id else inline(s.target)
        )
        said = f"{self._who(s.holder)} **{VERBS[s.polarity]}** {target}"
        on = f"on condition: “{inline(self._words(s.condition))}”" if s.condition else ""
        rests = self.links.to("", "the quote", s.quote) if s.quote and self.options.links == "wiki" else ""
        return self._line(said, " · ".join(filter(None, [on, inline(second_hand(s, self.reading)), rests])), s)

    def _line(self, who: str, how: str, item: QuoteView | StanceView) -> Md:
        parts = [who, how, state_mark(item.state, item.origin, item.confidence, self.options)]
        parts.append("" if item.anchor == "exact" else f"**{ANCHORS[item.anchor]}**")
        parts += [f"#{tag}" for tag in map(tag_name, item.tags) if tag]
        return Md("— " + " · ".join(filter(None, parts)))

    def _card(self, p: PersonView) -> Card:
        about = [inline(part) for part in role_of(p)]
        about += [f"*{p.kind}*"] if p.kind in ("organisation", "group") else []
        about += [f"also {', '.join(f'“{inline(a)}”' for a in p.aliases)}"] if p.aliases else []
        about += self._anonymity(p)
        quotes = tally(q.state for q in self.whole.quotes if q.speaker == p.id)
        stances = tally(s.state for s in self.whole.stances if s.holder == p.id)
        counts = [counted(quotes, "quote"), counted(stances, "stance")] if self._speaks(p) else []
        return Card(p.id, self._who(p.id), Md(" · ".join(filter(None, about))), " · ".join(filter(None, counts)))

    def _anonymity(self, p: PersonView) -> list[str]:
        a = p.anonymity
        if a is None:
            return []
        said = [f"{a.count} of them" if a.count and a.count > 1 else ""]
        said.append(f"knows by: “{inline(a.knowledge.of(self.reading.text))}”" if a.knowledge else "")
        said.append(f"no name because: “{inline(a.reason.of(self.reading.text))}”" if a.reason else "")
        return said

    def _about(self, object_id: str) -> Md:
        here = {q.id for q in self.reading.quotes} | {s.id for s in self.reading.stances}
        if object_id in here and self.options.links == "wiki":
            return Md(f"— on {self.links.to('', 'this', object_id)}")
        p = next((p for p in self.reading.people if object_id in (p.id, p.person_id)), None)
        return Md(f"— on {self._who(p.id)}") if p else Md("")


def how_said(q: QuoteView) -> str:
    """Return kind and class of a quote, whether it is a denial, and whom the speaker reports in turn."""
    inner = q.why.get("inner_source")
    parts = [q.kind, q.cue_class, "a denial" if q.why.get("denial") else "", f"reporting “{inner}”" if inner else ""]
    return ", ".join(filter(None, parts))


def second_hand(s: StanceView, reading: Reading) -> str:
    """Return who reports the stance where it is not its holder; "" where it is."""
    if "reported_by" not in s.why:
        return ""
    p = reading.person(s.why["reported_by"])
    return f"as reported by {p.name}" if p else "at second hand"


def role_of(p: PersonView) -> list[str]:
    """Return role and organisation, the latter where the role does not say it."""
    role, organisation = p.role or "", p.organisation or ""
    return [part for part in (role, "" if organisation in role else organisation) if part]


def receipts(statements: Iterable[Statement], options: Options, path: NotePath, *, who: bool) -> list[Entry]:
    """Return statements from several articles as blocks: words, and a line with holder, date, outlet and article."""
    links = Linker(options.links, up="../")
    return [Entry(s.id, blockquote(s.exact), _receipt_line(s, options, links, path, who=who)) for s in statements]


def _receipt_line(s: Statement, options: Options, links: Linker, path: NotePath, *, who: bool) -> Md:
    name = ""
    if who:
        named = s.person_id and s.person_name
        name = links.to(path("person", s.person_id or "", s.person_name or ""), s.person_name or "") if named else ""
        name = name or inline(s.person_name or "") or Md("*speaker unknown*")
    article = links.to(path("article", s.article_id, s.article_title), s.article_title, s.id)
    where = ", ".join(filter(None, [inline(s.outlet or ""), article]))
    mark = state_mark(s.state, "machine", s.confidence, options)
    parts = [
        name,
        VERBS[s.polarity] if s.polarity else s.kind,
        inline(s.published[:10] if s.published else "date unknown"),
        where,
        mark,
    ]
    return Md("— " + " · ".join(filter(None, parts)))


def state_mark(state: State, origin: str, confidence: float, options: Options) -> str:
    """Return how a note says the state of an item: "" where it needs no mark."""
    if not options.marks(state):
        return ""
    return f"*{state}, {confidence:.0%} sure*" if state == "unreviewed" and origin == "machine" else f"*{state}*"


def tally(states: Iterable[State]) -> Tally:
    """Return how many are accepted, rejected and unreviewed."""
    seen = list(states)
    return Tally(seen.count("accepted"), seen.count("rejected"), seen.count("unreviewed"))


def counted(t: Tally, noun: str) -> str:
    """Return a count in words that says what it counts: "3 quotes (1 accepted, 0 rejected, 2 unreviewed)"."""
    if not t.total:
        return ""
    plural = noun if t.total == 1 else f"{noun}s"
    return f"{t.total} {plural} ({t.accepted} accepted, {t.rejected} rejected, {t.unreviewed} unreviewed)"


def tag_name(tag: str) -> str:
    """Return a tag as Obsidian reads it: letters, digits, - _ /, at least one of them no digit."""
    name = "".join(c if c.isalnum() or c in "-_/" else "-" for c in tag.strip().lstrip("#")).strip("-/_")
    return name if any(not c.isdigit() for c in name) else f"n{name}" if name else ""
