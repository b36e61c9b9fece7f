// How do the places of a table rank by an indicator?
MATCH (:Indicator {id: $indicator})<-[:OF_INDICATOR]-(figure:Observation {table: $table, type: 'level'})
MATCH (figure)-[:OF_AREA]->(area:Area|Zone)
RETURN area.id AS area, figure.value AS value, figure.unit AS unit
ORDER BY value DESC, area
