// Which measures that apply to a place answer to an agreement?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last,
     date($known_on_first) AS known_first, date($known_on_last) AS known_last
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE coalesce(way.from_earliest <= last, true) AND coalesce(way.to_latest > first, true)
  AND coalesce(way.known_earliest <= known_last, true) AND coalesce(way.superseded_latest > known_first, true)
MATCH (measure)-[:ANSWERS_TO]->(:Agreement {id: $agreement})
OPTIONAL MATCH (measure)-[:UNDER]->(instrument:Instrument)
RETURN DISTINCT measure.id AS measure, instrument.id AS instrument
ORDER BY measure
