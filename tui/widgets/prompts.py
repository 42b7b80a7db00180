"""How things read in a list: speaker, kind, state and words as `Content`, never markup. For panels and pickers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from extract.display import one_line
from extract.library.views import PersonView, QuoteView, Reading, StanceView
from extract.records import Span
from tui.widgets.sieve import is_possible
from tui.widgets.tallies import POLARITY_SIGNS, STATE_SIGNS
from tui.widgets.wrap import Paragraph, cells, wrap

POLARITY_WORDS = {"supports": "for", "opposes": "against", "conditional": "on condition", "mixed": "mixed"}


def excerpt(text: str, spans: Sequence[Span], limit: int = 110) -> str:
    """Return the words of `spans`, safe to show, cut at a word where they are long."""
    words = " … ".join(" ".join(one_line(s.of(text)).split()) for s in spans)
    if len(words) <= limit:
        return words
    cut = words.rfind(" ", limit // 2, limit)
    return words[: cut if cut > 0 else limit].rstrip(" ,;") + "…"


def quoted(words: str) -> str:
    """Return words within quotation marks, unless they have their own."""
    return words if words[:1] in tuple("\"“‘'«„") else f"“{words}”"


def short(words: str, limit: int = 48) -> str:
    """Return a name or role on one line, safe to show, cut where it is far too long to be one."""
    words = " ".join(one_line(words).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def hung(words: str, width: int, indent: int, limit: int = 2) -> str:
    """Return `words` on at most `limit` lines of `width` cells, all indented, the last cut where there is more."""
    room = max(8, width - indent)
    words = " ".join(one_line(words).split())
    lines = [x for x in wrap(words, [Paragraph(0, len(words), "body")], room) if x.kind != "blank"]
    shown = [words[x.start : x.end] for x in lines[:limit]]
    if len(lines) > limit:
        last = shown[-1]
        shown[-1] = (last if cells(last) < room else last[: max(1, len(last) - 2)]).rstrip(" ,;") + "…"
    return "\n".join(" " * indent + line for line in shown)


def colour(colours: Mapping[str, int], person: str | None) -> str:
    """Return the style of a person's name."""
    return f"bold $speaker-{colours[person]}" if person is not None and person in colours else "bold"


def state_sign(thing: QuoteView | StanceView | PersonView) -> tuple[str, str]:
    """Return the sign of a state of review and its style."""
    if thing.flagged:
        return "!", "bold $warning"
    style = {"accepted": "bold $success", "rejected": "$error"}.get(thing.state, "$text-faint")
    return STATE_SIGNS[thing.state], style


def sureness(thing: QuoteView | StanceView) -> str:
    """Return how sure a machine was, or that a person made or changed it."""
    if thing.origin == "person":
        return "yours"
    if "speaker" in getattr(thing, "changed", ()):
        return "corrected"
    return f"{thing.confidence:.0%}"


def quote_prompt(reading: Reading, quote: QuoteView, colours: Mapping[str, int], width: int = 60) -> Content:
    """Return a quote in three lines at most: state, speaker, kind, how sure; then its words."""
    person = reading.person(quote.speaker)
    name = short(person.name) if person else "unknown speaker"
    style = colour(colours, quote.speaker) if person else "italic $speaker-unknown"
    parts = [quote.kind, f"possible, {sureness(quote)}" if is_possible(quote) else sureness(quote)]
    if quote.cue_class not in ("speech", "writing"):
        parts.insert(1, quote.cue_class)
    parts += [f"#{one_line(t)}" for t in quote.tags]
    if quote.anchor != "exact":
        parts.append(
            {"moved": "moved, please check", "ambiguous": "place unsure", "orphan": "not in this text"}[quote.anchor]
        )
    words = hung(excerpt(reading.text, quote.content, 400), width, 2)
    while len(parts) > 1 and cells(name) + 4 + sum(cells(p) + 3 for p in parts) > width:
        parts.pop(0)
    return Content.assemble(
        state_sign(quote),
        " ",
        (name, style),
        ("  " + " · ".join(parts), "$text-faint"),
        "\n",
        (words, "strike $text-faint" if quote.state == "rejected" else ""),
    )


def stance_prompt(reading: Reading, stance: StanceView, colours: Mapping[str, int], width: int = 60) -> Content:
    """Return a stance in two lines or three: state, sign, holder, polarity in words; then its evidence."""
    holder = reading.person(stance.holder)
    name = short(holder.name) if holder else "unknown holder"
    sure = f"possible, {sureness(stance)}" if is_possible(stance) else sureness(stance)
    tail = f"{POLARITY_WORDS[stance.polarity]} · {sure}"
    if cells(tail) + cells(name) + 6 > width:
        tail = sureness(stance)
    return Content.assemble(
        state_sign(stance),
        " ",
        (POLARITY_SIGNS[stance.polarity], "bold"),
        " ",
        (name, colour(colours, stance.holder)),
        (f"  {tail}" if cells(tail) + cells(name) + 6 <= width else "", "$text-faint"),
        "\n",
        (
            hung(excerpt(reading.text, stance.evidence, 400), width, 4),
            "strike $text-faint" if stance.state == "rejected" else "",
        ),
    )


def bar(part: int, whole: int, width: int = 10) -> str:
    """Return a share as a bar of `width` cells, in eighths."""
    eighths = round(8 * width * part / whole) if whole else 0
    full, rest = divmod(min(eighths, 8 * width), 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width)


def person_prompt(person: PersonView, colours: Mapping[str, int], said: int, width: int = 60) -> Content:
    """Return a person in two lines or three: name, role; the share of all words said as a bar, quotes and stances."""
    role = " · ".join(short(r) for r in (person.role, person.organisation) if r and r != person.name)
    kind = "" if person.kind == "person" else person.kind
    counts = [f"{len(person.quotes)} quote{'s' * (len(person.quotes) != 1)}"] if person.quotes else []
    if person.stances:
        counts.append(f"{len(person.stances)} stance{'s' * (len(person.stances) != 1)}")
    share = f"{person.words_said / said:4.0%}" if said and person.words_said else "    "
    about = " · ".join(p for p in (role, kind) if p)
    room = width - cells(short(person.name)) - 4
    parts = [
        state_sign(person),
        " ",
        (short(person.name), colour(colours, person.id)),
        ("  " + short(about, room) if about and room > 6 else "", "$text-faint"),
    ]
    if person.quotes or person.stances:
        style = f"$speaker-{colours[person.id]}" if person.id in colours else ""
        parts += ["\n  ", (bar(person.words_said, said), style), (f" {share}  {' · '.join(counts)}", "$text-faint")]
    return Content.assemble(*parts)
