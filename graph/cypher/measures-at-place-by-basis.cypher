// Which measures apply to a place on a given basis, such as only to a part of it?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last,
     date($known_on_first) AS known_first, date($known_on_last) AS known_last
MATCH (measure:Measure)-[way:APPLIES_TO]->(place:Zone|Area {id: $place})
WHERE coalesce(way.from_earliest <= last, true) AND coalesce(way.to_latest > first, true)
  AND coalesce(way.known_earliest <= known_last, true) AND coalesce(way.superseded_latest > known_first, true)
WITH measure, way,
     CASE
       WHEN way.status <> 'unknown'
         AND coalesce(way.from_latest <= first, true) AND coalesce(way.to_earliest > last, true)
         AND coalesce(way.known_latest <= known_first, true) AND coalesce(way.superseded_earliest > known_last, true)
       THEN 'certain' ELSE 'possible'
     END AS certainty,
     CASE way.basis WHEN 'designated' THEN 1 WHEN 'class' THEN 2 WHEN 'inherited' THEN 3 ELSE 4 END AS strength
ORDER BY strength, certainty
WITH measure, collect(way.basis)[0] AS basis, collect(certainty)[0] AS certainty
WHERE basis = $basis
RETURN measure.id AS measure, certainty
ORDER BY measure
