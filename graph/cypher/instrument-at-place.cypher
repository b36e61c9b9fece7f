// Does an instrument apply to a place on a day, through which of its measures?
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE way.superseded_earliest IS NULL
  AND coalesce(way.from_earliest <= date($valid_on_last), true)
  AND coalesce(way.to_latest > date($valid_on_first), true)
MATCH (measure)-[:UNDER]->(:Instrument {id: $instrument})
RETURN DISTINCT measure.id AS measure
ORDER BY measure
