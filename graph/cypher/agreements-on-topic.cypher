// Which agreements cover a topic, of what kind are they, and since when are they in force?
MATCH (agreement:Agreement)-[:ABOUT]->(:Topic {id: $topic})
RETURN agreement.id AS agreement, agreement.type AS type, agreement.in_force AS in_force
ORDER BY agreement
