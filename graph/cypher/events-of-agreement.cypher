// What happened with an agreement in a period?
MATCH (event:Event)-[:CONCERNS]->(:Agreement {id: $agreement})
WHERE event.date_earliest <= date($to_last) AND coalesce(event.date_latest >= date($from_first), true)
RETURN event.id AS event, event.type AS type, event.date_earliest AS begins
ORDER BY begins, event
