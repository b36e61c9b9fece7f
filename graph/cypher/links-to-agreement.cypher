// Which instruments and agreements say that they implement, amend or refer to an agreement?
MATCH (source:Instrument|Agreement)-[link]->(:Agreement {id: $agreement})
WHERE type(link) IN ['IMPLEMENTS', 'BASED_ON', 'AMENDS', 'REPLACES', 'REFERS_TO']
RETURN source.id AS source, toLower(type(link)) AS relation
ORDER BY source, relation
