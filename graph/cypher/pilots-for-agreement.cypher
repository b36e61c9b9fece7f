// Which pilots answer to an agreement, and which places or classes of zones do they name?
MATCH (:Agreement {id: $agreement})<-[:ANSWERS_TO]-(measure:Measure {status: 'pilot'})
MATCH (measure)-[:HAS_APPLICABILITY]->(applicability:Applicability)
OPTIONAL MATCH (applicability)-[:NAMES]->(place:Zone|Area)
OPTIONAL MATCH (applicability)-[:NAMES]->(class:ZoneClass)
RETURN measure.id AS measure, place.id AS place, class.id AS class
ORDER BY measure, coalesce(place, ''), coalesce(class, '')
