// Which places and classes of zones do the measures of an instrument name?
MATCH (:Instrument {id: $instrument})<-[:UNDER]-(measure:Measure)-[:HAS_APPLICABILITY]->(applicability:Applicability)
OPTIONAL MATCH (applicability)-[:NAMES]->(place:Zone|Area)
OPTIONAL MATCH (applicability)-[:NAMES]->(class:ZoneClass)
RETURN measure.id AS measure, place.id AS place, class.id AS class, applicability.scope AS scope
ORDER BY measure, coalesce(place, ''), coalesce(class, '')
