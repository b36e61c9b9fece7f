// Which goals name a place?
MATCH (target:Target)-[:AIMS_AT]->(:Zone|Area {id: $zone})
RETURN target.id AS target, target.status AS status
ORDER BY target
