-- What was decided on review and still stands: how often each field was changed, and how often the machine was let stand.
SELECT d.object, d.field, d.action, count(*) AS times, max(d.at) AS last
  FROM decisions AS d
 WHERE d.undoes IS NULL
   AND NOT EXISTS (SELECT 1 FROM decisions AS u WHERE u.undoes = d.id
                      AND NOT EXISTS (SELECT 1 FROM decisions AS r WHERE r.undoes = u.id))
 GROUP BY d.object, d.field, d.action
 ORDER BY times DESC;
