-- Who is for and who is against: every target with its holders, and the first and last date of each.
SELECT target, polarity, holder, count(*) AS times, min(published) AS first, max(published) AS last
  FROM v_statements
 WHERE state <> 'rejected'
 GROUP BY target, polarity, person_id
 ORDER BY target, polarity, times DESC;
