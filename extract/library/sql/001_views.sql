-- Schema 1: views for people who ask in SQL or Datasette. Words are sliced from the version's text, never stored twice.

CREATE VIEW quote_spans AS
SELECT q.id AS quote_id, p.part AS part, s.key AS ord,
       json_extract(s.value, '$[0]') AS start, json_extract(s.value, '$[1]') AS "end",
       substr(v.text, json_extract(s.value, '$[0]') + 1,
              json_extract(s.value, '$[1]') - json_extract(s.value, '$[0]')) AS exact,
       substr(v.text, max(1, json_extract(s.value, '$[0]') - 31), min(32, json_extract(s.value, '$[0]'))) AS prefix,
       substr(v.text, json_extract(s.value, '$[1]') + 1, 32) AS suffix,
       q.anchor AS anchor
  FROM quotes AS q JOIN versions AS v ON v.id = q.version_id
  JOIN (SELECT 'content' AS part UNION ALL SELECT 'cue' UNION ALL SELECT 'source') AS p
  JOIN json_each(CASE p.part WHEN 'content' THEN q.content WHEN 'cue' THEN q.cue ELSE q.source END) AS s;

CREATE VIEW stance_spans AS
SELECT t.id AS stance_id, p.part AS part, s.key AS ord,
       json_extract(s.value, '$[0]') AS start, json_extract(s.value, '$[1]') AS "end",
       substr(v.text, json_extract(s.value, '$[0]') + 1,
              json_extract(s.value, '$[1]') - json_extract(s.value, '$[0]')) AS exact,
       substr(v.text, max(1, json_extract(s.value, '$[0]') - 31), min(32, json_extract(s.value, '$[0]'))) AS prefix,
       substr(v.text, json_extract(s.value, '$[1]') + 1, 32) AS suffix,
       t.anchor AS anchor
  FROM stances AS t JOIN versions AS v ON v.id = t.version_id
  JOIN (SELECT 'evidence' AS part UNION ALL SELECT 'condition') AS p
  JOIN json_each(CASE p.part WHEN 'evidence' THEN t.evidence ELSE t.condition END) AS s;

CREATE VIEW mentions AS
SELECT a.id AS actor_id, a.person_id AS person_id, json_extract(m.value, '$[2]') AS form,
       json_extract(m.value, '$[0]') AS start, json_extract(m.value, '$[1]') AS "end",
       substr(v.text, json_extract(m.value, '$[0]') + 1,
              json_extract(m.value, '$[1]') - json_extract(m.value, '$[0]')) AS exact,
       substr(v.text, max(1, json_extract(m.value, '$[0]') - 31), min(32, json_extract(m.value, '$[0]'))) AS prefix,
       substr(v.text, json_extract(m.value, '$[1]') + 1, 32) AS suffix,
       a.anchor AS anchor
  FROM actors AS a JOIN versions AS v ON v.id = a.version_id JOIN json_each(a.mentions) AS m;

CREATE VIEW roles AS
SELECT a.id AS actor_id, a.person_id AS person_id, a.role AS text, a.organisation AS organisation,
       json_extract(a.role_span, '$[0]') AS start, json_extract(a.role_span, '$[1]') AS "end",
       r.published AS as_of, r.id AS article_id
  FROM actors AS a JOIN versions AS v ON v.id = a.version_id JOIN articles AS r ON r.id = v.article_id
 WHERE a.role IS NOT NULL OR a.organisation IS NOT NULL;

-- The explanation of each quote and stance as plain JSON: the holes of its shape filled with its words, left to right.
CREATE VIEW v_why AS
SELECT id, what, json_extract(why, '$.summary') AS summary, why
  FROM (SELECT o.id, o.what,
               (WITH RECURSIVE filled(said, rest) AS (
                    SELECT '', e.shape
                    UNION ALL
                    SELECT said || substr(rest, 1, instr(rest, '⟦') - 1)
                           || (SELECT CASE w.type WHEN 'text' THEN substr(json_quote(w.atom), 2,
                                                                          length(json_quote(w.atom)) - 2)
                                                  ELSE coalesce(w.atom, w.value) END
                                 FROM json_each(o.why_words) AS w
                                WHERE w.key = CAST(substr(rest, instr(rest, '⟦') + 1) AS INTEGER)),
                           substr(rest, instr(rest, '⟧') + 1)
                      FROM filled WHERE instr(rest, '⟦') > 0)
                SELECT said || rest FROM filled WHERE instr(rest, '⟦') = 0) AS why
          FROM (SELECT id, 'quote' AS what, why, why_words FROM quotes
                UNION ALL SELECT id, 'stance', why, why_words FROM stances) AS o
          JOIN explanations AS e ON e.id = o.why);

CREATE VIEW v_quotes AS
SELECT q.id, w.words AS quote, q.kind, p.name AS speaker, p.id AS person_id, a.role AS role, q.cue_class, q.state,
       q.origin, q.confidence, q.anchor, r.id AS article_id, r.title AS article, r.outlet, r.published,
       json_extract(q.content, '$[0][0]') AS start,
       (SELECT summary FROM v_why WHERE v_why.id = q.id) AS why
  FROM quotes AS q
  JOIN quote_words AS w ON w.nr = q.nr
  JOIN versions AS v ON v.id = q.version_id JOIN articles AS r ON r.id = v.article_id
  LEFT JOIN actors AS a ON a.id = q.speaker LEFT JOIN people AS p ON p.id = a.person_id;

-- A target that was merged into another counts as that one: follow the chain to its end.
CREATE VIEW targets_now AS
WITH RECURSIVE way(id, now, depth) AS (
    SELECT id, id, 0 FROM targets
    UNION ALL
    SELECT way.id, t.merged_into, depth + 1 FROM way JOIN targets AS t ON t.id = way.now
     WHERE t.merged_into IS NOT NULL AND depth < 32
)
SELECT way.id AS target_id, way.now AS now_id FROM way JOIN targets AS t ON t.id = way.now
 WHERE t.merged_into IS NULL;

CREATE VIEW v_statements AS
SELECT s.id, p.name AS holder, p.id AS person_id, a.role AS role, s.polarity, t.label AS target, t.id AS target_id,
       o.name AS target_person,
       (SELECT group_concat(e.exact, ' … ') FROM stance_spans AS e WHERE e.stance_id = s.id AND e.part = 'evidence')
           AS evidence,
       s.quote_id, s.state, s.origin, s.confidence, s.anchor,
       r.id AS article_id, r.title AS article, r.outlet, r.published,
       (SELECT summary FROM v_why WHERE v_why.id = s.id) AS why
  FROM stances AS s
  JOIN actors AS a ON a.id = s.holder JOIN people AS p ON p.id = a.person_id
  JOIN targets_now AS n ON n.target_id = s.target_id JOIN targets AS t ON t.id = n.now_id
  LEFT JOIN actors AS o ON o.id = s.target_person
  JOIN versions AS v ON v.id = s.version_id JOIN articles AS r ON r.id = v.article_id;

CREATE VIEW v_people AS
SELECT p.id, p.name, p.kind, p.role, p.articles, p.last_seen,
       (SELECT count(*) FROM actors AS a JOIN quotes AS q ON q.speaker = a.id
         WHERE a.person_id = p.id AND q.state = 'accepted') AS quotes_accepted,
       (SELECT count(*) FROM actors AS a JOIN quotes AS q ON q.speaker = a.id
         WHERE a.person_id = p.id AND q.state = 'rejected') AS quotes_rejected,
       (SELECT count(*) FROM actors AS a JOIN quotes AS q ON q.speaker = a.id
         WHERE a.person_id = p.id AND q.state = 'unreviewed') AS quotes_unreviewed,
       replace(p.names, char(10), ', ') AS names
  FROM people AS p;

CREATE VIEW v_identity AS
SELECT x.id AS a, xp.name AS a_name, y.id AS b, yp.name AS b_name, i.judgement, i.score, i.reasons, i."by", i.at
  FROM identity AS i JOIN actors AS x ON x.nr = i.a JOIN actors AS y ON y.nr = i.b
  JOIN people AS xp ON xp.id = x.person_id JOIN people AS yp ON yp.id = y.person_id;

CREATE VIEW v_timeline AS
SELECT published, 'quote' AS what, speaker AS person, person_id, kind AS how, NULL AS target, quote AS words,
       state, outlet, article, article_id, id
  FROM v_quotes WHERE state <> 'rejected' AND speaker IS NOT NULL
UNION ALL
SELECT published, 'stance', holder, person_id, polarity, target, evidence, state, outlet, article, article_id, id
  FROM v_statements WHERE state <> 'rejected';

CREATE VIEW v_review_queue AS
SELECT 'quote' AS what, id, confidence, anchor, speaker AS person, kind AS how, quote AS words, article, article_id
  FROM v_quotes WHERE state = 'unreviewed' OR anchor IN ('moved', 'ambiguous', 'orphan')
UNION ALL
SELECT 'stance', id, confidence, anchor, holder, polarity || ' ' || target, evidence, article, article_id
  FROM v_statements WHERE state = 'unreviewed' OR anchor IN ('moved', 'ambiguous', 'orphan');

INSERT INTO about(name, what) VALUES
 ('articles', 'Pieces of news; version_id is the text that counts now.'),
 ('versions', 'Exact texts of articles. A corrected article has several; the text of one never changes.'),
 ('regions', 'Typed stretches of a version: headline, byline, body, caption, boilerplate.'),
 ('runs', 'Which machine made annotations: software version, engine, model and its hash.'),
 ('people', 'One row a person, organisation, group or unnamed source across articles. Derived from actors and identity.'),
 ('actors', 'One row for each who acts in one article; person_id says who that is across articles.'),
 ('identity', 'Judgements on two actors being one: same, different, unsure, suggested; by a machine or a person.'),
 ('quotes', 'What was said, thought or written in an article, and by whom; spans are [start, end] in code points.'),
 ('stances', 'Who supports or opposes what, with the words that show it.'),
 ('explanations', 'Kinds of explanation, with holes for the particulars that each quote or stance has in why_words.'),
 ('targets', 'What stances are about: issues, proposals, events, organisations, persons.'),
 ('target_aliases', 'Labels under which a target is known.'),
 ('decisions', 'Every act of review, only ever added to: the truth from which state is derived.'),
 ('notes', 'Notes of the person at work, on articles or anything in them.'),
 ('tags', 'Tags of the person at work.'),
 ('flags', 'Things marked to come back to.'),
 ('reports', 'What became of earlier work when an article was corrected or annotated anew.'),
 ('exports', 'Which blocks were written to which file, to keep what a person wrote there.'),
 ('v_quotes', 'Quotes with their words, speaker, article and state.'),
 ('v_why', 'Why each quote and stance was found and attributed so: one sentence, and all of it as JSON.'),
 ('v_people', 'People with how many of their quotes are accepted, rejected and unreviewed.'),
 ('v_statements', 'Stances with holder, target, evidence, article and state.'),
 ('v_identity', 'Judgements on two actors being one, with names and reasons.'),
 ('v_timeline', 'Quotes with a speaker and stances that are not rejected, by date of publication.'),
 ('v_review_queue', 'What waits for review, or should be checked after a correction.'),
 ('quote_spans', 'One row a span of a quote (content, cue, source) with its words and their context.'),
 ('stance_spans', 'One row a span of a stance (evidence, condition) with its words and their context.'),
 ('mentions', 'One row a mention of an actor: name, description or pronoun.'),
 ('quote_words', 'The words of each quote, by its number.'),
 ('stance_words', 'The words of the evidence of each stance, by its number.'),
 ('targets_now', 'Which target each target counts as, after merges.'),
 ('roles', 'Roles and organisations of people, with the date of the article that gives them.');
