// What has a party been to an agreement, from when until when?
MATCH (:Area|Organization {id: $party})<-[:OF_PARTY]-(step:Participation)-[:OF_AGREEMENT]->(:Agreement {id: $agreement})
RETURN step.status AS status, step.since AS since, step.until AS until
ORDER BY status
