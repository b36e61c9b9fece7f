// Which measures on a topic apply to a place on a day?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last,
     date($known_on_first) AS known_first, date($known_on_last) AS known_last
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE coalesce(way.from_earliest <= last, true) AND coalesce(way.to_latest > first, true)
  AND coalesce(way.known_earliest <= known_last, true) AND coalesce(way.superseded_latest > known_first, true)
MATCH (measure)-[:ABOUT]->(:Topic {id: $topic})
RETURN DISTINCT measure.id AS measure, measure.action AS action
ORDER BY measure
