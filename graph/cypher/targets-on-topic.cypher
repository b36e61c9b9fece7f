// Which goals are set on a topic, by when, and under which instrument?
MATCH (target:Target)-[:ABOUT]->(:Topic {id: $topic})
OPTIONAL MATCH (target)-[:UNDER]->(instrument:Instrument)
RETURN target.id AS target, target.by AS by, instrument.id AS instrument
ORDER BY target
