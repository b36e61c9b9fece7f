// Which figures does a table give for a period?
MATCH (figure:Observation {table: $table})-[:OF_INDICATOR]->(indicator:Indicator)
WHERE CASE
  WHEN figure.period CONTAINS '/'
  THEN figure.period_earliest >= date($period_first) AND figure.period_latest <= date($period_last)
  ELSE figure.period_earliest <= date($period_last) AND figure.period_latest >= date($period_first)
END
RETURN figure.id AS figure, indicator.id AS indicator, figure.value AS value, figure.unit AS unit
ORDER BY figure
