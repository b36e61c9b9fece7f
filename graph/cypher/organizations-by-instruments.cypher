// How many instruments did each organisation issue?
MATCH (organization:Organization)
OPTIONAL MATCH (organization)<-[:ISSUED_BY]-(instrument:Instrument)
RETURN organization.id AS organization, count(DISTINCT instrument) AS instruments
ORDER BY instruments DESC, organization
