-- Schema 1: full text. Quotes and stances are indexed without positions: they are short, phrases are looked for in hits.
-- The indexes hold no words of their own (external content); triggers keep them true.

-- (FTS5 may not read through json_each, so the spans are walked by number.)
CREATE VIEW quote_words AS
SELECT q.nr AS nr,
       (WITH RECURSIVE s(i) AS (
            SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < json_array_length(q.content))
        SELECT group_concat(
                   substr(v.text, json_extract(q.content, '$[' || i || '][0]') + 1,
                          json_extract(q.content, '$[' || i || '][1]') - json_extract(q.content, '$[' || i || '][0]')),
                   ' … ')
          FROM s) AS words
  FROM quotes AS q JOIN versions AS v ON v.id = q.version_id;

CREATE VIEW stance_words AS
SELECT t.nr AS nr,
       (WITH RECURSIVE s(i) AS (
            SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < json_array_length(t.evidence))
        SELECT group_concat(
                   substr(v.text, json_extract(t.evidence, '$[' || i || '][0]') + 1,
                          json_extract(t.evidence, '$[' || i || '][1]') - json_extract(t.evidence, '$[' || i || '][0]')),
                   ' … ')
          FROM s) AS words
  FROM stances AS t JOIN versions AS v ON v.id = t.version_id;

CREATE VIRTUAL TABLE quotes_fts USING fts5(words, content="quote_words", content_rowid='nr', columnsize=0,
                                       detail=none);
CREATE VIRTUAL TABLE stances_fts USING fts5(words, content="stance_words", content_rowid='nr', columnsize=0,
                                        detail=none);
CREATE VIRTUAL TABLE versions_fts USING fts5(text, content="versions", content_rowid='id', columnsize=0);
CREATE VIRTUAL TABLE notes_fts USING fts5(text, content="notes", content_rowid='nr');
CREATE VIRTUAL TABLE people_fts USING fts5(name, names, content="people", content_rowid='nr');

CREATE TRIGGER versions_found AFTER INSERT ON versions
BEGIN INSERT INTO versions_fts(rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER versions_lost BEFORE DELETE ON versions
BEGIN INSERT INTO versions_fts(versions_fts, rowid, text) VALUES ('delete', old.id, old.text); END;

CREATE TRIGGER quotes_found AFTER INSERT ON quotes
BEGIN INSERT INTO quotes_fts(rowid, words) SELECT nr, words FROM quote_words WHERE nr = new.nr; END;
CREATE TRIGGER quotes_changing BEFORE UPDATE OF content, version_id ON quotes
BEGIN INSERT INTO quotes_fts(quotes_fts, rowid, words)
      SELECT 'delete', nr, words FROM quote_words WHERE nr = old.nr; END;
CREATE TRIGGER quotes_changed AFTER UPDATE OF content, version_id ON quotes
BEGIN INSERT INTO quotes_fts(rowid, words) SELECT nr, words FROM quote_words WHERE nr = new.nr; END;
CREATE TRIGGER quotes_lost BEFORE DELETE ON quotes
BEGIN INSERT INTO quotes_fts(quotes_fts, rowid, words)
      SELECT 'delete', nr, words FROM quote_words WHERE nr = old.nr; END;

CREATE TRIGGER stances_found AFTER INSERT ON stances
BEGIN INSERT INTO stances_fts(rowid, words) SELECT nr, words FROM stance_words WHERE nr = new.nr; END;
CREATE TRIGGER stances_changing BEFORE UPDATE OF evidence, version_id ON stances
BEGIN INSERT INTO stances_fts(stances_fts, rowid, words)
      SELECT 'delete', nr, words FROM stance_words WHERE nr = old.nr; END;
CREATE TRIGGER stances_changed AFTER UPDATE OF evidence, version_id ON stances
BEGIN INSERT INTO stances_fts(rowid, words) SELECT nr, words FROM stance_words WHERE nr = new.nr; END;
CREATE TRIGGER stances_lost BEFORE DELETE ON stances
BEGIN INSERT INTO stances_fts(stances_fts, rowid, words)
      SELECT 'delete', nr, words FROM stance_words WHERE nr = old.nr; END;

CREATE TRIGGER notes_found AFTER INSERT ON notes
BEGIN INSERT INTO notes_fts(rowid, text) VALUES (new.nr, new.text); END;
CREATE TRIGGER notes_changed AFTER UPDATE OF text ON notes
BEGIN INSERT INTO notes_fts(notes_fts, rowid, text) VALUES ('delete', old.nr, old.text);
      INSERT INTO notes_fts(rowid, text) VALUES (new.nr, new.text); END;
CREATE TRIGGER notes_lost AFTER DELETE ON notes
BEGIN INSERT INTO notes_fts(notes_fts, rowid, text) VALUES ('delete', old.nr, old.text); END;

CREATE TRIGGER people_found AFTER INSERT ON people
BEGIN INSERT INTO people_fts(rowid, name, names) VALUES (new.nr, new.name, new.names); END;
CREATE TRIGGER people_changed AFTER UPDATE OF name, names ON people
BEGIN INSERT INTO people_fts(people_fts, rowid, name, names) VALUES ('delete', old.nr, old.name, old.names);
      INSERT INTO people_fts(rowid, name, names) VALUES (new.nr, new.name, new.names); END;
CREATE TRIGGER people_lost AFTER DELETE ON people
BEGIN INSERT INTO people_fts(people_fts, rowid, name, names) VALUES ('delete', old.nr, old.name, old.names); END;
