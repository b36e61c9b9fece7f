// Which measures are only drafts, and for which places or classes of zones?
MATCH (measure:Measure)-[plan:MEANT_FOR {status: 'draft'}]->(target)
WHERE plan.superseded_earliest IS NULL
WITH measure, plan,
     CASE WHEN target:ZoneClass THEN null ELSE target.id END AS place,
     CASE WHEN target:ZoneClass THEN target.id ELSE null END AS class
RETURN measure.id AS measure, place, class, plan.scope AS scope
ORDER BY measure, coalesce(place, ''), coalesce(class, '')
