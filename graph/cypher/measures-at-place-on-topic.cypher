// Which measures on a topic apply to a place on a day?
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE way.superseded_earliest IS NULL
  AND coalesce(way.from_earliest <= date($valid_on_last), true)
  AND coalesce(way.to_latest > date($valid_on_first), true)
MATCH (measure)-[:ABOUT]->(:Topic {id: $topic})
RETURN DISTINCT measure.id AS measure, measure.action AS action
ORDER BY measure
