// What do the reports print for an indicator of a place in a year, and do they agree?
MATCH (:Indicator {id: $indicator})<-[:OF_INDICATOR]-(figure:Observation)-[:OF_AREA]->(:Area|Zone {id: $area})
WHERE CASE
  WHEN figure.period CONTAINS '/'
  THEN figure.period_earliest >= date($period_first) AND figure.period_latest <= date($period_last)
  ELSE figure.period_earliest <= date($period_last) AND figure.period_latest >= date($period_first)
END
MATCH (figure)-[:IN_REPORT]->(report:Report)
RETURN figure.id AS figure, report.id AS report, figure.type AS type, figure.value AS value,
       figure.value_text AS printed, figure.unit AS unit
ORDER BY figure
