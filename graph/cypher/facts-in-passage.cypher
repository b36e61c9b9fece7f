// What does a passage of a report bear out, and by which words?
MATCH (entity)-[cited:CITES]->(:Passage {id: $passage})
RETURN entity.id AS entity, cited.anchor AS anchor
ORDER BY entity, coalesce(anchor, '')
