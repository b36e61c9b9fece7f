// What is forecast, for when, and by whom?
MATCH (figure:Observation {status: 'forecast'})-[:OF_INDICATOR]->(indicator:Indicator)
OPTIONAL MATCH (figure)-[:SOURCED_FROM]->(organization:Organization)
RETURN figure.id AS figure, indicator.id AS indicator, figure.period AS period, figure.value AS value,
       figure.unit AS unit, organization.id AS organization
ORDER BY figure
