// To which classes does a zone belong, since when, and under which instrument?
MATCH (:Zone {id: $zone})<-[:OF_PLACE]-(designation:Designation)-[:OF_CLASS]->(class:ZoneClass)
OPTIONAL MATCH (designation)-[:UNDER]->(instrument:Instrument)
RETURN class.id AS class, designation.since AS since, instrument.id AS instrument
ORDER BY class
