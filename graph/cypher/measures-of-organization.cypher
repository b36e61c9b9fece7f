// Which measures does an organisation carry out?
MATCH (measure:Measure)-[:CARRIED_OUT_BY]->(:Organization {id: $organization})
RETURN measure.id AS measure
ORDER BY measure
