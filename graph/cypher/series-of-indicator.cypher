// How did an indicator of a place develop, as each report prints it?
MATCH (:Indicator {id: $indicator})<-[:OF_INDICATOR]-(figure:Observation {type: 'level'})
MATCH (figure)-[:OF_AREA]->(:Area|Zone {id: $area})
MATCH (figure)-[:IN_REPORT]->(report:Report)
RETURN figure.period AS period, figure.id AS figure, report.id AS report, figure.value AS value, figure.unit AS unit
ORDER BY coalesce(period, ''), figure
