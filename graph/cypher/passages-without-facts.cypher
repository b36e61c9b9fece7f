// Which passages of a report does no fact rest on, section by section?
MATCH (passage:Passage)-[:IN_REPORT]->(:Report {id: $report})
WHERE NOT passage.kind IN ['title', 'heading', 'box'] AND NOT EXISTS { ()-[:CITES]->(passage) }
RETURN passage.section AS section, passage.id AS passage
ORDER BY section, passage
