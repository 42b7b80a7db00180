"""Keeping an annotated article: new ones are inserted here, known ones compared, changed ones handed to revising.

In: `Annotations`. Out: `Kept`. Whole or not at all: one transaction an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.errors import UsageError
from extract.library import cache, clusters, ledger, linking, reading, revising
from extract.library.explanations import Explainer
from extract.library.naming import filed_under
from extract.library.rows import (
    Row,
    anonymity_out,
    count_words,
    dump,
    mentions_out,
    now,
    run_out,
    sha256,
    spans_out,
)
from extract.library.store import Store
from extract.library.views import Found, Kept
from extract.records import (
    Annotations,
    Article,
    Person,
    Quote,
    Run,
    Span,
    Stance,
    content_ids,
    normalised,
    quote_ids,
    stance_ids,
)


def find(store: Store, article: Article) -> Found | None:
    """Return what is known of an article: by its id or source, else by its exact text."""
    sha = sha256(article.text)
    row = store.row(
        "SELECT a.id, a.version_id, v.sha256, v.run_id FROM articles AS a JOIN versions AS v ON v.id = a.version_id"
        " WHERE a.id = ? OR (a.source IS NOT NULL AND a.source = ?) ORDER BY a.id = ? DESC LIMIT 1",
        (article.id, article.source, article.id),
    ) or store.row(
        "SELECT a.id, a.version_id, v.sha256, v.run_id FROM versions AS v JOIN articles AS a ON a.version_id = v.id"
        " WHERE v.sha256 = ? LIMIT 1",
        (sha,),
    )
    if row is None:
        return None
    return Found(row["id"], row["version_id"], row["sha256"] == sha, row["run_id"] is not None)


def keep(store: Store, annotations: Annotations) -> Kept:
    """Keep an annotated article, see `Library.keep`."""
    _refuse_nonsense(annotations)
    with store.write():
        found = find(store, annotations.article)
        run_id = run_number(store, annotations.run)
        annotations = under_id(annotations, found.article_id if found else annotations.article.id)
        if found is None:
            return _insert(store, annotations, run_id)
        if not found.same_text:
            return revising.correct(store, annotations, run_id)
        if store.value("SELECT run_id FROM versions WHERE id = ?", (found.version_id,)) == run_id:
            return Kept(found.article_id, found.version_id, "known")
        return revising.reannotate(store, annotations, run_id)


def _refuse_nonsense(annotations: Annotations) -> None:
    """Raise UsageError where annotations contradict themselves, so that no half of them is kept."""
    size = len(annotations.article.text)
    known = {p.id for p in annotations.people}
    for span in _all_spans(annotations):
        if not 0 <= span.start <= span.end <= size:
            raise UsageError(f"an annotation of {annotations.article.id} lies outside its text: {tuple(span)}")
    named = [q.speaker for q in annotations.quotes] + [s.holder for s in annotations.stances]
    for actor in named:
        if actor is not None and actor not in known:
            raise UsageError(f"an annotation of {annotations.article.id} names a person who is not in it: {actor}")


def _all_spans(annotations: Annotations) -> Iterable[Span]:
    yield from (m.span for p in annotations.people for m in p.mentions)
    yield from (s for q in annotations.quotes for s in (*q.content, *q.cue, *q.source))
    yield from (s for t in annotations.stances for s in t.evidence)


def under_id(annotations: Annotations, article_id: str) -> Annotations:
    """Return annotations under the id of an article already known: quote and stance ids are derived from it."""
    if annotations.article.id == article_id and _ids_are_ours(annotations):
        return annotations
    article = replace(annotations.article, id=article_id)
    ids = quote_ids(article, [q.content for q in annotations.quotes])
    renamed = {q.id: new for q, new in zip(annotations.quotes, ids, strict=True)}
    names = {p.id: p.name for p in annotations.people}
    keys = [(names.get(s.holder, s.holder), s.target, s.evidence) for s in annotations.stances]
    stances = [
        replace(s, id=new, quote=renamed.get(s.quote or ""))
        for s, new in zip(annotations.stances, stance_ids(article, keys), strict=True)
    ]
    quotes = [replace(q, id=new) for q, new in zip(annotations.quotes, ids, strict=True)]
    return replace(annotations, article=article, quotes=tuple(quotes), stances=tuple(stances))


def _ids_are_ours(annotations: Annotations) -> bool:
    """Tell whether all ids are distinct and derived from content, as the engine's are; those of others are not."""
    ids = [q.id for q in annotations.quotes] + [s.id for s in annotations.stances]
    return len(set(ids)) == len(ids) and all(re.fullmatch(r"[qs]-[0-9a-f]{12}", known) for known in ids)


def run_number(store: Store, run: Run | None) -> int | None:
    """Return the number of a run, adding it where it is new."""
    if run is None:
        return None
    row = run_out(run)
    where = " AND ".join(f"{column} IS :{column}" for column in row)
    known = store.value(f"SELECT id FROM runs WHERE {where}", row)
    return known or store.insert("runs", row | {"at": now()})


# --- rows -------------------------------------------------------------------------------------------------------------


def _insert(store: Store, annotations: Annotations, run_id: int | None) -> Kept:
    article = annotations.article
    store.insert("articles", article_row(article) | {"id": article.id, "added_at": now()})
    version_id = add_version(store, article, run_id)
    actors = dict(zip((p.id for p in annotations.people), actor_ids(article, annotations.people), strict=True))
    insert_actors(store, [actor_row(person, actors, version_id, run_id) for person in annotations.people])
    why = Explainer(store, annotations)
    made = (actors, version_id, run_id, why)
    store.insert_all("quotes", [quote_row(quote, article.text, *made) for quote in annotations.quotes])
    store.insert_all("stances", [stance_row(store, stance, *made) for stance in annotations.stances])
    same = linking.link(store, article.id, list(actors.values()))
    clusters.attach(store, same, list(actors.values()))
    if reapply(store, article.id):
        clusters.recluster(store, list(actors.values()))
    return Kept(article.id, version_id, "new")


def article_row(article: Article) -> Row:
    """Return the columns of an article that its source tells."""
    return {k: getattr(article, k) for k in ("source", "title", "byline", "outlet", "published", "language")}


def add_version(store: Store, article: Article, run_id: int | None) -> int:
    """Insert a text of an article with its regions, make it the one that counts, and return its number."""
    row = {
        "article_id": article.id,
        "run_id": run_id,
        "sha256": sha256(article.text),
        "text": article.text,
        "words": len(article.text.split()),
        "remarks": dump(list(article.remarks)),
        "at": now(),
    }
    version_id = store.insert("versions", row)
    add_regions(store, version_id, article)
    store.run("UPDATE articles SET version_id = ? WHERE id = ?", (version_id, article.id))
    return version_id


def add_regions(store: Store, version_id: int, article: Article) -> None:
    """Insert the typed stretches of a version."""
    store.conn.executemany(
        "INSERT OR IGNORE INTO regions VALUES (?, ?, ?, ?)",
        [(version_id, r.start, r.end, r.kind) for r in article.regions],
    )


def actor_ids(article: Article, people: Iterable[Person]) -> list[str]:
    """Return the library's ids (`p-…`) of an article's people, by their names."""
    return content_ids("p-", article.id, (p.name for p in people))


def actor_row(person: Person, actors: Mapping[str, str], version_id: int, run_id: int | None) -> Row:
    """Return the row of one of an article's people."""
    return {
        "id": actors[person.id],
        "version_id": version_id,
        "run_id": run_id,
        "person_id": actors[person.id],
        "key": person.id,
        "name": person.name,
        "filed": filed_under(person.name),
        "kind": person.kind,
        "role": person.role,
        "organisation": person.organisation,
        "aliases": dump(list(person.aliases)),
        "mentions": dump(mentions_out(person.mentions)),
        "role_span": None if person.role_span is None else dump(person.role_span),
        "anonymity": anonymity_out(person.anonymity),
    }


def insert_actors(store: Store, rows: Sequence[Row]) -> None:
    """Insert actors, each as a person of their own; identity joins them later."""
    store.conn.executemany(
        "INSERT OR IGNORE INTO people(id, name, kind, role, names, articles, quotes) VALUES (?, ?, ?, ?, ?, 0, 0)",
        [(row["id"], row["name"], row["kind"], row["role"], row["name"]) for row in rows],
    )
    store.insert_all("actors", rows)


def quote_row(
    quote: Quote, text: str, actors: Mapping[str, str], version_id: int, run_id: int | None, why: Explainer
) -> Row:
    """Return the row of a quote of `text`."""
    return {
        "id": quote.id,
        "version_id": version_id,
        "run_id": run_id,
        "kind": quote.kind,
        "speaker": None if quote.speaker is None else actors[quote.speaker],
        "cue_class": quote.cue_class,
        "content": dump(spans_out(quote.content)),
        "words": count_words(text, quote.content),
        "cue": dump(spans_out(quote.cue)),
        "source": dump(spans_out(quote.source)),
        "confidence": quote.confidence,
        **why.columns(quote.why),
    }


def stance_row(
    store: Store, stance: Stance, actors: Mapping[str, str], version_id: int, run_id: int | None, why: Explainer
) -> Row:
    """Return the row of a stance; its target is looked up by label or made."""
    condition = [[s["start"], s["end"]] for s in stance.why.get("condition", ())]
    return {
        "id": stance.id,
        "version_id": version_id,
        "run_id": run_id,
        "holder": actors[stance.holder],
        "target": stance.target,
        "target_id": target_number(store, stance.target),
        "target_person": actors.get(stance.target_person or ""),
        "polarity": stance.polarity,
        "evidence": dump(spans_out(stance.evidence)),
        "condition": dump(condition),
        "quote_id": stance.quote,
        "confidence": stance.confidence,
        **why.columns(stance.why),
    }


def target_number(store: Store, label: str) -> str:
    """Return the id (`t-…`) of the target known under a label, making one where there is none."""
    norm = normalised(label)
    known = store.value("SELECT target_id FROM target_aliases WHERE norm = ?", (norm,))
    if known:
        return known
    target_id = content_ids("t-", "", [norm])[0]
    store.run("INSERT OR IGNORE INTO targets(id, label, at) VALUES (?, ?, ?)", (target_id, label, now()))
    store.run("INSERT INTO target_aliases VALUES (?, ?, ?)", (norm, label, target_id))
    return target_id


def reapply(store: Store, article_id: str) -> bool:
    """Write what the ledger holds of an article that was removed and is kept again; tell whether it holds anything."""
    ids = store.column("SELECT DISTINCT object_id FROM decisions WHERE article_id = ?", (article_id,))
    actors = {row["id"] for row in reading.object_rows(store, "actors", article_id)}
    pairs = store.column("SELECT DISTINCT object_id FROM decisions WHERE object = 'identity'")
    ids += [pair for pair in pairs if not actors.isdisjoint(pair.split("|"))]
    if not ids:
        return False
    standing = ledger.all_standing(store, ids)
    for (kind, object_id, field), decision in sorted(standing.items(), key=lambda item: item[1][0]):
        cache.settle_with(store, kind, object_id, field, decision)
    return True
