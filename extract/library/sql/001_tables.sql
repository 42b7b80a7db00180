-- Schema 1: the tables. One row is one thing; spans are JSON arrays of [start, end) in code points of the version's text.
-- Columns hold what counts now. Where a person decided a field, `machine` keeps the machine's own value of it;
-- `found` is 0 where the latest run does not find a thing that stays because a person worked on it; `newer` keeps what
-- a later run would have said of a thing that a person has reviewed. What is true of nearly every row takes no room:
-- `state`, `origin` and `anchor` are made from `decided`, `added` and `placed`, which hold only what differs.

CREATE TABLE articles (
    id         TEXT PRIMARY KEY,
    source     TEXT,
    title      TEXT,
    byline     TEXT,
    outlet     TEXT,
    published  TEXT,
    language   TEXT,
    added_at   TEXT NOT NULL,
    read_at    TEXT,
    version_id INTEGER REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED,
    place      INTEGER NOT NULL DEFAULT 0,
    placed_at  TEXT,
    session    TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX articles_source ON articles(source);
CREATE INDEX articles_added ON articles(added_at);

CREATE TABLE runs (
    id              INTEGER PRIMARY KEY,
    onrecord_version TEXT NOT NULL,
    engine          TEXT NOT NULL,
    model           TEXT,
    model_sha256    TEXT,
    config          TEXT NOT NULL,
    remarks         TEXT NOT NULL,
    at              TEXT NOT NULL
);

CREATE TABLE versions (
    id         INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id),
    run_id     INTEGER REFERENCES runs(id),
    sha256     TEXT NOT NULL,
    text       TEXT NOT NULL,
    words      INTEGER NOT NULL,
    remarks    TEXT NOT NULL,
    at         TEXT NOT NULL
);
CREATE INDEX versions_article ON versions(article_id);
CREATE INDEX versions_sha256 ON versions(sha256);
CREATE TRIGGER versions_text_stands BEFORE UPDATE OF text, sha256 ON versions
BEGIN SELECT RAISE(ABORT, 'the text of a version never changes'); END;

CREATE TABLE regions (
    version_id INTEGER NOT NULL REFERENCES versions(id),
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    PRIMARY KEY (version_id, start, "end", kind)
) WITHOUT ROWID;

-- Kinds of explanation: JSON with holes ⟦0⟧ ⟦1⟧ …, filled by `why_words` of the rows that refer to it; see explanations.py.
CREATE TABLE explanations (
    id    INTEGER PRIMARY KEY,
    shape TEXT NOT NULL
);
CREATE INDEX explanations_size ON explanations(length(shape));  -- finds a shape nearly as well as one that repeats it

CREATE TABLE people (
    nr        INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    role      TEXT,
    names     TEXT NOT NULL,
    articles  INTEGER NOT NULL,
    quotes    INTEGER NOT NULL,
    last_seen TEXT,
    role_at   TEXT
);
CREATE INDEX people_quotes ON people(quotes);
CREATE INDEX people_name ON people(name COLLATE NOCASE);

CREATE TABLE actors (
    nr           INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    version_id   INTEGER NOT NULL REFERENCES versions(id),
    run_id       INTEGER REFERENCES runs(id),
    person_id    TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    key          TEXT,
    name         TEXT NOT NULL,
    filed        TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'group', 'unnamed')),
    role         TEXT,
    organisation TEXT,
    aliases      TEXT NOT NULL,
    mentions     TEXT NOT NULL,
    role_span    TEXT,
    anonymity    TEXT,
    found        INTEGER NOT NULL DEFAULT 1,
    decided      TEXT CHECK (decided IN ('accepted', 'rejected')),
    added        INTEGER NOT NULL DEFAULT 0 CHECK (added IN (0, 1)),
    placed       TEXT CHECK (placed IN ('exact', 'moved', 'ambiguous', 'orphan')),
    machine      TEXT,
    newer        TEXT,
    state        TEXT GENERATED ALWAYS AS (coalesce(decided, 'unreviewed')) VIRTUAL,
    origin       TEXT GENERATED ALWAYS AS (CASE added WHEN 1 THEN 'person' ELSE 'machine' END) VIRTUAL,
    anchor       TEXT GENERATED ALWAYS AS (coalesce(placed, 'exact')) VIRTUAL
);
CREATE INDEX actors_version ON actors(version_id);
CREATE INDEX actors_person ON actors(person_id);
CREATE INDEX actors_filed ON actors(filed);

CREATE TABLE quotes (
    nr         INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    run_id     INTEGER REFERENCES runs(id),
    kind       TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    speaker    TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
    cue_class  TEXT NOT NULL,
    content    TEXT NOT NULL,
    words      INTEGER NOT NULL DEFAULT 0,
    cue        TEXT NOT NULL,
    source     TEXT NOT NULL,
    confidence REAL NOT NULL,
    why        INTEGER REFERENCES explanations(id),
    why_words  TEXT,
    found      INTEGER NOT NULL DEFAULT 1,
    decided    TEXT CHECK (decided IN ('accepted', 'rejected')),
    added      INTEGER NOT NULL DEFAULT 0 CHECK (added IN (0, 1)),
    placed     TEXT CHECK (placed IN ('exact', 'moved', 'ambiguous', 'orphan')),
    machine    TEXT,
    newer      TEXT,
    state      TEXT GENERATED ALWAYS AS (coalesce(decided, 'unreviewed')) VIRTUAL,
    origin     TEXT GENERATED ALWAYS AS (CASE added WHEN 1 THEN 'person' ELSE 'machine' END) VIRTUAL,
    anchor     TEXT GENERATED ALWAYS AS (coalesce(placed, 'exact')) VIRTUAL
);
CREATE INDEX quotes_version ON quotes(version_id);
CREATE INDEX quotes_speaker ON quotes(speaker);
CREATE INDEX quotes_version_reviewed ON quotes(version_id, state) WHERE state <> 'unreviewed';
CREATE INDEX quotes_speaker_reviewed ON quotes(speaker, state) WHERE state <> 'unreviewed';

CREATE TABLE targets (
    id          TEXT PRIMARY KEY,
    label       TEXT NOT NULL,
    definition  TEXT,
    parent_id   TEXT REFERENCES targets(id),
    merged_into TEXT REFERENCES targets(id),
    machine     TEXT,
    at          TEXT NOT NULL
);
CREATE INDEX targets_parent ON targets(parent_id);
CREATE INDEX targets_merged ON targets(merged_into);

CREATE TABLE target_aliases (
    norm      TEXT PRIMARY KEY,
    label     TEXT NOT NULL,
    target_id TEXT NOT NULL REFERENCES targets(id)
);
CREATE INDEX target_aliases_target ON target_aliases(target_id);

CREATE TABLE stances (
    nr            INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    version_id    INTEGER NOT NULL REFERENCES versions(id),
    run_id        INTEGER REFERENCES runs(id),
    holder        TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
    target        TEXT NOT NULL,
    target_id     TEXT NOT NULL REFERENCES targets(id),
    target_person TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
    polarity      TEXT NOT NULL CHECK (polarity IN ('supports', 'opposes', 'conditional', 'mixed')),
    evidence      TEXT NOT NULL,
    condition     TEXT NOT NULL,
    quote_id      TEXT REFERENCES quotes(id) DEFERRABLE INITIALLY DEFERRED,
    confidence    REAL NOT NULL,
    why           INTEGER REFERENCES explanations(id),
    why_words     TEXT,
    found         INTEGER NOT NULL DEFAULT 1,
    decided       TEXT CHECK (decided IN ('accepted', 'rejected')),
    added         INTEGER NOT NULL DEFAULT 0 CHECK (added IN (0, 1)),
    placed        TEXT CHECK (placed IN ('exact', 'moved', 'ambiguous', 'orphan')),
    machine       TEXT,
    newer         TEXT,
    state         TEXT GENERATED ALWAYS AS (coalesce(decided, 'unreviewed')) VIRTUAL,
    origin        TEXT GENERATED ALWAYS AS (CASE added WHEN 1 THEN 'person' ELSE 'machine' END) VIRTUAL,
    anchor        TEXT GENERATED ALWAYS AS (coalesce(placed, 'exact')) VIRTUAL
);
CREATE INDEX stances_version ON stances(version_id);
CREATE INDEX stances_holder ON stances(holder);
CREATE INDEX stances_version_reviewed ON stances(version_id, state) WHERE state <> 'unreviewed';
CREATE INDEX stances_holder_reviewed ON stances(holder, state) WHERE state <> 'unreviewed';
CREATE INDEX stances_target ON stances(target_id, polarity);
CREATE INDEX stances_target_person ON stances(target_person) WHERE target_person IS NOT NULL;
CREATE INDEX stances_quote ON stances(quote_id) WHERE quote_id IS NOT NULL;

-- Two actors (in one article or in two) being one: pairs of their numbers, the older first. Clusters are derived from these.
CREATE TABLE identity (
    a         INTEGER NOT NULL REFERENCES actors(nr) ON DELETE CASCADE,
    b         INTEGER NOT NULL REFERENCES actors(nr) ON DELETE CASCADE,
    judgement TEXT NOT NULL CHECK (judgement IN ('same', 'different', 'unsure', 'suggested')),
    score     REAL NOT NULL DEFAULT 1.0,
    reasons   TEXT NOT NULL DEFAULT '[]',
    "by"      TEXT NOT NULL,
    at        TEXT NOT NULL,
    decision  INTEGER,
    keep      TEXT,
    machine   TEXT,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) WITHOUT ROWID;
CREATE INDEX identity_b ON identity(b);
CREATE INDEX identity_suggested ON identity(score) WHERE judgement = 'suggested';
CREATE INDEX identity_decided ON identity(decision) WHERE decision IS NOT NULL;

-- The truth of review: only ever added to. `undoes` names the decision (or the undoing) that this one takes back.
CREATE TABLE decisions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    "by"       TEXT NOT NULL,
    batch      TEXT NOT NULL,
    article_id TEXT,
    object     TEXT NOT NULL,
    object_id  TEXT NOT NULL,
    action     TEXT NOT NULL,
    field      TEXT NOT NULL,
    old        TEXT,
    new        TEXT,
    undoes     INTEGER REFERENCES decisions(id)
);
CREATE INDEX decisions_object ON decisions(object_id, field);
CREATE INDEX decisions_article ON decisions(article_id);
CREATE INDEX decisions_batch ON decisions(batch);
CREATE INDEX decisions_identity ON decisions(object_id) WHERE object = 'identity';
CREATE INDEX decisions_undoes ON decisions(undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'the ledger of decisions is only ever added to'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'the ledger of decisions is only ever added to'); END;

CREATE TABLE notes (
    nr         INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    article_id TEXT,
    object     TEXT NOT NULL,
    object_id  TEXT NOT NULL,
    text       TEXT NOT NULL,
    at         TEXT NOT NULL
);
CREATE INDEX notes_object ON notes(object_id);
CREATE INDEX notes_article ON notes(article_id);

CREATE TABLE tags (
    object_id TEXT NOT NULL,
    tag       TEXT NOT NULL,
    PRIMARY KEY (object_id, tag)
) WITHOUT ROWID;
CREATE INDEX tags_tag ON tags(tag);

CREATE TABLE flags (object_id TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE reports (
    id         INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    run_id     INTEGER REFERENCES runs(id),
    at         TEXT NOT NULL,
    report     TEXT NOT NULL
);
CREATE INDEX reports_article ON reports(article_id);

CREATE TABLE exports (
    path        TEXT NOT NULL,
    block_id    TEXT NOT NULL,
    object_id   TEXT NOT NULL,
    written_sha TEXT NOT NULL,
    at          TEXT NOT NULL,
    PRIMARY KEY (path, block_id)
);

CREATE TABLE about (name TEXT PRIMARY KEY, what TEXT NOT NULL) WITHOUT ROWID;
