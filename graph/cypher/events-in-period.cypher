// Which events happened in a period, in which lane of the timeline?
MATCH (event:Event)
WHERE event.date_earliest <= date($to_last) AND coalesce(event.date_latest >= date($from_first), true)
  AND NOT EXISTS { (event)-[:CONCERNS]->(:Instrument) }
RETURN event.id AS event, event.type AS type, event.lane AS lane, event.date_earliest AS begins
ORDER BY begins, event
