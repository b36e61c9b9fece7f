// Which passages speak of the measures of a place that answer to an agreement?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last,
     date($known_on_first) AS known_first, date($known_on_last) AS known_last
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE coalesce(way.from_earliest <= last, true) AND coalesce(way.to_latest > first, true)
  AND coalesce(way.known_earliest <= known_last, true) AND coalesce(way.superseded_latest > known_first, true)
MATCH (measure)-[:ANSWERS_TO]->(:Agreement {id: $agreement})
WITH DISTINCT measure, known_last
MATCH (measure)-[cited:CITES]->(passage:Passage)-[:IN_REPORT]->(report:Report)
WHERE report.published_earliest <= known_last
RETURN measure.id AS measure, passage.id AS passage, cited.anchor AS anchor
ORDER BY measure, passage, anchor
