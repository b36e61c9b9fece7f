// Which measures had not yet begun on a day, but reach a place?
WITH date($valid_on_first) AS first, date($valid_on_last) AS last,
     date($known_on_first) AS known_first, date($known_on_last) AS known_last
MATCH (measure:Measure)-[way:APPLIES_TO]->(:Zone|Area {id: $place})
WHERE coalesce(way.known_earliest <= known_last, true) AND coalesce(way.superseded_latest > known_first, true)
WITH measure,
     max(CASE WHEN way.from_earliest > last THEN 1 ELSE 0 END) AS later,
     max(CASE
       WHEN coalesce(way.designated_earliest > last, false) THEN 1
       WHEN coalesce(way.from_earliest <= last, true) AND coalesce(way.to_latest > first, true) THEN 1
       ELSE 0
     END) AS otherwise
WHERE later = 1 AND otherwise = 0
RETURN measure.id AS measure
ORDER BY measure
