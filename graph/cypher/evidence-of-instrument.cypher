// Which passages of the reports say so of an instrument, and by which words can they be found?
MATCH (:Instrument {id: $instrument})-[cited:CITES]->(origin)
WITH cited.anchor AS anchor,
     CASE WHEN origin:Passage THEN origin.id ELSE null END AS passage,
     CASE WHEN origin:Passage THEN null ELSE origin.id END AS reference
RETURN passage, anchor, reference
ORDER BY coalesce(passage, ''), coalesce(anchor, ''), coalesce(reference, '')
