// Which zones belong to a class on a day, and since when do they exist?
MATCH (zone:Zone|Area)-[member:MEMBER_OF]->(:ZoneClass {id: $class})
WHERE coalesce(member.from_earliest <= date($valid_on_last), true)
  AND coalesce(member.to_latest > date($valid_on_first), true)
  AND coalesce(zone.since_earliest <= date($valid_on_last), true)
  AND coalesce(zone.status <> 'planned', true)
RETURN zone.id AS zone, zone.since AS since
ORDER BY zone
