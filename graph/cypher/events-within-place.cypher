// What happened in a place or in one that lies within it?
MATCH (event:Event)-[:TOOK_PLACE_IN]->(:Zone|Area)-[:PART_OF*0..]->(:Zone|Area {id: $zone})
WHERE event.date_earliest IS NOT NULL AND NOT EXISTS { (event)-[:CONCERNS]->(:Instrument) }
RETURN DISTINCT event.id AS event, event.type AS type, event.date_earliest AS begins
ORDER BY begins, event
