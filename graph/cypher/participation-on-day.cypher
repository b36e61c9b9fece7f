// Who takes part in an agreement on a day, with what status, since when, and how surely?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last
MATCH (party:Area|Organization)-[part:PARTICIPATES_IN]->(:Agreement {id: $agreement})
WHERE coalesce(part.from_earliest <= last, true) AND coalesce(part.to_latest > first, true)
RETURN party.id AS party, part.status AS status, part.since AS since,
       CASE
         WHEN coalesce(part.from_latest <= first, true) AND coalesce(part.to_earliest > last, true)
         THEN 'certain' ELSE 'possible'
       END AS certainty
ORDER BY party, status
