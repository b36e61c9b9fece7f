// Which passages of the reports say so of a measure, and by which words can they be found?
MATCH (:Measure {id: $measure})-[cited:CITES]->(origin)
WITH cited.anchor AS anchor,
     CASE WHEN origin:Passage THEN origin.id ELSE null END AS passage,
     CASE WHEN origin:Passage THEN null ELSE origin.id END AS reference
RETURN passage, anchor, reference
ORDER BY coalesce(passage, ''), coalesce(anchor, ''), coalesce(reference, '')
