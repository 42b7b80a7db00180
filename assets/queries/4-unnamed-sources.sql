-- What rests on unnamed sources alone: their quotes, with article and date.
SELECT published, outlet, article, x.name AS source, quote, v.state
  FROM v_quotes AS v
  JOIN quotes AS q ON q.id = v.id
  JOIN actors AS x ON x.id = q.speaker
 WHERE x.kind = 'unnamed' AND v.state <> 'rejected'
 ORDER BY published DESC;
