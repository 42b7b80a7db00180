"""Who across articles may be one person: the machine's edges of identity, each with its reasons.

In: the actors of a new article. Out: rows of `identity` by the machine: one *same* edge where the full name is equal,
role, organisation or company kept corroborates it, and no namesake fits nearly as well; else *suggested* ones. Groups
and unnamed sources are never linked. A name alone joins nobody: namesakes stay apart until a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.library import cache
from extract.library.naming import bare, filed_under, norm
from extract.library.rows import dump, today
from extract.library.store import Store

SAME = 0.75
"""Least score of a *same* edge by the machine."""
SUGGESTED = 0.5
"""Least score of a suggestion."""
CLEAR = 0.15
"""By how much the best must lead the next person of that name."""
LOOKED_AT = 8
"""So many of the newest namesakes of each sort are compared."""
SUGGESTIONS = 3
"""At most so many suggestions a new actor."""


@dataclass(frozen=True, slots=True)
class Trait:
    """What linking looks at of an actor. `company` are the normalised names of the others in the same article."""

    id: str
    person_id: str
    kind: str
    norm: str
    role: str | None
    organisation: str | None
    company: frozenset[str] = frozenset()


def compare(a: Trait, b: Trait) -> tuple[float, list[str]]:
    """Return (score 0…1, reasons in plain words) for two actors of different articles being one."""
    score, reasons = _by_name(a, b)
    if score == 0.0:
        return 0.0, []
    for part, reason in (_by_role(a, b), _by_organisation(a, b), _by_company(a, b)):
        score += part
        if reason:
            reasons.append(reason)
    return max(0.0, min(1.0, score)), reasons


def _by_name(a: Trait, b: Trait) -> tuple[float, list[str]]:
    left, right = bare(a.norm), bare(b.norm)
    if a.kind != b.kind or a.kind not in ("person", "organisation"):
        return 0.0, []
    if left == right:
        full = " " in left or a.kind == "organisation"
        base = 0.8 if a.kind == "organisation" else 0.6
        return (base, ["same full name"]) if full else (0.3, ["same surname"])
    if (
        a.kind == "person"
        and left.rsplit(" ", 1)[-1] == right.rsplit(" ", 1)[-1]
        and 1
        in (
            len(left.split()),
            len(right.split()),
        )
    ):
        return 0.3, ["same surname"]
    if " " in left and " " in right and fuzz.ratio(left, right) >= 90:
        return 0.45, ["nearly the same name"]
    return 0.0, []


def _by_role(a: Trait, b: Trait) -> tuple[float, str]:
    if not a.role or not b.role:
        return 0.0, ""
    alike = fuzz.token_set_ratio(a.role.casefold(), b.role.casefold())
    if alike >= 80:
        return 0.25, f"same role: {a.role}"
    return (-0.2, f"other roles: {a.role} / {b.role}") if alike < 50 else (0.0, "")


def _by_organisation(a: Trait, b: Trait) -> tuple[float, str]:
    if not a.organisation or not b.organisation:
        return 0.0, ""
    if fuzz.token_set_ratio(a.organisation.casefold(), b.organisation.casefold()) >= 85:
        return 0.2, f"same organisation: {a.organisation}"
    return -0.1, f"other organisations: {a.organisation} / {b.organisation}"


def _by_company(a: Trait, b: Trait) -> tuple[float, str]:
    shared = sorted((a.company & b.company) - {a.norm, b.norm})
    if not shared:
        return 0.0, ""
    return min(0.2, 0.06 * len(shared)), f"both with {', '.join(shared[:2])}"


# --- in the library ---------------------------------------------------------------------------------------------------


def link(store: Store, article_id: str, actor_ids: Sequence[str]) -> dict[str, str]:
    """Write the machine's edges of the new actors of one article to earlier ones of other articles.

    Returns which of them are the same as whom: {new actor: earlier actor}.
    """
    same: dict[str, str] = {}
    companies: dict[str, frozenset[str]] = {}
    company = _company(store, article_id, companies)
    for actor in _traits(store, actor_ids, company):
        if actor.kind in ("person", "organisation"):
            known = _link_one(store, article_id, actor, companies)
            if known is not None:
                same[actor.id] = known
    return same


def _company(store: Store, article_id: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    if article_id not in known:
        known[article_id] = frozenset(
            norm(name)
            for name in store.column(
                "SELECT a.name FROM actors AS a JOIN versions AS v ON v.id = a.version_id"
                " WHERE v.article_id = ? AND a.kind IN ('person', 'organisation')",
                (article_id,),
            )
        )
    return known[article_id]


def _traits(store: Store, ids: Iterable[str], company: frozenset[str] = frozenset()) -> list[Trait]:
    rows = store.conn.execute(
        "SELECT id, person_id, kind, name, role, organisation FROM actors"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY nr",
        [dump(list(ids))],
    )
    return [_trait(row, company) for row in rows]


def _trait(row: Sequence[str], company: frozenset[str] = frozenset()) -> Trait:
    return Trait(row[0], row[1], row[2], norm(row[3]), row[4], row[5], company)


def _link_one(store: Store, article_id: str, actor: Trait, companies: dict[str, frozenset[str]]) -> str | None:
    """Write the edges of one actor: one *same* and nothing else, or suggestions; return whom it is the same as."""
    best: dict[str, tuple[float, list[str], str]] = {}
    for other in _candidates(store, article_id, actor, companies):
        score, reasons = compare(actor, other)
        if score >= SUGGESTED and score > best.get(other.person_id, (0.0,))[0]:
            best[other.person_id] = (score, reasons, other.id)
    ranked = sorted(best.values(), key=lambda found: (-found[0], found[2]))
    if ranked:
        score, reasons, other_id = ranked[0]
        lead = score - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if score >= SAME and lead >= CLEAR and reasons[0] == "same full name":
            # A link that was made needs fewer words than one that asks: there are as many of them as actors.
            brief = [reason.partition(":")[0] if ":" in reason else reason.partition(" with ")[0] for reason in reasons]
            _write(store, actor.id, other_id, "same", score, brief)
            return other_id
    for score, reasons, other_id in ranked[:SUGGESTIONS]:
        _write(store, actor.id, other_id, "suggested", score, reasons)
    return None


def _candidates(store: Store, article_id: str, actor: Trait, companies: dict[str, frozenset[str]]) -> list[Trait]:
    """Return namesakes of other articles, the newest first, with the company each kept."""
    filed = filed_under(actor.norm)
    surname = filed.partition(" ")[0]
    alike = "a.filed >= ? AND a.filed < ?"
    looks: list[tuple[str, tuple[str, ...]]] = [("a.filed = ?", (filed,))]
    if filed != surname:
        looks.append(("a.filed = ?", (surname,)))
    looks.append((alike, (f"{surname} ", f"{surname}!")))
    found: dict[str, Trait] = {}
    for where, args in looks:
        if where == alike and found:
            break  # a range of all with that surname is long; it is looked through only for a name that is new
        rows = store.conn.execute(
            "SELECT a.id, a.person_id, a.kind, a.name, a.role, a.organisation, v.article_id FROM actors AS a"
            " JOIN versions AS v ON v.id = a.version_id"
            f" WHERE {where} AND a.kind = ? AND v.article_id <> ? AND a.state <> 'rejected'"
            " ORDER BY a.nr DESC LIMIT ?",
            (*args, actor.kind, article_id, LOOKED_AT),
        ).fetchall()
        for row in rows:
            other = _trait(row)
            if row[0] not in found and _by_name(actor, other)[0]:
                found[row[0]] = replace(other, company=_company(store, row[6], companies))
    return list(found.values())


def _write(store: Store, x: str, y: str, judgement: str, score: float, reasons: list[str]) -> None:
    numbers = cache.pair_numbers(store, x, y)
    if numbers is None:
        return
    a, b = numbers
    edge = {"judgement": judgement, "score": round(score, 3), "reasons": reasons, "by": "machine", "at": today()}
    known = store.value('SELECT "by" FROM identity WHERE a = ? AND b = ?', (a, b))
    if known is None:
        cache.write_edge(store, a, b, edge, None)
    elif known != "machine":
        store.run("UPDATE identity SET machine = ? WHERE a = ? AND b = ?", (dump(edge), a, b))
