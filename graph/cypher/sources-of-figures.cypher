// From whom does a report have its figures of an indicator, and where does it print them?
MATCH (:Indicator {id: $indicator})<-[:OF_INDICATOR]-(figure:Observation)-[:IN_REPORT]->(:Report {id: $report})
MATCH (figure)-[:CITES]->(passage:Passage)
OPTIONAL MATCH (figure)-[:SOURCED_FROM]->(organization:Organization)
RETURN figure.id AS figure, organization.id AS organization, passage.id AS passage
ORDER BY figure, passage
