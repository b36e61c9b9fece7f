// How many figures are there of each indicator, and in how many reports?
MATCH (indicator:Indicator)
OPTIONAL MATCH (indicator)<-[:OF_INDICATOR]-(figure:Observation)-[:IN_REPORT]->(report:Report)
RETURN indicator.id AS indicator, count(DISTINCT figure) AS figures, count(DISTINCT report) AS reports
ORDER BY figures DESC, indicator
