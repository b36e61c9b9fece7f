// When were the reports published, up to when do they go, and how much do they state?
MATCH (report:Report)
MATCH (thing:Measure|Instrument|Observation)
WHERE report.id IN thing.sources
RETURN report.id AS report, report.published AS published, report.cutoff AS cutoff,
       count(CASE WHEN thing:Measure THEN 1 END) AS measures,
       count(CASE WHEN thing:Instrument THEN 1 END) AS instruments,
       count(CASE WHEN thing:Observation THEN 1 END) AS figures
ORDER BY report
