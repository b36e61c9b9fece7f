// Which measures answer to an agreement, with what action, and under which instrument?
MATCH (measure:Measure)-[:ANSWERS_TO]->(:Agreement {id: $agreement})
OPTIONAL MATCH (measure)-[:UNDER]->(instrument:Instrument)
RETURN measure.id AS measure, measure.action AS action, instrument.id AS instrument
ORDER BY measure
