// Which figures does a table give for a place?
MATCH (:Area|Zone {id: $area})<-[:OF_AREA]-(figure:Observation {table: $table})-[:OF_INDICATOR]->(indicator:Indicator)
RETURN figure.id AS figure, indicator.id AS indicator, figure.period AS period, figure.value AS value,
       figure.unit AS unit
ORDER BY figure
