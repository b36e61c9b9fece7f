// Which measures are about a topic, with what action, and under which instrument?
MATCH (measure:Measure)-[:ABOUT]->(:Topic {id: $topic})
OPTIONAL MATCH (measure)-[:UNDER]->(instrument:Instrument)
RETURN measure.id AS measure, measure.action AS action, instrument.id AS instrument
ORDER BY measure
