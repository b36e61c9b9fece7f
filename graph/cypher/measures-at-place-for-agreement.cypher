// Which measures that apply to a place answer to an agreement?
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE way.superseded_earliest IS NULL
  AND coalesce(way.from_earliest <= date($valid_on_last), true)
  AND coalesce(way.to_latest > date($valid_on_first), true)
MATCH (measure)-[:ANSWERS_TO]->(:Agreement {id: $agreement})
OPTIONAL MATCH (measure)-[:UNDER]->(instrument:Instrument)
RETURN DISTINCT measure.id AS measure, instrument.id AS instrument
ORDER BY measure
