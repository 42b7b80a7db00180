-- Share of voice by outlet: how many quotes each outlet gives to each person, and how many words.
SELECT a.outlet, p.name, count(*) AS quotes, sum(q.words) AS words
  FROM quotes AS q
  JOIN versions AS v ON v.id = q.version_id
  JOIN articles AS a ON a.id = v.article_id
  JOIN actors AS x ON x.id = q.speaker
  JOIN people AS p ON p.id = x.person_id
 WHERE q.state <> 'rejected' AND q.kind <> 'indirect'
 GROUP BY a.outlet, p.id
 ORDER BY a.outlet, words DESC;
