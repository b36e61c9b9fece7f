// Under which instruments, and of whom, are the measures that reach a place?
MATCH (:Zone {id: $place})<-[:APPLIES_TO]-(m:Measure)-[:UNDER]->(i:Instrument)-[:ISSUED_BY]->(o:Organization)
RETURN DISTINCT m.id AS measure, i.id AS instrument, o.id AS issuer
