// Which zones and areas lie within a place, through any number of steps, and since when do they exist?
MATCH path = (inside:Zone|Area)-[:PART_OF*]->(:Zone|Area {id: $place})
WHERE all(between IN nodes(path)[..-1] WHERE
  coalesce(between.since_earliest <= date($valid_on_last), true) AND coalesce(between.status <> 'planned', true))
RETURN DISTINCT inside.id AS inside, inside.since AS since
ORDER BY inside
