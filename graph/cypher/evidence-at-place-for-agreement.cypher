// Which passages speak of the measures of a place that answer to an agreement?
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE way.superseded_earliest IS NULL
  AND coalesce(way.from_earliest <= date($valid_on_last), true)
  AND coalesce(way.to_latest > date($valid_on_first), true)
MATCH (measure)-[:ANSWERS_TO]->(:Agreement {id: $agreement})
WITH DISTINCT measure
MATCH (measure)-[cited:CITES]->(passage:Passage)
RETURN measure.id AS measure, passage.id AS passage, cited.anchor AS anchor
ORDER BY measure, passage, anchor
