-- Who said what about a thing, the newest first, as accepted or still waiting for review.
-- :words is a word to look for in the quotes, for example ferry.
SELECT published, outlet, speaker, role, kind, quote, state
  FROM v_quotes
 WHERE quote LIKE '%' || :words || '%' AND state <> 'rejected'
 ORDER BY published DESC;
