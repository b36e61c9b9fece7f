// Which agreements does one report name that a later one is silent about?
MATCH (agreement:Agreement)
OPTIONAL MATCH (agreement)-[link]-()
WITH agreement, collect(link.sources) AS linked
WHERE ($from IN agreement.sources OR any(sources IN linked WHERE $from IN sources))
  AND NOT ($to IN agreement.sources OR any(sources IN linked WHERE $to IN sources))
RETURN agreement.id AS agreement
ORDER BY agreement
